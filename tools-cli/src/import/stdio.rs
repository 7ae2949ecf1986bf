//! The tools of an MCP server that is a program: it is started, asked, and ended.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::mcp::{self, Server};
use super::shell::words;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

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
    mcp::tools(&mut Piped { stdin, lines, id: 0 })
}

struct Piped {
    stdin: ChildStdin,
    lines: Receiver<String>,
    id: u32,
}

impl Piped {
    fn send(&mut self, message: &Value) -> Result<(), String> {
        let sent = writeln!(self.stdin, "{message}").and_then(|()| self.stdin.flush());
        sent.map_err(|error| format!("it does not listen: {error}"))
    }
}

impl Server for Piped {
    fn ask(&mut self, method: &str, parameters: &Value) -> Result<Box<RawValue>, String> {
        self.id += 1;
        let id = self.id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters }))?;
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.map_err(|_| format!("it does not answer `{method}`"))?;
            // What else comes in between is passed over.
            if let Some(answer) = mcp::answer(&line, id, method) {
                return answer;
            }
        }
    }

    fn tell(&mut self, method: &str) -> Result<(), String> {
        self.send(&json!({ "jsonrpc": "2.0", "method": method }))
    }
}
