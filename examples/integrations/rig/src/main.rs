//! The tools in an agent of `rig`, which runs the loop itself. `cargo run -p rig-example` in `examples/integrations`; it runs
//! offline.

use std::error::Error;
use std::sync::Arc;

use frameworks_stage::{QUESTION, Stage, schema};
use rig::agent::AgentBuilder;
use rig::message::ToolName;
use rig::providers::openai::OpenAIConfig;
use rig::tool::{DynamicTool, ToolExecutionError, ToolOutput};
use typed_tools::{AnyTool, CallOptions};

/// A tool, as `rig` calls it. What a model got wrong it is told in our words.
fn tool(tool: Arc<dyn AnyTool>) -> Result<DynamicTool, Box<dyn Error>> {
    let (name, description, schema) = (ToolName::new(tool.name())?, tool.description(), schema(&*tool));
    Ok(DynamicTool::new(name, description, schema, move |arguments| {
        let call = tool.call(arguments, CallOptions::new());
        Box::pin(async move {
            let answer = call.await;
            match answer.is_error() {
                false => Ok(ToolOutput::text(answer.for_model())),
                true => {
                    Err(ToolExecutionError::other("the call failed").with_model_feedback(answer.for_model()))
                }
            }
        })
    }))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let stage = Stage::open().await?;
    let tools = stage.session.tools().map(tool).collect::<Result<Vec<_>, _>>()?;
    let model = OpenAIConfig::new("demo").with_base_url(&stage.api).client().chat("gpt-5.2");
    let agent = AgentBuilder::new(model).dynamic_tools(tools).default_max_turns(5).build();
    let said = agent.prompt(QUESTION).await?;
    stage.close(&said.output())
}
