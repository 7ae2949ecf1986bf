//! The tools in an agent loop of `genai`, whatever provider it speaks to. `cargo run -p genai-example` in
//! `examples/integrations`; it runs offline.

use std::error::Error;

use frameworks_stage::shop::Session;
use frameworks_stage::{QUESTION, Stage, schema};
use genai::adapter::AdapterKind;
use genai::chat::{ChatMessage, ChatRequest, Tool, ToolCall, ToolResponse};
use genai::resolver::{AuthData, Endpoint};
use genai::{Client, ModelIden, ServiceTarget};
use typed_tools::AnyTool;
use typed_tools::CallOptions;

/// A tool, as `genai` offers it.
fn offered(tool: &dyn AnyTool) -> Tool {
    Tool::new(tool.name()).with_description(tool.description()).with_schema(schema(tool))
}

/// A call of the model's: checked, sent and answered.
async fn answered(session: &Session, call: ToolCall) -> ToolResponse {
    let words = match session.tool(&call.fn_name) {
        Some(tool) => {
            tool.call(call.fn_arguments, CallOptions::new().call_id(&call.call_id)).await.for_model()
        }
        None => format!("There is no tool `{}`.", call.fn_name),
    };
    ToolResponse::new(call.call_id, words)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let stage = Stage::open().await?;
    let endpoint = Endpoint::from_owned(format!("{}/", stage.api));
    let client = Client::builder()
        .with_service_target_resolver_fn(move |_: ServiceTarget| {
            let (auth, model) =
                (AuthData::from_single("demo"), ModelIden::new(AdapterKind::OpenAI, "gpt-5.2"));
            Ok(ServiceTarget { endpoint: endpoint.clone(), auth, model })
        })
        .build()?;
    let tools = stage.session.tools().map(|tool| offered(&*tool)).collect::<Vec<_>>();
    let mut request = ChatRequest::new(vec![ChatMessage::user(QUESTION)]).with_tools(tools);
    loop {
        let response = client.exec_chat("gpt-5.2", request.clone(), None).await?;
        let said = response.first_text().unwrap_or_default().to_owned();
        let calls = response.into_tool_calls();
        if calls.is_empty() {
            return stage.close(&said);
        }
        request = request.append_message(calls.clone());
        for call in calls {
            request = request.append_message(answered(&stage.session, call).await);
        }
    }
}
