//! Every provider's stream makes the reply that it would have sent in one piece.

use serde_json::{Value, json};

use super::assembled;
use crate::{Call, Provider, ReplyErrorKind, ReplyStream};

/// What was streamed is the reply of one piece, and its calls are found.
fn holds(provider: Provider, events: &[Value], reply: Value, calls: &[(&str, &str, Value)]) {
    let found = assembled(provider, events);
    assert_eq!(found, reply, "{provider}");
    let calls: Vec<_> = calls
        .iter()
        .map(|(id, name, arguments)| {
            Call::new((!id.is_empty()).then(|| (*id).to_owned()), *name, arguments.clone())
        })
        .collect();
    assert_eq!(provider.calls(&found), Ok(calls), "{provider}");
}

fn delta(delta: Value) -> Value {
    json!({ "object": "chat.completion.chunk", "choices": [{ "index": 0, "delta": delta, "finish_reason": null }] })
}

#[test]
fn openai_chat() {
    let events = [
        delta(json!({ "role": "assistant", "content": null })),
        delta(
            json!({ "tool_calls": [{ "index": 0, "id": "c1", "type": "function", "function": { "name": "a", "arguments": "" } }] }),
        ),
        delta(json!({ "tool_calls": [{ "index": 0, "function": { "arguments": "{\"x\":" } }] })),
        delta(
            json!({ "tool_calls": [{ "index": 1, "id": "c2", "type": "function", "function": { "name": "b", "arguments": "{}" } }] }),
        ),
        delta(json!({ "tool_calls": [{ "index": 0, "function": { "arguments": "1}" } }] })),
        json!({ "choices": [{ "index": 0, "delta": {}, "finish_reason": "tool_calls" }] }),
        json!({ "choices": [], "usage": { "total_tokens": 9 } }),
        json!("[DONE]"),
    ];
    let calls = json!([
        { "id": "c1", "type": "function", "function": { "name": "a", "arguments": "{\"x\":1}" } },
        { "id": "c2", "type": "function", "function": { "name": "b", "arguments": "{}" } },
    ]);
    let message = json!({ "role": "assistant", "content": null, "tool_calls": calls });
    let reply = json!({ "object": "chat.completion", "choices": [{ "index": 0, "message": message, "finish_reason": "tool_calls" }] });
    holds(Provider::OpenAiChat, &events, reply, &[("c1", "a", json!("{\"x\":1}")), ("c2", "b", json!("{}"))]);
}

#[test]
fn chat_as_others_speak_it() {
    // Reasoning that must be sent back, and every call numbered 0.
    let events = [
        delta(json!({ "role": "assistant", "reasoning_content": "Let me " })),
        delta(json!({ "role": null, "reasoning_content": "see.", "content": "" })),
        delta(json!({ "role": "" })),
        delta(
            json!({ "tool_calls": [{ "index": 0, "id": "c1", "function": { "name": "a", "arguments": "{}" } }] }),
        ),
        delta(
            json!({ "tool_calls": [{ "index": 0, "id": "c2", "function": { "name": "a", "arguments": "{" } }] }),
        ),
        delta(
            json!({ "tool_calls": [{ "index": 0, "id": "", "function": { "name": null, "arguments": "}" } }] }),
        ),
    ];
    let reply = assembled(Provider::DeepSeek, &events);
    assert_eq!(reply["choices"][0]["message"]["role"], json!("assistant"));
    assert_eq!(reply["choices"][0]["message"]["reasoning_content"], json!("Let me see."));
    let calls = Provider::DeepSeek.calls(&reply).unwrap();
    assert_eq!(
        calls,
        [Call::new(Some("c1".into()), "a", json!("{}")), Call::new(Some("c2".into()), "a", json!("{}")),]
    );
    // Whole calls without any index.
    let events = [delta(json!({ "tool_calls": [
        { "id": "abc123XYZ", "function": { "name": "a", "arguments": { "x": 1 } } },
        { "id": "abc123XYA", "function": { "name": "b", "arguments": "{}" } },
    ] }))];
    let calls = Provider::Mistral.calls(&assembled(Provider::Mistral, &events)).unwrap();
    assert_eq!(calls.len(), 2);
    assert_eq!(calls[0].arguments, json!({ "x": 1 }));
}

