//! Rules in plain words, for where a dialect has no keyword for them.

use super::tree::{as_f64, as_str, find, items, members, types};
use crate::json::Json;
use crate::keywords::{self, Keyword, Words};

/// A rule as JSON is cut from a description above this length.
const LONGEST: usize = 400;

/// What `key: value` demands, in words; `None` for what demands nothing.
pub(super) fn rule(key: &str, value: &Json) -> Option<String> {
    let text = value.to_text();
    if let Some(Keyword { bound: Some(bound), words: Words::Counted(one, several), .. }) = keywords::find(key)
    {
        let end = if bound.lower { "at least" } else { "at most" };
        return Some(match as_f64(value) {
            Some(1.0) => format!("{end} 1 {one}"),
            _ => format!("{end} {text} {several}"),
        });
    }
    Some(match key {
        "minimum" => format!("at least {text}"),
        "maximum" => format!("at most {text}"),
        "exclusiveMinimum" => format!("more than {text}"),
        "exclusiveMaximum" => format!("less than {text}"),
        "multipleOf" => format!("a multiple of {text}"),
        "pattern" => format!("matches the regular expression {}", as_str(value).unwrap_or(&text)),
        "format" => format!("format: {}", as_str(value).unwrap_or(&text)),
        "uniqueItems" => match value {
            Json::Bool(true) => "no item twice".to_owned(),
            _ => return None,
        },
        "enum" => format!("one of {}", list(items(value))),
        "const" => format!("always {text}"),
        "default" => match value {
            Json::Null => return None,
            _ => format!("default: {text}"),
        },
        "dependentRequired" => {
            let each = members(value).iter().filter(|(_, names)| !items(names).is_empty());
            let each: Vec<_> =
                each.map(|(name, names)| format!("with `{name}` also {}", list_names(names))).collect();
            if each.is_empty() {
                return None;
            }
            each.join("; ")
        }
        // With `then` and `else`.
        "if" => return schema(value),
        _ => return schema(&Json::Object(vec![(key.to_owned(), value.clone())])),
    })
}

/// A whole schema that has no simpler words: models read JSON Schema too.
pub(super) fn schema(schema: &Json) -> Option<String> {
    match schema {
        Json::Bool(true) => return None,
        Json::Object(members) if members.is_empty() => return None,
        _ => {}
    }
    let text = schema.to_text();
    Some(match text.len() <= LONGEST {
        true => format!("must also match the JSON Schema {text}"),
        false => "further rules apply, which are checked".to_owned(),
    })
}

/// Values with commas between.
fn list(values: &[Json]) -> String {
    values.iter().map(Json::to_text).collect::<Vec<_>>().join(", ")
}

/// Property names with commas between.
pub(super) fn list_names(names: &Json) -> String {
    let names: Vec<_> = items(names).iter().filter_map(as_str).map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// The shape of a schema without references, in words: what the reader of a flat list of
/// parameters is told about what lies below.
pub(super) fn shape(node: &Json) -> String {
    let own = members(node);
    if let Some(branches) = find(own, "anyOf") {
        let branches: Vec<_> = items(branches).iter().map(shape).collect();
        return described(own, &branches.join(" or "));
    }
    let mut kinds = types(own);
    let nullable = kinds.contains(&"null") && kinds.len() > 1;
    kinds.retain(|kind| !nullable || *kind != "null");
    let mut text = match kinds.as_slice() {
        ["object"] => object(own),
        ["array"] => match find(own, "items") {
            Some(item) if !members(item).is_empty() => format!("a list, each item: {}", shape(item)),
            _ => "a list".to_owned(),
        },
        [] => "any value".to_owned(),
        kinds => kinds.join(" or "),
    };
    if let Some(values) = find(own, "enum") {
        text.push_str(&format!(", one of {}", list(items(values))));
    }
    if nullable {
        text.push_str(" or null");
    }
    described(own, &text)
}

fn described(own: &[(String, Json)], shape: &str) -> String {
    match find(own, "description").and_then(as_str) {
        Some(description) => format!("{shape}; {description}"),
        None => shape.to_owned(),
    }
}

fn object(own: &[(String, Json)]) -> String {
    let required = find(own, "required");
    let properties = find(own, "properties").map(members).unwrap_or_default();
    let each = properties.iter().map(|(name, property)| {
        let optional = if super::tree::lists(required, name) { "" } else { ", optional" };
        format!("`{name}` ({}{optional})", shape(property))
    });
    let mut each: Vec<_> = each.collect();
    match find(own, "additionalProperties") {
        Some(rest @ Json::Object(members)) if !members.is_empty() => {
            each.push(format!("any other names ({})", shape(rest)));
        }
        Some(Json::Bool(true) | Json::Object(_)) => each.push("any other names".to_owned()),
        _ => {}
    }
    match each.is_empty() {
        true => "an object".to_owned(),
        false => format!("an object with {}", each.join(", ")),
    }
}
