//! Servers of a small tool set over real sockets and pipes, and what clients of every kind get from them.

mod attacks;
mod auth;
mod cancel;
mod changing;
mod client;
mod context;
mod http;
mod limits;
mod missing;
mod observe;
mod sets;
mod start;
mod stdio;
mod upstream;
mod wire;

/// Five tools of a CRM.
mod crm {
    typed_tools::tools!("tests/tools/*.json", watch = false);
}

use crm::{Context, Secrets, Session, Tools};
use upstream::Upstream;

const KEY: &str = "crm-key-9f3c71";

fn tools(upstream: &Upstream) -> Tools {
    let secrets = Secrets::from_source(&|_: &str| Some(KEY.to_owned())).unwrap();
    let tools = Tools::builder().secrets(secrets).origin("https://crm.example.com", &upstream.origin);
    tools.build().unwrap()
}

fn session(upstream: &Upstream) -> Session {
    tools(upstream).session(Context { contact_id: "c_1".into() })
}
