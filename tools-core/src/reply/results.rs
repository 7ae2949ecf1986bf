//! The messages that carry results back.

use serde_json::{Map, Value, json};

use super::call::{Call, Outcome};
use crate::provider::Provider;

pub(super) fn messages(provider: Provider, answered: &[(Call, Outcome)]) -> Vec<Value> {
    use Provider as P;
    if answered.is_empty() {
        return Vec::new();
    }
    let each = |message: fn(&Call, &Outcome) -> Value| -> Vec<Value> {
        answered.iter().map(|(call, outcome)| message(call, outcome)).collect()
    };
    match provider {
        P::OpenAiResponses => each(responses_item),
        P::OpenAiRealtime => {
            let mut events = each(
                |call, outcome| json!({ "type": "conversation.item.create", "item": responses_item(call, outcome) }),
            );
            // The model speaks again only when it is told to.
            events.push(json!({ "type": "response.create" }));
            events
        }
        // Both want all results of a turn in one message.
        P::Anthropic => vec![json!({ "role": "user", "content": each(anthropic_block) })],
        P::Bedrock => vec![json!({ "role": "user", "content": each(bedrock_block) })],
        P::Gemini | P::VertexAi => {
            let parts = each(|call, outcome| json!({ "functionResponse": gemini_response(call, outcome) }));
            vec![json!({ "role": "user", "parts": parts })]
        }
        P::GeminiLive => {
            let responses = each(|call, outcome| {
                let mut response = gemini_response(call, outcome);
                response.insert("scheduling".to_owned(), "WHEN_IDLE".into());
                Value::Object(response)
            });
            vec![json!({ "toolResponse": { "functionResponses": responses } })]
        }
        P::Mistral => each(|call, outcome| {
            let mut message = chat_message(call, outcome.text().into());
            message.insert("name".to_owned(), call.name.as_str().into());
            Value::Object(message)
        }),
        P::Cohere => each(|call, outcome| {
            // A document holds an object; anything else goes as text.
            let content = match structured(outcome) {
                Some(data @ Value::Object(_)) => {
                    json!([{ "type": "document", "document": { "data": data } }])
                }
                _ => outcome.text().into(),
            };
            Value::Object(chat_message(call, content))
        }),
        P::Ollama => {
            each(|call, outcome| json!({ "role": "tool", "tool_name": call.name, "content": outcome.text() }))
        }
        P::VercelAiSdk => vec![json!({ "role": "tool", "content": each(vercel_part) })],
        P::Mcp => each(|_, outcome| {
            let mut result = mcp_result(outcome, structured(outcome));
            result.insert("resultType".to_owned(), "complete".into());
            Value::Object(result)
        }),
        // Before 2026-07-28 structured content was an object.
        P::Mcp20251125 | P::Mcp20250618 => each(|_, outcome| {
            Value::Object(mcp_result(outcome, structured(outcome).filter(Value::is_object)))
        }),
        _ => each(|call, outcome| Value::Object(chat_message(call, outcome.text().into()))),
    }
}

/// The result as JSON, where it is JSON and no error.
fn structured(outcome: &Outcome) -> Option<Value> {
    if outcome.is_error() { None } else { serde_json::from_str(outcome.text()).ok() }
}

fn chat_message(call: &Call, content: Value) -> Map<String, Value> {
    let mut message = Map::new();
    message.insert("role".to_owned(), "tool".into());
    message.insert("tool_call_id".to_owned(), id(call));
    message.insert("content".to_owned(), content);
    message
}

fn responses_item(call: &Call, outcome: &Outcome) -> Value {
    json!({ "type": "function_call_output", "call_id": id(call), "output": outcome.text() })
}

fn anthropic_block(call: &Call, outcome: &Outcome) -> Value {
    json!({
        "type": "tool_result",
        "tool_use_id": id(call),
        "content": outcome.text(),
        "is_error": outcome.is_error(),
    })
}

fn bedrock_block(call: &Call, outcome: &Outcome) -> Value {
    // `json` takes an object; Claude refuses anything else there.
    let content = match structured(outcome) {
        Some(data @ Value::Object(_)) => json!({ "json": data }),
        _ => json!({ "text": outcome.text() }),
    };
    let status = if outcome.is_error() { "error" } else { "success" };
    json!({ "toolResult": { "toolUseId": id(call), "content": [content], "status": status } })
}

fn gemini_response(call: &Call, outcome: &Outcome) -> Map<String, Value> {
    let response = if outcome.is_error() {
        json!({ "error": outcome.text() })
    } else {
        json!({ "output": structured(outcome).unwrap_or_else(|| outcome.text().into()) })
    };
    let mut message = Map::new();
    // Only an id that was given is given back.
    if let Some(id) = &call.id {
        message.insert("id".to_owned(), id.as_str().into());
    }
    message.insert("name".to_owned(), call.name.as_str().into());
    message.insert("response".to_owned(), response);
    message
}

fn vercel_part(call: &Call, outcome: &Outcome) -> Value {
    let output = match structured(outcome) {
        Some(value) => json!({ "type": "json", "value": value }),
        None if outcome.is_error() => json!({ "type": "error-text", "value": outcome.text() }),
        None => json!({ "type": "text", "value": outcome.text() }),
    };
    json!({ "type": "tool-result", "toolCallId": id(call), "toolName": call.name, "output": output })
}

fn mcp_result(outcome: &Outcome, structured: Option<Value>) -> Map<String, Value> {
    let mut result = Map::new();
    result.insert("content".to_owned(), json!([{ "type": "text", "text": outcome.text() }]));
    if let Some(value) = structured {
        result.insert("structuredContent".to_owned(), value);
    }
    result.insert("isError".to_owned(), outcome.is_error().into());
    result
}

/// The id that a result must carry. A call without one broke its provider's protocol; the empty
/// id lets the provider say so.
fn id(call: &Call) -> Value {
    call.id.as_deref().unwrap_or_default().into()
}
