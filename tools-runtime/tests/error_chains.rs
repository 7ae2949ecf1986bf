//! `Display` of an error says one sentence, `source()` the next: no text occurs twice in a chain.
#![cfg(feature = "http")]

mod support;

use std::collections::BTreeMap;
use std::error::Error;

use serde_json::json;
use support::server::{Server, Step, call, core_for, json as json_reply, reply, sketch};
use support::*;
use typed_tools_core::origin::OriginFault;
use typed_tools_core::provider::Provider;
use typed_tools_runtime::__private::*;
use typed_tools_runtime::BuildError;

/// The texts of a chain, none of which says what another has said.
fn chain(error: &dyn Error) -> Vec<String> {
    let mut texts = vec![error.to_string()];
    let mut next = error.source();
    while let Some(source) = next {
        texts.push(source.to_string());
        next = source.source();
    }
    for (at, text) in texts.iter().enumerate() {
        assert!(!text.is_empty());
        for above in &texts[..at] {
            assert!(!above.contains(text.as_str()) && !text.contains(above.as_str()), "{texts:#?}");
        }
    }
    texts
}

/// The chain of a call's error, and that of the error which it holds: the same texts.
fn chain_of(error: &CallError) -> (&'static str, Vec<String>) {
    let (kind, inner): (_, &dyn Error) = match error {
        CallError::Arguments(error) => ("arguments", &**error),
        CallError::Refused(error) => ("refused", &**error),
        CallError::Missing(error) => ("missing", &**error),
        CallError::Build(error) => ("build", error),
        CallError::Timeout(error) => ("timeout", error),
        CallError::Network(error) => ("network", error),
        CallError::Token(error) => ("token", &**error),
        CallError::Status(error) => ("status", &**error),
        CallError::TooLarge(error) => ("too large", error),
        CallError::Decode(error) => ("decode", &**error),
        other => panic!("{other:?} is new, and not walked here"),
    };
    let texts = chain(error);
    assert_eq!(texts, chain(inner));
    (kind, texts)
}

#[tokio::test]
async fn no_error_of_a_call_says_a_text_twice() {
    let mut chains = BTreeMap::new();
    let mut take = |error: CallError| {
        let (kind, texts) = chain_of(&error);
        let longest: &mut Vec<String> = chains.entry(kind).or_default();
        if texts.len() > longest.len() {
            *longest = texts;
        }
    };
    // Nothing is sent.
    take(ArgumentError::unknown_tool("a", &["b"]).into());
    let path = Sketch::new("GET", &["a"], &[]).path("/p/{{a}}").finish();
    take(path.request(&core(), json!({"a": ".."}), json!({})).unwrap_err());
    take(path.request(&core(), json!({}), json!({})).unwrap_err());
    let source = |_: &str| Some("s3cret-value".to_owned());
    let unusable = std::sync::Arc::new(Core::new(
        SecretValues::from_source(SECRETS, &source).unwrap(),
        Parts { secrets: SECRETS, origins: RULES, definitions: &[] },
    ));
    take(path.request(&unusable, json!({"a": "b"}), json!({})).unwrap_err());

    let nobody = builder().origin("https://api.example", "http://127.0.0.1:1").build().unwrap();
    take(call(sketch().finish(), &nobody).await.unwrap_err());
    let large = "x".repeat((1 << 20) + 1);
    for steps in [
        reply("500 No", r#"{"error": "no"}"#),
        reply("302 Found\r\nlocation: https://x.example/", ""),
        reply("200 OK", &large),
        json_reply("{"),
        vec![Step::Send(b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nshort".to_vec())],
        vec![Step::Send(b"not HTTP\r\n\r\n".to_vec())],
        vec![Step::Send(
            b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 5\r\n\r\nplain".to_vec(),
        )],
    ] {
        let server = Server::start(vec![steps]).await;
        take(call(sketch().finish(), &core_for(&server)).await.unwrap_err());
    }
    let server = Server::start(vec![json_reply("[1]")]).await;
    let response = call(sketch().finish(), &core_for(&server)).await.unwrap();
    take(response.typed::<String>().unwrap_err().into());
    let silent = Server::start(vec![vec![Step::Hang]]).await;
    let short = sketch().with(|d| d.call.timeout_ms = 20).finish();
    take(call(short, &core_for(&silent)).await.unwrap_err());
    let token = Sketch::new("POST", &[], &[]).path("/token").finish().definition;
    let signed_in = sketch().with(|d| d.call.token = Some(token)).finish();
    take(call(signed_in, &nobody).await.unwrap_err());

    let kinds: Vec<_> = chains.iter().map(|(kind, texts)| (*kind, texts.len() > 1)).collect();
    assert_eq!(
        kinds,
        [
            ("arguments", false),
            ("build", false),
            ("decode", true),
            ("missing", false),
            ("network", true),
            ("refused", false),
            ("status", false),
            ("timeout", false),
            ("token", false),
            ("too large", false),
        ]
    );
    assert_eq!(chains["network"][0], "sketch: cannot connect");
    assert!(
        chains["token"][0].contains("cannot connect: ") && chains["token"][0].ends_with(')'),
        "{chains:?}"
    );
}

#[test]
fn no_other_error_says_a_text_twice() {
    let missing = SecretValues::from_source(SECRETS, &|_: &str| None::<String>).unwrap_err();
    chain(&missing);
    for error in [
        BuildError::NoSecrets(SECRETS),
        BuildError::MissingSecrets(missing),
        BuildError::BaseUrl { name: "CRM_BASE_URL", fault: OriginFault::Scheme },
        BuildError::Origin { origin: "x".to_owned(), fault: OriginFault::Scheme },
        BuildError::Secrets(Vec::new()),
        BuildError::Client("no certificates".into()),
    ] {
        chain(&error);
        chain_of(&CallError::Build(error));
    }
    chain(&"nothing".parse::<Provider>().unwrap_err());
    chain(&Provider::Mcp.calls(&serde_json::json!("empty")).unwrap_err());
}
