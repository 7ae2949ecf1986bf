//! JSON Schema as it is, without what no model needs: for all providers that take it whole.

use crate::map::SortedSet;

use super::null;
use super::root::{self, Root};
use super::settle::Definitions;
use super::tree::{self, Members, append, as_str, find, members, set, string, take};
use super::walk::{map, references};
use crate::json::Json;
use crate::keywords::{self, Role};

/// The schema for those that take JSON Schema with a plain object at its root.
pub(super) fn plain(neutral: &Json, defs: Definitions<'_>) -> (Json, Root) {
    let mut root = Root::default();
    let mut out = if root::is_plain(neutral) {
        members(&clean(neutral)).to_vec()
    } else {
        root = root::repair(defs, neutral);
        let mut own = root.members.clone();
        let text = append(find(&own, "description").and_then(as_str), &root.words);
        if let Some(text) = text {
            set(&mut own, "description", Json::String(text));
        }
        own.extend(find(members(neutral), "$defs").map(|defs| ("$defs".to_owned(), defs.clone())));
        members(&clean(&Json::Object(own))).to_vec()
    };
    take(&mut out, "type");
    out.insert(0, ("type".to_owned(), string("object")));
    // OpenAI refuses an object without them.
    if find(&out, "properties").is_none() {
        out.insert(1, ("properties".to_owned(), Json::Object(Vec::new())));
    }
    (Json::Object(out), root)
}

/// Leaves out what tells a model nothing: titles, examples, and keywords that JSON Schema does
/// not have; and definitions that nothing refers to.
fn clean(schema: &Json) -> Json {
    // `items` would evaluate what that looks for.
    let open_items = !mentions(schema, "unevaluatedItems");
    let mut out = map(schema, &mut |own| {
        let known = |key: &str| {
            matches!(key, "$ref" | "$defs" | "description" | "default")
                || keywords::has_role(key, &[Role::Validates])
        };
        let mut own = null::beside_enum(own.into_iter().filter(|(key, _)| known(key)).collect());
        // OpenAI refuses an array that does not say what it holds.
        if open_items && tree::types(&own).contains(&"array") && find(&own, "items").is_none() {
            own.push(("items".to_owned(), Json::Object(Vec::new())));
        }
        own
    });
    if let Json::Object(own) = &mut out {
        unused_away(own);
    }
    out
}

/// Whether a key stands anywhere in a schema.
fn mentions(schema: &Json, key: &str) -> bool {
    match schema {
        Json::Object(own) => own.iter().any(|(name, value)| name == key || mentions(value, key)),
        Json::Array(items) => items.iter().any(|item| mentions(item, key)),
        _ => false,
    }
}

/// Leaves out the definitions that nothing refers to.
pub(super) fn unused_away(root: &mut Members) {
    let Some(Json::Object(mut defs)) = take(root, "$defs") else { return };
    let mut used = SortedSet::new();
    let mut open: Vec<Json> = vec![Json::Object(root.clone())];
    while let Some(schema) = open.pop() {
        for name in references(&schema) {
            if let Some(target) = find(&defs, &name).filter(|_| used.insert(name.clone())) {
                open.push(target.clone());
            }
        }
    }
    defs.retain(|(name, _)| used.contains(name));
    if !defs.is_empty() {
        root.push(("$defs".to_owned(), Json::Object(defs)));
    }
}
