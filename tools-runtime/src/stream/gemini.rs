//! Gemini's `streamGenerateContent`: each chunk is a whole response with more parts.

use serde_json::{Map, Value, json};

use super::append;
use typed_tools_core::provider::Provider;
use typed_tools_core::reply::ReplyError;

/// The first candidate so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Gemini {
    parts: Vec<Value>,
    /// What else the candidate says (why it stopped).
    candidate: Map<String, Value>,
    seen: bool,
}

impl Gemini {
    pub(super) fn chunk(&mut self, provider: Provider, event: &Value) -> Result<(), ReplyError> {
        const KEYS: [&str; 5] =
            ["candidates", "usageMetadata", "promptFeedback", "modelVersion", "responseId"];
        if !KEYS.iter().any(|key| event.get(*key).is_some()) {
            return Err(ReplyError::expected(provider, "a response with `candidates`", event));
        }
        let Some(Value::Object(candidate)) = event["candidates"].get(0) else { return Ok(()) };
        self.seen = true;
        for (key, value) in candidate {
            match key.as_str() {
                "content" => {
                    for part in value["parts"].as_array().into_iter().flatten() {
                        self.part(provider, part)?;
                    }
                }
                _ => {
                    self.candidate.insert(key.clone(), value.clone());
                }
            }
        }
        Ok(())
    }

    fn part(&mut self, provider: Provider, part: &Value) -> Result<(), ReplyError> {
        let call = &part["functionCall"];
        if call.get("partialArgs").is_some() || call.get("willContinue") == Some(&Value::Bool(true)) {
            return Err(ReplyError::shape(
                provider,
                "its calls come in pieces (`partialArgs`): leave `streamFunctionCallArguments` off",
            ));
        }
        // Text that goes on is one part. A signature belongs to the part it stands on, so such a
        // part stays as it is.
        let is_text = |part: &Map<String, Value>| {
            part.get("text").is_some_and(Value::is_string)
                && part.keys().all(|key| matches!(key.as_str(), "text" | "thought"))
        };
        if let (Some(Value::Object(last)), Value::Object(next)) = (self.parts.last_mut(), part)
            && is_text(last)
            && is_text(next)
            && last.get("thought") == next.get("thought")
        {
            append(last, "text", next["text"].as_str().unwrap_or_default());
            return Ok(());
        }
        self.parts.push(part.clone());
        Ok(())
    }

    pub(super) fn finish(self) -> Value {
        if !self.seen {
            return json!({ "candidates": [] });
        }
        let mut candidate = self.candidate;
        candidate.insert("content".to_owned(), json!({ "role": "model", "parts": self.parts }));
        json!({ "candidates": [candidate] })
    }
}
