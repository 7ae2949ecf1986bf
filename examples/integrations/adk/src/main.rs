//! The tools in an agent of `adk`, which runs the loop itself. It runs offline: `.ci/integrations adk`.

use std::error::Error;
use std::sync::Arc;

use adk_agent::LlmAgentBuilder;
use adk_core::{Content, Tool, ToolContext};
use adk_model::openai::{OpenAIClient, OpenAIConfig};
use adk_runner::Runner;
use adk_session::{CreateRequest, InMemorySessionService, SessionService as _};
use frameworks_stage::{QUESTION, Stage, schema};
use futures_util::StreamExt as _;
use typed_tools::serde_json::{Value, json};
use typed_tools::{AnyTool, CallOptions};

/// A tool, as `adk` calls it.
struct Adk(Arc<dyn AnyTool>);

#[async_trait::async_trait]
impl Tool for Adk {
    fn name(&self) -> &str {
        self.0.name()
    }
    fn description(&self) -> &str {
        self.0.description()
    }
    fn parameters_schema(&self) -> Option<Value> {
        Some(schema(&*self.0))
    }
    fn is_read_only(&self) -> bool {
        self.0.annotations().read_only
    }
    async fn execute(&self, context: Arc<dyn ToolContext>, arguments: Value) -> adk_core::Result<Value> {
        let options = CallOptions::new().call_id(context.function_call_id());
        Ok(json!(self.0.call(arguments, options).await.for_model()))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let stage = Stage::open().await?;
    let model = OpenAIClient::new(OpenAIConfig::compatible("demo", &stage.api, "gpt-5.2"))?;
    let agent = LlmAgentBuilder::new("shop").model(Arc::new(model));
    let agent = stage.session.tools().fold(agent, |agent, tool| agent.tool(Arc::new(Adk(tool))));
    let sessions = Arc::new(InMemorySessionService::new());
    let (app_name, user_id, session_id) = ("shop".into(), "maya".into(), Some("s_1".into()));
    sessions.create(CreateRequest { app_name, user_id, session_id, state: Default::default() }).await?;
    let runner = Runner::builder()
        .app_name("shop")
        .agent(Arc::new(agent.build()?))
        .session_service(sessions)
        .build()?;
    let mut events = runner.run_str("maya", "s_1", Content::new("user").with_text(QUESTION)).await?;
    let mut said = String::new(); // of the last event
    while let Some(event) = events.next().await {
        let content = event?.llm_response.content;
        said = content.iter().flat_map(|content| &content.parts).filter_map(|part| part.text()).collect();
    }
    stage.close(&said)
}
