//! How to write what was meant, where a keyword or a property has a value of the wrong kind.

use crate::definition::short;
use crate::diag::{Code, Diagnostic};
use crate::json::{Kind, Node};
use crate::keywords;

use super::type_names::{meant_type, type_of};

/// What to write for a keyword's value. `property` is the name under `properties` of the schema
/// that has the keyword.
pub(super) fn keyword(key: &str, value: &Node, property: Option<&str>) -> Option<String> {
    match (&value.kind, key) {
        (Kind::Bool(true), "required") => {
            let name = short(property.unwrap_or("name"));
            Some(format!(
                "it goes one level up, beside `properties`, and lists names: `\"required\": [\"{name}\"]`"
            ))
        }
        (Kind::Bool(false), "required") => {
            Some("leave it out: what `required` beside `properties` does not list is optional".to_owned())
        }
        (Kind::String(text), "required" | "enum" | "type" | "dependentRequired")
            if key != "type" || text.len() < 200 =>
        {
            let parts: Vec<&str> =
                text.split([',', '|']).map(str::trim).filter(|part| !part.is_empty()).collect();
            let shown: Vec<String> =
                parts.iter().take(8).map(|part| format!("\"{}\"", short(part))).collect();
            let more = if parts.len() > 8 { ", .." } else { "" };
            (!shown.is_empty()).then(|| format!("write a list: `[{}{more}]`", shown.join(", ")))
        }
        (Kind::Object(_), "enum") => {
            Some("write a list of the values alone: `[\"one\", \"two\"]`".to_owned())
        }
        (Kind::Object(_), "anyOf" | "oneOf" | "allOf") => {
            Some(format!("write a list: `\"{key}\": [{{ .. }}, {{ .. }}]`"))
        }
        (Kind::Array(_), "properties") => {
            Some("write an object: `\"properties\": { \"name\": { \"type\": \"string\" } }`".to_owned())
        }
        (Kind::Null, _) => Some("leave the key out where there is nothing to say".to_owned()),
        (Kind::String(text), _) => unquoted(text),
        _ => None,
    }
}

fn unquoted(text: &str) -> Option<String> {
    let text = text.trim();
    let number = !text.is_empty() && text.len() < 30 && text.parse::<f64>().is_ok_and(f64::is_finite);
    (number || text == "true" || text == "false").then(|| format!("write it without quotes: `{text}`"))
}

/// What is reported of a value that is no schema. `property` is its name under `properties`.
pub(super) fn schema(node: &Node, is_root: bool, property: Option<&str>) -> Diagnostic {
    let error = |message: &str| Diagnostic::new(Code::KeywordValue, node.span, message);
    // `required`, `type` and their like, one level too deep. `"format": "string"` is a parameter.
    let names_type = node.as_str().is_some_and(|text| type_of(text).is_some());
    let astray = |name: &&str| keywords::is_validating(name) && (*name == "type" || !names_type);
    if let Some(key) = property.filter(astray) {
        return error(&format!(
            "inside `properties`, `{key}` is the name of a parameter, and this is no schema of one"
        ))
        .help(format!("move `{key}` out of `properties`, to stand beside it"));
    }
    let help = match &node.kind {
        Kind::Array(_) if is_root => {
            "write an object: `{ \"type\": \"object\", \"properties\": { \"name\": { \"type\": \"string\" } } }`".to_owned()
        }
        Kind::Array(items) if !items.is_empty() && items.iter().all(|item| item.as_object().is_none()) => {
            "values to choose from are written `{ \"enum\": [..] }`".to_owned()
        }
        Kind::Array(_) => "schemas to choose from are written `{ \"anyOf\": [..] }`".to_owned(),
        Kind::String(text) => match type_of(text).map(|_| text.as_str()).or_else(|| meant_type(text)) {
            Some(known) => format!("write `{{ \"type\": \"{known}\" }}`"),
            None => match unquoted(text).filter(|_| text == "true" || text == "false") {
                Some(unquoted) => unquoted,
                None => "write `{ \"type\": \"string\" }`, with whatever is to be said as its `description`".to_owned(),
            },
        },
        Kind::Null => "leave it out, or write `{}`, which takes any value".to_owned(),
        _ => "write `{ \"const\": .. }` for one fixed value".to_owned(),
    };
    error(&format!("a schema is an object, `true` or `false`, not {}", node.describe())).help(help)
}

/// Whether a value under a key that is no keyword looks like the schema of a property: it should
/// stand in `properties`.
pub(super) fn looks_like_a_schema(node: &Node) -> bool {
    let Some(entries) = node.as_object() else { return false };
    entries.iter().any(|entry| match entry.key.as_str() {
        "type" => entry.value.as_str().is_some_and(|name| type_of(name).is_some()),
        "enum" => entry.value.as_array().is_some(),
        "properties" => entry.value.as_object().is_some(),
        _ => false,
    })
}
