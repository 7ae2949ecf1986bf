//! Gemini's responses, and the messages of Gemini Live.

use serde_json::Value;

use super::calls::Calls;
use super::foreign;
use crate::reply::error::{ReplyError, ReplyErrorKind};

const EXPECTED: &str = "a response, a content, or its `parts`";

/// A response, its first candidate, a content, its parts, or one part.
pub(super) fn response(calls: &mut Calls, reply: &Value) -> Result<(), ReplyError> {
    match reply {
        Value::Array(parts) => {
            parts.iter().for_each(|one| part(calls, one));
            Ok(())
        }
        Value::Object(object) => {
            let is = |keys: &[&str]| keys.iter().any(|key| object.contains_key(*key));
            if is(&["candidates", "promptFeedback"]) {
                candidates(calls, reply)
            } else if is(&["content", "finishReason"]) {
                candidate(calls, reply)
            } else if is(&["functionCall", "text"]) {
                part(calls, reply);
                Ok(())
            } else if is(&["parts", "role"]) {
                content(calls, reply)
            } else {
                Err(ReplyError::unrecognised(calls.provider(), EXPECTED, reply))
            }
        }
        _ => Err(ReplyError::expected(calls.provider(), EXPECTED, reply)),
    }
}

fn candidates(calls: &mut Calls, response: &Value) -> Result<(), ReplyError> {
    let list = response.get("candidates").unwrap_or(&Value::Null);
    if let Some(first) = calls.list(list, "`candidates` as an array")?.first() {
        return candidate(calls, first);
    }
    // A prompt that was blocked has no candidate.
    let feedback = response.get("promptFeedback");
    let said = |key: &str| feedback.and_then(|feedback| feedback.get(key)).and_then(Value::as_str);
    match said("blockReason") {
        None => Ok(()),
        reason => {
            let message = said("blockReasonMessage");
            Err(ReplyError::new(calls.provider(), ReplyErrorKind::ContentFilter, reason, message))
        }
    }
}

fn candidate(calls: &mut Calls, candidate: &Value) -> Result<(), ReplyError> {
    let reason = candidate.get("finishReason").filter(|reason| !reason.is_null());
    calls.ended(reason, candidate.get("finishMessage"))?;
    match candidate.get("content") {
        Some(inner) => content(calls, inner),
        // One that was stopped has no content.
        None if candidate.is_object() => Ok(()),
        None => Err(ReplyError::expected(calls.provider(), "a candidate", candidate)),
    }
}

/// A content; where nothing was said it is empty.
fn content(calls: &mut Calls, content: &Value) -> Result<(), ReplyError> {
    match content {
        Value::Null => Ok(()),
        Value::Object(object) if object.contains_key("content") => {
            Err(ReplyError::expected(calls.provider(), EXPECTED, content))
        }
        Value::Object(object) => {
            let parts = object.get("parts").unwrap_or(&Value::Null);
            calls.list(parts, "`parts` as an array")?.iter().for_each(|one| part(calls, one));
            Ok(())
        }
        _ => Err(ReplyError::expected(calls.provider(), EXPECTED, content)),
    }
}

fn part(calls: &mut Calls, part: &Value) {
    match part.get("functionCall") {
        Some(call) => calls.call(call.get("id"), call, "name", "args"),
        None if part.is_object() => {}
        None => calls.broken("a part", part),
    }
}

/// One server message of Gemini Live.
pub(super) fn live(calls: &mut Calls, reply: &Value) -> Result<(), ReplyError> {
    let Value::Object(object) = reply else {
        return Err(ReplyError::expected(calls.provider(), "a server message", reply));
    };
    let Some(call) = object.get("toolCall") else {
        // New kinds of message come up now and then, and an application passes them all. Each is an object under
        // the name of its kind.
        let is_message = !object.is_empty() && object.values().all(Value::is_object);
        if !is_message || foreign::holds_calls(reply, "toolCall") {
            let expected = "a server message such as `toolCall`";
            return Err(ReplyError::unrecognised(calls.provider(), expected, reply));
        }
        return Ok(());
    };
    let list = call.get("functionCalls").unwrap_or(&Value::Null);
    for call in calls.list(list, "`functionCalls` as an array")? {
        calls.call(call.get("id"), call, "name", "args");
    }
    Ok(())
}
