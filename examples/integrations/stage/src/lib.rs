//! What the programs beside it have in common: the ten tools, the company that they call, and a model that is a script behind
//! a loopback server. The model speaks OpenAI's Chat Completions, as all of these frameworks do, and wants every one of its
//! calls answered with what the script says.

#[path = "../../../voice_agent/company/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "the voice agent shows more of it")]
mod company;
#[path = "../../../support/session.rs"]
mod session;

use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::{Json, Router};
use company::Company;
use typed_tools::serde_json::{self, Value, json};
use typed_tools::{AnyTool, Provider};

/// The ten tools, from their definitions.
pub mod shop {
    typed_tools::tools!("../../../tools/*.json");
}
use shop::Session;

/// What the customer asks.
pub const QUESTION: &str = session::QUESTION;

/// The conversation, and where the model is.
pub struct Stage {
    /// A conversation with the ten tools.
    pub session: Session,
    /// The base URL of the model's API, with `/v1`.
    pub api: String,
    company: Company,
    played: Arc<Mutex<usize>>,
}

impl Stage {
    /// Opens the company and the model.
    pub async fn open() -> Result<Self, Box<dyn Error>> {
        let (company, session) = session::open().await?;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let api = format!("http://{}/v1", listener.local_addr()?);
        let script: Vec<Value> =
            serde_json::from_str(include_str!("../../../support/scripts/openai_chat.json"))?;
        let (script, played) = (Arc::new(script), Arc::new(Mutex::new(0)));
        let told = Arc::clone(&played);
        let app = Router::new().fallback(move |Json(request): Json<Value>| async move {
            match reply(&script, &request) {
                Ok((turn, reply)) => {
                    *told.lock().unwrap_or_else(PoisonError::into_inner) = turn + 1;
                    said(reply, request["stream"] == true)
                }
                Err(fault) => {
                    eprintln!("the model's server refuses the request: {fault}");
                    (StatusCode::BAD_REQUEST, Json(json!({ "error": { "message": fault } }))).into_response()
                }
            }
        });
        tokio::spawn(async move { axum::serve(listener, app).await });
        Ok(Self { session, api, company, played })
    }

    /// Ends the program with an error unless the script was played to its end and the calls have changed what they were to.
    pub fn close(self, said: &str) -> Result<(), Box<dyn Error>> {
        let played = *self.played.lock().unwrap_or_else(PoisonError::into_inner);
        println!("MODEL SAYS   {said}");
        let books = self.company.report();
        println!("IN THE BOOKS lead {}, returned {}", books["lead"], books["returns"]);
        let right = said.contains("R-5001") && books["lead"]["status"] == "hot" && played == 3;
        if right { Ok(()) } else { Err(format!("{played} turns, and that").into()) }
    }
}

/// The schema of a tool's arguments, as OpenAI's Chat Completions take it.
#[must_use]
pub fn schema(tool: &dyn AnyTool) -> Value {
    let schema = tool.schema(Provider::OpenAiChat).and_then(|schema| serde_json::from_str(schema.get()).ok());
    schema.unwrap_or_else(|| json!({ "type": "object", "properties": {} }))
}

/// The turn that comes next, by the assistant's turns in the history, and what the model says.
fn reply(script: &[Value], request: &Value) -> Result<(usize, Value), String> {
    let history = request["messages"].as_array().ok_or("no messages")?;
    let offered = request["tools"].as_array().map_or(0, Vec::len);
    if offered != 10 {
        return Err(format!("{offered} tools are offered, and not ten"));
    }
    let turn = history.iter().filter(|message| message["role"] == "assistant").count();
    for expected in script[..turn].iter().filter_map(|turn| turn["answers"].as_array()).flatten() {
        let id = &expected["tool_call_id"];
        let answer = history
            .iter()
            .find(|message| message["tool_call_id"] == *id)
            .ok_or_else(|| format!("no answer to {id}"))?;
        let words = text(&answer["content"]);
        for piece in expected["content"].as_str().unwrap_or_default().split('…') {
            if !words.contains(piece) {
                return Err(format!("the answer to {id} has no {piece:?}: {words}"));
            }
        }
    }
    for answer in history.iter().rev().take_while(|message| message["role"] == "tool") {
        println!("IS TOLD      {}", text(&answer["content"]));
    }
    let said = &script.get(turn).ok_or("the script is over")?["reply"];
    Ok((turn, said.clone()))
}

/// A reply, whole or as a stream of one chunk.
fn said(mut reply: Value, streams: bool) -> Response {
    if !streams {
        return Json(reply).into_response();
    }
    reply["object"] = json!("chat.completion.chunk");
    let mut delta = reply["choices"][0]["message"].take();
    for (index, call) in delta["tool_calls"].as_array_mut().into_iter().flatten().enumerate() {
        call["index"] = json!(index);
    }
    reply["choices"][0]["delta"] = delta;
    ([("content-type", "text/event-stream")], format!("data: {reply}\n\ndata: [DONE]\n\n")).into_response()
}

/// The text of a message, which some write in parts.
fn text(content: &Value) -> String {
    match content {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().filter_map(|part| part["text"].as_str()).collect(),
        _ => String::new(),
    }
}
