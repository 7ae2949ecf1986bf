//! OpenAI's Responses and Realtime.

use serde_json::{Value, json};
use typed_tools_runtime::Provider;

use super::Press;
use crate::turn::{Asked, whole};

impl Press<'_> {
    pub(super) fn responses(&mut self) -> Vec<Value> {
        let turn = self.turn;
        let one = |press: &mut Self, at: usize, call: &Asked| {
            let fault = press.fault.clone();
            let mut made_up = 0;
            let mut id = |sound: bool| match fault.new_ids && !sound {
                true => {
                    made_up += 1;
                    json!(format!("fc_{at}_{made_up}"))
                }
                false => json!(format!("fc_{at}")),
            };
            let mut item = |status: &str, arguments: &str| {
                let mut item = call.item(at);
                (item["status"], item["arguments"], item["id"]) =
                    (json!(status), json!(arguments), id(status == "in_progress"));
                if fault.no_ids {
                    item["id"] = Value::Null;
                }
                item
            };
            let index = press.index(at);
            // Who leaves out the ids has one way left to say whose a delta is, and the order.
            let names_item =
                !fault.no_ids && (fault.every_id || !fault.in_turn || fault.same_index || fault.no_index);
            let item_id = if names_item { json!(format!("fc_{at}")) } else { Value::Null };
            let mut events = vec![
                json!({ "type": "response.output_item.added", "output_index": index, "item": item("in_progress", "") }),
            ];
            if !fault.no_deltas {
                for text in press.arguments(call) {
                    events.push(json!({ "type": "response.function_call_arguments.delta", "item_id": item_id, "output_index": index, "delta": text }));
                }
            }
            if !fault.no_done || fault.no_deltas {
                events.push(json!({ "type": "response.function_call_arguments.done", "item_id": item_id, "output_index": index, "arguments": call.arguments }));
                events.push(json!({ "type": "response.output_item.done", "output_index": index, "item": item("completed", call.arguments) }));
            }
            if fault.late_begin {
                let begin = events.remove(0);
                events.insert(press.dice.below(events.len() + 1), begin);
            }
            events
        };
        let calls = turn.calls.iter().enumerate().map(|(at, call)| one(self, at, call)).collect();
        let mut events: Vec<Value> = self
            .text()
            .into_iter()
            .map(|text| json!({ "type": "response.output_text.delta", "item_id": "msg_1", "output_index": 0, "delta": text }))
            .collect();
        events.extend(self.lay(calls));
        if !self.fault.no_end {
            let mut response = whole(Provider::OpenAiResponses, turn);
            if self.fault.empty_end {
                response["output"] = json!([]);
            }
            events.push(json!({ "type": "response.completed", "response": response }));
        }
        events
    }

    pub(super) fn realtime(&mut self) -> Vec<Value> {
        let turn = self.turn;
        let one = |press: &mut Self, at: usize, call: &Asked| {
            let item = call.item(at);
            let mut events =
                vec![json!({ "type": "response.output_item.added", "output_index": at, "item": item })];
            for text in press.arguments(call) {
                events.push(json!({ "type": "response.function_call_arguments.delta", "item_id": item["id"], "delta": text }));
            }
            events.push(json!({ "type": "response.function_call_arguments.done", "item_id": item["id"], "call_id": call.id, "name": call.name, "arguments": call.arguments }));
            events.push(json!({ "type": "response.output_item.done", "item": item }));
            events
        };
        let calls = turn.calls.iter().enumerate().map(|(at, call)| one(self, at, call)).collect();
        let mut events = self.lay(calls);
        if !self.fault.no_end {
            events
                .push(json!({ "type": "response.done", "response": whole(Provider::OpenAiRealtime, turn) }));
        }
        events
    }
}
