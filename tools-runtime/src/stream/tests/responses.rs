//! Streams of OpenAI Responses whose events name little, or wrong, or come in another order.

use serde_json::{Value, json};

use super::{assembled, expect, unfinished};
use crate::{Provider, ReplyErrorKind, ReplyStream};

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
    // Of an item that came late and is another one by its index.
    unfinished(
        Provider::OpenAiResponses,
        &[delta(None, Some(1), "{\"q\":1}"), added(Some(0), function_call("i1", "c1", ""))],
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
}
