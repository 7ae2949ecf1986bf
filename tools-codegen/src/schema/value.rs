//! Values at build time: their kinds, and when two are one.

use std::collections::BTreeMap;

use crate::json::{self, Json};
use crate::model::Types;

use super::num::Decimal;

/// The type of a value; an integral number is an integer.
pub(super) fn kind(value: &Json) -> Types {
    match value {
        Json::Null => Types::NULL,
        Json::Bool(_) => Types::BOOLEAN,
        Json::Number(n) if Decimal::new(n).is_integer() => Types::INTEGER,
        Json::Number(_) => Types::NUMBER.without(Types::INTEGER),
        Json::String(_) => Types::STRING,
        Json::Array(_) => Types::ARRAY,
        Json::Object(_) => Types::OBJECT,
    }
}

/// Equality as JSON Schema has it: numbers by value, objects without order.
pub(super) fn same(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Number(a), Json::Number(b)) => Decimal::new(a) == Decimal::new(b),
        (Json::Array(a), Json::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Json::Object(a), Json::Object(b)) => {
            let b: BTreeMap<&str, &Json> = b.iter().map(|(k, v)| (k.as_str(), v)).collect();
            a.len() == b.len() && a.iter().all(|(k, v)| b.get(k.as_str()).is_some_and(|other| same(v, other)))
        }
        _ => a == b,
    }
}

/// A text that two values share only where they are the same: what sets of values go by, and
/// hashes in names, so that it never changes.
pub(super) fn key(value: &Json) -> String {
    let mut text = String::new();
    write_key(value, &mut text);
    text
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
            let entries: BTreeMap<&str, &Json> = entries.iter().map(|(k, v)| (k.as_str(), v)).collect();
            out.push('{');
            for (name, value) in entries {
                json::write_string(name, out);
                out.push(':');
                write_key(value, out);
                out.push(',');
            }
            out.push('}');
        }
        plain => out.push_str(&plain.to_text()),
    }
}
