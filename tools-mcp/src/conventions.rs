//! Names of OpenTelemetry's semantic conventions that a server's spans and metrics bear: `gen_ai.*` and `mcp.*` of
//! `semantic-conventions-genai` v0.1.0 (status "development"), and stable ones.

/// The method of the message: `tools/call`.
pub const METHOD_NAME: &str = "mcp.method.name";
/// The version of MCP that was spoken.
pub const PROTOCOL_VERSION: &str = "mcp.protocol.version";
/// The session, where there is one.
pub const SESSION_ID: &str = "mcp.session.id";
/// The id of the message.
pub const REQUEST_ID: &str = "jsonrpc.request.id";
/// The tool of a call, as it is listed.
pub const TOOL_NAME: &str = "gen_ai.tool.name";
/// What is done: `execute_tool` for calls.
pub const OPERATION_NAME: &str = "gen_ai.operation.name";
/// `pipe` over stdio, `tcp` over HTTP.
pub const NETWORK_TRANSPORT: &str = "network.transport";
/// The kind of failure; absent where there was none. `tool_error` is a result that says so.
pub const ERROR_TYPE: &str = "error.type";
/// The name of a span, for the layer that exports it.
pub const OTEL_NAME: &str = "otel.name";
/// The kind of a span, for the layer that exports it.
pub const OTEL_KIND: &str = "otel.kind";
/// The metric for the time that a message took, in seconds; see [`DURATION_BUCKETS`].
pub const OPERATION_DURATION: &str = "mcp.server.operation.duration";
/// Where the buckets of a histogram of [`OPERATION_DURATION`] begin.
pub const DURATION_BUCKETS: [f64; 14] =
    [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0];
