//! Finding the calls in a reply. Each provider's reply is taken at any of the levels that its
//! users have at hand, from the whole body down to one call.

use serde_json::{Map, Value};

use super::call::Call;
use super::error::ReplyError;
use crate::provider::Provider;

type Found = Result<Vec<Call>, ReplyError>;

pub(super) fn calls(provider: Provider, reply: &Value) -> Found {
    use Provider as P;
    let found = match provider {
        P::OpenAiResponses => responses(provider, reply),
        P::OpenAiRealtime => realtime(provider, reply),
        P::Anthropic => anthropic(provider, reply),
        P::Gemini | P::VertexAi => gemini(provider, reply),
        P::GeminiLive => live(provider, reply),
        P::Bedrock => bedrock(provider, reply),
        P::VercelAiSdk => vercel(provider, reply),
        P::Mcp | P::Mcp20251125 | P::Mcp20250618 => mcp(provider, reply),
        _ => chat(provider, reply),
    }?;
    // Events are passed one by one, and most carry no call of their own.
    let is_event = matches!(provider, P::OpenAiRealtime | P::GeminiLive);
    if found.is_empty() && !is_event && holds_calls(reply, own_shape(provider), 0) {
        return Err(ReplyError::expected(provider, "calls in its own shape", reply));
    }
    Ok(found)
}

/// What marks a call in the shape of a provider: its `type`, or the key that holds it.
fn own_shape(provider: Provider) -> &'static str {
    use Provider as P;
    match provider {
        P::OpenAiResponses | P::OpenAiRealtime => "function_call",
        P::Anthropic => "tool_use",
        P::Gemini | P::VertexAi | P::GeminiLive => "functionCall",
        P::Bedrock => "toolUse",
        P::VercelAiSdk => "tool-call",
        P::Mcp | P::Mcp20251125 | P::Mcp20250618 => "tools/call",
        _ => "function",
    }
}

/// Whether there are calls in the shape of another provider. Where a reply has none in its own, it was
/// read at the wrong one, and they must not be passed over in silence. What is in its `own` was passed over
/// by its reader, for a reason: a choice that does not count, a call that the provider carries out itself.
fn holds_calls(reply: &Value, own: &str, depth: usize) -> bool {
    /// A response, its choices, one, its message, its parts, one.
    const DEEPEST: usize = 8;
    const KINDS: [&str; 4] = ["tool_use", "function_call", "function", "tool-call"];
    const CALLS: [&str; 2] = ["toolUse", "functionCall"];
    const LEVELS: [&str; 8] =
        ["choices", "message", "candidates", "content", "parts", "output", "response", "tool_calls"];
    match reply {
        _ if depth > DEEPEST => false,
        Value::Array(items) => items.iter().any(|item| holds_calls(item, own, depth + 1)),
        Value::Object(object) => {
            let kind = object.get("type").and_then(Value::as_str);
            let has = |key: &str| object.get(key).is_some_and(Value::is_object);
            kind.is_some_and(|kind| kind != own && KINDS.contains(&kind))
                || CALLS.iter().any(|key| *key != own && has(key))
                // What Chat Completions had before `tool_calls`.
                || has("function_call")
                || LEVELS.iter().filter_map(|key| object.get(*key)).any(|level| holds_calls(level, own, depth + 1))
        }
        _ => false,
    }
}

/// OpenAI Chat Completions and all that speak it; Cohere and Ollama have their message at
/// `message`.
fn chat(provider: Provider, reply: &Value) -> Found {
    const EXPECTED: &str = "a response body, an assistant message, or its `tool_calls`";
    let list = match reply {
        Value::Array(calls) => return each(calls, |call| chat_call(provider, call)),
        Value::Object(object) => {
            if let Some(choices) = object.get("choices") {
                let Some(choice) = choices.get(0) else {
                    return Err(ReplyError::expected(
                        provider,
                        "`choices` with one choice at least",
                        choices,
                    ));
                };
                return chat(provider, choice);
            }
            if let Some(message) = object.get("message") {
                return chat(provider, message);
            }
            if object.contains_key("function") {
                return Ok(chat_call(provider, reply)?.into_iter().collect());
            }
            match object.get("tool_calls") {
                Some(calls) => calls,
                None if is_chat_message(reply) => return Ok(Vec::new()),
                None => return Err(ReplyError::expected(provider, EXPECTED, reply)),
            }
        }
        _ => return Err(ReplyError::expected(provider, EXPECTED, reply)),
    };
    each(array_or_null(provider, list, "`tool_calls` as an array")?, |call| chat_call(provider, call))
}

/// A message without calls.
fn is_chat_message(message: &Value) -> bool {
    let has = |key: &str| message.get(key).is_some();
    (has("content") || has("role")) && !has("parts")
}

fn chat_call(provider: Provider, call: &Value) -> Result<Option<Call>, ReplyError> {
    // A custom tool takes free text: it is the host's own, no tool of a set is one.
    if call.get("type").and_then(Value::as_str) == Some("custom") {
        return Ok(None);
    }
    let Some(function) = call.get("function") else {
        return Err(ReplyError::expected(provider, "a tool call with a `function`", call));
    };
    one(provider, call.get("id"), function, "name", "arguments").map(Some)
}

