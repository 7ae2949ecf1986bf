//! A span for each message, and what became of it for those who count.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rmcp::RoleServer;
use rmcp::model::{ErrorData, ProtocolVersion};
use rmcp::service::RequestContext;
use tracing::field::Empty;
use tracing::{Instrument as _, Span};

use crate::conventions as name;
use crate::request::Request;

/// A result that says that the tool failed, as a kind of failure.
const TOOL_ERROR: &str = "tool_error";
/// What a call does.
const EXECUTE_TOOL: &str = "execute_tool";

/// What became of a message: a measurement of the histogram [`OPERATION_DURATION`](crate::conventions::OPERATION_DURATION).
#[derive(Debug, Clone)]
pub struct Operation {
    method: &'static str,
    tool: Option<String>,
    version: Option<ProtocolVersion>,
    transport: &'static str,
    code: Option<String>,
    is_tool_error: bool,
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

    /// The version of MCP that was spoken, where it is one that there is.
    #[must_use]
    pub fn protocol_version(&self) -> Option<&str> {
        self.version.as_ref().map(ProtocolVersion::as_str)
    }

    /// The kind of failure, of few values: `tool_error` for a result that says so, else the code of the error.
    #[must_use]
    pub fn error_type(&self) -> Option<&str> {
        if self.is_tool_error { Some(TOOL_ERROR) } else { self.code.as_deref() }
    }

    /// How long it took.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// How long it took, in seconds: what the histogram takes.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.elapsed.as_secs_f64()
    }

    /// The attributes of the measurement, by their names in OpenTelemetry's conventions. Each has few values, whatever
    /// clients send: no ids, no names that a client made up.
    pub fn attributes(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            (name::METHOD_NAME, Some(self.method)),
            (name::OPERATION_NAME, self.tool().map(|_| EXECUTE_TOOL)),
            (name::TOOL_NAME, self.tool()),
            (name::PROTOCOL_VERSION, self.protocol_version()),
            (name::NETWORK_TRANSPORT, Some(self.transport)),
            (name::ERROR_TYPE, self.error_type()),
            (name::STATUS_CODE, self.code.as_deref()),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?)))
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
    version: Option<ProtocolVersion>,
    transport: &'static str,
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
        let transport = if request.headers().is_some() { "tcp" } else { "pipe" };
        let span = tracing::info_span!(
            target: "typed_tools::mcp",
            "mcp.server",
            { name::OTEL_NAME } = Empty,
            { name::OTEL_KIND } = "server",
            { name::METHOD_NAME } = method,
            { name::REQUEST_ID } = %context.id,
            { name::NETWORK_TRANSPORT } = transport,
            { name::PROTOCOL_VERSION } = Empty,
            { name::SESSION_ID } = request.header("mcp-session-id"),
            { name::OPERATION_NAME } = tool.map(|_| EXECUTE_TOOL),
            { name::TOOL_NAME } = tool,
            { name::ERROR_TYPE } = Empty,
            { name::STATUS_CODE } = Empty,
        );
        // What a client says in a version before 2026-07-28 may be any text; those that there are, are few.
        let version = (!span.is_disabled() || !observers.observe.is_empty())
            .then(|| context.protocol_version())
            .flatten()
            .filter(|version| ProtocolVersion::KNOWN_VERSIONS.contains(version));
        if !span.is_disabled() {
            match tool {
                Some(tool) => span.record(name::OTEL_NAME, format!("{method} {tool}").as_str()),
                None => span.record(name::OTEL_NAME, method),
            };
            if let Some(version) = &version {
                span.record(name::PROTOCOL_VERSION, version.as_str());
            }
            if let (Some(parent), Some(traceparent)) = (&observers.parent, context.meta.get_traceparent()) {
                parent(&span, traceparent, context.meta.get_tracestate());
            }
        }
        Self { observers, method, tool, version, transport, span, started: Instant::now() }
    }

    /// Answers it. `is_error` says of an answer whether it is a failure in words.
    pub(crate) async fn answered<T>(
        self,
        answering: impl Future<Output = Result<T, ErrorData>>,
        is_error: impl FnOnce(&T) -> bool,
    ) -> Result<T, ErrorData> {
        let answer = answering.instrument(self.span.clone()).await;
        let (is_tool_error, code) = match &answer {
            Ok(answer) => (is_error(answer), None),
            Err(error) => (false, Some(error.code.0.to_string())),
        };
        if is_tool_error {
            self.span.record(name::ERROR_TYPE, TOOL_ERROR);
        } else if let Some(code) = &code {
            self.span.record(name::ERROR_TYPE, code.as_str());
            self.span.record(name::STATUS_CODE, code.as_str());
        }
        if !self.observers.observe.is_empty() {
            let operation = Operation {
                method: self.method,
                tool: self.tool.map(str::to_owned),
                version: self.version,
                transport: self.transport,
                code,
                is_tool_error,
                elapsed: self.started.elapsed(),
            };
            self.observers.observe.iter().for_each(|observe| observe(&operation));
        }
        answer
    }
}
