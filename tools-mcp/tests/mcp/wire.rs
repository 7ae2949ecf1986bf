//! What an attacker tries below MCP: HTTP that two readers understand differently, connections in numbers, and clients that
//! neither read nor end.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpSocket, TcpStream};
use typed_tools::mcp::{Limits, Server};

use super::client::{Piped, call, initialize, listen, message, raw, request, with_standard};
use super::session;
use super::upstream::Upstream;

/// A call that is right.
fn good() -> String {
    message("tools/call", json!({ "name": "add_note", "arguments": { "text": "smuggled" } }))
}

/// The request of that call, as text to be changed.
fn text() -> String {
    String::from_utf8(request(&with_standard(&[], "tools/call", "add_note"), &good())).unwrap()
}

async fn in_time<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), what).await.expect("in time")
}

/// A proxy before the server may see one request where the server sees two, or the other way round. Whatever the server
/// makes of such bytes, it makes no call.
#[tokio::test]
async fn requests_of_two_readings_make_no_call() {
    let upstream = Upstream::start().await;
    let address =
        listen(Server::new(session(&upstream)).limits(Limits::new().read_timeout(Duration::from_secs(2))))
            .await;
    let length = format!("content-length: {}", good().len());
    let hidden = text();
    let before = |headers: &str, body: &str| {
        format!(
            "POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\naccept: application/json, text/event-stream\r\n{headers}\r\n\r\n{body}"
        )
    };
    let chunk = |body: &str| format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    for (what, bytes) in [
        ("two lengths", text().replace(&length, &format!("content-length: 0\r\n{length}"))),
        ("two lengths in one", text().replace(&length, &format!("content-length: 0, {}", good().len()))),
        ("a length with a sign", text().replace(&length, &format!("content-length: +{}", good().len()))),
        ("a length of letters", text().replace(&length, "content-length: 0x10")),
        ("a length that overflows", text().replace(&length, "content-length: 18446744073709551617")),
        ("a length below zero", text().replace(&length, "content-length: -1")),
        ("a blank before the colon", text().replace(&length, &length.replace(':', " :"))),
        ("a header over two lines", text().replace(&length, &length.replace(": ", ":\r\n "))),
        ("an unknown coding", text().replace(&length, "transfer-encoding: gzip, identity")),
        ("chunked that is not last", text().replace(&length, "transfer-encoding: chunked, identity")),
        ("chunked twice", text().replace(&length, "transfer-encoding: chunked\r\ntransfer-encoding: cow")),
        ("a size of a chunk that overflows", before("transfer-encoding: chunked", "fffffffffffffffff\r\n{")),
        ("a size of a chunk below zero", before("transfer-encoding: chunked", "-1\r\n{")),
        ("a size of a chunk with blanks", before("transfer-encoding: chunked", " \r\n{")),
        (
            "a chunk that is longer than it says",
            before("transfer-encoding: chunked", &format!("1\r\n{}\r\n0\r\n\r\n", good())),
        ),
        (
            "an endless extension of a chunk",
            before("transfer-encoding: chunked", &format!("1;{}", "x".repeat(100_000))),
        ),
        (
            "endless trailers",
            before("transfer-encoding: chunked", &format!("0\r\n{}", "x: y\r\n".repeat(50_000))),
        ),
        ("a NUL in a header", text().replace("host: localhost", "host: localhost\r\nx-a: \0")),
        (
            "another request in a header",
            text().replace("host: localhost", "host: localhost\rPOST /mcp HTTP/1.1\nhost: a"),
        ),
        ("two hosts", text().replace("host: localhost", "host: localhost\r\nhost: evil.example")),
        ("a target of another host", text().replace("POST /mcp", "POST http://evil.example/mcp")),
        ("HTTP/2 without asking", format!("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n{hidden}")),
        ("HTTP/0.9", format!("POST /mcp\r\n{hidden}")),
        (
            "a request in the body of a GET",
            before(&format!("content-length: {}", hidden.len()), &hidden).replace("POST", "GET"),
        ),
        (
            "a request behind a body of no length",
            before("content-length: 0", "").replace("accept: ", "x-accept: "),
        ),
        (
            "a compressed body",
            text()
                .replace(&length, &format!("content-encoding: gzip\r\n{length}"))
                .replace("{\"", "\u{1f}\u{8b}"),
        ),
        ("pieces that end too early", before("transfer-encoding: chunked", &chunk(&good()[..40]))),
    ] {
        let answer = in_time(raw(address, bytes.as_bytes())).await;
        assert!(answer.status == 0 || (400..500).contains(&answer.status), "{what}: {answer:?}");
        assert!(upstream.seen().is_empty(), "{what}: {:?}", upstream.seen());
    }
    // The same text unchanged is served.
    assert_eq!(raw(address, text().as_bytes()).await.status, 200);
}

