//! The CRM: leads and contact notes.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{post, put};
use axum::{Json, Router};
use typed_tools::serde_json::{Value, json};

use super::{Answer, Books, not_found, refuse, texts};

const CONTACT: &str = "c_4711";

pub(super) struct Crm {
    lead: Value,
    notes: Vec<Value>,
}

impl Default for Crm {
    fn default() -> Self {
        let lead = json!({ "contact": CONTACT, "status": "cold", "notes": null, "updated_by": "import" });
        Self { lead, notes: Vec::new() }
    }
}

impl Crm {
    pub(super) fn lead(&self) -> &Value {
        &self.lead
    }

    pub(super) fn notes(&self) -> &[Value] {
        &self.notes
    }
}

pub(super) fn routes() -> Router<Books> {
    Router::new()
        .route("/api/v1/leads/{contact}", put(update_lead))
        .route("/api/v1/contacts/{contact}/notes", post(add_note))
}

async fn update_lead(
    State(books): State<Books>,
    Path(contact): Path<String>,
    Json(body): Json<Value>,
) -> Result<Answer, Answer> {
    if contact != CONTACT {
        return Err(not_found("lead", &contact));
    }
    let [status, updated_by, call] = texts(&body, ["status", "updated_by", "call_id"])?;
    if !["hot", "warm", "cold"].contains(&status.as_str()) {
        return Err(refuse(StatusCode::UNPROCESSABLE_ENTITY, format!("no status {status}")));
    }
    let mut books = books.open();
    let was = books.crm.lead["status"].take();
    let lead = &mut books.crm.lead;
    lead["status"] = json!(status);
    lead["updated_by"] = json!(updated_by);
    lead["call"] = json!(call);
    if let Some(notes) = body.get("notes") {
        lead["notes"] = notes.clone();
    }
    Ok((StatusCode::OK, Json(json!({ "contact": contact, "status": status, "was": was }))))
}

async fn add_note(
    State(books): State<Books>,
    Path(contact): Path<String>,
    Json(body): Json<Value>,
) -> Result<Answer, Answer> {
    if contact != CONTACT {
        return Err(not_found("contact", &contact));
    }
    texts(&body, ["content", "created_by"])?;
    let notes = &mut books.open().crm.notes;
    notes.push(body);
    Ok((StatusCode::CREATED, Json(json!({ "note": format!("n_{}", notes.len()) }))))
}
