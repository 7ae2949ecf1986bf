//! The two dialects that are made from a written schema by one more pass: Gemini's OpenAPI
//! subset and Ollama's flat properties.

use super::tree::{Members, append, as_str, find, is_annotation, items, members, set, string, types};
use super::words;
use crate::json::Json;

/// Types in upper case, as Gemini's `Type` has them.
pub(super) fn upper(schema: &Json) -> Json {
    let Json::Object(own) = schema else { return schema.clone() };
    let each = own.iter().map(|(key, value)| {
        let value = match (key.as_str(), value) {
            ("type", Json::String(kind)) => Json::String(kind.to_ascii_uppercase()),
            ("items", item) => upper(item),
            ("anyOf", Json::Array(branches)) => Json::Array(branches.iter().map(upper).collect()),
            ("properties", Json::Object(named)) => {
                Json::Object(named.iter().map(|(name, schema)| (name.clone(), upper(schema))).collect())
            }
            _ => value.clone(),
        };
        (key.clone(), value)
    });
    Json::Object(each.collect())
}

/// Each property with `type`, `items`, `enum` and `description` alone, for Ollama's templates
/// show a model no more; what lies below is described. The arguments as a whole have no place for
/// a description.
pub(super) fn flatten(root: &[(String, Json)], lost: &mut Vec<String>) -> Json {
    let mut out = Members::new();
    for (key, value) in root {
        match key.as_str() {
            "properties" => {
                let each =
                    members(value).iter().map(|(name, schema)| (name.clone(), flat(name, schema, lost)));
                out.push((key.clone(), Json::Object(each.collect())));
            }
            "type" | "required" => out.push((key.clone(), value.clone())),
            "description" => lost.push("the description of the arguments as a whole".to_owned()),
            _ => {}
        }
    }
    if find(&out, "properties").is_none() {
        out.push(("properties".to_owned(), Json::Object(Vec::new())));
    }
    Json::Object(out)
}

fn flat(name: &str, schema: &Json, lost: &mut Vec<String>) -> Json {
    let merged = null_in_type(members(schema));
    let own = merged.as_deref().unwrap_or_else(|| members(schema));
    let kinds = types(own);
    let item_is_scalar = find(own, "items").is_none_or(|item| is_scalar(members(item)));
    let mut out: Members = own
        .iter()
        .filter(|(key, _)| matches!(key.as_str(), "type" | "description" | "enum" | "items"))
        .cloned()
        .collect();
    let simple = find(own, "anyOf").is_none() && !kinds.contains(&"object") && item_is_scalar;
    if simple {
        return Json::Object(out);
    }
    lost.push(format!("the shape of `{name}`, which is described"));
    let bare: Members = own.iter().filter(|(key, _)| !is_annotation(key)).cloned().collect();
    let shape = words::shape(&Json::Object(bare));
    let text = match find(own, "description").and_then(as_str) {
        Some(text) => format!("{text} ({shape})"),
        None => shape,
    };
    if let Some(branches) = find(own, "anyOf") {
        let mut all: Vec<&str> = Vec::new();
        for kind in items(branches).iter().flat_map(|branch| types(members(branch))) {
            if !all.contains(&kind) {
                all.push(kind);
            }
        }
        let list = match all.as_slice() {
            [one] => string(one),
            several => Json::Array(several.iter().map(|kind| string(kind)).collect()),
        };
        out.insert(0, ("type".to_owned(), list));
    }
    set(&mut out, "description", Json::String(text));
    Json::Object(out)
}

/// A list of values or `null`, as one list of types.
fn null_in_type(own: &[(String, Json)]) -> Option<Members> {
    let [listed, null] = find(own, "anyOf").map(items)? else { return None };
    if find(members(listed), "enum").is_none() || types(members(null)) != ["null"] {
        return None;
    }
    let mut out = members(listed).to_vec();
    let kinds = types(members(listed)).into_iter().chain(["null"]).map(string);
    let kinds = Json::Array(kinds.collect());
    set(&mut out, "type", kinds);
    let text = append(find(own, "description").and_then(as_str), &["or null".to_owned()]);
    out.extend(text.map(|text| ("description".to_owned(), Json::String(text))));
    Some(out)
}

fn is_scalar(own: &[(String, Json)]) -> bool {
    find(own, "anyOf").is_none() && !types(own).iter().any(|kind| matches!(*kind, "object" | "array"))
}
