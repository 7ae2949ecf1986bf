//! `null` in schemas that stay JSON Schema.

use crate::map::SortedSet;
use typed_tools_core::budget::Budget;

use super::settle::{Definitions, STEPS, allows_null};
use super::tree::{Members, admits, as_str, find, is_annotation, items, members, set, string, take, typed};
use super::walk::inside;
use crate::json::Json;
use crate::keywords;

/// `null` as a branch beside `enum`, not as one of its values: xAI and others refuse that.
pub(super) fn beside_enum(mut own: Members) -> Members {
    let Some(Json::Array(values)) = find(&own, "enum") else { return own };
    if !values.contains(&Json::Null) {
        return own;
    }
    let rest: Vec<Json> = values.iter().filter(|value| **value != Json::Null).cloned().collect();
    let kinds: Vec<String> = super::tree::types(&own).into_iter().map(str::to_owned).collect();
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    if !admits(&kinds, "null") {
        set(&mut own, "enum", Json::Array(rest));
        return own;
    }
    take(&mut own, "enum");
    take(&mut own, "type");
    if rest.is_empty() {
        own.insert(0, ("type".to_owned(), string("null")));
        return own;
    }
    let listed =
        Json::Object(vec![("type".to_owned(), types_of(&rest)), ("enum".to_owned(), Json::Array(rest))]);
    let choice = Json::Array(vec![listed, typed("null")]);
    match find(&own, "anyOf") {
        None => own.push(("anyOf".to_owned(), choice)),
        // A further one can only stand in `allOf`.
        Some(_) => {
            let choice = Json::Object(vec![("anyOf".to_owned(), choice)]);
            let mut all = find(&own, "allOf").map(items).unwrap_or_default().to_vec();
            all.push(choice);
            set(&mut own, "allOf", Json::Array(all));
        }
    }
    own
}

/// `type` of some values.
fn types_of(values: &[Json]) -> Json {
    let kinds: SortedSet<&str> = values.iter().map(super::tree::type_of).collect();
    let mut kinds = kinds.into_iter().map(string);
    match (kinds.next(), kinds.len()) {
        (Some(one), 0) => one,
        (first, _) => Json::Array(first.into_iter().chain(kinds).collect()),
    }
}

/// Lets every property that may be left out be null, too: null comes back as absent.
///
/// The schema accepts then what the given one accepts without those nulls, under `not` and `if` as well.
pub(super) fn where_optional(neutral: &Json) -> Json {
    let steps = Budget::of(STEPS);
    walk(Definitions::new(neutral, &steps), neutral, &SortedSet::new())
}

/// `needed` are the names that schemas of the same value require.
fn walk(defs: Definitions<'_>, node: &Json, needed: &SortedSet<String>) -> Json {
    let Json::Object(own) = node else { return node.clone() };
    let mut needed = needed.clone();
    require(defs, node, &mut needed, 0);
    let below = SortedSet::new();
    let each = own.iter().map(|(key, value)| {
        let is_same_value = keywords::is_in_place(key);
        let mut within = |inner: &Json| walk(defs, inner, if is_same_value { &needed } else { &below });
        let value = match key.as_str() {
            "properties" => {
                let each = members(value).iter().map(|(name, schema)| {
                    let written = walk(defs, schema, &below);
                    let stays = needed.contains(name) || allows_null(defs, schema, 0);
                    (name.clone(), if stays { written } else { or_null(written) })
                });
                Json::Object(each.collect())
            }
            key => inside(key, value, &mut within),
        };
        (key.clone(), value)
    });
    Json::Object(each.collect())
}

/// Adds the names that a schema requires, itself and by what all of it refers to.
fn require(defs: Definitions<'_>, node: &Json, needed: &mut SortedSet<String>, depth: usize) {
    if depth > 8 || !defs.take_step() {
        return;
    }
    let own = members(node);
    needed.extend(
        find(own, "required").map(items).unwrap_or_default().iter().filter_map(as_str).map(str::to_owned),
    );
    for inner in find(own, "allOf").map(items).unwrap_or_default() {
        require(defs, inner, needed, depth + 1);
    }
    if let Some(target) = find(own, "$ref").and_then(as_str).and_then(|reference| defs.get(reference)) {
        require(defs, target, needed, depth + 1);
    }
}

/// What `schema` allows, and `null`.
fn or_null(schema: Json) -> Json {
    const CHOICES: [&str; 9] =
        ["$ref", "allOf", "anyOf", "oneOf", "not", "if", "enum", "const", "unevaluatedProperties"];
    let Json::Object(mut own) = schema else { return schema };
    let is_plain = !own.iter().any(|(key, _)| CHOICES.contains(&key.as_str()));
    match own.iter_mut().find(|(key, _)| key == "type") {
        Some((_, Json::Array(kinds))) if is_plain => {
            kinds.push(string("null"));
            return Json::Object(own);
        }
        Some((_, kind @ Json::String(_))) if is_plain => {
            *kind = Json::Array(vec![kind.clone(), string("null")]);
            return Json::Object(own);
        }
        _ => {}
    }
    let (mut outer, inner): (Members, Members) = own.into_iter().partition(|(key, _)| is_annotation(key));
    let choice = match inner.as_slice() {
        [(key, Json::Array(branches))] if key == "anyOf" => {
            branches.iter().cloned().chain([typed("null")]).collect()
        }
        _ => vec![Json::Object(inner), typed("null")],
    };
    outer.push(("anyOf".to_owned(), Json::Array(choice)));
    Json::Object(outer)
}
