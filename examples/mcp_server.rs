//! The ten tools of `tools/` as an MCP server: `cargo run --example mcp_server` serves HTTP on 127.0.0.1:8000 (another
//! address as its argument), `--stdio` serves the client that starts the program.
//!
//! It runs offline: the company's services are those of `voice_agent`, on loopback. A server of yours has its secrets
//! from the environment, `Tools::new(Secrets::from_env()?)`, and calls what the definitions name.

#[path = "voice_agent/company/mod.rs"]
#[allow(dead_code, reason = "the voice agent shows more of it")]
mod company;

use std::error::Error;
use std::time::Duration;

use company::Company;
use typed_tools::mcp::Server;

/// The ten tools, from their definitions.
mod shop {
    typed_tools::tools!("tools/*.json");
}
use shop::{Context, Secrets, Tools};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let company = Company::open().await?;
    let tools = tools(&company)?;
    // Whose tools these are; no client and no model can see or change it. A server of many customers has it from each
    // request: see `typed_tools::mcp::Server`.
    let context = Context {
        call_sid: "CA0042".into(),
        contact_email: "maya@example.com".into(),
        contact_id: "c_4711".into(),
        contact_name: "Maya Okafor".into(),
        from_number: "+15550142".into(),
        to_number: "+15550100".into(),
    };
    let server = Server::new(tools)
        .context(context)
        .info("shop", env!("CARGO_PKG_VERSION"))
        .title("The shop's tools")
        .instructions("Tools for the customer that the call is with.")
        .progress(Duration::from_secs(5));

    let argument = std::env::args().nth(1);
    if argument.as_deref() == Some("--stdio") {
        server.serve_stdio().await?;
    } else {
        let listening = server.bind(argument.as_deref().unwrap_or("127.0.0.1:8000")).await?;
        println!("ten tools at http://{}/mcp until Ctrl-C", listening.local_addr());
        let stop = async { tokio::signal::ctrl_c().await.unwrap_or_default() };
        listening.serve_until(stop).await?;
    }
    // Standard output belongs to the client.
    eprintln!("the company's books: {}", company.report());
    Ok(())
}

fn tools(company: &Company) -> Result<Tools, Box<dyn Error>> {
    let secrets = |name: &str| {
        let value = match name {
            "API_KEY" => company::API_KEY,
            "CRM_API_KEY" => company::CRM_API_KEY,
            "TWILIO_ACCOUNT_SID" => company::TWILIO_ACCOUNT_SID,
            "TWILIO_AUTH_TOKEN" => company::TWILIO_AUTH_TOKEN,
            _ => return None,
        };
        Some(value.to_owned())
    };
    let tools = Tools::builder()
        .secrets(Secrets::from_source(&secrets)?)
        .origin("https://crm.yourcompany.com", &company.origin)
        .origin("https://api.yourcompany.com", &company.origin)
        .origin("https://api.twilio.com", &company.origin);
    Ok(tools.build()?)
}
