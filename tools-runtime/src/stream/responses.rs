//! OpenAI Responses.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::append;
use typed_tools_core::provider::Provider;
use typed_tools_core::reply::ReplyError;

/// The response so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Responses {
    /// By their place in the output.
    items: BTreeMap<u64, Value>,
    /// The response as its last event has it.
    whole: Option<Value>,
}

impl Responses {
    pub(super) fn event(&mut self, provider: Provider, event: &Value) -> Result<(), ReplyError> {
        let Some(kind) = event.get("type").and_then(Value::as_str) else {
            return Err(ReplyError::expected(provider, "an event with a `type`", event));
        };
        let index = event.get("output_index").and_then(Value::as_u64).unwrap_or(0);
        match kind {
            "response.output_item.added" | "response.output_item.done" => {
                self.items.insert(index, event.get("item").cloned().unwrap_or(Value::Null));
            }
            "response.function_call_arguments.delta" | "response.function_call_arguments.done" => {
                let Some(Value::Object(item)) = self.items.get_mut(&index) else {
                    return Err(ReplyError::shape(
                        provider,
                        "arguments came before the item that they belong to",
                    ));
                };
                match (event.get("delta"), event.get("arguments")) {
                    (Some(Value::String(text)), _) => append(item, "arguments", text),
                    (_, Some(whole)) => {
                        item.insert("arguments".to_owned(), whole.clone());
                    }
                    _ => {}
                }
            }
            "response.completed" | "response.incomplete" => self.whole = event.get("response").cloned(),
            "response.failed" => return Err(ReplyError::shape(provider, "the response failed")),
            _ => {}
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Value {
        let items: Vec<Value> = self.items.into_values().collect();
        match self.whole {
            // A response that is not stored may come back with an empty output.
            Some(mut whole) => {
                let is_empty = whole.get("output").and_then(Value::as_array).is_none_or(Vec::is_empty);
                if let Some(object) = whole.as_object_mut().filter(|_| is_empty) {
                    object.insert("output".to_owned(), Value::Array(items));
                }
                whole
            }
            None => json!({ "object": "response", "output": items }),
        }
    }
}
