//! Arguments for a tool that gives no examples, made from its schema.

use typed_tools_codegen::tree::{Json, Number};

use super::keywords::{self, count, items, resolved, types, word};

/// How deep it goes; what is deeper is left out.
const DEPTH: usize = 6;

/// Arguments with every required property. They need not satisfy all of the schema: the engine says so.
pub(super) fn sample(schema: &Json) -> Json {
    value(schema, schema, "", 0)
}

fn value(root: &Json, schema: &Json, name: &str, depth: usize) -> Json {
    let schema = resolved(root, schema);
    for key in ["default", "const"] {
        if let Some(value) = schema.get(key) {
            return value.clone();
        }
    }
    for key in ["examples", "enum"] {
        if let Some(value) = items(schema.get(key)).first() {
            return value.clone();
        }
    }
    for key in ["oneOf", "anyOf"] {
        if let Some(branch) = items(schema.get(key)).first() {
            return value(root, branch, name, depth.saturating_add(1));
        }
    }
    match kind(schema) {
        "string" => Json::String(text(schema, name)),
        "integer" | "number" => {
            let bound = schema.get("minimum").or_else(|| schema.get("maximum"));
            bound.cloned().unwrap_or_else(|| Json::Number(Number("1".to_owned())))
        }
        "boolean" => Json::Bool(true),
        "null" => Json::Null,
        "array" if depth < DEPTH => match schema.get("items") {
            Some(items) if count(schema, "minItems") != Some(0) => {
                Json::Array(vec![value(root, items, name, depth.saturating_add(1))])
            }
            _ => Json::Array(Vec::new()),
        },
        "object" if depth < DEPTH => {
            let required = items(schema.get("required")).iter().filter_map(keywords::text);
            let member = |name: &str| {
                let property = schema.get("properties").and_then(|all| all.get(name)).unwrap_or(&Json::Null);
                (name.to_owned(), value(root, property, name, depth.saturating_add(1)))
            };
            Json::Object(required.map(member).collect())
        }
        "array" => Json::Array(Vec::new()),
        _ => Json::Object(Vec::new()),
    }
}

/// The first of its types that is not `null`.
fn kind(schema: &Json) -> &str {
    let types = types(schema);
    match types.iter().find(|name| **name != "null").or(types.first()) {
        Some(one) => one,
        None if schema.get("properties").is_some() => "object",
        None => "string",
    }
}

fn text(schema: &Json, name: &str) -> String {
    let said = word(schema, "description");
    let text = match word(schema, "format") {
        "date" => "2026-01-31",
        "time" => "09:30:00Z",
        "date-time" => "2026-01-31T09:30:00Z",
        "duration" => "PT30M",
        "email" | "idn-email" => "maya@example.com",
        "uri" | "iri" | "uri-reference" => "https://example.com/",
        "uuid" => "8f14e45f-ceea-467f-9a3c-1b2d3e4f5a6b",
        "hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "binary" | "byte" => "aGVsbG8=",
        _ if schema.get("contentEncoding").is_some() => "aGVsbG8=",
        _ if said.contains("YYYY-MM-DD") => "2026-01-31",
        _ if said.contains("HH:MM") => "09:30",
        _ => "",
    };
    let text = if text.is_empty() { name.replace('_', " ") } else { text.to_owned() };
    let (least, most) = (count(schema, "minLength"), count(schema, "maxLength"));
    let mut text: String = text.chars().take(most.unwrap_or(usize::MAX)).collect();
    while text.chars().count() < least.unwrap_or(0).min(1_000) {
        text.push('x');
    }
    text
}

#[cfg(test)]
mod tests {
    use typed_tools_codegen::SourceFile;
    use typed_tools_codegen::tree::read;

    use super::sample;

    #[test]
    fn every_required_property_has_a_value() {
        let schema = r##"{
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
        }"##;
        let schema = read(0, &SourceFile::new("x".to_owned(), None, schema.to_owned())).unwrap().to_json();
        let made = sample(&schema).to_text();
        let start = r#"{"day":"2026-01-31","kind":"a","many":[3],"who":{"mail":"maya@example.com"},"short":"sh","loop":{"next":{"#;
        assert!(made.starts_with(start), "{made}");
    }
}
