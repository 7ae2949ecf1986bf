//! What servers do beside their protocol: repeated indices, missing and changing ids, calls spread and cut.

use serde_json::{Value, json};

use super::{assembled, expect, unfinished};
use crate::{Provider, ReplyErrorKind, ReplyStream};

fn chunk(fragment: Value) -> Value {
    choice(0, json!({ "tool_calls": [fragment] }))
}

fn choice(index: u32, delta: Value) -> Value {
    json!({ "choices": [{ "index": index, "delta": delta, "finish_reason": null }] })
}

fn ended(reason: &str) -> Value {
    json!({ "choices": [{ "index": 0, "delta": {}, "finish_reason": reason }] })
}

#[test]
fn one_index_for_all_calls() {
    // A new id begins a call; what has no id goes on.
    let events = [
        chunk(json!({ "index": 0, "id": "c1", "function": { "name": "find", "arguments": "{\"q\":" } })),
        chunk(json!({ "index": 0, "function": { "arguments": "\"a\"}" } })),
        chunk(
            json!({ "index": 0, "id": "c2", "function": { "name": "find", "arguments": "{\"q\":\"b\"}" } }),
        ),
        chunk(json!({ "index": 0, "id": "c3", "function": { "name": "open", "arguments": "{}" } })),
        ended("tool_calls"),
    ];
    expect(
        Provider::OpenAiChat,
        &events,
        &[("c1", "find", "{\"q\":\"a\"}"), ("c2", "find", "{\"q\":\"b\"}"), ("c3", "open", "{}")],
    );
    // Without ids the name tells, and that nothing is missing of the call before.
    let events = [
        chunk(json!({ "index": 0, "function": { "name": "find", "arguments": "{\"q\":\"a\"}" } })),
        chunk(json!({ "index": 0, "function": { "name": "find", "arguments": "{\"q\":" } })),
        chunk(json!({ "index": 0, "function": { "name": "find", "arguments": "\"b\"}" } })),
        chunk(json!({ "index": 0, "function": { "name": "open", "arguments": "{}" } })),
    ];
    expect(
        Provider::OpenAiChat,
        &events,
        &[("", "find", "{\"q\":\"a\"}"), ("", "find", "{\"q\":\"b\"}"), ("", "open", "{}")],
    );
    // Fragments of two calls in turn, told apart by their ids alone.
    let part = |id: &str, text: &str| {
        chunk(json!({ "index": 0, "id": id, "function": { "name": "find", "arguments": text } }))
    };
    let events = [
        part("c1", ""),
        part("c2", ""),
        part("c1", "{\"q\":"),
        part("c2", "{\"q\":"),
        part("c1", "1}"),
        part("c2", "2}"),
    ];
    expect(Provider::Groq, &events, &[("c1", "find", "{\"q\":1}"), ("c2", "find", "{\"q\":2}")]);
}

#[test]
fn a_new_id_on_each_fragment() {
    for name in [json!(null), json!(""), json!("find")] {
        let more = |id: &str, text: &str| {
            chunk(json!({ "index": 0, "id": id, "function": { "name": name, "arguments": text } }))
        };
        let first = chunk(json!({ "index": 0, "id": "x1", "function": { "name": "find", "arguments": "" } }));
        let second =
            chunk(json!({ "index": 1, "id": "y1", "function": { "name": "open", "arguments": "{}" } }));
        let events = [
            first,
            more("x2", "{\"q\":"),
            more("x3", "{\"a\":1}"),
            second,
            more("x4", "}"),
            ended("tool_calls"),
        ];
        expect(Provider::OpenAiChat, &events, &[("x1", "find", "{\"q\":{\"a\":1}}"), ("y1", "open", "{}")]);
    }
    // One call in two fragments, or two of which the first has no arguments: nobody can say.
    let named = |id: &str, text: &str| {
        chunk(json!({ "index": 0, "id": id, "function": { "name": "find", "arguments": text } }))
    };
    unfinished(Provider::OpenAiChat, &[named("x1", ""), named("x2", "{}"), ended("tool_calls")]);
    // Where an id comes again it is the id of a call.
    let events = [named("x1", ""), named("x2", "{}"), named("x1", "{}"), ended("tool_calls")];
    expect(Provider::OpenAiChat, &events, &[("x1", "find", "{}"), ("x2", "find", "{}")]);
    // A last fragment that says nothing is no call.
    let events = [
        chunk(json!({ "index": 0, "id": "x1", "function": { "name": "find", "arguments": "{}" } })),
        chunk(json!({ "index": 0, "id": "x2", "function": { "arguments": "" } })),
    ];
    expect(Provider::OpenAiChat, &events, &[("x1", "find", "{}")]);
}

