//! Goes through the schemas inside of a schema.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Members, as_str, def_name, find, items, members};
use crate::json::Json;

/// Keywords whose value is a schema.
pub(super) const ONE: [&str; 10] = [
    "items",
    "contains",
    "additionalProperties",
    "propertyNames",
    "not",
    "if",
    "then",
    "else",
    "unevaluatedItems",
    "unevaluatedProperties",
];
/// Keywords whose value is a list of schemas.
pub(super) const LIST: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];
/// Keywords whose value has a schema under each name.
pub(super) const NAMED: [&str; 4] = ["properties", "patternProperties", "dependentSchemas", "$defs"];
/// Applies `each` to every schema inside `node` and then to `node` itself, and gives the result.
/// The recursion is as deep as the file's JSON, which the parser bounds.
pub(super) fn map(node: &Json, each: &mut impl FnMut(Members) -> Members) -> Json {
    let Json::Object(own) = node else { return node.clone() };
    let mut out = Members::new();
    for (key, value) in own {
        let name = key.as_str();
        let value = if ONE.contains(&name) {
            map(value, each)
        } else if LIST.contains(&name) {
            Json::Array(items(value).iter().map(|schema| map(schema, each)).collect())
        } else if NAMED.contains(&name) {
            let named = members(value).iter().map(|(name, schema)| (name.clone(), map(schema, each)));
            Json::Object(named.collect())
        } else {
            value.clone()
        };
        out.push((key.clone(), value));
    }
    Json::Object(each(out))
}

/// The names of the definitions that a schema refers to.
pub(super) fn references(schema: &Json) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    map(schema, &mut |own| {
        found.extend(find(&own, "$ref").and_then(as_str).and_then(def_name));
        own
    });
    found
}

/// How many references are followed in search of circles.
const STEPS: usize = 100_000;

/// The names of those of some definitions that lead back to themselves. Where that takes too long to find out,
/// all that are left count as such.
pub(super) fn circular(defs: &[(String, Json)]) -> BTreeSet<String> {
    let refers: BTreeMap<&str, BTreeSet<String>> =
        defs.iter().map(|(name, def)| (name.as_str(), references(def))).collect();
    let mut left = STEPS;
    let mut leads_back = |name: &str| {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut open = vec![name];
        while let Some(from) = open.pop() {
            for to in refers.get(from).into_iter().flatten().map(String::as_str) {
                left = left.saturating_sub(1);
                if to == name || left == 0 {
                    return true;
                }
                if seen.insert(to) {
                    open.push(to);
                }
            }
        }
        false
    };
    refers.keys().filter(|name| leads_back(name)).map(|name| (*name).to_owned()).collect()
}
