//! Signed requests: AWS Signature Version 4, and an HMAC of the body, made anew for every attempt by hooks. It runs offline:
//! `.ci/integrations aws-sigv4`; the service is on loopback, and checks signatures with an implementation of its own.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use typed_tools::{BeforeSend, BoxError, CallError, Request};

mod service;
mod notes {
    typed_tools::tools!(
        inline = r#"{
            "name": "put_note",
            "description": "Stores a note about a customer",
            "parameters": {
                "type": "object",
                "properties": { "title": { "type": "string" }, "text": { "type": "string" } },
                "required": ["title", "text"]
            },
            "api_endpoint": "https://notes.yourcompany.com/customers/{{customer_id}}/notes",
            "http_method": "PUT",
            "query_params": { "title": "{{title}}", "kind": "call" },
            "body_template": { "text": "{{text}}" },
            "retries": 1
        }"#
    );
}
use notes::{Context, PutNote, Tools};

const REGION: &str = "eu-central-1";
const SERVICE: &str = "execute-api";
const BODY_KEY: &[u8] = b"the-key-of-the-body";

/// Signs a request as it would be sent. Your application has its credentials from `aws-config`, and asks for them here.
fn sig_v4(credentials: Credentials) -> impl BeforeSend {
    let identity = credentials.into();
    move |request: &mut Request| {
        let parameters = SigningParams::builder()
            .identity(&identity)
            .region(REGION)
            .name(SERVICE)
            .time(SystemTime::now())
            .settings(SigningSettings::default())
            .build()?
            .into();
        let body = SignableBody::Bytes(request.body().unwrap_or_default());
        let signable = SignableRequest::new(request.method(), request.url(), request.headers(), body)?;
        let (signed, _) = sign(signable, &parameters)?.into_parts();
        for (name, value) in signed.headers() {
            request.set_header(name, value)?; // `authorization` is a credential: it is shown nowhere
        }
        Ok(())
    }
}

/// The other usual way: a header with an HMAC of the body. The later hook signs this header, too.
fn body_hmac(request: &mut Request) -> Result<(), BoxError> {
    let mut mac = Hmac::<Sha256>::new_from_slice(BODY_KEY)?;
    mac.update(request.body().unwrap_or_default());
    let hex: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(request.set_header("x-body-hmac", &hex)?)
}

/// What changes a body behind the signer's back.
fn tampering(request: &mut Request) -> Result<(), BoxError> {
    let body = String::from_utf8_lossy(request.body().unwrap_or_default()).replace("100", "900");
    request.set_body(body);
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let origin = service::open(Arc::clone(&seen)).await?;
    let credentials = Credentials::new(service::ACCESS_KEY, service::SECRET_KEY, None, None, "example");
    let signed = || {
        let tools = Tools::builder().origin("https://notes.yourcompany.com", &origin);
        tools.before_send(body_hmac).before_send(sig_v4(credentials.clone()))
    };
    let context = || Context { customer_id: "c-42".into() };
    let note = PutNote { title: "Pläne & more".into(), text: "pays 100 a month".into() };

    // The service refuses the first attempt with a 503: the second has a date and a signature of its own.
    let done = signed().build()?.session(context()).put_note(&note).await?;
    println!("ANSWERED     {} with attempt {}", done.for_model(), done.report().attempts());

    // Another body than the one that was signed, another key: the service says no.
    let tools = signed().before_send(tampering).build()?;
    let tampered = tools.session(context()).put_note(&note).await;
    let stranger = Credentials::new(service::ACCESS_KEY, "not-the-secret-key", None, None, "example");
    let tools = Tools::builder().origin("https://notes.yourcompany.com", &origin);
    let tools = tools.before_send(body_hmac).before_send(sig_v4(stranger)).build()?;
    let forged = tools.session(context()).put_note(&note).await;
    for (what, result) in [("TAMPERED", &tampered), ("FORGED", &forged)] {
        match result {
            Err(error @ CallError::Status(_)) if error.status() == Some(403) => println!("{what:12} {error}"),
            other => return Err(format!("{what}: {other:?}, and not a 403").into()),
        }
    }

    let seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
    let [first, second] = seen.as_slice() else {
        return Err(format!("{} valid signatures, and not two", seen.len()).into());
    };
    println!("SIGNED       {}", first.rsplit("Signature=").next().unwrap_or_default());
    println!("AND AGAIN    {}", second.rsplit("Signature=").next().unwrap_or_default());
    if first == second { Err("the second attempt has the signature of the first".into()) } else { Ok(()) }
}