/// The output items of OpenAI Responses.
fn responses(provider: Provider, reply: &Value) -> Found {
    const EXPECTED: &str = "a response, its `output`, or one output item";
    match reply {
        Value::Array(items) => each(items, |item| responses_item(provider, item)),
        Value::Object(object) => match object.get("output") {
            // A `function_call_output` item has an `output` too, a string.
            Some(Value::Array(items)) => each(items, |item| responses_item(provider, item)),
            _ if object.contains_key("type") => Ok(responses_item(provider, reply)?.into_iter().collect()),
            _ => Err(ReplyError::expected(provider, EXPECTED, reply)),
        },
        _ => Err(ReplyError::expected(provider, EXPECTED, reply)),
    }
}

fn responses_item(provider: Provider, item: &Value) -> Result<Option<Call>, ReplyError> {
    match item.get("type").and_then(Value::as_str) {
        Some("function_call") => one(provider, item.get("call_id"), item, "name", "arguments").map(Some),
        Some(_) => Ok(None),
        // An input message may leave its type out.
        None if item.get("role").is_some() && item.get("tool_calls").is_none() => Ok(None),
        None => Err(ReplyError::expected(provider, "an output item with a `type`", item)),
    }
}

/// One server event of OpenAI Realtime, or a finished response.
fn realtime(provider: Provider, reply: &Value) -> Found {
    match reply.get("type").and_then(Value::as_str) {
        Some("response.function_call_arguments.done" | "function_call") => {
            Ok(vec![one(provider, reply.get("call_id"), reply, "name", "arguments")?])
        }
        Some(_) => Ok(Vec::new()),
        None if reply.get("output").is_some_and(Value::is_array) => responses(provider, reply),
        None => Err(ReplyError::expected(provider, "an event with a `type`, or a response", reply)),
    }
}

/// A message of Anthropic, its content, or one block.
fn anthropic(provider: Provider, reply: &Value) -> Found {
    const EXPECTED: &str = "a message, its `content`, or one content block";
    let block = |block: &Value| match block.get("type").and_then(Value::as_str) {
        Some("tool_use") => one(provider, block.get("id"), block, "name", "input").map(Some),
        Some(_) => Ok(None),
        None => Err(ReplyError::expected(provider, "a content block with a `type`", block)),
    };
    match reply {
        Value::Array(blocks) => each(blocks, block),
        Value::Object(object) => match object.get("content") {
            Some(Value::Array(blocks)) if object.contains_key("role") => each(blocks, block),
            Some(Value::String(_)) if object.contains_key("role") => Ok(Vec::new()),
            _ if object.contains_key("type") && !object.contains_key("role") => match object.get("type") {
                Some(Value::String(kind)) if kind == "error" => {
                    Err(ReplyError::new(provider, "it is an `error` response"))
                }
                _ => Ok(block(reply)?.into_iter().collect()),
            },
            _ => Err(ReplyError::expected(provider, EXPECTED, reply)),
        },
        _ => Err(ReplyError::expected(provider, EXPECTED, reply)),
    }
}

/// A response of Gemini, its first candidate, a content, its parts, or one part.
fn gemini(provider: Provider, reply: &Value) -> Found {
    const EXPECTED: &str = "a response, a content, or its `parts`";
    let part = |part: &Value| match part.get("functionCall") {
        Some(call) => one(provider, call.get("id"), call, "name", "args").map(Some),
        None if part.is_object() => Ok(None),
        None => Err(ReplyError::expected(provider, "a part", part)),
    };
    match reply {
        Value::Array(parts) => each(parts, part),
        Value::Object(object) => {
            if let Some(candidates) = object.get("candidates") {
                // A prompt that was blocked has none.
                return candidates.get(0).map_or(Ok(Vec::new()), |first| gemini(provider, first));
            }
            if let Some(content) = object.get("content") {
                return gemini(provider, content);
            }
            if object.contains_key("functionCall") || object.contains_key("text") {
                return Ok(part(reply)?.into_iter().collect());
            }
            match object.get("parts") {
                Some(parts) => each(array_or_null(provider, parts, "`parts` as an array")?, part),
                // A candidate that was stopped has no content, a content may have no parts.
                None if ["promptFeedback", "finishReason", "role"]
                    .iter()
                    .any(|k| object.contains_key(*k)) =>
                {
                    Ok(Vec::new())
                }
                None => Err(ReplyError::expected(provider, EXPECTED, reply)),
            }
        }
        _ => Err(ReplyError::expected(provider, EXPECTED, reply)),
    }
}