#[test]
fn one_id_for_all_calls() {
    let events = [
        chunk(json!({ "index": 0, "id": "call", "function": { "name": "find", "arguments": "{\"q\":1}" } })),
        chunk(json!({ "index": 1, "id": "call", "function": { "name": "find", "arguments": "{\"q\":2}" } })),
        chunk(json!({ "index": 1, "id": "call", "function": { "name": "open", "arguments": "{}" } })),
    ];
    expect(
        Provider::OpenAiChat,
        &events,
        &[("call", "find", "{\"q\":1}"), ("call", "find", "{\"q\":2}"), ("call", "open", "{}")],
    );
    // The same once more is the same.
    let twice = [events[0].clone(), events[0].clone()];
    expect(Provider::OpenAiChat, &twice, &[("call", "find", "{\"q\":1}")]);
}

#[test]
fn calls_in_several_choices() {
    let call = |id: &str| json!({ "tool_calls": [{ "index": 0, "id": id, "function": { "name": "find", "arguments": "{}" } }] });
    let events =
        [choice(0, json!({ "content": "One moment." })), choice(1, call("t1")), choice(2, call("t2"))];
    let all: Vec<Value> = events.iter().cloned().chain([ended("tool_calls")]).collect();
    expect(Provider::OpenAiChat, &all, &[("t1", "find", "{}"), ("t2", "find", "{}")]);
    // The turn that is sent back has them.
    let reply = assembled(Provider::OpenAiChat, &all);
    assert_eq!(reply["choices"].as_array().map(Vec::len), Some(1));
    assert_eq!(reply["choices"][0]["message"]["content"], "One moment.");
    assert_eq!(reply["choices"][0]["message"]["tool_calls"][1]["id"], "t2");
    // Cut off before the first choice says how it ended.
    unfinished(Provider::OpenAiChat, &events);
    // Other answers to the same question are not mixed in.
    let other: Vec<Value> = events.iter().cloned().chain([ended("stop")]).collect();
    expect(Provider::OpenAiChat, &other, &[]);
}

#[test]
fn a_fragment_without_a_name_stops_no_other() {
    let ghost = json!({ "index": 0, "id": "", "type": "", "function": { "name": "", "arguments": "" } });
    let sound = json!({ "index": 1, "id": "t1", "type": "function", "function": { "name": "find", "arguments": "{}" } });
    let events = [choice(0, json!({ "tool_calls": [ghost, sound] }))];
    expect(Provider::OpenAiChat, &events, &[("", "", ""), ("t1", "find", "{}")]);
    // A new id, no name, and nothing missing of the call before: not that call's arguments.
    let events = [
        chunk(json!({ "index": 0, "id": "t1", "function": { "name": "find", "arguments": "{\"q\":1}" } })),
        chunk(json!({ "index": 0, "id": "t2", "function": { "arguments": "{\"q\":2}" } })),
    ];
    expect(Provider::OpenAiChat, &events, &[("t1", "find", "{\"q\":1}"), ("t2", "", "{\"q\":2}")]);
}

