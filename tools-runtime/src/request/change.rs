//! What a hook may change of a request before it is sent.

use std::borrow::Cow;
use std::fmt;

use super::built::Request;
use super::encode;
use super::headers::{Line, fits};

/// A header that a hook cannot set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidHeader {
    name: String,
    what: &'static str,
}

impl fmt::Display for InvalidHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the header `{}` cannot be set: {}", self.name.escape_debug(), self.what)
    }
}

impl std::error::Error for InvalidHeader {}

/// Headers that say where a request goes or where it ends: the transport's own.
const FRAMING: &[&str] = &[
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Headers whose values are credentials by their name.
const CREDENTIALS: &[&str] = &["authorization", "cookie"];

impl Request {
    /// Sets a header, in place of all that the request has under this name. The value of `authorization` and `cookie`
    /// is a credential: it is shown nowhere, see [`set_sensitive_header`](Self::set_sensitive_header).
    ///
    /// # Errors
    /// The name is no header's, or one that says where the request goes or ends (`host`, `content-length`, ..); or the
    /// value holds something else than visible ASCII, spaces and tabs.
    pub fn set_header(&mut self, name: &str, value: &str) -> Result<(), InvalidHeader> {
        let sensitive = CREDENTIALS.iter().any(|known| name.eq_ignore_ascii_case(known));
        self.set(name, value, sensitive)
    }

    /// As [`set_header`](Self::set_header), for a credential: the value is in no `Debug`, and taken out of every text
    /// that comes back.
    ///
    /// # Errors
    /// As there.
    pub fn set_sensitive_header(&mut self, name: &str, value: &str) -> Result<(), InvalidHeader> {
        self.set(name, value, true)
    }

    fn set(&mut self, name: &str, value: &str, sensitive: bool) -> Result<(), InvalidHeader> {
        let name = name.to_ascii_lowercase();
        let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
        let fault = if name.is_empty() || !name.bytes().all(is_token) {
            Some("it is not the name of a header")
        } else if FRAMING.contains(&&*name) {
            Some("it is the transport's own")
        } else if !fits(value) {
            Some("its value holds more than visible ASCII, spaces and tabs")
        } else {
            None
        };
        if let Some(what) = fault {
            return Err(InvalidHeader { name, what });
        }
        self.set.retain(|line| line.name != name);
        self.set.push(Line { name: Cow::Owned(name), value: Cow::Owned(value.to_owned()), sensitive });
        Ok(())
    }

    /// Adds a pair to the end of the query, percent-encoded.
    pub fn append_query(&mut self, name: &str, value: &str) {
        self.target.append(&format!("{}={}", encode::component(name), encode::component(value)));
    }

    /// Replaces the body. The header `content-type` stays as it is.
    pub fn set_body(&mut self, body: impl Into<Vec<u8>>) {
        self.body = Some(body.into());
    }

    /// The credentials that hooks have set.
    #[cfg_attr(not(feature = "http"), expect(dead_code, reason = "nothing is sent"))]
    pub(crate) fn set_credentials(&self) -> impl Iterator<Item = &str> {
        self.set.iter().filter(|line| line.sensitive).map(|line| &*line.value)
    }
}
