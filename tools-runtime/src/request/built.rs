//! A request that is ready to be sent.

use std::borrow::Cow;
use std::sync::Arc;

#[cfg(feature = "http")]
use super::error::Unbuilt;
use super::headers::Line;
use super::prepared::Prepared;
use super::target::Target;
#[cfg(feature = "http")]
use crate::redact::Scrubber;

/// A request, as it goes on the wire. `Debug` and [`Request::to_curl`] show it without secrets
/// and credentials; the other methods show it as it is.
#[derive(Clone)]
pub struct Request {
    pub(super) method: &'static str,
    pub(super) target: Target,
    /// The headers that differ from call to call.
    pub(super) lines: Vec<Line>,
    pub(super) body: Option<Vec<u8>>,
    /// The constant part; its headers come before `lines`.
    pub(super) prepared: Arc<Prepared>,
}

impl Request {
    /// `GET`, `POST`, `PUT`, `PATCH`, `DELETE` or `HEAD`.
    #[must_use]
    pub fn method(&self) -> &str {
        self.method
    }

    /// The URL.
    #[must_use]
    pub fn url(&self) -> &str {
        self.target.as_str()
    }

    /// The headers, names in lower case. What the transport adds (`host`, `content-length`,
    /// `accept-encoding`) is not among them.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.all_lines().map(|line| (line.name, &*line.value))
    }

    /// The body; `None` where none is sent.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }

    /// The URL as it is shown: without secrets, and without a base URL's path prefix, which may be one.
    pub(super) fn shown_url(&self) -> Cow<'_, str> {
        let (url, hidden) = (self.url(), &self.prepared.prefix);
        if hidden.is_empty() {
            return self.prepared.scrubber.scrub(url);
        }
        let shown = [&url[..hidden.start], &url[hidden.end..]].concat();
        Cow::Owned(self.prepared.scrubber.scrub(&shown).into_owned())
    }

    /// This request with an access token (RFC 6750, section 2.1).
    #[cfg(feature = "http")]
    pub(crate) fn with_token(mut self, token: &str) -> Self {
        let value = Cow::Owned(format!("Bearer {token}"));
        self.lines.push(Line { name: "authorization", value, sensitive: true });
        self
    }

    /// What knows the secrets of this request.
    #[cfg(feature = "http")]
    pub(crate) fn scrubber(&self) -> Arc<Scrubber> {
        Arc::clone(&self.prepared.scrubber)
    }

    pub(super) fn all_lines(&self) -> impl Iterator<Item = &Line> {
        self.prepared.lines.iter().chain(&self.lines)
    }

    /// The request in the HTTP client's types.
    #[cfg(feature = "http")]
    pub(crate) fn into_wire(self) -> Result<reqwest::Request, Unbuilt> {
        use reqwest::Method;
        let method = match self.method {
            "GET" => Method::GET,
            "POST" => Method::POST,
            "PUT" => Method::PUT,
            "PATCH" => Method::PATCH,
            "DELETE" => Method::DELETE,
            "HEAD" => Method::HEAD,
            other => Method::from_bytes(other.as_bytes()).map_err(|error| super::wire::fault(&error))?,
        };
        let mut made = reqwest::Request::new(method, self.target.0);
        *made.headers_mut() = self.prepared.wire.with(&self.lines)?;
        *made.body_mut() = self.body.map(Into::into);
        Ok(made)
    }
}
