//! The names of types, and what other languages call them.

use crate::model::Types;

/// The type of a name.
pub(super) fn type_of(name: &str) -> Option<Types> {
    Some(match name {
        "null" => Types::NULL,
        "boolean" => Types::BOOLEAN,
        "integer" => Types::INTEGER,
        "number" => Types::NUMBER,
        "string" => Types::STRING,
        "array" => Types::ARRAY,
        "object" => Types::OBJECT,
        _ => return None,
    })
}

/// The type that other languages call so.
pub(super) fn meant_type(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "str" | "text" | "char" | "varchar" | "strng" | "date" | "datetime" | "uuid" | "file" | "enum" => {
            "string"
        }
        "int" | "int32" | "int64" | "long" | "interger" => "integer",
        "float" | "double" | "decimal" | "numeric" | "num" => "number",
        "bool" => "boolean",
        "list" | "tuple" | "set" => "array",
        "dict" | "map" | "struct" | "hash" | "hashmap" | "json" => "object",
        "none" | "nil" | "undefined" => "null",
        other => ["null", "boolean", "integer", "number", "string", "array", "object"].into_iter().find(
            |known| {
                *known == other
                    || (other.len() < 24 && typed_tools_core::nearest::distance(known, other) <= 1)
            },
        )?,
    })
}
