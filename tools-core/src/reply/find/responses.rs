//! OpenAI Responses, and the events of OpenAI Realtime.

use serde_json::Value;

use super::calls::Calls;
use crate::reply::error::{ReplyError, ReplyErrorKind};

/// A response, its output items, or one of them.
pub(super) fn response(calls: &mut Calls, reply: &Value) -> Result<(), ReplyError> {
    const EXPECTED: &str = "a response, its `output`, or one output item";
    match reply {
        Value::Array(items) => items.iter().try_for_each(|one| item(calls, one)),
        Value::Object(object) => match object.get("output") {
            // A `function_call_output` item has an `output` too, a string.
            Some(Value::Array(items)) => {
                status(calls, reply)?;
                items.iter().try_for_each(|one| item(calls, one))
            }
            _ if object.contains_key("type") => item(calls, reply),
            _ => Err(ReplyError::unrecognised(calls.provider(), EXPECTED, reply)),
        },
        _ => Err(ReplyError::expected(calls.provider(), EXPECTED, reply)),
    }
}

/// One server event of Realtime, or a finished response.
pub(super) fn event(calls: &mut Calls, reply: &Value) -> Result<(), ReplyError> {
    match reply.get("type").and_then(Value::as_str) {
        Some("response.function_call_arguments.done" | "function_call") => item_call(calls, reply),
        // Its calls came before it, one by one. A turn that somebody interrupted is nothing out of the ordinary.
        Some("response.done") => match reply.get("response") {
            Some(done) if done.get("status").is_none_or(|status| status != "cancelled") => {
                status(calls, done)
            }
            _ => Ok(()),
        },
        Some(_) => Ok(()),
        None if reply.get("output").is_some_and(Value::is_array) => response(calls, reply),
        None => {
            let expected = "an event with a `type`, or a response";
            Err(ReplyError::unrecognised(calls.provider(), expected, reply))
        }
    }
}

/// How the response ended.
fn status(calls: &mut Calls, response: &Value) -> Result<(), ReplyError> {
    // Realtime has at `status_details` what Responses has at `incomplete_details` and `error`.
    let details = response.get("status_details");
    let error = response.get("error").or_else(|| details?.get("error")).filter(|error| !error.is_null());
    match response.get("status").and_then(Value::as_str) {
        Some("incomplete") => {
            let details = response.get("incomplete_details").filter(|d| d.is_object()).or(details);
            let reason = details.and_then(|details| details.get("reason")).and_then(Value::as_str);
            calls.ended(reason.map(Value::from).as_ref(), None)?;
            let reason = reason.unwrap_or("incomplete");
            Err(ReplyError::new(calls.provider(), ReplyErrorKind::EndedEarly, Some(reason), None))
        }
        Some("failed") => Err(ReplyError::of_error(calls.provider(), error.unwrap_or(&Value::Null))),
        // It was asked for in the background: there is more to come.
        Some(still @ ("queued" | "in_progress" | "cancelled")) => {
            Err(ReplyError::new(calls.provider(), ReplyErrorKind::EndedEarly, Some(still), None))
        }
        _ => Ok(()),
    }
}

fn item(calls: &mut Calls, item: &Value) -> Result<(), ReplyError> {
    match item.get("type").and_then(Value::as_str) {
        Some("function_call") => item_call(calls, item)?,
        Some(_) => {}
        // An input message may leave its type out.
        None if item.get("role").is_some() && item.get("tool_calls").is_none() => {}
        None => calls.broken("an output item with a `type`", item),
    }
    Ok(())
}

fn item_call(calls: &mut Calls, item: &Value) -> Result<(), ReplyError> {
    if let Some("incomplete" | "in_progress") = item.get("status").and_then(Value::as_str) {
        return Err(calls.unfinished(item.get("name").and_then(Value::as_str)));
    }
    calls.call(item.get("call_id"), item, "name", "arguments");
    Ok(())
}
