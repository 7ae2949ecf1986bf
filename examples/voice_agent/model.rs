//! The model: a recording of what one said, in the shape of OpenAI's chat completions.

use std::collections::VecDeque;
use std::error::Error;

use typed_tools::serde_json::{self, Value};

/// The recorded call.
pub(crate) struct Recording {
    system: Value,
    turns: VecDeque<Value>,
    replies: VecDeque<Value>,
}

impl Recording {
    pub(crate) fn open() -> Result<Self, Box<dyn Error>> {
        let mut call: Value = serde_json::from_str(include_str!("call.json"))?;
        let turns = call["turns"].as_array_mut().map(std::mem::take).unwrap_or_default();
        Ok(Self { system: call["system"].take(), turns: turns.into(), replies: VecDeque::new() })
    }

    pub(crate) fn system(&self) -> &Value {
        &self.system
    }

    /// What the customer says next; `None` when the call is over.
    pub(crate) fn next_customer_words(&mut self) -> Option<String> {
        let turn = self.turns.pop_front()?;
        self.replies = turn["replies"].as_array().cloned().unwrap_or_default().into();
        turn["customer"].as_str().map(str::to_owned)
    }

    /// The next reply. Like the real service, it wants every call of the last turn answered.
    pub(crate) fn complete(&mut self, request: &Value) -> Result<Value, Box<dyn Error>> {
        let messages = request["messages"].as_array().ok_or("`messages` is missing")?;
        for call in messages.iter().filter_map(|message| message["tool_calls"].as_array()).flatten() {
            let answers = messages.iter().filter(|message| message["tool_call_id"] == call["id"]);
            if answers.count() != 1 {
                return Err(format!("{} must be answered by one tool message", call["id"]).into());
            }
        }
        self.replies.pop_front().ok_or_else(|| "the recording has no further reply".into())
    }
}
