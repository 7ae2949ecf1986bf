//! Over HTTP, too, a call ends with its client, and is told about while it runs.

use std::time::Duration;

use serde_json::json;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use typed_tools::mcp::Server;

use super::client::{initialize, listen, message, post, raw, request, with_standard};
use super::upstream::Upstream;
use super::{Context, session, tools};

#[tokio::test]
async fn a_lost_connection_closes_the_request() {
    let upstream = Upstream::start().await;
    let server = || Server::new(session(&upstream)).progress(Duration::from_millis(20));
    for address in [listen(server()).await, listen(server().stateless()).await] {
        // With a token the answer is a stream that has begun when the client goes.
        for meta in [json!({}), json!({ "progressToken": "p" })] {
            let call = message("tools/call", json!({ "name": "wait", "arguments": {}, "_meta": meta }));
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(&request(&with_standard(&[], "tools/call", "wait"), &call)).await.unwrap();
            upstream.waits_for(1).await;
            tokio::time::sleep(Duration::from_millis(60)).await;
            drop(stream);
            upstream.waits_for(0).await;
        }
    }
}

#[tokio::test]
async fn in_a_session_a_message_and_a_lost_connection_do() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream))).await;
    let id = initialize(address, &[]).await.header("mcp-session-id").unwrap().to_owned();
    let headers = [("mcp-session-id", id.as_str()), ("mcp-protocol-version", "2025-11-25")];
    raw(address, &request(&headers, r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#)).await;
    let call = |id: u32| {
        json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": { "name": "wait", "arguments": {} } })
            .to_string()
    };
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(&request(&headers, &call(1))).await.unwrap();
    upstream.waits_for(1).await;
    let stop = r#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"#;
    assert_eq!(raw(address, &request(&headers, stop)).await.status, 202);
    upstream.waits_for(0).await;

    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(&request(&headers, &call(2))).await.unwrap();
    upstream.waits_for(1).await;
    drop(stream);
    upstream.waits_for(0).await;
}

#[tokio::test]
async fn progress_is_told_to_those_who_ask() {
    let upstream = Upstream::start().await;
    let slow = tools(&upstream).session(Context { contact_id: "short".into() });
    let address = listen(Server::new(slow).progress(Duration::from_millis(50))).await;
    let call = |meta| json!({ "name": "wait", "arguments": {}, "_meta": meta });
    let told = post(address, &[], "tools/call", call(json!({ "progressToken": "p-1" }))).await.messages();
    let (result, told) = told.split_last().unwrap();
    assert_eq!(result["result"]["isError"], false, "{result}");
    assert!(!told.is_empty());
    let mut before = 0.0;
    for notification in told {
        assert_eq!(notification["method"], "notifications/progress");
        assert_eq!(notification["params"]["progressToken"], "p-1");
        let progress = notification["params"]["progress"].as_f64().unwrap();
        assert!(progress > before, "it grows");
        before = progress;
    }
    let silent = post(address, &[], "tools/call", call(json!({}))).await;
    assert_eq!(silent.messages().len(), 1);
}