#[test]
fn half_a_call_is_an_error() {
    let begun = chunk(json!({ "index": 0, "id": "c1", "function": { "name": "find", "arguments": "" } }));
    let more = chunk(json!({ "index": 0, "function": { "arguments": "{\"q\":" } }));
    unfinished(Provider::OpenAiChat, std::slice::from_ref(&begun));
    unfinished(Provider::OpenAiChat, &[begun.clone(), more.clone()]);
    // Where the stream has ended, a call without arguments has none, and what is wrong is told to the model.
    for end in [ended("tool_calls"), json!("[DONE]")] {
        expect(Provider::OpenAiChat, &[begun.clone(), end.clone()], &[("c1", "find", "")]);
        expect(Provider::OpenAiChat, &[begun.clone(), more.clone(), end], &[("c1", "find", "{\"q\":")]);
    }
    let reply = assembled(Provider::OpenAiChat, &[begun, more, ended("length")]);
    let error = Provider::OpenAiChat.calls(&reply).unwrap_err();
    assert_eq!(error.to_string(), "the turn ended early (`length`): the model ran out of tokens");

    let start = json!({ "type": "tool-call-start", "index": 0, "delta": { "message": { "tool_calls": { "id": "a_1", "type": "function", "function": { "name": "a", "arguments": "" } } } } });
    unfinished(Provider::Cohere, &[start]);
    let start = json!({ "type": "content_block_start", "index": 0, "content_block": { "type": "tool_use", "id": "t1", "name": "a", "input": {} } });
    unfinished(Provider::Anthropic, std::slice::from_ref(&start));
    expect(
        Provider::Anthropic,
        &[start, json!({ "type": "content_block_stop", "index": 0 })],
        &[("t1", "a", "{}")],
    );
    let start = json!({ "contentBlockStart": { "contentBlockIndex": 0, "start": { "toolUse": { "toolUseId": "t1", "name": "a" } } } });
    unfinished(Provider::Bedrock, std::slice::from_ref(&start));
    expect(
        Provider::Bedrock,
        &[start, json!({ "messageStop": { "stopReason": "tool_use" } })],
        &[("t1", "a", "{}")],
    );
    let item = json!({ "type": "function_call", "id": "i1", "call_id": "c1", "name": "a", "arguments": "", "status": "in_progress" });
    unfinished(
        Provider::OpenAiResponses,
        &[json!({ "type": "response.output_item.added", "output_index": 0, "item": item })],
    );
    unfinished(
        Provider::OpenAiRealtime,
        &[json!({ "type": "response.output_item.added", "output_index": 0, "item": item })],
    );
    unfinished(Provider::VercelAiSdk, &[json!({ "type": "tool-input-start", "id": "c1", "toolName": "a" })]);
}

#[test]
fn an_error_in_a_stream_is_told() {
    for (provider, event) in [
        (Provider::Bedrock, json!({ "modelStreamErrorException": { "message": "Try again." } })),
        (
            Provider::OpenRouter,
            json!({ "choices": [{ "index": 0, "delta": {}, "finish_reason": "error", "error": { "message": "Try again." } }] }),
        ),
        (
            Provider::Cohere,
            json!({ "type": "message-end", "delta": { "finish_reason": "ERROR", "error": "Try again." } }),
        ),
        (Provider::Ollama, json!({ "error": "Try again." })),
    ] {
        let error = ReplyStream::new(provider).push(&event).unwrap_err();
        assert!(
            error.to_string().starts_with("the provider returned an error: Try again."),
            "{provider}: {error}"
        );
    }
}

