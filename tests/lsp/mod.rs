//! A client of rust-analyzer: just enough of the Language Server Protocol to ask what stands where.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use typed_tools::serde_json::{self, Value, json};

/// For a server that has died or hangs; it is not about how fast one is.
const SILENCE: Duration = Duration::from_secs(900);

pub(crate) struct Server {
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    requests: u64,
    /// Whether all that was to be loaded is loaded, and what the server says of its state.
    quiescent: bool,
    status: Value,
}

impl Server {
    /// Starts the server, with the package in `root` open.
    pub(crate) fn start(mut command: Command, root: &str, options: Value) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the server starts");
        let input = child.stdin.take().expect("its input");
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let (send, messages) = mpsc::channel();
        std::thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if send.send(message).is_err() {
                    return;
                }
            }
        });
        let mut server = Self { child, input, messages, requests: 0, quiescent: false, status: Value::Null };
        server.request(
            "initialize",
            json!({
                "processId": std::process::id(),
                "rootUri": root,
                "capabilities": { "experimental": { "serverStatusNotification": true } },
                "initializationOptions": options,
            }),
        );
        server.send(json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
        server
    }

    /// Waits until everything is loaded: the workspace, what build scripts wrote, and procedural macros.
    pub(crate) fn loaded(&mut self) -> &Value {
        while !self.quiescent {
            let message = self.receive();
            self.take(&message);
        }
        &self.status
    }

    /// The result of a request.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.send(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.receive();
            if message.get("method").is_none() && message["id"] == id {
                assert!(message.get("error").is_none(), "{method}: {message}");
                return message["result"].clone();
            }
            self.take(&message);
        }
    }

    /// Answers what the server asks, and notes what it says of itself.
    fn take(&mut self, message: &Value) {
        if message["method"] == "experimental/serverStatus" {
            self.status = message["params"].clone();
            self.quiescent = self.status["quiescent"] == true;
        } else if let (Some(_), Some(id)) = (message.get("method"), message.get("id")) {
            self.send(json!({ "jsonrpc": "2.0", "id": id, "result": null }));
        }
    }

    fn receive(&self) -> Value {
        self.messages
            .recv_timeout(SILENCE)
            .unwrap_or_else(|_| panic!("the server is silent: {}", self.status))
    }

    fn send(&mut self, message: Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("the server listens");
        self.input.flush().expect("the server listens");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(output: &mut BufReader<ChildStdout>) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.parse().ok(),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length?];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
