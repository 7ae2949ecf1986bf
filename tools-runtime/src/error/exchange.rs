//! What went wrong between the request and its response.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::report::CallReport;
use crate::response::Cause;

/// There was no whole response within the deadline.
#[derive(Debug, Clone)]
pub struct Timeout {
    pub(crate) tool: &'static str,
    /// `None` where a timeout of the transport's own passed before the deadline.
    pub(crate) deadline: Option<Duration>,
    pub(crate) attempts: u32,
    pub(crate) report: Option<Arc<CallReport>>,
}

impl Timeout {
    /// The name of the tool.
    #[must_use]
    pub fn tool(&self) -> &str {
        self.tool
    }

    /// The deadline; `None` where a timeout of the client that your application gave (or of its transport) passed before it.
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
    /// Whether this attempt or an earlier one may have reached the service.
    pub(crate) sent: bool,
    pub(crate) cause: Cause,
    pub(crate) report: Option<Arc<CallReport>>,
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
        self.sent
    }

    /// Whether no connection was made, so that nothing was sent: in none of the attempts, where there were
    /// several.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.connect && !self.sent
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

/// The response is larger than what is read.
#[derive(Debug, Clone)]
pub struct TooLarge {
    pub(crate) tool: &'static str,
    pub(crate) status: u16,
    pub(crate) attempts: u32,
    pub(crate) limit: usize,
    pub(crate) report: Option<Arc<CallReport>>,
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
