//! Streams out of a turn, cut and broken as asked.

mod blocks;
mod chat;
mod openai;
mod whole;

use std::collections::VecDeque;

use serde_json::{Map, Value, json};
use typed_tools_runtime::Provider;

use crate::dice::Dice;
use crate::fault::Fault;
use crate::turn::{Asked, Turn};

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
        P::Mcp | P::Mcp20251125 | P::Mcp20250618 => {
            crate::turn::whole(provider, turn).as_array().unwrap().clone()
        }
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
}
