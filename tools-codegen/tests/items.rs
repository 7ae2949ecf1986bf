//! What stands in a tool's item beside its schema: options of single providers, examples of arguments, MCP's
//! `outputSchema`.

use serde_json::{Value, json};
use typed_tools_codegen::{Inputs, Offered, Options, compile};

fn definition(more: &Value) -> String {
    let mut definition = json!({
        "name": "get_rate", "description": "Gets a rate", "api_endpoint": "https://rates.example.com/v1", "http_method": "GET",
        "query_params": { "from": "{{from}}" },
        "parameters": { "type": "object", "properties": { "from": { "type": "string" } }, "required": ["from"] }
    });
    for (key, value) in more.as_object().unwrap() {
        definition[key] = value.clone();
    }
    definition.to_string()
}

/// The members of the tool's item at a provider, where it is not strict and where it is.
fn members(more: &Value, provider: &str) -> (Value, Value) {
    let outcome = compile(&Inputs::inline("tool.json", definition(more)), &Options::default());
    assert_eq!(outcome.errors(), 0, "{:#?}", outcome.diagnostics());
    let offered: Vec<Offered> = outcome.offered(|name| name == provider).into_iter().flatten().collect();
    let object = |members: &str| serde_json::from_str(&format!("{{{members}}}")).unwrap();
    (object(&offered[0].members), object(&offered[0].strict_members))
}

#[test]
fn options_of_a_provider_go_to_it_alone() {
    let more = json!({ "provider_options": {
        "anthropic": { "defer_loading": true, "allowed_callers": ["direct"] },
        "openai-responses": { "defer_loading": true },
        "x-note": "ours"
    } });
    let deferred = json!({ "defer_loading": true, "allowed_callers": ["direct"] });
    assert_eq!(members(&more, "anthropic"), (deferred.clone(), deferred));
    let deferred = json!({ "defer_loading": true });
    assert_eq!(members(&more, "openai-responses"), (deferred.clone(), deferred));
    // They have the dialects of those two.
    for provider in ["bedrock", "openai-chat", "mistral"] {
        assert_eq!(members(&more, provider), (json!({}), json!({})), "{provider}");
    }
}

#[test]
fn examples_go_where_a_tool_has_a_place_for_them() {
    let more = json!({
        "query_params": { "from": "{{from}}", "filter": "{{filter[to]}}" },
        "parameters": {
            "type": "object",
            "properties": { "from": { "type": "string" }, "filter[to]": { "type": "string" } },
            "examples": [{ "from": "EUR", "filter[to]": "USD" }, { "from": 1 }]
        }
    });
    // What does not satisfy the schema is left out: Anthropic would refuse the tool. A key that it refuses has the
    // name under which it is shown there.
    let shown = json!({ "input_examples": [{ "from": "EUR", "filter_to": "USD" }] });
    assert_eq!(members(&more, "anthropic"), (shown, json!({})));
    let shown = json!({ "inputExamples": [{ "input": { "from": "EUR", "filter[to]": "USD" } }] });
    assert_eq!(members(&more, "vercel").0, shown);
    for provider in ["openai-chat", "bedrock", "gemini", "mcp"] {
        assert_eq!(members(&more, provider).0, json!({}), "{provider}");
    }
}

#[test]
fn mcp_says_what_comes_back() {
    let schema =
        json!({ "type": "object", "properties": { "rate": { "type": "number", "nullable": true } } });
    let more = json!({ "response": { "schema": schema } });
    // In today's words, whatever draft it is written in.
    let shown = json!({ "outputSchema": { "type": "object", "properties": { "rate": { "type": ["number", "null"] } } } });
    for provider in ["mcp", "mcp-2025-11-25", "mcp-2025-06-18"] {
        assert_eq!(members(&more, provider).0, shown, "{provider}");
    }
    assert_eq!(members(&more, "openai-chat").0, json!({}));
    // Until 2026-07-28 it was an object's.
    let list = json!({ "type": "array", "items": { "type": "number" } });
    let more = json!({ "response": { "schema": list } });
    assert_eq!(members(&more, "mcp").0, json!({ "outputSchema": list }));
    assert_eq!(members(&more, "mcp-2025-11-25").0, json!({}));
    // What `select` leaves of a response is not what the schema describes.
    let more = json!({ "response": { "schema": schema, "select": { "rate": "$.rate" } } });
    assert_eq!(members(&more, "mcp").0, json!({}));
    // A schema that is not read here stands as it is.
    let foreign =
        json!({ "type": "object", "properties": { "a": { "$ref": "https://example.com/a.json" } } });
    let more = json!({ "response": { "schema": foreign } });
    assert_eq!(members(&more, "mcp").0, json!({ "outputSchema": foreign }));
}
