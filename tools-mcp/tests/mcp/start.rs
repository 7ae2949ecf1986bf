//! When a server does not start, and what it says.

use typed_tools::mcp::{Auth, Denied, Server, StartError};

use super::session;
use super::upstream::Upstream;

fn auth() -> Auth {
    Auth::new("https://tools.example.com/mcp", async |_| Err(Denied::InvalidToken))
}

#[tokio::test]
async fn two_tools_of_one_name_are_refused() {
    let upstream = Upstream::start().await;
    let server = || Server::new(session(&upstream));
    let error = server().with(session(&upstream)).bind("127.0.0.1:0").await.err().unwrap();
    assert!(matches!(&error, StartError::DuplicateName(name) if name == "add_note"), "{error}");
    assert!(error.to_string().contains("prefix"), "{error}");
    let error = server().with(session(&upstream)).serve_io(tokio::io::empty(), tokio::io::sink()).await;
    assert!(matches!(error, Err(StartError::DuplicateName(_))));

    let other = session(&upstream).only(&["wait"]).unwrap();
    assert!(server().with(other).prefix("b_").bind("127.0.0.1:0").await.is_ok());
    let error = server().with(session(&upstream)).prefix("b ").bind("127.0.0.1:0").await;
    assert!(matches!(error.err(), Some(StartError::Invalid(words)) if words.contains("b add_note")));
}

#[tokio::test]
async fn nothing_but_loopback_without_a_check_of_who_calls() {
    let upstream = Upstream::start().await;
    let server = || Server::new(session(&upstream));
    for address in ["0.0.0.0:0", "[::]:0"] {
        let error = server().bind(address).await.err().unwrap();
        assert!(matches!(error, StartError::Unprotected(_)), "{error}");
        for way in ["Server::auth", "Server::allow_anonymous"] {
            assert!(error.to_string().contains(way), "{error}");
        }
    }
    let named = server().host("tools.example.com").bind("127.0.0.1:0").await.err().unwrap();
    assert!(matches!(named, StartError::Unprotected(_)), "{named}");
    assert!(matches!(server().router(), Err(StartError::Unprotected(_))));

    assert!(server().auth(auth()).bind("0.0.0.0:0").await.is_ok());
    assert!(server().auth(auth()).router().is_ok());
    assert!(server().allow_anonymous().router().is_ok());
    let unnamed = server().allow_anonymous().bind("0.0.0.0:0").await.err().unwrap();
    assert!(unnamed.to_string().contains("Server::host"), "{unnamed}");
    assert!(server().allow_anonymous().host("tools.example.com").bind("0.0.0.0:0").await.is_ok());
}

#[tokio::test]
async fn settings_that_are_none_are_refused() {
    let upstream = Upstream::start().await;
    let server = || Server::new(session(&upstream)).allow_anonymous();
    for (server, word) in [
        (server().origin("app.example.com"), "app.example.com"),
        (server().origin("https://app.example.com/"), "origin"),
        (server().host("https://tools.example.com"), "host"),
        (server().host("a@b"), "a@b"),
        (server().path("mcp"), "path"),
        (server().path("/{tenant}"), "path"),
        (server().auth(Auth::new("tools", async |_| Err(Denied::InvalidToken))), "tools"),
    ] {
        let error = server.bind("127.0.0.1:0").await.err().unwrap();
        assert!(matches!(&error, StartError::Invalid(words) if words.contains(word)), "{error}");
    }
}