#[test]
fn responses() {
    let item = |arguments: &str| json!({ "type": "function_call", "id": "fc", "call_id": "c1", "name": "a", "arguments": arguments });
    let text = json!({ "type": "message", "role": "assistant", "content": [] });
    let start = [
        json!({ "type": "response.created", "response": {} }),
        json!({ "type": "response.output_item.added", "output_index": 1, "item": item("") }),
        json!({ "type": "response.output_item.done", "output_index": 0, "item": text }),
        json!({ "type": "response.function_call_arguments.delta", "output_index": 1, "delta": "{\"x\"" }),
        json!({ "type": "response.function_call_arguments.delta", "output_index": 1, "delta": ":1}" }),
    ];
    let expected = json!({ "object": "response", "output": [text, item("{\"x\":1}")] });
    let call = [("c1", "a", json!("{\"x\":1}"))];
    holds(Provider::OpenAiResponses, &start, expected.clone(), &call);
    let mut events = start.to_vec();
    events.push(json!({ "type": "response.function_call_arguments.done", "output_index": 1, "arguments": "{\"x\":1}" }));
    events.push(json!({ "type": "response.output_item.done", "output_index": 1, "item": item("{\"x\":1}") }));
    events.push(json!({ "type": "response.completed", "response": { "object": "response", "output": [] } }));
    holds(Provider::OpenAiResponses, &events, expected, &call);
    let whole = json!({ "id": "r", "output": [item("{}")] });
    events.push(json!({ "type": "response.completed", "response": whole }));
    holds(Provider::OpenAiResponses, &events, whole, &[("c1", "a", json!("{}"))]);
}

#[test]
fn anthropic() {
    let delta =
        |index: u32, delta: Value| json!({ "type": "content_block_delta", "index": index, "delta": delta });
    let start = |index: u32, block: Value| json!({ "type": "content_block_start", "index": index, "content_block": block });
    let events = [
        json!({ "type": "message_start", "message": { "id": "m", "type": "message", "role": "assistant", "content": [], "stop_reason": null } }),
        start(0, json!({ "type": "thinking", "thinking": "", "signature": "" })),
        delta(0, json!({ "type": "thinking_delta", "thinking": "Hm." })),
        delta(0, json!({ "type": "signature_delta", "signature": "c2ln" })),
        json!({ "type": "ping" }),
        start(1, json!({ "type": "tool_use", "id": "t1", "name": "a", "input": {} })),
        delta(1, json!({ "type": "input_json_delta", "partial_json": "" })),
        delta(1, json!({ "type": "input_json_delta", "partial_json": "{\"x\": " })),
        delta(1, json!({ "type": "input_json_delta", "partial_json": "1}" })),
        json!({ "type": "content_block_stop", "index": 1 }),
        start(2, json!({ "type": "tool_use", "id": "t2", "name": "b", "input": {} })),
        delta(2, json!({ "type": "input_json_delta", "partial_json": "" })),
        json!({ "type": "message_delta", "delta": { "stop_reason": "tool_use" }, "usage": { "output_tokens": 3 } }),
        json!({ "type": "message_stop" }),
    ];
    let content = json!([
        { "type": "thinking", "thinking": "Hm.", "signature": "c2ln" },
        { "type": "tool_use", "id": "t1", "name": "a", "input": { "x": 1 } },
        { "type": "tool_use", "id": "t2", "name": "b", "input": {} },
    ]);
    let reply = json!({ "id": "m", "type": "message", "role": "assistant", "content": content, "stop_reason": "tool_use" });
    holds(Provider::Anthropic, &events, reply, &[("t1", "a", json!({ "x": 1 })), ("t2", "b", json!({}))]);
    // Cut off in the middle: half a call is not run.
    let error = Provider::Anthropic.calls(&assembled(Provider::Anthropic, &events[..8])).unwrap_err();
    assert_eq!((error.kind(), error.message()), (ReplyErrorKind::UnfinishedCall, Some("a")));
}

#[test]
fn gemini() {
    let chunk = |parts: Value| json!({ "candidates": [{ "content": { "role": "model", "parts": parts } }] });
    let call = json!({ "functionCall": { "name": "a", "args": { "x": 1 } }, "thoughtSignature": "c2ln" });
    let events = [
        chunk(json!([{ "text": "I think", "thought": true }])),
        chunk(json!([{ "text": " so.", "thought": true }])),
        chunk(json!([{ "text": "One " }])),
        chunk(json!([{ "text": "moment." }])),
        chunk(json!([call])),
        json!({ "candidates": [{ "finishReason": "STOP" }], "usageMetadata": {} }),
        json!({ "usageMetadata": {} }),
    ];
    let parts = json!([{ "text": "I think so.", "thought": true }, { "text": "One moment." }, call]);
    let reply =
        json!({ "candidates": [{ "content": { "role": "model", "parts": parts }, "finishReason": "STOP" }] });
    holds(Provider::Gemini, &events, reply, &[("", "a", json!({ "x": 1 }))]);
    let pieces = chunk(json!([{ "functionCall": { "name": "a", "willContinue": true } }]));
    let error = ReplyStream::new(Provider::VertexAi).push(&pieces).unwrap_err();
    assert!(error.to_string().contains("streamFunctionCallArguments"), "{error}");
}

