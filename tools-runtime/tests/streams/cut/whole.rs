//! Streams whose events carry whole calls.

use serde_json::{Value, json};

use super::Press;
use crate::turn::Asked;

impl Press<'_> {
    /// A call as a part, without its id where there is none.
    fn function_call(&self, call: &Asked) -> Value {
        let mut value = call.function_call();
        if self.fault.no_ids {
            drop(value.as_object_mut().unwrap().remove("id"));
        }
        value
    }

    pub(super) fn gemini(&mut self) -> Vec<Value> {
        let mut parts: Vec<Value> = self.text().into_iter().map(|text| json!({ "text": text })).collect();
        parts.extend(self.turn.calls.iter().map(|call| json!({ "functionCall": self.function_call(call) })));
        let mut events = Vec::new();
        let mut rest = parts.as_slice();
        while !rest.is_empty() {
            let many = if self.fault.no_deltas { rest.len() } else { 1 + self.dice.below(rest.len()) };
            let (now, later) = rest.split_at(many);
            events.push(
                json!({ "candidates": [{ "index": 0, "content": { "role": "model", "parts": now } }] }),
            );
            rest = later;
        }
        if !self.fault.no_end {
            events.push(
                json!({ "candidates": [{ "content": {}, "finishReason": "STOP" }], "usageMetadata": {} }),
            );
        }
        events
    }

    pub(super) fn live(&mut self) -> Vec<Value> {
        let calls: Vec<Value> = self.turn.calls.iter().map(|call| self.function_call(call)).collect();
        let mut events: Vec<Value> = match self.fault.no_deltas {
            true => vec![json!({ "toolCall": { "functionCalls": calls } })],
            false => {
                calls.into_iter().map(|call| json!({ "toolCall": { "functionCalls": [call] } })).collect()
            }
        };
        if !self.fault.no_end {
            events.push(json!({ "serverContent": { "turnComplete": true } }));
        }
        events
    }

    pub(super) fn vercel(&mut self) -> Vec<Value> {
        let turn = self.turn;
        let one = |press: &mut Self, call: &Asked| {
            let mut events =
                vec![json!({ "type": "tool-input-start", "id": call.id, "toolName": call.name })];
            for text in press.arguments(call) {
                events.push(json!({ "type": "tool-input-delta", "id": call.id, "delta": text }));
            }
            events.push(json!({ "type": "tool-input-end", "id": call.id }));
            events.push(json!({ "type": "tool-call", "toolCallId": call.id, "toolName": call.name, "input": call.arguments }));
            events
        };
        let calls = turn.calls.iter().map(|call| one(self, call)).collect();
        let mut events = self.lay(calls);
        if !self.fault.no_end {
            let reason = if self.called() { "tool-calls" } else { "stop" };
            events.push(json!({ "type": "finish", "finishReason": reason }));
        }
        events
    }
}
