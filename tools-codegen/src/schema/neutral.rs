//! The schema as providers get it: JSON Schema 2020-12, whatever it was written in.

use crate::map::{SortedMap, SortedSet};

use crate::json::{Json, Kind, Node};
use crate::keywords::{self, Holds, Keyword, Role};

use super::rules::{Compiled, Meaning, meaning};
use super::tree;

/// What a schema in neutral form is written in.
const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The neutral form of `parameters`: an object.
pub(super) fn neutral(root: &Node, compiled: &Compiled<'_>, wrong_defaults: &SortedSet<u32>) -> Json {
    let mut entries = match standard(root, compiled, wrong_defaults) {
        Json::Object(entries) => entries,
        _ => Vec::new(),
    };
    match entries.iter_mut().find(|(key, _)| key == "type") {
        Some((_, value)) => *value = Json::String("object".into()),
        None => entries.insert(0, ("type".into(), Json::String("object".into()))),
    }
    Json::Object(entries)
}

/// Any schema in today's words, with what it refers to in `$defs`.
pub(super) fn standard(root: &Node, compiled: &Compiled<'_>, wrong_defaults: &SortedSet<u32>) -> Json {
    let mut targets: SortedMap<u32, &Node> = SortedMap::new();
    for target in compiled.targets.values() {
        targets.insert(target.span.start, target);
    }
    let mut names: SortedMap<u32, String> = SortedMap::new();
    let mut taken = SortedSet::new();
    let mut numbers: SortedMap<String, u32> = SortedMap::new();
    for start in targets.keys() {
        let wanted = compiled.known.get(start).and_then(|id| compiled.graph.info(*id).name).unwrap_or("Root");
        let plain = |c: char| if c.is_ascii_alphanumeric() || "_-.".contains(c) { c } else { '_' };
        let wanted: String = wanted.chars().map(plain).collect();
        let mut name = wanted.clone();
        // Names that meet are counted on, not from the start each time: there may be thousands.
        let number = numbers.entry(wanted.clone()).get_or_insert(1);
        while !taken.insert(name.clone()) {
            *number += 1;
            name = format!("{wanted}{number}");
        }
        names.insert(*start, name);
    }
    let writer = Writer { compiled, wrong_defaults, names: &names };
    let Json::Object(mut entries) = writer.schema(root, true) else { return root.to_json() };
    let defs: Vec<(String, Json)> = targets
        .iter()
        .filter_map(|(start, node)| Some((names.get(start)?.clone(), writer.schema(node, true))))
        .collect();
    if !defs.is_empty() {
        entries.push(("$defs".into(), Json::Object(defs)));
    }
    // Below the root, `$id` would change what references mean.
    let draft = tree::value(root, "$schema").map(|_| ("$schema".to_owned(), Json::String(DRAFT.into())));
    let id = tree::value(root, "$id").map(|id| ("$id".to_owned(), id.to_json()));
    entries.splice(0..0, draft.into_iter().chain(id));
    Json::Object(entries)
}

struct Writer<'c, 'a> {
    compiled: &'c Compiled<'a>,
    wrong_defaults: &'c SortedSet<u32>,
    names: &'c SortedMap<u32, String>,
}

impl Writer<'_, '_> {
    /// One schema; `here` writes one that others refer to, where it is kept. The parser bounds
    /// the depth of the tree, and references are not followed.
    fn schema(&self, node: &Node, here: bool) -> Json {
        if let (false, Some(name)) = (here, self.names.get(&node.span.start)) {
            return reference(name);
        }
        let Kind::Object(entries) = &node.kind else { return node.to_json() };
        let mut out: Vec<(String, Json)> = Vec::new();
        for entry in entries {
            self.keyword(node, &entry.key, &entry.value, &mut out);
        }
        if nullable(node) { or_null(out) } else { Json::Object(out) }
    }

