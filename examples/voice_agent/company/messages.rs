//! The mail service, and an SMS service in the manner of Twilio.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use typed_tools::serde_json::{Value, json};

use super::{Answer, Books, TWILIO_ACCOUNT_SID, not_found, texts};

#[derive(Default)]
pub(super) struct Outbox {
    emails: Vec<Value>,
    texts: Vec<Value>,
}

impl Outbox {
    pub(super) fn emails(&self) -> &[Value] {
        &self.emails
    }

    pub(super) fn texts(&self) -> &[Value] {
        &self.texts
    }
}

pub(super) fn mail() -> Router<Books> {
    Router::new().route("/emails/send", post(send_email))
}

pub(super) fn sms() -> Router<Books> {
    Router::new().route("/2010-04-01/Accounts/{account}/Messages.json", post(send_text))
}

async fn send_email(State(books): State<Books>, Json(body): Json<Value>) -> Result<Answer, Answer> {
    let [to, ..] = texts(&body, ["to", "from", "subject", "body"])?;
    books.open().outbox.emails.push(body);
    Ok((StatusCode::ACCEPTED, Json(json!({ "queued": to }))))
}

async fn send_text(
    State(books): State<Books>,
    Path(account): Path<String>,
    Json(body): Json<Value>,
) -> Result<Answer, Answer> {
    if account != TWILIO_ACCOUNT_SID {
        return Err(not_found("account", &account));
    }
    let [to, ..] = texts(&body, ["To", "From", "Body"])?;
    let sent = &mut books.open().outbox.texts;
    sent.push(body);
    let sid = format!("SM{:04}", sent.len());
    Ok((StatusCode::CREATED, Json(json!({ "sid": sid, "to": to, "status": "queued" }))))
}
