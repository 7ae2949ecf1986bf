//! What one client may take, and how a server ends.

use std::time::Duration;

use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use typed_tools::mcp::{Limits, Server};

use super::client::{call, initialize, listen, message, parsed, raw, request, with_standard};
use super::upstream::Upstream;
use super::{Context, session, tools};

#[tokio::test]
async fn a_message_has_a_size() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream)).limits(Limits::new().request_bytes(10_000))).await;
    let body =
        message("tools/call", json!({ "name": "add_note", "arguments": { "text": "x".repeat(20_000) } }));
    let headers = with_standard(&[], "tools/call", "add_note");
    assert_eq!(raw(address, &request(&headers, &body)).await.status, 413);
    // Without a length, in pieces.
    let mut chunked = String::from_utf8(request(&headers, "")).unwrap();
    chunked = chunked.replace("content-length: 0", "transfer-encoding: chunked");
    chunked += &format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    assert_eq!(raw(address, chunked.as_bytes()).await.status, 413);
    assert!(upstream.seen().is_empty());
}

#[tokio::test]
async fn calls_beyond_the_limit_are_told_so() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream)).limits(Limits::new().concurrent_calls(2))).await;
    let first = tokio::spawn(async move { call(address, "wait", json!({})).await });
    let second = tokio::spawn(async move { call(address, "wait", json!({})).await });
    upstream.waits_for(2).await;
    let third = call(address, "get_notes", json!({})).await;
    assert_eq!(third["result"]["isError"], true);
    assert!(third.to_string().contains("try again"), "{third}");
    first.abort();
    second.abort();
    upstream.waits_for(0).await;
    assert_eq!(call(address, "get_notes", json!({})).await["result"]["isError"], false);
}

#[tokio::test]
async fn clients_that_send_slowly_are_given_up() {
    let upstream = Upstream::start().await;
    let limits = Limits::new().read_timeout(Duration::from_millis(200));
    let address = listen(Server::new(session(&upstream)).limits(limits)).await;
    let whole = request(&[], r#"{"jsonrpc":"2.0"}"#);
    let head_end = whole.windows(4).position(|bytes| bytes == b"\r\n\r\n").unwrap() + 4;
    for (sent, expected) in [(0, ""), (20, ""), (head_end, "HTTP/1.1 408"), (whole.len() - 1, "HTTP/1.1 408")]
    {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&whole[..sent]).await.unwrap();
        let mut all = Vec::new();
        let closed = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut all)).await;
        closed.unwrap_or_else(|_| panic!("still open after {sent} bytes")).unwrap();
        assert!(all.starts_with(expected.as_bytes()), "{sent}: {}", String::from_utf8_lossy(&all));
    }
}

#[tokio::test]
async fn a_connection_that_asks_nothing_more_is_closed() {
    let upstream = Upstream::start().await;
    let limits = Limits::new().read_timeout(Duration::from_millis(200));
    let address = listen(Server::new(session(&upstream)).limits(limits)).await;
    let body = message("tools/list", json!({}));
    let text = String::from_utf8(request(&with_standard(&[], "tools/list", ""), &body)).unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(text.replace("connection: close\r\n", "").as_bytes()).await.unwrap();
    let mut all = Vec::new();
    let closed = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut all)).await;
    closed.expect("closed in time").unwrap();
    assert_eq!(parsed(&all).status, 200);
}

#[tokio::test]
async fn connections_beyond_the_limit_wait() {
    let upstream = Upstream::start().await;
    let limits = Limits::new().connections(1).read_timeout(Duration::from_secs(60));
    let address = listen(Server::new(session(&upstream)).limits(limits)).await;
    let idle = TcpStream::connect(address).await.unwrap();
    let mut waiting = Box::pin(call(address, "get_notes", json!({})));
    let early = tokio::time::timeout(Duration::from_millis(200), &mut waiting).await;
    assert!(early.is_err(), "served beside another");
    drop(idle);
    assert_eq!(waiting.await["result"]["isError"], false);
}

#[tokio::test]
async fn sessions_beyond_the_limit_are_refused_and_idle_ones_end() {
    let upstream = Upstream::start().await;
    let limits = Limits::new().sessions(2).session_idle(Duration::from_millis(300));
    let address = listen(Server::new(session(&upstream)).limits(limits)).await;
    for expected in [200, 200, 503] {
        assert_eq!(initialize(address, &[]).await.status, expected);
    }
    let until = tokio::time::Instant::now() + Duration::from_secs(20);
    while initialize(address, &[]).await.status != 200 {
        assert!(tokio::time::Instant::now() < until, "they never end");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_shutdown_leaves_calls_their_time() {
    let upstream = Upstream::start().await;
    let slow = tools(&upstream).session(Context { contact_id: "short".into() });
    let listening = Server::new(slow).bind("127.0.0.1:0").await.unwrap();
    let address = listening.local_addr();
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(listening.serve_until(async { stopped.await.unwrap_or_default() }));
    // A stream that stays open as long as the server.
    let id = initialize(address, &[]).await.header("mcp-session-id").unwrap().to_owned();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "GET /mcp HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\nmcp-session-id: {id}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let calling = tokio::spawn(async move { call(address, "wait", json!({})).await });
    while upstream.seen().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    stop.send(()).unwrap();
    let ended = tokio::time::timeout(Duration::from_secs(20), serving).await;
    ended.expect("it ends").unwrap().unwrap();
    assert_eq!(calling.await.unwrap()["result"]["isError"], false, "the call was finished");
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_shutdown_does_not_wait_for_ever() {
    let upstream = Upstream::start().await;
    let limits = Limits::new().grace(Duration::from_millis(100));
    let listening = Server::new(session(&upstream)).limits(limits).bind("127.0.0.1:0").await.unwrap();
    let address = listening.local_addr();
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(listening.serve_until(async { stopped.await.unwrap_or_default() }));
    let calling = tokio::spawn(async move {
        let body = message("tools/call", json!({ "name": "wait", "arguments": {} }));
        raw(address, &request(&with_standard(&[], "tools/call", "wait"), &body)).await
    });
    upstream.waits_for(1).await;
    stop.send(()).unwrap();
    let ended = tokio::time::timeout(Duration::from_secs(20), serving).await;
    ended.expect("it ends").unwrap().unwrap();
    upstream.waits_for(0).await;
    assert_ne!(calling.await.unwrap().status, 200);
}
