//! Calls as JSON, and defaults from it.

use serde::Serializer;
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::SerializeMap as _;
use serde_json::Value;

use super::calls::{CallSet, parse};
use crate::read::{self, FromArguments};
use typed_tools_core::json::{lit_value, to_value};
use typed_tools_core::slot::Slot;
use typed_tools_core::table::Lit;
use typed_tools_core::value::Val;

/// A call as `{"name": .., "arguments": {..}}`.
pub fn serialize_call<C: CallSet, S: Serializer>(call: &C, serializer: S) -> Result<S::Ok, S::Error> {
    let (definition, arguments) = call.parts();
    let mut map = serializer.serialize_map(Some(2))?;
    map.serialize_entry("name", definition.name)?;
    map.serialize_entry("arguments", &to_value(Val::Object(arguments)))?;
    map.end()
}

/// A call from what [`serialize_call`] writes, held to its tool's schema.
pub fn deserialize_call<'de, C: CallSet, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
    let mut stored = Value::deserialize(deserializer)?;
    let arguments = stored.get_mut("arguments").map(Value::take).unwrap_or_default();
    let Some(name) = stored.get("name").and_then(Value::as_str) else {
        return Err(D::Error::custom("a call is an object with `name` and `arguments`"));
    };
    parse(name, arguments.into()).map_err(D::Error::custom)
}

/// A default value that has no plain Rust literal.
///
/// # Panics
/// The literal does not fit the type, which the compiler of definitions has ruled out.
#[must_use]
pub fn from_lit<T: FromArguments>(lit: Lit<'static>) -> T {
    let mut notes = Vec::new();
    let taken = T::take(Slot::Json(lit_value(&lit)), &mut read::Reader::new(&mut notes));
    taken.expect("a default that the compiler has checked fits its type")
}
