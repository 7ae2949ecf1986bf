//! serde for generated types: what their `Serialize` and `Deserialize` do, written once.

use std::fmt;
use typed_tools_core::nearest::nearest;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::Value;
use typed_tools_core::slot::Slot;
use typed_tools_core::table::Lit;
use typed_tools_core::text;
use typed_tools_core::value::Val;
use typed_tools_core::view::equals_lit;

use crate::read::{FromArguments, Reader, read_value};
use crate::toolset::Tool;

/// Reads a nested type, by its shape alone: the rules of its tool's schema are not known here.
pub fn deserialize_wire<'de, D: Deserializer<'de>, T: FromArguments>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let mut notes = Vec::new();
    let mut reader = Reader::new(&mut notes);
    T::take(Slot::Json(value), &mut reader).ok_or_else(|| match &*reader.failed().pointer {
        "" => D::Error::custom("the value does not fit its type"),
        pointer => {
            D::Error::custom(format_args!("the value at {pointer} is missing or does not fit its type"))
        }
    })
}

/// Reads a tool's arguments, held to its schema.
pub fn deserialize_tool<'de, D: Deserializer<'de>, T: Tool>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    read_value(T::definition(), value, false, &mut Vec::new()).map_err(D::Error::custom)
}

/// Whether a value is the literal.
#[must_use]
pub fn same(lit: Lit<'static>, value: &Slot<'_>) -> bool {
    equals_lit(Val::Slot(value), &lit)
}

/// The value of an enum whose text this is: what `FromStr` of every generated enum calls.
///
/// # Errors
/// No value has this text.
pub fn variant<T: Copy>(text: &str, all: &[T], as_str: fn(T) -> &'static str) -> Result<T, UnknownValue> {
    let known = all.iter().copied().find(|value| as_str(*value) == text);
    known.ok_or_else(|| UnknownValue {
        sent: text::cut(text, 200),
        allowed: all.iter().map(|value| as_str(*value)).collect(),
    })
}

/// The value of a string enum that a model sent.
pub fn string_variant<T: Copy>(value: &Slot<'_>, all: &[T], as_str: fn(T) -> &'static str) -> Option<T> {
    let text = value.as_str()?;
    all.iter().copied().find(|known| as_str(*known) == text)
}

/// A text that is none of an enum's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownValue {
    sent: String,
    allowed: Vec<&'static str>,
}

impl UnknownValue {
    /// The text, cut to a sane length.
    #[must_use]
    pub fn sent(&self) -> &str {
        &self.sent
    }

    /// The values that there are.
    #[must_use]
    pub fn allowed(&self) -> &[&'static str] {
        &self.allowed
    }

    /// The value that comes nearest, if one is near.
    #[must_use]
    pub fn nearest(&self) -> Option<&'static str> {
        nearest(&self.sent, self.allowed.iter().copied())
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} is none of {}",
            text::quoted(&self.sent),
            text::list(self.allowed.iter().map(|v| text::quoted(v)))
        )?;
        self.nearest().map_or(Ok(()), |near| write!(f, "; did you mean {}?", text::quoted(near)))
    }
}

impl std::error::Error for UnknownValue {}
