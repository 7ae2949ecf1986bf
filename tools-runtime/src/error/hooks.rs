//! Calls that ended before they were sent, by something that the application added.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use crate::response::Cause;

/// A hook ([`BeforeSend`](crate::BeforeSend)) failed, so an attempt was not sent.
#[derive(Debug)]
pub struct HookError {
    pub(crate) tool: &'static str,
    pub(crate) sent: bool,
    pub(crate) cause: Cause,
}

impl HookError {
    /// The name of the tool.
    #[must_use]
    pub fn tool(&self) -> &str {
        self.tool
    }

    /// Whether an earlier attempt may have reached the service.
    #[must_use]
    pub fn sent(&self) -> bool {
        self.sent
    }
}

impl fmt::Display for HookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: a hook before sending failed", self.tool)
    }
}

impl Error for HookError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.cause)
    }
}

/// A [`Limiter`](crate::Limiter) let the call through at no time before its deadline.
#[derive(Debug, Clone)]
pub struct Limited {
    pub(crate) tool: &'static str,
    pub(crate) retry_after: Duration,
    pub(crate) sent: bool,
}

impl Limited {
    /// The name of the tool.
    #[must_use]
    pub fn tool(&self) -> &str {
        self.tool
    }

    /// After this time it may be let through.
    #[must_use]
    pub fn retry_after(&self) -> Duration {
        self.retry_after
    }

    /// Whether an earlier attempt may have reached the service.
    #[must_use]
    pub fn sent(&self) -> bool {
        self.sent
    }
}

impl fmt::Display for Limited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: the rate limit lets it through only after {:?}", self.tool, self.retry_after)
    }
}

impl Error for Limited {}

/// [`CallOptions`](crate::CallOptions) that the tool cannot take: an idempotency key where its definition has no
/// `idempotency_key`. Nothing was sent.
#[derive(Debug, Clone)]
pub struct OptionsError {
    pub(crate) tool: &'static str,
}

impl OptionsError {
    /// The name of the tool.
    #[must_use]
    pub fn tool(&self) -> &str {
        self.tool
    }
}

impl fmt::Display for OptionsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: an idempotency key was given, but the definition has no `idempotency_key` that names its header",
            self.tool
        )
    }
}

impl Error for OptionsError {}
