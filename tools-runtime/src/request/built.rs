//! A request that is ready to be sent.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::Value;

use super::headers::Line;
use super::prepared::Prepared;
use super::target::Target;
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
    /// Knows the secrets that this request holds beside those of all its tool's requests.
    pub(super) scrubber: Option<Arc<Scrubber>>,
    /// What a hook has set, in place of all lines of the same names.
    pub(super) set: Vec<Line>,
    /// The arguments, where the transport wants them.
    pub(super) arguments: Option<Arc<Value>>,
}

impl Request {
    pub(super) fn new(
        method: &'static str,
        target: Target,
        lines: Vec<Line>,
        body: Option<Vec<u8>>,
        prepared: Arc<Prepared>,
    ) -> Self {
        Self { method, target, lines, body, prepared, scrubber: None, set: Vec::new(), arguments: None }
    }

    /// The name of the tool; of a request for an access token, the tool that needs it.
    #[must_use]
    pub fn tool(&self) -> &'static str {
        self.prepared.tool
    }

    /// The arguments as JSON; only for a transport that [wants](crate::Transport::wants_arguments) them.
    #[must_use]
    pub fn arguments(&self) -> Option<&Value> {
        self.arguments.as_deref()
    }

    /// The URL with the names of its placeholders, never with values.
    #[must_use]
    pub fn url_template(&self) -> &str {
        &self.prepared.url_template
    }

    /// Scheme, host and port: `https://api.example.com`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.url()[..self.prepared.prefix.start]
    }

    /// Host (an IPv6 address without brackets) and port.
    #[cfg(feature = "http")]
    pub(crate) fn server(&self) -> (&str, Option<u16>) {
        let url = &self.target.0;
        (url.host_str().unwrap_or_default().trim_matches(['[', ']']), url.port_or_known_default())
    }

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
        self.all_lines().map(|line| (&*line.name, &*line.value))
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
            return self.scrubber().scrub(url);
        }
        let shown = [&url[..hidden.start], &url[hidden.end..]].concat();
        Cow::Owned(self.scrubber().scrub(&shown).into_owned())
    }

    /// Signs in with an access token (RFC 6750, section 2.1).
    #[cfg_attr(not(feature = "http"), expect(dead_code, reason = "nothing is sent"))]
    pub(crate) fn add_token(&mut self, token: &str) {
        let value = Cow::Owned(format!("Bearer {token}"));
        self.lines.push(Line { name: Cow::Borrowed("authorization"), value, sensitive: true });
    }

    /// What knows the secrets of this request.
    pub(crate) fn scrubber(&self) -> &Arc<Scrubber> {
        self.scrubber.as_ref().unwrap_or(&self.prepared.scrubber)
    }

    pub(super) fn all_lines(&self) -> impl Iterator<Item = &Line> {
        let is_set = |line: &&Line| self.set.iter().any(|set| set.name == line.name);
        self.prepared.lines.iter().chain(&self.lines).filter(move |line| !is_set(line)).chain(&self.set)
    }

    pub(crate) fn shared_url_template(&self) -> &Arc<str> {
        &self.prepared.url_template
    }

    /// Knows these credentials, too.
    pub(crate) fn hide(&mut self, credentials: &[String]) {
        let known = credentials.iter().fold((**self.scrubber()).clone(), |known, new| known.with(new));
        self.scrubber = Some(Arc::new(known));
    }

    /// Carries the arguments along.
    pub(crate) fn carry(&mut self, arguments: Value) {
        self.arguments = Some(Arc::new(arguments));
    }
}
