//! The service, in a process of its own: it counts, and can say what it counted.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::{Request, State};
use axum::routing::{get, post};
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use typed_tools::serde_json::{Value, from_slice, json};

use crate::Failure;

#[derive(Default)]
struct Counts {
    /// How often each note came.
    notes: Mutex<HashMap<(String, u64), u64>>,
    waiting: AtomicU64,
    given_up: AtomicU64,
}

/// A request that waits, until its client has gone.
struct Waiting(Arc<Counts>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Relaxed);
        self.0.given_up.fetch_add(1, Relaxed);
    }
}

pub(crate) async fn serve() -> Result<(), Failure> {
    let app = Router::new()
        .route("/contacts/{id}/notes", post(note))
        .route("/wait", get(wait))
        .route("/counts", get(counts))
        .with_state(Arc::new(Counts::default()));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let listener = listener.tap_io(|stream| stream.set_nodelay(true).unwrap_or_default());
    axum::serve(listener, app).await?;
    Ok(())
}

/// Says back who asked, credentials and all: what a careless service does.
async fn note(
    State(counts): State<Arc<Counts>>,
    request: Request,
) -> ([(&'static str, &'static str); 1], String) {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 1 << 16).await.unwrap_or_default();
    let number = from_slice::<Value>(&body).ok().and_then(|note| note["number"].as_u64()).unwrap_or(u64::MAX);
    let path = parts.uri.path().to_owned();
    *counts.notes.lock().unwrap_or_else(PoisonError::into_inner).entry((path, number)).or_default() += 1;
    let key = parts.headers.get("authorization").and_then(|key| key.to_str().ok());
    let answer = json!({ "id": number, "by": key, "state": "kept" });
    ([("content-type", "application/json")], answer.to_string())
}

async fn wait(State(counts): State<Arc<Counts>>) {
    counts.waiting.fetch_add(1, Relaxed);
    let _waiting = Waiting(counts);
    std::future::pending().await
}

async fn counts(State(counts): State<Arc<Counts>>) -> String {
    let mut notes = counts.notes.lock().unwrap_or_else(PoisonError::into_inner);
    let notes = std::mem::take(&mut *notes);
    json!({
        "notes": notes.len(),
        "twice": notes.values().filter(|times| **times > 1).count(),
        "waiting": counts.waiting.load(Relaxed),
        "given_up": counts.given_up.load(Relaxed),
    })
    .to_string()
}
