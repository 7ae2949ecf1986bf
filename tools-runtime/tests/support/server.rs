//! A server that plays a script: a reply a connection, the last one for all that follow.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json as value};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use typed_tools_runtime::__private::{CallError, CallOptions, Core, Response, Scope};

use super::{Sketch, Sketched, builder};

/// A step of a reply.
#[derive(Clone)]
pub(crate) enum Step {
    Send(Vec<u8>),
    /// Says nothing any more, and stays.
    Hang,
    /// The same bytes until the client goes.
    Endless(Vec<u8>, Duration),
}

/// A whole reply.
pub(crate) fn reply(head: &str, body: impl AsRef<[u8]>) -> Vec<Step> {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    vec![Step::Send([head.as_bytes(), body].concat())]
}

pub(crate) fn json(body: &str) -> Vec<Step> {
    reply("200 OK\r\ncontent-type: application/json", body)
}

pub(crate) struct Server {
    pub(crate) origin: String,
    seen: watch::Receiver<Vec<String>>,
}

impl Server {
    pub(crate) async fn start(replies: Vec<Vec<Step>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let (record, seen) = watch::channel(Vec::new());
        // Ends with the test's runtime.
        tokio::spawn(async move {
            for i in 0.. {
                let (stream, _) = listener.accept().await.unwrap();
                let steps = replies[i.min(replies.len() - 1)].clone();
                tokio::spawn(play(stream, steps, record.clone()));
            }
        });
        Self { origin, seen }
    }

    /// The requests that came, as text.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.seen.borrow().clone()
    }

    /// Waits until so many requests have come.
    pub(crate) async fn asked(&self, times: usize) {
        self.seen.clone().wait_for(|seen| seen.len() >= times).await.unwrap();
    }
}

async fn play(mut stream: TcpStream, steps: Vec<Step>, seen: watch::Sender<Vec<String>>) {
    let mut request = Vec::new();
    while !is_whole(&request) {
        let mut buffer = [0; 4096];
        match stream.read(&mut buffer).await {
            Ok(n) if n > 0 => request.extend_from_slice(&buffer[..n]),
            _ => return,
        }
    }
    seen.send_modify(|seen| seen.push(String::from_utf8_lossy(&request).into_owned()));
    for step in steps {
        match step {
            Step::Send(bytes) => {
                let _ = stream.write_all(&bytes).await;
            }
            Step::Hang => std::future::pending().await,
            Step::Endless(bytes, pause) => {
                while stream.write_all(&bytes).await.is_ok() {
                    tokio::time::sleep(pause).await;
                }
            }
        }
    }
    let _ = stream.shutdown().await;
}

fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    body.len() >= length.map_or(0, |length| length.parse().unwrap())
}

/// A tool with a deadline that no busy machine reaches.
pub(crate) fn sketch() -> Sketch {
    Sketch::new("GET", &["a"], &[])
        .path("/things/{{a}}")
        .header("authorization", "Bearer {{API_KEY}}")
        .with(|d| d.call.timeout_ms = 60_000)
}

pub(crate) fn core_for(server: &Server) -> Arc<Core> {
    // Without certificates, which take long to read and which nothing here needs.
    let client = reqwest::Client::builder().tls_certs_only([]);
    builder().origin("https://api.example", server.origin.clone()).client(client).build().unwrap()
}

pub(crate) async fn call(tool: Sketched, core: &Arc<Core>) -> Result<Response<Value>, CallError> {
    let (arguments, context) = tool.fill(value!({"a": "x y"}), value!({}));
    let scope = Scope::new(core, &[]);
    scope.call(tool.definition, &arguments, &context, CallOptions::new()).await
}

/// Plays one reply to one call.
pub(crate) async fn answer(steps: Vec<Step>) -> Result<Response<Value>, CallError> {
    let server = Server::start(vec![steps]).await;
    call(sketch().finish(), &core_for(&server)).await
}
