//! A set at its providers, from the definitions to the answers: everything but the network.

use std::fs;

use typed_tools::serde_json::{Value, json, to_string};
use typed_tools::{Provider, ReplyStream};

mod crm {
    //! The ten tools.
    typed_tools::tools!("tools/*.json");
}

mod odd {
    //! Names that some providers refuse, at two depths, and optional arguments.
    typed_tools::tools!(
        inline = r#"{
            "name": "list_orders",
            "description": "Lists orders. Call this when the customer asks for several.",
            "parameters": {
                "type": "object",
                "properties": {
                    "$top": { "type": "integer", "description": "How many" },
                    "where": {
                        "type": "object",
                        "properties": { "filter[status]": { "type": "string" }, "note": { "type": "string" } },
                        "required": ["filter[status]"]
                    }
                },
                "required": ["where"]
            },
            "api_endpoint": "https://shop.example.com/orders/search",
            "http_method": "POST"
        }"#
    );
}

#[test]
fn specs_are_what_export_prints() {
    for provider in Provider::ALL {
        let golden = |strict: &str| {
            fs::read_to_string(format!("tools-cli/tests/goldens/{provider}{strict}.json")).unwrap()
        };
        let specs = crm::Tools::specs(*provider);
        assert_eq!(format!("{specs}\n"), golden(""), "{provider}");
        assert_eq!(
            to_string(&json!({ "tools": specs })).unwrap().len(),
            specs.as_str().len() + "{\"tools\":}".len()
        );
        let strict = if provider.has_strict() { ".strict" } else { "" };
        assert_eq!(format!("{}\n", crm::Tools::strict_specs(*provider)), golden(strict), "{provider}");
    }
}

/// A tool of each method that says nothing of how it is called.
mod plain {
    typed_tools::tools!("tests/settings/*.json");
}

#[test]
fn what_follows_from_the_method() {
    use typed_tools::Tool;
    let told: Value = typed_tools::serde_json::from_str(plain::Tools::specs(Provider::Mcp).as_str()).unwrap();
    for (name, read_only, destructive, idempotent) in [
        ("delete_it", false, true, true),
        ("get_it", true, false, false),
        ("head_it", true, false, false),
        ("patch_it", false, false, false),
        ("post_it", false, false, false),
        ("put_it", false, false, true),
    ] {
        let tool = told["tools"].as_array().unwrap_or_else(|| told.as_array().unwrap());
        let tool = tool.iter().find(|tool| tool["name"] == name).unwrap();
        let expected = json!({
            "readOnlyHint": read_only, "destructiveHint": destructive, "idempotentHint": idempotent,
            "openWorldHint": true
        });
        for (hint, expected) in expected.as_object().unwrap() {
            assert_eq!(&tool["annotations"][hint], expected, "{name} {hint}");
        }
    }
    // As the definition format has it where a definition is silent.
    for settings in [plain::GetIt::definition().settings, plain::PostIt::definition().settings] {
        assert_eq!((settings.timeout_ms, settings.retries), (20_000, 0));
        assert_eq!(settings.response.max_chars, 15_000);
    }
}

#[test]
fn only_some_tools() {
    let specs = crm::Tools::specs(Provider::Anthropic).only(&["send_sms", "add_crm_note"]);
    assert_eq!(specs.names().collect::<Vec<_>>(), ["add_crm_note", "send_sms"]);
    let value: Value = typed_tools::serde_json::from_str(specs.as_str()).unwrap();
    assert_eq!(value.as_array().map(Vec::len), Some(2));
}

mod deferred {
    //! Options of single providers, examples of arguments, and what comes back.
    typed_tools::tools!(
        inline = r#"[{
            "name": "get_rate",
            "description": "Gets a rate. Call this before a price is named.",
            "parameters": {
                "type": "object",
                "properties": { "from": { "type": "string" } },
                "required": ["from"],
                "examples": [{ "from": "EUR" }]
            },
            "api_endpoint": "https://rates.example.com/v1",
            "http_method": "GET",
            "query_params": { "from": "{{from}}" },
            "response": { "schema": { "type": "object", "properties": { "rate": { "type": "number" } } } }
        }, {
            "name": "list_currencies",
            "description": "Lists the currencies. Call this when one is not known.",
            "api_endpoint": "https://rates.example.com/v1/currencies",
            "http_method": "GET",
            "provider_options": { "anthropic": { "defer_loading": true } }
        }]"#
    );
}

