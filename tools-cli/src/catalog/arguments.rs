//! The arguments of a tool as rows of a table, and as fields of a form.

use typed_tools_codegen::tree::Json;

use super::keywords::{items, properties, resolved, types, word};

/// A row.
pub(super) struct Row {
    /// `person.phones[]`
    pub(super) path: String,
    pub(super) kind: String,
    pub(super) required: bool,
    pub(super) description: String,
    /// `minimum: 1`
    pub(super) limits: Vec<String>,
}

/// A field for a property at the root.
pub(super) struct Field {
    pub(super) name: String,
    pub(super) required: bool,
    pub(super) description: String,
    pub(super) input: Input,
}

/// How a value is typed in.
pub(super) enum Input {
    /// As it is.
    Text,
    /// One of these JSON values.
    Choice(Vec<Json>),
    /// As JSON.
    Json(&'static str),
}

const DEPTH: usize = 5;

pub(super) fn rows(schema: &Json) -> Vec<Row> {
    let mut rows = Vec::new();
    object(schema, schema, "", 0, &mut rows);
    rows
}

fn object(root: &Json, schema: &Json, path: &str, depth: usize, rows: &mut Vec<Row>) {
    for (name, property, required) in properties(schema) {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let property = resolved(root, property);
        rows.push(Row {
            path: path.clone(),
            kind: named(root, property, 0),
            required,
            description: word(property, "description").to_owned(),
            limits: limits(property),
        });
        below(root, property, &path, depth.saturating_add(1), rows);
    }
}

fn below(root: &Json, schema: &Json, path: &str, depth: usize, rows: &mut Vec<Row>) {
    if depth >= DEPTH {
        return;
    }
    object(root, schema, path, depth, rows);
    if let Some(items) = schema.get("items") {
        below(root, resolved(root, items), &format!("{path}[]"), depth.saturating_add(1), rows);
    }
}

/// `array of string`
fn named(root: &Json, schema: &Json, depth: usize) -> String {
    let types = types(schema);
    if types.is_empty() {
        let has = |key| schema.get(key).is_some();
        return match () {
            () if has("enum") || has("const") => "one of".to_owned(),
            () if has("oneOf") || has("anyOf") => "several forms".to_owned(),
            () => "any".to_owned(),
        };
    }
    let name = types.join(" or ");
    match schema.get("items") {
        Some(items) if types.contains(&"array") && depth < DEPTH => {
            format!("{name} of {}", named(root, resolved(root, items), depth.saturating_add(1)))
        }
        _ => name,
    }
}

/// What is said of a value beside its type.
fn limits(schema: &Json) -> Vec<String> {
    let shown = ["type", "description", "properties", "required", "items", "title", "examples", "$defs"];
    let Json::Object(entries) = schema else { return Vec::new() };
    let rest = entries.iter().filter(|(key, _)| !shown.contains(&key.as_str()));
    rest.map(|(key, value)| match (key.as_str(), value) {
        ("enum", Json::Array(values)) => values.iter().map(Json::to_text).collect::<Vec<_>>().join(" | "),
        (key, value) => format!("{key}: {}", value.to_text()),
    })
    .collect()
}

pub(super) fn fields(schema: &Json) -> Vec<Field> {
    let field = |(name, property, required): (&String, &Json, bool)| {
        let property = resolved(schema, property);
        let description = word(property, "description").to_owned();
        Field { name: name.clone(), required, description, input: input(property) }
    };
    properties(schema).map(field).collect()
}

fn input(schema: &Json) -> Input {
    match (items(schema.get("enum")), types(schema).as_slice()) {
        ([], ["boolean"]) => Input::Choice(vec![Json::Bool(true), Json::Bool(false)]),
        ([], ["string"]) => Input::Text,
        ([], ["integer" | "number"]) => Input::Json("a number"),
        ([], ["array"]) => Input::Json("a JSON array"),
        ([], ["object"]) => Input::Json("a JSON object"),
        ([], _) => Input::Json("JSON"),
        (values, _) => Input::Choice(values.to_vec()),
    }
}
