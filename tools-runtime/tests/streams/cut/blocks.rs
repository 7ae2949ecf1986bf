//! Anthropic's and Bedrock's content blocks.

use serde_json::{Value, json};

use super::Press;
use crate::turn::Asked;

impl Press<'_> {
    /// The blocks of a message: those of calls with their pieces between start and stop.
    fn blocks(
        &mut self,
        start: &dyn Fn(&Value, &Asked) -> Value,
        delta: &dyn Fn(&Value, String) -> Value,
        stop: &dyn Fn(&Value) -> Value,
    ) -> Vec<Value> {
        let turn = self.turn;
        let one = |press: &mut Self, at: usize, call: &Asked| {
            let index = press.index(at + 1);
            let mut events = vec![start(&index, call)];
            // A call without arguments may come without any text.
            if call.arguments != "{}" || press.dice.once_in(2) {
                events.extend(press.arguments(call).into_iter().map(|text| delta(&index, text)));
            }
            if !press.fault.no_done {
                events.push(stop(&index));
            }
            events
        };
        let calls: Vec<Vec<Value>> =
            turn.calls.iter().enumerate().map(|(at, call)| one(self, at, call)).collect();
        // Blocks have no ids on their pieces: in turn they come only with an index each.
        match self.fault.same_index || self.fault.no_index {
            true => calls.concat(),
            false => self.lay(calls),
        }
    }

    pub(super) fn anthropic(&mut self) -> Vec<Value> {
        let no_ids = self.fault.no_ids;
        let mut events = vec![
            json!({ "type": "message_start", "message": { "type": "message", "role": "assistant", "content": [], "stop_reason": null } }),
        ];
        let text = self.text();
        if !text.is_empty() {
            events.push(json!({ "type": "content_block_start", "index": 0, "content_block": { "type": "text", "text": "" } }));
            events.extend(text.into_iter().map(|text| json!({ "type": "content_block_delta", "index": 0, "delta": { "type": "text_delta", "text": text } })));
            events.push(json!({ "type": "content_block_stop", "index": 0 }));
        }
        events.extend(self.blocks(
            &|index, call| {
                let id = if no_ids { Value::Null } else { json!(call.id) };
                json!({ "type": "content_block_start", "index": index, "content_block": { "type": "tool_use", "id": id, "name": call.name, "input": {} } })
            },
            &|index, text| json!({ "type": "content_block_delta", "index": index, "delta": { "type": "input_json_delta", "partial_json": text } }),
            &|index| json!({ "type": "content_block_stop", "index": index }),
        ));
        if !self.fault.no_end {
            let reason = if self.called() { "tool_use" } else { "end_turn" };
            events.push(json!({ "type": "message_delta", "delta": { "stop_reason": reason } }));
            events.push(json!({ "type": "message_stop" }));
        }
        events
    }

    pub(super) fn bedrock(&mut self) -> Vec<Value> {
        let no_ids = self.fault.no_ids;
        let mut events: Vec<Value> = self
            .text()
            .into_iter()
            .map(|text| json!({ "contentBlockDelta": { "contentBlockIndex": 0, "delta": { "text": text } } }))
            .collect();
        events.extend(self.blocks(
            &|index, call| {
                let id = if no_ids { Value::Null } else { json!(call.id) };
                json!({ "contentBlockStart": { "contentBlockIndex": index, "start": { "toolUse": { "toolUseId": id, "name": call.name } } } })
            },
            &|index, text| json!({ "contentBlockDelta": { "contentBlockIndex": index, "delta": { "toolUse": { "input": text } } } }),
            &|index| json!({ "contentBlockStop": { "contentBlockIndex": index } }),
        ));
        if !self.fault.no_end {
            let reason = if self.called() { "tool_use" } else { "end_turn" };
            events.push(json!({ "messageStop": { "stopReason": reason } }));
        }
        events
    }
}
