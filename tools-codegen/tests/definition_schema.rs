//! The JSON Schema of the definition format and the compiler agree: what one accepts, so does
//! the other. The schema is put to our own checker, as the schema of an argument of which each
//! definition is an example.

use serde_json::{Value, json};
use typed_tools_codegen::{Inputs, Level, Options, compile};

const SCHEMA: &str = include_str!("../definition.schema.json");

/// Whether the schema accepts a definition.
fn schema_accepts(definition: &Value) -> bool {
    let mut schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let root = schema.as_object_mut().unwrap();
    let defs = root.remove("$defs").unwrap();
    root.remove("$schema");
    let holder = json!({
        "name": "holder", "description": "Holds a definition", "api_endpoint": "https://a.example", "http_method": "POST",
        "parameters": {
            "type": "object", "$defs": defs, "properties": { "definition": schema }, "required": ["definition"],
            "examples": [{ "definition": definition }]
        }
    });
    let outcome = compile(&Inputs::inline("schema.json", holder.to_string()), &Options::default());
    assert_eq!(outcome.errors(), 0, "{:#?}", outcome.diagnostics());
    !outcome.diagnostics().iter().any(|found| found.code.id() == "W048")
}

fn compiler_accepts(definition: &Value) -> bool {
    let outcome = compile(&Inputs::inline("tool.json", definition.to_string()), &Options::default());
    !outcome.diagnostics().iter().any(|found| found.level == Level::Error)
}

fn with(more: &Value) -> Value {
    let mut definition = json!({
        "name": "ping", "description": "Pings", "api_endpoint": "https://api.example.com/ping", "http_method": "GET"
    });
    for (key, value) in more.as_object().unwrap() {
        match value {
            Value::Null => definition.as_object_mut().unwrap().remove(key),
            value => definition.as_object_mut().unwrap().insert(key.clone(), value.clone()),
        };
    }
    definition
}

#[test]
fn good() {
    for more in [
        json!({}),
        json!({ "$schema": "https://example.com/schema.json", "x-owner": ["us"], "x-rust-name": "Ping" }),
        json!({ "parameters": { "type": "object" }, "headers": { "Accept": "a/b", "X-N": 1, "X-B": true } }),
        json!({ "query_params": { "a": "b", "n": 1.5, "s": { "value": "{{call_sid}}", "style": "comma" } } }),
        json!({ "auth": { "type": "basic", "username": "{{SID}}", "password": "{{TOKEN}}" } }),
        json!({ "auth": { "type": "bearer", "token": "{{TOKEN}}", "x-note": 1 } }),
        json!({ "auth": { "type": "api_key", "in": "query", "name": "key", "value": "{{KEY}}" } }),
        json!({ "auth": {
            "type": "oauth2_client_credentials", "token_url": "https://login.example.com/token",
            "client_id": "{{ID}}", "client_secret": "{{SECRET}}"
        } }),
        json!({ "auth": {
            "type": "oauth2_client_credentials", "token_url": "{{LOGIN_BASE_URL}}/token?v=2",
            "client_id": "app", "client_secret": "{{SECRET}}", "scope": "a b", "x-note": 1
        } }),
        json!({ "auth": {
            "type": "oauth2_client_credentials", "token_url": "https://login.example.com/token", "client_id": "{{ID}}",
            "client_secret": "{{SECRET}}", "params": { "audience": "https://a.example/", "tenant": "{{T}}" }, "credentials": "body"
        } }),
        json!({ "response": { "schema": { "type": "object" }, "max_chars": 500, "errors": "hide" } }),
        json!({ "response": { "select": { "id": "$.data.id", "skus": "$..lines[?@.price < 10]['sku']" } } }),
        json!({ "provider_options": { "anthropic": { "defer_loading": true, "soon": 1 }, "local": {}, "x-note": 1 } }),
        json!({ "timeout_ms": 1000, "retries": 2, "annotations": { "readOnlyHint": true, "title": "Ping" } }),
        json!({ "http_method": "POST", "retries": 1, "idempotency_key": "Idempotency-Key", "body_template": [1, "x"] }),
        json!({ "http_method": "POST", "retries": 0 }),
        json!({ "api_endpoint": "{{API_BASE_URL}}/ping", "description": "" }),
    ] {
        let definition = with(&more);
        assert!(compiler_accepts(&definition), "the compiler refuses {more}");
        assert!(schema_accepts(&definition), "the schema refuses {more}");
        let array = json!([definition]);
        assert!(compiler_accepts(&array) && schema_accepts(&array), "in an array: {more}");
    }
}

