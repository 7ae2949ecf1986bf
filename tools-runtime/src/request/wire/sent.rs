//! A request in the HTTP client's types.

use reqwest::Method;

use crate::request::built::Request;
use crate::request::error::Unbuilt;

impl Request {
    /// The request in the HTTP client's types. The error is its text.
    pub(crate) fn into_wire(self) -> Result<reqwest::Request, String> {
        let unusable = |error: Unbuilt| match error {
            Unbuilt::Unusable(words) => words,
            Unbuilt::Refused(_) | Unbuilt::Missing(_) => "a value cannot be sent".to_owned(),
        };
        let method = match self.method {
            "GET" => Method::GET,
            "POST" => Method::POST,
            "PUT" => Method::PUT,
            "PATCH" => Method::PATCH,
            "DELETE" => Method::DELETE,
            "HEAD" => Method::HEAD,
            other => Method::from_bytes(other.as_bytes()).map_err(|error| error.to_string())?,
        };
        let headers = self.prepared.wire.with(&self.lines, &self.set).map_err(unusable)?;
        let mut made = reqwest::Request::new(method, self.target.0);
        *made.headers_mut() = headers;
        *made.body_mut() = self.body.map(Into::into);
        Ok(made)
    }
}
