//! One engine for all tools: a static template and the values of a call give a request.

mod curl;
pub(crate) mod encode;
pub(crate) mod error;
mod headers;
mod json;
mod multipart;
mod pairs;
mod path;
mod plan;
mod prepared;
pub(crate) mod refused;
mod target;
mod values;
#[cfg(feature = "http")]
mod wire;

use std::borrow::Cow;
use std::sync::Arc;

use self::error::Unbuilt;
use self::plan::{Body, Part};
#[cfg(feature = "http")]
use crate::redact::Scrubber;
use typed_tools_core::table::Table;

use headers::Line;
pub(crate) use headers::unusable_secrets;
use pairs::Pairs;
#[cfg(feature = "http")]
pub(crate) use prepared::Nothing;
pub(crate) use prepared::Prepared;
pub use refused::{MissingValue, Place, Refusal, RefusedValue, Supplier};
use target::Target;
use values::Filler;
pub(crate) use values::Values;

/// How deeply arrays and objects may be nested in a value: what a JSON parser takes.
pub(crate) const DEEPEST: u32 = 128;

/// The longest URL that is sent: what the HTTP stack takes, with room to spare.
const LONGEST: usize = 65_000;

/// A request, as it goes on the wire. `Debug` and [`Request::to_curl`] show it without secrets
/// and credentials; the other methods show it as it is.
#[derive(Clone)]
pub struct Request {
    method: &'static str,
    target: Target,
    /// The headers that differ from call to call.
    lines: Vec<Line>,
    body: Option<Vec<u8>>,
    /// The constant part; its headers come before `lines`.
    prepared: Arc<Prepared>,
}

impl Request {
    /// `GET`, `POST`, `PUT`, `PATCH`, `DELETE` or `HEAD`.
    #[must_use]
    pub fn method(&self) -> &str {
        self.method
    }

    /// The URL.
    #[must_use]
    pub fn url(&self) -> &str {
        self.target.as_str()
    }

    /// The headers, names in lower case. What the transport adds (`host`, `content-length`,
    /// `accept-encoding`) is not among them.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.all_lines().map(|line| (line.name, &*line.value))
    }

    /// The body; `None` where none is sent.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }

    /// The URL as it is shown: without secrets, and without a base URL's path prefix, which may be one.
    fn shown_url(&self) -> Cow<'_, str> {
        let (url, hidden) = (self.url(), &self.prepared.prefix);
        if hidden.is_empty() {
            return self.prepared.scrubber.scrub(url);
        }
        let shown = [&url[..hidden.start], &url[hidden.end..]].concat();
        Cow::Owned(self.prepared.scrubber.scrub(&shown).into_owned())
    }

    /// This request with an access token (RFC 6750, section 2.1).
    #[cfg(feature = "http")]
    pub(crate) fn with_token(mut self, token: &str) -> Self {
        let value = Cow::Owned(format!("Bearer {token}"));
        self.lines.push(Line { name: "authorization", value, sensitive: true });
        self
    }

    /// What knows the secrets of this request.
    #[cfg(feature = "http")]
    pub(crate) fn scrubber(&self) -> Arc<Scrubber> {
        Arc::clone(&self.prepared.scrubber)
    }

    fn all_lines(&self) -> impl Iterator<Item = &Line> {
        self.prepared.lines.iter().chain(&self.lines)
    }
}

/// Builds the request of a call.
pub(crate) fn build(
    prepared: Arc<Prepared>,
    definition: Table,
    values: Values<'_>,
) -> Result<Request, Unbuilt> {
    let template = &definition.request;
    let filler = Filler { tool: definition.name, values };
    let mut target = prepared.target.clone();
    target.path(&prepared.head, &prepared.segments, &filler)?;
    target.query(&prepared.query, &filler)?;
    if target.as_str().len() > LONGEST {
        return Err(too_long(&prepared, &filler));
    }
    let mut lines = Vec::new();
    for header in &prepared.varying {
        lines.extend(headers::line(header, &filler)?);
    }
    if let Some(credentials) = &prepared.basic {
        lines.push(headers::basic(credentials, &filler)?);
    }
    if let Some(name) = definition.settings.idempotency_key {
        // A key of the definition's own (an argument, say) goes first, unless this call has none:
        // a request that is repeated without a key takes effect twice.
        lines.retain(|line: &Line| line.name != name || !line.value.is_empty());
        if !prepared.lines.iter().chain(&lines).any(|line| line.name == name) {
            let value = Cow::Owned(idempotency_key());
            lines.push(Line { name, value, sensitive: false });
        }
    }
    let body = body(&prepared.body, &filler, &mut lines)?;
    Ok(Request { method: template.method, target, lines, body, prepared })
}

/// Blames the longest value in the URL.
#[cold]
fn too_long(prepared: &Prepared, filler: &Filler<'_>) -> Unbuilt {
    let path = prepared.segments.iter().flatten().map(|part| (Place::Path, *part));
    let query = prepared.query.iter();
    let query = query.flat_map(|pair| pair.value.iter().map(|part| (Place::Query(pair.name), *part)));
    let size = |part: Part| {
        let mut out = Vec::new();
        let _ = json::write(&mut out, filler.value(part), 0);
        out.len()
    };
    let placeholders = path.chain(query).filter(|(_, part)| part.is_placeholder());
    match placeholders.max_by_key(|(_, part)| size(*part)) {
        Some((place, part)) => filler.refuse(part, place, Refusal::TooLong),
        None => Unbuilt::Unusable("a URL without values is too long".to_owned()),
    }
}

fn body(template: &Body, filler: &Filler<'_>, lines: &mut Vec<Line>) -> Result<Option<Vec<u8>>, Unbuilt> {
    let (content, content_type) = match template {
        Body::None => return Ok(None),
        Body::Json { content_type, value } => (json::body(value, filler)?, Cow::Borrowed(*content_type)),
        Body::Form { content_type, fields, rest } => {
            let mut out = String::with_capacity(128);
            let mut pairs = Pairs::form(&mut out);
            for field in fields {
                pairs.pair(field, filler)?;
            }
            let named = |name: &str| fields.iter().any(|field| field.name == name);
            filler.each_of_rest(*rest, &named, &mut |name, value| pairs.of_rest(name, value))?;
            (Some(out.into_bytes()), Cow::Borrowed(*content_type))
        }
        Body::Multipart { fields, rest } => {
            let (content, content_type) = multipart::body(fields, *rest, filler)?;
            (Some(content), Cow::Owned(content_type))
        }
        Body::Text { content_type, value } => {
            let text = filler.text(value, Place::Body)?;
            (text.map(|text| text.into_owned().into_bytes()), Cow::Borrowed(*content_type))
        }
    };
    if content.is_some() && prepared::constant_type(template).is_none() {
        lines.push(Line { name: "content-type", value: content_type, sensitive: false });
    }
    Ok(content)
}

/// A random UUID (RFC 9562, version 4).
fn idempotency_key() -> String {
    let bits = multipart::random() & !(0xf << 76) & !(0x3 << 62) | 4 << 76 | 2 << 62;
    let hex = format!("{bits:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}
