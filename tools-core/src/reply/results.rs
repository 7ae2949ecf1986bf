//! The messages that carry results back.

mod content;

use serde_json::{Map, Value, json};

use self::content::{media, structured, text, without_references};
use super::call::Call;
use super::outcome::Outcome;
use crate::exact::Numbers;
use crate::provider::Provider;

pub(super) fn messages(provider: Provider, answered: &[(Call, Outcome)]) -> Vec<Value> {
    use Provider as P;
    if answered.is_empty() {
        return Vec::new();
    }
    let each = |message: fn(Provider, &Call, &Outcome) -> Value| -> Vec<Value> {
        answered.iter().map(|(call, outcome)| message(provider, call, outcome)).collect()
    };
    match provider {
        P::OpenAiResponses => each(responses_item),
        P::OpenAiRealtime => {
            let item = |provider, call: &Call, outcome: &Outcome| json!({ "type": "conversation.item.create", "item": responses_item(provider, call, outcome) });
            let mut events = each(item);
            // The model speaks again only when it is told to.
            events.push(json!({ "type": "response.create" }));
            events
        }
        // Both want all results of a turn in one message.
        P::Anthropic => vec![json!({ "role": "user", "content": each(anthropic_block) })],
        P::Bedrock => vec![json!({ "role": "user", "content": each(bedrock_block) })],
        P::Gemini | P::VertexAi => {
            let part = |provider, call: &Call, outcome: &Outcome| json!({ "functionResponse": gemini_response(provider, call, outcome) });
            vec![json!({ "role": "user", "parts": each(part) })]
        }
        P::GeminiLive => {
            let responses = each(|provider, call, outcome| {
                let mut response = gemini_response(provider, call, outcome);
                response.insert("scheduling".to_owned(), "WHEN_IDLE".into());
                Value::Object(response)
            });
            vec![json!({ "toolResponse": { "functionResponses": responses } })]
        }
        P::Mistral => each(|_, call, outcome| {
            let mut message = chat_message(call, text(outcome).into());
            message.insert("name".to_owned(), call.name.as_str().into());
            Value::Object(message)
        }),
        P::Cohere => each(|_, call, outcome| {
            // A document holds an object that is not empty; anything else goes as text.
            let content = match structured(outcome, Numbers::Wide) {
                Some(Value::Object(data)) if !data.is_empty() => {
                    json!([{ "type": "document", "document": { "data": data } }])
                }
                _ => text(outcome).into(),
            };
            Value::Object(chat_message(call, content))
        }),
        P::Ollama => each(
            |_, call, outcome| json!({ "role": "tool", "tool_name": call.name, "content": text(outcome) }),
        ),
        P::VercelAiSdk => vec![json!({ "role": "tool", "content": each(vercel_part) })],
        P::Mcp => each(|provider, _, outcome| {
            let mut result = mcp_result(provider, outcome, structured(outcome, Numbers::Wide));
            result.insert("resultType".to_owned(), "complete".into());
            Value::Object(result)
        }),
        // Before 2026-07-28 structured content was an object.
        P::Mcp20251125 | P::Mcp20250618 => each(|provider, _, outcome| {
            let object = structured(outcome, Numbers::Wide).filter(Value::is_object);
            Value::Object(mcp_result(provider, outcome, object))
        }),
        _ => each(|_, call, outcome| Value::Object(chat_message(call, text(outcome).into()))),
    }
}

fn chat_message(call: &Call, content: Value) -> Map<String, Value> {
    let mut message = Map::new();
    message.insert("role".to_owned(), "tool".into());
    message.insert("tool_call_id".to_owned(), id(call));
    message.insert("content".to_owned(), content);
    message
}

fn responses_item(provider: Provider, call: &Call, outcome: &Outcome) -> Value {
    let images = media(provider, outcome).map(|media| {
        let url = format!("data:{};base64,{}", media.media_type(), media.base64());
        json!({ "type": "input_image", "detail": "auto", "image_url": url })
    });
    let output = beside(json!({ "type": "input_text", "text": text(outcome) }), images);
    let output = output.unwrap_or_else(|| text(outcome).into());
    json!({ "type": "function_call_output", "call_id": id(call), "output": output })
}

fn anthropic_block(provider: Provider, call: &Call, outcome: &Outcome) -> Value {
    let images = media(provider, outcome).map(|media| {
        let source = json!({ "type": "base64", "media_type": media.media_type(), "data": media.base64() });
        json!({ "type": "image", "source": source })
    });
    let content = beside(json!({ "type": "text", "text": text(outcome) }), images);
    json!({
        "type": "tool_result",
        "tool_use_id": id(call),
        "content": content.unwrap_or_else(|| text(outcome).into()),
        "is_error": outcome.is_error(),
    })
}

/// A list of the text and the media behind it, where there is any.
fn beside(text: Value, media: impl Iterator<Item = Value>) -> Option<Value> {
    let mut list = vec![text];
    list.extend(media);
    (list.len() > 1).then_some(Value::Array(list))
}

fn bedrock_block(_: Provider, call: &Call, outcome: &Outcome) -> Value {
    // `json` takes an object; Claude refuses anything else there.
    let content = match structured(outcome, Numbers::Wide) {
        Some(data @ Value::Object(_)) => json!({ "json": data }),
        _ => json!({ "text": text(outcome) }),
    };
    let status = if outcome.is_error() { "error" } else { "success" };
    json!({ "toolResult": { "toolUseId": id(call), "content": [content], "status": status } })
}

fn gemini_response(provider: Provider, call: &Call, outcome: &Outcome) -> Map<String, Value> {
    let response = match structured(outcome, Numbers::Doubles) {
        Some(value) => json!({ "output": without_references(value) }),
        None if outcome.is_error() => json!({ "error": text(outcome) }),
        None => json!({ "output": text(outcome) }),
    };
    let mut message = Map::new();
    // Only an id that was given is given back.
    if let Some(id) = &call.id {
        message.insert("id".to_owned(), id.as_str().into());
    }
    message.insert("name".to_owned(), call.name.as_str().into());
    message.insert("response".to_owned(), response);
    let inline = |media: &super::outcome::Media| json!({ "inlineData": { "mimeType": media.media_type(), "data": media.base64() } });
    let parts: Vec<Value> = media(provider, outcome).map(inline).collect();
    if !parts.is_empty() {
        message.insert("parts".to_owned(), parts.into());
    }
    message
}

fn vercel_part(_: Provider, call: &Call, outcome: &Outcome) -> Value {
    let output = match structured(outcome, Numbers::Doubles) {
        Some(value) => json!({ "type": "json", "value": value }),
        None if outcome.is_error() => json!({ "type": "error-text", "value": text(outcome) }),
        None => json!({ "type": "text", "value": text(outcome) }),
    };
    json!({ "type": "tool-result", "toolCallId": id(call), "toolName": call.name, "output": output })
}

fn mcp_result(provider: Provider, outcome: &Outcome, structured: Option<Value>) -> Map<String, Value> {
    let blocks = media(provider, outcome).map(|media| {
        let kind = media.media_type().split('/').next().unwrap_or_default();
        json!({ "type": kind, "data": media.base64(), "mimeType": media.media_type() })
    });
    let content: Vec<Value> =
        std::iter::once(json!({ "type": "text", "text": text(outcome) })).chain(blocks).collect();
    let mut result = Map::new();
    result.insert("content".to_owned(), content.into());
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
