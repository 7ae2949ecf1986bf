//! What a model says in one turn, and the whole reply of each provider that says it.

use serde_json::{Value, json};
use typed_tools_runtime::Provider;

use crate::dice::Dice;

#[derive(Debug, Clone)]
pub(crate) struct Turn {
    pub(crate) text: &'static str,
    pub(crate) calls: Vec<Asked>,
}

#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) id: String,
    pub(crate) name: &'static str,
    /// JSON.
    pub(crate) arguments: &'static str,
}

const NAMES: [&str; 3] = ["find", "open_ticket", "list"];

const ARGUMENTS: [&str; 9] = [
    "{}",
    r#"{"q":1}"#,
    r#"{"q":2}"#,
    r#"{"title":"a"}"#,
    r#"{"title": "}{\\\"\\", "tags": ["é", {"deep": [[]]}]}"#,
    r#"{"id":9007199254740991,"price":19.99,"note":null}"#,
    r#"{"text":"\u00e9\ud83d\ude00 {\"a\":1}","b":{"c":{}}}"#,
    r#"{"functionCall":{"name":"x","args":{}},"tool_calls":[{"index":0}]}"#,
    r#"{"日本":"語😀"}"#,
];

const TEXTS: [&str; 4] = ["", "One moment.", "Grüße \"{\"\n", "data: {\"x\":1}\n\n[DONE]"];

fn asked(number: usize, name: &'static str, arguments: &'static str) -> Asked {
    Asked { id: format!("call0000{number}"), name, arguments }
}

/// Turns that have gone wrong with somebody.
pub(crate) fn turns() -> Vec<Turn> {
    let turn = |text, calls: &[(&'static str, &'static str)]| Turn {
        text,
        calls: calls.iter().enumerate().map(|(at, (name, arguments))| asked(at, name, arguments)).collect(),
    };
    vec![
        turn("Hello", &[]),
        turn("", &[("find", ARGUMENTS[1])]),
        turn("", &[("list", "{}"), ("list", "{}")]),
        turn("One moment.", &[("find", ARGUMENTS[1]), ("find", ARGUMENTS[2]), ("open_ticket", ARGUMENTS[3])]),
        turn("", &[("find", ARGUMENTS[1]), ("list", "{}"), ("find", ARGUMENTS[1])]),
        turn("Grüße", &[("open_ticket", ARGUMENTS[4]), ("find", ARGUMENTS[6])]),
        turn("", &[("find", ARGUMENTS[7]), ("find", ARGUMENTS[8]), ("list", ARGUMENTS[5])]),
    ]
}

pub(crate) fn random(dice: &mut Dice) -> Turn {
    let many = dice.below(5);
    let calls = (0..many).map(|at| asked(at, dice.copy(&NAMES), dice.copy(&ARGUMENTS))).collect();
    Turn { text: dice.copy(&TEXTS), calls }
}

impl Asked {
    pub(crate) fn value(&self) -> Value {
        serde_json::from_str(self.arguments).unwrap()
    }

    /// As Chat Completions has it.
    pub(crate) fn chat(&self) -> Value {
        json!({ "id": self.id, "type": "function", "function": { "name": self.name, "arguments": self.arguments } })
    }

    /// As Responses has it.
    pub(crate) fn item(&self, at: usize) -> Value {
        json!({ "type": "function_call", "id": format!("fc_{at}"), "call_id": self.id, "name": self.name, "arguments": self.arguments, "status": "completed" })
    }

    /// As Gemini has it.
    pub(crate) fn function_call(&self) -> Value {
        json!({ "id": self.id, "name": self.name, "args": self.value() })
    }
}

/// The reply in one piece.
pub(crate) fn whole(provider: Provider, turn: &Turn) -> Value {
    use Provider as P;
    let called = !turn.calls.is_empty();
    let each = |shape: &dyn Fn(usize, &Asked) -> Value| -> Vec<Value> {
        turn.calls.iter().enumerate().map(|(at, call)| shape(at, call)).collect()
    };
    match provider {
        P::OpenAiResponses | P::OpenAiRealtime => {
            json!({ "object": "response", "status": "completed", "output": each(&|at, call| call.item(at)) })
        }
        P::Anthropic => {
            let blocks = each(&|_, call| json!({ "type": "tool_use", "id": call.id, "name": call.name, "input": call.value() }));
            json!({ "type": "message", "role": "assistant", "content": blocks, "stop_reason": if called { "tool_use" } else { "end_turn" } })
        }
        P::Bedrock => {
            let blocks = each(&|_, call| json!({ "toolUse": { "toolUseId": call.id, "name": call.name, "input": call.value() } }));
            json!({ "output": { "message": { "role": "assistant", "content": blocks } }, "stopReason": if called { "tool_use" } else { "end_turn" } })
        }
        P::Gemini | P::VertexAi => {
            let parts = each(&|_, call| json!({ "functionCall": call.function_call() }));
            json!({ "candidates": [{ "content": { "role": "model", "parts": parts }, "finishReason": "STOP" }] })
        }
        P::GeminiLive => json!({ "toolCall": { "functionCalls": each(&|_, call| call.function_call()) } }),
        P::Cohere => {
            json!({ "message": { "role": "assistant", "tool_calls": each(&|_, call| call.chat()) }, "finish_reason": if called { "TOOL_CALL" } else { "COMPLETE" } })
        }
        P::Ollama => {
            let calls = each(&|_, call| json!({ "function": { "name": call.name, "arguments": call.value() } }));
            json!({ "message": { "role": "assistant", "content": turn.text, "tool_calls": calls }, "done": true, "done_reason": "stop" })
        }
        P::VercelAiSdk => {
            let parts = each(&|_, call| json!({ "type": "tool-call", "toolCallId": call.id, "toolName": call.name, "input": call.arguments }));
            json!({ "content": parts, "finishReason": if called { "tool-calls" } else { "stop" } })
        }
        P::Mcp | P::Mcp20251125 | P::Mcp20250618 => {
            each(&|_, call| json!({ "jsonrpc": "2.0", "id": call.id, "method": "tools/call", "params": { "name": call.name, "arguments": call.value() } })).into()
        }
        _ => {
            let message = json!({ "role": "assistant", "content": turn.text, "tool_calls": each(&|_, call| call.chat()) });
            json!({ "choices": [{ "index": 0, "message": message, "finish_reason": if called { "tool_calls" } else { "stop" } }] })
        }
    }
}
