//! What an attacker tries: pages of other sites, names that point elsewhere, broken and endless messages.

use std::time::Duration;

use serde_json::json;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use typed_tools::mcp::{Limits, Server};

use super::client::{call, call_with, initialize, listen, message, post, raw, request, with_standard};
use super::session;
use super::upstream::Upstream;

#[tokio::test]
async fn names_that_point_here_are_not_served() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream))).await;
    for (host, status) in [
        ("localhost", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("evil.example", 403),
        ("localhost.evil.example", 403),
        ("127.0.0.1.nip.io", 403),
        ("localhost@evil.example", 403),
        ("169.254.169.254", 403),
        ("", 403),
    ] {
        let answer = post(address, &[("host", host)], "tools/list", json!({})).await;
        let same_kind = answer.status == status || (status == 403 && answer.status == 400);
        assert!(same_kind, "{host}: {answer:?}");
    }
    let without = String::from_utf8(request(&[], "{}")).unwrap().replace("host: localhost\r\n", "");
    assert_eq!(raw(address, without.as_bytes()).await.status, 400);
    assert!(upstream.seen().is_empty());
}

#[tokio::test]
async fn pages_of_other_sites_are_not_served() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream)).origin("https://app.example.com")).await;
    for (origin, status) in [
        ("http://localhost:5173", 200),
        ("http://127.0.0.1", 200),
        ("http://[::1]:3000", 200),
        ("https://app.example.com", 200),
        ("https://app.example.com:8443", 403),
        ("http://app.example.com", 403),
        ("https://evil.example", 403),
        ("https://app.example.com.evil.example", 403),
        ("http://localhost.evil.example", 403),
        ("null", 403),
        ("file://", 403),
    ] {
        let answer = post(address, &[("origin", origin)], "tools/list", json!({})).await;
        assert_eq!(answer.status, status, "{origin}: {answer:?}");
    }
    // What a page can send without asking first is not taken, either.
    let text = String::from_utf8(request(&[], &message("tools/list", json!({})))).unwrap();
    let plain =
        raw(address, text.replace("application/json\r\naccept", "text/plain\r\naccept").as_bytes()).await;
    assert_eq!(plain.status, 415);
    let asked = "OPTIONS /mcp HTTP/1.1\r\nhost: localhost\r\norigin: https://evil.example\r\nconnection: close\r\n\r\n";
    assert_eq!(raw(address, asked.as_bytes()).await.status, 403);
}

#[tokio::test]
async fn broken_messages_are_answered_and_send_nothing() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream))).await;
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(50_000), close.repeat(50_000));
    let inside = |value: &str| {
        let whole = message("tools/call", json!({ "name": "add_note", "arguments": { "text": "@" } }));
        whole.replace("\"@\"", value)
    };
    for body in [
        String::new(),
        "null".into(),
        "[]".into(),
        "{}".into(),
        "\u{feff}{}".into(),
        "{\"jsonrpc\":\"2.0\"".into(),
        deep("[", "]"),
        deep("{\"a\":", "}"),
        inside(&deep("[", "]")),
        inside("1e999"),
        inside("\"\\ud800\""),
        inside("\"a\"").replace("\"id\":7", "\"id\":null"),
        inside("\"a\"").replace("\"id\":7", "\"id\":{}"),
        inside("\"a\"").replace("\"id\":7", "\"id\":1e400"),
        inside("\"a\"").replace("\"jsonrpc\":\"2.0\"", "\"jsonrpc\":\"1.0\""),
        inside("\"a\"").replace("add_note", "get_notes"),
        format!("[{}]", inside("\"a\"")),
    ] {
        let answer = raw(address, &request(&with_standard(&[], "tools/call", "add_note"), &body)).await;
        let is_refused = (400..500).contains(&answer.status);
        let head = body.chars().take(60).collect::<String>();
        assert!(is_refused, "{head}: {answer:?}");
    }
    assert!(upstream.seen().is_empty(), "{:?}", upstream.seen());
    assert_eq!(call(address, "get_notes", json!({})).await["result"]["isError"], false, "it goes on");
}

