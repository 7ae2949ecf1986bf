//! What a client reads where a tool lacks what your application should have given, and that the service is asked nothing.

use serde_json::{Value, json};
use typed_tools::mcp::{ContextError, Request, Server};

use super::client::{Piped, call_with, listen};
use super::upstream::Upstream;
use super::{Context, Tools, tools};

/// What a model reads where only the application can help: neither what is missing nor of whom.
const NOT_USABLE: &str = "This tool cannot be used at the moment: the application is not set up for it. Nothing was sent. \
    Other arguments will not help.";

/// A field that is left out does not compile, and one that may be left out no path takes: what is left is one that says nothing.
fn fixed_empty(upstream: &Upstream) -> Server {
    Server::new(tools(upstream)).context(Context { contact_id: String::new() })
}

fn fixed_elsewhere(upstream: &Upstream) -> Server {
    Server::new(tools(upstream)).context(Context { contact_id: "..".into() })
}

fn mapped(upstream: &Upstream) -> Server {
    Server::new(tools(upstream))
        .context_from(|request| Ok(Context { contact_id: request.required("x-contact-id")?.into() }))
}

fn mapped_from_identity(upstream: &Upstream) -> Server {
    Server::new(tools(upstream)).context_from(|request| {
        let identity = request.identity().ok_or_else(|| ContextError::new("sign in first"))?;
        Ok(Context { contact_id: identity.client().into() })
    })
}

fn looked_up(upstream: &Upstream) -> Server {
    Server::new(tools(upstream)).session_from(|_: Tools, _: Request| async {
        tokio::task::yield_now().await;
        Err(ContextError::new("nobody has said which contact this is about"))
    })
}

fn lookup_failed(upstream: &Upstream) -> Server {
    Server::new(tools(upstream)).session_from(|_: Tools, _: Request| async {
        tokio::task::yield_now().await;
        Err(std::io::Error::other("postgres://admin:hunter2@db is not there").into())
    })
}

/// How a server is made, and what it says over stdio and over HTTP.
type Case = (fn(&Upstream) -> Server, Said, Said);

#[derive(Debug, PartialEq)]
enum Said {
    /// A result that says so: a model reads it.
    Result(&'static str),
    /// An error of the protocol, for who set up the client.
    Error(i32, &'static str),
}
use Said::{Error, Result};

const CASES: [Case; 6] = [
    (fixed_elsewhere, Result(NOT_USABLE), Result(NOT_USABLE)),
    (fixed_empty, Result(NOT_USABLE), Result(NOT_USABLE)),
    (
        mapped,
        Error(-32600, "the header `x-contact-id` is missing: MCP over stdio has no headers"),
        Error(-32600, "the request needs one header `x-contact-id` with a value"),
    ),
    (mapped_from_identity, Error(-32600, "sign in first"), Error(-32600, "sign in first")),
    (
        looked_up,
        Error(-32600, "nobody has said which contact this is about"),
        Error(-32600, "nobody has said which contact this is about"),
    ),
    (
        lookup_failed,
        Error(-32603, "the server cannot say whose request this is"),
        Error(-32603, "the server cannot say whose request this is"),
    ),
];

fn is_said(answer: &Value, said: &Said) {
    match said {
        Result(words) => {
            let text = json!({ "type": "text", "text": words });
            assert_eq!(answer["result"]["content"], json!([text]), "{answer}");
            assert_eq!(answer["result"]["isError"], true, "{answer}");
        }
        Error(code, words) => {
            assert_eq!(answer["error"], json!({ "code": code, "message": words }), "{answer}")
        }
    }
}

#[tokio::test]
async fn it_is_said_in_these_words_over_stdio() {
    let upstream = Upstream::start().await;
    for (server, said, _) in CASES {
        let (mut piped, _) = Piped::greeted(server(&upstream)).await;
        let params = json!({ "name": "get_notes", "arguments": {} });
        piped.send(&json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params })).await;
        is_said(&piped.next().await, &said);
    }
    assert!(upstream.seen().is_empty(), "{:?}", upstream.seen());
}

#[tokio::test]
async fn it_is_said_in_these_words_over_http() {
    let upstream = Upstream::start().await;
    for (server, _, said) in CASES {
        let address = listen(server(&upstream)).await;
        // What a model writes is no context.
        let arguments = json!({ "contact_id": "c_9" });
        let without = call_with(address, &[], "get_notes", json!({})).await;
        is_said(&without, &said);
        let made_up = call_with(address, &[], "get_notes", arguments).await;
        assert_ne!(made_up["result"]["isError"], false, "{made_up}");
    }
    assert!(upstream.seen().is_empty(), "{:?}", upstream.seen());
}