#[test]
fn bedrock() {
    let events = [
        json!({ "messageStart": { "role": "assistant" } }),
        json!({ "contentBlockDelta": { "contentBlockIndex": 0, "delta": { "text": "One " } } }),
        json!({ "contentBlockDelta": { "contentBlockIndex": 0, "delta": { "text": "moment." } } }),
        json!({ "contentBlockStart": { "contentBlockIndex": 1, "start": { "toolUse": { "toolUseId": "t1", "name": "a" } } } }),
        json!({ "contentBlockDelta": { "contentBlockIndex": 1, "delta": { "toolUse": { "input": "{\"x\":" } } } }),
        json!({ "contentBlockDelta": { "contentBlockIndex": 1, "delta": { "toolUse": { "input": "1}" } } } }),
        json!({ "contentBlockStop": { "contentBlockIndex": 1 } }),
        json!({ "messageStop": { "stopReason": "tool_use" } }),
        json!({ "metadata": {} }),
    ];
    let content = json!([{ "text": "One moment." }, { "toolUse": { "toolUseId": "t1", "name": "a", "input": { "x": 1 } } }]);
    let reply = json!({ "output": { "message": { "role": "assistant", "content": content } }, "stopReason": "tool_use" });
    holds(Provider::Bedrock, &events, reply, &[("t1", "a", json!({ "x": 1 }))]);
}

#[test]
fn cohere_and_ollama() {
    let events = [
        json!({ "type": "message-start", "id": "x", "delta": { "message": { "role": "assistant" } } }),
        json!({ "type": "tool-plan-delta", "delta": { "message": { "tool_plan": "I will " } } }),
        json!({ "type": "tool-plan-delta", "delta": { "message": { "tool_plan": "look." } } }),
        json!({ "type": "tool-call-start", "index": 0, "delta": { "message": { "tool_calls": { "id": "a_1", "type": "function", "function": { "name": "a", "arguments": "" } } } } }),
        json!({ "type": "tool-call-delta", "index": 0, "delta": { "message": { "tool_calls": { "function": { "arguments": "{\"x\":1}" } } } } }),
        json!({ "type": "tool-call-end", "index": 0 }),
        json!({ "type": "message-end", "delta": { "finish_reason": "TOOL_CALL" } }),
    ];
    let calls =
        json!([{ "id": "a_1", "type": "function", "function": { "name": "a", "arguments": "{\"x\":1}" } }]);
    let message = json!({ "role": "assistant", "tool_plan": "I will look.", "tool_calls": calls });
    let reply = json!({ "message": message, "finish_reason": "TOOL_CALL" });
    holds(Provider::Cohere, &events, reply, &[("a_1", "a", json!("{\"x\":1}"))]);
    let call = |name: &str| json!([{ "function": { "name": name, "arguments": { "x": 1 } } }]);
    let events = [
        json!({ "message": { "role": "assistant", "content": "One " }, "done": false }),
        json!({ "message": { "role": "assistant", "content": "moment.", "tool_calls": call("a") }, "done": false }),
        json!({ "message": { "role": "assistant", "content": "", "tool_calls": call("b") }, "done": true }),
    ];
    let calls = [call("a")[0].clone(), call("b")[0].clone()];
    let message = json!({ "role": "assistant", "content": "One moment.", "tool_calls": calls });
    let reply = json!({ "message": message, "done": true });
    holds(Provider::Ollama, &events, reply, &[("", "a", json!({ "x": 1 })), ("", "b", json!({ "x": 1 }))]);
}

#[test]
fn events_that_carry_whole_calls() {
    let done = |id: &str| json!({ "type": "response.function_call_arguments.done", "item_id": "i", "call_id": id, "name": "a", "arguments": "{}" });
    let events =
        [json!({ "type": "response.created" }), done("c1"), done("c2"), json!({ "type": "response.done" })];
    let calls = Provider::OpenAiRealtime.calls(&assembled(Provider::OpenAiRealtime, &events)).unwrap();
    assert_eq!(calls.len(), 2);
    let call = |id: &str| json!({ "toolCall": { "functionCalls": [{ "id": id, "name": "a", "args": {} }] } });
    let events = [call("f1"), json!({ "serverContent": {} }), call("f2")];
    let reply = assembled(Provider::GeminiLive, &events);
    assert_eq!(Provider::GeminiLive.calls(&reply).unwrap().len(), 2);
    let part = json!({ "type": "tool-call", "toolCallId": "c", "toolName": "a", "input": "{}" });
    let events = [json!({ "type": "tool-input-delta", "id": "c", "delta": "{" }), part];
    assert_eq!(Provider::VercelAiSdk.calls(&assembled(Provider::VercelAiSdk, &events)).unwrap().len(), 1);
}

#[test]
fn an_empty_stream_has_no_calls_and_foreign_events_are_errors() {
    for provider in Provider::ALL {
        assert_eq!(provider.calls(&assembled(*provider, &[])), Ok(Vec::new()), "{provider}");
        let mut stream = ReplyStream::new(*provider);
        assert!(stream.push(&json!(["x"])).is_err(), "{provider}");
        assert!(stream.push(&json!({ "error": { "message": "overloaded" } })).is_err(), "{provider}");
        if !matches!(provider, Provider::Bedrock | Provider::VercelAiSdk) {
            assert!(stream.push(&json!({ "hello": 1 })).is_err(), "{provider}");
        }
    }
}
