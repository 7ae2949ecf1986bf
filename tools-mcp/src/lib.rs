//! Serves tool sets over MCP. Use it through the `typed-tools` crate, as `typed_tools::mcp` (feature `mcp`).
//!
//! ```no_run
//! # use typed_tools::{mcp, tools};
//! # tools!(inline = r#"{ "name": "ping", "description": "Says whether the service is there", "parameters": { "type": "object" },
//! #     "api_endpoint": "https://api.yourcompany.com/{{contact_id}}", "http_method": "GET" }"#);
//! # async fn serve() -> Result<(), Box<dyn std::error::Error>> {
//! let tools = Tools::new(Secrets::from_env()?);
//! let server = mcp::Server::new(tools).context(Context { contact_id: "c_42".into() }).info("shop", "1.0.0");
//! server.serve_stdio().await?; // a desktop client starts this program
//! # Ok(()) }
//! ```
//!
//! Over HTTP a [`Server`] serves this machine alone, unless it is told who may call it: see [`Server::auth`]. What a
//! tool works with beside its arguments is the application's: fixed, or made for each request; see [`Server`].

mod auth;
mod call;
mod changing;
pub mod conventions;
mod error;
mod guard;
mod handler;
mod in_flight;
mod limits;
mod list;
mod live;
mod observe;
mod rate;
mod request;
mod router;
mod serve_http;
mod serve_stdio;
mod server;
mod sessions;
mod settings;
mod slow;
mod tools;

pub use auth::{Auth, Denied, Identity};
pub use changing::ChangingTools;
pub use error::StartError;
pub use limits::Limits;
pub use observe::Operation;
pub use request::Request;
pub use serve_http::Listening;
pub use server::Server;
pub use sessions::{ContextError, Ready, Sessions};

/// The routes of [`Server::router`].
#[doc(no_inline)]
pub use axum::Router;
