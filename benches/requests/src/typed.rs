//! The requests by the generated tools.

#![allow(clippy::module_inception, reason = "the macro wants a module of its own")]

use typed_tools::Request;

use crate::values::{LEAD, SEARCH, World};

/// The ten tools of the repository.
#[allow(unreachable_pub, reason = "a user's module would export them")]
pub(crate) mod tools {
    typed_tools::tools!("../../tools/*.json", watch = false);
}

use tools::{Context, Secrets, Session, ToolCall, Tools};

/// A conversation, as a host starts it.
pub(crate) fn session(world: &World) -> Session {
    let secrets = Secrets::from_source(&|name: &str| {
        Some(match name {
            "CRM_API_KEY" => world.crm_api_key.clone(),
            "API_KEY" => world.api_key.clone(),
            _ => "unused".to_owned(),
        })
    });
    Tools::new(secrets.expect("all secrets are there")).session(Context {
        contact_id: world.contact_id.clone(),
        call_sid: world.call_sid.clone(),
        contact_email: "ada@example.com".to_owned(),
        contact_name: "Ada".to_owned(),
        from_number: "+15550100".to_owned(),
        to_number: "+15550199".to_owned(),
    })
}

/// What a model's call of `update_lead_status` becomes.
pub(crate) fn lead() -> ToolCall {
    ToolCall::parse("update_lead_status", LEAD).expect("the arguments are right")
}

/// What a model's call of `search_products` becomes.
pub(crate) fn search() -> ToolCall {
    ToolCall::parse("search_products", SEARCH).expect("the arguments are right")
}

/// The request as `typed_tools` shows it.
pub(crate) fn request(session: &Session, call: &ToolCall) -> Request {
    session.request(call).expect("the values fit")
}

/// The request as `reqwest` sends it.
pub(crate) fn finished(session: &Session, call: &ToolCall) -> reqwest::Request {
    request(session, call).try_into().expect("the request is one")
}
