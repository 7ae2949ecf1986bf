//! One engine for all tools: a static template and the values of a call give a request.

mod built;
mod change;
mod curl;
pub(crate) mod encode;
pub(crate) mod error;
mod headers;
mod json;
mod limits;
mod multipart;
mod pairs;
mod path;
mod plan;
mod prepared;
pub(crate) mod refused;
mod target;
mod text_body;
mod values;
#[cfg(feature = "http")]
mod wire;

use std::borrow::Cow;
use std::sync::Arc;

use self::error::Unbuilt;
use self::plan::{Body, Part};
use typed_tools_core::table::Table;
use typed_tools_core::value::Val;

pub use built::Request;
pub use change::InvalidHeader;
use headers::Line;
pub(crate) use headers::unusable_secrets;
use limits::LONGEST;
use pairs::Pairs;
pub(crate) use prepared::{Nothing, Prepared};
pub use refused::{MissingValue, Place, Refusal, RefusedValue, Supplier};
use values::Filler;
pub(crate) use values::Values;

/// Builds the request of a call.
pub(crate) fn build(
    prepared: Arc<Prepared>,
    definition: Table,
    values: Values<'_>,
    key: Option<&str>,
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
        // a request that is repeated without a key takes effect twice. One that the application gives goes before it.
        lines.retain(|line: &Line| line.name != name || key.is_none() && !line.value.is_empty());
        if !prepared.lines.iter().chain(&lines).any(|line| line.name == name) {
            let value = Cow::Owned(key.map_or_else(idempotency_key, str::to_owned));
            lines.push(Line { name: Cow::Borrowed(name), value, sensitive: false });
        }
    }
    let body = body(&prepared.body, &filler, &mut lines)?;
    Ok(Request::new(template.method, target, lines, body, prepared))
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
        Body::File { content_type, value } => {
            let Val::File(file) = filler.value(*value) else { return Ok(None) };
            let own =
                headers::media_type(file).map_err(|refusal| filler.refuse(*value, Place::Body, refusal));
            let content_type = content_type
                .map_or_else(|| own.map(|own| Cow::Owned(own.to_owned())), |text| Ok(text.into()))?;
            (Some(file.bytes.clone()), content_type)
        }
        Body::Text { content_type, value } => (text_body::body(value, filler)?, Cow::Borrowed(*content_type)),
    };
    if content.is_some() && prepared::constant_type(template).is_none() {
        lines.push(Line { name: Cow::Borrowed("content-type"), value: content_type, sensitive: false });
    }
    Ok(content)
}

/// A random UUID (RFC 9562, version 4).
fn idempotency_key() -> String {
    let bits = multipart::random() & !(0xf << 76) & !(0x3 << 62) | 4 << 76 | 2 << 62;
    let hex = format!("{bits:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}
