//! Chat Completions and its kin, Ollama's messages, and Cohere's events.

use serde_json::{Map, Value, json};

use super::append;
use typed_tools_core::provider::Provider;
use typed_tools_core::reply::ReplyError;

/// The assistant's message so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Chat {
    message: Map<String, Value>,
    /// The calls with the index that their fragments carry.
    calls: Vec<(Option<u64>, Map<String, Value>)>,
    finish_reason: Option<Value>,
}

impl Chat {
    /// A `chat.completion.chunk`; of several choices the first counts.
    pub(super) fn chunk(&mut self, provider: Provider, event: &Value) -> Result<(), ReplyError> {
        let Some(choices) = event.get("choices") else {
            return Err(ReplyError::expected(provider, "a chunk with `choices`", event));
        };
        let first = |choice: &&Value| choice.get("index").and_then(Value::as_u64).unwrap_or(0) == 0;
        let Some(choice) = choices.as_array().into_iter().flatten().find(first) else { return Ok(()) };
        if let Some(reason) = choice.get("finish_reason").filter(|reason| !reason.is_null()) {
            self.finish_reason = Some(reason.clone());
        }
        let Some(Value::Object(delta)) = choice.get("delta").or_else(|| choice.get("message")) else {
            return Ok(());
        };
        self.delta(delta);
        Ok(())
    }

    /// A chunk with a `message`, as Ollama sends them: text in pieces, calls whole.
    pub(super) fn message(&mut self, provider: Provider, event: &Value) -> Result<(), ReplyError> {
        let Some(Value::Object(message)) = event.get("message") else {
            return Err(ReplyError::expected(provider, "a chunk with a `message`", event));
        };
        self.delta(message);
        Ok(())
    }

    fn delta(&mut self, delta: &Map<String, Value>) {
        for (key, value) in delta {
            match (key.as_str(), value) {
                ("tool_calls", Value::Array(fragments)) => {
                    for fragment in fragments.iter().filter_map(Value::as_object) {
                        self.call(fragment);
                    }
                }
                // Said once, with the first chunk; some servers send `null` or nothing with the others.
                ("role", Value::String(role)) if role.is_empty() => {}
                ("role", Value::String(_)) => {
                    self.message.insert(key.clone(), value.clone());
                }
                // Text and reasoning come in pieces, whatever their key is called.
                (_, Value::String(text)) => append(&mut self.message, key, text),
                (_, Value::Array(items)) => match self.message.get_mut(key) {
                    Some(Value::Array(known)) => known.extend(items.iter().cloned()),
                    _ => {
                        self.message.insert(key.clone(), value.clone());
                    }
                },
                (_, Value::Null) => {}
                _ => {
                    self.message.insert(key.clone(), value.clone());
                }
            }
        }
    }

    /// A fragment belongs to the call of its index. Some servers number every call 0, or not at
    /// all: there a new id begins a new call.
    fn call(&mut self, fragment: &Map<String, Value>) {
        let index = fragment.get("index").and_then(Value::as_u64);
        let id = fragment.get("id").and_then(Value::as_str).filter(|id| !id.is_empty());
        let names =
            fragment.get("function").and_then(|function| function.get("name")).is_some_and(|n| !n.is_null());
        let known = match index {
            Some(_) => self.calls.iter().rposition(|(known, _)| *known == index),
            // Without index and id: a whole call if it has a name, else more of the last one.
            None if id.is_none() && names => None,
            None => self.calls.len().checked_sub(1),
        };
        let known = known.filter(|at| match (id, self.calls[*at].1.get("id").and_then(Value::as_str)) {
            (Some(id), Some(known)) => id == known,
            _ => true,
        });
        let at = known.unwrap_or_else(|| {
            self.calls.push((index, Map::new()));
            self.calls.len() - 1
        });
        let call = &mut self.calls[at].1;
        for (key, value) in fragment {
            match (key.as_str(), value) {
                ("function", Value::Object(function)) => function_delta(call, function),
                // The first non-empty one counts; an index is of the stream alone.
                ("index", _) | (_, Value::Null) => {}
                (_, Value::String(text)) if text.is_empty() => {}
                _ => {
                    call.insert(key.clone(), value.clone());
                }
            }
        }
    }

    pub(super) fn into_message(self) -> Value {
        let mut message = self.message;
        message.entry("role").or_insert_with(|| "assistant".into());
        message.entry("content").or_insert(Value::Null);
        if !self.calls.is_empty() {
            let calls = self.calls.into_iter().map(|(_, call)| Value::Object(call));
            message.insert("tool_calls".to_owned(), calls.collect());
        }
        Value::Object(message)
    }

    pub(super) fn finish(self) -> Value {
        let reason = self.finish_reason.clone().unwrap_or(Value::Null);
        let choice = json!({ "index": 0, "message": self.into_message(), "finish_reason": reason });
        json!({ "object": "chat.completion", "choices": [choice] })
    }
}

/// Names come whole, arguments in pieces of text (or whole, as an object).
fn function_delta(call: &mut Map<String, Value>, delta: &Map<String, Value>) {
    let function = call.entry("function").or_insert_with(|| json!({}));
    let Some(function) = function.as_object_mut() else { return };
    for (key, value) in delta {
        match (key.as_str(), value) {
            ("arguments", Value::String(text)) => append(function, key, text),
            (_, Value::Null) => {}
            // Some servers repeat the name in every fragment, some send an empty one.
            (_, Value::String(text)) if text.is_empty() => {}
            _ => {
                function.insert(key.clone(), value.clone());
            }
        }
    }
}

/// Cohere's typed events.
#[derive(Debug, Clone, Default)]
pub(super) struct Cohere {
    message: Map<String, Value>,
    calls: Vec<(u64, Map<String, Value>)>,
    content: Vec<(u64, Map<String, Value>)>,
}

impl Cohere {
    pub(super) fn event(&mut self, provider: Provider, event: &Value) -> Result<(), ReplyError> {
        let Some(kind) = event.get("type").and_then(Value::as_str) else {
            return Err(ReplyError::expected(provider, "an event with a `type`", event));
        };
        let index = event.get("index").and_then(Value::as_u64).unwrap_or(0);
        let message = &event["delta"]["message"];
        match kind {
            "tool-plan-delta" => {
                append(&mut self.message, "tool_plan", message["tool_plan"].as_str().unwrap_or_default());
            }
            "tool-call-start" | "tool-call-delta" => {
                let call = slot(&mut self.calls, index);
                // Documented as an object, seen as a list of one.
                let delta = &message["tool_calls"];
                let delta = delta.get(0).unwrap_or(delta).as_object();
                for (key, value) in delta.into_iter().flatten() {
                    match value {
                        Value::Object(function) if key == "function" => function_delta(call, function),
                        Value::Null => {}
                        _ => {
                            call.insert(key.clone(), value.clone());
                        }
                    }
                }
            }
            "content-start" | "content-delta" => {
                let block = slot(&mut self.content, index);
                for (key, value) in message["content"].as_object().into_iter().flatten() {
                    match value {
                        Value::String(text) if key != "type" => append(block, key, text),
                        _ => {
                            block.insert(key.clone(), value.clone());
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Value {
        let mut message = self.message;
        message.insert("role".to_owned(), "assistant".into());
        for (key, slots) in [("content", self.content), ("tool_calls", self.calls)] {
            if !slots.is_empty() {
                message
                    .insert(key.to_owned(), slots.into_iter().map(|(_, slot)| Value::Object(slot)).collect());
            }
        }
        json!({ "message": message })
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
