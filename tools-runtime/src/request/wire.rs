//! From a [`Request`] to the HTTP client's own.

use std::borrow::Cow;
use std::sync::Arc;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Url};

use super::Request;
use super::headers::Line;
use crate::error::BuildError;

/// The constant part of a request in the HTTP client's types.
pub(crate) struct Wire {
    headers: HeaderMap,
}

impl Wire {
    /// `head` is the beginning of every URL.
    pub(crate) fn new(head: &str, lines: &[Line]) -> Result<Self, BuildError> {
        // A definition that cannot make a URL at all is found here, at its first call.
        parse(head)?;
        let mut headers = HeaderMap::with_capacity(lines.len() + 4);
        for line in lines {
            insert(&mut headers, line)?;
        }
        Ok(Self { headers })
    }
}

fn parse(url: &str) -> Result<Url, BuildError> {
    Url::parse(url).map_err(|error| fault(&error))
}

/// Appends, since a definition may send a header twice.
fn insert(headers: &mut HeaderMap, line: &Line) -> Result<(), BuildError> {
    let name = HeaderName::from_bytes(line.name.as_bytes()).map_err(|error| fault(&error))?;
    let mut value = match &line.value {
        Cow::Borrowed(text) => HeaderValue::from_str(text),
        Cow::Owned(text) => HeaderValue::try_from(text.clone()),
    }
    .map_err(|error| fault(&error))?;
    value.set_sensitive(line.sensitive);
    headers.append(name, value);
    Ok(())
}

fn fault(error: &dyn std::fmt::Display) -> BuildError {
    BuildError::Client(Arc::from(error.to_string()))
}

impl TryFrom<Request> for reqwest::Request {
    type Error = BuildError;

    fn try_from(request: Request) -> Result<Self, BuildError> {
        let method = match request.method {
            "GET" => Method::GET,
            "POST" => Method::POST,
            "PUT" => Method::PUT,
            "PATCH" => Method::PATCH,
            "DELETE" => Method::DELETE,
            "HEAD" => Method::HEAD,
            other => Method::from_bytes(other.as_bytes()).map_err(|error| fault(&error))?,
        };
        let mut made = Self::new(method, parse(&request.url)?);
        let mut headers = request.prepared.wire.headers.clone();
        for line in &request.lines {
            insert(&mut headers, line)?;
        }
        *made.headers_mut() = headers;
        *made.body_mut() = request.body.map(Into::into);
        Ok(made)
    }
}
