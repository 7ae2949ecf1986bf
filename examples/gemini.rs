//! An agent loop on Gemini's `generateContent`, with plain `reqwest`: `cargo run --example gemini`.
//!
//! It runs offline: the model is a script behind a loopback server (`support/`). `converse` is what
//! a host needs; with the real service, `api` is `https://generativelanguage.googleapis.com`.

use std::error::Error;

use typed_tools::Provider;
use typed_tools::serde_json::{Value, json};

/// The ten tools, from their definitions.
mod shop {
    typed_tools::tools!("tools/*.json");
}
use shop::{Session, Tools};

/// Lets the model call tools until it has something to say.
async fn converse(session: &Session, api: &str, key: &str, question: &str) -> Result<String, Box<dyn Error>> {
    let http = reqwest::Client::new();
    let url = format!("{api}/v1beta/models/gemini-3-flash:generateContent");
    let tools = Tools::specs(Provider::Gemini);
    let mut contents = vec![json!({ "role": "user", "parts": [{ "text": question }] })];
    loop {
        let body = json!({ "contents": contents, "tools": tools });
        let request = http.post(&url).header("x-goog-api-key", key).json(&body);
        let reply: Value = request.send().await?.error_for_status()?.json().await?;

        // The model's turn goes back as it came: Gemini refuses a call that has lost its
        // `thoughtSignature`. Behind it, the result of each of its calls, in one turn.
        let content = &reply["candidates"][0]["content"];
        contents.push(content.clone());
        // Every call is checked and sent, all of them concurrently. What the model got wrong is no
        // error here: it is told what to fix, and fixes it in its next reply.
        let answers = session.answer(Provider::Gemini, &reply).await?;
        if answers.is_empty() {
            let texts =
                content["parts"].as_array().into_iter().flatten().filter_map(|part| part["text"].as_str());
            return Ok(texts.collect());
        }
        contents.extend(answers);
    }
}

// What follows is the stage, and no part of a host.
mod support;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let script = include_str!("support/scripts/gemini.json");
    let stage = support::Stage::open(Provider::Gemini, script, json!(Tools::specs(Provider::Gemini))).await?;
    let said = converse(&stage.session, &stage.api, support::MODEL_KEY, support::QUESTION).await?;
    stage.close(&said)
}
