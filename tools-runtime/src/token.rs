//! Access tokens of tools whose `auth` is `oauth2_client_credentials`.

#[cfg(feature = "http")]
mod kept;

use std::error::Error;
use std::fmt;

use crate::error::CallError;

#[cfg(feature = "http")]
pub(crate) use kept::{SignIn, Tokens};

/// The service that gives access tokens gave none, so nothing was sent to the tool's own.
#[derive(Debug)]
pub struct TokenError {
    pub(crate) tool: &'static str,
    pub(crate) fault: TokenFault,
}

/// Why there is no token.
#[derive(Debug)]
pub(crate) enum TokenFault {
    /// The request for it failed.
    Call(CallError),
    /// The answer holds none that can be used. It is not kept, since it may hold one that cannot.
    Answer { status: u16, what: &'static str },
}

impl TokenError {
    /// The status with which the token service answered, where it did.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match &self.fault {
            TokenFault::Call(error) => error.status(),
            TokenFault::Answer { status, .. } => Some(*status),
        }
    }

    pub(crate) fn is_retryable(&self) -> bool {
        matches!(&self.fault, TokenFault::Call(error) if error.is_retryable())
    }

    pub(crate) fn for_model(&self) -> String {
        let then = if self.is_retryable() { "Try again later." } else { "Other arguments will not help." };
        format!("This tool could not sign in to its service. Nothing was done. {then}")
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.fault {
            TokenFault::Call(error) => write!(f, "no access token: {error}"),
            TokenFault::Answer { status, what } => {
                write!(f, "no access token: {}: the answer (HTTP {status}) {what}", self.tool)
            }
        }
    }
}

impl Error for TokenError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.fault {
            // Its text is shown; what follows is what lies under it.
            TokenFault::Call(error) => error.source(),
            TokenFault::Answer { .. } => None,
        }
    }
}
