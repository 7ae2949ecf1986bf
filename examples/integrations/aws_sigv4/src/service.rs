//! The service: it verifies every request with another implementation than the one that signs, as AWS's own would.

use std::borrow::Cow;
use std::str::FromStr as _;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use hmac::{Hmac, Mac as _};
use scratchstack_aws_signature::principal::User;
use scratchstack_aws_signature::{
    ConstSignedHeaderRequirements, GetSigningKeyRequest, GetSigningKeyResponse, KSecretKey, SignatureOptions,
    service_for_signing_key_fn, sigv4_validate_request,
};
use sha2::Sha256;
use typed_tools::BoxError;

use super::{BODY_KEY, REGION, SERVICE};

pub(crate) const ACCESS_KEY: &str = "AKIAEXAMPLEEXAMPLE00";
pub(crate) const SECRET_KEY: &str = "an/example+of/a+secret/key+of/40+letters";

/// What must be signed beside `host` and the date.
const SIGNED: ConstSignedHeaderRequirements = ConstSignedHeaderRequirements::new(
    &[Cow::Borrowed("content-type"), Cow::Borrowed("x-body-hmac")],
    &[],
    &[],
);

/// Opens it. `seen` gets the `authorization` of every request whose signature is right; the first is answered with 503.
pub(crate) async fn open(seen: Arc<Mutex<Vec<String>>>) -> Result<String, BoxError> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", listener.local_addr()?);
    let app = Router::new().fallback(move |request: Request| async move {
        match verify(request).await {
            Ok(authorization) => {
                let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                seen.push(authorization);
                match seen.len() {
                    // Dates of signatures count seconds.
                    1 => (StatusCode::SERVICE_UNAVAILABLE, [("retry-after", "1")]).into_response(),
                    _ => "stored".into_response(),
                }
            }
            Err(error) => (StatusCode::FORBIDDEN, error.to_string()).into_response(),
        }
    });
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(origin)
}

async fn verify(request: Request) -> Result<String, BoxError> {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await?;
    let header = |name: &str| Some(head.headers.get(name)?.to_str().ok()?.to_owned());
    let (authorization, sent) = (header("authorization").ok_or("it is not signed")?, header("x-body-hmac"));
    let mut keys = service_for_signing_key_fn(signing_key);
    let (request, now) = (Request::from_parts(head, body.clone()), chrono::Utc::now());
    sigv4_validate_request(request, REGION, SERVICE, &mut keys, now, &SIGNED, SignatureOptions::default())
        .await?;

    let sent = (0..64).step_by(2).map(|at| u8::from_str_radix(sent.as_deref()?.get(at..at + 2)?, 16).ok());
    let sent: Vec<u8> = sent.collect::<Option<_>>().ok_or("x-body-hmac is not of 64 hexadecimal digits")?;
    let mut mac = Hmac::<Sha256>::new_from_slice(BODY_KEY)?;
    mac.update(&body);
    mac.verify_slice(&sent)?;
    Ok(authorization)
}

async fn signing_key(request: GetSigningKeyRequest) -> Result<GetSigningKeyResponse, BoxError> {
    if request.access_key() != ACCESS_KEY {
        return Err("an unknown access key".into());
    }
    let key = KSecretKey::from_str(SECRET_KEY)?.to_ksigning(request.request_date(), REGION, SERVICE);
    let user = User::new("aws", "123456789012", "/", "example")?;
    Ok(GetSigningKeyResponse::builder().principal(user).signing_key(key).build()?)
}
