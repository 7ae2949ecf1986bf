//! The ten tools as an MCP server of many customers, within an `axum` application: clients show JWTs, and each token
//! decides whose data the tools work on. `cargo run -p mcp-jwt-example`.
//!
//! `verify.rs` is what an application copies. `issuer.rs` plays the authorization server, and `main` a client that tries
//! what attackers try.

#[path = "../../voice_agent/company/mod.rs"]
#[allow(dead_code, reason = "the voice agent shows more of it")]
mod company;
mod issuer;
mod verify;

use std::collections::HashMap;
use std::error::Error;
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use company::Company;
use issuer::{ISSUER, Issuer, now};
use tokio::net::TcpListener;
use typed_tools::mcp::{Auth, ContextError, Server};
use typed_tools::reqwest::{self, header};
use typed_tools::serde_json::{Value, json};
use verify::{Claims, Verifier};

/// The ten tools, from their definitions.
mod shop {
    typed_tools::tools!("../../tools/*.json");
}
use shop::{Context, Secrets, Tools};

/// The application: its own routes, and the tools at `/mcp`.
fn application(tools: Tools, verifier: Verifier, url: &str) -> Result<Router, Box<dyn Error>> {
    // 1. Whose a token is.
    let verifier = Arc::new(verifier);
    let auth = Auth::new(url, move |token: String| {
        let verifier = Arc::clone(&verifier);
        async move { verifier.verify(&token) }
    });
    // 2. What its tools work with.
    let server = Server::new(tools).context_from(|request| {
        let identity = request.identity().ok_or_else(|| ContextError::new("a token is needed"))?;
        let claims =
            identity.details::<Claims>().ok_or_else(|| ContextError::new("the token says nothing"))?;
        Ok(Context {
            call_sid: "CA0042".into(),
            contact_email: "maya@example.com".into(),
            contact_id: claims.contact_id.clone(),
            contact_name: "Maya Okafor".into(),
            from_number: "+15550142".into(),
            to_number: "+15550100".into(),
        })
    });
    // 3. Beside the application's own routes.
    let server = server.info("shop", env!("CARGO_PKG_VERSION"));
    let server = server.auth(auth.authorization_server(ISSUER).scope("tools"));
    Ok(Router::new().route("/health", get(async || "well")).merge(server.router()?))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let company = Company::open().await?;
    let issuer = Issuer::new()?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/mcp", listener.local_addr()?);
    let jwks = issuer.publish(&std::env::temp_dir())?;
    let verifier = Verifier::new(&jwks, ISSUER, &url);
    std::fs::remove_file(jwks)?;
    let app = application(tools(&company)?, verifier?, &url)?;
    tokio::spawn(async move { axum::serve(listener, app).await });

    let good = issuer.token(&url, |_| ())?;
    let hour_ago = now()? - 3_600;
    let mut tries = vec![
        ("a good token", 200, good.clone()),
        ("without the scope", 403, issuer.token(&url, |claims| claims["scope"] = json!("mail"))?),
        ("expired", 401, issuer.token(&url, |claims| claims["exp"] = json!(hour_ago))?),
        ("without an expiry", 401, issuer.token(&url, |claims| claims["exp"] = Value::Null)?),
        ("for another server", 401, issuer.token("https://other.yourcompany.com/mcp", |_| ())?),
        ("for nobody", 401, issuer.token(&url, |claims| claims["aud"] = Value::Null)?),
        (
            "of another issuer",
            401,
            issuer.token(&url, |claims| claims["iss"] = json!("https://evil.example"))?,
        ),
        ("not yet valid", 401, issuer.token(&url, |claims| claims["nbf"] = json!(hour_ago + 7_200))?),
        ("no JWT", 401, "abc".to_owned()),
    ];
    tries.extend(issuer.forged(&good)?.into_iter().map(|(name, token)| (name, 401, token)));
    for (name, expected, token) in tries {
        let (status, told) = call(&url, &token).await?;
        println!("{name:26} {status} {told}");
        if status != expected {
            return Err(format!("{name}: {status} and not {expected}").into());
        }
    }
    println!("in the CRM: {}", company.report()["lead"]);
    Ok(())
}

/// What a client with this token gets for a call.
async fn call(url: &str, token: &str) -> Result<(u16, String), Box<dyn Error>> {
    let meta = json!({ "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": { "name": "example", "version": "1" },
        "io.modelcontextprotocol/clientCapabilities": {} });
    let params =
        json!({ "name": "update_lead_status", "arguments": { "lead_status": "hot" }, "_meta": meta });
    let message = json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params });
    let mut request = reqwest::Client::new().post(url).bearer_auth(token);
    for (name, value) in [
        ("accept", "application/json, text/event-stream"),
        ("content-type", "application/json"),
        ("mcp-protocol-version", "2026-07-28"),
        ("mcp-method", "tools/call"),
        ("mcp-name", "update_lead_status"),
    ] {
        request = request.header(name, value);
    }
    let response = request.body(message.to_string()).send().await?;
    let status = response.status().as_u16();
    let challenge = response.headers().get(header::WWW_AUTHENTICATE).cloned();
    let told = match challenge {
        Some(challenge) => challenge.to_str()?.to_owned(),
        None => response.text().await?,
    };
    Ok((status, told))
}

fn tools(company: &Company) -> Result<Tools, Box<dyn Error>> {
    let secrets = HashMap::from([
        ("API_KEY", company::API_KEY),
        ("CRM_API_KEY", company::CRM_API_KEY),
        ("TWILIO_ACCOUNT_SID", company::TWILIO_ACCOUNT_SID),
        ("TWILIO_AUTH_TOKEN", company::TWILIO_AUTH_TOKEN),
    ]);
    let tools = Tools::builder()
        .secrets(Secrets::from_source(&|name: &str| secrets.get(name).map(|value| (*value).to_owned()))?)
        .origin("https://crm.yourcompany.com", &company.origin)
        .origin("https://api.yourcompany.com", &company.origin)
        .origin("https://api.twilio.com", &company.origin);
    Ok(tools.build()?)
}
