//! When two values are one.

use crate::map::{SortedMap, SortedSet};

use super::num::Decimal;
use super::value::{Json, write_string};

impl Json {
    /// Equality as JSON Schema has it: numbers by value, objects without order.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => Decimal::new(a) == Decimal::new(b),
            (Self::Array(a), Self::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_same(b))
            }
            (Self::Object(a), Self::Object(b)) => {
                let b: SortedMap<&str, &Self> = b.iter().map(|(k, v)| (k.as_str(), v)).collect();
                a.len() == b.len()
                    && a.iter().all(|(k, v)| b.get(k.as_str()).is_some_and(|other| v.is_same(other)))
            }
            _ => self == other,
        }
    }

    /// A text that two values share only where they are the [same](Self::is_same): what sets of values
    /// go by, and hashes in names, so that it never changes.
    pub(crate) fn key(&self) -> String {
        let mut text = String::new();
        write_key(self, &mut text);
        text
    }
}

/// The [keys](Json::key) of values.
pub(crate) fn keys(values: &[Json]) -> SortedSet<String> {
    values.iter().map(Json::key).collect()
}

/// JSON depth is bounded by the parser, and with it this recursion.
fn write_key(value: &Json, out: &mut String) {
    match value {
        Json::Number(number) => Decimal::new(number).write(out),
        Json::Array(items) => {
            out.push('[');
            for item in items {
                write_key(item, out);
                out.push(',');
            }
            out.push(']');
        }
        Json::Object(entries) => {
            let entries: SortedMap<&str, &Json> = entries.iter().map(|(k, v)| (k.as_str(), v)).collect();
            out.push('{');
            for (name, value) in entries.iter() {
                write_string(name, out);
                out.push(':');
                write_key(value, out);
                out.push(',');
            }
            out.push('}');
        }
        plain => out.push_str(&plain.to_text()),
    }
}
