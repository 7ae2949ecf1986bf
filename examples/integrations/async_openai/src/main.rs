//! The tools in an agent loop of `async-openai`: its types on one side, the tools on the other, and the four lines that join
//! them. `cargo run -p async-openai-example` in `examples/integrations`; it runs offline.

use std::error::Error;

use async_openai::Client;
use async_openai::config::OpenAIConfig;
use async_openai::types::chat::{
    ChatCompletionRequestMessage, ChatCompletionRequestUserMessage, ChatCompletionTools,
    CreateChatCompletionRequest,
};
use frameworks_stage::shop::Session;
use frameworks_stage::{QUESTION, Stage};
use typed_tools::Provider;
use typed_tools::serde_json::{self, json};

/// Lets the model call tools until it has something to say.
async fn converse(
    session: &Session,
    client: &Client<OpenAIConfig>,
    question: &str,
) -> Result<String, Box<dyn Error>> {
    // 1. What the model is offered, as the crate's type.
    let tools: Vec<ChatCompletionTools> = serde_json::from_str(session.specs(Provider::OpenAiChat).as_str())?;
    let mut messages: Vec<ChatCompletionRequestMessage> =
        vec![ChatCompletionRequestUserMessage::from(question).into()];
    loop {
        let request = CreateChatCompletionRequest {
            model: "gpt-5.2".to_owned(),
            messages: messages.clone(),
            tools: Some(tools.clone()),
            ..Default::default()
        };
        let response = client.chat().create(request).await?;
        let message = &response.choices.first().ok_or("no choice")?.message;

        // 2. The assistant's turn as JSON. 3. Its calls: each is checked, sent and answered.
        let turn = json!(message);
        let answers = session.answer(Provider::OpenAiChat, &turn).await?;
        if answers.is_empty() {
            return Ok(message.content.clone().unwrap_or_default());
        }
        // 4. The turn and the answers, as the crate's type again.
        for next in [turn].into_iter().chain(answers) {
            messages.push(serde_json::from_value(next)?);
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let stage = Stage::open().await?;
    let client = Client::with_config(OpenAIConfig::new().with_api_base(&stage.api).with_api_key("demo"));
    let said = converse(&stage.session, &client, QUESTION).await?;
    stage.close(&said)
}
