//! Appointments: free slots that are gone once they are booked.

use std::collections::HashMap;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use typed_tools::serde_json::{Value, json};

use super::{Answer, Books, refuse, texts};

pub(super) struct Calendar {
    date: &'static str,
    free: Vec<&'static str>,
    appointments: Vec<Value>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self { date: "2026-11-27", free: vec!["10:00", "15:30"], appointments: Vec::new() }
    }
}

impl Calendar {
    pub(super) fn appointments(&self) -> &[Value] {
        &self.appointments
    }
}

pub(super) fn routes() -> Router<Books> {
    Router::new().route("/appointments/availability", get(availability)).route("/appointments", post(book))
}

async fn availability(
    State(books): State<Books>,
    Query(asked): Query<HashMap<String, String>>,
) -> Result<Answer, Answer> {
    let Some(date) = asked.get("date") else {
        return Err(refuse(StatusCode::UNPROCESSABLE_ENTITY, "`date` is missing"));
    };
    let calendar = &books.open().calendar;
    let free: &[&str] = if date == calendar.date { &calendar.free } else { &[] };
    Ok((StatusCode::OK, Json(json!({ "date": date, "service": asked.get("service"), "free": free }))))
}

async fn book(State(books): State<Books>, Json(body): Json<Value>) -> Result<Answer, Answer> {
    let [date, time, ..] = texts(&body, ["date", "time", "service", "customer_name", "phone"])?;
    let mut books = books.open();
    let calendar = &mut books.calendar;
    let slot = calendar.free.iter().position(|free| date == calendar.date && *free == time);
    let Some(slot) = slot else {
        return Err(refuse(StatusCode::CONFLICT, format!("{date} {time} is not free")));
    };
    calendar.free.remove(slot);
    calendar.appointments.push(body);
    let id = format!("apt_{}", calendar.appointments.len());
    Ok((StatusCode::CREATED, Json(json!({ "appointment": id, "date": date, "time": time }))))
}
