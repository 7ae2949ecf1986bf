//! Messages of content blocks: Anthropic's, Bedrock's Converse, and those of Vercel's SDK.

use serde_json::Value;

use super::calls::Calls;
use crate::reply::error::ReplyError;

/// A message of Anthropic, its content, or one block.
pub(super) fn anthropic(calls: &mut Calls, reply: &Value) -> Result<(), ReplyError> {
    const EXPECTED: &str = "a message, its `content`, or one content block";
    let block = |calls: &mut Calls, block: &Value| match block.get("type").and_then(Value::as_str) {
        Some("tool_use") => calls.call(block.get("id"), block, "name", "input"),
        Some(_) => {}
        None => calls.broken("a content block with a `type`", block),
    };
    match reply {
        Value::Array(blocks) => blocks.iter().for_each(|one| block(calls, one)),
        Value::Object(object) if object.contains_key("role") => {
            calls.ended(object.get("stop_reason"), None)?;
            match object.get("content") {
                Some(Value::Array(blocks)) => blocks.iter().for_each(|one| block(calls, one)),
                Some(Value::String(_)) => {}
                _ => return Err(ReplyError::expected(calls.provider(), EXPECTED, reply)),
            }
        }
        Value::Object(object) if object.contains_key("type") => block(calls, reply),
        _ => return Err(ReplyError::unrecognised(calls.provider(), EXPECTED, reply)),
    }
    Ok(())
}

/// A response of Converse, a message, its content, or one block.
pub(super) fn bedrock(calls: &mut Calls, reply: &Value) -> Result<(), ReplyError> {
    const EXPECTED: &str = "a response, a message, its `content`, or one content block";
    let block = |calls: &mut Calls, block: &Value| match block.get("toolUse") {
        Some(call) => calls.call(call.get("toolUseId"), call, "name", "input"),
        None if block.is_object() => {}
        None => calls.broken("a content block", block),
    };
    match reply {
        Value::Array(blocks) => blocks.iter().for_each(|one| block(calls, one)),
        Value::Object(object) => {
            calls.ended(object.get("stopReason"), None)?;
            let inner = object.get("output").or_else(|| object.get("message"));
            if let Some(inner @ (Value::Object(_) | Value::Array(_))) = inner {
                return bedrock(calls, inner);
            }
            match object.get("content") {
                Some(content) => {
                    calls.list(content, "`content` as an array")?.iter().for_each(|one| block(calls, one));
                }
                // A block has exactly one key, its kind.
                None if object.len() == 1 && inner.is_none() => block(calls, reply),
                None => return Err(ReplyError::unrecognised(calls.provider(), EXPECTED, reply)),
            }
        }
        _ => return Err(ReplyError::expected(calls.provider(), EXPECTED, reply)),
    }
    Ok(())
}

/// Vercel's SDK: what `generateText` gives, a message or result with `content`, or its parts.
pub(super) fn vercel(calls: &mut Calls, reply: &Value) -> Result<(), ReplyError> {
    const EXPECTED: &str = "a result with `toolCalls` or `content`, or content parts";
    let part = |calls: &mut Calls, part: &Value| {
        let kind = part.get("type").and_then(Value::as_str);
        // What the provider runs itself is not the application's to answer; results stand in `content` too.
        if kind.is_some_and(|kind| kind != "tool-call")
            || part.get("providerExecuted") == Some(&Value::Bool(true))
        {
            return;
        }
        match kind {
            None if part.get("toolName").is_none() => calls.broken("a content part with a `type`", part),
            _ => calls.call(part.get("toolCallId"), part, "toolName", "input"),
        }
    };
    match reply {
        Value::Array(parts) => parts.iter().for_each(|one| part(calls, one)),
        Value::Object(object) => {
            calls.ended(object.get("finishReason"), None)?;
            match object.get("toolCalls").or_else(|| object.get("content")) {
                Some(Value::Array(parts)) => parts.iter().for_each(|one| part(calls, one)),
                Some(Value::String(_) | Value::Null) => {}
                None if object.contains_key("type") => part(calls, reply),
                _ => return Err(ReplyError::unrecognised(calls.provider(), EXPECTED, reply)),
            }
        }
        _ => return Err(ReplyError::expected(calls.provider(), EXPECTED, reply)),
    }
    Ok(())
}
