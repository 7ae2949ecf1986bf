//! Chat Completions and what is shaped like it.

use serde_json::{Value, json};

use super::Press;

impl Press<'_> {
    pub(super) fn chat(&mut self) -> Vec<Value> {
        let chunk = |index: usize, delta: Value, reason: Value| json!({ "choices": [{ "index": index, "delta": delta, "finish_reason": reason }] });
        let text = self.text();
        let mut events: Vec<Value> =
            text.into_iter().map(|text| chunk(0, json!({ "content": text }), Value::Null)).collect();
        let spread = self.fault.spread;
        let calls = self.fragments().into_iter().enumerate().map(|(at, fragments)| {
            let choice = if spread { at + 1 } else { 0 };
            fragments
                .into_iter()
                .map(|one| chunk(choice, json!({ "tool_calls": [one] }), Value::Null))
                .collect()
        });
        let calls = calls.collect();
        events.extend(self.lay(calls));
        if !self.fault.no_end {
            let reason = if self.called() { "tool_calls" } else { "stop" };
            events.push(chunk(0, json!({}), json!(reason)));
            events.push(json!("[DONE]"));
        }
        events
    }

    pub(super) fn cohere(&mut self) -> Vec<Value> {
        let calls = self.fragments().into_iter().map(|fragments| {
            let event = |(number, mut fragment): (usize, Value)| {
                let index = fragment.as_object_mut().unwrap().remove("index");
                let kind = if number == 0 { "tool-call-start" } else { "tool-call-delta" };
                json!({ "type": kind, "index": index, "delta": { "message": { "tool_calls": fragment } } })
            };
            fragments.into_iter().enumerate().map(event).collect()
        });
        let calls = calls.collect();
        let mut events = self.lay(calls);
        if !self.fault.no_end {
            let reason = if self.called() { "TOOL_CALL" } else { "COMPLETE" };
            events.push(json!({ "type": "message-end", "delta": { "finish_reason": reason } }));
        }
        events
    }

    pub(super) fn ollama(&mut self) -> Vec<Value> {
        let turn = self.turn;
        let chunk = |text: &str, calls: Vec<Value>| json!({ "message": { "role": "assistant", "content": text, "tool_calls": calls }, "done": false });
        let mut events: Vec<Value> = self.text().iter().map(|text| chunk(text, Vec::new())).collect();
        let calls = turn
            .calls
            .iter()
            .map(|call| json!({ "function": { "name": call.name, "arguments": call.value() } }));
        match self.fault.no_deltas {
            true => events.push(chunk("", calls.collect())),
            false => events.extend(calls.map(|call| chunk("", vec![call]))),
        }
        if !self.fault.no_end {
            events.push(json!({ "message": { "role": "assistant", "content": "" }, "done": true, "done_reason": "stop" }));
        }
        events
    }
}
