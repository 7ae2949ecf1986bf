//! Reading and building JSON trees of schemas.

use crate::json::{Json, Number};
use crate::keywords::{self, Role};

/// The members of an object, in order.
pub(super) type Members = Vec<(String, Json)>;

/// The members of a schema object; a boolean schema has none.
pub(super) fn members(schema: &Json) -> &[(String, Json)] {
    match schema {
        Json::Object(members) => members,
        _ => &[],
    }
}

/// The value of `key`.
pub(super) fn find<'a>(members: &'a [(String, Json)], key: &str) -> Option<&'a Json> {
    // Plain, as in `keywords::find`.
    let mut rest = members;
    while let [(name, value), more @ ..] = rest {
        if name.len() == key.len() && name == key {
            return Some(value);
        }
        rest = more;
    }
    None
}

/// Takes `key` out.
pub(super) fn take(members: &mut Members, key: &str) -> Option<Json> {
    let at = members.iter().position(|(name, _)| name == key)?;
    Some(members.remove(at).1)
}

/// Sets `key`: in its place where it is there, else at the end.
pub(super) fn set(members: &mut Members, key: &str, value: Json) {
    match members.iter_mut().find(|(name, _)| name == key) {
        Some((_, old)) => *old = value,
        None => members.push((key.to_owned(), value)),
    }
}

/// The elements of an array.
pub(super) fn items(json: &Json) -> &[Json] {
    match json {
        Json::Array(items) => items,
        _ => &[],
    }
}

pub(super) fn string(text: &str) -> Json {
    Json::String(text.to_owned())
}

pub(super) fn as_str(json: &Json) -> Option<&str> {
    match json {
        Json::String(text) => Some(text),
        _ => None,
    }
}

pub(super) fn as_f64(json: &Json) -> Option<f64> {
    match json {
        Json::Number(Number(text)) => text.parse().ok(),
        _ => None,
    }
}

/// Whether `list` (an array of strings) holds `text`.
pub(super) fn lists(list: Option<&Json>, text: &str) -> bool {
    list.is_some_and(|list| items(list).iter().any(|item| as_str(item) == Some(text)))
}

/// The schema that allows nothing but `type`.
pub(super) fn typed(kind: &str) -> Json {
    Json::Object(vec![("type".to_owned(), string(kind))])
}

/// The names that `type` lists; none where it is absent.
pub(super) fn types(members: &[(String, Json)]) -> Vec<&str> {
    match find(members, "type") {
        Some(Json::String(one)) => vec![one.as_str()],
        Some(Json::Array(several)) => several.iter().filter_map(as_str).collect(),
        _ => Vec::new(),
    }
}

/// The JSON Schema type of a value; an integral number is an `integer`.
pub(super) fn type_of(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "boolean",
        Json::Number(number) if number.is_integer() => "integer",
        Json::Number(_) => "number",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
    }
}

/// Whether a value of the type `kind` is one of `type`'s.
pub(super) fn admits(types: &[&str], kind: &str) -> bool {
    types.is_empty() || types.contains(&kind) || (kind == "integer" && types.contains(&"number"))
}

/// The name that a reference `#/$defs/Name` means, decoded.
pub(super) fn def_name(reference: &str) -> Option<String> {
    Some(reference.strip_prefix("#/$defs/")?.replace("~1", "/").replace("~0", "~"))
}

/// Keys whose values are annotations: they allow and forbid nothing.
pub(super) fn is_annotation(key: &str) -> bool {
    key == "$defs" || keywords::has_role(key, &[Role::Describes]) || is_of_mcp(key)
}

/// Annotations that MCP's clients alone are shown.
pub(super) fn is_of_mcp(key: &str) -> bool {
    matches!(key, "$schema" | "$id") || keywords::has_role(key, &[Role::ShownByMcp])
}

/// Appends words to a description.
pub(super) fn append(description: Option<&str>, words: &[String]) -> Option<String> {
    let text = description.map(str::trim_end).filter(|text| !text.is_empty());
    match (text, words) {
        (text, []) => text.map(str::to_owned),
        (None, words) => Some(capital(&words.join("; "))),
        (Some(text), words) => Some(format!("{text} ({})", words.join("; "))),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
