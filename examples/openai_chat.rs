//! An agent loop on OpenAI's Chat Completions, with plain `reqwest`: `cargo run --example openai_chat`.
//!
//! It runs offline: the model is a script behind a loopback server (`support/`). `converse` is what
//! a host needs; with the real service, `api` is `https://api.openai.com`. Azure OpenAI, Groq, xAI,
//! DeepSeek, Mistral and OpenRouter differ in that address and in the `Provider`.

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
    let tools = Tools::specs(Provider::OpenAiChat);
    let mut messages = vec![json!({ "role": "user", "content": question })];
    loop {
        let body = json!({ "model": "gpt-5.2", "messages": messages, "tools": tools });
        let request = http.post(format!("{api}/v1/chat/completions")).bearer_auth(key).json(&body);
        let reply: Value = request.send().await?.error_for_status()?.json().await?;

        // The assistant's turn goes back as it came; behind it, the result of each of its calls.
        let message = &reply["choices"][0]["message"];
        messages.push(message.clone());
        // Every call is checked and sent, all of them concurrently. What the model got wrong is no
        // error here: it is told what to fix, and fixes it in its next reply.
        let answers = session.answer(Provider::OpenAiChat, &reply).await?;
        if answers.is_empty() {
            return Ok(message["content"].as_str().unwrap_or_default().to_owned());
        }
        messages.extend(answers);
    }
}

// What follows is the stage, and no part of a host.
mod support;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let script = include_str!("support/scripts/openai_chat.json");
    let stage =
        support::Stage::open(Provider::OpenAiChat, script, json!(Tools::specs(Provider::OpenAiChat))).await?;
    let said = converse(&stage.session, &stage.api, support::MODEL_KEY, support::QUESTION).await?;
    stage.close(&said)
}
