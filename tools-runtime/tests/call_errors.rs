//! What your application can ask of an error: which tool, how often, how much, and whether anything was sent.
#![cfg(feature = "http")]

mod support;

use std::time::Duration;

use serde_json::json;
use support::clock::Clock;
use support::server::{Server, Step, call, core_for, json as json_reply, reply, sketch};
use support::*;
use typed_tools_runtime::__private::*;

/// Tool, attempts, and whether the request may have reached the service.
fn asked(error: &CallError) -> (Option<&str>, u32, bool) {
    (error.tool(), error.attempts(), error.sent())
}

#[tokio::test]
async fn errors_before_a_request() {
    let path = Sketch::new("GET", &["a"], &[]).path("/p/{{a}}").finish();
    for arguments in [json!({"a": ".."}), json!({})] {
        let error = path.request(&core(), arguments, json!({})).unwrap_err();
        assert_eq!(asked(&error), (Some("sketch"), 0, false));
    }
    let source = |_: &str| Some("s3cret-value".to_owned());
    let unusable = std::sync::Arc::new(Core::new(
        SecretValues::from_source(SECRETS, &source).unwrap(),
        Parts { secrets: SECRETS, origins: RULES, definitions: &[] },
    ));
    let error = path.request(&unusable, json!({"a": "b"}), json!({})).unwrap_err();
    assert_eq!(asked(&error), (None, 0, false));
    let error = CallError::from(ArgumentError::unknown_tool("a", &["b"]));
    assert_eq!(asked(&error), (None, 0, false));
    // Nobody gives a token.
    let nobody = builder().origin("https://api.example", "http://127.0.0.1:1").build().unwrap();
    let token = Sketch::new("POST", &[], &[]).path("/token").finish().definition;
    let error = call(sketch().with(|d| d.call.token = Some(token)).finish(), &nobody).await.unwrap_err();
    assert!(matches!(error, CallError::Token(_)), "{error:?}");
    assert_eq!(asked(&error), (Some("sketch"), 0, false));
    let error = call(sketch().finish(), &nobody).await.unwrap_err();
    assert_eq!(asked(&error), (Some("sketch"), 1, false));
}

#[tokio::test]
async fn errors_of_a_response() {
    let broken = vec![Step::Send(b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nshort".to_vec())];
    let large = "x".repeat((1 << 20) + 1);
    for (steps, retries, attempts) in [
        (reply("500 No", ""), 2, 1),
        (reply("503 Busy\r\nretry-after: 0", ""), 2, 3),
        (reply("200 OK", &large), 2, 1),
        (json_reply("{"), 2, 1),
        (broken, 2, 1),
    ] {
        let server = Server::start(vec![steps]).await;
        let tool = sketch().with(|d| d.call.retries = retries).finish();
        let error = call(tool, &core_for(&server)).await.unwrap_err();
        assert_eq!(asked(&error), (Some("sketch"), attempts, true), "{error}");
        match &error {
            CallError::TooLarge(error) => assert_eq!((error.limit(), error.status()), (1 << 20, 200)),
            CallError::Decode(error) => assert_eq!((error.tool(), error.status()), ("sketch", 200)),
            _ => {}
        }
    }
}

#[tokio::test(start_paused = true)]
async fn errors_of_a_deadline() {
    let clock = Clock::held();
    let server = Server::start(vec![vec![Step::Hang]]).await;
    let core = core_for(&server);
    let limit = Duration::from_millis(400);
    let tool = sketch().with(|d| d.call.timeout_ms = 400).finish();
    let waits = tokio::spawn(async move { call(tool, &core).await });
    server.asked(1).await;
    clock.advance(limit).await;
    let error = waits.await.unwrap().unwrap_err();
    let CallError::Timeout(timeout) = &error else { panic!("{error:?}") };
    assert_eq!(timeout.limit(), Some(limit));
    assert_eq!(asked(&error), (Some("sketch"), 1, true));
}

/// A service can send as much as a client reads.
#[tokio::test]
async fn a_long_location_is_cut() {
    let location = format!("https://other.example/?key={API_KEY}&{}", "x".repeat(30_000));
    let server = Server::start(vec![reply(&format!("302 Found\r\nlocation: {location}"), "")]).await;
    let error = call(sketch().finish(), &core_for(&server)).await.unwrap_err();
    let text = error.to_string();
    assert!(text.contains("redirect to https://other.example/?key=[redacted]&xxx"), "{text}");
    assert!(text.contains(&format!("[cut: the first 300 characters of {} bytes]", location.len())), "{text}");
    assert!(text.len() < 500 && format!("{error:?}").len() < 3_000);
}