/// One server message of Gemini Live.
fn live(provider: Provider, reply: &Value) -> Found {
    let Value::Object(object) = reply else {
        return Err(ReplyError::expected(provider, "a server message", reply));
    };
    let Some(call) = object.get("toolCall") else {
        // New kinds of message come up now and then, and a host passes them all. Each is an object under the
        // name of its kind.
        let is_message = !object.is_empty() && object.values().all(Value::is_object);
        if !is_message || object.contains_key("error") || holds_calls(reply, "toolCall", 0) {
            return Err(ReplyError::expected(provider, "a server message such as `toolCall`", reply));
        }
        return Ok(Vec::new());
    };
    let calls = call.get("functionCalls").unwrap_or(&Value::Null);
    each(array_or_null(provider, calls, "`functionCalls` as an array")?, |call| {
        one(provider, call.get("id"), call, "name", "args").map(Some)
    })
}

/// A response of Converse, a message, its content, or one block.
fn bedrock(provider: Provider, reply: &Value) -> Found {
    const EXPECTED: &str = "a response, a message, its `content`, or one content block";
    let block = |block: &Value| match block.get("toolUse") {
        Some(call) => one(provider, call.get("toolUseId"), call, "name", "input").map(Some),
        None if block.is_object() => Ok(None),
        None => Err(ReplyError::expected(provider, "a content block", block)),
    };
    match reply {
        Value::Array(blocks) => each(blocks, block),
        Value::Object(object) => {
            if let Some(inner) = object.get("output").or_else(|| object.get("message")) {
                return bedrock(provider, inner);
            }
            match object.get("content") {
                Some(content) => each(array_or_null(provider, content, "`content` as an array")?, block),
                // A block has exactly one key, its kind.
                None if object.len() == 1 => Ok(block(reply)?.into_iter().collect()),
                None => Err(ReplyError::expected(provider, EXPECTED, reply)),
            }
        }
        _ => Err(ReplyError::expected(provider, EXPECTED, reply)),
    }
}

/// Vercel's SDK: what `generateText` gives, a message or result with `content`, or its parts.
fn vercel(provider: Provider, reply: &Value) -> Found {
    const EXPECTED: &str = "a result with `toolCalls` or `content`, or content parts";
    let part = |part: &Value| {
        if part.get("toolName").is_none() {
            return match part.get("type") {
                Some(_) => Ok(None),
                None => Err(ReplyError::expected(provider, "a content part with a `type`", part)),
            };
        }
        // What the provider runs itself is not the host's to answer; results stand in `content` too.
        let is_call = part.get("type").is_none_or(|kind| kind == "tool-call");
        if !is_call || part.get("providerExecuted") == Some(&Value::Bool(true)) {
            return Ok(None);
        }
        one(provider, part.get("toolCallId"), part, "toolName", "input").map(Some)
    };
    match reply {
        Value::Array(parts) => each(parts, part),
        Value::Object(object) => match object.get("toolCalls").or_else(|| object.get("content")) {
            Some(Value::Array(parts)) => each(parts, part),
            Some(Value::String(_) | Value::Null) => Ok(Vec::new()),
            None if object.contains_key("type") => Ok(part(reply)?.into_iter().collect()),
            _ => Err(ReplyError::expected(provider, EXPECTED, reply)),
        },
        _ => Err(ReplyError::expected(provider, EXPECTED, reply)),
    }
}

/// A `tools/call` request, or its `params`.
fn mcp(provider: Provider, reply: &Value) -> Found {
    if let Some(method) = reply.get("method") {
        if method != "tools/call" {
            return Ok(Vec::new());
        }
        let params = reply.get("params").unwrap_or(&Value::Null);
        return Ok(vec![one(provider, reply.get("id"), params, "name", "arguments")?]);
    }
    if reply.get("name").is_some() {
        return Ok(vec![one(provider, None, reply, "name", "arguments")?]);
    }
    Err(ReplyError::expected(provider, "a `tools/call` request, or its `params`", reply))
}

/// The calls among `items`.
fn each<F>(items: &[Value], call: F) -> Found
where
    F: Fn(&Value) -> Result<Option<Call>, ReplyError>,
{
    items.iter().filter_map(|item| call(item).transpose()).collect()
}

/// Several providers send `null` for an empty list.
fn array_or_null<'a>(
    provider: Provider,
    value: &'a Value,
    expected: &str,
) -> Result<&'a [Value], ReplyError> {
    match value {
        Value::Array(items) => Ok(items),
        Value::Null => Ok(&[]),
        _ => Err(ReplyError::expected(provider, expected, value)),
    }
}

/// One call out of the object that holds its name and arguments. Arguments that are missing are
/// none: whether the tool can do without is for its schema to say.
fn one(
    provider: Provider,
    id: Option<&Value>,
    call: &Value,
    name: &str,
    arguments: &str,
) -> Result<Call, ReplyError> {
    let empty = Map::new();
    let object = call.as_object().unwrap_or(&empty);
    let Some(Value::String(tool)) = object.get(name) else {
        return Err(ReplyError::expected(provider, &format!("a call with a `{name}`"), call));
    };
    let id = match id {
        None | Some(Value::Null) => None,
        Some(Value::String(id)) => Some(id.clone()),
        // MCP's request ids may be numbers.
        Some(other) => Some(other.to_string()),
    };
    let arguments = object.get(arguments).cloned().unwrap_or(Value::Null);
    Ok(Call { id, name: tool.clone(), arguments })
}
