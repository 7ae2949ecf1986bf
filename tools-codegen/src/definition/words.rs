//! How messages speak of what was written.

use crate::diag::Span;
use crate::json::{Kind, Node};

/// Where to point when a value as a whole is meant: an object or array by its first brace.
pub(super) fn start_of(node: &Node) -> Span {
    match node.kind {
        Kind::Object(_) | Kind::Array(_) => Span { end: node.span.start.saturating_add(1), ..node.span },
        _ => node.span,
    }
}

/// How to write what was probably meant by a value of the wrong kind.
pub(super) fn describe_kind(key: &str, value: &Node) -> Option<String> {
    match (&value.kind, key) {
        (Kind::Null, "name" | "description" | "api_endpoint" | "http_method") => None,
        (Kind::Null, _) => Some("leave the key out where there is nothing to say".to_owned()),
        (Kind::String(text), "timeout_ms" | "retries" | "max_chars" | "max_bytes")
            if text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty() =>
        {
            Some(format!("write the number without quotes: `{}`", short(text)))
        }
        (Kind::String(_), "timeout_ms") => {
            Some("write milliseconds, without quotes or unit: `\"timeout_ms\": 5000`".to_owned())
        }
        (Kind::String(text), _) if text == "true" || text == "false" => {
            Some(format!("write it without quotes: `{text}`"))
        }
        (Kind::Number(number), "name" | "description" | "api_endpoint") => {
            Some(format!("write it in quotes: `\"{}\"`", short(&number.0)))
        }
        (Kind::String(_), "auth") => {
            Some("write an object: `{ \"type\": \"bearer\", \"token\": \"{{API_KEY}}\" }`".to_owned())
        }
        (Kind::Array(_), "headers" | "query_params") => {
            Some("write an object: `{ \"name\": \"value\" }`".to_owned())
        }
        _ => None,
    }
}

/// What other formats call a key of ours, or a key in one.
pub(super) fn other_name(key: &str, value: &Node) -> Option<&'static str> {
    Some(match key {
        "url" | "endpoint" | "uri" | "path" => "api_endpoint",
        "method" | "verb" => "http_method",
        "body" | "payload" | "json" | "data" | "requestBody" if is_schema(value) => "parameters",
        "body" | "payload" | "json" | "data" => "body_template",
        "query" | "params" | "query_parameters" => "query_params",
        "input_schema" | "inputSchema" | "arguments" | "schema" => "parameters",
        "outputSchema" | "output_schema" => "response.schema",
        "timeout" | "timeoutMs" => "timeout_ms",
        "title" => "annotations.title",
        "tool_name" => "name",
        "authentication" | "authorization" => "auth",
        _ => return None,
    })
}

/// Whether an object is a JSON Schema of an object, and no example of one.
pub(crate) fn is_schema(node: &Node) -> bool {
    let has = |key| node.get(key).map(|entry| &entry.value);
    let is_type = has("type").and_then(Node::as_str) == Some("object");
    let is_required = has("required").is_some_and(|required| required.as_array().is_some());
    let properties = has("properties").and_then(Node::as_object).unwrap_or_default();
    let describes = properties.iter().any(|entry| {
        ["type", "$ref", "enum", "anyOf", "oneOf"].iter().any(|key| entry.value.get(key).is_some())
    });
    describes && (is_type || is_required || has("$schema").is_some())
}

/// `a`, `b` and `c`
pub(crate) fn list(names: &[&str]) -> String {
    match names {
        [] => "none".to_owned(),
        [one] => format!("`{one}`"),
        [first @ .., last] => {
            let first: Vec<_> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("{} and `{last}`", first.join(", "))
        }
    }
}

/// A text of the input, as a message quotes it: cut, and without line breaks.
pub(crate) fn short(text: &str) -> String {
    let mut out: String =
        text.chars().take(60).map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect();
    if text.chars().nth(60).is_some() {
        out.push('…');
    }
    out
}
