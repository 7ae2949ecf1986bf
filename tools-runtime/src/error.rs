//! Why a call failed, with two faces: `Display` and `source` for the host, `for_model` for the
//! model that made the call.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use crate::read::ArgumentError;
use crate::request::error::Unbuilt;
use crate::request::refused::NOT_USABLE;
use crate::request::{MissingValue, RefusedValue};
use crate::response::StatusError;
use crate::response::{Raw, Response};
use crate::token::TokenError;

mod build;

pub use build::BuildError;

/// Why a call failed.
///
/// `Display` and [`source`](Error::source) are for the host and its logs; [`CallError::for_model`]
/// is for the model. No secret is in either.
#[derive(Debug)]
#[non_exhaustive]
pub enum CallError {
    /// The arguments do not satisfy the tool's schema. Nothing was sent.
    Arguments(Box<ArgumentError>),
    /// A value cannot stand where the template puts it. Nothing was sent.
    Refused(Box<RefusedValue>),
    /// A value that the request needs is not there. Nothing was sent.
    Missing(Box<MissingValue>),
    /// The client could not be built. Nothing was sent.
    Build(BuildError),
    /// There was no whole response within the deadline.
    Timeout(Timeout),
    /// The request or its response was lost on the way.
    Network(NetworkError),
    /// There is no access token (`auth` of type `oauth2_client_credentials`). Nothing was sent to the tool's
    /// own service.
    Token(Box<TokenError>),
    /// The service answered with a status other than 2xx.
    Status(Box<StatusError>),
    /// The response is larger than what is read.
    TooLarge(TooLarge),
    /// The response is not what its content type, or the tool's definition, says.
    Decode(Box<DecodeError>),
}

impl CallError {
    /// What the model is told: short, and what it can do about it.
    #[must_use]
    pub fn for_model(&self) -> String {
        match self {
            Self::Arguments(error) => error.for_model(),
            Self::Refused(error) => error.for_model(),
            Self::Missing(error) => error.for_model(),
            Self::Build(_) => NOT_USABLE.to_owned(),
            Self::Timeout(_) => {
                "The service did not answer in time. Whether the call took effect is not known.".to_owned()
            }
            Self::Network(error) if error.is_connect() => {
                "The service could not be reached. Nothing was done. Try again later.".to_owned()
            }
            Self::Network(_) => "The connection to the service failed. Whether the call took effect is not \
                                 known."
                .to_owned(),
            Self::Token(error) => error.for_model(),
            Self::Status(error) => error.for_model(),
            Self::TooLarge(_) => {
                "The service's answer is too large to be read. Ask for less, if the tool allows it."
                    .to_owned()
            }
            Self::Decode(_) => {
                "The service's answer could not be read. Whether the call took effect is not known."
                    .to_owned()
            }
        }
    }

    /// The HTTP status of the response, where there was one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Status(error) => Some(error.status()),
            Self::TooLarge(error) => Some(error.status),
            Self::Decode(error) => Some(error.raw.status),
            _ => None,
        }
    }

    /// The name of the tool that was called; `None` where the client could not be built, and where there is no tool
    /// of the name that a model called.
    #[must_use]
    pub fn tool(&self) -> Option<&str> {
        match self {
            Self::Arguments(error) => error.tool(),
            Self::Refused(error) => Some(error.tool()),
            Self::Missing(error) => Some(error.tool()),
            Self::Build(_) => None,
            Self::Timeout(error) => Some(error.tool()),
            Self::Network(error) => Some(error.tool()),
            Self::Token(error) => Some(error.tool()),
            Self::Status(error) => Some(error.tool()),
            Self::TooLarge(error) => Some(error.tool()),
            Self::Decode(error) => Some(error.tool()),
        }
    }

    /// How often the request was sent, or sending it was tried: 0 where it did not come to that.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Arguments(_) | Self::Refused(_) | Self::Missing(_) | Self::Build(_) | Self::Token(_) => 0,
            Self::Timeout(error) => error.attempts(),
            Self::Network(error) => error.attempts(),
            Self::Status(error) => error.attempts(),
            Self::TooLarge(error) => error.attempts(),
            Self::Decode(error) => error.attempts(),
        }
    }

    /// Whether the request may have reached the tool's service, so that the call may have taken effect.
    #[must_use]
    pub fn sent(&self) -> bool {
        match self {
            Self::Arguments(_) | Self::Refused(_) | Self::Missing(_) | Self::Build(_) | Self::Token(_) => {
                false
            }
            Self::Network(error) => error.sent(),
            Self::Timeout(_) | Self::Status(_) | Self::TooLarge(_) | Self::Decode(_) => true,
        }
    }

    /// Whether the deadline passed.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Timeout(_) => true,
            Self::Token(error) => error.is_timeout,
            _ => false,
        }
    }

    /// Whether the same call may succeed later: the deadline passed, the service could not be
    /// reached, or it said so (429, 502, 503, 504). After a deadline, the call may have taken
    /// effect.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Timeout(_) => true,
            Self::Network(error) => error.is_connect(),
            Self::Token(error) => error.is_retryable,
            Self::Status(error) => matches!(error.status(), 429 | 502 | 503 | 504),
            _ => false,
        }
    }
}

impl From<Unbuilt> for CallError {
    fn from(error: Unbuilt) -> Self {
        match error {
            Unbuilt::Refused(error) => Self::Refused(error),
            Unbuilt::Missing(error) => Self::Missing(error),
            error @ Unbuilt::Unusable(_) => Self::Build(error.into()),
        }
    }
}

