//! The types that a node and its keywords speak of.

use super::super::tree::{self, find, items, members, type_of};
use crate::json::Json;
use crate::keywords;
use crate::model::Types;

/// The types of a node: those it says, or what its keywords speak of. To narrow is safe: what a
/// model then sends is still allowed.
pub(super) fn kinds(own: &[(String, Json)]) -> Vec<String> {
    let said: Vec<String> = tree::types(own).into_iter().map(str::to_owned).collect();
    if !said.is_empty() {
        // `number` holds `integer`.
        let both = said.iter().any(|kind| kind == "number");
        return said.into_iter().filter(|kind| !(both && kind == "integer")).collect();
    }
    if let Some(values) = find(own, "enum") {
        return types_of(items(values));
    }
    // What comes first here wins where they speak of several.
    const KINDS: [(Types, &str); 4] = [
        (Types::OBJECT, "object"),
        (Types::ARRAY, "array"),
        (Types::STRING, "string"),
        (Types::NUMBER, "number"),
    ];
    let of: Vec<Types> = own.iter().filter_map(|(key, _)| Some(keywords::find(key)?.of)).collect();
    let kind = KINDS.iter().find(|(types, _)| of.contains(types));
    kind.map(|(_, kind)| (*kind).to_owned()).into_iter().collect()
}

/// The types of values, each once.
pub(super) fn types_of(values: &[Json]) -> Vec<String> {
    let mut kinds: Vec<String> = Vec::new();
    for kind in values.iter().map(type_of) {
        if !kinds.iter().any(|known| known == kind) {
            kinds.push(kind.to_owned());
        }
    }
    if kinds.iter().any(|kind| kind == "number") {
        kinds.retain(|kind| kind != "integer");
    }
    kinds
}

/// Whether a keyword says something of values of the type `kind`, and not of all.
pub(super) fn speaks_of(key: &str, kind: &str) -> bool {
    let of = match kind {
        "number" | "integer" => Types::NUMBER,
        "string" => Types::STRING,
        "array" => Types::ARRAY,
        "object" => Types::OBJECT,
        _ => return key == "enum",
    };
    key == "enum" || keywords::find(key).is_some_and(|keyword| keyword.of == of)
}

/// Whether an integer may have more digits than a double keeps.
pub(super) fn is_wide(own: &[(String, Json)]) -> bool {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let beyond = |value: &Json| tree::as_f64(value).is_some_and(|value| value.abs() >= EXACT);
    let bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
    let format = find(own, "format").and_then(tree::as_str);
    matches!(format, Some("int64" | "uint64"))
        || bounds.iter().any(|key| find(own, key).is_some_and(beyond))
        || find(own, "enum").is_some_and(|values| items(values).iter().any(beyond))
}

pub(super) fn is_null(schema: &Json) -> bool {
    let own = members(schema);
    tree::types(own) == ["null"]
        || (find(own, "type").is_none()
            && (find(own, "const") == Some(&Json::Null)
                || matches!(find(own, "enum").map(items), Some([Json::Null]))))
}
