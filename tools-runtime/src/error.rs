//! Why a call failed, with two faces: `Display` and `source` for your application, `for_model` for the
//! model that made the call.

mod build;
mod exchange;
mod hooks;
mod report;
mod token;
mod tool;

use std::error::Error;
use std::fmt;

use crate::read::ArgumentError;
use crate::request::error::Unbuilt;
use crate::request::refused::NOT_USABLE;
use crate::request::{MissingValue, RefusedValue};
use crate::response::{DecodeError, FailedResponse, Raw, StatusError, Unread};
use crate::transport::RawResponse;

pub use self::build::BuildError;
pub use self::exchange::{NetworkError, Timeout, TooLarge};
pub use self::hooks::{HookError, Limited, OptionsError};
pub use self::token::TokenError;
pub use self::tool::{FailedTool, ToolError};

/// Why a call failed.
///
/// `Display` and [`source`](Error::source) are for your application and its logs; [`CallError::for_model`]
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
    /// The options of the call are not for this tool. Nothing was sent.
    Options(OptionsError),
    /// A hook of the application failed before an attempt was sent.
    Hook(Box<HookError>),
    /// A limiter of the application let the call through at no time before its deadline.
    Limited(Limited),
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
    /// The response says itself that the call failed (`response.error`).
    Failed(Box<FailedResponse>),
    /// A native tool failed.
    Tool(Box<FailedTool>),
}

impl CallError {
    /// The error of a response with this status, for tests and for code that stands in for a service.
    #[must_use]
    pub fn from_status<N: Into<String>, V: Into<String>>(
        status: u16,
        headers: impl IntoIterator<Item = (N, V)>,
        body: impl Into<Vec<u8>>,
    ) -> Self {
        let RawResponse { status, headers, body } = RawResponse::new(status, headers, body);
        Self::Status(Box::new(StatusError { raw: Raw::made(status, headers, body) }))
    }

    /// What the model is told: short, and what it can do about it.
    #[must_use]
    pub fn for_model(&self) -> String {
        match self {
            Self::Arguments(error) => error.for_model(),
            Self::Refused(error) => error.for_model(),
            Self::Missing(error) => error.for_model(),
            Self::Build(_) | Self::Options(_) | Self::Hook(_) => NOT_USABLE.to_owned(),
            Self::Limited(_) => "Too many calls at this time. Nothing was done. Try again later.".to_owned(),
            Self::Failed(error) => error.for_model(),
            Self::Tool(error) => error.error().for_model(),
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
            Self::Failed(error) => Some(error.status()),
            _ => None,
        }
    }

    /// The name of the tool that was called; `None` where the client could not be built, and where there is no tool
    /// of the name that a model called.
    #[must_use]
    pub fn tool(&self) -> Option<&'static str> {
        match self {
            Self::Arguments(error) => error.tool(),
            Self::Refused(error) => Some(error.tool),
            Self::Missing(error) => Some(error.tool),
            Self::Build(_) => None,
            Self::Options(error) => Some(error.tool),
            Self::Hook(error) => Some(error.tool),
            Self::Limited(error) => Some(error.tool),
            Self::Timeout(error) => Some(error.tool),
            Self::Network(error) => Some(error.tool),
            Self::Token(error) => Some(error.tool),
            Self::Status(error) => Some(error.raw.tool),
            Self::TooLarge(error) => Some(error.tool),
            Self::Decode(error) => Some(error.raw.tool),
            Self::Failed(error) => Some(error.raw.tool),
            Self::Tool(error) => Some(error.tool),
        }
    }

    /// How often the request was sent, or sending it was tried: 0 where it did not come to that.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Arguments(_)
            | Self::Refused(_)
            | Self::Missing(_)
            | Self::Build(_)
            | Self::Token(_)
            | Self::Options(_)
            | Self::Hook(_)
            | Self::Limited(_)
            | Self::Tool(_) => 0,
            Self::Timeout(error) => error.attempts(),
            Self::Network(error) => error.attempts(),
            Self::Status(error) => error.attempts(),
            Self::TooLarge(error) => error.attempts(),
            Self::Decode(error) => error.attempts(),
            Self::Failed(error) => error.attempts(),
        }
    }

    /// Whether the request may have reached the tool's service, so that the call may have taken effect.
    #[must_use]
    pub fn sent(&self) -> bool {
        match self {
            Self::Arguments(_)
            | Self::Refused(_)
            | Self::Missing(_)
            | Self::Build(_)
            | Self::Token(_)
            | Self::Options(_) => false,
            Self::Network(error) => error.sent(),
            Self::Hook(error) => error.sent(),
            Self::Limited(error) => error.sent(),
            Self::Tool(_)
            | Self::Failed(_)
            | Self::Timeout(_)
            | Self::Status(_)
            | Self::TooLarge(_)
            | Self::Decode(_) => true,
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
            Self::Timeout(_) | Self::Limited(_) => true,
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
            Self::Options(error) => error.fmt(f),
            Self::Hook(error) => error.fmt(f),
            Self::Limited(error) => error.fmt(f),
            Self::Failed(error) => error.fmt(f),
            Self::Tool(error) => error.fmt(f),
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
            Self::Options(error) => error.source(),
            Self::Hook(error) => error.source(),
            Self::Limited(error) => error.source(),
            Self::Failed(error) => error.source(),
            Self::Tool(error) => error.source(),
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

impl From<Unread> for CallError {
    fn from(error: Unread) -> Self {
        match error {
            Unread::Status(error) => Self::Status(error),
            Unread::Decode(error) => Self::Decode(error),
            Unread::Failed(error) => Self::Failed(error),
        }
    }
}

impl From<Box<DecodeError>> for CallError {
    fn from(error: Box<DecodeError>) -> Self {
        Self::Decode(error)
    }
}

impl From<BuildError> for CallError {
    fn from(error: BuildError) -> Self {
        Self::Build(error)
    }
}
