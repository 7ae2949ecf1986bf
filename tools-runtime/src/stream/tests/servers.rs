//! What servers do beside their protocol: repeated indices, missing and changing ids, calls spread and cut.

use serde_json::{Value, json};

use super::assembled;
use crate::{Call, Provider, ReplyErrorKind, ReplyStream};

/// The calls of a stream, as id, name and arguments.
fn calls(provider: Provider, events: &[Value]) -> Vec<(String, String, String)> {
    let reply = assembled(provider, events);
    let calls = provider.calls(&reply).unwrap_or_else(|error| panic!("{error}: {reply}"));
    let shown = |arguments: Value| arguments.as_str().map_or_else(|| arguments.to_string(), str::to_owned);
    calls.into_iter().map(|call| (call.id.unwrap_or_default(), call.name, shown(call.arguments))).collect()
}

fn expect(provider: Provider, events: &[Value], expected: &[(&str, &str, &str)]) {
    let expected: Vec<_> =
        expected.iter().map(|(id, name, args)| ((*id).into(), (*name).into(), (*args).into())).collect();
    assert_eq!(calls(provider, events), expected, "{events:#?}");
}

fn unfinished(provider: Provider, events: &[Value]) {
    let reply = assembled(provider, events);
    let error = provider.calls(&reply).expect_err(&format!("{provider}: {reply}"));
    assert_eq!(error.kind(), ReplyErrorKind::UnfinishedCall, "{provider}: {reply}");
}

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
    unfinished(Provider::OpenAiChat, &[begun.clone()]);
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
    unfinished(Provider::Anthropic, &[start.clone()]);
    expect(
        Provider::Anthropic,
        &[start, json!({ "type": "content_block_stop", "index": 0 })],
        &[("t1", "a", "{}")],
    );
    let start = json!({ "contentBlockStart": { "contentBlockIndex": 0, "start": { "toolUse": { "toolUseId": "t1", "name": "a" } } } });
    unfinished(Provider::Bedrock, &[start.clone()]);
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

fn added(index: Option<u64>, item: Value) -> Value {
    json!({ "type": "response.output_item.added", "output_index": index, "item": item })
}

fn done(index: Option<u64>, item: Value) -> Value {
    json!({ "type": "response.output_item.done", "output_index": index, "item": item })
}

fn delta(item: Option<&str>, index: Option<u64>, text: &str) -> Value {
    json!({ "type": "response.function_call_arguments.delta", "item_id": item, "output_index": index, "delta": text })
}

fn function_call(id: &str, call_id: &str, arguments: &str) -> Value {
    json!({ "type": "function_call", "id": id, "call_id": call_id, "name": "find", "arguments": arguments, "status": "in_progress" })
}

#[test]
fn responses_items_that_share_an_index() {
    let completed =
        json!({ "type": "response.completed", "response": { "status": "completed", "output": [] } });
    let text = json!({ "type": "message", "id": "m1", "role": "assistant", "content": [] });
    // A text behind a call, and two calls.
    let call = [
        added(Some(0), function_call("i1", "c1", "")),
        delta(Some("i1"), Some(0), "{\"q\":1}"),
        done(Some(0), function_call("i1", "c1", "{\"q\":1}")),
    ];
    let behind = |items: [Value; 2]| -> Vec<Value> {
        call.iter().cloned().chain(items).chain([completed.clone()]).collect()
    };
    expect(
        Provider::OpenAiResponses,
        &behind([added(Some(0), text.clone()), done(Some(0), text)]),
        &[("c1", "find", "{\"q\":1}")],
    );
    expect(
        Provider::OpenAiResponses,
        &behind([
            added(Some(0), function_call("i2", "c2", "")),
            done(Some(0), function_call("i2", "c2", "{}")),
        ]),
        &[("c1", "find", "{\"q\":1}"), ("c2", "find", "{}")],
    );
}

