//! A carrier on loopback that is as strict as Twilio's API: HTTP Basic of account and token, a form body, and nothing read
//! of a body in JSON.

use std::collections::HashMap;

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::post;
use axum::{Json, Router};
use typed_tools::serde_json::{Value, json};

pub(crate) const ACCOUNT: &str = "ACdemo0042";
pub(crate) const TOKEN: &str = "demo-sms-token";
/// The base64 of `ACdemo0042:demo-sms-token`.
const CREDENTIALS: &str = "Basic QUNkZW1vMDA0MjpkZW1vLXNtcy10b2tlbg==";

/// Opens the carrier on a free port, and gives its origin.
pub(crate) async fn open() -> std::io::Result<String> {
    let app = Router::new().route("/2010-04-01/Accounts/{account}/Messages.json", post(messages));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(origin)
}

async fn messages(
    Path(account): Path<String>,
    headers: HeaderMap,
    body: String,
) -> (StatusCode, Json<Value>) {
    let is = |name, value: &str| headers.get(name).is_some_and(|sent| *sent == *value);
    if account != ACCOUNT || !is(header::AUTHORIZATION, CREDENTIALS) {
        return refuse(StatusCode::UNAUTHORIZED, 20003, "Authenticate");
    }
    // A body of any other type has no parameters.
    let form =
        if is(header::CONTENT_TYPE, "application/x-www-form-urlencoded") { body } else { String::new() };
    let form = reqwest::Url::parse(&format!("http://form/?{form}"))
        .map(|url| url.query_pairs().into_owned().collect());
    let form: HashMap<String, String> = form.unwrap_or_default();
    let field = |name: &str| form.get(name).filter(|text| !text.is_empty()).cloned();
    match (field("To"), field("From"), field("Body")) {
        (None, ..) => refuse(StatusCode::BAD_REQUEST, 21604, "A 'To' phone number is required."),
        (_, None, _) => refuse(StatusCode::BAD_REQUEST, 21603, "A 'From' phone number is required."),
        (_, _, None) => refuse(StatusCode::BAD_REQUEST, 21602, "Message body is required."),
        (Some(to), Some(from), Some(body)) => {
            let message = json!({
                "sid": "SMdemo0001", "account_sid": account, "status": "queued",
                "to": to, "from": from, "body": body, "num_segments": "1"
            });
            (StatusCode::CREATED, Json(message))
        }
    }
}

fn refuse(status: StatusCode, code: u32, message: &str) -> (StatusCode, Json<Value>) {
    (status, Json(json!({ "code": code, "message": message, "status": status.as_u16() })))
}
