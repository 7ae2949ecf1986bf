//! Tokens: who is served, what the others are told, and that no token goes any further.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use typed_tools::mcp::{Auth, ContextError, Denied, Identity, Limits, Server};

use super::client::{Answer, call_with, initialize, listen, parsed, post, raw, request};
use super::upstream::Upstream;
use super::{Context, session, tools};

const METADATA: &str = "https://tools.example.com/.well-known/oauth-protected-resource/mcp";

/// `t-NAME` is NAME's token.
fn auth() -> Auth {
    let verify = |token: String| async move {
        match token.strip_prefix("t-") {
            Some("down") => Err(Denied::unavailable("postgres://admin:hunter2@db failed")),
            Some("narrow") => Err(Denied::InsufficientScope("tools.write".into())),
            Some(name) => Ok(Identity::new(name).with(format!("c_{name}"))),
            None => Err(Denied::InvalidToken),
        }
    };
    Auth::new("https://tools.example.com/mcp", verify)
        .authorization_server("https://login.example.com")
        .scope("tools")
}

async fn get(address: std::net::SocketAddr, path: &str) -> Answer {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut all = Vec::new();
    stream.read_to_end(&mut all).await.unwrap();
    parsed(&all)
}

#[tokio::test]
async fn only_those_with_a_good_token_are_served() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream)).auth(auth())).await;
    for (headers, status, challenge) in [
        (&[][..], 401, format!("Bearer resource_metadata=\"{METADATA}\", scope=\"tools\"")),
        (
            &[("authorization", "Bearer wrong")],
            401,
            format!("Bearer resource_metadata=\"{METADATA}\", error=\"invalid_token\", scope=\"tools\""),
        ),
        (
            &[("authorization", "Basic dC1hOg==")],
            401,
            format!("Bearer resource_metadata=\"{METADATA}\", error=\"invalid_token\", scope=\"tools\""),
        ),
        (
            &[("authorization", "Bearer t-a"), ("authorization", "Bearer t-b")],
            401,
            format!("Bearer resource_metadata=\"{METADATA}\", error=\"invalid_token\", scope=\"tools\""),
        ),
        (
            &[("authorization", "Bearer t-narrow")],
            403,
            format!(
                "Bearer resource_metadata=\"{METADATA}\", error=\"insufficient_scope\", scope=\"tools.write\""
            ),
        ),
    ] {
        let answer = post(address, headers, "tools/list", json!({})).await;
        assert_eq!(answer.status, status, "{answer:?}");
        assert_eq!(answer.header("www-authenticate"), Some(challenge.as_str()));
    }
    let down = post(address, &[("authorization", "Bearer t-down")], "tools/list", json!({})).await;
    assert_eq!(down.status, 503);
    assert!(!format!("{down:?}").contains("hunter2"));
    // A token in the URL is none.
    let text = String::from_utf8(request(&[], "{}")).unwrap().replace("/mcp ", "/mcp?access_token=t-a ");
    assert_eq!(raw(address, text.as_bytes()).await.status, 401);
    assert!(upstream.seen().is_empty());

    let good = [("authorization", "bearer t-a"), ("host", "tools.example.com")];
    let answer = call_with(address, &good, "get_notes", json!({})).await;
    assert_eq!(answer["result"]["isError"], false, "{answer}");
}

#[tokio::test]
async fn clients_find_out_where_to_get_one() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream)).info("crm", "1").auth(auth())).await;
    for path in ["/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource"] {
        let answer = get(address, path).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
        assert_eq!(
            answer.message(),
            json!({
                "resource": "https://tools.example.com/mcp",
                "resource_name": "crm",
                "authorization_servers": ["https://login.example.com"],
                "scopes_supported": ["tools"],
                "bearer_methods_supported": ["header"],
            })
        );
    }
    assert_eq!(get(address, "/other").await.status, 404);
}

#[tokio::test]
async fn an_identity_makes_the_context_and_its_token_goes_no_further() {
    let upstream = Upstream::start().await;
    let headers = Arc::new(Mutex::new(String::new()));
    let kept = Arc::clone(&headers);
    let server = Server::new(tools(&upstream)).context_from(move |request| {
        *kept.lock().unwrap() = format!("{request:?}");
        let identity = request.identity().ok_or_else(|| ContextError::new("no identity"))?;
        let contact_id = identity.details::<String>().unwrap().clone();
        Ok(Context { contact_id })
    });
    let address = listen(server.auth(auth())).await;
    for name in ["a", "b"] {
        let token = format!("Bearer t-{name}");
        call_with(address, &[("authorization", &token)], "get_notes", json!({})).await;
        assert_eq!(upstream.seen().pop().unwrap(), format!("GET /contacts/c_{name}/notes"));
    }
    let seen = headers.lock().unwrap().clone();
    assert!(seen.contains("mcp-protocol-version"), "{seen}");
    assert!(!seen.contains("t-b"), "{seen}");
}

#[tokio::test]
async fn a_session_is_its_owners() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream)).auth(auth())).await;
    let id = initialize(address, &[("authorization", "Bearer t-a")]).await;
    let id = id.header("mcp-session-id").unwrap().to_owned();
    let asked = r#"{"jsonrpc":"2.0","id":2,"method":"tools/list"}"#;
    let ask = async |token: &str| {
        let headers =
            [("authorization", token), ("mcp-session-id", &id), ("mcp-protocol-version", "2025-11-25")];
        raw(address, &request(&headers, asked)).await
    };
    assert_eq!(ask("Bearer t-b").await.status, 404);
    assert_eq!(ask("Bearer t-a").await.message()["result"]["tools"].as_array().map(Vec::len), Some(5));
}

#[tokio::test]
async fn calls_are_counted_by_identity() {
    let upstream = Upstream::start().await;
    let server = Server::new(session(&upstream)).auth(auth()).limits(Limits::new().calls_per_minute(2));
    let address = listen(server).await;
    let ask = async |token| call_with(address, &[("authorization", token)], "get_notes", json!({})).await;
    let is_error = |answer: &Value| answer["result"]["isError"].as_bool().unwrap();
    assert!(!is_error(&ask("Bearer t-a").await));
    assert!(!is_error(&ask("Bearer t-a").await));
    let refused = ask("Bearer t-a").await;
    assert!(is_error(&refused));
    assert!(refused.to_string().contains("Too many calls"), "{refused}");
    assert!(!is_error(&ask("Bearer t-b").await), "another client");
    assert_eq!(upstream.seen().len(), 3);
}
