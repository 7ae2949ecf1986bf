//! Values and literals as JSON: what serde writes of them, and copies as [`Value`]s.

use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Map, Value};

use crate::number::Num;
use crate::table::Lit;
use crate::value::{Entries, Fields, Val};

/// Writes a value by its wire names: what is absent is left out, an integral float has no
/// fraction.
pub fn serialize<S: Serializer>(value: Val<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        // A file is no JSON: what holds one is never written.
        Val::Absent | Val::Null | Val::File(_) => serializer.serialize_unit(),
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
pub struct Json<'a>(pub Val<'a>);

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
pub fn copy(value: Val<'_>, depth: usize) -> Option<Value> {
    let deeper = depth.checked_sub(1)?;
    Some(match value {
        Val::Absent | Val::Null | Val::File(_) => Value::Null,
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

/// A literal that is neither array nor object.
#[must_use]
pub fn scalar(lit: Lit<'_>) -> Val<'_> {
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

/// A literal as a value.
pub fn lit_value(lit: &Lit<'_>) -> Value {
    match lit {
        Lit::Array(items) => items.iter().map(lit_value).collect(),
        Lit::Object(entries) => {
            Value::Object(entries.iter().map(|(name, lit)| ((*name).to_owned(), lit_value(lit))).collect())
        }
        scalar => to_value(self::scalar(*scalar)),
    }
}

impl std::fmt::Display for Json<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| std::fmt::Error)?)
    }
}
