//! Every call and result shape of every provider.

use serde_json::{Value, json};

use crate::provider::Provider;
use crate::reply::{Call, Outcome, ReplyErrorKind};

const TEXT: &str = r#"{"lead_status":"hot"}"#;

/// One call in its provider's shape, the same at other levels of a reply, and the results of
/// success and failure. `id` is what the provider calls it by.
struct Case {
    provider: Provider,
    id: Option<&'static str>,
    call: Value,
    also: Vec<Value>,
    result: Value,
    error: Value,
}

fn arguments() -> Value {
    json!({ "lead_status": "hot" })
}

fn chat_call(id: &str) -> Value {
    json!({ "id": id, "type": "function", "function": { "name": "update_lead_status", "arguments": TEXT } })
}

fn chat(provider: Provider) -> Case {
    let message = json!({ "role": "assistant", "content": null, "tool_calls": [chat_call("call_1")] });
    Case {
        provider,
        id: Some("call_1"),
        also: vec![
            json!({ "id": "x", "object": "chat.completion", "choices": [{ "index": 0, "finish_reason": "tool_calls", "message": message }] }),
            json!([chat_call("call_1")]),
            chat_call("call_1"),
        ],
        call: message,
        result: json!([{ "role": "tool", "tool_call_id": "call_1", "content": "{\"ok\":true}" }]),
        error: json!([{ "role": "tool", "tool_call_id": "call_1", "content": "it failed" }]),
    }
}

fn openai_responses() -> Case {
    let item = json!({ "type": "function_call", "id": "fc_1", "call_id": "call_1", "name": "update_lead_status", "arguments": TEXT, "status": "completed" });
    let reasoning = json!({ "type": "reasoning", "id": "rs_1", "summary": [] });
    Case {
        provider: Provider::OpenAiResponses,
        id: Some("call_1"),
        also: vec![
            json!({ "object": "response", "status": "completed", "output": [reasoning, item] }),
            json!([reasoning, item]),
        ],
        call: item,
        result: json!([{ "type": "function_call_output", "call_id": "call_1", "output": "{\"ok\":true}" }]),
        error: json!([{ "type": "function_call_output", "call_id": "call_1", "output": "it failed" }]),
    }
}

fn openai_realtime() -> Case {
    let item = json!({ "type": "function_call", "id": "i", "call_id": "call_1", "name": "update_lead_status", "arguments": TEXT });
    let result = |output: &str| {
        json!([
            { "type": "conversation.item.create", "item": { "type": "function_call_output", "call_id": "call_1", "output": output } },
            { "type": "response.create" },
        ])
    };
    Case {
        provider: Provider::OpenAiRealtime,
        id: Some("call_1"),
        call: json!({ "type": "response.function_call_arguments.done", "event_id": "e", "response_id": "r", "item_id": "i", "output_index": 0, "call_id": "call_1", "name": "update_lead_status", "arguments": TEXT }),
        also: vec![json!({ "object": "realtime.response", "output": [item] }), item],
        result: result("{\"ok\":true}"),
        error: result("it failed"),
    }
}

fn anthropic() -> Case {
    let block =
        json!({ "type": "tool_use", "id": "toolu_1", "name": "update_lead_status", "input": arguments() });
    let result = |content: &str, is_error: bool| json!([{ "role": "user", "content": [{ "type": "tool_result", "tool_use_id": "toolu_1", "content": content, "is_error": is_error }] }]);
    Case {
        provider: Provider::Anthropic,
        id: Some("toolu_1"),
        also: vec![
            json!({ "type": "message", "role": "assistant", "stop_reason": "tool_use", "content": [{ "type": "text", "text": "Yes." }, block] }),
            json!([block]),
        ],
        call: block,
        result: result("{\"ok\":true}", false),
        error: result("it failed", true),
    }
}

fn gemini(provider: Provider) -> Case {
    let part = json!({ "functionCall": { "id": "f1", "name": "update_lead_status", "args": arguments() }, "thoughtSignature": "c2ln" });
    let content = json!({ "role": "model", "parts": [part] });
    let result = |response: Value| json!([{ "role": "user", "parts": [{ "functionResponse": { "id": "f1", "name": "update_lead_status", "response": response } }] }]);
    Case {
        provider,
        id: Some("f1"),
        also: vec![
            json!({ "candidates": [{ "content": content, "finishReason": "STOP" }], "usageMetadata": {} }),
            json!({ "content": content }),
            json!([{ "text": "Yes." }, part]),
            part,
        ],
        call: content,
        result: result(json!({ "output": { "ok": true } })),
        error: result(json!({ "error": "it failed" })),
    }
}

