//! What comes back: the response as a value for your application, and as text for the model.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::raw::{BodyKind, Raw};
use crate::report::CallReport;
use crate::transport::RawResponse;

/// A response with status 2xx.
///
/// The body of a `Response<Value>` is the JSON by its content type; text is a string, an empty
/// body is `null`, and of anything else it says the type and size:
/// `{"content_type": "image/png", "bytes": 3123}`. [`Response::bytes`] has it as it came.
#[derive(Clone)]
pub struct Response<T> {
    pub(crate) body: T,
    /// Boxed: a response goes through a dozen hands.
    pub(crate) raw: Box<Raw>,
}

impl<T: Serialize> Response<T> {
    /// A response that no service sent: for tests, and for tools that answer by themselves. Where the headers have no
    /// `content-type`, the body counts as JSON. It holds no secret to take out.
    #[must_use]
    pub fn new<N: Into<String>, V: Into<String>>(
        status: u16,
        headers: impl IntoIterator<Item = (N, V)>,
        body: T,
    ) -> Self {
        let bytes = serde_json::to_vec(&body).unwrap_or_default();
        let RawResponse { status, mut headers, .. } = RawResponse::new(status, headers, Vec::new());
        if headers.get("content-type").is_none() {
            headers.push("content-type", "application/json");
        }
        Self { body, raw: Box::new(Raw::made(status, headers, bytes)) }
    }
}

impl<T> Response<T> {
    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.raw.status
    }

    /// The headers, names in lower case, in the order in which they came.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.raw.pairs()
    }

    /// The first header of this name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.raw.header(name)
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body.
    #[must_use]
    pub fn into_body(self) -> T {
        self.body
    }

    /// The body as it came, decompressed.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.raw.bytes
    }

    /// What became of the call.
    #[must_use]
    pub fn report(&self) -> CallReport {
        match self.raw.report.as_deref() {
            Some(report) => report.clone(),
            None => CallReport { status: Some(self.raw.status), ..CallReport::new(self.raw.tool, "ok") },
        }
    }

    /// The body as JSON for a model or a client: without secrets, and of it no more than `response.select` lets a model
    /// see; whole, however long. `None` where it is not JSON.
    #[must_use]
    pub fn structured(&self) -> Option<Value> {
        self.raw.structured(None)
    }

    /// What the model is told: JSON without blanks, or the text, without secrets, and cut (and
    /// said so) where it is longer than the tool allows. Where the definition has `response.select`, no more
    /// than that.
    #[must_use]
    pub fn for_model(&self) -> String {
        let raw = &self.raw;
        match raw.shown_kind() {
            BodyKind::Empty => format!("The call succeeded (HTTP {}); the response is empty.", raw.status),
            BodyKind::Binary => {
                format!("The response is binary: {}, {} bytes.", raw.shown_type(), raw.bytes.len())
            }
            BodyKind::Json | BodyKind::Text => {
                let shown = if raw.rules.select.is_empty() { raw.shown() } else { raw.selected() };
                shown.first(raw.rules.max_chars as usize)
            }
        }
    }
}

impl Response<Value> {
    /// As [`structured`](Self::structured), and the body is not read again where nothing in it has to be changed.
    pub(crate) fn into_structured(self) -> Option<Value> {
        self.raw.structured(Some(self.body))
    }
}

impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.raw.debug(f, "Response")
    }
}
