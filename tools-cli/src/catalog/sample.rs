//! Arguments for a tool that gives no examples, made from its schema.

use serde_json::{Map, Value, json};

/// How deep it goes; what is deeper is left out.
const DEPTH: usize = 6;

/// Arguments with every required property. They need not satisfy all of the schema: the engine says so.
pub(super) fn sample(schema: &Value) -> Value {
    value(schema, schema, "", 0)
}

fn value(root: &Value, schema: &Value, name: &str, depth: usize) -> Value {
    let schema = resolved(root, schema);
    for key in ["default", "const"] {
        if let Some(value) = schema.get(key) {
            return value.clone();
        }
    }
    for key in ["examples", "enum"] {
        if let Some(value) = schema.get(key).and_then(|values| values.get(0)) {
            return value.clone();
        }
    }
    for key in ["oneOf", "anyOf"] {
        if let Some(branch) = schema.get(key).and_then(|branches| branches.get(0)) {
            return value(root, branch, name, depth.saturating_add(1));
        }
    }
    match kind(schema) {
        "string" => text(schema, name).into(),
        "integer" | "number" => {
            schema.get("minimum").or_else(|| schema.get("maximum")).cloned().unwrap_or_else(|| json!(1))
        }
        "boolean" => json!(true),
        "null" => Value::Null,
        "array" if depth < DEPTH => match schema.get("items") {
            Some(items) if schema.get("minItems").and_then(Value::as_u64) != Some(0) => {
                json!([value(root, items, name, depth.saturating_add(1))])
            }
            _ => json!([]),
        },
        "object" if depth < DEPTH => {
            let mut members = Map::new();
            let required = schema.get("required").and_then(Value::as_array);
            for name in required.into_iter().flatten().filter_map(Value::as_str) {
                let property = schema.get("properties").and_then(|all| all.get(name)).unwrap_or(&Value::Null);
                members.insert(name.to_owned(), value(root, property, name, depth.saturating_add(1)));
            }
            Value::Object(members)
        }
        "array" => json!([]),
        _ => json!({}),
    }
}

/// The schema behind references within the document.
fn resolved<'s>(root: &'s Value, mut schema: &'s Value) -> &'s Value {
    for _ in 0..DEPTH {
        let Some(target) = schema.get("$ref").and_then(Value::as_str) else { break };
        let Some(next) = target.strip_prefix('#').and_then(|pointer| root.pointer(pointer)) else { break };
        schema = next;
    }
    schema
}

/// The first of its types that is not `null`.
fn kind(schema: &Value) -> &str {
    match schema.get("type") {
        Some(Value::String(one)) => one,
        Some(Value::Array(several)) => {
            let mut names = several.iter().filter_map(Value::as_str);
            names.find(|name| *name != "null").unwrap_or("null")
        }
        _ if schema.get("properties").is_some() => "object",
        _ => "string",
    }
}

fn text(schema: &Value, name: &str) -> String {
    let said = schema.get("description").and_then(Value::as_str).unwrap_or_default();
    let text = match schema.get("format").and_then(Value::as_str) {
        Some("date") => "2026-01-31",
        Some("time") => "09:30:00Z",
        Some("date-time") => "2026-01-31T09:30:00Z",
        Some("duration") => "PT30M",
        Some("email" | "idn-email") => "maya@example.com",
        Some("uri" | "iri" | "uri-reference") => "https://example.com/",
        Some("uuid") => "8f14e45f-ceea-467f-9a3c-1b2d3e4f5a6b",
        Some("hostname") => "example.com",
        Some("ipv4") => "192.0.2.1",
        Some("ipv6") => "2001:db8::1",
        Some("binary" | "byte") => "aGVsbG8=",
        _ if schema.get("contentEncoding").is_some() => "aGVsbG8=",
        _ if said.contains("YYYY-MM-DD") => "2026-01-31",
        _ if said.contains("HH:MM") => "09:30",
        _ => "",
    };
    let text = if text.is_empty() { name.replace('_', " ") } else { text.to_owned() };
    let least = schema.get("minLength").and_then(Value::as_u64).and_then(|least| usize::try_from(least).ok());
    let most = schema.get("maxLength").and_then(Value::as_u64).and_then(|most| usize::try_from(most).ok());
    let mut text: String = text.chars().take(most.unwrap_or(usize::MAX)).collect();
    while text.chars().count() < least.unwrap_or(0).min(1_000) {
        text.push('x');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_required_property_has_a_value() {
        let schema = json!({
            "type": "object", "required": ["day", "kind", "many", "who", "short", "loop"],
            "properties": {
                "day": { "type": "string", "description": "Date in YYYY-MM-DD format" },
                "kind": { "enum": ["a", "b"] }, "left_out": { "type": "string" },
                "many": { "type": ["null", "array"], "items": { "type": "integer", "minimum": 3 } },
                "who": { "$ref": "#/$defs/Who" }, "short": { "type": "string", "maxLength": 2 },
                "loop": { "$ref": "#/$defs/Loop" }
            },
            "$defs": {
                "Who": { "type": "object", "required": ["mail"],
                    "properties": { "mail": { "type": "string", "format": "email" } } },
                "Loop": { "type": "object", "required": ["next"], "properties": { "next": { "$ref": "#/$defs/Loop" } } }
            }
        });
        let made = sample(&schema);
        assert_eq!(made["day"], "2026-01-31");
        assert_eq!((&made["kind"], &made["many"]), (&json!("a"), &json!([3])));
        assert_eq!(made["who"], json!({ "mail": "maya@example.com" }));
        assert_eq!(made["short"], "sh");
        assert!(made.get("left_out").is_none() && made["loop"]["next"].is_object());
    }
}
