//! A client that calls and calls, over connections that stay open.

use std::error::Error;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::process::{ChildStdin, ChildStdout};
use typed_tools::serde_json::{Value, from_str, json};

pub(crate) type Failure = Box<dyn Error + Send + Sync>;

pub(crate) fn hello() -> Value {
    json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {
        "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": { "name": "load", "version": "1" } } })
}

pub(crate) const READY: &str = r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#;

pub(crate) fn call(number: usize) -> String {
    let (name, arguments) = match number % 3 {
        0 => ("add_note", json!({ "text": "Called back, wants an offer by Friday.", "kind": "call" })),
        1 => ("get_notes", json!({ "limit": 20 })),
        _ => ("find_contact", json!({ "name": "Okafor & Sons" })),
    };
    let params = json!({ "name": name, "arguments": arguments });
    json!({ "jsonrpc": "2.0", "id": number + 1, "method": "tools/call", "params": params }).to_string()
}

/// One connection over HTTP.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    session: Option<String>,
}

impl Connection {
    /// Connected, and in a session where the server has them.
    pub(crate) async fn open(address: &str) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let mut connection = Self { stream: BufReader::new(stream), session: None };
        let (head, _) = connection.ask(&hello().to_string()).await?;
        let session = head.lines().find_map(|line| line.strip_prefix("mcp-session-id: "));
        connection.session = session.map(str::to_owned);
        if connection.session.is_some() {
            connection.ask(READY).await?;
        }
        Ok(connection)
    }

    /// The head and the body of the answer.
    pub(crate) async fn ask(&mut self, body: &str) -> Result<(String, String), Failure> {
        let session =
            self.session.as_deref().map(|id| format!("mcp-session-id: {id}\r\n")).unwrap_or_default();
        let message = format!(
            "POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
             accept: application/json, text/event-stream\r\nmcp-protocol-version: 2025-11-25\r\n{session}\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
        self.stream.write_all(message.as_bytes()).await?;
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if self.stream.read_line(&mut head).await? == 0 {
                return Err("the server has closed the connection".into());
            }
        }
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let mut body = Vec::new();
        if let Some(length) = length {
            body.resize(length.parse()?, 0);
            self.stream.read_exact(&mut body).await?;
        } else if head.contains("transfer-encoding: chunked") {
            loop {
                let mut size = String::new();
                self.stream.read_line(&mut size).await?;
                let size = usize::from_str_radix(size.trim(), 16)?;
                let start = body.len();
                body.resize(start + size + 2, 0);
                self.stream.read_exact(&mut body[start..]).await?;
                body.truncate(start + size);
                if size == 0 {
                    break;
                }
            }
        }
        Ok((head, String::from_utf8(body)?))
    }

    /// So many calls, one after the other: how long each took.
    pub(crate) async fn calls(mut self, number: usize) -> Result<Vec<Duration>, Failure> {
        let mut took = Vec::with_capacity(number);
        for number in 0..number {
            let started = Instant::now();
            let (head, body) = self.ask(&call(number)).await?;
            took.push(started.elapsed());
            if !body.contains(r#""isError":false"#) {
                return Err(format!("not answered: {head}{body}").into());
            }
        }
        Ok(took)
    }
}

/// So many calls over a pipe, with so many in flight.
pub(crate) async fn piped(
    input: &mut ChildStdin,
    output: &mut BufReader<ChildStdout>,
    number: usize,
    in_flight: usize,
) -> Result<Vec<Duration>, Failure> {
    let mut started = vec![None; number];
    let mut took = Vec::with_capacity(number);
    let mut next = 0;
    while took.len() < number {
        while next < number && next - took.len() < in_flight {
            started[next] = Some(Instant::now());
            input.write_all(format!("{}\n", call(next)).as_bytes()).await?;
            next += 1;
        }
        let mut line = String::new();
        output.read_line(&mut line).await?;
        let answer: Value = from_str(&line)?;
        let id = answer["id"].as_u64().and_then(|id| usize::try_from(id).ok()).unwrap_or_default();
        let since = started.get(id.wrapping_sub(1)).copied().flatten();
        took.push(since.ok_or("an answer to no call")?.elapsed());
        if answer["result"]["isError"] != false {
            return Err(line.into());
        }
    }
    Ok(took)
}
