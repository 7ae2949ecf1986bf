//! Limits that `tower` has, around the client that sends the calls: no more than four at a time, a hundred a second, and what would
//! wait too long is refused at once. `cargo run --example tower`; the service is on loopback.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use tokio::task::JoinSet;
use tower::ServiceBuilder;
use tower::load_shed::error::Overloaded;
use typed_tools::tower::NotSent;
use typed_tools::{BoxError, CallError, reqwest, tower as transport};

mod api {
    typed_tools::tools!(
        inline = r#"{
            "name": "get_weather",
            "description": "Gets the weather",
            "parameters": { "type": "object" },
            "api_endpoint": "https://weather.yourcompany.com/now",
            "http_method": "GET"
        }"#
    );
}
use api::{Context, GetWeather, Secrets, Tools};

/// The tools, with limits. A tool set's own `limiter` hook is the other way: it knows the tool and the origin of a call.
fn limited(origin: &str) -> Result<Tools, BoxError> {
    let client = transport::Client::new(reqwest::Client::builder())?;
    let service = ServiceBuilder::new()
        // What was shed was not sent: the call may be tried again.
        .map_err(|error: BoxError| match error.is::<Overloaded>() {
            true => NotSent(error).into(),
            false => error,
        })
        .load_shed() // refuses what would not even find room in the queue
        .buffer(16)
        .concurrency_limit(4)
        .rate_limit(100, Duration::from_secs(1))
        .service(client);
    let tools =
        Tools::builder().secrets(Secrets::from_env()?).origin("https://weather.yourcompany.com", origin);
    Ok(tools.transport(transport::service(service)).build()?)
}

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let seen = Arc::clone(&most);
    let answer = get(move || async move {
        most.fetch_max(running.fetch_add(1, SeqCst) + 1, SeqCst);
        tokio::time::sleep(Duration::from_millis(20)).await;
        running.fetch_sub(1, SeqCst);
        "fair"
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let tools = limited(&format!("http://{}", listener.local_addr()?))?;
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/now", answer)).await });

    let (started, mut calls) = (Instant::now(), JoinSet::new());
    for _ in 0..60 {
        let session = tools.session(Context {});
        calls.spawn(async move { session.get_weather(&GetWeather {}).await });
    }
    let (mut answered, mut refused) = (0, 0);
    while let Some(done) = calls.join_next().await {
        match done? {
            Ok(_) => answered += 1,
            // Nothing was sent: it may be tried again, later.
            Err(CallError::Network(error)) if !error.sent() => refused += 1,
            Err(error) => return Err(error.into()),
        }
    }
    let most = seen.load(SeqCst);
    println!("{answered} answered in {:?}, {refused} refused, at most {most} at a time", started.elapsed());
    if most <= 4 && answered > 0 && refused > 0 { Ok(()) } else { Err("the limits do not hold".into()) }
}