#[tokio::test]
async fn a_length_and_pieces_are_one_request_and_the_connection_ends() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream))).await;
    let length = format!("content-length: {}", good().len());
    let pieces = format!("0\r\n\r\n{}", text());
    let both = text()
        .replace("connection: close\r\n", "")
        .replace(&length, "content-length: 5\r\ntransfer-encoding: chunked");
    let both = both.replace(&good(), &pieces);
    in_time(raw(address, both.as_bytes())).await;
    assert!(upstream.seen().is_empty(), "{:?}", upstream.seen());
}

/// Headers that are there twice: the one that is checked could be another than the one that is meant.
#[tokio::test]
async fn a_session_named_twice_or_oddly_is_nobodys() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream))).await;
    let id = initialize(address, &[]).await.header("mcp-session-id").unwrap().to_owned();
    let asked = r#"{"jsonrpc":"2.0","id":2,"method":"tools/list"}"#;
    let upper = id.to_uppercase();
    let padded = format!("{id}%00");
    for ids in [
        &["made-up", &id][..],
        &[&id, "made-up"],
        &[&id, &id],
        &[&padded],
        &[&upper],
        &[&id[..id.len() - 1]],
        &[""],
    ] {
        let mut headers = vec![("mcp-protocol-version", "2025-11-25")];
        headers.extend(ids.iter().map(|id| ("mcp-session-id", *id)));
        let answer = raw(address, &request(&headers, asked)).await;
        assert!((400..500).contains(&answer.status), "{ids:?}: {answer:?}");
    }
}

/// Asks on and on and reads nothing.
async fn deaf(address: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4_096).unwrap();
    let mut stream = socket.connect(address).await.unwrap();
    let body = message("tools/list", json!({}));
    let text = String::from_utf8(request(&with_standard(&[], "tools/list", ""), &body)).unwrap();
    let one = text.replace("connection: close\r\n", "").into_bytes();
    let many = one.repeat(50);
    // Until the server takes no more: its answers fill what there is between the two.
    while let Ok(Ok(())) = tokio::time::timeout(Duration::from_millis(500), stream.write_all(&many)).await {}
    stream
}

#[tokio::test]
async fn clients_that_read_nothing_are_given_up_and_keep_nobody_waiting() {
    let upstream = Upstream::start().await;
    let limits = Limits::new().write_timeout(Duration::from_secs(1)).read_timeout(Duration::from_secs(60));
    let address = listen(Server::new(session(&upstream)).limits(limits)).await;
    let deaf_ones: Vec<_> = (0..3).map(|_| tokio::spawn(deaf(address))).collect();
    let answer = in_time(call(address, "get_notes", json!({}))).await;
    assert_eq!(answer["result"]["isError"], false);
    for deaf in deaf_ones {
        let mut stream = in_time(deaf).await.unwrap();
        // Nothing more goes in, until the server has closed it.
        let closed = async { while stream.write_all(&[0; 1_024]).await.is_ok() {} };
        in_time(closed).await;
    }
}

#[tokio::test]
async fn idle_connections_do_not_hold_all_places() {
    let upstream = Upstream::start().await;
    let limits = Limits::new().connections(50).read_timeout(Duration::from_millis(300));
    let address = listen(Server::new(session(&upstream)).limits(limits)).await;
    let mut open = Vec::new();
    for _ in 0..200 {
        open.push(TcpStream::connect(address).await.unwrap());
    }
    let answer = in_time(call(address, "get_notes", json!({}))).await;
    assert_eq!(answer["result"]["isError"], false);
}

