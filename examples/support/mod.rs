//! The stage that the examples of the providers run on: the company's services are those of
//! `voice_agent`, and the model is a script behind a loopback server that speaks the provider's
//! wire format. An example that uses this has the ten tools in a module `shop`.

#[path = "../voice_agent/company/mod.rs"]
#[allow(dead_code, reason = "the voice agent shows more of it")]
mod company;
mod model;
mod session;
mod sse;

use std::error::Error;

use typed_tools::Provider;
use typed_tools::serde_json::Value;

use crate::shop::Session;
use company::Company;
use model::Model;
pub(crate) use session::QUESTION;

/// The key that the model's server accepts.
pub(crate) const MODEL_KEY: &str = "demo-model-key-55e0";

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
        let (company, session) = session::open().await?;
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
