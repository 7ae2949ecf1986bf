//! A status other than 2xx, for the host and for the model.

use std::fmt;

use super::raw::Raw;
use crate::redact::without_urls;
use crate::shown::{LOGGED, Shown};
use typed_tools_core::table::ErrorText;
use typed_tools_core::text::one_line;

/// So many characters are shown of where a redirect leads to.
const LOCATION: usize = 300;

/// The service answered with a status other than 2xx.
#[derive(Debug)]
pub struct StatusError {
    pub(crate) raw: Raw,
}

impl StatusError {
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

    /// The headers, names in lower case.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.raw.pairs()
    }

    /// The body as it came.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.raw.bytes
    }

    pub(crate) fn for_model(&self) -> String {
        let status = self.raw.status;
        let body = match self.raw.rules.errors {
            ErrorText::Hide => return "The call failed.".to_owned(),
            ErrorText::Status => String::new(),
            ErrorText::Body => {
                // Without secrets before it is cut: half a secret is no longer found.
                self.raw.shown().map(without_urls).first(500)
            }
        };
        let mut out = format!("The service answered HTTP {status}");
        if let Some(phrase) = meaning(status) {
            out.push_str(" (");
            out.push_str(phrase);
            out.push(')');
        }
        if body.is_empty() {
            out.push('.');
        } else {
            out.push_str(": ");
            out.push_str(&body);
        }
        out
    }
}

/// What a status means to somebody who can only change the arguments, or wait.
fn meaning(status: u16) -> Option<&'static str> {
    Some(match status {
        300..=399 => "it refers to another address, which is not followed",
        400 | 422 => "the arguments are not accepted",
        401 | 403 => "the application is not allowed to do this; other arguments will hardly help",
        404 | 410 => "not found",
        409 => "in conflict with the present state",
        429 => "too many requests; try again later",
        500..=599 => "the service has a problem; try again later",
        _ => return None,
    })
}

impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: HTTP {}", self.raw.tool, self.raw.status)?;
        if let Some(location) = self.raw.header("location").filter(|_| (300..400).contains(&self.raw.status))
        {
            // A service may send as much as it likes.
            let location = Shown::new(location, &self.raw.scrubber, LOCATION).first(LOCATION);
            write!(f, ", redirect to {} not followed", one_line(&location))?;
        }
        match self.raw.shown().first(LOGGED) {
            text if text.is_empty() => Ok(()),
            text => write!(f, ": {}", one_line(&text)),
        }
    }
}

impl std::error::Error for StatusError {}
