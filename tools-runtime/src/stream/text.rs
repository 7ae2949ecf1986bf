//! The text in an event: what a model says, as it says it.

use serde_json::Value;

use super::pieces::index;
use typed_tools_core::provider::Provider;

/// Gives `say` every piece of text that `event` adds to the answer.
pub(super) fn each(provider: Provider, event: &Value, say: &mut dyn FnMut(&str)) {
    use Provider as P;
    let at = |pointer: &str| event.pointer(pointer).and_then(Value::as_str);
    let kind = event.get("type").and_then(Value::as_str).unwrap_or_default();
    let piece = match provider {
        P::OpenAiResponses => at("/delta").filter(|_| kind == "response.output_text.delta"),
        P::OpenAiRealtime => {
            const KINDS: [&str; 4] = [
                "response.output_text.delta",
                "response.output_audio_transcript.delta",
                // Their names before the interface was released.
                "response.text.delta",
                "response.audio_transcript.delta",
            ];
            at("/delta").filter(|_| KINDS.contains(&kind))
        }
        P::Anthropic => at("/delta/text").filter(|_| kind == "content_block_delta"),
        P::Bedrock => at("/contentBlockDelta/delta/text"),
        P::Cohere => at("/delta/message/content/text").filter(|_| kind.starts_with("content-")),
        P::Ollama => at("/message/content"),
        P::VercelAiSdk => at("/delta").or_else(|| at("/text")).filter(|_| kind == "text-delta"),
        P::Gemini | P::VertexAi => {
            let candidates = event["candidates"].as_array().into_iter().flatten();
            for candidate in candidates.filter(|candidate| index(candidate, "index").unwrap_or(0) == 0) {
                parts(&candidate["content"]["parts"], say);
            }
            None
        }
        P::GeminiLive => {
            parts(&event["serverContent"]["modelTurn"]["parts"], say);
            at("/serverContent/outputTranscription/text")
        }
        P::Mcp | P::Mcp20251125 | P::Mcp20250618 => None,
        _ => {
            let choices = event["choices"].as_array().into_iter().flatten();
            for choice in choices.filter(|choice| index(choice, "index").unwrap_or(0) == 0) {
                match choice.pointer("/delta/content").or_else(|| choice.pointer("/message/content")) {
                    Some(Value::String(text)) => say(text),
                    // Mistral's chunks of content, of which some are thoughts.
                    Some(content) => parts(content, say),
                    None => {}
                }
            }
            None
        }
    };
    if let Some(piece) = piece {
        say(piece);
    }
}

/// The text of parts, without thoughts.
fn parts(parts: &Value, say: &mut dyn FnMut(&str)) {
    for part in parts.as_array().into_iter().flatten() {
        if let Some(text) = part
            .get("text")
            .and_then(Value::as_str)
            .filter(|_| part.get("thought") != Some(&Value::Bool(true)))
        {
            say(text);
        }
    }
}
