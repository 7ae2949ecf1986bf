//! What of an outcome goes into a message: its text, its value, its media.

use std::borrow::Cow;

use serde_json::Value;

use crate::exact::{self, Numbers};
use crate::provider::Provider;
use crate::reply::outcome::{Media, Outcome};

/// The longest base64 of one image or audio, in bytes. Anthropic takes least of all: 5 MB.
const LARGEST: usize = 5_000_000;

/// The text of an outcome. Several providers refuse a blank one, so it says that it is.
pub(super) fn text(outcome: &Outcome) -> Cow<'_, str> {
    match outcome.media() {
        _ if !outcome.text().trim().is_empty() => outcome.text().into(),
        [] if outcome.is_error() => "The call failed; no reason is given.".into(),
        [] => "The call succeeded; its result is empty.".into(),
        media => {
            let types: Vec<&str> = media.iter().map(Media::media_type).collect();
            format!("The call succeeded; its result is {}.", types.join(", ")).into()
        }
    }
}

/// The result as JSON, where it is JSON and no error.
pub(super) fn structured(outcome: &Outcome, numbers: Numbers) -> Option<Value> {
    if outcome.is_error() { None } else { exact::value(outcome.text(), numbers) }
}

/// What of the media this provider takes in a result, one rule for all: its type is one of those documented, it is
/// base64, and it is not too long.
pub(super) fn media(provider: Provider, outcome: &Outcome) -> impl Iterator<Item = &Media> {
    outcome.media().iter().filter(move |media| {
        takes(provider, media.media_type()) && media.base64().len() <= LARGEST && is_base64(media.base64())
    })
}

fn takes(provider: Provider, media_type: &str) -> bool {
    use Provider as P;
    match provider {
        P::Anthropic | P::OpenAiResponses => {
            matches!(media_type, "image/jpeg" | "image/png" | "image/gif" | "image/webp")
        }
        P::Gemini | P::VertexAi => matches!(media_type, "image/jpeg" | "image/png" | "image/webp"),
        P::Mcp | P::Mcp20251125 | P::Mcp20250618 => {
            media_type.starts_with("image/") || media_type.starts_with("audio/")
        }
        _ => false,
    }
}

fn is_base64(text: &str) -> bool {
    let digits = text.strip_suffix("==").or_else(|| text.strip_suffix('=')).unwrap_or(text);
    let of_alphabet = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/');
    !digits.is_empty() && text.len().is_multiple_of(4) && digits.bytes().all(of_alphabet)
}

/// A result under keys that Gemini takes: it refuses `$ref`, which is a reference of its own there.
pub(super) fn without_references(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(without_references).collect(),
        Value::Object(entries) => {
            let taken = |name: &str| entries.contains_key(name);
            let mut name = "_ref".to_owned();
            while taken("$ref") && taken(&name) {
                name.insert(0, '_');
            }
            let entries = entries.into_iter().map(|(key, value)| {
                let key = if key == "$ref" { name.clone() } else { key };
                (key, without_references(value))
            });
            Value::Object(entries.collect())
        }
        other => other,
    }
}
