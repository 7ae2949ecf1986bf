//! JSON on its way into typed arguments: parsed text that borrows from the text, or JSON that was
//! handed in.
//!
//! Text that satisfies its schema as it stands, which is nearly all text, never becomes a
//! [`Value`]: a map per object and a copy of every key and string would cost more than all else
//! that is done with it.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::number::Num;

/// A JSON value to take typed values from.
#[derive(Clone)]
pub enum Slot<'de> {
    /// `null`
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// An integer above `i64::MAX`.
    UInt(u64),
    /// Any other number.
    Float(f64),
    /// A string; borrowed where it has no escapes.
    Str(Cow<'de, str>),
    /// An array.
    List(Vec<Slot<'de>>),
    /// An object.
    Object(Properties<'de>),
    /// JSON that was not parsed from the text at hand.
    Json(Value),
}

/// The properties of an object in the order of the text, no name twice; a value is gone once it
/// has been taken.
pub type Properties<'de> = Vec<(Cow<'de, str>, Option<Slot<'de>>)>;

/// Objects with more properties are left to [`Value`], whose maps search better than a list.
const PROPERTIES: usize = 48;

/// Floats from here on are left to the parser of arguments, which looks at
/// the digits of numbers that are integers.
const LARGE: f64 = 1e14;

/// How names begin that serde_json gives to what is no object (numbers of any precision, raw
/// JSON), where a user's build turns that on.
const PRIVATE: &str = "$serde_json::private::";

impl<'de> Slot<'de> {
    /// Parses a text. `None` is no verdict: what is broken or out of the ordinary is left to the
    /// parser that finds words for it.
    pub fn parse(text: &'de str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The value as untyped JSON.
    pub fn into_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => value.into(),
            Self::Int(value) => value.into(),
            Self::UInt(value) => value.into(),
            Self::Float(value) => value.into(),
            Self::Str(text) => Value::String(text.into_owned()),
            Self::List(items) => items.into_iter().map(Self::into_value).collect(),
            Self::Object(properties) => Value::Object(
                properties
                    .into_iter()
                    .filter_map(|(name, value)| Some((name.into_owned(), value?.into_value())))
                    .collect(),
            ),
            Self::Json(value) => value,
        }
    }

    /// About how much a copy costs.
    pub fn size(&self) -> u64 {
        let sum = |sizes: &mut dyn Iterator<Item = u64>| sizes.fold(1, u64::saturating_add);
        match self {
            Self::Str(text) => text_size(text),
            Self::List(items) => sum(&mut items.iter().map(Self::size)),
            Self::Object(properties) => {
                sum(&mut properties.iter().filter_map(|(_, value)| value.as_ref()).map(Self::size))
            }
            Self::Json(value) => size(value),
            _ => 1,
        }
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null | Self::Json(Value::Null))
    }

    /// A boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) | Self::Json(Value::Bool(value)) => Some(*value),
            _ => None,
        }
    }

    /// A number.
    pub fn as_num(&self) -> Option<Num> {
        match self {
            Self::Int(value) => Some(Num::Int(*value)),
            Self::UInt(value) => Some(Num::UInt(*value)),
            Self::Float(value) => Some(Num::Float(*value)),
            Self::Json(Value::Number(value)) => Some(Num::of(value)),
            _ => None,
        }
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Str(text) => Some(text),
            Self::Json(Value::String(text)) => Some(text),
            _ => None,
        }
    }

    /// The text of a string, owned.
    #[inline]
    pub fn into_text(self) -> Option<String> {
        match self {
            Self::Str(text) => Some(text.into_owned()),
            Self::Json(Value::String(text)) => Some(text),
            _ => None,
        }
    }

    /// The elements of an array.
    pub fn into_list(self) -> Option<Vec<Self>> {
        match self {
            Self::List(items) => Some(items),
            Self::Json(Value::Array(items)) => Some(items.into_iter().map(Self::Json).collect()),
            _ => None,
        }
    }

    /// The properties of an object.
    pub fn into_properties(self) -> Option<Properties<'de>> {
        match self {
            Self::Object(properties) => Some(properties),
            Self::Json(Value::Object(entries)) => Some(
                entries
                    .into_iter()
                    .map(|(name, value)| (Cow::Owned(name), Some(Self::Json(value))))
                    .collect(),
            ),
            _ => None,
        }
    }
}

/// About how much a copy of a value costs.
pub fn size(value: &Value) -> u64 {
    match value {
        Value::Array(items) => items.iter().fold(1, |sum, item| sum.saturating_add(size(item))),
        Value::Object(object) => object.values().fold(1, |sum, item| sum.saturating_add(size(item))),
        Value::String(text) => text_size(text),
        _ => 1,
    }
}

fn text_size(text: &str) -> u64 {
    text.len() as u64 / 256 + 1
}

impl<'de> Deserialize<'de> for Slot<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SlotVisitor)
    }
}

struct SlotVisitor;

impl<'de> Visitor<'de> for SlotVisitor {
    type Value = Slot<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Slot<'de>, E> {
        Ok(Slot::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Slot<'de>, E> {
        Ok(Slot::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Slot<'de>, E> {
        Ok(Slot::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Slot<'de>, E> {
        Ok(i64::try_from(value).map_or(Slot::UInt(value), Slot::Int))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Slot<'de>, E> {
        if value.abs() < LARGE { Ok(Slot::Float(value)) } else { Err(E::custom("a large number")) }
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Slot<'de>, E> {
        Ok(Slot::Str(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Slot<'de>, E> {
        Ok(Slot::Str(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Slot<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Slot::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Slot<'de>, A::Error> {
        let mut properties: Properties<'de> = Vec::new();
        while let Some(Name(name)) = access.next_key()? {
            if properties.is_empty() {
                if name.starts_with(PRIVATE) {
                    return Err(A::Error::custom("no object of the text"));
                }
                // Most objects of arguments have a few properties.
                properties = Vec::with_capacity(8);
            }
            let value = access.next_value()?;
            let full = properties.len() == PROPERTIES;
            if full || properties.iter().any(|(known, _)| **known == *name) {
                return Err(A::Error::custom("too many properties, or one of them twice"));
            }
            properties.push((name, Some(value)));
        }
        Ok(Slot::Object(properties))
    }
}

/// The name of a property.
struct Name<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(text.to_owned())))
    }
}