fn gemini_live() -> Case {
    let result = |response: Value| json!([{ "toolResponse": { "functionResponses": [{ "id": "f1", "name": "update_lead_status", "response": response, "scheduling": "WHEN_IDLE" }] } }]);
    Case {
        provider: Provider::GeminiLive,
        id: Some("f1"),
        call: json!({ "toolCall": { "functionCalls": [{ "id": "f1", "name": "update_lead_status", "args": arguments() }] } }),
        also: vec![],
        result: result(json!({ "output": { "ok": true } })),
        error: result(json!({ "error": "it failed" })),
    }
}

fn bedrock() -> Case {
    let block = json!({ "toolUse": { "toolUseId": "tooluse_1", "name": "update_lead_status", "input": arguments() } });
    let message = json!({ "role": "assistant", "content": [{ "text": "Yes." }, block] });
    let result = |content: Value, status: &str| json!([{ "role": "user", "content": [{ "toolResult": { "toolUseId": "tooluse_1", "content": [content], "status": status } }] }]);
    Case {
        provider: Provider::Bedrock,
        id: Some("tooluse_1"),
        also: vec![
            json!({ "output": { "message": message }, "stopReason": "tool_use", "usage": {} }),
            message,
            json!([block]),
        ],
        call: block,
        result: result(json!({ "json": { "ok": true } }), "success"),
        error: result(json!({ "text": "it failed" }), "error"),
    }
}

fn mistral() -> Case {
    let mut call = chat_call("abc123XYZ");
    call["index"] = json!(0);
    let mut object = call.clone();
    object["function"]["arguments"] = arguments();
    let result = |content: &str| json!([{ "role": "tool", "tool_call_id": "abc123XYZ", "name": "update_lead_status", "content": content }]);
    Case {
        provider: Provider::Mistral,
        id: Some("abc123XYZ"),
        call: json!({ "role": "assistant", "content": "", "tool_calls": [call] }),
        also: vec![json!({ "role": "assistant", "content": "", "tool_calls": [object] })],
        result: result("{\"ok\":true}"),
        error: result("it failed"),
    }
}

fn cohere() -> Case {
    let message = json!({ "role": "assistant", "tool_plan": "I will update the lead.", "tool_calls": [chat_call("update_lead_status_x1")] });
    Case {
        provider: Provider::Cohere,
        id: Some("update_lead_status_x1"),
        also: vec![json!({ "id": "x", "finish_reason": "TOOL_CALL", "message": message })],
        call: message,
        result: json!([{ "role": "tool", "tool_call_id": "update_lead_status_x1", "content": [{ "type": "document", "document": { "data": { "ok": true } } }] }]),
        error: json!([{ "role": "tool", "tool_call_id": "update_lead_status_x1", "content": "it failed" }]),
    }
}

fn ollama() -> Case {
    let message = json!({ "role": "assistant", "content": "", "tool_calls": [{ "function": { "name": "update_lead_status", "arguments": arguments() } }] });
    Case {
        provider: Provider::Ollama,
        id: None,
        also: vec![json!({ "model": "m", "done": true, "message": message })],
        call: message,
        result: json!([{ "role": "tool", "tool_name": "update_lead_status", "content": "{\"ok\":true}" }]),
        error: json!([{ "role": "tool", "tool_name": "update_lead_status", "content": "it failed" }]),
    }
}

fn vercel() -> Case {
    let part = json!({ "type": "tool-call", "toolCallId": "call_1", "toolName": "update_lead_status", "input": TEXT });
    let result = |output: Value| json!([{ "role": "tool", "content": [{ "type": "tool-result", "toolCallId": "call_1", "toolName": "update_lead_status", "output": output }] }]);
    Case {
        provider: Provider::VercelAiSdk,
        id: Some("call_1"),
        also: vec![
            json!({ "content": [{ "type": "text", "text": "Yes." }, part], "finishReason": "tool-calls" }),
            json!({ "toolCalls": [{ "toolCallId": "call_1", "toolName": "update_lead_status", "input": arguments() }] }),
            json!([part]),
        ],
        call: part,
        result: result(json!({ "type": "json", "value": { "ok": true } })),
        error: result(json!({ "type": "error-text", "value": "it failed" })),
    }
}

fn mcp(provider: Provider) -> Case {
    let params = json!({ "name": "update_lead_status", "arguments": arguments() });
    let mut result = json!([{ "content": [{ "type": "text", "text": "{\"ok\":true}" }], "structuredContent": { "ok": true }, "isError": false }]);
    let mut error = json!([{ "content": [{ "type": "text", "text": "it failed" }], "isError": true }]);
    if provider == Provider::Mcp {
        result[0]["resultType"] = json!("complete");
        error[0]["resultType"] = json!("complete");
    }
    let call = json!({ "method": "tools/call", "params": params });
    Case { provider, id: None, also: vec![params, json!([call])], call, result, error }
}

