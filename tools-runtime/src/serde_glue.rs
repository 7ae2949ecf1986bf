//! serde for generated types: what their `Serialize` and `Deserialize` do, written once.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Map, Value};

use crate::check::{self, text};
use crate::number::Num;
use crate::read::{Reader, Slot, read_value};
use crate::table::Lit;
use crate::toolset::Tool;
use crate::value::{Entries, Fields, Val, Wire};

/// Writes a value by its wire names: what is absent is left out, an integral float has no
/// fraction.
pub fn serialize<S: Serializer>(value: Val<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Val::Absent | Val::Null => serializer.serialize_unit(),
        Val::Bool(value) => serializer.serialize_bool(value),
        Val::Int(value) => serializer.serialize_i64(value),
        Val::UInt(value) => serializer.serialize_u64(value),
        Val::Float(value) => number(Num::Float(value), serializer),
        Val::Str(value) => serializer.serialize_str(value),
        Val::List(list) => {
            let mut seq = serializer.serialize_seq(Some(list.len()))?;
            for index in 0..list.len() {
                seq.serialize_element(&Json(list.at(index)))?;
            }
            seq.end()
        }
        Val::Object(fields) => {
            let mut map = serializer.serialize_map(None)?;
            for (name, value) in fields.iter() {
                match value {
                    Val::Absent => {}
                    value => map.serialize_entry(name, &Json(value))?,
                }
            }
            entries(&mut map, fields.extra())?;
            map.end()
        }
        Val::Map(map) => {
            let mut out = serializer.serialize_map(Some(map.len()))?;
            entries(&mut out, Some(map))?;
            out.end()
        }
        Val::Json(value) => json(value, serializer),
        Val::Slot(slot) => json(&slot.clone().into_value(), serializer),
    }
}

/// [`serialize`] of a struct.
pub fn serialize_fields<S: Serializer>(fields: &dyn Fields, serializer: S) -> Result<S::Ok, S::Error> {
    serialize(Val::Object(fields), serializer)
}

fn number<S: Serializer>(number: Num, serializer: S) -> Result<S::Ok, S::Error> {
    match number.whole() {
        Num::Int(value) => serializer.serialize_i64(value),
        Num::UInt(value) => serializer.serialize_u64(value),
        Num::Float(value) if value.is_finite() => serializer.serialize_f64(value),
        // serde_json would write `null`, which is another value.
        Num::Float(value) => Err(S::Error::custom(format_args!("{value} is not a number in JSON"))),
    }
}

fn json<S: Serializer>(value: &Value, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Value::Number(value) if value.is_f64() => number(Num::of(value), serializer),
        Value::Array(items) => serializer.collect_seq(items.iter().map(|item| Json(Val::Json(item)))),
        Value::Object(map) => {
            serializer.collect_map(map.iter().map(|(key, item)| (key, Json(Val::Json(item)))))
        }
        other => other.serialize(serializer),
    }
}

fn entries<M: SerializeMap>(out: &mut M, map: Option<&dyn Entries>) -> Result<(), M::Error> {
    let mut result = Ok(());
    if let Some(map) = map {
        map.each(&mut |key, value| {
            if result.is_ok() && !matches!(value, Val::Absent) {
                result = out.serialize_entry(key, &Json(value));
            }
        });
    }
    result
}

/// A value as serde sees it.
pub(crate) struct Json<'a>(pub(crate) Val<'a>);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self.0, serializer)
    }
}

/// A value as untyped JSON: wire names, absent left out.
#[must_use]
pub fn to_value(value: Val<'_>) -> Value {
    copy(value, usize::MAX).unwrap_or_default()
}

/// [`to_value`] of a value that nests at most so deep.
pub(crate) fn copy(value: Val<'_>, depth: usize) -> Option<Value> {
    let deeper = depth.checked_sub(1)?;
    Some(match value {
        Val::Absent | Val::Null => Value::Null,
        Val::Bool(value) => Value::Bool(value),
        Val::Int(value) => value.into(),
        Val::UInt(value) => value.into(),
        // What JSON cannot hold must not turn into a null that a schema may allow.
        Val::Float(value) if !value.is_finite() => value.to_string().into(),
        Val::Float(value) => Num::Float(value).to_value(),
        Val::Str(value) => value.into(),
        Val::List(list) => {
            Value::Array((0..list.len()).map(|index| copy(list.at(index), deeper)).collect::<Option<_>>()?)
        }
        Val::Object(fields) => {
            let mut map = Map::new();
            for (name, value) in fields.iter() {
                match value {
                    Val::Absent => {}
                    value => drop(map.insert(name.to_owned(), copy(value, deeper)?)),
                }
            }
            copy_entries(&mut map, fields.extra(), deeper)?;
            Value::Object(map)
        }
        Val::Map(entries) => {
            let mut map = Map::new();
            copy_entries(&mut map, Some(entries), deeper)?;
            Value::Object(map)
        }
        Val::Json(value) => value.clone(),
        Val::Slot(slot) => slot.clone().into_value(),
    })
}

fn copy_entries(map: &mut Map<String, Value>, entries: Option<&dyn Entries>, depth: usize) -> Option<()> {
    let mut whole = Some(());
    if let Some(entries) = entries {
        entries.each(&mut |key, value| match copy(value, depth) {
            Some(value) => drop(map.insert(key.to_owned(), value)),
            None => whole = None,
        });
    }
    whole
}

/// Reads a nested type, by its shape alone: the rules of its tool's schema are not known here.
pub fn deserialize_wire<'de, D: Deserializer<'de>, T: Wire>(deserializer: D) -> Result<T, D::Error> {
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
pub fn same(lit: Lit, value: &Slot<'_>) -> bool {
    check::equals_lit(Val::Slot(value), &lit)
}

/// A literal that is neither array nor object.
#[must_use]
pub fn scalar(lit: Lit) -> Val<'static> {
    match lit {
        Lit::Null => Val::Null,
        Lit::Bool(value) => Val::Bool(value),
        Lit::Int(value) => Val::Int(value),
        Lit::UInt(value) => Val::UInt(value),
        Lit::Float(value) => Val::Float(value),
        Lit::Str(value) => Val::Str(value),
        Lit::Array(_) | Lit::Object(_) => Val::Absent,
    }
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
        text::nearest(&self.sent, self.allowed.iter().copied())
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
