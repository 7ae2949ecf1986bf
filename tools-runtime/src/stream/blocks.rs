//! Messages of content blocks: Anthropic's, and Bedrock's Converse.

use serde_json::{Map, Value, json};

use super::pieces::{append, index, parsed, said};
use typed_tools_core::provider::Provider;
use typed_tools_core::reply::ReplyError;

/// Blocks in the order in which they began.
#[derive(Debug, Clone, Default)]
struct Blocks {
    list: Vec<Block>,
}

#[derive(Debug, Clone, Default)]
struct Block {
    index: Option<u64>,
    entries: Map<String, Value>,
    /// The input of a call, as text.
    input: String,
    is_call: bool,
    is_stopped: bool,
}

impl Blocks {
    /// A block begins. Where its index is that of another one the server repeats them, and it is another all the
    /// same, unless it is the same call once more.
    fn start(&mut self, index: Option<u64>, entries: Map<String, Value>, id: Option<&str>, is_call: bool) {
        let known_id = |known: &Block| id.is_some() && known.is_call && call_id(&known.entries) == id;
        if self.list.iter().any(known_id) {
            return;
        }
        self.list.push(Block { index, entries, is_call, ..Block::default() });
    }

    /// The block that a delta belongs to: the last one of its index, or of all; one that has stopped takes no more.
    fn at(&mut self, index: Option<u64>, is_call: bool) -> &mut Block {
        let fits = |known: &Block| {
            known.is_call == is_call && !known.is_stopped && (index.is_none() || known.index == index)
        };
        let at = self.list.iter().rposition(fits).unwrap_or_else(|| {
            self.list.push(Block { index, is_call, ..Block::default() });
            self.list.len() - 1
        });
        &mut self.list[at]
    }

    fn stop(&mut self, index: Option<u64>) {
        let fits = |known: &&mut Block| !known.is_stopped && (index.is_none() || known.index == index);
        if let Some(known) = self.list.iter_mut().rev().find(fits) {
            known.is_stopped = true;
        }
    }
}

impl Block {
    /// Puts the input where it belongs. Where the block broke off before any came, there is none: a call without
    /// arguments has an empty object at least.
    fn put_input(&mut self, has_ended: bool) {
        let is_whole = has_ended || self.is_stopped;
        let text = std::mem::take(&mut self.input);
        let call = match self.entries.get_mut("toolUse") {
            Some(Value::Object(call)) => call,
            _ => &mut self.entries,
        };
        let has_input = call.get("input").and_then(Value::as_object).is_some_and(|input| !input.is_empty());
        if !text.trim().is_empty() {
            call.insert("input".to_owned(), parsed(text));
        } else if is_whole && !has_input {
            call.insert("input".to_owned(), json!({}));
        } else if !has_input {
            call.remove("input");
        }
    }
}

/// The id of a call, by whatever name.
fn call_id(entries: &Map<String, Value>) -> Option<&str> {
    match entries.get("toolUse") {
        Some(call) => said(call.as_object()?, "toolUseId"),
        None => said(entries, "id"),
    }
}

/// A message of Anthropic so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Anthropic {
    message: Map<String, Value>,
    blocks: Blocks,
    is_stopped: bool,
}

impl Anthropic {
    pub(super) fn event(&mut self, provider: Provider, event: &Value) -> Result<(), ReplyError> {
        let Some(kind) = event.get("type").and_then(Value::as_str) else {
            return Err(ReplyError::expected(provider, "an event with a `type`", event));
        };
        let index = index(event, "index");
        match kind {
            "message_start" => {
                if let Some(Value::Object(message)) = event.get("message") {
                    self.message = message.clone();
                }
            }
            "content_block_start" => {
                let block =
                    event.get("content_block").and_then(Value::as_object).cloned().unwrap_or_default();
                let id = said(&block, "id").map(str::to_owned);
                let is_call = said(&block, "type").is_some_and(|kind| kind.ends_with("tool_use"));
                self.blocks.start(index, block, id.as_deref(), is_call);
            }
            "content_block_delta" => self.delta(index, &event["delta"]),
            "content_block_stop" => self.blocks.stop(index),
            "message_delta" => {
                for (key, value) in event["delta"].as_object().into_iter().flatten() {
                    self.message.insert(key.clone(), value.clone());
                }
            }
            "message_stop" => self.is_stopped = true,
            _ => {}
        }
        Ok(())
    }

