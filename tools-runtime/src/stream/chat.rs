//! Chat Completions and its kin, and Ollama's messages.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::calls::Calls;
use super::pieces::{append, index};
use typed_tools_core::provider::Provider;
use typed_tools_core::reply::{ReplyError, says_called};

/// The choices so far, by their index.
#[derive(Debug, Clone, Default)]
pub(super) struct Chat {
    choices: BTreeMap<u64, Choice>,
    is_done: bool,
}

#[derive(Debug, Clone, Default)]
struct Choice {
    message: Message,
    finish_reason: Option<Value>,
}

/// An assistant's message so far.
#[derive(Debug, Clone, Default)]
struct Message {
    entries: Map<String, Value>,
    calls: Calls,
}

impl Chat {
    /// A `chat.completion.chunk`.
    pub(super) fn chunk(&mut self, provider: Provider, event: &Value) -> Result<(), ReplyError> {
        let Some(choices) = event.get("choices") else {
            return Err(ReplyError::expected(provider, "a chunk with `choices`", event));
        };
        for choice in choices.as_array().into_iter().flatten() {
            if let Some(error) = ReplyError::reported(provider, choice) {
                return Err(error);
            }
            let known = self.choices.entry(index(choice, "index").unwrap_or(0)).or_default();
            if let Some(reason) = choice.get("finish_reason").filter(|reason| !reason.is_null()) {
                known.finish_reason = Some(reason.clone());
            }
            if let Some(Value::Object(delta)) = choice.get("delta").or_else(|| choice.get("message")) {
                known.message.add(delta);
            }
        }
        Ok(())
    }

    /// The stream has said that it is at its end.
    pub(super) fn done(&mut self) {
        self.is_done = true;
    }

    pub(super) fn has_ended(&self) -> bool {
        self.is_done || self.choices.get(&0).is_some_and(|first| first.finish_reason.is_some())
    }

    pub(super) fn finish(mut self) -> Value {
        let mut first = self.choices.remove(&0).unwrap_or_default();
        // Parts of one turn in several choices: they are one, so that the turn can be appended.
        if first.message.calls.is_empty() && first.finish_reason.as_ref().is_some_and(says_called) {
            let others = std::mem::take(&mut self.choices);
            others.into_values().for_each(|other| first.message.calls.extend(other.message.calls));
        }
        let choices = std::iter::once((0, first)).chain(self.choices).map(|(index, choice)| {
            let mut whole = Map::new();
            whole.insert("index".to_owned(), index.into());
            let (message, is_unclear) = choice.message.finish();
            whole.insert("message".to_owned(), message);
            // `null` says that the reply breaks off here. A server that ends without a reason has ended all the same.
            let reason = choice.finish_reason.filter(|_| !is_unclear);
            if reason.is_some() || !self.is_done || is_unclear {
                whole.insert("finish_reason".to_owned(), reason.unwrap_or(Value::Null));
            }
            Value::Object(whole)
        });
        json!({ "object": "chat.completion", "choices": choices.collect::<Vec<_>>() })
    }
}

impl Message {
    fn add(&mut self, delta: &Map<String, Value>) {
        for (key, value) in delta {
            match (key.as_str(), value) {
                ("tool_calls", Value::Array(fragments)) => {
                    fragments.iter().for_each(|fragment| self.calls.add(None, fragment));
                }
                // Said once, with the first chunk; some servers send `null` or nothing with the others.
                ("role", Value::String(role)) if role.is_empty() => {}
                ("role", Value::String(_)) => {
                    self.entries.insert(key.clone(), value.clone());
                }
                // Text and reasoning come in pieces, whatever their key is called.
                (_, Value::String(text)) => append(&mut self.entries, key, text),
                (_, Value::Array(items)) => match self.entries.get_mut(key) {
                    Some(Value::Array(known)) => known.extend(items.iter().cloned()),
                    _ => {
                        self.entries.insert(key.clone(), value.clone());
                    }
                },
                (_, Value::Null) => {}
                _ => {
                    self.entries.insert(key.clone(), value.clone());
                }
            }
        }
    }

    /// The message, and whether there is a call in it of which it is not clear where it ends.
    fn finish(self) -> (Value, bool) {
        let mut message = self.entries;
        message.entry("role").or_insert_with(|| "assistant".into());
        message.entry("content").or_insert(Value::Null);
        let (calls, is_unclear) = self.calls.finish();
        if !calls.is_empty() {
            message.insert("tool_calls".to_owned(), calls.into());
        }
        (Value::Object(message), is_unclear)
    }
}

/// A message of Ollama so far: text comes in pieces, calls come whole.
#[derive(Debug, Clone, Default)]
pub(super) struct Ollama {
    message: Message,
    /// What the last chunk says of the end.
    end: Map<String, Value>,
}

impl Ollama {
    pub(super) fn chunk(&mut self, provider: Provider, event: &Value) -> Result<(), ReplyError> {
        let Some(Value::Object(message)) = event.get("message") else {
            return Err(ReplyError::expected(provider, "a chunk with a `message`", event));
        };
        self.message.add(message);
        if event.get("done") == Some(&Value::Bool(true)) {
            for key in ["done", "done_reason"] {
                if let Some(value) = event.get(key) {
                    self.end.insert(key.to_owned(), value.clone());
                }
            }
        }
        Ok(())
    }

    pub(super) fn has_ended(&self) -> bool {
        !self.end.is_empty()
    }

    pub(super) fn finish(self) -> Value {
        let mut reply = self.end;
        // Its calls come whole.
        reply.insert("message".to_owned(), self.message.finish().0);
        Value::Object(reply)
    }
}
