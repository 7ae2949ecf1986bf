//! A loopback HTTP server that keeps the bytes of every request as they arrived.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver};

/// Answers every request, one after the other.
pub(crate) struct Server {
    address: SocketAddr,
    arrived: Receiver<Arrived>,
}

/// A request, byte for byte, taken apart at its line ends and no further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Arrived {
    pub(crate) method: String,
    /// Path and query, as they stand in the request line.
    pub(crate) target: String,
    /// Name (in lower case) and value, sorted by name.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Server {
    pub(crate) fn start() -> Self {
        Self::answering(|_| ("200 OK", r#"{"ok":true}"#.to_owned()))
    }

    /// A server whose answers, status line and JSON, are up to the request.
    pub(crate) fn answering(
        mut answer: impl FnMut(&Arrived) -> (&'static str, String) + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (send, arrived) = mpsc::channel();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a connection");
                let request = receive(&mut stream).expect("a whole request");
                let (status, body) = answer(&request);
                if send.send(request).is_err() {
                    return;
                }
                write(&mut stream, status, &body).expect("the client reads its answer");
            }
        });
        Self { address, arrived }
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Everything that has arrived since the last look. A request is in here before its sender has
    /// the answer.
    pub(crate) fn arrived(&self) -> Vec<Arrived> {
        self.arrived.try_iter().collect()
    }
}

fn receive(stream: &mut TcpStream) -> std::io::Result<Arrived> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    let head_end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        match stream.read(&mut chunk)? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            n => bytes.extend_from_slice(&chunk[..n]),
        }
    };
    let head = String::from_utf8(bytes[..head_end].to_vec()).expect("a head in ASCII");
    let mut lines = head.split("\r\n");
    let mut first = lines.next().unwrap_or_default().splitn(3, ' ').map(str::to_owned);
    let (method, target, version) = (first.next(), first.next(), first.next());
    assert_eq!(version.as_deref(), Some("HTTP/1.1"), "{head}");
    let mut headers: Vec<_> = lines
        .map(|line| line.split_once(": ").unwrap_or_else(|| panic!("a header: {line:?}")))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    headers.sort();
    let length = headers
        .iter()
        .find(|(name, _)| name == "content-length")
        .map_or(0, |(_, value)| value.parse().unwrap_or_else(|_| panic!("a length: {value}")));
    let mut body = bytes.split_off(head_end + 4);
    while body.len() < length {
        match stream.read(&mut chunk)? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            n => body.extend_from_slice(&chunk[..n]),
        }
    }
    assert_eq!(body.len(), length, "bytes behind the body");
    Ok(Arrived { method: method.unwrap_or_default(), target: target.unwrap_or_default(), headers, body })
}

fn write(stream: &mut TcpStream, status: &str, body: &str) -> std::io::Result<()> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}");
    write!(stream, "{head}\r\nconnection: close\r\n\r\n{body}")
}
