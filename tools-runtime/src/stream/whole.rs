//! Streams whose events carry whole calls: OpenAI Realtime, Gemini Live, Vercel's SDK.

use serde_json::{Map, Value, json};

use typed_tools_core::provider::Provider;
use typed_tools_core::reply::ReplyError;

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

/// The events of Realtime so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Realtime {
    calls: Vec<Value>,
    /// Calls that have begun.
    begun: Vec<Value>,
    has_ended: bool,
}

impl Realtime {
    pub(super) fn event(&mut self, event: &Value) -> Result<(), ReplyError> {
        // A call that has the wrong shape, or a response that failed, is told at once.
        let is_call = !Provider::OpenAiRealtime.calls(event)?.is_empty();
        if is_call {
            let id = event.get("item_id").or_else(|| event.get("id"));
            self.begun.retain(|item| item.get("id") != id);
            let mut call = Map::new();
            call.insert("type".to_owned(), "function_call".into());
            call.insert("id".to_owned(), id.cloned().unwrap_or(Value::Null));
            for key in ["call_id", "name", "arguments"] {
                call.insert(key.to_owned(), event.get(key).cloned().unwrap_or(Value::Null));
            }
            self.calls.push(call.into());
        }
        match text(event, "type") {
            Some("response.output_item.added") => {
                let call = event.get("item").filter(|item| text(item, "type") == Some("function_call"));
                self.begun.extend(call.cloned());
            }
            Some("response.done") => self.has_ended = true,
            _ => {}
        }
        Ok(())
    }

    pub(super) fn has_ended(&self) -> bool {
        self.has_ended
    }

    pub(super) fn finish(self) -> Value {
        // A response that is over has no call that goes on: somebody interrupted it.
        let half = self.begun.into_iter().filter(|_| !self.has_ended).map(|mut item| {
            if let Some(item) = item.as_object_mut() {
                item.insert("status".to_owned(), "incomplete".into());
            }
            item
        });
        json!({ "object": "realtime.response", "output": self.calls.into_iter().chain(half).collect::<Vec<_>>() })
    }
}

/// The messages of Gemini Live so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Live {
    calls: Vec<Value>,
    has_ended: bool,
}

impl Live {
    pub(super) fn message(&mut self, message: &Value) -> Result<(), ReplyError> {
        Provider::GeminiLive.calls(message)?;
        self.calls.extend(message["toolCall"]["functionCalls"].as_array().into_iter().flatten().cloned());
        // The user went on speaking, and what was asked for is not wanted any more.
        let cancelled = message["toolCallCancellation"]["ids"].as_array();
        if let Some(cancelled) = cancelled {
            self.calls.retain(|call| call.get("id").is_none_or(|id| !cancelled.contains(id)));
        }
        self.has_ended |= message["serverContent"]["turnComplete"] == true;
        Ok(())
    }

    pub(super) fn has_ended(&self) -> bool {
        self.has_ended
    }

    pub(super) fn finish(self) -> Value {
        json!({ "toolCall": { "functionCalls": self.calls } })
    }
}

/// The parts of Vercel's stream so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Vercel {
    parts: Vec<Value>,
    /// Calls whose input has begun, by their ids, with their names.
    begun: Vec<(Value, Value)>,
    finish_reason: Option<Value>,
}

impl Vercel {
    pub(super) fn part(&mut self, part: &Value) -> Result<(), ReplyError> {
        match text(part, "type") {
            Some("tool-input-start") if part.get("providerExecuted") != Some(&Value::Bool(true)) => {
                self.begun.push((part["id"].clone(), part["toolName"].clone()));
            }
            Some("tool-call") => {
                self.begun.retain(|(id, _)| part.get("toolCallId") != Some(id));
                if !Provider::VercelAiSdk.calls(part)?.is_empty() {
                    self.parts.push(part.clone());
                }
            }
            Some("finish") => self.finish_reason = part.get("finishReason").cloned(),
            // It has parts of its own beside those of a reply; none of them is a call.
            _ => {}
        }
        Ok(())
    }

    pub(super) fn has_ended(&self) -> bool {
        self.finish_reason.is_some()
    }

    pub(super) fn finish(self) -> Value {
        let mut parts = self.parts;
        let mut reply = Map::new();
        // `null` says that the reply breaks off here.
        if self.finish_reason.is_none() {
            let half = |(id, name)| json!({ "type": "tool-call", "toolCallId": id, "toolName": name });
            parts.extend(self.begun.into_iter().map(half));
        }
        reply.insert("content".to_owned(), parts.into());
        reply.insert("finishReason".to_owned(), self.finish_reason.unwrap_or(Value::Null));
        Value::Object(reply)
    }
}
