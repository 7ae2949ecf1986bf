//! A `tower::Service` as transport: limits around the default client, and services of a test's own.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use tower::{ServiceBuilder, service_fn};
use typed_tools::{BoxError, CallError, reqwest};

mod support;

mod api {
    typed_tools::tools!(
        inline = r#"{
            "name": "ping",
            "description": "Answers",
            "parameters": { "type": "object", "properties": { "n": { "type": "integer" } }, "required": ["n"] },
            "api_endpoint": "http://127.0.0.1/ping",
            "http_method": "POST",
            "response": { "max_bytes": 100 }
        }"#
    );
}

use api::{Context, Ping, Secrets, Tools};

#[tokio::test]
async fn a_concurrency_limit_holds() {
    let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let seen = Arc::clone(&most);
    let service = ServiceBuilder::new().concurrency_limit(2).service(service_fn(
        move |request: http::Request<Bytes>| {
            let (running, most) = (Arc::clone(&running), Arc::clone(&most));
            async move {
                most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_millis(5)).await;
                running.fetch_sub(1, Ordering::SeqCst);
                assert_eq!(request.uri().path(), "/ping");
                assert_eq!(request.headers()["content-type"], "application/json");
                let response = http::Response::builder().header("content-type", "application/json");
                Ok::<_, BoxError>(response.body(Full::new(request.into_body())).unwrap())
            }
        },
    ));
    let tools = Tools::builder().transport(typed_tools::tower::service(service)).parallel(8).build().unwrap();
    let session = tools.session(Context {});
    let calls: Vec<_> = (0..6)
        .map(|n| {
            let session = session.clone();
            tokio::spawn(async move { session.ping(&Ping { n }).await.unwrap().body()["n"].clone() })
        })
        .collect();
    for (n, call) in calls.into_iter().enumerate() {
        assert_eq!(call.await.unwrap(), n);
    }
    assert_eq!(seen.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_service_that_sheds_load_sends_nothing_more_than_it_may() {
    let service = ServiceBuilder::new().load_shed().concurrency_limit(1).service(service_fn(
        |_: http::Request<Bytes>| async {
            tokio::time::sleep(Duration::from_secs(60)).await;
            Ok::<_, BoxError>(http::Response::new(Full::new(Bytes::new())))
        },
    ));
    let tools = Tools::builder().transport(typed_tools::tower::service(service)).build().unwrap();
    let session = tools.session(Context {});
    let waiting = tokio::spawn({
        let session = session.clone();
        async move { session.ping(&Ping { n: 1 }).await }
    });
    tokio::task::yield_now().await;
    let error = session.ping(&Ping { n: 2 }).await.unwrap_err();
    assert!(matches!(error, CallError::Network(_)), "{error:?}");
    waiting.abort();
}

#[tokio::test]
async fn a_large_body_is_cut_off_as_it_streams() {
    let service = service_fn(|_: http::Request<Bytes>| async {
        Ok::<_, BoxError>(http::Response::new(Full::new(Bytes::from(vec![b'x'; 101]))))
    });
    let tools = Tools::builder().transport(typed_tools::tower::service(service)).build().unwrap();
    let error = tools.session(Context {}).ping(&Ping { n: 1 }).await.unwrap_err();
    assert!(matches!(error, CallError::TooLarge(_)), "{error:?}");
}

#[tokio::test]
async fn the_default_client_takes_layers() {
    let server = support::Server::start();
    let client = typed_tools::tower::Client::new(reqwest::Client::builder()).unwrap();
    let service = ServiceBuilder::new().concurrency_limit(4).service(client);
    let tools = Tools::builder()
        .secrets(Secrets::from_env().unwrap())
        .origin("http://127.0.0.1", server.origin())
        .transport(typed_tools::tower::service(service))
        .build()
        .unwrap();
    let done = tools.session(Context {}).ping(&Ping { n: 7 }).await.unwrap();
    assert_eq!(done.body()["ok"], true);
    let arrived = server.arrived();
    assert_eq!((arrived[0].method.as_str(), arrived[0].body.as_slice()), ("POST", &br#"{"n":7}"#[..]));
}