fn cases() -> Vec<Case> {
    let mut cases = vec![
        openai_responses(),
        openai_realtime(),
        anthropic(),
        gemini_live(),
        bedrock(),
        mistral(),
        cohere(),
        ollama(),
        vercel(),
    ];
    use Provider::{AzureOpenAi, DeepSeek, Groq, LocalGrammar, OpenAiChat, OpenRouter, Xai};
    cases.extend([OpenAiChat, AzureOpenAi, Groq, LocalGrammar, Xai, DeepSeek, OpenRouter].map(chat));
    cases.extend([Provider::Gemini, Provider::VertexAi].map(gemini));
    cases.extend([Provider::Mcp, Provider::Mcp20251125, Provider::Mcp20250618].map(mcp));
    cases
}

#[test]
fn every_provider_has_a_case() {
    let mut named: Vec<_> = cases().iter().map(|case| case.provider).collect();
    named.sort();
    assert_eq!(named, Provider::ALL);
}

/// What a reader passes over for a reason is no call in the wrong shape.
#[test]
fn calls_that_are_not_the_applications() {
    let call = json!({ "id": "c", "type": "function", "function": { "name": "a", "arguments": "{}" } });
    let message =
        |calls: Value| json!({ "message": { "role": "assistant", "content": "x", "tool_calls": calls } });
    let two = json!({ "choices": [message(json!([])), message(json!([call]))] });
    let searched = json!({ "content": [
        { "type": "tool-call", "toolCallId": "c", "toolName": "web_search", "input": {}, "providerExecuted": true },
        { "type": "text", "text": "x" },
    ] });
    // A kind of message that did not exist when this was written.
    let heard = json!({ "inputTranscriptionStarted": { "at": 1 } });
    for (provider, reply) in
        [(Provider::OpenAiChat, two), (Provider::VercelAiSdk, searched), (Provider::GeminiLive, heard)]
    {
        assert_eq!(provider.calls(&reply), Ok(Vec::new()), "{provider}");
    }
    let live = json!({ "candidates": [{ "content": { "parts": [{ "functionCall": { "name": "a" } }] } }] });
    for reply in [live, json!({ "functionCalls": [{ "name": "a" }] })] {
        assert!(Provider::GeminiLive.calls(&reply).is_err(), "{reply}");
    }
}

#[test]
fn calls_are_found_at_every_level() {
    for case in cases() {
        for reply in std::iter::once(&case.call).chain(&case.also) {
            let calls = case.provider.calls(reply).unwrap();
            let [call] = calls.as_slice() else { panic!("{}: {calls:?} in {reply}", case.provider) };
            assert_eq!(call.id.as_deref(), case.id, "{}", case.provider);
            assert_eq!(call.name, "update_lead_status", "{}", case.provider);
            let read = match &call.arguments {
                Value::String(text) => serde_json::from_str(text).unwrap(),
                object => object.clone(),
            };
            assert_eq!(read, arguments(), "{}", case.provider);
        }
    }
}

#[test]
fn results_have_the_providers_shape() {
    for case in cases() {
        let call = case.provider.calls(&case.call).unwrap().remove(0);
        let of = |outcome: Outcome| Value::Array(case.provider.results(&[(call.clone(), outcome)]));
        assert_eq!(of(Outcome::success("{\"ok\":true}")), case.result, "{}", case.provider);
        assert_eq!(of(Outcome::error("it failed")), case.error, "{}", case.provider);
        // Text that is no JSON arrives as it is.
        assert!(of(Outcome::success("sunny, 20°")).to_string().contains("sunny, 20°"), "{}", case.provider);
        assert_eq!(case.provider.results(&[]), Vec::<Value>::new());
    }
}

/// How many messages two results make: one for those that want a turn's results together.
#[test]
fn results_of_one_turn() {
    use Provider as P;
    for provider in P::ALL {
        let answered: Vec<_> = ["a", "b"]
            .map(|name| (Call::new(Some(format!("id_{name}")), name, Value::Null), Outcome::success(name)))
            .into();
        let messages = provider.results(&answered);
        let expected = match provider {
            P::Anthropic | P::Bedrock | P::Gemini | P::VertexAi | P::GeminiLive | P::VercelAiSdk => 1,
            P::OpenAiRealtime => 3,
            _ => 2,
        };
        assert_eq!(messages.len(), expected, "{provider}");
    }
}

