//! Over two streams, as over standard input and output.

use serde_json::json;
use tokio::io::AsyncWriteExt as _;
use typed_tools::mcp::{Limits, Server};

use super::client::Piped;
use super::session;
use super::upstream::Upstream;

#[tokio::test]
async fn lists_and_calls() {
    let upstream = Upstream::start().await;
    let (mut piped, hello) = Piped::greeted(Server::new(session(&upstream)).info("crm", "1.2.3")).await;
    assert_eq!(hello["result"]["serverInfo"]["name"], "crm");
    piped.send(&json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/list" })).await;
    assert_eq!(piped.next().await["result"]["tools"].as_array().unwrap().len(), 5);
    let call = |id: u32, arguments| json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": { "name": "add_note", "arguments": arguments } });
    piped.send(&call(2, json!({ "text": "a" }))).await;
    assert_eq!(piped.next().await["result"]["isError"], false);
    piped.send(&call(3, json!({}))).await;
    assert_eq!(piped.next().await["result"]["isError"], true);
    assert_eq!(upstream.seen().len(), 1);
    drop(piped.input);
    piped.serving.await.unwrap().unwrap();
}

#[tokio::test]
async fn cancelling_a_call_closes_its_request() {
    let upstream = Upstream::start().await;
    let (mut piped, _) = Piped::greeted(Server::new(session(&upstream))).await;
    let call = json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": { "name": "wait", "arguments": {} } });
    piped.send(&call).await;
    upstream.waits_for(1).await;
    let stop = json!({ "jsonrpc": "2.0", "method": "notifications/cancelled", "params": { "requestId": 1 } });
    piped.send(&stop).await;
    upstream.waits_for(0).await;
    // The connection goes on.
    piped.send(&json!({ "jsonrpc": "2.0", "id": 2, "method": "ping" })).await;
    assert_eq!(piped.next().await["id"], 2);
}

#[tokio::test]
async fn lines_that_are_too_long_or_no_json_do_not_end_it() {
    let upstream = Upstream::start().await;
    let server = Server::new(session(&upstream)).limits(Limits::new().request_bytes(4_096));
    let (mut piped, _) = Piped::greeted(server).await;
    for line in ["x".repeat(100_000), "{".repeat(3_000), "[".repeat(4_000), "\u{0}".into(), "{}".into()] {
        piped.input.write_all(format!("{line}\n").as_bytes()).await.unwrap();
    }
    piped.send(&json!({ "jsonrpc": "2.0", "id": 9, "method": "ping" })).await;
    loop {
        let next = piped.next().await;
        if next["id"] == 9 {
            break;
        }
        assert!(next["error"].is_object(), "{next}");
    }
    assert!(upstream.seen().is_empty());
}

#[tokio::test]
async fn a_client_that_goes_before_it_says_anything_is_no_error() {
    let upstream = Upstream::start().await;
    let piped = Piped::start(Server::new(session(&upstream)));
    drop(piped.input);
    piped.serving.await.unwrap().unwrap();
}
