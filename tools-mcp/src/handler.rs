//! What a running server knows, behind the trait that `rmcp` asks.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, ErrorData, ListToolsResult, PaginatedRequestParams,
    ServerConfig, Tool,
};
use rmcp::service::{NotificationContext, RequestContext};
use rmcp::{RoleServer, ServerHandler};
use tokio::sync::Semaphore;

use crate::observe::{Observers, Watched};
use crate::rate::Rate;
use crate::request::Request;
use crate::sessions::{ContextError, Sessions};
use crate::tools::Listed;
use crate::{call, list};

/// What a running server knows.
pub(crate) struct Core {
    pub(crate) sets: Vec<Sessions>,
    pub(crate) listed: Listed,
    pub(crate) config: ServerConfig,
    pub(crate) page: usize,
    pub(crate) ttl_ms: u64,
    /// Whether clients may see different tools.
    pub(crate) is_private: bool,
    pub(crate) progress: Option<Duration>,
    pub(crate) calls: Semaphore,
    pub(crate) concurrent_calls: usize,
    pub(crate) rate: Rate,
    pub(crate) observers: Observers,
}

impl Core {
    /// The error for a request that gets no session.
    pub(crate) fn refused(&self, error: &ContextError) -> ErrorData {
        match (error.words(), error.source()) {
            (Some(words), _) => ErrorData::invalid_request(words.to_owned(), None),
            (None, source) => {
                let source = source.map(tracing::field::display);
                tracing::warn!(target: "typed_tools::mcp", error = source, "no session for a request");
                ErrorData::internal_error("the server cannot say whose request this is", None)
            }
        }
    }
}

/// A server as `rmcp` sees it.
#[derive(Clone)]
pub(crate) struct Handler(pub(crate) Arc<Core>);

impl ServerHandler for Handler {
    fn get_info(&self) -> ServerConfig {
        self.0.config.clone()
    }

    async fn list_tools(
        &self,
        params: Option<PaginatedRequestParams>,
        mut context: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        let request = Request::of(&mut context);
        let watched = Watched::new(&self.0.observers, "tools/list", None, &context, &request);
        let after = params.and_then(|params| params.cursor);
        watched.answered(pin!(list::list(&self.0, after, request)), |_| false).await
    }

    async fn call_tool(
        &self,
        params: CallToolRequestParams,
        mut context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let request = Request::of(&mut context);
        let tools = self.0.tools();
        let known = tools.get_key_value(&*params.name).map(|(name, _)| name.as_str());
        let watched = Watched::new(&self.0.observers, "tools/call", known, &context, &request);
        // On the heap: `rmcp` hands the future that this is a part of from task to task, and copies it each time.
        let calling = Box::pin(call::call(&self.0, params, context, request));
        let result = watched.answered(calling, |result| result.is_error == Some(true)).await?;
        Ok(result.into())
    }

    async fn on_initialized(&self, context: NotificationContext<RoleServer>) {
        self.0.tell_of_changes(&context.peer);
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        // Asked for before every call over HTTP, to compare headers with arguments.
        self.0.tools().get(name).filter(|entry| entry.has_headers).map(|entry| entry.tool.clone())
    }
}
