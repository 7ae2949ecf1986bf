//! From a [`Request`] to the HTTP client's own.

mod sent;

use std::borrow::Cow;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use super::error::Unbuilt;
use super::headers::Line;

/// The constant part of a request in the HTTP client's types.
pub(crate) struct Wire {
    headers: HeaderMap,
}

impl Wire {
    pub(crate) fn new(lines: &[Line]) -> Result<Self, Unbuilt> {
        let mut headers = HeaderMap::with_capacity(lines.len() + 4);
        for line in lines {
            insert(&mut headers, line)?;
        }
        Ok(Self { headers })
    }

    /// These headers, and `lines` behind them; those of `set` in place of what has their names.
    pub(crate) fn with(&self, lines: &[Line], set: &[Line]) -> Result<HeaderMap, Unbuilt> {
        let mut headers = self.headers.clone();
        for line in lines {
            insert(&mut headers, line)?;
        }
        for line in set {
            headers.remove(&*line.name);
        }
        for line in set {
            insert(&mut headers, line)?;
        }
        Ok(headers)
    }
}

/// Appends, since a definition may send a header twice.
fn insert(headers: &mut HeaderMap, line: &Line) -> Result<(), Unbuilt> {
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

fn fault(error: &dyn std::fmt::Display) -> Unbuilt {
    Unbuilt::Unusable(error.to_string())
}
