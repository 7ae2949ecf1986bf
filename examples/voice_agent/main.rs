//! A voice agent on the telephone, offline: `cargo run --example voice_agent`.
//!
//! The company's services run on loopback (`company/`), the model is a recording (`call.json`), and
//! everything between the two is made from the ten definitions in `tools/`: what the model is
//! offered, the checks of what it asks for, the HTTP requests, and the texts that it gets back. One tool more
//! (`voice_agent/tools/`) sends no request: it is a function of this program.

mod company;
mod model;
mod show;

use std::collections::HashMap;
use std::error::Error;

use typed_tools::serde_json::{Value, json};
use typed_tools::{Provider, ToolError};

use company::Company;
use model::Recording;

/// The ten tools, from their definitions, and one that this program implements.
mod shop {
    typed_tools::tools!(["tools/*.json", "examples/voice_agent/tools/*.json"]);
}
use shop::{Context, EstimateDelivery, Native, Secrets, Session, Tools};

/// The tool that sends no request: its definition says `"native": true`.
struct Warehouse;

impl Native for Warehouse {
    async fn estimate_delivery(&self, _: &Context, parcel: EstimateDelivery) -> Result<Value, ToolError> {
        // The first digit of the zip code is its region, and the warehouse is in the first.
        let region = parcel.zip.bytes().next().map_or(0, |digit| u32::from(digit - b'0'));
        let days = if parcel.express { 1 } else { 2 + region / 3 };
        Ok(json!({ "days": days, "express": parcel.express }))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let company = Company::open().await?;
    let mut model = Recording::open()?;

    // In production this is `Tools::new(Secrets::from_env()?)`. Here the secrets are demo values, and
    // the three origins that the definitions name are played by one server on this machine.
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
        .origin("https://api.twilio.com", &company.origin)
        .native(Warehouse)
        .build()?;

    // What this program knows of the call, and the model can neither see nor choose.
    let context = Context {
        call_sid: "CA0042".into(),
        contact_email: "maya@example.com".into(),
        contact_id: "c_4711".into(),
        contact_name: "Maya Okafor".into(),
        from_number: "+15550142".into(),
        to_number: "+15550100".into(),
    };
    let session = tools.session(context.clone());

    let offered = json!(Tools::specs(Provider::OpenAiChat));
    show::opening(&offered, &context, &company.report());
    let mut messages = vec![json!({ "role": "system", "content": model.system() })];
    while let Some(words) = model.next_customer_words() {
        show::customer(&words);
        messages.push(json!({ "role": "user", "content": words }));
        let reply = converse(&session, &company, &mut model, &offered, &mut messages).await?;
        show::agent(&reply);
    }
    show::closing(&company.report());
    Ok(())
}

/// Lets the model call tools until it has something to say.
async fn converse(
    session: &Session,
    company: &Company,
    model: &mut Recording,
    offered: &Value,
    messages: &mut Vec<Value>,
) -> Result<Value, Box<dyn Error>> {
    loop {
        let reply = model.complete(&json!({ "model": "any", "messages": messages, "tools": offered }))?;
        messages.push(reply["choices"][0]["message"].clone());
        // Every call of the reply: checked, sent concurrently, answered. Nothing that the model got
        // wrong is an error here: it is told what to fix, and fixes it in its next reply.
        let answers = session.answer(Provider::OpenAiChat, &reply).await?;
        if answers.is_empty() {
            return Ok(reply);
        }
        show::calls(session, company, &reply, &answers);
        messages.extend(answers);
    }
}
