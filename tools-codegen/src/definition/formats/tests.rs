use super::*;
use crate::diag::Sink;

fn told(text: &str) -> Option<(&'static str, String)> {
    let mut sink = Sink::default();
    let node = crate::json::read(0, text, &mut sink).node.expect("JSON");
    assert!(sink.found().is_empty(), "{text}");
    let format = format_of(&node)?;
    Some((format.what, format.diagnostic(&node, Some("tools/a.json")).help.unwrap_or_default()))
}

const SCHEMA: &str = r#"{ "type": "object", "properties": { "id": { "type": "string" } } }"#;

#[test]
fn each_is_told_apart() {
    for (text, what) in [
        (r#"{ "openapi": "3.1.0", "info": { "title": "t" }, "paths": {} }"#, "an OpenAPI document"),
        (r#"{ "swagger": "2.0", "paths": {} }"#, "an OpenAPI document"),
        (
            r#"{ "info": { "name": "n", "schema": "https://schema.example.com/collection" }, "item": [], "auth": {} }"#,
            "a Postman collection",
        ),
        (
            r#"{ "item": [ { "name": "n", "request": { "url": "https://a.b" } } ], "variable": [] }"#,
            "a Postman collection",
        ),
        (r#"{ "utcp_version": "1.0.1", "tools": [], "auth": {} }"#, "a UTCP manual"),
        (
            r#"{ "name": "n", "inputs": SCHEMA, "tool_call_template": { "url": "https://a.b" } }"#,
            "a UTCP manual",
        ),
        (r#"{ "tools": [ { "toolSpec": { "name": "n" } } ] }"#, "a list of tools for Bedrock"),
        (
            r#"{ "tools": [ { "googleSearch": {} }, { "functionDeclarations": [] } ] }"#,
            "a list of tools for Gemini",
        ),
        (
            r#"{ "type": "webhook", "name": "n", "description": "d", "api_schema": { "url": "https://a.b" } }"#,
            "a tool of ElevenLabs",
        ),
        (r#"{ "id": "1", "tool_config": { "type": "webhook", "api_schema": {} } }"#, "a tool of ElevenLabs"),
        (r#"{ "type": "apiRequest", "name": "n", "url": "https://a.b", "body": SCHEMA }"#, "a tool of Vapi"),
        (
            r#"{ "type": "function", "function": { "name": "n" }, "server": { "url": "https://a.b" } }"#,
            "a tool of Vapi",
        ),
        (
            r#"{ "type": "custom", "name": "n", "url": "https://a.b", "method": "POST", "parameters": SCHEMA }"#,
            "a tool of Retell",
        ),
        (
            r#"{ "name": "n", "url": "https://a.b", "speak_during_execution": true, "headers": {} }"#,
            "a tool of Retell",
        ),
        (
            r#"{ "name": "n", "description": "d", "url": "https://a.b", "method": "POST", "input_schema": SCHEMA }"#,
            "a tool of Bland",
        ),
        (r#"{ "name": "n", "description": "d", "input_schema": SCHEMA }"#, "a list of tools for Anthropic"),
        (
            r#"{ "name": "n", "title": "t", "inputSchema": SCHEMA, "annotations": {} }"#,
            "a list of tools of an MCP server (`tools/list`)",
        ),
        (
            r#"{ "jsonrpc": "2.0", "id": 1, "result": { "tools": [ { "inputSchema": SCHEMA } ] } }"#,
            "a list of tools of an MCP server (`tools/list`)",
        ),
        (
            r#"{ "type": "function", "function": { "name": "n", "parameters": SCHEMA } }"#,
            "a list of tools for OpenAI (chat completions)",
        ),
        (
            r#"{ "model": "m", "messages": [], "tools": [ { "type": "function", "function": {} } ] }"#,
            "a list of tools for OpenAI (chat completions)",
        ),
        (
            r#"{ "type": "function", "name": "n", "description": "d", "parameters": SCHEMA, "strict": true }"#,
            "a list of tools for OpenAI (responses)",
        ),
    ] {
        let (found, help) = told(&text.replace("SCHEMA", SCHEMA)).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(found, what, "{text}");
        assert!(help.contains("here `") || help.starts_with('`'), "{help}");
        let command = "; `cargo typed-tools import tools/a.json` writes the definitions";
        let written = !["Postman", "UTCP", "Bland"].iter().any(|word| what.contains(word));
        assert_eq!(help.ends_with(command), written, "{help}");
    }
}

/// Whatever else it has: who writes one of these means a definition.
#[test]
fn definitions_are_definitions() {
    for text in [
        r#"{ "name": "n", "api_endpoint": "https://a.b", "http_method": "GET", "input_schema": SCHEMA }"#,
        r#"{ "name": "n", "native": true, "inputSchema": SCHEMA }"#,
        r#"{ "type": "function", "function": { "name": "n" }, "http_method": "GET" }"#,
        r#"{ "name": "n", "url": "https://a.b", "method": "GET" }"#,
        r#"{ "name": "n", "description": "d", "parameters": SCHEMA }"#,
        r#"{ "tools": [ { "name": "n" } ] }"#,
        "{}",
    ] {
        assert_eq!(told(&text.replace("SCHEMA", SCHEMA)), None, "{text}");
    }
}
