//! `allOf` without `allOf`: one schema that demands what two demand.

use super::tree::{self, Members, admits, as_f64, find, items, members, set, take, type_of};
use crate::json::{Json, keys};
use crate::keywords::bound;

/// The conjunction of two schemas without `$ref`, as one schema; `None` where no single schema
/// says it. What `a` is annotated with goes before what `b` is.
pub(super) fn both(a: &Json, b: &Json) -> Option<Json> {
    let (a, b) = match (a, b) {
        (Json::Bool(false), _) | (_, Json::Bool(false)) => return Some(Json::Bool(false)),
        (Json::Bool(true), other) | (other, Json::Bool(true)) => return Some(other.clone()),
        (Json::Object(a), Json::Object(b)) => (a, b),
        _ => return None,
    };
    let mut out = a.clone();
    let mut b = b.clone();
    objects(&mut out, &mut b)?;
    for (key, value) in b {
        let merged = match find(&out, &key) {
            None => value,
            Some(old) if *old == value => continue,
            Some(old) => keyword(&key, old, &value)?,
        };
        set(&mut out, &key, merged);
    }
    enum_by_type(&mut out)?;
    Some(Json::Object(out))
}

/// One keyword that both have, with different values.
fn keyword(key: &str, a: &Json, b: &Json) -> Option<Json> {
    let tighter = |larger: bool| {
        let (x, y) = (as_f64(a)?, as_f64(b)?);
        Some(if (x >= y) == larger { a.clone() } else { b.clone() })
    };
    match key {
        _ if tree::is_annotation(key) => Some(a.clone()),
        "type" => kinds(a, b),
        "required" => {
            let more = items(b).iter().filter(|name| !items(a).contains(name));
            Some(Json::Array(items(a).iter().chain(more).cloned().collect()))
        }
        "enum" => {
            let in_b = keys(items(b));
            let common: Vec<_> =
                items(a).iter().filter(|value| in_b.contains(&value.key())).cloned().collect();
            (!common.is_empty()).then_some(Json::Array(common))
        }
        "uniqueItems" => Some(Json::Bool(true)),
        "items" | "additionalProperties" => both(a, b),
        _ => tighter(bound(key)?.lower),
    }
}

/// The types that both have.
fn kinds(a: &Json, b: &Json) -> Option<Json> {
    let one = |json: &Json| match json {
        Json::Array(several) => several.clone(),
        other => vec![other.clone()],
    };
    let (a, b) = (one(a), one(b));
    let in_both = |from: &[Json], other: &[Json]| -> Vec<Json> {
        let other: Vec<_> = other.iter().filter_map(tree::as_str).collect();
        let kept = from.iter().filter(|kind| tree::as_str(kind).is_some_and(|kind| admits(&other, kind)));
        kept.cloned().collect()
    };
    // `integer` of one side stands against `number` of the other, whichever side it is on.
    let mut common = in_both(&a, &b);
    for kind in in_both(&b, &a) {
        if !common.contains(&kind) {
            common.push(kind);
        }
    }
    match common.len() {
        0 => None,
        1 => common.pop(),
        _ => Some(Json::Array(common)),
    }
}

/// Merges `properties` into `a`, as `additionalProperties` of the other side lets them be.
fn objects(a: &mut Members, b: &mut Members) -> Option<()> {
    let right = take(b, "properties");
    if right.is_none() && closes(b).is_none() {
        return Some(());
    }
    let left = find(a, "properties").cloned();
    if left.is_none() && right.is_none() {
        return Some(());
    }
    let (left, right) = (left.unwrap_or(EMPTY), right.unwrap_or(EMPTY));
    let mut merged: Members = Vec::new();
    for (name, schema) in members(&left) {
        match find(members(&right), name) {
            Some(other) => merged.push((name.clone(), both(schema, other)?)),
            None => merged.extend(alone(name, schema, closes(b))?),
        }
    }
    for (name, schema) in members(&right) {
        if find(members(&left), name).is_none() {
            merged.extend(alone(name, schema, closes(a))?);
        }
    }
    set(a, "properties", Json::Object(merged));
    Some(())
}

const EMPTY: Json = Json::Object(Vec::new());

/// A property that one side has alone, as the other side's `additionalProperties` lets it be.
fn alone(name: &str, schema: &Json, rest: Option<&Json>) -> Option<Option<(String, Json)>> {
    match rest {
        None => Some(Some((name.to_owned(), schema.clone()))),
        Some(Json::Bool(false)) => Some(None),
        Some(rest) => Some(Some((name.to_owned(), both(schema, rest)?))),
    }
}

/// `additionalProperties` where it forbids something.
fn closes(members: &[(String, Json)]) -> Option<&Json> {
    find(members, "additionalProperties")
        .filter(|rest| **rest != Json::Bool(true) && **rest != Json::Object(Vec::new()))
}

/// Takes out of `enum` what `type` excludes; `None` where nothing is left.
fn enum_by_type(schema: &mut Members) -> Option<()> {
    let kinds: Vec<String> = tree::types(schema).into_iter().map(str::to_owned).collect();
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    if let Some((_, Json::Array(values))) = schema.iter_mut().find(|(key, _)| key == "enum") {
        values.retain(|value| admits(&kinds, type_of(value)));
        if values.is_empty() {
            return None;
        }
    }
    Some(())
}
