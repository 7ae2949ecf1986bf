//! Gemini's `streamGenerateContent`: each chunk is a whole response with more parts.

use serde_json::{Map, Value, json};

use super::pieces::{append, index};
use typed_tools_core::provider::Provider;
use typed_tools_core::reply::ReplyError;

/// The first candidate so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Gemini {
    parts: Vec<Value>,
    /// What else the candidate says (why it stopped).
    candidate: Map<String, Value>,
    /// Why there is no candidate.
    feedback: Option<Value>,
    seen: bool,
}

impl Gemini {
    pub(super) fn chunk(&mut self, provider: Provider, event: &Value) -> Result<(), ReplyError> {
        const KEYS: [&str; 5] =
            ["candidates", "usageMetadata", "promptFeedback", "modelVersion", "responseId"];
        if !KEYS.iter().any(|key| event.get(*key).is_some()) {
            return Err(ReplyError::expected(provider, "a response with `candidates`", event));
        }
        if let Some(feedback) = event.get("promptFeedback").filter(|feedback| !feedback.is_null()) {
            self.feedback = Some(feedback.clone());
        }
        let first = |candidate: &&Value| index(candidate, "index").unwrap_or(0) == 0;
        let candidates = event["candidates"].as_array().into_iter().flatten();
        for candidate in candidates.filter(first).filter_map(Value::as_object) {
            self.seen = true;
            for (key, value) in candidate {
                match key.as_str() {
                    "content" => {
                        for part in value["parts"].as_array().into_iter().flatten() {
                            self.part(provider, part)?;
                        }
                    }
                    _ if value.is_null() => {}
                    _ => {
                        self.candidate.insert(key.clone(), value.clone());
                    }
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

    pub(super) fn has_ended(&self) -> bool {
        self.candidate.contains_key("finishReason") || (!self.seen && self.feedback.is_some())
    }

    pub(super) fn finish(self) -> Value {
        let mut reply = Map::new();
        let mut candidates = Vec::new();
        if self.seen {
            let mut candidate = self.candidate;
            candidate.insert("content".to_owned(), json!({ "role": "model", "parts": self.parts }));
            candidates.push(Value::Object(candidate));
        }
        reply.insert("candidates".to_owned(), candidates.into());
        if let Some(feedback) = self.feedback {
            reply.insert("promptFeedback".to_owned(), feedback);
        }
        Value::Object(reply)
    }
}
