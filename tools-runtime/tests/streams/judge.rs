//! Whether what comes out of a stream is what went in.

use serde_json::{Value, json};
use typed_tools_runtime::{Call, Provider, ReplyStream};

use crate::dice::Dice;
use crate::fault::Fault;
use crate::turn::{Turn, whole};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// All calls of the whole reply, and nothing else.
    Whole,
    /// An error, of the reply or of a call; the calls beside it are all of the whole reply.
    Error,
}

/// Events as one reads them.
fn lines(events: &[Value]) -> String {
    events.iter().map(|event| format!("\n{event}")).collect()
}

/// A call that can be run: its id, name and arguments. The others are answered with an error.
type Sound = (Option<String>, String, Value);

fn sound(call: Call) -> Option<Sound> {
    let arguments = match call.arguments {
        Value::String(text) if text.trim().is_empty() => json!({}),
        Value::String(text) => serde_json::from_str(&text).ok()?,
        Value::Null => json!({}),
        object => object,
    };
    (!call.name.is_empty()).then_some((call.id, call.name, arguments))
}

pub(crate) fn judge(provider: Provider, turn: &Turn, events: &[Value], fault: &Fault) -> Verdict {
    let (verdict, missing) = compare(provider, turn, read(provider, events).0, fault, events);
    assert!(
        missing == 0 || verdict == Verdict::Error,
        "{provider}: {missing} calls are lost: {}",
        lines(events)
    );
    verdict
}

/// The same of a stream that may have broken off: calls that were not begun may be missing where it says that it has
/// not ended.
pub(crate) fn broken_off(provider: Provider, turn: &Turn, events: &[Value], fault: &Fault) -> Verdict {
    let (reply, has_ended) = read(provider, events);
    let (verdict, missing) = compare(provider, turn, reply, fault, events);
    assert!(
        missing == 0 || verdict == Verdict::Error || !has_ended || fault.no_end,
        "{provider}: {missing} calls are lost: {}",
        lines(events)
    );
    verdict
}

fn read(provider: Provider, events: &[Value]) -> (Result<Value, String>, bool) {
    let mut stream = ReplyStream::new(provider);
    for event in events {
        if let Err(error) = stream.push(event) {
            return (Err(error.to_string()), true);
        }
    }
    let has_ended = stream.has_ended();
    (Ok(stream.finish()), has_ended)
}

/// No call has come out that was not in the whole reply, and none twice; and how many are missing.
fn compare(
    provider: Provider,
    turn: &Turn,
    reply: Result<Value, String>,
    fault: &Fault,
    events: &[Value],
) -> (Verdict, usize) {
    let expected = provider.calls(&whole(provider, turn)).unwrap();
    assert_eq!(expected.len(), turn.calls.len(), "{provider}");
    let mut expected: Vec<Sound> = expected.into_iter().filter_map(sound).collect();
    let calls = match reply.map(|reply| provider.calls(&reply)) {
        Ok(Ok(calls)) => calls,
        Ok(Err(_)) | Err(_) => return (Verdict::Error, 0),
    };
    let all = calls.len();
    let found: Vec<Sound> = calls.into_iter().filter_map(sound).collect();
    let verdict = if all == found.len() { Verdict::Whole } else { Verdict::Error };
    for (id, name, arguments) in found {
        let has_id = |known: &Option<String>| fault.no_ids || *known == id;
        let at = expected
            .iter()
            .position(|known| has_id(&known.0) && known.1 == name && known.2 == arguments)
            .unwrap_or_else(|| {
                panic!(
                    "{provider}: nobody called {name} {arguments} ({id:?}), or not twice: {}",
                    lines(events)
                )
            });
        expected.remove(at);
    }
    (verdict, expected.len())
}

/// The events as a body of server-sent events, or of JSON values.
fn body(events: &[Value], dice: &mut Dice) -> String {
    let end = dice.copy(&["\n", "\r\n", "\r"]);
    // Only server-sent events end with a word.
    let is_sse = dice.once_in(2) || events.iter().any(Value::is_string);
    events
        .iter()
        .map(|event| match event {
            Value::String(done) => format!("data: {done}{end}{end}"),
            event if is_sse => format!("event: x{end}data: {event}{end}{end}: comment{end}"),
            event => format!("{event}{end}"),
        })
        .collect()
}

/// The bytes of a connection, split anywhere, are the events.
pub(crate) fn same_in_bytes(provider: Provider, events: &[Value], dice: &mut Dice) {
    let body = body(events, dice);
    let mut stream = ReplyStream::new(provider);
    let mut rest = body.as_bytes();
    let mut result = Ok(());
    while !rest.is_empty() && result.is_ok() {
        let (now, later) = rest.split_at(1 + dice.below(rest.len().min(64)));
        result = stream.push_bytes(now);
        rest = later;
    }
    match (result, read(provider, events).0) {
        (Ok(()), Ok(expected)) => assert_eq!(stream.finish(), expected, "{body}"),
        (Err(_), Err(_)) => {}
        (bytes, events) => panic!("{provider}: {bytes:?} but {events:?}: {body}"),
    }
}

pub(crate) fn broken_off_in_bytes(provider: Provider, turn: &Turn, events: &[Value]) {
    let body: String = events
        .iter()
        .map(|event| match event {
            Value::String(done) => format!("data: {done}\n\n"),
            event => format!("data: {event}\n\n"),
        })
        .collect();
    let mut stream = ReplyStream::new(provider);
    for byte in body.as_bytes() {
        stream.push_bytes(&[*byte]).unwrap();
        let has_ended = stream.has_ended();
        let reply = Ok(stream.clone().finish());
        let (verdict, missing) = compare(provider, turn, reply, &Fault::default(), events);
        assert!(
            missing == 0 || verdict == Verdict::Error || !has_ended,
            "{provider}: {missing} calls are lost"
        );
    }
    let (verdict, missing) = compare(provider, turn, Ok(stream.finish()), &Fault::default(), events);
    assert_eq!((verdict, missing), (Verdict::Whole, 0), "{provider}: {body}");
}
