//! The stage that the examples of the providers run on: the company's services are those of
//! `voice_agent`, and the model is a script behind a loopback server that speaks the provider's
//! wire format. An example that uses this has the ten tools in a module `shop`.

#[path = "../voice_agent/company/mod.rs"]
#[allow(dead_code, reason = "the voice agent shows more of it")]
mod company;
mod model;
mod sse;

use std::error::Error;

use typed_tools::Provider;
use typed_tools::serde_json::Value;

use crate::shop::{Context, Secrets, Session, Tools};
use company::Company;
use model::Model;

/// The key that the model's server accepts.
pub(crate) const MODEL_KEY: &str = "demo-model-key-55e0";

/// What the customer asks.
pub(crate) const QUESTION: &str =
    "My headphones, order A-1042, are broken. I return them. What else have you got below 200?";

pub(crate) struct Stage {
    /// A conversation with the ten tools; their calls reach the company.
    pub(crate) session: Session,
    /// The origin of the model's server.
    pub(crate) api: String,
    model: Model,
    company: Company,
}

impl Stage {
    /// Opens both servers. The model plays `script`, and wants to be offered exactly `tools`.
    pub(crate) async fn open(provider: Provider, script: &str, tools: Value) -> Result<Self, Box<dyn Error>> {
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
        let tools_of_company = Tools::builder()
            .secrets(Secrets::from_source(&secrets)?)
            .origin("https://crm.yourcompany.com", &company.origin)
            .origin("https://api.yourcompany.com", &company.origin)
            .origin("https://api.twilio.com", &company.origin)
            .build()?;
        let session = tools_of_company.session(Context {
            call_sid: "CA0042".into(),
            contact_email: "maya@example.com".into(),
            contact_id: "c_4711".into(),
            contact_name: "Maya Okafor".into(),
            from_number: "+15550142".into(),
            to_number: "+15550100".into(),
        });
        println!("CUSTOMER     {QUESTION}");
        let model = Model::open(provider, script, tools).await?;
        Ok(Self { session, api: model.origin.clone(), model, company })
    }

    /// Ends the program with an error unless the script was played to its end and the calls have
    /// changed what they were to change.
    pub(crate) fn close(self, said: &str) -> Result<(), Box<dyn Error>> {
        self.model.played()?;
        println!("MODEL SAYS   {said}");
        if !said.contains("R-5001") {
            return Err("the last reply has got lost".into());
        }
        let books = self.company.report();
        println!("IN THE BOOKS lead {}", books["lead"]);
        println!("             returned {}", books["returns"]);
        if books["lead"]["status"] != "hot" || books["returns"][0]["reason"] != "defective" {
            return Err("the calls have not changed the company's books".into());
        }
        Ok(())
    }
}
