//! The tools of an MCP server over HTTP ("Streamable HTTP").

use std::time::Duration;

use serde_json::value::RawValue;
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use typed_tools_runtime::reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use typed_tools_runtime::reqwest::{self, Client, Response};

use super::mcp::{self, Server, VERSION};
use crate::engine;
use crate::usage::Usage;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// A page of tools is no larger.
const MOST_BYTES: usize = 32 << 20;
const SESSION: &str = "mcp-session-id";

/// What `tools/list` says at this URL, all pages of it, as JSON text.
pub(super) fn tools(url: &str, headers: &[String]) -> Result<String, String> {
    let headers = headers.iter().map(|header| named(header)).collect::<Result<HeaderMap, _>>()?;
    let client = Client::builder()
        .timeout(PATIENCE)
        .redirect(reqwest::redirect::Policy::none())
        .default_headers(headers)
        .build()
        .map_err(|error| said(&error))?;
    let runtime = engine::runtime().map_err(|Usage(why)| why)?;
    mcp::tools(&mut Asked { client, runtime, url, session: None, id: 0 })
}

/// `Name: value`. No message shows the value.
fn named(header: &str) -> Result<(HeaderName, HeaderValue), String> {
    let wrong = || "--header takes NAME: VALUE, such as 'Authorization: Bearer ..'".to_owned();
    let (name, value) = header.split_once(':').ok_or_else(wrong)?;
    let name = name.trim().parse().map_err(|_| wrong())?;
    let mut value = HeaderValue::from_str(value.trim()).map_err(|_| wrong())?;
    value.set_sensitive(true);
    Ok((name, value))
}

struct Asked<'u> {
    client: Client,
    runtime: Runtime,
    url: &'u str,
    session: Option<HeaderValue>,
    id: u32,
}

impl Asked<'_> {
    async fn post(&self, message: &Value) -> Result<Response, String> {
        let request = self.client.post(self.url).body(message.to_string());
        let mut request = request
            .header("content-type", "application/json")
            .header("accept", "application/json, text/event-stream");
        // The first message says which versions there are.
        if message.get("method").and_then(Value::as_str) != Some("initialize") {
            request = request.header("mcp-protocol-version", VERSION);
        }
        if let Some(session) = &self.session {
            request = request.header(SESSION, session);
        }
        let response = request.send().await.map_err(|error| said(&error))?;
        let status = response.status();
        match status.as_u16() {
            200..=299 => Ok(response),
            401 | 403 => Err(format!("it answers {status}; --header gives it credentials")),
            _ => Err(format!("it answers {status}")),
        }
    }
}

impl Server for Asked<'_> {
    fn ask(&mut self, method: &str, parameters: &Value) -> Result<Box<RawValue>, String> {
        self.id += 1;
        let id = self.id;
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters });
        let (session, answer) = self.runtime.block_on(async {
            let mut response = self.post(&message).await?;
            let session = response.headers().get(SESSION).cloned();
            let kind = response.headers().get("content-type").and_then(|kind| kind.to_str().ok());
            let is_stream = kind.is_some_and(|kind| kind.starts_with("text/event-stream"));
            let mut bytes = Vec::new();
            let mut events = Events::default();
            while let Some(piece) = response.chunk().await.map_err(|error| said(&error))? {
                bytes.extend_from_slice(&piece);
                if bytes.len() > MOST_BYTES {
                    return Err(format!("its answer to `{method}` has more than {} MiB", MOST_BYTES >> 20));
                }
                // A stream may stay open behind the answer.
                for byte in piece.iter().filter(|_| is_stream) {
                    if let Some(event) = events.next(*byte)
                        && let Some(answer) = mcp::answer(&event, id, method)
                    {
                        return Ok((session, answer));
                    }
                }
            }
            let whole = String::from_utf8_lossy(&bytes);
            let answer = mcp::answer(&whole, id, method);
            Ok((session, answer.unwrap_or_else(|| Err(format!("it does not answer `{method}`")))))
        })?;
        if session.is_some() {
            self.session = session;
        }
        answer
    }

    fn tell(&mut self, method: &str) -> Result<(), String> {
        let message = json!({ "jsonrpc": "2.0", "method": method });
        self.runtime.block_on(self.post(&message)).map(|_| ())
    }
}

/// The events of a stream, each byte looked at once.
#[derive(Default)]
struct Events {
    /// The line so far.
    line: Vec<u8>,
    /// The lines of data so far.
    data: Vec<String>,
}

impl Events {
    /// Takes the next byte; the data of an event that it ends.
    fn next(&mut self, byte: u8) -> Option<String> {
        if byte != b'\n' {
            self.line.push(byte);
            return None;
        }
        let line = String::from_utf8_lossy(&self.line);
        let line = line.strip_suffix('\r').unwrap_or(&line);
        let event = line.is_empty().then(|| std::mem::take(&mut self.data).join("\n"));
        if let Some(data) = line.strip_prefix("data:") {
            self.data.push(data.strip_prefix(' ').unwrap_or(data).to_owned());
        }
        self.line.clear();
        event
    }
}

/// An error with its causes, without the URL: it may hold a credential.
fn said(error: &reqwest::Error) -> String {
    let mut words = match error {
        error if error.is_timeout() => "it does not answer in time".to_owned(),
        error if error.is_connect() => "it cannot be reached".to_owned(),
        _ => "the exchange failed".to_owned(),
    };
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        words.push_str(&format!(": {error}"));
        cause = error.source();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::Events;

    #[test]
    fn events_of_a_stream() {
        let stream = b": hello\n\nevent: message\r\ndata: {\"a\":\r\ndata: 1}\r\n\r\ndata: half";
        let mut events = Events::default();
        let mut found = stream.iter().filter_map(|byte| events.next(*byte));
        assert_eq!(found.next().as_deref(), Some(""));
        assert_eq!(found.next().as_deref(), Some("{\"a\":\n1}"));
        assert_eq!(found.next(), None, "the rest is still to come");
    }
}
