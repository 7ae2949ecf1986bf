//! A conversation with the ten tools, whose calls reach the company; the program has them in a module `shop`.

use std::error::Error;

use super::company::{self, Company};
use crate::shop::{Context, Secrets, Session, Tools};

/// What the customer asks.
pub(crate) const QUESTION: &str =
    "My headphones, order A-1042, are broken. I return them. What else have you got below 200?";

pub(crate) async fn open() -> Result<(Company, Session), Box<dyn Error>> {
    let company = Company::open().await?;
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
        .origin("https://api.twilio.com", &company.origin)
        .build()?;
    let session = tools.session(Context {
        call_sid: "CA0042".into(),
        contact_email: "maya@example.com".into(),
        contact_id: "c_4711".into(),
        contact_name: "Maya Okafor".into(),
        from_number: "+15550142".into(),
        to_number: "+15550100".into(),
    });
    Ok((company, session))
}