#[tokio::test]
async fn calls_that_are_asked_for_and_left_free_their_places() {
    let upstream = Upstream::start().await;
    let limits = Limits::new().concurrent_calls(8).calls_per_minute(100_000);
    let address = listen(Server::new(session(&upstream)).limits(limits)).await;
    let body = message("tools/call", json!({ "name": "wait", "arguments": {} }));
    let bytes = request(&with_standard(&[], "tools/call", "wait"), &body);
    for _ in 0..20 {
        let mut open = Vec::new();
        for _ in 0..20 {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(&bytes).await.unwrap();
            open.push(stream);
        }
        drop(open);
    }
    in_time(upstream.waits_for(0)).await;
    // The last of them may still be on their way in.
    let answered = async {
        while call(address, "get_notes", json!({})).await["result"]["isError"] != false {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    in_time(answered).await;
}

#[tokio::test]
async fn cancelling_what_is_not_there_or_anothers_changes_nothing() {
    let upstream = Upstream::start().await;
    let server = || Server::new(session(&upstream));
    let cancelled = |id: Value| json!({ "jsonrpc": "2.0", "method": "notifications/cancelled", "params": { "requestId": id } });
    let waiting = json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": { "name": "wait", "arguments": {} } });
    // Over a pipe: thousands.
    let (mut piped, _) = Piped::greeted(server()).await;
    piped.send(&waiting).await;
    upstream.waits_for(1).await;
    for number in 0..5_000 {
        piped.send(&cancelled(json!(number + 2))).await;
    }
    piped.send(&json!({ "jsonrpc": "2.0", "id": 9, "method": "ping" })).await;
    assert_eq!(in_time(piped.next()).await["id"], 9);
    upstream.waits_for(1).await;
    piped.send(&cancelled(json!(1))).await;
    in_time(upstream.waits_for(0)).await;

    // In another's session: the same id is another call.
    let address = listen(server()).await;
    let mut ids = Vec::new();
    for _ in 0..2 {
        let id = initialize(address, &[]).await.header("mcp-session-id").unwrap().to_owned();
        let headers = [("mcp-session-id", id.as_str()), ("mcp-protocol-version", "2025-11-25")];
        raw(address, &request(&headers, r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#)).await;
        ids.push(id);
    }
    let headers =
        |session: usize| [("mcp-session-id", ids[session].as_str()), ("mcp-protocol-version", "2025-11-25")];
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(&request(&headers(0), &waiting.to_string())).await.unwrap();
    upstream.waits_for(1).await;
    let stop = cancelled(json!(1)).to_string();
    assert_eq!(raw(address, &request(&headers(1), &stop)).await.status, 202);
    call(address, "get_notes", json!({})).await;
    upstream.waits_for(1).await;
    assert_eq!(raw(address, &request(&headers(0), &stop)).await.status, 202);
    in_time(upstream.waits_for(0)).await;
}

/// What a client wrote is repeated in no length that it chooses: neither to it nor in a log.
#[tokio::test]
async fn what_a_client_makes_up_is_not_repeated_at_length() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream))).await;
    let long = "\u{7}".repeat(100_000);
    let body = message("tools/call", json!({ "name": long, "arguments": {} }));
    let answer = raw(
        address,
        &request(&[("mcp-protocol-version", "2026-07-28"), ("mcp-method", "tools/call")], &body),
    )
    .await;
    assert!(answer.body.len() < 1_000, "{} bytes", answer.body.len());

    let (mut piped, _) = Piped::greeted(Server::new(session(&upstream))).await;
    piped
        .send(&json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": { "name": long } }))
        .await;
    let answer = piped.next().await.to_string();
    assert!(answer.contains("there is no tool `\\\\u{7}"), "{}", &answer[..200]);
    assert!(answer.len() < 1_000, "{} bytes", answer.len());
}
