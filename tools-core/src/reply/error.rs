//! Why a reply has no calls that may be run.

use std::fmt;

use serde_json::Value;

use crate::provider::Provider;
use crate::text;

/// A provider's message is shown with at most so many characters.
const MESSAGE: usize = 400;

/// A provider's word (a finish reason, an error's code) with at most so many.
const WORD: usize = 60;

/// A reply that cannot be answered: it is not of its provider's shape, it is the provider's own error, or the turn
/// ended early. No call of it was run.
///
/// Its text never has anything of the reply but the provider's own message, on one line and cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyError {
    provider: Provider,
    kind: ReplyErrorKind,
    reason: Option<String>,
    message: Option<String>,
}

/// What is wrong with a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReplyErrorKind {
    /// It does not have the shape that its provider sends.
    Shape,
    /// The provider returned an error in place of a reply.
    Provider,
    /// The turn ended since the model ran out of tokens; its last call may be half a call.
    MaxTokens,
    /// The turn, or the prompt, was stopped by a filter or refused.
    ContentFilter,
    /// The model tried to call a tool, and what it wrote is no call.
    MalformedCall,
    /// The model called a tool where it may not, or too many.
    UnexpectedCall,
    /// A call was begun and never finished: the stream ended in the middle.
    UnfinishedCall,
    /// The turn ended early for another reason.
    EndedEarly,
}

impl ReplyError {
    /// `expected` was expected where `found` stands.
    #[doc(hidden)]
    #[must_use]
    pub fn expected(provider: Provider, expected: &str, found: &Value) -> Self {
        Self::shape(provider, format!("expected {expected}, found {}", describe(found)))
    }

    /// The shape is wrong in the way that `message` says.
    #[doc(hidden)]
    #[must_use]
    pub fn shape(provider: Provider, message: impl Into<String>) -> Self {
        Self { provider, kind: ReplyErrorKind::Shape, reason: None, message: Some(message.into()) }
    }

    /// For the other kinds: the provider's word for it, and its message.
    #[doc(hidden)]
    #[must_use]
    pub fn new(
        provider: Provider,
        kind: ReplyErrorKind,
        reason: Option<&str>,
        message: Option<&str>,
    ) -> Self {
        let shown = |text: Option<&str>, max: usize| {
            let text = text.map(str::trim).filter(|text| !text.is_empty())?;
            // Cut before the escapes, which lengthen it, and behind them.
            Some(text::cut(&text::one_line(&text::cut(text, max)), max))
        };
        Self { provider, kind, reason: shown(reason, WORD), message: shown(message, MESSAGE) }
    }

    /// Whose reply it should have been.
    #[must_use]
    pub fn provider(&self) -> Provider {
        self.provider
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> ReplyErrorKind {
        self.kind
    }

    /// The provider's word for it: the reason why the turn ended (`max_tokens`, `MALFORMED_FUNCTION_CALL`), or the
    /// type or code of its error (`overloaded_error`).
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// What the provider says of it, on one line and cut; for [`Shape`](ReplyErrorKind::Shape) what was
    /// expected, and for [`UnfinishedCall`](ReplyErrorKind::UnfinishedCall) the name of the tool.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

impl fmt::Display for ReplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use ReplyErrorKind as Kind;
        let message = self.message.as_deref();
        match (self.kind, &self.reason) {
            (Kind::Shape, _) => {
                return write!(
                    f,
                    "this is no reply of `{}`: {}",
                    self.provider,
                    message.unwrap_or("unknown")
                );
            }
            (Kind::Provider, reason) => {
                f.write_str("the provider returned an error: ")?;
                return match (message, reason) {
                    (Some(message), Some(reason)) => write!(f, "{message} ({reason})"),
                    (Some(text), None) => f.write_str(text),
                    (None, Some(reason)) => f.write_str(reason),
                    (None, None) => f.write_str("it does not say which"),
                };
            }
            (Kind::UnfinishedCall, _) => {
                f.write_str("the reply ended in the middle of a call")?;
                return message.map_or(Ok(()), |name| write!(f, " of `{name}`"));
            }
            (_, Some(reason)) => write!(f, "the turn ended early (`{reason}`): ")?,
            (_, None) => f.write_str("the turn ended early: ")?,
        }
        f.write_str(match self.kind {
            Kind::MaxTokens => "the model ran out of tokens",
            Kind::ContentFilter => "a filter stopped it, or the model refused",
            Kind::MalformedCall => "the model tried to call a tool, and what it wrote is no call",
            Kind::UnexpectedCall => "the model called a tool where it may not",
            _ => "no call of it may be run",
        })?;
        message.map_or(Ok(()), |message| write!(f, ": {message}"))
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
