//! The variant of a union is the one whose schema a value satisfies, not only one that can hold it.

use typed_tools::serde_json::{Value, json};

mod find {
    typed_tools::tools!(
        inline = r#"{
            "name": "find",
            "description": "Finds things.",
            "parameters": {
                "type": "object",
                "properties": {
                    "who": { "oneOf": [
                        { "title": "User", "type": "object", "required": ["id"],
                          "properties": { "id": { "type": "string", "pattern": "^u_" }, "t": { "type": "string", "default": "user" } } },
                        { "title": "Group", "type": "object", "required": ["id"],
                          "properties": { "id": { "type": "string", "pattern": "^g_" }, "k": { "type": "string", "default": "group" } } }
                    ] },
                    "page": { "oneOf": [
                        { "title": "Last", "type": "object", "additionalProperties": false,
                          "properties": { "next": { "type": "null" }, "done": { "type": "boolean", "default": true } } },
                        { "title": "Further", "type": "object", "additionalProperties": false, "required": ["next"],
                          "properties": { "next": { "type": "integer" }, "size": { "type": "integer", "default": 10 } } }
                    ] },
                    "level": { "type": "array", "items": { "anyOf": [
                        { "title": "Low", "type": "object", "properties": { "n": { "type": "integer", "maximum": 5 } } },
                        { "title": "High", "type": "object", "properties": { "n": { "type": "integer", "minimum": 6 }, "alarm": { "type": "boolean" } } }
                    ] } },
                    "any": { "type": "object", "unevaluatedProperties": false, "anyOf": [
                        { "title": "B", "properties": { "b": { "type": "integer" } }, "required": ["b"] },
                        { "title": "C", "properties": { "c": { "type": "string" } }, "required": ["c"] }
                    ] },
                    "open": { "unevaluatedProperties": false, "allOf": [
                        { "type": "object", "properties": { "a": { "type": "integer" } }, "additionalProperties": { "type": "string" } }
                    ] }
                }
            },
            "api_endpoint": "https://api.example.com/find",
            "http_method": "POST"
        }"#
    );
}

use find::{Context, Secrets, ToolCall, Tools, find as types};

/// What is sent for arguments that are valid.
fn sent(arguments: Value) -> Value {
    let call = ToolCall::parse("find", &arguments).unwrap_or_else(|error| panic!("{arguments}: {error}"));
    let session = Tools::new(Secrets::from_source(&|_: &str| None).unwrap()).session(Context {});
    let request = session.request(&call).unwrap_or_else(|error| panic!("{arguments}: {error}"));
    typed_tools::serde_json::from_slice(request.body().unwrap()).unwrap()
}

#[test]
fn rules_that_no_type_holds_choose_the_branch() {
    for (arguments, wanted) in [
        (json!({"who": {"id": "g_1"}}), json!({"who": {"id": "g_1", "k": "group"}})),
        (json!({"who": {"id": "u_1"}}), json!({"who": {"id": "u_1", "t": "user"}})),
        (json!({"page": {"next": 5}}), json!({"page": {"next": 5, "size": 10}})),
        (json!({"page": {"next": null}}), json!({"page": {"next": null, "done": true}})),
        (json!({"level": [{"n": 9}, {"n": 1}]}), json!({"level": [{"n": 9}, {"n": 1}]})),
    ] {
        assert_eq!(sent(arguments), wanted);
    }
    let call = ToolCall::parse("find", json!({"level": [{"n": 9}, {"n": 1}]})).unwrap();
    let ToolCall::Find(find) = call;
    let level = find.level.unwrap();
    assert!(matches!(level[..], [types::Level::High(_), types::Level::Low(_)]), "{level:?}");
}

#[test]
fn what_several_branches_have_evaluated_is_kept() {
    for arguments in
        [json!({"any": {"b": 1, "c": "q"}}), json!({"any": {"c": "q"}}), json!({"open": {"a": 1, "q": "s"}})]
    {
        assert_eq!(sent(arguments.clone()), arguments);
    }
    for arguments in
        [json!({"any": {"b": 1, "d": 1}}), json!({"any": {"b": 1, "c": 2}}), json!({"open": {"q": 1}})]
    {
        assert!(ToolCall::parse("find", &arguments).is_err(), "{arguments}");
    }
}
