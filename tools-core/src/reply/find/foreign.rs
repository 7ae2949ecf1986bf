//! Calls in the shape of another provider.

use serde_json::Value;

use crate::provider::Provider;

/// What marks a call in the shape of a provider: its `type`, or the key that holds it.
pub(super) fn own_shape(provider: Provider) -> &'static str {
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
pub(super) fn holds_calls(reply: &Value, own: &str) -> bool {
    holds(reply, own, 0)
}

fn holds(reply: &Value, own: &str, depth: usize) -> bool {
    /// A response, its choices, one, its message, its parts, one.
    const DEEPEST: usize = 8;
    const KINDS: [&str; 4] = ["tool_use", "function_call", "function", "tool-call"];
    const CALLS: [&str; 2] = ["toolUse", "functionCall"];
    const LEVELS: [&str; 8] =
        ["choices", "message", "candidates", "content", "parts", "output", "response", "tool_calls"];
    match reply {
        _ if depth > DEEPEST => false,
        Value::Array(items) => items.iter().any(|item| holds(item, own, depth + 1)),
        Value::Object(object) => {
            let kind = object.get("type").and_then(Value::as_str);
            let has = |key: &str| object.get(key).is_some_and(Value::is_object);
            kind.is_some_and(|kind| kind != own && KINDS.contains(&kind))
                || CALLS.iter().any(|key| *key != own && has(key))
                // What Chat Completions had before `tool_calls`.
                || has("function_call")
                || LEVELS.iter().filter_map(|key| object.get(*key)).any(|level| holds(level, own, depth + 1))
        }
        _ => false,
    }
}