#[test]
fn responses_deltas_that_name_little() {
    let two = [added(Some(1), function_call("i1", "c1", "")), added(Some(1), function_call("i2", "c2", ""))];
    let with = |deltas: &[Value]| -> Vec<Value> { two.iter().chain(deltas).cloned().collect() };
    // By item.
    expect(
        Provider::OpenAiResponses,
        &with(&[
            delta(Some("i1"), None, "{\"q\":"),
            delta(Some("i2"), None, "{}"),
            delta(Some("i1"), None, "1}"),
        ]),
        &[("c1", "find", "{\"q\":1}"), ("c2", "find", "{}")],
    );
    // By neither: that of the item which was added last. The other has none.
    unfinished(Provider::OpenAiResponses, &with(&[delta(None, None, "{}")]));
    expect(
        Provider::OpenAiResponses,
        &[two[0].clone(), delta(None, None, "{}"), two[1].clone(), delta(None, None, "{\"q\":2}")],
        &[("c1", "find", "{}"), ("c2", "find", "{\"q\":2}")],
    );
    // Before the item itself.
    expect(
        Provider::OpenAiResponses,
        &[delta(Some("i1"), Some(1), "{\"q\":"), two[0].clone(), delta(Some("i1"), Some(1), "1}")],
        &[("c1", "find", "{\"q\":1}")],
    );
    // Of an item that nobody knows, beside one that has all it needs: an error of its own.
    expect(
        Provider::OpenAiResponses,
        &[two[0].clone(), delta(Some("i1"), None, "{}"), delta(Some("i9"), None, "{\"q\":9}")],
        &[("c1", "find", "{}"), ("", "", "{\"q\":9}")],
    );
    // Of an item that nobody knows, where one lacks its arguments: some servers make up ids.
    expect(
        Provider::OpenAiResponses,
        &[two[0].clone(), delta(Some("i9"), None, "{\"q\":1}")],
        &[("c1", "find", "{\"q\":1}")],
    );
}

#[test]
fn responses_events_in_another_order() {
    let completed = |output: Value| json!({ "type": "response.completed", "response": { "status": "completed", "output": output } });
    let whole = function_call("i1", "c1", "{\"q\":1}");
    let mut whole_done = whole.clone();
    whole_done["status"] = json!("completed");
    // The end before the beginning.
    expect(
        Provider::OpenAiResponses,
        &[
            done(Some(0), whole_done.clone()),
            added(Some(0), function_call("i1", "c1", "")),
            delta(Some("i1"), Some(0), "{\"q\":1}"),
        ],
        &[("c1", "find", "{\"q\":1}")],
    );
    // What was called is called, whatever the last event has of it.
    for output in
        [json!([]), json!([{ "type": "message", "role": "assistant", "content": [] }]), json!([whole_done])]
    {
        expect(
            Provider::OpenAiResponses,
            &[done(Some(0), whole_done.clone()), completed(output)],
            &[("c1", "find", "{\"q\":1}")],
        );
    }
    // New ids at each event.
    let mut other = whole_done.clone();
    (other["id"], other["call_id"]) = (json!("i8"), json!("c8"));
    expect(
        Provider::OpenAiResponses,
        &[done(Some(0), whole_done), completed(json!([other]))],
        &[("c8", "find", "{\"q\":1}")],
    );
    // Begun, and not among those that are done.
    let events = [
        added(Some(0), function_call("i1", "c1", "")),
        delta(Some("i1"), Some(0), "{}"),
        done(
            Some(1),
            json!({ "type": "function_call", "id": "i2", "call_id": "c2", "name": "find", "arguments": "{}", "status": "completed" }),
        ),
        completed(json!([])),
    ];
    unfinished(Provider::OpenAiResponses, &events);
}

#[test]
fn a_response_that_failed_says_why() {
    let failed = json!({ "type": "response.failed", "response": { "status": "failed", "error": { "code": "server_error", "message": "Try again." } } });
    let error = ReplyStream::new(Provider::OpenAiResponses).push(&failed).unwrap_err();
    assert_eq!(error.to_string(), "the provider returned an error: Try again. (server_error)");
    let incomplete = json!({ "type": "response.incomplete", "response": { "status": "incomplete", "incomplete_details": { "reason": "max_output_tokens" }, "output": [] } });
    let reply =
        assembled(Provider::OpenAiResponses, &[added(Some(0), function_call("i", "c", "{")), incomplete]);
    assert_eq!(Provider::OpenAiResponses.calls(&reply).unwrap_err().kind(), ReplyErrorKind::MaxTokens);
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
    assert_eq!(Call::new(None, "a", Value::Null), Call::new(None, "a", Value::Null));
}
