//! `tools/call`.

use std::convert::Infallible;
use std::time::{Duration, Instant};

use rmcp::RoleServer;
use rmcp::model::{
    CallToolRequestParams, CallToolResult, ContentBlock, ErrorData, ProgressNotificationParam, RequestId,
};
use rmcp::service::RequestContext;
use serde_json::Value;
use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;
use typed_tools_runtime::{Answer, CallOptions};

use crate::handler::Core;
use crate::request::Request;
use crate::tools::Entry;

/// Makes a call, unless the client is beyond its limits. It ends, and its request to the service with it, when the
/// client cancels it or has gone.
pub(crate) async fn call(
    core: &Core,
    params: CallToolRequestParams,
    context: RequestContext<RoleServer>,
    request: Request,
) -> Result<CallToolResult, ErrorData> {
    let tools = core.tools();
    let Some(entry) = tools.get(&*params.name) else {
        return Err(ErrorData::invalid_params(
            format!("there is no tool `{}`", repeated(&params.name)),
            None,
        ));
    };
    if let Err(wait) = core.rate.call(request.client(), Instant::now()) {
        let seconds = wait.as_secs().max(1);
        return Ok(failure(format!(
            "Too many calls: the next one is taken in {seconds} s. Nothing was sent."
        )));
    }
    let Ok(_running) = core.calls.try_acquire() else {
        return Ok(failure(
            "Too many calls are running: try again in a moment. Nothing was sent.".to_owned(),
        ));
    };
    let gone = request.caller().and_then(|caller| caller.gone.clone());
    let cancelled = context.ct.clone();
    let arguments = Value::Object(params.arguments.unwrap_or_default());
    tokio::select! {
        biased;
        () = cancelled.cancelled() => Err(ErrorData::internal_error("the call was cancelled", None)),
        () = fired(gone.as_ref()) => Err(ErrorData::internal_error("the client has gone", None)),
        done = made(core, entry, arguments, &context.id, request) => done,
        never = progress(core.progress, &context) => match never {},
    }
}

async fn made(
    core: &Core,
    entry: &Entry,
    arguments: Value,
    id: &RequestId,
    request: Request,
) -> Result<CallToolResult, ErrorData> {
    // The index is the server's own.
    let Some(set) = core.sets.get(entry.set) else {
        return Err(ErrorData::internal_error("the set of this tool is not there", None));
    };
    let session = set.open(request).await.map_err(|error| core.refused(&error))?;
    let tool = session.tool(&entry.own_name).map_err(|unknown| match set.before_names() {
        "" => ErrorData::invalid_params(unknown, None),
        _ => ErrorData::invalid_params(format!("there is no tool `{}`", entry.tool.name), None),
    })?;
    let answer = tool.call(arguments, CallOptions::new().call_id(id.to_string())).await;
    Ok(result(answer, entry.tool.output_schema.is_some()))
}

/// A call's answer as MCP has it.
fn result(answer: Answer, has_schema: bool) -> CallToolResult {
    let outcome = answer.outcome();
    if outcome.is_error() {
        return failure(outcome.text().to_owned());
    }
    if has_schema && !answer.is_structured() {
        // A client would refuse it, with words of its own.
        return failure(format!(
            "The service answered, but not with JSON, which the tool's output schema promises: {}",
            outcome.text()
        ));
    }
    let mut content = vec![ContentBlock::text(outcome.text())];
    content.extend(outcome.media().iter().map(|media| match media.media_type() {
        audio if audio.starts_with("audio/") => ContentBlock::audio(media.base64(), audio),
        image => ContentBlock::image(media.base64(), image),
    }));
    let mut result = CallToolResult::success(content);
    result.structured_content = answer.into_structured();
    result
}

/// A name that a client made up, as it is told: of no length that the client chooses.
fn repeated(name: &str) -> String {
    const MOST: usize = 128;
    let mut shown: String = name.chars().take(MOST).flat_map(char::escape_debug).collect();
    if name.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    shown
}

/// Comes when the token is cancelled; never without one.
async fn fired(token: Option<&CancellationToken>) {
    match token {
        Some(token) => token.cancelled().await,
        None => std::future::pending().await,
    }
}

/// A failure that the model can read and act on.
fn failure(words: String) -> CallToolResult {
    CallToolResult::error(vec![ContentBlock::text(words)])
}

/// Says again and again that the call is running, to a client that wants to know.
async fn progress(every: Option<Duration>, context: &RequestContext<RoleServer>) -> Infallible {
    if let (Some(every), Some(token)) = (every, context.meta.get_progress_token()) {
        let started = tokio::time::Instant::now();
        let mut ticks = tokio::time::interval_at(started + every, every);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let seconds = (ticks.tick().await - started).as_secs_f64();
            let told = ProgressNotificationParam::new(token.clone(), seconds);
            if context.peer.notify_progress(told).await.is_err() {
                break;
            }
        }
    }
    std::future::pending().await
}
