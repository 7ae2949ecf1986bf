//! What a transport is given, and what it gives.

use std::error::Error;
use std::fmt;

use crate::boxed::{BoxError, BoxFuture};
use crate::headers::Headers;
use crate::request::Request;

/// Sends one prepared request, once.
///
/// Deadline, retries, access tokens, hooks and redaction stand above it: an implementation only sends, follows no
/// redirect, and stops reading where [`Limits::max_response_bytes`] is passed. Dropping the future abandons the
/// request. The default is an HTTP client by `reqwest`; test doubles, a signing proxy or a `tower::Service` are others.
///
/// ```
/// use typed_tools_runtime::{BoxFuture, Limits, RawResponse, Request, Transport, TransportError};
///
/// /// Answers every request with the same JSON.
/// struct Canned(&'static str);
///
/// impl Transport for Canned {
///     fn send(&self, _: Request, _: Limits) -> BoxFuture<'_, Result<RawResponse, TransportError>> {
///         Box::pin(async { Ok(RawResponse::new(200, [("content-type", "application/json")], self.0)) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends the request, and reads the whole response.
    fn send(&self, request: Request, limits: Limits) -> BoxFuture<'_, Result<RawResponse, TransportError>>;

    /// Whether requests are to carry their arguments as JSON ([`Request::arguments`]): test doubles match by them.
    /// By default they do not, since nobody else reads them.
    fn wants_arguments(&self) -> bool {
        false
    }
}

/// What a response may be at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    max_response_bytes: usize,
}

impl Limits {
    /// With this much of a body, in bytes, after decompression.
    #[must_use]
    pub const fn new(max_response_bytes: usize) -> Self {
        Self { max_response_bytes }
    }

    /// The most that is read of a body, in bytes, after decompression.
    #[must_use]
    pub const fn max_response_bytes(&self) -> usize {
        self.max_response_bytes
    }
}

/// A response as it came, whatever its status.
#[derive(Clone)]
pub struct RawResponse {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) body: Vec<u8>,
}

impl RawResponse {
    /// A response; the names of headers are put in lower case.
    #[must_use]
    pub fn new<N: Into<String>, V: Into<String>>(
        status: u16,
        headers: impl IntoIterator<Item = (N, V)>,
        body: impl Into<Vec<u8>>,
    ) -> Self {
        let headers = headers.into_iter().map(|(name, value)| {
            let mut name = name.into();
            name.make_ascii_lowercase();
            (name, value.into())
        });
        Self { status, headers: headers.collect(), body: body.into() }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The headers, names in lower case, in the order in which they came.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter()
    }

    /// The body, decompressed.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

/// The status and the size: a body may hold anything.
impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (status, bytes) = (self.status, self.body.len());
        f.debug_struct("RawResponse").field("status", &status).field("bytes", &bytes).finish_non_exhaustive()
    }
}

/// Why there is no response.
///
/// Its source is kept as text alone, without the call's secrets.
#[derive(Debug)]
pub struct TransportError {
    pub(crate) kind: Kind,
    pub(crate) source: Option<BoxError>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Connect,
    Timeout,
    Interrupted,
    TooLarge(u16),
}

impl TransportError {
    /// No connection was made, so nothing was sent. Such an attempt may be repeated.
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self { kind: Kind::Connect, source: Some(source.into()) }
    }

    /// The request, or its response, was lost on the way: it may have been received.
    pub fn interrupted(source: impl Into<BoxError>) -> Self {
        Self { kind: Kind::Interrupted, source: Some(source.into()) }
    }

    /// A time limit of the transport's own has passed.
    #[must_use]
    pub fn timeout() -> Self {
        Self { kind: Kind::Timeout, source: None }
    }

    /// The body of a response with this status is larger than [`Limits::max_response_bytes`].
    #[must_use]
    pub fn too_large(status: u16) -> Self {
        Self { kind: Kind::TooLarge(status), source: None }
    }
}

impl TransportError {
    /// Its kind in one word.
    pub(crate) fn name(&self) -> &'static str {
        match self.kind {
            Kind::Connect => "connect",
            Kind::Timeout => "timeout",
            Kind::Interrupted => "interrupted",
            Kind::TooLarge(_) => "too_large",
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            Kind::Connect => "cannot connect",
            Kind::Timeout => "the transport's time limit has passed",
            Kind::Interrupted => "the exchange failed",
            Kind::TooLarge(_) => "the response is too large",
        })
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