#[test]
fn bad() {
    for more in [
        json!({ "name": null }),
        json!({ "description": null }),
        json!({ "api_endpoint": null }),
        json!({ "http_method": null }),
        json!({ "name": "a b" }),
        json!({ "name": 5 }),
        json!({ "description": 5 }),
        json!({ "http_method": "get" }),
        json!({ "api_endpoint": "api.example.com" }),
        json!({ "htpp": 1 }),
        json!({ "parameters": "none" }),
        json!({ "headers": ["a"] }),
        json!({ "headers": { "a b": "c" } }),
        json!({ "headers": { "a": ["c"] } }),
        json!({ "query_params": { "a": [1] } }),
        json!({ "query_params": { "a": { "style": "comma" } } }),
        json!({ "query_params": { "a": { "value": "b", "style": "csv" } } }),
        json!({ "query_params": { "a": { "value": "b", "stile": "comma" } } }),
        json!({ "auth": {} }),
        json!({ "auth": { "type": "digest" } }),
        json!({ "auth": { "type": "bearer" } }),
        json!({ "auth": { "type": "bearer", "token": 5 } }),
        json!({ "auth": { "type": "bearer", "token": "{{A}}", "in": "query" } }),
        json!({ "auth": { "type": "api_key", "in": "cookie", "name": "a", "value": "{{A}}" } }),
        json!({ "auth": { "type": "oauth2_client_credentials", "client_id": "{{ID}}", "client_secret": "{{SECRET}}" } }),
        json!({ "auth": {
            "type": "oauth2_client_credentials", "token_url": "login.example.com/token",
            "client_id": "{{ID}}", "client_secret": "{{SECRET}}"
        } }),
        json!({ "auth": {
            "type": "oauth2_client_credentials", "token_url": "https://login.example.com/token",
            "client_id": "{{ID}}", "client_secret": "{{SECRET}}", "scope": ["a"]
        } }),
        json!({ "auth": {
            "type": "oauth2_client_credentials", "token_url": "https://login.example.com/token",
            "client_id": "{{ID}}", "client_secret": "{{SECRET}}", "params": { "scope": "a" }
        } }),
        json!({ "auth": {
            "type": "oauth2_client_credentials", "token_url": "https://login.example.com/token",
            "client_id": "{{ID}}", "client_secret": "{{SECRET}}", "params": { "audience": 5 }
        } }),
        json!({ "auth": {
            "type": "oauth2_client_credentials", "token_url": "https://login.example.com/token",
            "client_id": "{{ID}}", "client_secret": "{{SECRET}}", "credentials": "query"
        } }),
        json!({ "response": { "select": { "a": "b" } } }),
        json!({ "response": { "select": { "a": ["$.b"] } } }),
        json!({ "response": { "select": "$.b" } }),
        json!({ "response": { "errors": "all" } }),
        json!({ "response": { "max_chars": 0 } }),
        json!({ "timeout_ms": "5" }),
        json!({ "timeout_ms": 0 }),
        json!({ "retries": 1.5 }),
        json!({ "retries": 1, "http_method": "POST" }),
        json!({ "idempotency_key": "a b" }),
        json!({ "annotations": { "readOnly": true } }),
        json!({ "annotations": { "readOnlyHint": "yes" } }),
        json!({ "x-rust-name": "ping" }),
        json!({ "provider_options": ["anthropic"] }),
        json!({ "provider_options": { "anthropic": true } }),
        json!({ "provider_options": { "antropic": {} } }),
        json!({ "provider_options": { "anthropic": { "input_schema": {} } } }),
        json!({ "provider_options": { "groq": { "strict": true } } }),
        json!({ "provider_options": { "mcp-2025-06-18": { "outputSchema": {} } } }),
        json!({ "provider_options": { "vertex": { "parameters": {} } } }),
    ] {
        let definition = with(&more);
        assert!(!compiler_accepts(&definition), "the compiler accepts {more}");
        assert!(!schema_accepts(&definition), "the schema accepts {more}");
    }
    for other in [json!(5), json!("x"), json!({}), json!([[]]), json!([5])] {
        assert!(!compiler_accepts(&other) && !schema_accepts(&other), "{other}");
    }
}

/// The keys of the schema are those of the format: a definition's mistakes name them all.
#[test]
fn the_same_keys() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let keys = schema["$defs"]["tool"]["properties"].as_object().unwrap().keys();
    let outcome = compile(
        &Inputs::inline("tool.json", with(&json!({ "unheard_of": 1 })).to_string()),
        &Options::default(),
    );
    let help = outcome.diagnostics()[0].help.clone().unwrap();
    for key in keys.filter(|key| !key.starts_with(['$', 'x'])) {
        assert!(help.contains(&format!("`{key}`")), "{key} is not in: {help}");
    }
}
