//! The tools of an MCP server that is asked for them: the conversation, whatever carries it.

use std::collections::BTreeMap;

use serde_json::value::RawValue;
use serde_json::{Value, json};

/// The version of MCP that is spoken.
pub(super) const VERSION: &str = "2025-11-25";
/// A server that has more pages than these has no end.
const MOST_PAGES: usize = 1000;

/// A server that answers.
pub(super) trait Server {
    /// The result of a request.
    fn ask(&mut self, method: &str, parameters: &Value) -> Result<Box<RawValue>, String>;
    /// Sends a message that has no answer.
    fn tell(&mut self, method: &str) -> Result<(), String>;
}

/// What `tools/list` says, all pages of it, as JSON text.
pub(super) fn tools(server: &mut dyn Server) -> Result<String, String> {
    let client = json!({ "name": "cargo-typed-tools", "version": env!("CARGO_PKG_VERSION") });
    let hello = json!({ "protocolVersion": VERSION, "capabilities": {}, "clientInfo": client });
    server.ask("initialize", &hello)?;
    server.tell("notifications/initialized")?;
    let mut tools: Vec<String> = Vec::new();
    let mut cursor = Value::Null;
    for _ in 0..MOST_PAGES {
        let parameters = if cursor.is_null() { json!({}) } else { json!({ "cursor": cursor }) };
        let page = server.ask("tools/list", &parameters)?;
        let page: BTreeMap<String, Box<RawValue>> =
            serde_json::from_str(page.get()).map_err(|error| format!("its list is none: {error}"))?;
        let listed = page.get("tools").ok_or("its list has no `tools`")?;
        let listed: Vec<Box<RawValue>> =
            serde_json::from_str(listed.get()).map_err(|error| format!("its list is none: {error}"))?;
        tools.extend(listed.iter().map(|tool| tool.get().to_owned()));
        cursor =
            page.get("nextCursor").and_then(|text| serde_json::from_str(text.get()).ok()).unwrap_or_default();
        if cursor.is_null() {
            return Ok(format!("{{\"tools\": [{}]}}", tools.join(",\n")));
        }
    }
    Err("its list of tools has no end".to_owned())
}

/// The result in a message, where it is the answer to the request of this id.
pub(super) fn answer(message: &str, id: u32, method: &str) -> Option<Result<Box<RawValue>, String>> {
    let message: BTreeMap<String, Box<RawValue>> = serde_json::from_str(message).ok()?;
    let is_answer = message.get("id").is_some_and(|known| known.get() == id.to_string());
    if !is_answer || message.contains_key("method") {
        return None;
    }
    if let Some(error) = message.get("error") {
        return Some(Err(format!("it answers `{method}` with an error: {}", error.get())));
    }
    let result = message.into_iter().find(|(key, _)| key == "result");
    Some(result.map(|(_, result)| result).ok_or_else(|| format!("its answer to `{method}` is empty")))
}
