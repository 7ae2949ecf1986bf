//! Messages of content blocks: Anthropic's, and Bedrock's Converse.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{append, parsed};
use typed_tools_core::provider::Provider;
use typed_tools_core::reply::ReplyError;

/// A message of Anthropic so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Anthropic {
    message: Map<String, Value>,
    blocks: BTreeMap<u64, Map<String, Value>>,
    /// The input of tool calls, as text, by block.
    inputs: BTreeMap<u64, String>,
}

impl Anthropic {
    pub(super) fn event(&mut self, provider: Provider, event: &Value) -> Result<(), ReplyError> {
        let Some(kind) = event.get("type").and_then(Value::as_str) else {
            return Err(ReplyError::expected(provider, "an event with a `type`", event));
        };
        let index = event.get("index").and_then(Value::as_u64).unwrap_or(0);
        match kind {
            "message_start" => {
                if let Some(Value::Object(message)) = event.get("message") {
                    self.message = message.clone();
                }
            }
            "content_block_start" => {
                let block = event.get("content_block").and_then(Value::as_object).cloned();
                self.blocks.insert(index, block.unwrap_or_default());
            }
            "content_block_delta" => {
                let Some(block) = self.blocks.get_mut(&index) else {
                    return Err(ReplyError::shape(
                        provider,
                        "a delta came before the block that it belongs to",
                    ));
                };
                let delta = &event["delta"];
                let text = |key: &str| delta[key].as_str().unwrap_or_default();
                match delta["type"].as_str().unwrap_or_default() {
                    "input_json_delta" => {
                        self.inputs.entry(index).or_default().push_str(text("partial_json"));
                    }
                    "text_delta" => append(block, "text", text("text")),
                    "thinking_delta" => append(block, "thinking", text("thinking")),
                    "signature_delta" => append(block, "signature", text("signature")),
                    "citations_delta" => {
                        let citations = block.entry("citations").or_insert_with(|| json!([]));
                        if let Some(list) = citations.as_array_mut() {
                            list.push(delta["citation"].clone());
                        } else {
                            *citations = json!([delta["citation"]]);
                        }
                    }
                    _ => {}
                }
            }
            "message_delta" => {
                for (key, value) in event["delta"].as_object().into_iter().flatten() {
                    self.message.insert(key.clone(), value.clone());
                }
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Value {
        for (index, text) in self.inputs {
            // A call without arguments has no text at all, or an empty one.
            if let Some(block) = self.blocks.get_mut(&index).filter(|_| !text.is_empty()) {
                block.insert("input".to_owned(), parsed(text));
            }
        }
        let mut message = self.message;
        message.entry("role").or_insert_with(|| "assistant".into());
        message.insert("content".to_owned(), self.blocks.into_values().map(Value::Object).collect());
        Value::Object(message)
    }
}

/// A message of Converse so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Bedrock {
    blocks: BTreeMap<u64, Map<String, Value>>,
    inputs: BTreeMap<u64, String>,
    stop_reason: Option<Value>,
}

impl Bedrock {
    pub(super) fn event(&mut self, event: &Value) {
        if let Some(start) = event.get("contentBlockStart") {
            let block = start.get("start").and_then(Value::as_object).cloned();
            self.blocks.insert(index_of(start), block.unwrap_or_default());
        }
        if let Some(delta) = event.get("contentBlockDelta") {
            let index = index_of(delta);
            // Blocks of text have no start.
            let block = self.blocks.entry(index).or_default();
            for (key, value) in delta["delta"].as_object().into_iter().flatten() {
                match (key.as_str(), value) {
                    ("toolUse", call) => {
                        let text = call["input"].as_str().unwrap_or_default();
                        self.inputs.entry(index).or_default().push_str(text);
                    }
                    ("reasoningContent", reasoning) => reasoned(block, reasoning),
                    (_, Value::String(text)) => append(block, key, text),
                    _ => {
                        block.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        if let Some(stop) = event.get("messageStop") {
            self.stop_reason = stop.get("stopReason").cloned();
        }
    }

    pub(super) fn finish(mut self) -> Value {
        for (index, block) in &mut self.blocks {
            if let Some(Value::Object(call)) = block.get_mut("toolUse") {
                let text = self.inputs.remove(index).unwrap_or_default();
                call.insert("input".to_owned(), if text.is_empty() { json!({}) } else { parsed(text) });
            }
        }
        let content: Vec<Value> = self.blocks.into_values().map(Value::Object).collect();
        json!({
            "output": { "message": { "role": "assistant", "content": content } },
            "stopReason": self.stop_reason,
        })
    }
}

fn index_of(event: &Value) -> u64 {
    event.get("contentBlockIndex").and_then(Value::as_u64).unwrap_or(0)
}

/// Reasoning is streamed flat and sent back nested.
fn reasoned(block: &mut Map<String, Value>, delta: &Value) {
    let content = block.entry("reasoningContent").or_insert_with(|| json!({}));
    let Some(content) = content.as_object_mut() else { return };
    for (key, value) in delta.as_object().into_iter().flatten() {
        match (key.as_str(), value) {
            ("text" | "signature", Value::String(text)) => {
                let inner = content.entry("reasoningText").or_insert_with(|| json!({}));
                if let Some(inner) = inner.as_object_mut() {
                    append(inner, key, text);
                }
            }
            _ => {
                content.insert(key.clone(), value.clone());
            }
        }
    }
}
