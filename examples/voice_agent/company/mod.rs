//! The company that the agent answers the telephone for: an ordinary HTTP server on loopback with
//! state, as strict as a real one about credentials and bodies.

mod booking;
mod crm;
mod messages;
mod shop;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use typed_tools::serde_json::{Value, json};

/// The credentials that the services accept; `main` hands them to the tools as secrets.
pub(crate) const API_KEY: &str = "demo-shop-key-7d1f";
pub(crate) const CRM_API_KEY: &str = "demo-crm-key-93ac";
pub(crate) const TWILIO_ACCOUNT_SID: &str = "ACdemo0042";
/// HTTP Basic: the base64 of `ACdemo0042:demo-sms-token`.
pub(crate) const TWILIO_AUTH_TOKEN: &str = "QUNkZW1vMDA0MjpkZW1vLXNtcy10b2tlbg==";

/// The running server.
pub(crate) struct Company {
    pub(crate) origin: String,
    books: Books,
}

/// All that the company knows, shared by the handlers.
#[derive(Clone, Default)]
struct Books(Arc<Mutex<Ledger>>);

#[derive(Default)]
struct Ledger {
    crm: crm::Crm,
    shop: shop::Shop,
    calendar: booking::Calendar,
    outbox: messages::Outbox,
    exchanges: Vec<Exchange>,
}

/// One request as it arrived, and the status it was answered with.
pub(crate) struct Exchange {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) body: Vec<u8>,
    pub(crate) status: StatusCode,
}

/// What every handler answers.
type Answer = (StatusCode, Json<Value>);

impl Company {
    /// Opens for business on a free port.
    pub(crate) async fn open() -> std::io::Result<Self> {
        let books = Books::default();
        let bearer = |key| format!("Bearer {key}");
        let app = Router::new()
            .merge(guarded(crm::routes(), bearer(CRM_API_KEY)))
            .merge(guarded(shop::routes(), bearer(API_KEY)))
            .merge(guarded(booking::routes(), bearer(API_KEY)))
            .merge(guarded(messages::mail(), bearer(API_KEY)))
            .merge(guarded(messages::sms(), format!("Basic {TWILIO_AUTH_TOKEN}")))
            .layer(middleware::from_fn_with_state(books.clone(), record))
            .with_state(books.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let origin = format!("http://{}", listener.local_addr()?);
        tokio::spawn(async move { axum::serve(listener, app).await });
        Ok(Self { origin, books })
    }

    /// How the server answered this request.
    pub(crate) fn status_of(&self, method: &str, target: &str, body: &[u8]) -> Option<StatusCode> {
        let books = self.books.open();
        let same = |seen: &&Exchange| seen.method == method && seen.target == target && seen.body == body;
        books.exchanges.iter().rev().find(same).map(|exchange| exchange.status)
    }

    /// Everything that the calls have changed.
    pub(crate) fn report(&self) -> Value {
        let books = self.books.open();
        json!({
            "lead": books.crm.lead(),
            "notes": books.crm.notes(),
            "returns": books.shop.returns(),
            "appointments": books.calendar.appointments(),
            "emails": books.outbox.emails(),
            "texts": books.outbox.texts(),
        })
    }
}

impl Books {
    fn open(&self) -> MutexGuard<'_, Ledger> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets requests through that carry exactly these credentials.
fn guarded(routes: Router<Books>, credentials: String) -> Router<Books> {
    routes.route_layer(middleware::from_fn(move |request: Request, next: Next| {
        let known = request.headers().get(header::AUTHORIZATION).is_some_and(|sent| *sent == *credentials);
        async move {
            if known {
                next.run(request).await
            } else {
                refuse(StatusCode::UNAUTHORIZED, "bad credentials").into_response()
            }
        }
    }))
}

/// Keeps every request, so that the screen can show what really arrived.
async fn record(State(books): State<Books>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, 1 << 20).await else {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "the body is too large").into_response();
    };
    let (method, target) = (parts.method.to_string(), parts.uri.to_string());
    let response = next.run(Request::from_parts(parts, Body::from(body.clone()))).await;
    books.open().exchanges.push(Exchange { method, target, body: body.to_vec(), status: response.status() });
    response
}

fn refuse(status: StatusCode, message: impl Into<String>) -> Answer {
    (status, Json(json!({ "error": message.into() })))
}

fn not_found(what: &str, id: &str) -> Answer {
    refuse(StatusCode::NOT_FOUND, format!("no {what} {id}"))
}

/// The strings of these keys, all there and none empty; else the answer that says which is not.
fn texts<const N: usize>(body: &Value, keys: [&str; N]) -> Result<[String; N], Answer> {
    let mut found = [const { String::new() }; N];
    for (slot, key) in found.iter_mut().zip(keys) {
        match body[key].as_str() {
            Some(text) if !text.is_empty() => text.clone_into(slot),
            _ => return Err(refuse(StatusCode::UNPROCESSABLE_ENTITY, format!("`{key}` must be a text"))),
        }
    }
    Ok(found)
}