    fn keyword(&self, node: &Node, key: &str, value: &Node, out: &mut Vec<(String, Json)>) {
        let one = |value: &Node| self.schema(value, false);
        let many = |value: &Node| Json::Array(tree::elements(value).iter().map(one).collect());
        let (key, json) = match key {
            "$ref" | "$dynamicRef" | "$recursiveRef" => {
                let target = self.compiled.targets.get(&node.span.start);
                match target.and_then(|t| self.names.get(&t.span.start)) {
                    Some(name) => ("$ref", Json::String(format!("#/$defs/{name}"))),
                    None => return,
                }
            }
            "dependencies" => return self.dependencies(value, out),
            "items" if value.as_array().is_some() => ("prefixItems", many(value)),
            "additionalItems" => match tree::value(node, "items") {
                Some(items) if items.as_array().is_some() => ("items", one(value)),
                _ => return,
            },
            "unevaluatedProperties" | "unevaluatedItems" => {
                match (meaning(node, key, self.compiled.draft), key) {
                    (Meaning::Nothing, _) => return,
                    (Meaning::OfTheRest, _) => (key, one(value)),
                    (Meaning::Plain, "unevaluatedItems") => ("items", one(value)),
                    (Meaning::Plain, _) => ("additionalProperties", one(value)),
                }
            }
            "minimum" if exclusive(node, "exclusiveMinimum") => ("exclusiveMinimum", value.to_json()),
            "maximum" if exclusive(node, "exclusiveMaximum") => ("exclusiveMaximum", value.to_json()),
            "exclusiveMinimum" | "exclusiveMaximum" if value.as_bool().is_some() => return,
            "enum" => match self.compiled.repaired.enums.get(&value.span.start) {
                // No provider takes a list without members; what is sent is refused all the same.
                Some(left) if left.is_empty() => return,
                Some(left) => ("enum", Json::Array(left.clone())),
                None => ("enum", value.to_json()),
            },
            "default"
                if self.wrong_defaults.contains(&value.span.start) || matches!(value.kind, Kind::Null) =>
            {
                return;
            }
            "example" if tree::value(node, "examples").is_none() => {
                ("examples", Json::Array(vec![value.to_json()]))
            }
            // OpenAPI's `examples` is an object; JSON Schema's is an array.
            "examples" if value.as_array().is_none() => return,
            key => match keywords::find(key) {
                Some(Keyword { role: Role::Validated | Role::Builds, .. }) | None => return,
                Some(Keyword { holds: Holds::Nothing, .. }) => (key, value.to_json()),
                Some(Keyword { holds: Holds::Schemas, .. }) => (key, many(value)),
                Some(Keyword { holds: Holds::Schema | Holds::SchemaOrSchemas, .. }) => (key, one(value)),
                Some(Keyword { holds: Holds::Named, .. }) => {
                    let left_out = &self.compiled.repaired.properties;
                    let kept =
                        tree::entries(value).iter().filter(|e| !left_out.contains(&e.value.span.start));
                    (key, Json::Object(kept.map(|e| (e.key.clone(), one(&e.value))).collect()))
                }
            },
        };
        put(out, key, json);
    }

    fn dependencies(&self, value: &Node, out: &mut Vec<(String, Json)>) {
        let (names, schemas): (Vec<_>, Vec<_>) =
            tree::entries(value).iter().partition(|entry| entry.value.as_array().is_some());
        let names: Vec<_> = names.into_iter().map(|e| (e.key.clone(), e.value.to_json())).collect();
        let schemas: Vec<_> =
            schemas.into_iter().map(|e| (e.key.clone(), self.schema(&e.value, false))).collect();
        for (key, entries) in [("dependentRequired", names), ("dependentSchemas", schemas)] {
            if !entries.is_empty() {
                put(out, key, Json::Object(entries));
            }
        }
    }
}

/// Adds a keyword. `dependencies` may stand beside what it was split into.
fn put(out: &mut Vec<(String, Json)>, key: &str, json: Json) {
    match (out.iter_mut().find(|(known, _)| known == key), json) {
        (Some((_, Json::Object(known))), Json::Object(more)) => known.extend(more),
        (_, json) => out.push((key.to_owned(), json)),
    }
}

fn reference(name: &str) -> Json {
    Json::Object(vec![("$ref".into(), Json::String(format!("#/$defs/{name}")))])
}

fn nullable(node: &Node) -> bool {
    tree::value(node, "nullable").and_then(Node::as_bool) == Some(true)
}

fn exclusive(node: &Node, key: &str) -> bool {
    tree::value(node, key).and_then(Node::as_bool) == Some(true)
}

/// `nullable: true`, in today's words.
fn or_null(mut entries: Vec<(String, Json)>) -> Json {
    const EXCLUDE: &[&str] = &["$ref", "allOf", "anyOf", "oneOf", "not", "if", "const"];
    let null = || Json::String("null".into());
    if entries.iter().any(|(key, _)| EXCLUDE.contains(&key.as_str())) {
        let describes = |(key, _): &(String, Json)| keywords::has_role(key, &[Role::Describes]);
        let (mut outer, inner): (Vec<_>, Vec<_>) = entries.into_iter().partition(describes);
        let or = vec![Json::Object(inner), Json::Object(vec![("type".into(), null())])];
        outer.push(("anyOf".into(), Json::Array(or)));
        return Json::Object(outer);
    }
    for (key, value) in &mut entries {
        match (key.as_str(), &mut *value) {
            ("type", Json::Array(types)) if !types.contains(&null()) => types.push(null()),
            ("type", Json::String(one)) if one != "null" => {
                *value = Json::Array(vec![Json::String(std::mem::take(one)), null()]);
            }
            ("enum", Json::Array(members)) if !members.contains(&Json::Null) => members.push(Json::Null),
            _ => {}
        }
    }
    Json::Object(entries)
}

/// The neutral form of a tool without parameters.
pub(super) fn nothing() -> Json {
    Json::Object(vec![
        ("type".into(), Json::String("object".into())),
        ("properties".into(), Json::Object(Vec::new())),
    ])
}