#[tokio::test]
async fn headers_that_are_not_what_the_message_says_are_refused() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream))).await;
    let body = message("tools/call", json!({ "name": "add_note", "arguments": { "text": "a" } }));
    for headers in [
        with_standard(&[], "tools/call", "get_notes"),
        with_standard(&[], "tools/list", "add_note"),
        vec![("mcp-protocol-version", "2025-11-25"), ("mcp-method", "tools/call"), ("mcp-name", "add_note")],
    ] {
        assert_eq!(raw(address, &request(&headers, &body)).await.status, 400);
    }
    assert!(upstream.seen().is_empty());
}

#[tokio::test]
async fn clients_with_the_same_ids_get_their_own_answers() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream))).await;
    let mut asked = Vec::new();
    for number in 0..32 {
        let text = format!("note {number}");
        // All have the id 7.
        asked.push(tokio::spawn(async move {
            let wrong = number % 2 == 0;
            let arguments = if wrong { json!({ "text": number }) } else { json!({ "text": text }) };
            (wrong, call(address, "add_note", arguments).await)
        }));
    }
    for answer in asked {
        let (wrong, answer) = answer.await.unwrap();
        assert_eq!(answer["result"]["isError"], wrong, "{answer}");
    }
    assert_eq!(upstream.seen().len(), 16);
}

#[tokio::test]
async fn ids_of_sessions_cannot_be_guessed_or_made_up() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream))).await;
    let id = initialize(address, &[]).await.header("mcp-session-id").unwrap().to_owned();
    assert!(id.len() >= 32, "{id}");
    let asked = r#"{"jsonrpc":"2.0","id":2,"method":"tools/list"}"#;
    for made_up in ["1", "../../etc/passwd", "00000000-0000-0000-0000-000000000000", &id[1..]] {
        let headers = [("mcp-session-id", made_up), ("mcp-protocol-version", "2025-11-25")];
        assert_eq!(raw(address, &request(&headers, asked)).await.status, 404, "{made_up}");
    }
}

#[tokio::test]
async fn half_sent_requests_keep_nobody_else_waiting() {
    let upstream = Upstream::start().await;
    let limits = Limits::new().connections(400).read_timeout(Duration::from_secs(60));
    let address = listen(Server::new(session(&upstream)).limits(limits)).await;
    let half = b"POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\ncontent-type: application/json\r\n\r\n{";
    let mut open = Vec::new();
    for _ in 0..300 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(half).await.unwrap();
        open.push(stream);
    }
    let answer = tokio::time::timeout(Duration::from_secs(20), call(address, "get_notes", json!({}))).await;
    assert_eq!(answer.expect("in time")["result"]["isError"], false);
}

#[tokio::test]
async fn headers_of_any_size_are_not_read() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream))).await;
    let long = "x".repeat(200_000);
    assert_eq!(raw(address, &request(&[("x-long", &long)], "{}")).await.status, 431);
    let many: Vec<_> = (0..500).map(|_| ("x-many", "1")).collect();
    assert_eq!(raw(address, &request(&many, "{}")).await.status, 431);
    // What a header says is no part of what is sent.
    let answer = call_with(address, &[("authorization", "Bearer mine")], "get_notes", json!({})).await;
    assert_eq!(answer["result"]["isError"], false, "{answer}");
}

#[tokio::test]
async fn ids_that_collide_within_a_session_never_cross_answers() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream))).await;
    let id = initialize(address, &[]).await.header("mcp-session-id").unwrap().to_owned();
    let headers = [("mcp-session-id", id.as_str()), ("mcp-protocol-version", "2025-11-25")];
    raw(address, &request(&headers, r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#)).await;
    let mut asked = Vec::new();
    for number in 0..32 {
        let wrong = number % 2 == 0;
        let text = if wrong { json!(number) } else { json!("a note") };
        let params = json!({ "name": "add_note", "arguments": { "text": text } });
        let body = json!({ "jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": params }).to_string();
        let bytes = request(&headers, &body);
        asked.push(tokio::spawn(async move {
            let answer = tokio::time::timeout(Duration::from_secs(20), raw(address, &bytes)).await;
            (wrong, answer.expect("it is answered"))
        }));
    }
    let mut answered = 0;
    for asked in asked {
        let (wrong, answer) = asked.await.unwrap();
        // A second request with an id that is being answered is refused; none gets the answer of another.
        let message = answer.message();
        match message["error"]["message"].as_str() {
            Some(words) => assert!(words.contains("the id 7"), "{words}"),
            None => {
                answered += 1;
                assert_eq!(message["result"]["isError"], wrong, "{message}");
            }
        }
    }
    assert!(answered > 0);
}
