//! Goes through the schemas inside of a schema.

use crate::map::{SortedMap, SortedSet};
use typed_tools_core::budget::Budget;

use super::tree::{Members, as_str, def_name, find, members};
use crate::json::Json;
use crate::keywords::{self, Holds};

/// Applies `each` to every schema inside `node` and then to `node` itself, and gives the result.
/// The recursion is as deep as the file's JSON, which the parser bounds.
pub(super) fn map(node: &Json, each: &mut dyn FnMut(Members) -> Members) -> Json {
    let Json::Object(own) = node else { return node.clone() };
    let out =
        own.iter().map(|(key, value)| (key.clone(), inside(key, value, &mut |schema| map(schema, each))));
    let out = out.collect();
    Json::Object(each(out))
}

/// The value of a keyword with `each` applied to the schemas directly inside it.
pub(super) fn inside(key: &str, value: &Json, each: &mut dyn FnMut(&Json) -> Json) -> Json {
    match (keywords::holds(key), value) {
        (Holds::Nothing, _) => value.clone(),
        (Holds::Named, _) => {
            Json::Object(members(value).iter().map(|(name, schema)| (name.clone(), each(schema))).collect())
        }
        (_, Json::Array(schemas)) => Json::Array(schemas.iter().map(each).collect()),
        (_, schema) => each(schema),
    }
}

/// The names of the definitions that a schema refers to.
pub(super) fn references(schema: &Json) -> SortedSet<String> {
    let mut found = SortedSet::new();
    map(schema, &mut |own| {
        found.extend(find(&own, "$ref").and_then(as_str).and_then(def_name));
        own
    });
    found
}

/// How many references are followed in search of circles.
const STEPS: u64 = 100_000;

/// The names of those of some definitions that lead back to themselves. Where that takes too long to find out,
/// all that are left count as such.
pub(super) fn circular(defs: &[(String, Json)]) -> SortedSet<String> {
    let refers: SortedMap<&str, SortedSet<String>> =
        defs.iter().map(|(name, def)| (name.as_str(), references(def))).collect();
    let steps = Budget::of(STEPS);
    let leads_back = |name: &str| {
        let mut seen: SortedSet<&str> = SortedSet::new();
        let mut open = vec![name];
        while let Some(from) = open.pop() {
            for to in refers.get(from).into_iter().flat_map(SortedSet::iter).map(String::as_str) {
                if to == name || !steps.take(1) {
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
