//! A provider's own error, where a reply was expected.

use serde_json::{Map, Value};

use super::error::{ReplyError, ReplyErrorKind};
use crate::provider::Provider;

impl ReplyError {
    /// The error that `reply` reports, be it a response body or an event of a stream.
    #[doc(hidden)]
    #[must_use]
    pub fn reported(provider: Provider, reply: &Value) -> Option<Self> {
        let object = match reply {
            Value::Object(object) => object,
            // Gemini's streams without `alt=sse` are lists.
            Value::Array(items) => match items.as_slice() {
                [Value::Object(only)] if only.len() == 1 && only.contains_key("error") => only,
                _ => return None,
            },
            _ => return None,
        };
        let kind = object.get("type").and_then(Value::as_str);
        let says_error = kind == Some("error") || object.get("object").is_some_and(|o| o == "error");
        // Where a `type` says what else it is, an `error` in it is somebody else's: a failed tool's, say.
        let error = object.get("error").filter(|error| !matches!(error, Value::Null | Value::Bool(false)));
        match error {
            Some(error) if kind.is_none() || says_error => Some(Self::of_error(provider, error)),
            _ if says_error => Some(Self::of_error(provider, reply)),
            // Bedrock names the exception.
            _ => match object.iter().next() {
                Some((name, error)) if object.len() == 1 && name.ends_with("Exception") => {
                    let message = error.get("message").and_then(Value::as_str);
                    Some(Self::new(provider, ReplyErrorKind::Provider, Some(name), message))
                }
                _ => None,
            },
        }
    }

    /// What is wrong with something that has no part of a reply: it is an error body with no more than a message, or
    /// not of the shape at all.
    pub(super) fn unrecognised(provider: Provider, expected: &str, found: &Value) -> Self {
        let says = |object: &Map<String, Value>| {
            ["message", "Message", "detail"].iter().any(|key| match object.get(*key) {
                Some(Value::String(_)) => true,
                // FastAPI's list of what it refuses.
                Some(Value::Array(list)) => {
                    *key == "detail" && list.iter().all(|one| one.get("msg").is_some())
                }
                _ => false,
            })
        };
        match found {
            Value::Object(object) if says(object) => Self::of_error(provider, found),
            _ => Self::expected(provider, expected, found),
        }
    }

    /// The value of an `error`: a text, or an object with message and code.
    #[doc(hidden)]
    #[must_use]
    pub fn of_error(provider: Provider, error: &Value) -> Self {
        let text = |keys: &[&str]| {
            let found = keys.iter().filter_map(|key| error.get(*key)).find_map(|value| match value {
                Value::String(text) => Some(text.clone()),
                Value::Number(number) => Some(number.to_string()),
                Value::Array(list) => list.first()?.get("msg")?.as_str().map(str::to_owned),
                _ => None,
            });
            found.filter(|text| !text.trim().is_empty())
        };
        let message = match error {
            Value::String(text) => Some(text.clone()),
            _ => text(&["message", "Message", "detail", "error_description"]),
        };
        // `type` says more than the number of a status, and "error" says nothing.
        let reason = text(&["type", "__type", "status"]).filter(|reason| reason != "error");
        let reason = reason.or_else(|| text(&["code"]));
        Self::new(provider, ReplyErrorKind::Provider, reason.as_deref(), message.as_deref())
    }
}