impl From<Unbuilt> for BuildError {
    fn from(error: Unbuilt) -> Self {
        Self::Client(match error {
            Unbuilt::Unusable(words) => words.into(),
            Unbuilt::Refused(_) | Unbuilt::Missing(_) => "a value cannot be sent".into(),
        })
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Arguments(error) => error.fmt(f),
            Self::Refused(error) => error.fmt(f),
            Self::Missing(error) => error.fmt(f),
            Self::Build(error) => error.fmt(f),
            Self::Timeout(error) => error.fmt(f),
            Self::Network(error) => error.fmt(f),
            Self::Token(error) => error.fmt(f),
            Self::Status(error) => error.fmt(f),
            Self::TooLarge(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
        }
    }
}

impl Error for CallError {
    /// What lies under the variant's own error, whose text this one has.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Arguments(error) => error.source(),
            Self::Refused(error) => error.source(),
            Self::Missing(error) => error.source(),
            Self::Build(error) => error.source(),
            Self::Timeout(error) => error.source(),
            Self::Network(error) => error.source(),
            Self::Token(error) => error.source(),
            Self::Status(error) => error.source(),
            Self::TooLarge(error) => error.source(),
            Self::Decode(error) => error.source(),
        }
    }
}

impl From<ArgumentError> for CallError {
    fn from(error: ArgumentError) -> Self {
        Self::Arguments(Box::new(error))
    }
}

impl From<TokenError> for CallError {
    fn from(error: TokenError) -> Self {
        Self::Token(Box::new(error))
    }
}

impl From<BuildError> for CallError {
    fn from(error: BuildError) -> Self {
        Self::Build(error)
    }
}

/// There was no whole response within the deadline.
#[derive(Debug, Clone)]
pub struct Timeout {
    pub(crate) tool: &'static str,
    /// `None` where a timeout of the host's own client passed before the deadline.
    pub(crate) deadline: Option<Duration>,
    pub(crate) attempts: u32,
}

impl Timeout {
    /// The name of the tool.
    #[must_use]
    pub fn tool(&self) -> &str {
        self.tool
    }

    /// The deadline; `None` where a timeout of the client that your application gave passed before it.
    #[must_use]
    pub fn limit(&self) -> Option<Duration> {
        self.deadline
    }

    /// How often sending the request was tried.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl fmt::Display for Timeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let times = if self.attempts == 1 { "" } else { "s" };
        write!(f, "{}: no whole response within ", self.tool)?;
        match self.deadline {
            Some(deadline) => write!(f, "{deadline:?}")?,
            None => f.write_str("the HTTP client's own timeout")?,
        }
        write!(f, " ({} attempt{times})", self.attempts)
    }
}

impl Error for Timeout {}

/// The request or its response was lost on the way.
#[derive(Debug)]
pub struct NetworkError {
    pub(crate) tool: &'static str,
    pub(crate) attempts: u32,
    /// No connection was made.
    pub(crate) connect: bool,
    /// An earlier attempt of the same call got further than that.
    pub(crate) sent_before: bool,
    pub(crate) cause: Cause,
}

impl NetworkError {
    /// The name of the tool.
    #[must_use]
    pub fn tool(&self) -> &str {
        self.tool
    }

    /// How often sending the request was tried.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Whether the request may have reached the service, in one of the attempts.
    #[must_use]
    pub fn sent(&self) -> bool {
        !self.is_connect()
    }

    /// Whether no connection was made, so that nothing was sent: in none of the attempts, where there were
    /// several.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.connect && !self.sent_before
    }
}

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.connect { "cannot connect" } else { "the exchange failed" };
        write!(f, "{}: {what}", self.tool)
    }
}

impl Error for NetworkError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.cause)
    }
}

/// One error of a chain, as scrubbed text. The original is not kept: its own text may show
/// what nobody should see.
#[derive(Debug)]
pub(crate) struct Cause {
    pub(crate) text: String,
    pub(crate) source: Option<Box<Cause>>,
}

/// The texts of an error and of what lies under it.
#[cfg(feature = "http")]
pub(crate) fn whole(error: &dyn Error) -> String {
    let mut out = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        out.push_str(": ");
        out.push_str(&error.to_string());
        next = error.source();
    }
    out
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Error for Cause {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// The response is larger than what is read.
#[derive(Debug, Clone)]
pub struct TooLarge {
    pub(crate) tool: &'static str,
    pub(crate) status: u16,
    pub(crate) attempts: u32,
    pub(crate) limit: usize,
}

impl TooLarge {
    /// The name of the tool.
    #[must_use]
    pub fn tool(&self) -> &str {
        self.tool
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The most that is read of a response, in bytes.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// How often the request was sent, or sending it was tried.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: the response (HTTP {}) is larger than {} bytes and was not read further",
            self.tool, self.status, self.limit
        )
    }
}

impl Error for TooLarge {}

/// The response is not what its content type, or the tool's definition, says. It is kept whole.
#[derive(Debug)]
pub struct DecodeError {
    pub(crate) raw: Raw,
    pub(crate) cause: Cause,
}

impl DecodeError {
    /// The name of the tool.
    #[must_use]
    pub fn tool(&self) -> &str {
        self.raw.tool
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.raw.status
    }

    /// How often the request was sent, or sending it was tried.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.raw.attempts
    }

    /// The body as it came.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.raw.bytes
    }

    /// The response, with its body as text where it is text.
    #[must_use]
    pub fn response(&self) -> Response<String> {
        let text = String::from_utf8_lossy(&self.raw.bytes).into_owned();
        Response { body: text, raw: self.raw.clone() }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: the response (HTTP {}, {} bytes) cannot be read",
            self.raw.tool,
            self.raw.status,
            self.raw.bytes.len(),
        )
    }
}

impl Error for DecodeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.cause)
    }
}
