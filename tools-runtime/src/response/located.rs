//! Reads a type out of a JSON value; an error says where in the value it is.
//!
//! `serde_json` reads a value as well, but its errors have no place. A crate that wraps deserializers
//! (`serde_path_to_error`) would have every type compiled once more around its own wrappers; this stands in the
//! place of `serde_json`'s, so that a type is compiled once, as before.

use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error, Expected, MapAccess, SeqAccess, Unexpected,
    Visitor,
};
use serde_json::{Map, Value};

/// Reads `T`.
pub(super) fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Located> {
    T::deserialize(At(value))
}

/// An error and the way to it.
#[derive(Debug)]
pub(super) struct Located {
    /// From the inside out.
    steps: Vec<Step>,
    error: serde_json::Error,
}

#[derive(Debug)]
enum Step {
    Key(String),
    Index(usize),
}

impl Located {
    fn within(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }
}

impl From<serde_json::Error> for Located {
    fn from(error: serde_json::Error) -> Self {
        Self { steps: Vec::new(), error }
    }
}

impl std::error::Error for Located {}

/// With the way as JSONPath writes it: `$.lines[1].count: invalid type: ..`.
impl fmt::Display for Located {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.steps.is_empty() {
            f.write_str("$")?;
            for step in self.steps.iter().rev() {
                match step {
                    Step::Index(index) => write!(f, "[{index}]")?,
                    Step::Key(key) if key.chars().all(|c| c.is_alphanumeric() || c == '_') => {
                        write!(f, ".{key}")?;
                    }
                    Step::Key(key) => write!(f, "[{key:?}]")?,
                }
            }
            f.write_str(": ")?;
        }
        write!(f, "{}", self.error)
    }
}

/// The words are those of `serde_json`.
impl Error for Located {
    fn custom<T: fmt::Display>(message: T) -> Self {
        serde_json::Error::custom(message).into()
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        serde_json::Error::invalid_type(found, expected).into()
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        serde_json::Error::invalid_value(found, expected).into()
    }
}

/// A value, as `serde_json` deserializes it.
struct At<'de>(&'de Value);

impl<'de> At<'de> {
    fn list<V: Visitor<'de>>(items: &'de [Value], visitor: V) -> Result<V::Value, Located> {
        let mut access = Items { items: items.iter(), next: 0 };
        let value = visitor.visit_seq(&mut access)?;
        match access.items.len() {
            0 => Ok(value),
            _ => Err(Located::invalid_length(items.len(), &"fewer elements in array")),
        }
    }

    fn object<V: Visitor<'de>>(members: &'de Map<String, Value>, visitor: V) -> Result<V::Value, Located> {
        let mut access = Members { members: members.iter(), current: None };
        let value = visitor.visit_map(&mut access)?;
        match access.members.len() {
            0 => Ok(value),
            _ => Err(Located::invalid_length(members.len(), &"fewer elements in map")),
        }
    }
}

/// What has parts is entered here; all else is `serde_json`'s to read.
macro_rules! enter {
    ($($method:ident($($name:ident: $ty:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(self, $($name: $ty,)* visitor: V) -> Result<V::Value, Located> {
            match self.0 {
                Value::Array(items) => Self::list(items, visitor),
                Value::Object(members) => Self::object(members, visitor),
                scalar => Ok(scalar.$method($($name,)* visitor)?),
            }
        })*
    };
}

impl<'de> Deserializer<'de> for At<'de> {
    type Error = Located;

    enter! {
        deserialize_any() deserialize_bool() deserialize_char() deserialize_str() deserialize_string()
        deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i64() deserialize_i128()
        deserialize_u8() deserialize_u16() deserialize_u32() deserialize_u64() deserialize_u128()
        deserialize_f32() deserialize_f64() deserialize_bytes() deserialize_byte_buf() deserialize_unit()
        deserialize_unit_struct(name: &'static str)
        deserialize_seq() deserialize_tuple(len: usize) deserialize_tuple_struct(name: &'static str, len: usize)
        deserialize_map() deserialize_struct(name: &'static str, fields: &'static [&'static str])
        deserialize_identifier()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Located> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Located> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Located> {
        Ok(self.0.deserialize_enum(name, variants, visitor)?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Located> {
        visitor.visit_unit()
    }
}

struct Items<'de> {
    items: std::slice::Iter<'de, Value>,
    next: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Located;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Located> {
        let Some(item) = self.items.next() else { return Ok(None) };
        let index = self.next;
        self.next += 1;
        seed.deserialize(At(item)).map(Some).map_err(|error| error.within(Step::Index(index)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Members<'de> {
    members: serde_json::map::Iter<'de>,
    current: Option<(&'de str, &'de Value)>,
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = Located;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Located> {
        let Some((key, value)) = self.members.next() else { return Ok(None) };
        self.current = Some((key, value));
        seed.deserialize(Key(key)).map(Some).map_err(|error| error.within(Step::Key(key.clone())))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Located> {
        let Some((key, value)) = self.current.take() else {
            return Err(Located::custom("a value is read before its key"));
        };
        seed.deserialize(At(value)).map_err(|error| error.within(Step::Key(key.to_owned())))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.members.len())
    }
}

/// A key: text, which a map with other keys reads as a number or a boolean.
struct Key<'de>(&'de str);

macro_rules! parsed {
    ($($method:ident $visit:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Located> {
            match self.0.parse() {
                Ok(value) => visitor.$visit(value),
                Err(_) => visitor.visit_borrowed_str(self.0),
            }
        })*
    };
}

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = Located;

    parsed! {
        deserialize_bool visit_bool
        deserialize_i8 visit_i8 deserialize_i16 visit_i16 deserialize_i32 visit_i32 deserialize_i64 visit_i64
        deserialize_i128 visit_i128
        deserialize_u8 visit_u8 deserialize_u16 visit_u16 deserialize_u32 visit_u32 deserialize_u64 visit_u64
        deserialize_u128 visit_u128
        deserialize_f32 visit_f32 deserialize_f64 visit_f64
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Located> {
        visitor.visit_borrowed_str(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Located> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Located> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Located> {
        BorrowedStrDeserializer::new(self.0).deserialize_enum(name, variants, visitor)
    }

    serde::forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests;