#[test]
fn replies_without_calls_are_empty() {
    use Provider as P;
    let message = json!({ "role": "assistant", "content": "Hello" });
    let none = [
        (P::OpenAiChat, message.clone()),
        (
            P::OpenAiChat,
            json!({ "choices": [{ "message": { "role": "assistant", "content": "Hello", "tool_calls": null } }] }),
        ),
        (
            P::OpenAiChat,
            json!({ "role": "assistant", "tool_calls": [{ "id": "c", "type": "custom", "custom": { "name": "x", "input": "y" } }] }),
        ),
        (
            P::OpenAiResponses,
            json!({ "output": [{ "type": "message", "role": "assistant", "content": [] }] }),
        ),
        (P::OpenAiRealtime, json!({ "type": "response.audio.delta" })),
        // The same call was in `response.function_call_arguments.done`: it must not run twice.
        (
            P::OpenAiRealtime,
            json!({ "type": "response.done", "response": { "output": [{ "type": "function_call", "call_id": "c", "name": "n", "arguments": "{}" }] } }),
        ),
        (
            P::OpenAiRealtime,
            json!({ "type": "response.output_item.done", "item": { "type": "function_call", "call_id": "c", "name": "n", "arguments": "{}" } }),
        ),
        (P::Anthropic, message.clone()),
        (
            P::Anthropic,
            json!({ "role": "assistant", "content": [{ "type": "server_tool_use", "id": "s", "name": "web_search", "input": {} }] }),
        ),
        (
            P::Gemini,
            json!({ "candidates": [{ "content": { "role": "model", "parts": [{ "text": "Hello" }] } }] }),
        ),
        (P::Gemini, json!({ "candidates": [{ "content": {}, "finishReason": "STOP" }] })),
        (P::Gemini, json!({ "candidates": [{ "finishReason": "STOP" }], "promptFeedback": {} })),
        (P::GeminiLive, json!({ "serverContent": { "turnComplete": true } })),
        (
            P::Bedrock,
            json!({ "output": { "message": { "role": "assistant", "content": [{ "text": "Hello" }] } } }),
        ),
        (P::Cohere, json!({ "message": message })),
        (P::Ollama, json!({ "message": message })),
        (P::VercelAiSdk, json!({ "text": "Hello", "toolCalls": [] })),
        (P::Mcp, json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/list" })),
    ];
    for (provider, reply) in none {
        assert_eq!(provider.calls(&reply), Ok(Vec::new()), "{provider}: {reply}");
    }
}

#[test]
fn what_is_no_reply_is_an_error_that_says_what_was_expected() {
    for provider in Provider::ALL {
        for reply in [json!(null), json!("hello"), json!(7), json!({})] {
            let error = provider.calls(&reply).expect_err(&format!("{provider}: {reply}"));
            let text = error.to_string();
            assert!(text.starts_with(&format!("this is no reply of `{provider}`: expected ")), "{text}");
            assert_eq!((error.provider(), error.kind()), (*provider, ReplyErrorKind::Shape));
        }
    }
    let error = Provider::OpenAiChat.calls(&json!({ "candidates": [] })).unwrap_err();
    assert_eq!(
        error.to_string(),
        "this is no reply of `openai-chat`: expected a response body, an assistant message, or its `tool_calls`, found an object with `candidates`"
    );
    let error = Provider::Anthropic.calls(&json!([{ "type": "tool_use", "id": "x" }])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "this is no reply of `anthropic`: expected a call with a `name`, found an object with `id`, `type`"
    );
}

/// Calls that are asked for at the wrong provider must not vanish.
#[test]
fn a_reply_of_another_provider_is_never_passed_over() {
    use Provider as P;
    let mine = [P::OpenAiChat, P::OpenAiResponses, P::Anthropic, P::Gemini, P::Bedrock];
    for case in cases().into_iter().filter(|case| mine.contains(&case.provider)) {
        for other in mine.iter().filter(|other| **other != case.provider) {
            for reply in std::iter::once(&case.call).chain(&case.also) {
                assert!(other.calls(reply).is_err(), "{} read as {other}: {reply}", case.provider);
            }
        }
    }
}

#[test]
fn missing_arguments_are_left_to_the_schema() {
    let part = json!([{ "functionCall": { "name": "list_orders" } }]);
    let calls = Provider::Gemini.calls(&part).unwrap();
    assert_eq!(calls, [Call::new(None, "list_orders", Value::Null)]);
    let results = Provider::Gemini.results(&[(calls[0].clone(), Outcome::success("[]"))]);
    let response = json!({ "name": "list_orders", "response": { "output": [] } });
    assert_eq!(results, [json!({ "role": "user", "parts": [{ "functionResponse": response }] })]);
}

#[test]
fn lists_are_no_objects_where_an_object_is_wanted() {
    let call = Call::new(Some("c".to_owned()), "n", Value::Null);
    let of = |provider: Provider| provider.results(&[(call.clone(), Outcome::success("[1]"))]).remove(0);
    assert_eq!(of(Provider::Bedrock)["content"][0]["toolResult"]["content"], json!([{ "text": "[1]" }]));
    assert_eq!(of(Provider::Cohere)["content"], json!("[1]"));
    assert_eq!(of(Provider::Mcp)["structuredContent"], json!([1]));
    assert_eq!(of(Provider::Mcp20250618).get("structuredContent"), None);
}
