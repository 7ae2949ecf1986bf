//! No access token.

use std::error::Error;
use std::fmt;

/// The service that gives access tokens gave none, so nothing was sent to the tool's own.
///
/// Calls that wait for the same token share its failure. What the service answered is not kept: it may hold a
/// token.
#[derive(Debug, Clone)]
pub struct TokenError {
    pub(crate) tool: &'static str,
    pub(crate) status: Option<u16>,
    /// What went wrong, scrubbed.
    pub(crate) what: String,
    pub(crate) is_timeout: bool,
    pub(crate) is_retryable: bool,
}

impl TokenError {
    /// The name of the tool.
    #[must_use]
    pub fn tool(&self) -> &str {
        self.tool
    }

    /// The status with which the token service answered, where it did.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    pub(crate) fn for_model(&self) -> String {
        let then = if self.is_retryable { "Try again later." } else { "Other arguments will not help." };
        format!("This tool could not sign in to its service. Nothing was done. {then}")
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: no access token: ", self.tool)?;
        match self.status {
            Some(status) => write!(f, "the answer (HTTP {status}) {}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

impl Error for TokenError {}
