//! An agent loop on Anthropic's Messages, with plain `reqwest`, whole replies and streamed ones:
//! `cargo run --example anthropic`.
//!
//! It runs offline: the model is a script behind a loopback server (`support/`). `converse` is what
//! a host needs; with the real service, `api` is `https://api.anthropic.com`.

use std::error::Error;

use typed_tools::serde_json::{Value, json};
use typed_tools::{Provider, ReplyStream};

/// The ten tools, from their definitions.
mod shop {
    typed_tools::tools!("tools/*.json");
}
use shop::{Session, Tools};

/// Lets the model call tools until it has something to say.
async fn converse(
    session: &Session,
    api: &str,
    key: &str,
    question: &str,
    streamed: bool,
) -> Result<String, Box<dyn Error>> {
    let http = reqwest::Client::new();
    let tools = Tools::specs(Provider::Anthropic);
    let mut messages = vec![json!({ "role": "user", "content": question })];
    loop {
        let body = json!({
            "model": "claude-sonnet-4-6",
            "max_tokens": 1024,
            "messages": messages,
            "tools": tools,
            "stream": streamed,
        });
        let request = http.post(format!("{api}/v1/messages")).header("x-api-key", key);
        let response = request.header("anthropic-version", "2023-06-01").json(&body).send().await?;
        let response = response.error_for_status()?;
        let reply = if streamed { gather(response).await? } else { response.json().await? };

        // The assistant's turn goes back as it came; behind it, one message with the result of each
        // of its calls.
        messages.push(json!({ "role": "assistant", "content": reply["content"] }));
        // Every call is checked and sent, all of them concurrently. What the model got wrong is no
        // error here: it is told what to fix, and fixes it in its next reply.
        let answers = session.answer(Provider::Anthropic, &reply).await?;
        if answers.is_empty() {
            let blocks = reply["content"].as_array().into_iter().flatten();
            return Ok(blocks.filter_map(|block| block["text"].as_str()).collect());
        }
        messages.extend(answers);
    }
}

/// A streamed reply (server-sent events), put together to the reply that it is in pieces of.
async fn gather(mut response: reqwest::Response) -> Result<Value, Box<dyn Error>> {
    let mut stream = ReplyStream::new(Provider::Anthropic);
    while let Some(chunk) = response.chunk().await? {
        stream.push_bytes(&chunk)?;
        // Here an application shows or speaks `stream.take_text()` at once.
    }
    Ok(stream.finish())
}

// What follows is the stage, and no part of a host.
mod support;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let script = include_str!("support/scripts/anthropic.json");
    for streamed in [false, true] {
        println!("--- {}", if streamed { "streamed replies" } else { "whole replies" });
        let stage =
            support::Stage::open(Provider::Anthropic, script, json!(Tools::specs(Provider::Anthropic)))
                .await?;
        let said =
            converse(&stage.session, &stage.api, support::MODEL_KEY, support::QUESTION, streamed).await?;
        stage.close(&said)?;
    }
    Ok(())
}
