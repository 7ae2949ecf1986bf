//! A span for each message, and what became of it for those who count.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rmcp::RoleServer;
use rmcp::model::ErrorData;
use rmcp::service::RequestContext;
use tracing::field::Empty;
use tracing::{Instrument as _, Span};

use crate::conventions as name;
use crate::request::Request;

/// What became of a message: for metrics.
#[derive(Debug, Clone)]
pub struct Operation {
    method: &'static str,
    tool: Option<String>,
    error: Option<String>,
    elapsed: Duration,
}

impl Operation {
    /// The method: `tools/call` or `tools/list`.
    #[must_use]
    pub fn method(&self) -> &'static str {
        self.method
    }

    /// The tool of a call, where it is one of the server's.
    #[must_use]
    pub fn tool(&self) -> Option<&str> {
        self.tool.as_deref()
    }

    /// The kind of failure, of few values: `tool_error` for a result that says so, else the code of the error.
    #[must_use]
    pub fn error_type(&self) -> Option<&str> {
        self.error.as_deref()
    }

    /// How long it took.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }
}

type Observe = Arc<dyn Fn(&Operation) + Send + Sync>;
type Parent = Arc<dyn Fn(&Span, &str, Option<&str>) + Send + Sync>;

/// Who is told of messages.
#[derive(Clone, Default)]
pub(crate) struct Observers {
    pub(crate) observe: Vec<Observe>,
    pub(crate) parent: Option<Parent>,
}

impl fmt::Debug for Observers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Observers").field("observe", &self.observe.len()).finish_non_exhaustive()
    }
}

/// A message that is being answered.
pub(crate) struct Watched<'a> {
    observers: &'a Observers,
    method: &'static str,
    tool: Option<&'a str>,
    span: Span,
    started: Instant,
}

impl<'a> Watched<'a> {
    /// `tool` is one of the server's; a name that a client made up is of unbounded variety.
    pub(crate) fn new(
        observers: &'a Observers,
        method: &'static str,
        tool: Option<&'a str>,
        context: &RequestContext<RoleServer>,
        request: &Request,
    ) -> Self {
        let span = tracing::info_span!(
            target: "typed_tools::mcp",
            "mcp.server",
            { name::OTEL_NAME } = Empty,
            { name::OTEL_KIND } = "server",
            { name::METHOD_NAME } = method,
            { name::REQUEST_ID } = %context.id,
            { name::NETWORK_TRANSPORT } = if request.headers().is_some() { "tcp" } else { "pipe" },
            { name::PROTOCOL_VERSION } = Empty,
            { name::SESSION_ID } = request.header("mcp-session-id"),
            { name::OPERATION_NAME } = tool.map(|_| "execute_tool"),
            { name::TOOL_NAME } = tool,
            { name::ERROR_TYPE } = Empty,
        );
        if !span.is_disabled() {
            match tool {
                Some(tool) => span.record(name::OTEL_NAME, format!("{method} {tool}").as_str()),
                None => span.record(name::OTEL_NAME, method),
            };
            if let Some(version) = context.protocol_version() {
                span.record(name::PROTOCOL_VERSION, version.as_str());
            }
            if let (Some(parent), Some(traceparent)) = (&observers.parent, context.meta.get_traceparent()) {
                parent(&span, traceparent, context.meta.get_tracestate());
            }
        }
        Self { observers, method, tool, span, started: Instant::now() }
    }

    /// Answers it. `is_error` says of an answer whether it is a failure in words.
    pub(crate) async fn answered<T>(
        self,
        answering: impl Future<Output = Result<T, ErrorData>>,
        is_error: impl FnOnce(&T) -> bool,
    ) -> Result<T, ErrorData> {
        let answer = answering.instrument(self.span.clone()).await;
        let error = match &answer {
            Ok(answer) => is_error(answer).then(|| "tool_error".to_owned()),
            Err(error) => Some(error.code.0.to_string()),
        };
        if let Some(error) = &error {
            self.span.record(name::ERROR_TYPE, error.as_str());
        }
        if !self.observers.observe.is_empty() {
            let (method, tool, elapsed) = (self.method, self.tool.map(str::to_owned), self.started.elapsed());
            let operation = Operation { method, tool, error, elapsed };
            self.observers.observe.iter().for_each(|observe| observe(&operation));
        }
        answer
    }
}
