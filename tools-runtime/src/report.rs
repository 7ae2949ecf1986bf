//! What became of a call, in numbers and names of few kinds: for metrics, logs and an audit.

use std::sync::Arc;
use std::time::Duration;

/// What became of one call. It holds no argument, no secret and nothing of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallReport {
    pub(crate) tool: &'static str,
    pub(crate) call_id: Option<Arc<str>>,
    pub(crate) method: Option<&'static str>,
    pub(crate) url_template: Option<Arc<str>>,
    pub(crate) status: Option<u16>,
    pub(crate) attempts: u32,
    pub(crate) elapsed: Duration,
    pub(crate) request_bytes: u64,
    pub(crate) response_bytes: u64,
    pub(crate) kind: &'static str,
}

/// The name of a tool that there is not, so that a metric's labels stay few.
pub(crate) const UNKNOWN_TOOL: &str = "_OTHER";

impl CallReport {
    pub(crate) fn new(tool: &'static str, kind: &'static str) -> Self {
        Self {
            tool,
            call_id: None,
            method: None,
            url_template: None,
            status: None,
            attempts: 0,
            elapsed: Duration::ZERO,
            request_bytes: 0,
            response_bytes: 0,
            kind,
        }
    }

    /// The name of the tool; `_OTHER` where a model called one that there is not.
    #[must_use]
    pub fn tool(&self) -> &'static str {
        self.tool
    }

    /// The provider's id of the call, or the one that [`CallOptions`](crate::CallOptions) gave it.
    #[must_use]
    pub fn call_id(&self) -> Option<&str> {
        self.call_id.as_deref()
    }

    /// The HTTP method; `None` of a native tool, and where no request was built.
    #[must_use]
    pub fn method(&self) -> Option<&'static str> {
        self.method
    }

    /// The URL with the names of its placeholders (`https://api.example.com/orders/{order_id}`), never with
    /// values; `None` of a native tool, and where no request was built.
    #[must_use]
    pub fn url_template(&self) -> Option<&str> {
        self.url_template.as_deref()
    }

    /// The HTTP status of the last response, where there was one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// How often the request was sent, or sending it was tried.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// From the beginning of the call to its end, pauses between attempts included.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// The size of the request's body, in bytes, of one attempt.
    #[must_use]
    pub fn request_bytes(&self) -> u64 {
        self.request_bytes
    }

    /// The size of the last response's body, in bytes, after decompression.
    #[must_use]
    pub fn response_bytes(&self) -> u64 {
        self.response_bytes
    }

    /// `ok`, or the kind of the error: `arguments`, `refused`, `missing`, `build`, `options`, `hook`, `limited`,
    /// `token`, `timeout`, `network`, `status`, `too_large`, `decode`, `failed`, `tool_error`; `declined` where the
    /// application refused the call, and `answered` where it answered in the tool's place.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.kind
    }
}
