//! A response that cannot be read, and the end of a call that had one.

use std::error::Error;
use std::fmt;

use super::body::Response;
use super::raw::Raw;
use super::status::StatusError;

/// What is no good response.
pub(crate) enum Unread {
    Status(Box<StatusError>),
    Decode(Box<DecodeError>),
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
