//! A response that cannot be read, and the end of a call that had one.

use std::error::Error;
use std::fmt;

use super::body::Response;
use super::raw::Raw;
use super::status::StatusError;
use crate::redact::without_urls;
use crate::shown::{LOGGED, Shown};
use typed_tools_core::table::ErrorText;
use typed_tools_core::text::one_line;

/// What is no good response.
pub(crate) enum Unread {
    Status(Box<StatusError>),
    Decode(Box<DecodeError>),
    Failed(Box<FailedResponse>),
}

/// One error of a chain, as scrubbed text. The original is not kept: its own text may show
/// what nobody should see.
#[derive(Debug)]
pub(crate) struct Cause {
    pub(crate) text: String,
    pub(crate) source: Option<Box<Cause>>,
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
        Response { body: text, raw: Box::new(self.raw.clone()) }
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

/// A response with status 2xx that says itself that the call failed (`response.error` of the definition).
#[derive(Debug)]
pub struct FailedResponse {
    pub(crate) raw: Raw,
    /// The service's words, scrubbed.
    pub(crate) words: Option<String>,
}

impl FailedResponse {
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

    /// What the service says was wrong, without secrets; `None` where it says nothing.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.words.as_deref()
    }

    /// The body as it came.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.raw.bytes
    }

    pub(crate) fn for_model(&self) -> String {
        match (self.raw.rules.errors, &self.words) {
            (ErrorText::Body, Some(words)) => {
                format!("The service says that the call failed: {}", first(&without_urls(words), FOR_MODEL))
            }
            _ => "The call failed.".to_owned(),
        }
    }
}

impl fmt::Display for FailedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: the service says that the call failed", self.raw.tool)?;
        match &self.words {
            Some(words) => write!(f, ": {}", one_line(&first(words, LOGGED))),
            None => Ok(()),
        }
    }
}

impl Error for FailedResponse {}

/// So many characters of the service's words reach a model.
const FOR_MODEL: usize = 500;

fn first(words: &str, most: usize) -> String {
    Shown::whole(words.to_owned()).first(most)
}
