//! A reply that is not of its provider's shape.

use std::fmt;

use serde_json::Value;

use crate::provider::Provider;

/// A reply does not have the shape that its provider sends.
///
/// It says what was expected and what kind of value stood there instead, never the reply's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyError {
    provider: Provider,
    message: String,
}

impl ReplyError {
    #[doc(hidden)]
    #[must_use]
    pub fn new(provider: Provider, message: impl Into<String>) -> Self {
        Self { provider, message: message.into() }
    }

    /// `expected` was expected where `found` stands.
    #[doc(hidden)]
    #[must_use]
    pub fn expected(provider: Provider, expected: &str, found: &Value) -> Self {
        Self::new(provider, format!("expected {expected}, found {}", describe(found)))
    }

    /// Whose reply it should have been.
    #[must_use]
    pub fn provider(&self) -> Provider {
        self.provider
    }
}

impl fmt::Display for ReplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this is no reply of `{}`: {}", self.provider, self.message)
    }
}

impl std::error::Error for ReplyError {}

/// The kind of a value, with the first of an object's keys, which mostly tell whose it is.
fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "a boolean".to_owned(),
        Value::Number(_) => "a number".to_owned(),
        Value::String(_) => "a string".to_owned(),
        Value::Array(items) => format!("an array of {}", items.len()),
        Value::Object(entries) => {
            let short = |key: &String| key.chars().take(40).collect::<String>();
            let keys: Vec<_> =
                entries.keys().take(6).map(|key| format!("`{}`", short(key).escape_debug())).collect();
            match keys.is_empty() {
                true => "an empty object".to_owned(),
                false => format!("an object with {}", keys.join(", ")),
            }
        }
    }
}
