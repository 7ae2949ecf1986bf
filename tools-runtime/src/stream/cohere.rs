//! Cohere's typed events.

use serde_json::{Map, Value};

use super::calls::Calls;
use super::pieces::{append, index};
use typed_tools_core::provider::Provider;
use typed_tools_core::reply::ReplyError;

/// The message so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Cohere {
    message: Map<String, Value>,
    calls: Calls,
    content: Vec<(u64, Map<String, Value>)>,
    finish_reason: Option<Value>,
    has_ended: bool,
}

impl Cohere {
    pub(super) fn event(&mut self, provider: Provider, event: &Value) -> Result<(), ReplyError> {
        let Some(kind) = event.get("type").and_then(Value::as_str) else {
            return Err(ReplyError::expected(provider, "an event with a `type`", event));
        };
        let index = index(event, "index");
        let message = &event["delta"]["message"];
        match kind {
            "tool-plan-delta" => {
                append(&mut self.message, "tool_plan", message["tool_plan"].as_str().unwrap_or_default());
            }
            "tool-call-start" | "tool-call-delta" => {
                // Documented as an object, seen as a list of one.
                let delta = &message["tool_calls"];
                self.calls.add(index, delta.get(0).unwrap_or(delta));
            }
            "content-start" | "content-delta" => {
                let block = slot(&mut self.content, index.unwrap_or(0));
                for (key, value) in message["content"].as_object().into_iter().flatten() {
                    match value {
                        Value::String(text) if key != "type" => append(block, key, text),
                        _ => {
                            block.insert(key.clone(), value.clone());
                        }
                    }
                }
            }
            "message-end" => {
                self.has_ended = true;
                self.finish_reason = event["delta"].get("finish_reason").cloned();
                if let Some(Value::String(_)) = event["delta"].get("error") {
                    return Err(ReplyError::of_error(provider, &event["delta"]["error"]));
                }
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn has_ended(&self) -> bool {
        self.has_ended
    }

    pub(super) fn finish(self) -> Value {
        let mut message = self.message;
        message.insert("role".to_owned(), "assistant".into());
        let content: Vec<Value> = self.content.into_iter().map(|(_, slot)| Value::Object(slot)).collect();
        let (calls, is_unclear) = self.calls.finish();
        for (key, list) in [("content", content), ("tool_calls", calls)] {
            if !list.is_empty() {
                message.insert(key.to_owned(), list.into());
            }
        }
        let mut reply = Map::new();
        reply.insert("message".to_owned(), Value::Object(message));
        // `null` says that the reply breaks off here.
        let reason = self.finish_reason.filter(|_| !is_unclear);
        if reason.is_some() || !self.has_ended || is_unclear {
            reply.insert("finish_reason".to_owned(), reason.unwrap_or(Value::Null));
        }
        Value::Object(reply)
    }
}

/// The object of this index, made where there is none.
fn slot(slots: &mut Vec<(u64, Map<String, Value>)>, index: u64) -> &mut Map<String, Value> {
    let at = slots.iter().position(|(known, _)| *known == index).unwrap_or_else(|| {
        slots.push((index, Map::new()));
        slots.len() - 1
    });
    &mut slots[at].1
}