#[test]
fn options_of_one_provider_and_the_mark_of_its_cache() {
    use deferred::Tools;
    let value = |specs: typed_tools::Specs| typed_tools::serde_json::to_value(specs).unwrap();
    let plain = value(Tools::specs(Provider::Anthropic).cached());
    assert_eq!(plain[0]["input_examples"], json!([{ "from": "EUR" }]));
    assert_eq!(plain[0]["cache_control"], json!({ "type": "ephemeral" }));
    assert_eq!((&plain[1]["defer_loading"], plain[1].get("cache_control")), (&json!(true), None));
    let strict = value(Tools::strict_specs(Provider::Anthropic));
    assert_eq!((&strict[0]["strict"], strict[0].get("input_examples")), (&json!(true), None));
    assert_eq!(strict[1]["defer_loading"], json!(true));
    let bedrock = value(Tools::specs(Provider::Bedrock).cached());
    assert!(!bedrock[1].to_string().contains("defer_loading"), "{bedrock}");
    assert_eq!(bedrock[2], json!({ "cachePoint": { "type": "default" } }));
    let mcp = value(Tools::specs(Provider::Mcp));
    assert_eq!(mcp[0]["outputSchema"]["properties"]["rate"], json!({ "type": "number" }));
    let vercel = value(Tools::specs(Provider::VercelAiSdk));
    assert_eq!(vercel[0]["inputExamples"], json!([{ "input": { "from": "EUR" } }]));
}

/// Strict modes make a model say `null` for what it would leave out.
#[test]
fn null_for_an_optional_argument_is_its_absence() {
    let call = crm::ToolCall::parse("update_lead_status", r#"{"lead_status":"hot","notes":null}"#).unwrap();
    assert_eq!(call.arguments(), json!({ "lead_status": "hot" }));
    let nested = json!({ "where": { "filter[status]": "open", "note": null }, "$top": null });
    let call = odd::ToolCall::parse("list_orders", nested).unwrap();
    assert_eq!(call.arguments(), json!({ "where": { "filter[status]": "open" } }));
}

#[test]
fn names_under_an_alias_come_back() {
    let text = odd::Tools::specs(Provider::Gemini).to_string();
    assert!(text.contains(r#""properties":{"top":{"#), "{text}");
    assert!(text.contains(r#""filter_status":{"#), "{text}");
    for arguments in [
        json!({ "top": 3, "where": { "filter_status": "open" } }),
        json!({ "$top": 3, "where": { "filter[status]": "open" } }),
    ] {
        let call = odd::ToolCall::parse("list_orders", arguments).unwrap();
        assert_eq!(call.arguments(), json!({ "$top": 3, "where": { "filter[status]": "open" } }));
    }
}

fn session() -> crm::Session {
    let secrets = crm::Secrets::from_source(&|_: &str| Some("s3cret-value".to_owned())).unwrap();
    let context: crm::Context = {
        let names = [
            "call_sid",
            "contact_id",
            "contact_name",
            "contact_phone",
            "contact_email",
            "from_number",
            "to_number",
        ];
        let every: typed_tools::serde_json::Map<String, Value> =
            names.iter().map(|name| ((*name).to_owned(), json!("x"))).collect();
        typed_tools::serde_json::from_value(Value::Object(every)).unwrap()
    };
    crm::Tools::new(secrets).session(context)
}

/// What cannot be sent is answered, for every provider, and nothing is left without an answer.
#[tokio::test]
async fn calls_that_cannot_be_made_are_answered() {
    let reply = json!({ "role": "assistant", "content": null, "tool_calls": [
        { "id": "c1", "type": "function", "function": { "name": "update_lead_staus", "arguments": "{}" } },
        { "id": "c2", "type": "function", "function": { "name": "update_lead_status", "arguments": "{\"lead_status\":" } },
        { "id": "c3", "type": "function", "function": { "name": "update_lead_status", "arguments": "{\"lead_status\":\"boiling\"}" } },
    ] });
    let answers = session().answer(Provider::OpenAiChat, &reply).await.unwrap();
    let ids: Vec<_> = answers.iter().map(|answer| answer["tool_call_id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["c1", "c2", "c3"]);
    let content = |index: usize| answers[index]["content"].as_str().unwrap();
    assert!(content(0).contains("update_lead_status"), "{}", content(0));
    assert!(content(2).contains("hot"), "{}", content(2));
    for answer in &answers {
        assert!(!answer.to_string().contains("s3cret-value"));
    }

    // The same in pieces, at a provider that marks errors.
    let mut stream = ReplyStream::new(Provider::Anthropic);
    let block = json!({ "type": "tool_use", "id": "t1", "name": "update_lead_status", "input": {} });
    for event in [
        json!({ "type": "content_block_start", "index": 0, "content_block": block }),
        json!({ "type": "content_block_delta", "index": 0, "delta": { "type": "input_json_delta", "partial_json": "{\"lead_" } }),
        json!({ "type": "content_block_delta", "index": 0, "delta": { "type": "input_json_delta", "partial_json": "status\": 3}" } }),
    ] {
        stream.push(&event).unwrap();
    }
    let answers = session().answer(Provider::Anthropic, &stream.finish()).await.unwrap();
    assert_eq!(answers.len(), 1);
    assert_eq!(answers[0]["content"][0]["tool_use_id"], "t1");
    assert_eq!(answers[0]["content"][0]["is_error"], true);

    let none = session().answer(Provider::Bedrock, &json!({ "role": "assistant", "content": [] })).await;
    assert_eq!(none, Ok(Vec::new()));
    let foreign = session().answer(Provider::Gemini, &reply).await;
    assert!(foreign.is_err());
}
