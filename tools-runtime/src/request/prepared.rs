//! What of a tool's request is the same for every call of a client, made once.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::error::Unbuilt;
use super::headers::{self, Line};
use super::path;
use super::plan::{Basic, Body, Header, Json, Names, Pair, Text};
use super::target::{Next, Target};
use super::values::{Filler, Values};
use crate::redact::Scrubber;
use typed_tools_core::table::Table;
use typed_tools_core::value::{Entry, Fields};

/// The constant part of a tool's requests.
pub(crate) struct Prepared {
    /// The name of the tool.
    pub(crate) tool: &'static str,
    /// The URL with the names of its placeholders.
    pub(crate) url_template: Arc<str>,
    /// Origin, path prefix, and all segments before the first that a call's value stands in.
    pub(crate) head: String,
    /// Where in it a base URL's path prefix stands, which is not shown.
    pub(crate) prefix: Range<usize>,
    /// The segments from that one on.
    pub(crate) segments: Vec<Text>,
    pub(crate) query: Box<[Pair]>,
    /// The headers that no call's value stands in.
    pub(crate) lines: Vec<Line>,
    /// The headers that one does.
    pub(crate) varying: Vec<Header>,
    /// HTTP Basic credentials that a call's value stands in.
    pub(crate) basic: Option<Basic>,
    pub(crate) body: Body,
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
        values: Values<'_>,
        scrubber: Arc<Scrubber>,
    ) -> Result<Self, Unbuilt> {
        let template = &definition.request;
        let names = Names::new(values.arguments, values.context, values.secrets.names());
        let values = Values { arguments: &Nothing, context: &Nothing, secrets: values.secrets };
        let filler = Filler { tool: definition.name, values };
        let mut head = [origin, prefix].concat();
        let mut segments = path::segments(&names.text(template.path));
        let constant = segments.iter().take_while(|parts| headers::is_constant(parts)).count();
        for parts in segments.drain(..constant) {
            path::segment(&mut head, &parts, &filler)?;
        }
        let mut lines = Vec::new();
        let mut varying = Vec::new();
        for header in template.headers.iter().map(|header| names.header(header)) {
            if headers::is_constant(&header.value) {
                lines.extend(headers::line(&header, &filler)?);
            } else {
                varying.push(header);
            }
        }
        let mut scrubber = scrubber;
        let mut basic = None;
        if let Some(credentials) = definition.settings.basic.as_ref().map(|basic| names.basic(basic)) {
            if headers::is_constant(&credentials.username) && headers::is_constant(&credentials.password) {
                let line = headers::basic(&credentials, &filler)?;
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
                lines.push(Line { name: Cow::Borrowed(name), value: Cow::Borrowed(value), sensitive: false });
            }
        }
        let next = match (segments.is_empty(), template.query.is_empty()) {
            (false, _) => Next::Segment,
            (true, false) => Next::Query,
            (true, true) => Next::Nothing,
        };
        let body = names.body(&template.body);
        if let Some(value) = constant_type(&body) {
            lines.push(Line {
                name: Cow::Borrowed("content-type"),
                value: Cow::Borrowed(value),
                sensitive: false,
            });
        }
        Ok(Self {
            tool: definition.name,
            url_template: template.shown_url().into(),
            target: Target::new(&head, next)?,
            #[cfg(feature = "http")]
            wire: super::wire::Wire::new(&lines)?,
            head,
            prefix: origin.len()..origin.len() + prefix.len(),
            segments,
            query: names.query(template.query),
            lines,
            varying,
            basic,
            body,
            scrubber,
        })
    }
}

/// The content type of a body that is always there.
pub(crate) fn constant_type(body: &Body) -> Option<&'static str> {
    match body {
        Body::Json { value: Json::Value(_) | Json::Text(_), .. } => None,
        Body::Json { content_type, .. } | Body::Form { content_type, .. } => Some(content_type),
        Body::None | Body::Multipart { .. } | Body::File { .. } | Body::Text { .. } => None,
    }
}

/// What is sent where the definition does not say otherwise.
const DEFAULTS: &[(&str, &str)] = &[
    ("accept", "application/json, */*;q=0.5"),
    ("user-agent", concat!("typed-tools/", env!("CARGO_PKG_VERSION"))),
];
