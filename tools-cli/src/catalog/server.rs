//! The page on loopback. What reaches it is this machine's browser at the address that was printed, and nothing else:
//! other pages do not know the token in the path, a name that resolves to this machine (DNS rebinding) is no `Host` of
//! ours, and a script of another origin cannot send JSON.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Map, Value, json};

use super::live::Live;
use super::preview::Told;
use crate::usage::Usage;

/// A token that nobody can guess.
pub(super) fn token() -> Result<String, Usage> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| Usage(format!("there is no randomness: {error}")))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The socket, and its origin.
pub(super) fn listen(port: u16) -> Result<(TcpListener, String), Usage> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = listener.map_err(|error| Usage(format!("port {port} cannot be had: {error}")))?;
    let failed = |error| Usage(format!("the page cannot be served: {error}"));
    listener.set_nonblocking(true).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, format!("http://{address}")))
}

pub(super) async fn serve(listener: TcpListener, base: &str, live: Arc<Live>) -> Result<(), Usage> {
    let failed = |error| Usage(format!("the page cannot be served: {error}"));
    let port = listener.local_addr().map_err(failed)?.port();
    let listener = tokio::net::TcpListener::from_std(listener).map_err(failed)?;
    let router = Router::new()
        .route(&format!("{base}/"), get(page))
        .route(&format!("{base}/version"), get(version))
        .route(&format!("{base}/request"), post(request))
        .route(&format!("{base}/call"), post(call))
        .with_state(live)
        .layer(middleware::from_fn(move |request, next| guard(port, request, next)));
    axum::serve(listener, router).await.map_err(failed)
}

/// Lets in what this machine's browser sends from this page.
async fn guard(port: u16, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let ours = |name, before: &str| match headers.get_all(name).iter().collect::<Vec<_>>().as_slice() {
        [] => None,
        [value] => Some(hosts.iter().any(|host| value.as_bytes() == format!("{before}{host}").as_bytes())),
        _ => Some(false),
    };
    let is_json = one(headers, header::CONTENT_TYPE.as_str()) == Some("application/json");
    let allowed = ours(header::HOST, "") == Some(true)
        && ours(header::ORIGIN, "http://") != Some(false)
        && (request.method() != Method::POST || is_json);
    if !allowed {
        return (StatusCode::FORBIDDEN, "This page is for the browser of this machine alone.")
            .into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn one<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

async fn page(State(live): State<Arc<Live>>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], live.page())
}

async fn version(State(live): State<Arc<Live>>) -> Response {
    let (version, broken) = live.version();
    as_json(&json!({ "version": version, "broken": broken }))
}

async fn request(State(live): State<Arc<Live>>, body: Bytes) -> Response {
    match asked(&body) {
        Some((tool, arguments, context)) => told(live.request(&tool, &arguments, context)),
        None => unreadable(),
    }
}

async fn call(State(live): State<Arc<Live>>, body: Bytes) -> Response {
    match asked(&body) {
        Some((tool, arguments, context)) => told(live.call(&tool, &arguments, context).await),
        None => unreadable(),
    }
}

/// The tool, its arguments as text, and the values of the conversation.
fn asked(body: &[u8]) -> Option<(String, String, Map<String, Value>)> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let text = |key: &str| body.get(key)?.as_str();
    let context = serde_json::from_str(text("context")?).ok()?;
    Some((text("tool")?.to_owned(), text("arguments")?.to_owned(), context))
}

fn told(told: Result<Told, Usage>) -> Response {
    let Told { ok, notes, text } =
        told.unwrap_or_else(|Usage(wrong)| Told { ok: false, notes: Vec::new(), text: wrong });
    as_json(&json!({ "ok": ok, "notes": notes, "text": text }))
}

fn unreadable() -> Response {
    (StatusCode::BAD_REQUEST, "This is not what the page sends.").into_response()
}

fn as_json(value: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}
