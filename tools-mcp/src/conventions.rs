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
/// The code of a JSON-RPC error; absent where the answer is a result, one that says that the tool failed too.
pub const STATUS_CODE: &str = "rpc.response.status_code";
/// A histogram of how long the server took to answer a message, in seconds: [`Operation::seconds`], with
/// [`Operation::attributes`] and the buckets of [`DURATION_BUCKETS`].
///
/// [`Operation::seconds`]: crate::Operation::seconds
/// [`Operation::attributes`]: crate::Operation::attributes
pub const OPERATION_DURATION: &str = "mcp.server.operation.duration";
/// A histogram of how long a tool took, in seconds, whoever called it: of what the set's `Builder::observe` tells, with
/// [`OPERATION_NAME`], [`TOOL_NAME`], [`ERROR_TYPE`] (`CallReport::kind`, where it is not `ok`), and the same buckets.
pub const TOOL_DURATION: &str = "gen_ai.execute_tool.duration";
/// The upper bounds of the buckets of both histograms, in seconds. The usual ones of a metrics library may be
/// milliseconds, with which all that a server does is in the first.
pub const DURATION_BUCKETS: [f64; 14] =
    [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0];
