//! Streams out of a turn, cut and broken as asked.

use std::collections::VecDeque;

use serde_json::{Map, Value, json};
use typed_tools_runtime::Provider;

use crate::dice::Dice;
use crate::fault::Fault;
use crate::turn::{Asked, Turn, whole};

/// Where a text is cut.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cut {
    /// Into two, behind so many characters.
    At(usize),
    /// Into pieces of so many characters.
    Every(usize),
    Random,
}

impl Cut {
    fn pieces(self, text: &str, dice: &mut Dice) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let mut pieces = Vec::new();
        let mut rest = chars.as_slice();
        while !rest.is_empty() {
            let many = match self {
                Self::At(at) if pieces.is_empty() => at,
                Self::At(_) => rest.len(),
                Self::Every(many) => many,
                Self::Random => 1 + dice.below(rest.len()),
            };
            let (now, later) = rest.split_at(many.min(rest.len()));
            pieces.push(now.iter().collect());
            rest = later;
        }
        pieces
    }
}

/// What the events of a turn are made with.
struct Press<'t> {
    turn: &'t Turn,
    cut: Cut,
    fault: &'t Fault,
    dice: &'t mut Dice,
}

pub(crate) fn stream(
    provider: Provider,
    turn: &Turn,
    cut: Cut,
    fault: &Fault,
    dice: &mut Dice,
) -> Vec<Value> {
    use Provider as P;
    let mut press = Press { turn, cut, fault, dice };
    let mut events = match provider {
        P::OpenAiResponses => press.responses(),
        P::OpenAiRealtime => press.realtime(),
        P::Anthropic => press.anthropic(),
        P::Bedrock => press.bedrock(),
        P::Gemini | P::VertexAi => press.gemini(),
        P::GeminiLive => press.live(),
        P::Cohere => press.cohere(),
        P::Ollama => press.ollama(),
        P::VercelAiSdk => press.vercel(),
        P::Mcp | P::Mcp20251125 | P::Mcp20250618 => whole(provider, turn).as_array().unwrap().clone(),
        _ => press.chat(),
    };
    if fault.noise {
        for _ in 0..1 + press.dice.below(3) {
            let at = press.dice.below(events.len() + 1);
            events.insert(at, noise(provider));
        }
    }
    events
}

/// What says nothing of a reply.
fn noise(provider: Provider) -> Value {
    use Provider as P;
    match provider {
        P::OpenAiResponses => json!({ "type": "response.in_progress", "response": {} }),
        P::OpenAiRealtime => json!({ "type": "rate_limits.updated", "rate_limits": [] }),
        P::Anthropic => json!({ "type": "ping" }),
        P::Bedrock => json!({ "metadata": { "usage": {} } }),
        P::Gemini | P::VertexAi => json!({ "usageMetadata": { "totalTokenCount": 1 } }),
        P::GeminiLive => json!({ "usageMetadata": {} }),
        P::Cohere => json!({ "type": "citation-start", "index": 0, "delta": {} }),
        P::Ollama => json!({ "message": { "role": "assistant", "content": "" }, "done": false }),
        P::VercelAiSdk => json!({ "type": "stream-start", "warnings": [] }),
        P::Mcp | P::Mcp20251125 | P::Mcp20250618 => json!({ "jsonrpc": "2.0", "method": "ping" }),
        _ => json!({ "choices": [], "usage": { "total_tokens": 1 } }),
    }
}

impl Press<'_> {
    fn called(&self) -> bool {
        !self.turn.calls.is_empty()
    }

    fn index(&self, at: usize) -> Value {
        match self.fault {
            Fault { no_index: true, .. } => Value::Null,
            Fault { same_index: true, .. } => json!(0),
            _ => json!(at),
        }
    }

    fn text(&mut self) -> Vec<String> {
        self.cut.pieces(self.turn.text, self.dice)
    }

    fn arguments(&mut self, call: &Asked) -> Vec<String> {
        match self.fault.no_deltas {
            true => vec![call.arguments.to_owned()],
            false => self.cut.pieces(call.arguments, self.dice),
        }
    }

    /// The events of each call, one call behind the other or in turn.
    fn lay(&mut self, calls: Vec<Vec<Value>>) -> Vec<Value> {
        if !self.fault.in_turn {
            return calls.concat();
        }
        let mut queues: Vec<VecDeque<Value>> = calls.into_iter().map(VecDeque::from).collect();
        let mut events = Vec::new();
        while !queues.is_empty() {
            let at = self.dice.below(queues.len());
            events.extend(queues[at].pop_front());
            queues.retain(|queue| !queue.is_empty());
        }
        events
    }

    /// The fragments of each call as a chat has them: `tool_calls` entries.
    fn fragments(&mut self) -> Vec<Vec<Value>> {
        let turn = self.turn;
        let one = |press: &mut Self, at: usize, call: &Asked| {
            let mut texts = press.arguments(call);
            if press.dice.once_in(2) && !press.fault.no_deltas {
                texts.insert(0, String::new());
            }
            let fragment = |(number, text): (usize, String)| {
                let fault = press.fault;
                let mut fragment = Map::new();
                let mut function = Map::new();
                let first = number == 0;
                let id = match fault.new_ids && !first {
                    true => format!("{}-{number}", call.id),
                    false => call.id.clone(),
                };
                if !fault.no_ids && (first || fault.every_id || fault.new_ids) {
                    fragment.insert("id".to_owned(), id.into());
                }
                if !fault.no_index {
                    fragment.insert("index".to_owned(), press.index(at));
                }
                if first || fault.every_name {
                    function.insert("name".to_owned(), call.name.into());
                }
                function.insert("arguments".to_owned(), text.into());
                fragment.insert("function".to_owned(), function.into());
                Value::Object(fragment)
            };
            texts.into_iter().enumerate().map(fragment).collect()
        };
        turn.calls.iter().enumerate().map(|(at, call)| one(self, at, call)).collect()
    }

    fn chat(&mut self) -> Vec<Value> {
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

    fn cohere(&mut self) -> Vec<Value> {
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

    fn ollama(&mut self) -> Vec<Value> {
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

    fn responses(&mut self) -> Vec<Value> {
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

    fn realtime(&mut self) -> Vec<Value> {
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

    fn anthropic(&mut self) -> Vec<Value> {
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

    fn bedrock(&mut self) -> Vec<Value> {
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

    /// A call as a part, without its id where there is none.
    fn function_call(&self, call: &Asked) -> Value {
        let mut value = call.function_call();
        if self.fault.no_ids {
            drop(value.as_object_mut().unwrap().remove("id"));
        }
        value
    }

    fn gemini(&mut self) -> Vec<Value> {
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

    fn live(&mut self) -> Vec<Value> {
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

    fn vercel(&mut self) -> Vec<Value> {
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
