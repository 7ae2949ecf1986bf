//! What an application sees of an MCP request.

use std::net::IpAddr;
use std::sync::Arc;

use http::HeaderMap;
use http::request::Parts;
use rmcp::RoleServer;
use rmcp::service::RequestContext;
use tokio_util::sync::CancellationToken;

use crate::auth::Identity;
use crate::rate::Client;
use crate::sessions::ContextError;

/// An MCP request, as far as it can say whose it is: headers and who sent it. Never what the model wrote.
///
/// Its `Authorization` header is not there: what a token says is in [`identity`](Self::identity), and the token itself
/// is for this server alone.
#[derive(Debug, Clone)]
pub struct Request {
    parts: Option<Arc<Parts>>,
}

/// What the guard knows of a request over HTTP; it travels in the request's extensions.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) identity: Option<Arc<Identity>>,
    pub(crate) address: Option<IpAddr>,
    /// Fires when nobody waits for the response any more; where `rmcp` does not see to that itself.
    pub(crate) gone: Option<CancellationToken>,
}

impl Request {
    pub(crate) fn of(context: &mut RequestContext<RoleServer>) -> Self {
        Self { parts: context.extensions.remove::<Parts>().map(Arc::new) }
    }

    /// The HTTP headers; `None` over stdio, which has none.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.parts.as_deref().map(|parts| &parts.headers)
    }

    /// The value of a header that is there once and is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers()?.get_all(name).into_iter();
        let value = values.next()?.to_str().ok()?;
        values.next().is_none().then_some(value)
    }

    /// As [`header`](Self::header), for one that must be there.
    ///
    /// # Errors
    /// It is not there, is empty, is there more than once, or is not text; the client is told so, by the header's name.
    pub fn required(&self, name: &str) -> Result<&str, ContextError> {
        if self.parts.is_none() {
            return Err(ContextError::new(format!(
                "the header `{name}` is missing: MCP over stdio has no headers"
            )));
        }
        let value = self.header(name).map(str::trim).filter(|value| !value.is_empty());
        value.ok_or_else(|| ContextError::new(format!("the request needs one header `{name}` with a value")))
    }

    /// Who sent it, by the server's [`Auth`](crate::Auth).
    #[must_use]
    pub fn identity(&self) -> Option<&Identity> {
        self.caller()?.identity.as_deref()
    }

    pub(crate) fn caller(&self) -> Option<&Caller> {
        self.parts.as_deref()?.extensions.get()
    }

    /// By what calls are counted: the identity, else the address, else all together.
    pub(crate) fn client(&self) -> Client {
        match self.caller() {
            Some(Caller { identity: Some(identity), .. }) => Client::Identity(identity.shared_client()),
            Some(Caller { address: Some(address), .. }) => Client::Address(*address),
            _ => Client::Any,
        }
    }
}