#[test]
fn blocks_that_share_an_index() {
    let start = |id: &str| json!({ "type": "content_block_start", "index": 0, "content_block": { "type": "tool_use", "id": id, "name": "find", "input": {} } });
    let input = |text: &str| json!({ "type": "content_block_delta", "index": 0, "delta": { "type": "input_json_delta", "partial_json": text } });
    let stop = json!({ "type": "content_block_stop", "index": 0 });
    let events = [
        start("t1"),
        input("{\"q\":"),
        input("1}"),
        stop.clone(),
        start("t2"),
        start("t2"),
        input("{}"),
        stop,
    ];
    expect(Provider::Anthropic, &events, &[("t1", "find", "{\"q\":1}"), ("t2", "find", "{}")]);
    // Input without a block is a call without a name; it stops no other.
    let text =
        json!({ "type": "content_block_start", "index": 0, "content_block": { "type": "text", "text": "" } });
    let events = [text, input("{\"q\":9}"), start("t1"), json!({ "type": "message_stop" })];
    expect(Provider::Anthropic, &events, &[("", "", "{\"q\":9}"), ("t1", "find", "{}")]);
    let start = |id: &str| json!({ "contentBlockStart": { "contentBlockIndex": 0, "start": { "toolUse": { "toolUseId": id, "name": "find" } } } });
    let delta = |delta: Value| json!({ "contentBlockDelta": { "contentBlockIndex": 0, "delta": delta } });
    let events = [
        delta(json!({ "text": "One moment." })),
        start("t1"),
        delta(json!({ "toolUse": { "input": "{}" } })),
        json!({ "contentBlockStop": { "contentBlockIndex": 0 } }),
        start("t2"),
        delta(json!({ "toolUse": { "input": "{\"q\":2}" } })),
    ];
    expect(Provider::Bedrock, &events, &[("t1", "find", "{}"), ("t2", "find", "{\"q\":2}")]);
}

#[test]
fn gemini_says_why_there_is_no_call() {
    let chunk = |candidate: Value| json!({ "candidates": [candidate] });
    let call = json!({ "content": { "role": "model", "parts": [{ "functionCall": { "name": "find", "args": {} } }] } });
    let end = json!({ "finishReason": "MALFORMED_FUNCTION_CALL", "finishMessage": "no", "content": {} });
    let error =
        Provider::Gemini.calls(&assembled(Provider::Gemini, &[chunk(call.clone()), chunk(end)])).unwrap_err();
    assert_eq!((error.kind(), error.message()), (ReplyErrorKind::MalformedCall, Some("no")));
    let blocked = json!({ "promptFeedback": { "blockReason": "SAFETY" } });
    let error = Provider::Gemini.calls(&assembled(Provider::Gemini, &[blocked])).unwrap_err();
    assert_eq!(error.kind(), ReplyErrorKind::ContentFilter);
    // Of several candidates the first counts, by its index.
    let other = |index: u32| json!({ "index": index, "content": { "parts": [{ "functionCall": { "name": "other" } }] } });
    expect(Provider::Gemini, &[chunk(other(1)), chunk(call)], &[("", "find", "{}")]);
}

#[test]
fn several_requests_are_several_calls() {
    let request = |id: u32| json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": { "name": "find", "arguments": {} } });
    let ping = json!({ "jsonrpc": "2.0", "id": 9, "method": "ping" });
    expect(Provider::Mcp, &[request(1), ping, request(2)], &[("1", "find", "{}"), ("2", "find", "{}")]);
    let call =
        |id: &str| json!({ "toolCall": { "functionCalls": [{ "id": id, "name": "find", "args": {} }] } });
    let cancelled = json!({ "toolCallCancellation": { "ids": ["f1"] } });
    expect(Provider::GeminiLive, &[call("f1"), call("f2"), cancelled], &[("f2", "find", "{}")]);
}

#[test]
fn a_call_that_comes_twice_runs_once() {
    let arguments_done = json!({ "type": "response.function_call_arguments.done", "item_id": "i", "call_id": "c1", "name": "find", "arguments": "{}" });
    expect(Provider::OpenAiRealtime, &[arguments_done.clone(), arguments_done], &[("c1", "find", "{}")]);
    let part = json!({ "candidates": [{ "content": { "parts": [{ "functionCall": { "id": "f1", "name": "find", "args": {} } }] } }] });
    expect(Provider::Gemini, &[part.clone(), part], &[("f1", "find", "{}")]);
}
