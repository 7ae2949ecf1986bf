//! Clients: one that writes HTTP by hand, so that it can do it wrongly, and one over two streams.

use std::net::SocketAddr;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, DuplexStream};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use typed_tools::mcp::{Ready, Server, StartError};

/// What a server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    /// The last message, whether it came as JSON or as an event.
    pub(crate) fn message(&self) -> Value {
        self.messages().pop().unwrap_or_else(|| panic!("no message: {self:?}"))
    }

    pub(crate) fn messages(&self) -> Vec<Value> {
        if self.body.starts_with('{') {
            return vec![serde_json::from_str(&self.body).unwrap()];
        }
        let data = self.body.lines().filter_map(|line| line.strip_prefix("data:"));
        data.filter_map(|data| serde_json::from_str(data.trim()).ok()).collect()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let named =
            |line: &'_ str| line.split_once(':').is_some_and(|(key, _)| key.eq_ignore_ascii_case(name));
        self.head.lines().find(|line| named(line)).and_then(|line| Some(line.split_once(':')?.1.trim()))
    }
}

/// A server that serves until the test ends, and where.
pub(crate) async fn listen(server: Server<impl Ready>) -> SocketAddr {
    let listening = server.bind("127.0.0.1:0").await.unwrap();
    let address = listening.local_addr();
    tokio::spawn(listening.serve());
    address
}

/// Sends bytes as they are, and reads until the server closes.
pub(crate) async fn raw(address: SocketAddr, bytes: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // The server may refuse it before it has it all.
    let _ = stream.write_all(bytes).await;
    let mut all = Vec::new();
    let _ = stream.read_to_end(&mut all).await;
    parsed(&all)
}

pub(crate) fn parsed(all: &[u8]) -> Answer {
    let text = String::from_utf8_lossy(all);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let mut answer = Answer { status, head: head.to_owned(), body: body.to_owned() };
    if answer.header("transfer-encoding") == Some("chunked") {
        answer.body = unchunked(&answer.body);
    }
    answer
}

fn unchunked(mut rest: &str) -> String {
    let mut body = String::new();
    while let Some((length, more)) = rest.split_once("\r\n") {
        let length = usize::from_str_radix(length, 16).unwrap();
        body += &more[..length.min(more.len())];
        rest = more.get(length + 2..).unwrap_or_default();
    }
    body
}

/// The bytes of a POST.
pub(crate) fn request(headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut text =
        String::from("POST /mcp HTTP/1.1\r\nconnection: close\r\ncontent-type: application/json\r\n");
    text += "accept: application/json, text/event-stream\r\n";
    if !headers.iter().any(|(name, _)| *name == "host") {
        text += "host: localhost\r\n";
    }
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    text += &format!("content-length: {}\r\n\r\n{body}", body.len());
    text.into_bytes()
}

/// A message of the version without sessions.
pub(crate) fn message(method: &str, mut params: Value) -> String {
    params["_meta"]["io.modelcontextprotocol/protocolVersion"] = json!("2026-07-28");
    params["_meta"]["io.modelcontextprotocol/clientInfo"] = json!({ "name": "test", "version": "1" });
    params["_meta"]["io.modelcontextprotocol/clientCapabilities"] = json!({});
    json!({ "jsonrpc": "2.0", "id": 7, "method": method, "params": params }).to_string()
}

/// Sends one message of the version without sessions.
pub(crate) async fn post(
    address: SocketAddr,
    headers: &[(&str, &str)],
    method: &str,
    params: Value,
) -> Answer {
    let name = params["name"].as_str().unwrap_or_default().to_owned();
    let body = message(method, params);
    raw(address, &request(&with_standard(headers, method, &name), &body)).await
}

pub(crate) fn with_standard<'a>(
    headers: &[(&'a str, &'a str)],
    method: &'a str,
    name: &'a str,
) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![("mcp-protocol-version", "2026-07-28"), ("mcp-method", method)];
    if !name.is_empty() {
        all.push(("mcp-name", name));
    }
    all.extend(headers);
    all
}

pub(crate) async fn call(address: SocketAddr, tool: &str, arguments: Value) -> Value {
    call_with(address, &[], tool, arguments).await
}

pub(crate) async fn call_with(
    address: SocketAddr,
    headers: &[(&str, &str)],
    tool: &str,
    arguments: Value,
) -> Value {
    let params = json!({ "name": tool, "arguments": arguments });
    post(address, headers, "tools/call", params).await.message()
}

/// Opens a session of an older version, and gives its id.
pub(crate) async fn initialize(address: SocketAddr, headers: &[(&str, &str)]) -> Answer {
    let hello = json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": { "name": "test", "version": "1" } } });
    raw(address, &request(headers, &hello.to_string())).await
}

/// A client over two streams, as one over standard input and output is.
pub(crate) struct Piped {
    pub(crate) input: DuplexStream,
    output: BufReader<DuplexStream>,
    pub(crate) serving: JoinHandle<Result<(), StartError>>,
}

impl Piped {
    pub(crate) fn start(server: Server<impl Ready + Send + 'static>) -> Self {
        let (input, server_input) = tokio::io::duplex(1 << 16);
        let (server_output, output) = tokio::io::duplex(1 << 16);
        let serving = tokio::spawn(server.serve_io(server_input, server_output));
        Self { input, output: BufReader::new(output), serving }
    }

    pub(crate) async fn send(&mut self, message: &Value) {
        self.input.write_all(format!("{message}\n").as_bytes()).await.unwrap();
    }

    pub(crate) async fn next(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).await.unwrap();
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("not a message: {line:?}"))
    }

    /// A server that a client has said hello to.
    pub(crate) async fn greeted(server: Server<impl Ready + Send + 'static>) -> (Self, Value) {
        let mut piped = Self::start(server);
        piped
            .send(&json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {
                "protocolVersion": "2025-11-25", "capabilities": {},
                "clientInfo": { "name": "test", "version": "1" } } }))
            .await;
        let hello = piped.next().await;
        piped.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" })).await;
        (piped, hello)
    }
}
