//! Which calls a reply has, where its lists are not as they should be.

use serde_json::{Value, json};

use crate::provider::Provider;
use crate::provider::Provider as P;
use crate::reply::{Call, ReplyErrorKind as Kind};

fn call(id: &str, title: &str) -> Value {
    json!({ "id": id, "type": "function", "function": { "name": "open_ticket", "arguments": format!("{{\"title\":\"{title}\"}}") } })
}

fn choice(index: u32, reason: Value, calls: Value) -> Value {
    json!({ "index": index, "finish_reason": reason, "message": { "role": "assistant", "content": "One moment.", "tool_calls": calls } })
}

fn ids(provider: Provider, reply: &Value) -> Vec<String> {
    let calls = provider.calls(reply).unwrap_or_else(|error| panic!("{error}: {reply}"));
    calls.into_iter().map(|call| call.id.unwrap_or(call.name)).collect()
}

#[test]
fn choices_that_are_parts_of_one_turn_are_read_together() {
    let others = [
        choice(1, json!("tool_calls"), json!([call("t1", "a")])),
        choice(2, json!(null), json!([call("t2", "b")])),
    ];
    let of = |first: Value| json!({ "choices": [first, others[0], others[1]] });
    assert_eq!(ids(P::OpenAiChat, &of(choice(0, json!("tool_calls"), json!(null)))), ["t1", "t2"]);
    assert_eq!(ids(P::OpenRouter, &of(choice(0, json!("tool_calls"), json!([])))), ["t1", "t2"]);
    // The stream ended before the first choice did: whose they are is not known.
    let error = P::OpenAiChat.calls(&of(choice(0, json!(null), json!(null)))).unwrap_err();
    assert_eq!(error.kind(), Kind::UnfinishedCall);
    // Where the first says that it has ended otherwise, or has calls of its own, the others are other answers.
    assert_eq!(ids(P::OpenAiChat, &of(choice(0, json!("stop"), json!(null)))), [""; 0]);
    assert_eq!(ids(P::OpenAiChat, &of(choice(0, json!("tool_calls"), json!([call("t0", "c")])))), ["t0"]);
}

#[test]
fn a_call_without_a_name_stops_no_other() {
    let sound = call("t1", "a");
    for bad in [
        json!({ "id": "", "type": "", "function": { "name": "", "arguments": "" } }),
        json!({ "id": null, "function": { "arguments": "{}" } }),
        json!({ "function": "open_ticket" }),
        json!({ "id": null }),
        json!("open_ticket"),
        json!(null),
    ] {
        for (calls, at) in [(json!([bad, sound]), 1), (json!([sound, bad]), 0)] {
            let calls = P::OpenAiChat.calls(&json!({ "role": "assistant", "tool_calls": calls })).unwrap();
            assert_eq!(calls.len(), 2, "{bad}");
            assert_eq!(calls[at], Call::new(Some("t1".into()), "open_ticket", json!("{\"title\":\"a\"}")));
            assert_eq!((calls[1 - at].name.as_str(), &calls[1 - at].id), ("", &None), "{bad}");
        }
        // By itself it is no call at all.
        let error = P::OpenAiChat.calls(&json!({ "role": "assistant", "tool_calls": [bad] })).unwrap_err();
        assert_eq!(error.kind(), Kind::Shape, "{bad}");
    }
    for (provider, reply) in [
        (
            P::Anthropic,
            json!([{ "type": "tool_use", "id": "t0", "input": {} }, { "type": "tool_use", "id": "t1", "name": "a", "input": {} }]),
        ),
        (
            P::Gemini,
            json!([{ "functionCall": { "id": "t0", "args": {} } }, { "functionCall": { "id": "t1", "name": "a" } }]),
        ),
        (
            P::GeminiLive,
            json!({ "toolCall": { "functionCalls": [{ "id": "t0" }, { "id": "t1", "name": "a" }] } }),
        ),
        (
            P::Bedrock,
            json!([{ "toolUse": { "toolUseId": "t0" } }, { "toolUse": { "toolUseId": "t1", "name": "a" } }]),
        ),
        (
            P::OpenAiResponses,
            json!([{ "type": "function_call", "call_id": "t0" }, { "type": "function_call", "call_id": "t1", "name": "a" }]),
        ),
        (
            P::VercelAiSdk,
            json!([{ "type": "tool-call", "toolCallId": "t0" }, { "type": "tool-call", "toolCallId": "t1", "toolName": "a" }]),
        ),
    ] {
        assert_eq!(ids(provider, &reply), ["t0", "t1"], "{provider}");
    }
}

