//! Spans by OpenTelemetry's conventions for generative AI (`semantic-conventions-genai` 0.1.0, all at Development) and
//! for HTTP clients. Without a subscriber they cost a branch.

use serde_json::Value as Json;
use tracing::field::{Empty, Value, display};
use tracing::{Instrument as _, Span, info_span};

use crate::error::CallError;
use crate::options::CallOptions;
use crate::request::Request;
use crate::response::Response;
use crate::transport::{RawResponse, TransportError};
use typed_tools_core::table::Table;

/// The call in its span, whose end it says. `arguments`, redacted, where they are asked for.
pub(crate) fn traced(
    tool: Table,
    options: &CallOptions,
    arguments: Option<String>,
    call: impl Future<Output = Result<Response<Json>, CallError>>,
) -> impl Future<Output = Result<Response<Json>, CallError>> {
    let with_content = arguments.is_some();
    // Made here: a future has room for what it is given as long as it lives.
    let span = self::call(tool, options, arguments);
    async move {
        let result = call.instrument(span.clone()).await;
        match &result {
            Ok(response) if with_content && !span.is_disabled() => {
                span.record("gen_ai.tool.call.result", response.for_model());
            }
            Ok(_) => {}
            Err(error) => failed(&span, error.kind()),
        }
        result
    }
}

/// The span of a call: `execute_tool NAME`, internal.
fn call(tool: Table, options: &CallOptions, arguments: Option<String>) -> Span {
    let span = info_span!(
        "execute_tool",
        otel.name = Empty,
        otel.kind = "internal",
        gen_ai.operation.name = "execute_tool",
        gen_ai.tool.name = tool.name,
        gen_ai.tool.type = "function",
        gen_ai.tool.description = tool.description,
        gen_ai.tool.call.id = Empty,
        gen_ai.tool.call.arguments = Empty,
        gen_ai.tool.call.result = Empty,
        typed_tools.attributes = Empty,
        error.type = Empty,
        otel.status_code = Empty,
    );
    if span.is_disabled() {
        return span;
    }
    span.record("otel.name", format!("execute_tool {}", tool.name));
    if let Some(id) = &options.call_id {
        span.record("gen_ai.tool.call.id", id.as_str());
    }
    if !options.attributes.is_empty() {
        let attributes =
            options.attributes.iter().map(|(key, value)| (key.clone(), Json::from(value.as_str())));
        span.record("typed_tools.attributes", display(Json::Object(attributes.collect())));
    }
    if let Some(arguments) = arguments {
        span.record("gen_ai.tool.call.arguments", arguments);
    }
    span
}

/// The span of an attempt, a client's.
pub(super) fn attempt(request: &Request, resends: u32) -> Span {
    let span = info_span!(
        "http",
        otel.name = Empty,
        otel.kind = "client",
        http.request.method = request.method(),
        http.request.resend_count = Empty,
        http.response.status_code = Empty,
        url.template = Empty,
        server.address = Empty,
        server.port = Empty,
        error.type = Empty,
        otel.status_code = Empty,
    );
    if !span.is_disabled() {
        let template = request.url_template();
        span.record("otel.name", format!("{} {template}", request.method()));
        span.record("url.template", template);
        let (host, port) = request.server();
        span.record("server.address", host);
        span.record("server.port", port);
        if resends > 0 {
            span.record("http.request.resend_count", resends);
        }
    }
    span
}

/// Says in the span of an attempt how it ended.
pub(super) fn ended(span: &Span, result: &Result<RawResponse, TransportError>) {
    match result {
        Ok(response) => {
            span.record("http.response.status_code", response.status());
            if response.status() >= 400 {
                failed(span, display(response.status()));
            }
        }
        Err(error) => {
            failed(span, error.name());
        }
    }
}

/// Says that what the span stands for has failed, and of what: the conventions' own word, and the status that backends show.
fn failed(span: &Span, what: impl Value) {
    span.record("error.type", what);
    span.record("otel.status_code", "error");
}
