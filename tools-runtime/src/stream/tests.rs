//! Streams as providers and servers send them, whole and broken.

mod bytes;
mod responses;
mod servers;
mod shapes;

use serde_json::Value;

use crate::{Provider, ReplyErrorKind, ReplyStream};

/// The reply that the events make.
fn assembled(provider: Provider, events: &[Value]) -> Value {
    let mut stream = ReplyStream::new(provider);
    for event in events {
        stream.push(event).unwrap_or_else(|error| panic!("{provider}: {error}: {event}"));
    }
    stream.finish()
}

/// The calls of a stream, as id, name and arguments.
fn calls(provider: Provider, events: &[Value]) -> Vec<(String, String, String)> {
    let reply = assembled(provider, events);
    let calls = provider.calls(&reply).unwrap_or_else(|error| panic!("{error}: {reply}"));
    let shown = |arguments: Value| arguments.as_str().map_or_else(|| arguments.to_string(), str::to_owned);
    calls.into_iter().map(|call| (call.id.unwrap_or_default(), call.name, shown(call.arguments))).collect()
}

fn expect(provider: Provider, events: &[Value], expected: &[(&str, &str, &str)]) {
    let expected: Vec<_> =
        expected.iter().map(|(id, name, args)| ((*id).into(), (*name).into(), (*args).into())).collect();
    assert_eq!(calls(provider, events), expected, "{events:#?}");
}

fn unfinished(provider: Provider, events: &[Value]) {
    let reply = assembled(provider, events);
    let error = provider.calls(&reply).expect_err(&format!("{provider}: {reply}"));
    assert_eq!(error.kind(), ReplyErrorKind::UnfinishedCall, "{provider}: {reply}");
}
