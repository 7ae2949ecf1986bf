//! What the page asks a schema of arguments.

use typed_tools_codegen::tree::Json;

/// So many references are followed, one to the other.
const CHAIN: usize = 6;

/// The properties of an object: name, schema, and whether it is required.
pub(super) fn properties(schema: &Json) -> impl Iterator<Item = (&String, &Json, bool)> {
    let required: Vec<&str> = items(schema.get("required")).iter().filter_map(text).collect();
    let all = match schema.get("properties") {
        Some(Json::Object(properties)) => properties.as_slice(),
        _ => &[],
    };
    all.iter().map(move |(name, property)| (name, property, required.contains(&name.as_str())))
}

/// The schema behind references, which name a definition at the root.
pub(super) fn resolved<'s>(root: &'s Json, mut schema: &'s Json) -> &'s Json {
    for _ in 0..CHAIN {
        let target = schema.get("$ref").and_then(text).and_then(|target| target.strip_prefix("#/$defs/"));
        let Some(next) = target.and_then(|name| root.get("$defs")?.get(name)) else { break };
        schema = next;
    }
    schema
}

pub(super) fn text(value: &Json) -> Option<&str> {
    match value {
        Json::String(text) => Some(text),
        _ => None,
    }
}

pub(super) fn items(value: Option<&Json>) -> &[Json] {
    match value {
        Some(Json::Array(items)) => items,
        _ => &[],
    }
}

/// The text of a keyword; an empty one where it has none.
pub(super) fn word<'s>(schema: &'s Json, keyword: &str) -> &'s str {
    schema.get(keyword).and_then(text).unwrap_or_default()
}

/// The count of a keyword.
pub(super) fn count(schema: &Json, keyword: &str) -> Option<usize> {
    match schema.get(keyword)? {
        Json::Number(number) => number.0.parse().ok(),
        _ => None,
    }
}

/// The names of its types.
pub(super) fn types(schema: &Json) -> Vec<&str> {
    match schema.get("type") {
        Some(Json::String(one)) => vec![one],
        several => items(several).iter().filter_map(text).collect(),
    }
}