/// A block that nobody knows is not a call; beside a call it is passed over.
#[test]
fn a_broken_block_stops_no_call() {
    for (provider, reply) in [
        (
            P::Anthropic,
            json!([{ "text": "?" }, { "type": "tool_use", "id": "t1", "name": "a", "input": {} }]),
        ),
        (P::Gemini, json!([null, { "functionCall": { "id": "t1", "name": "a" } }])),
        (P::Bedrock, json!(["?", { "toolUse": { "toolUseId": "t1", "name": "a" } }])),
        (P::OpenAiResponses, json!([7, { "type": "function_call", "call_id": "t1", "name": "a" }])),
    ] {
        assert_eq!(ids(provider, &reply), ["t1"], "{provider}");
        assert!(provider.calls(&json!([reply[0]])).is_err(), "{provider}");
    }
}

#[test]
fn no_call_is_there_twice() {
    let twice = json!([call("t1", "a"), call("t2", "a"), call("t1", "a")]);
    assert_eq!(ids(P::OpenAiChat, &twice), ["t1", "t2"]);
    // One id for all, as some servers have it: two calls.
    assert_eq!(ids(P::OpenAiChat, &json!([call("t1", "a"), call("t1", "b")])), ["t1", "t1"]);
    // Without ids nothing says that two calls are one.
    let parts = json!([{ "functionCall": { "name": "a", "args": {} } }, { "functionCall": { "name": "a", "args": {} } }]);
    assert_eq!(ids(P::Gemini, &parts), ["a", "a"]);
}

#[test]
fn half_a_call_is_not_run() {
    let half = json!({ "id": "t2", "type": "function", "function": { "name": "open_ticket", "arguments": "{\"title\":\"b" } });
    let body = |reason: Value, calls: Value| json!({ "choices": [{ "index": 0, "finish_reason": reason, "message": { "role": "assistant", "content": null, "tool_calls": calls } }] });
    let error = P::OpenAiChat.calls(&body(json!(null), json!([call("t1", "a"), half]))).unwrap_err();
    assert_eq!((error.kind(), error.message()), (Kind::UnfinishedCall, Some("open_ticket")));
    assert_eq!(error.to_string(), "the reply ended in the middle of a call of `open_ticket`");
    // Whole ones are run; and where the turn has ended, what is wrong with a call is told to the model.
    assert_eq!(ids(P::OpenAiChat, &body(json!(null), json!([call("t1", "a")]))), ["t1"]);
    assert_eq!(ids(P::OpenAiChat, &body(json!("tool_calls"), json!([call("t1", "a"), half]))), ["t1", "t2"]);
    for (provider, reply) in [
        (
            P::Anthropic,
            json!({ "role": "assistant", "stop_reason": null, "content": [{ "type": "tool_use", "id": "t", "name": "a" }] }),
        ),
        (
            P::Anthropic,
            json!({ "role": "assistant", "stop_reason": null, "content": [{ "type": "tool_use", "id": "t", "name": "a", "input": "{\"x\":" }] }),
        ),
        (
            P::Bedrock,
            json!({ "output": { "message": { "content": [{ "toolUse": { "name": "a", "input": "" } }] } }, "stopReason": null }),
        ),
        (
            P::OpenAiResponses,
            json!([{ "type": "function_call", "call_id": "t", "name": "a", "arguments": "{}", "status": "incomplete" }]),
        ),
        (
            P::OpenAiResponses,
            json!({ "output": [{ "type": "function_call", "call_id": "t", "name": "a", "arguments": "", "status": "in_progress" }] }),
        ),
    ] {
        let error = provider.calls(&reply).expect_err(&reply.to_string());
        assert_eq!((error.kind(), error.message()), (Kind::UnfinishedCall, Some("a")), "{provider}");
    }
}
