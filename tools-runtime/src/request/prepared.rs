//! What of a tool's request is the same for every call of a client, made once.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::headers::{self, Line};
use super::target::Target;
use super::values::{Filler, Values};
use super::{encode, path};
use crate::error::CallError;
use crate::redact::Scrubber;
use crate::secrets::SecretValues;
use typed_tools_core::table::{Basic, Body, Header, JsonTemplate, Pair, Part, Table};
use typed_tools_core::value::{Entry, Fields};

/// The constant part of a tool's requests.
pub(crate) struct Prepared {
    /// Origin, path prefix, and all segments before the first that a call's value stands in.
    pub(crate) head: String,
    /// Where in it a base URL's path prefix stands, which is not shown.
    pub(crate) prefix: Range<usize>,
    /// The segments from that one on.
    pub(crate) segments: Vec<Box<[Part<'static>]>>,
    /// The query, each pair with its encoded name.
    pub(crate) query: Vec<(Cow<'static, str>, &'static Pair<'static>)>,
    /// The headers that no call's value stands in.
    pub(crate) lines: Vec<Line>,
    /// The headers that one does.
    pub(crate) varying: Vec<&'static Header<'static>>,
    /// HTTP Basic credentials that a call's value stands in.
    pub(crate) basic: Option<&'static Basic<'static>>,
    pub(crate) scrubber: Arc<Scrubber>,
    /// `head`, as every URL begins.
    pub(crate) target: Target,
    #[cfg(feature = "http")]
    pub(crate) wire: super::wire::Wire,
}

/// No arguments and no context: what the constant part is made from.
#[derive(Debug)]
pub(crate) struct Nothing;

impl Fields for Nothing {
    fn at(&self, _: usize) -> Option<Entry<'_>> {
        None
    }
}

impl Prepared {
    pub(crate) fn new(
        definition: Table,
        origin: &str,
        prefix: &str,
        secrets: &SecretValues,
        scrubber: Arc<Scrubber>,
    ) -> Result<Self, CallError> {
        let template = &definition.request;
        let values = Values { arguments: &Nothing, context: &Nothing, secrets };
        let filler = Filler { tool: definition.name, values };
        let mut head = [origin, prefix].concat();
        let mut segments = path::segments(template.path);
        let constant = segments.iter().take_while(|parts| headers::is_constant(parts)).count();
        for parts in segments.drain(..constant) {
            path::segment(&mut head, &parts, &filler)?;
        }
        let mut lines = Vec::new();
        let mut varying = Vec::new();
        for header in template.headers {
            if headers::is_constant(header.value) {
                lines.extend(headers::line(header, &filler)?);
            } else {
                varying.push(header);
            }
        }
        let mut scrubber = scrubber;
        let mut basic = None;
        if let Some(credentials) = &definition.settings.basic {
            if headers::is_constant(credentials.username) && headers::is_constant(credentials.password) {
                let line = headers::basic(credentials, &filler)?;
                // A short password is not looked for in base64; the pair as it is sent is.
                if let Some((_, pair)) = line.value.split_once(' ') {
                    scrubber = Arc::new(scrubber.with(pair));
                }
                lines.push(line);
            } else {
                basic = Some(credentials);
            }
        }
        for (name, value) in DEFAULTS {
            if !template.headers.iter().any(|header| header.name == *name) {
                lines.push(Line { name, value: Cow::Borrowed(value), sensitive: false });
            }
        }
        if let Some(value) = constant_type(&template.body) {
            lines.push(Line { name: "content-type", value: Cow::Borrowed(value), sensitive: false });
        }
        Ok(Self {
            target: Target::new(&head, segments.is_empty() && !template.query.is_empty())?,
            #[cfg(feature = "http")]
            wire: super::wire::Wire::new(&lines)?,
            head,
            prefix: origin.len()..origin.len() + prefix.len(),
            segments,
            query: template.query.iter().map(|pair| (encode::component(pair.name).into(), pair)).collect(),
            lines,
            varying,
            basic,
            scrubber,
        })
    }
}

/// The content type of a body that is always there.
pub(crate) fn constant_type(body: &Body<'static>) -> Option<&'static str> {
    match body {
        Body::Json { value, .. } if value.hole().is_some() || matches!(value, JsonTemplate::Text(_)) => None,
        Body::Json { content_type, .. } | Body::Form { content_type, .. } => Some(content_type),
        Body::None | Body::Multipart { .. } | Body::Text { .. } => None,
    }
}

/// What is sent where the definition does not say otherwise.
const DEFAULTS: &[(&str, &str)] = &[
    ("accept", "application/json, */*;q=0.5"),
    ("user-agent", concat!("typed-tools/", env!("CARGO_PKG_VERSION"))),
];
