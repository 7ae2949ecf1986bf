//! OpenAI Chat Completions and all that speak it; Cohere and Ollama have their message at
//! `message`.

use serde_json::Value;

use super::calls::Calls;
use crate::reply::error::ReplyError;

const EXPECTED: &str = "a response body, an assistant message, or its `tool_calls`";

/// How the first choice says that the model called: where there is no call in it, they are in the others.
const CALLED: [&str; 4] = ["tool_calls", "function_call", "tool_use", "TOOL_CALL"];

/// Whether a reason to end says that the model called.
pub fn says_called(reason: &Value) -> bool {
    reason.as_str().is_some_and(|reason| CALLED.contains(&reason))
}

pub(super) fn reply(calls: &mut Calls, reply: &Value) -> Result<(), ReplyError> {
    match reply {
        Value::Array(list) => {
            list.iter().for_each(|entry| call(calls, entry));
            Ok(())
        }
        Value::Object(object) => match object.get("choices") {
            Some(list) => choices(calls, list),
            None if object.contains_key("message") => choice(calls, reply),
            None if object.contains_key("function") => {
                call(calls, reply);
                Ok(())
            }
            None => message(calls, reply),
        },
        _ => Err(ReplyError::expected(calls.provider(), EXPECTED, reply)),
    }
}

/// Of several choices the first counts, unless it says that there are calls and has none: some servers spread the
/// parts of one turn over several choices. Where it does not say yet how it ended, calls in the others may be its.
fn choices(calls: &mut Calls, choices: &Value) -> Result<(), ReplyError> {
    let Some([first, others @ ..]) = choices.as_array().map(Vec::as_slice) else {
        return Err(ReplyError::expected(calls.provider(), "`choices` with one choice at least", choices));
    };
    choice(calls, first)?;
    let reason = first.get("finish_reason");
    if !calls.is_empty() || !reason.is_some_and(|reason| reason.is_null() || says_called(reason)) {
        return Ok(());
    }
    others.iter().try_for_each(|other| choice(calls, other))?;
    match reason.is_some_and(Value::is_null) && !calls.is_empty() {
        true => Err(calls.unfinished(None)),
        false => Ok(()),
    }
}

/// A choice, or the body of Cohere and Ollama.
fn choice(calls: &mut Calls, choice: &Value) -> Result<(), ReplyError> {
    if let Some(error) = ReplyError::reported(calls.provider(), choice) {
        return Err(error);
    }
    let reason = choice.get("finish_reason").or_else(|| choice.get("done_reason"));
    calls.ended(reason, None)?;
    match choice.get("message") {
        Some(inner @ Value::Object(_)) => message(calls, inner),
        // An error body with no more than a `message`, say.
        _ => Err(ReplyError::unrecognised(calls.provider(), EXPECTED, choice)),
    }
}

/// An assistant's message.
fn message(calls: &mut Calls, message: &Value) -> Result<(), ReplyError> {
    match message.get("tool_calls") {
        Some(list) => {
            calls.list(list, "`tool_calls` as an array")?.iter().for_each(|entry| call(calls, entry));
            Ok(())
        }
        None if is_message(message) => Ok(()),
        None => Err(ReplyError::unrecognised(calls.provider(), EXPECTED, message)),
    }
}

/// A message without calls.
fn is_message(message: &Value) -> bool {
    let has = |key: &str| message.get(key).is_some();
    (has("content") || has("role")) && !has("parts")
}

fn call(calls: &mut Calls, entry: &Value) {
    // A custom tool takes free text: it is the application's own, no tool of a set is one.
    if entry.get("type").and_then(Value::as_str) == Some("custom") {
        return;
    }
    match entry.get("function") {
        Some(function) => calls.call(entry.get("id"), function, "name", "arguments"),
        None => calls.nameless("a tool call with a `function`", entry),
    }
}
