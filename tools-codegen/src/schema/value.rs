//! Values at build time: their kinds.

use crate::json::Json;
use crate::model::Types;

/// The type of a value; an integral number is an integer.
pub(super) fn kind(value: &Json) -> Types {
    match value {
        Json::Null => Types::NULL,
        Json::Bool(_) => Types::BOOLEAN,
        Json::Number(n) if n.is_integer() => Types::INTEGER,
        Json::Number(_) => Types::NUMBER.without(Types::INTEGER),
        Json::String(_) => Types::STRING,
        Json::Array(_) => Types::ARRAY,
        Json::Object(_) => Types::OBJECT,
    }
}
