//! The tools of an MCP server that is a program: it is started, asked, and ended.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::shell::words;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// A server that has more pages than these has no end.
const MOST_PAGES: usize = 1000;

/// What `tools/list` says, all pages of it, as JSON text.
pub(super) fn tools(command: &str) -> Result<String, String> {
    let words = words(command)?;
    let (program, arguments) = words.split_first().ok_or("there is no command")?;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("`{program}` cannot be started: {error}"))?;
    let listed = asked(&mut child);
    // It has said all it was asked for; an error of its end is none of ours.
    drop(child.stdin.take());
    let _ = child.kill();
    let _ = child.wait();
    listed
}

fn asked(child: &mut Child) -> Result<String, String> {
    let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("it has no input and output".to_owned());
    };
    let (send, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                return;
            }
        }
    });
    let mut server = Server { stdin, lines, id: 0 };
    let client = json!({ "name": "cargo-typed-tools", "version": env!("CARGO_PKG_VERSION") });
    let hello = json!({ "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": client });
    server.ask("initialize", &hello)?;
    server.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }))?;
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

struct Server {
    stdin: ChildStdin,
    lines: Receiver<String>,
    id: u32,
}

impl Server {
    fn send(&mut self, message: &Value) -> Result<(), String> {
        let sent = writeln!(self.stdin, "{message}").and_then(|()| self.stdin.flush());
        sent.map_err(|error| format!("it does not listen: {error}"))
    }

    /// The result of a request; what else comes in between is passed over.
    fn ask(&mut self, method: &str, parameters: &Value) -> Result<Box<RawValue>, String> {
        self.id += 1;
        let id = self.id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters }))?;
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.map_err(|_| format!("it does not answer `{method}`"))?;
            let Ok(message) = serde_json::from_str::<BTreeMap<String, Box<RawValue>>>(&line) else {
                continue;
            };
            let is_answer = message.get("id").is_some_and(|known| known.get() == id.to_string());
            if !is_answer || message.contains_key("method") {
                continue;
            }
            if let Some(error) = message.get("error") {
                return Err(format!("it answers `{method}` with an error: {}", error.get()));
            }
            let result = message.into_iter().find(|(key, _)| key == "result");
            return result
                .map(|(_, result)| result)
                .ok_or_else(|| format!("its answer to `{method}` is empty"));
        }
    }
}
