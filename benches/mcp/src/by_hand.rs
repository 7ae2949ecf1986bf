//! The same three tools on `rmcp`, `serde` and `reqwest`, as a careful person writes them by hand: the service has a time to
//! answer in and a size of answer, is not followed elsewhere, and is not named in errors; arguments that there are not, tools that
//! there are not and pages of other sites are refused. What it does without: limits for clients, an end of calls whose client has
//! gone (in sessions), secrets kept out of answers, and words that a model can act on.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt as _;
use reqwest::Client;
use reqwest::redirect::Policy;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, ErrorData, JsonObject,
    ListToolsResult, PaginatedRequestParams, ServerCapabilities, ServerConfig, Tool,
};
use rmcp::service::RequestContext;
use rmcp::transport::stdio_pipes;
use rmcp::transport::streamable_http_server::session::local::LocalSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use rmcp::{RoleServer, ServerHandler, ServiceExt as _};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use typed_tools::serde_json::{Value, from_str, from_value, json};

#[derive(Clone)]
struct Crm {
    client: Client,
    service: String,
    tools: Arc<Vec<Tool>>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Call,
    Visit,
    Letter,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AddNote {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<Kind>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct GetNotes {
    limit: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FindContact {
    name: String,
}

/// The most that is read of an answer.
const MOST: usize = 1 << 20;

fn failure(words: String) -> CallToolResult {
    CallToolResult::error(vec![ContentBlock::text(words)])
}

fn read<T: DeserializeOwned>(arguments: JsonObject) -> Result<T, CallToolResult> {
    from_value(Value::Object(arguments)).map_err(|error| failure(error.to_string()))
}

impl Crm {
    async fn call(&self, name: &str, arguments: JsonObject) -> Result<CallToolResult, CallToolResult> {
        let request = match name {
            "add_note" => {
                let note: AddNote = read(arguments)?;
                self.client.post(format!("{}/contacts/c_1/notes", self.service)).json(&note)
            }
            "get_notes" => {
                let notes: GetNotes = read(arguments)?;
                self.client.get(format!("{}/contacts/c_1/notes", self.service)).query(&notes)
            }
            "find_contact" => {
                let contact: FindContact = read(arguments)?;
                self.client.get(format!("{}/contacts", self.service)).query(&contact)
            }
            _ => return Err(failure("there is no such tool".to_owned())),
        };
        let failed = |error: reqwest::Error| failure(error.without_url().to_string());
        let response = request.bearer_auth("crm-key-1").send().await.map_err(failed)?;
        let mut response = response.error_for_status().map_err(failed)?;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if body.len() + chunk.len() > MOST {
                return Err(failure("the answer is too large".to_owned()));
            }
            body.extend_from_slice(&chunk);
        }
        let text = String::from_utf8(body).map_err(|_| failure("the answer is no text".to_owned()))?;
        let mut result = CallToolResult::success(vec![ContentBlock::text(text.clone())]);
        result.structured_content = from_str(&text).ok();
        Ok(result)
    }
}

impl ServerHandler for Crm {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(self.tools.to_vec()))
    }

    async fn call_tool(
        &self,
        params: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let answered = self.call(&params.name, params.arguments.unwrap_or_default()).await;
        Ok(answered.unwrap_or_else(|wrong| wrong).into())
    }
}

pub(crate) async fn serve(mode: &str, service: &str) -> Result<(), Box<dyn Error>> {
    let tool = |name: &'static str, description: &'static str, properties: Value, required: &str| {
        let schema = json!({ "type": "object", "properties": properties, "required": [required] });
        Tool::new(name, description, schema.as_object().cloned().unwrap_or_default())
    };
    let kinds = json!({ "type": "string", "enum": ["call", "visit", "letter"] });
    let tools = vec![
        tool(
            "add_note",
            "Adds a note on a contact",
            json!({ "text": { "type": "string" }, "kind": kinds }),
            "text",
        ),
        tool("find_contact", "Finds a contact", json!({ "name": { "type": "string" } }), "name"),
        tool("get_notes", "Gets the notes on a contact", json!({ "limit": { "type": "integer" } }), "limit"),
    ];
    let client = Client::builder().timeout(Duration::from_secs(30)).redirect(Policy::none()).build()?;
    let crm = Crm { client, service: service.to_owned(), tools: Arc::new(tools) };
    if mode == "stdio" {
        crm.serve(stdio_pipes()).await?.waiting().await?;
        return Ok(());
    }
    let is_stateless = mode == "stateless";
    let config = StreamableHttpServerConfig::default()
        .enforce_origin_validation()
        .with_legacy_session_mode(!is_stateless)
        .with_json_response(is_stateless);
    let sessions = Arc::new(LocalSessionManager::default());
    let service = StreamableHttpService::new(move || Ok(crm.clone()), sessions, config);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    crate::served::end_with_input();
    let listener = listener.tap_io(crate::at_once);
    axum::serve(listener, Router::new().nest_service("/mcp", service)).await?;
    Ok(())
}