    fn delta(&mut self, index: Option<u64>, delta: &Value) {
        let text = |key: &str| delta[key].as_str().unwrap_or_default();
        let kind = text("type");
        if kind == "input_json_delta" {
            self.blocks.at(index, true).input.push_str(text("partial_json"));
            return;
        }
        let of = match kind {
            "text_delta" | "citations_delta" => "text",
            "thinking_delta" | "signature_delta" => "thinking",
            _ => return,
        };
        let block = &mut self.blocks.at(index, false).entries;
        block.entry("type").or_insert_with(|| of.into());
        match kind {
            "text_delta" => append(block, "text", text("text")),
            "thinking_delta" => append(block, "thinking", text("thinking")),
            "signature_delta" => append(block, "signature", text("signature")),
            _ => {
                let citations = block.entry("citations").or_insert_with(|| json!([]));
                match citations.as_array_mut() {
                    Some(list) => list.push(delta["citation"].clone()),
                    None => *citations = json!([delta["citation"]]),
                }
            }
        }
    }

    pub(super) fn has_ended(&self) -> bool {
        self.is_stopped || self.message.get("stop_reason").is_some_and(|reason| !reason.is_null())
    }

    pub(super) fn finish(self) -> Value {
        let has_ended = self.has_ended();
        let content = self.blocks.list.into_iter().map(|mut block| {
            if block.is_call {
                block.put_input(has_ended);
                block.entries.entry("type").or_insert_with(|| "tool_use".into());
            }
            Value::Object(block.entries)
        });
        let mut message = self.message;
        message.insert("content".to_owned(), content.collect());
        message.entry("role").or_insert_with(|| "assistant".into());
        match has_ended {
            // `null` says that the reply breaks off here; a stop without a reason is a stop.
            true if message.get("stop_reason").is_some_and(Value::is_null) => {
                drop(message.remove("stop_reason"))
            }
            true => {}
            false => drop(message.insert("stop_reason".to_owned(), Value::Null)),
        }
        Value::Object(message)
    }
}

/// A message of Converse so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Bedrock {
    blocks: Blocks,
    stop_reason: Option<Value>,
}

impl Bedrock {
    pub(super) fn event(&mut self, event: &Value) {
        if let Some(start) = event.get("contentBlockStart") {
            let block = start.get("start").and_then(Value::as_object).cloned().unwrap_or_default();
            let id = call_id(&block).map(str::to_owned);
            let is_call = block.contains_key("toolUse");
            self.blocks.start(index(start, "contentBlockIndex"), block, id.as_deref(), is_call);
        }
        if let Some(delta) = event.get("contentBlockDelta") {
            let index = index(delta, "contentBlockIndex");
            for (key, value) in delta["delta"].as_object().into_iter().flatten() {
                match (key.as_str(), value) {
                    ("toolUse", call) => {
                        let text = call["input"].as_str().unwrap_or_default();
                        self.blocks.at(index, true).input.push_str(text);
                    }
                    // Blocks of text and of reasoning have no start.
                    ("reasoningContent", reasoning) => {
                        reasoned(&mut self.blocks.at(index, false).entries, reasoning);
                    }
                    (_, Value::String(text)) => append(&mut self.blocks.at(index, false).entries, key, text),
                    _ => {
                        self.blocks.at(index, false).entries.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        if let Some(stop) = event.get("contentBlockStop") {
            self.blocks.stop(index(stop, "contentBlockIndex"));
        }
        if let Some(stop) = event.get("messageStop") {
            self.stop_reason = stop.get("stopReason").cloned();
        }
    }

    pub(super) fn has_ended(&self) -> bool {
        self.stop_reason.is_some()
    }

    pub(super) fn finish(self) -> Value {
        let has_ended = self.has_ended();
        let content = self.blocks.list.into_iter().map(|mut block| {
            if block.is_call {
                block.entries.entry("toolUse").or_insert_with(|| json!({}));
                block.put_input(has_ended);
            }
            Value::Object(block.entries)
        });
        json!({
            "output": { "message": { "role": "assistant", "content": content.collect::<Vec<_>>() } },
            "stopReason": self.stop_reason,
        })
    }
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
