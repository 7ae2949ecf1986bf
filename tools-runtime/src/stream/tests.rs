//! Streams as providers and servers send them, whole and broken.

mod bytes;
mod servers;
mod shapes;

use serde_json::Value;

use crate::{Provider, ReplyStream};

/// The reply that the events make.
fn assembled(provider: Provider, events: &[Value]) -> Value {
    let mut stream = ReplyStream::new(provider);
    for event in events {
        stream.push(event).unwrap_or_else(|error| panic!("{provider}: {error}: {event}"));
    }
    stream.finish()
}
