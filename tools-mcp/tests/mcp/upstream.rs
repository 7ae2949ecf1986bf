//! The service that the tools call.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use tokio::net::TcpListener;
use tokio::sync::watch;

pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest";
pub(crate) const WAV: &[u8] = b"RIFF\x24\0\0\0WAVErest";

/// A service that keeps what it is asked.
#[derive(Clone)]
pub(crate) struct Upstream {
    pub(crate) origin: String,
    seen: Arc<Mutex<Vec<String>>>,
    /// How many requests wait for an answer that does not come.
    waiting: watch::Sender<usize>,
}

/// A request whose client still waits.
struct Waiting(watch::Sender<usize>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.send_modify(|waiting| *waiting -= 1);
    }
}

impl Upstream {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let upstream = Self { origin, seen: Arc::default(), waiting: watch::channel(0).0 };
        let answering = upstream.clone();
        let app = Router::new().fallback(move |request| async move { answering.answer(request).await });
        tokio::spawn(async move { axum::serve(listener, app).await });
        upstream
    }

    /// Method, target and body of each request so far.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }

    /// Comes when so many requests wait.
    pub(crate) async fn waits_for(&self, number: usize) {
        let mut waiting = self.waiting.subscribe();
        let reached = waiting.wait_for(|waiting| *waiting == number);
        tokio::time::timeout(Duration::from_secs(20), reached).await.expect("in time").unwrap();
    }

    async fn answer(&self, request: Request<Body>) -> Response {
        let (parts, body) = request.into_parts();
        let body = String::from_utf8(to_bytes(body, 1 << 20).await.unwrap().into()).unwrap();
        self.seen.lock().unwrap().push(format!("{} {} {body}", parts.method, parts.uri).trim().to_owned());
        let expected = format!("Bearer {}", super::KEY);
        if parts.headers.get(header::AUTHORIZATION).is_none_or(|sent| *sent != expected) {
            return StatusCode::UNAUTHORIZED.into_response();
        }
        let typed = |kind, bytes: &'static [u8]| ([(header::CONTENT_TYPE, kind)], bytes).into_response();
        match parts.uri.path() {
            "/wait/c_1" => {
                self.waiting.send_modify(|waiting| *waiting += 1);
                let _waiting = Waiting(self.waiting.clone());
                std::future::pending().await
            }
            "/wait/short" => {
                tokio::time::sleep(Duration::from_millis(300)).await;
                typed("application/json", b"true")
            }
            "/picture/c_1" => typed("image/png", PNG),
            "/sound/c_1" => typed("audio/wav", WAV),
            "/contacts/plain/notes" => typed("text/plain", b"none"),
            "/contacts/gone/notes" => StatusCode::NOT_FOUND.into_response(),
            _ => typed("application/json", br#"{"notes":[{"id":12345678901234567890}]}"#),
        }
    }
}
