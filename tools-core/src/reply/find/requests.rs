//! Requests of the Model Context Protocol.

use serde_json::Value;

use super::calls::Calls;
use crate::reply::error::ReplyError;

/// A `tools/call` request, its `params`, or a list of requests.
pub(super) fn mcp(calls: &mut Calls, reply: &Value) -> Result<(), ReplyError> {
    match reply {
        Value::Array(requests) => requests.iter().try_for_each(|one| request(calls, one)),
        _ => request(calls, reply),
    }
}

fn request(calls: &mut Calls, reply: &Value) -> Result<(), ReplyError> {
    if let Some(method) = reply.get("method") {
        if method == "tools/call" {
            calls.call(reply.get("id"), reply.get("params").unwrap_or(&Value::Null), "name", "arguments");
        }
        return Ok(());
    }
    if reply.get("name").is_some() {
        calls.call(None, reply, "name", "arguments");
        return Ok(());
    }
    Err(ReplyError::unrecognised(calls.provider(), "a `tools/call` request, or its `params`", reply))
}
