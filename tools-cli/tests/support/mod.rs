//! A service on loopback, and the requests that came to it.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// Answers each request with what `reply` makes of it: status line (with headers, where there are others than that it
/// is JSON) and body.
pub(crate) struct Service {
    pub(crate) origin: String,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Service {
    pub(crate) fn start(reply: impl Fn(&str) -> (&'static str, String) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&seen);
        // Ends with the test.
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let request = request(&mut stream);
                let (status, body) = reply(&request);
                record.lock().unwrap().push(request);
                let length = body.len();
                let json =
                    if status.contains("Content-Type") { "" } else { "content-type: application/json\r\n" };
                let head = format!("HTTP/1.1 {status}\r\n{json}");
                let _ = write!(stream, "{head}content-length: {length}\r\nconnection: close\r\n\r\n{body}");
            }
        });
        Self { origin, seen }
    }

    /// The requests so far, as they came.
    #[allow(dead_code, reason = "not every test looks")]
    pub(crate) fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

/// One request, whole.
fn request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let read = stream.read(&mut piece).unwrap_or(0);
        bytes.extend_from_slice(&piece[..read]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            if read == 0 {
                return text;
            }
            continue;
        };
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
        });
        if read == 0 || body.len() >= length.unwrap_or(0) {
            return text;
        }
    }
}
