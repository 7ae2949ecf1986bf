//! A model that is a script, behind a server on loopback. It is as strict as a real one: it wants
//! its tools, its own turns as it said them, and every one of its calls answered in its order.

use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use typed_tools::Provider;
use typed_tools::serde_json::{self, Value, json};

use super::{MODEL_KEY, sse};

/// The running server.
pub(super) struct Model {
    pub(super) origin: String,
    script: Arc<Mutex<Script>>,
}

struct Script {
    provider: Provider,
    /// What the tools field of each request must be.
    tools: Value,
    /// The replies, each with the messages that must follow it; `…` in them stands for any text.
    turns: Vec<Value>,
    played: usize,
}

/// Where a provider has what the server looks at.
struct Wire {
    path: &'static str,
    credentials: (&'static str, String),
    history: &'static str,
}

impl Model {
    pub(super) async fn open(provider: Provider, script: &str, tools: Value) -> Result<Self, Box<dyn Error>> {
        let turns = serde_json::from_str(script)?;
        let script = Arc::new(Mutex::new(Script { provider, tools, turns, played: 0 }));
        let app = Router::new().fallback(reply).with_state(script.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let origin = format!("http://{}", listener.local_addr()?);
        tokio::spawn(async move { axum::serve(listener, app).await });
        Ok(Self { origin, script })
    }

    /// An error unless every turn was played.
    pub(super) fn played(&self) -> Result<(), String> {
        let script = self.script.lock().unwrap_or_else(PoisonError::into_inner);
        match script.turns.len() - script.played {
            0 => Ok(()),
            left => Err(format!("the model still had {left} turns to say")),
        }
    }
}

async fn reply(
    State(script): State<Arc<Mutex<Script>>>,
    uri: Uri,
    headers: HeaderMap,
    Json(request): Json<Value>,
) -> Response {
    let mut script = script.lock().unwrap_or_else(PoisonError::into_inner);
    match script.play(uri.path(), &headers, &request) {
        Ok(reply) if request["stream"] == true => {
            ([(header::CONTENT_TYPE, "text/event-stream")], sse::anthropic(&reply)).into_response()
        }
        Ok(reply) => Json(reply).into_response(),
        Err(fault) => {
            eprintln!("the model's server refuses the request: {fault}");
            (StatusCode::BAD_REQUEST, Json(json!({ "error": { "message": fault } }))).into_response()
        }
    }
}

impl Script {
    /// The next reply, to a request that is as the provider wants it.
    fn play(&mut self, path: &str, headers: &HeaderMap, request: &Value) -> Result<Value, String> {
        let wire = self.wire();
        if path != wire.path {
            return Err(format!("no {path}, but {}", wire.path));
        }
        let (header, key) = wire.credentials;
        if headers.get(header).is_none_or(|sent| *sent != *key) {
            return Err(format!("the credentials in `{header}` are wrong"));
        }
        if request["tools"] != self.tools {
            return Err(format!("the tools are not those of the set: {}", request["tools"]));
        }
        let told = self.check_history(request[wire.history].as_array().ok_or("no messages")?)?;
        for message in told {
            // Some providers want all results of a turn in one message.
            let parts = message["content"].as_array().or_else(|| message["parts"].as_array());
            for result in parts.map_or(std::slice::from_ref(message), Vec::as_slice) {
                println!("IS TOLD      {result}");
            }
        }

        let turn = self.turns.get(self.played).ok_or("the script is over")?;
        self.played += 1;
        for call in self.provider.calls(&turn["reply"]).map_err(|error| error.to_string())? {
            let arguments = call.arguments.as_str().map_or_else(|| call.arguments.to_string(), str::to_owned);
            println!("MODEL CALLS  {} {arguments}", call.name);
        }
        Ok(turn["reply"].clone())
    }

    /// All that was said: one question, and each reply so far with what must follow it. Gives what
    /// followed the last one.
    fn check_history<'a>(&self, history: &'a [Value]) -> Result<&'a [Value], String> {
        let mut rest = history.get(1..).ok_or("no question")?;
        let mut told: &[Value] = &[];
        for turn in &self.turns[..self.played] {
            let answers = turn["answers"].as_array().ok_or("the script lacks answers")?;
            let said = [&[self.assistant(&turn["reply"])], answers.as_slice()].concat();
            let (now, later) = rest.split_at_checked(said.len()).ok_or("messages are missing")?;
            if let Some((expected, got)) = said.iter().zip(now).find(|(expected, got)| !fits(expected, got)) {
                return Err(format!("expected {expected}\nfound {got}"));
            }
            (told, rest) = (&now[1..], later);
        }
        if rest.is_empty() { Ok(told) } else { Err("there are more messages than were said".into()) }
    }

    fn wire(&self) -> Wire {
        match self.provider {
            Provider::Anthropic => Wire {
                path: "/v1/messages",
                credentials: ("x-api-key", MODEL_KEY.to_owned()),
                history: "messages",
            },
            Provider::Gemini => Wire {
                path: "/v1beta/models/gemini-3-flash:generateContent",
                credentials: ("x-goog-api-key", MODEL_KEY.to_owned()),
                history: "contents",
            },
            _ => Wire {
                path: "/v1/chat/completions",
                credentials: ("authorization", format!("Bearer {MODEL_KEY}")),
                history: "messages",
            },
        }
    }

    /// The assistant's turn, as the history must repeat it.
    fn assistant(&self, reply: &Value) -> Value {
        match self.provider {
            Provider::Anthropic => json!({ "role": "assistant", "content": reply["content"] }),
            Provider::Gemini => reply["candidates"][0]["content"].clone(),
            _ => reply["choices"][0]["message"].clone(),
        }
    }
}

/// Whether `got` is what was expected: `…` stands for any text, and an absent entry is as good as
/// `null`.
fn fits(expected: &Value, got: &Value) -> bool {
    match (expected, got) {
        (Value::Object(expected), Value::Object(got)) => {
            let same = |key: &String| {
                fits(expected.get(key).unwrap_or(&Value::Null), got.get(key).unwrap_or(&Value::Null))
            };
            expected.keys().chain(got.keys()).all(same)
        }
        (Value::Array(expected), Value::Array(got)) => {
            expected.len() == got.len() && expected.iter().zip(got).all(|(expected, got)| fits(expected, got))
        }
        (Value::String(expected), Value::String(got)) if expected.contains('…') => {
            let mut pieces = expected.split('…');
            let Some(mut rest) = pieces.next().and_then(|first| got.strip_prefix(first)) else {
                return false;
            };
            pieces.all(|piece| {
                let behind = rest.split_once(piece).map(|(_, behind)| behind);
                rest = behind.unwrap_or_default();
                behind.is_some()
            })
        }
        _ => expected == got,
    }
}
