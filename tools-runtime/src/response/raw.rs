//! A response as it came, and as it is shown.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::de::IgnoredAny;
use serde_json::Value;

use crate::headers::Headers;
use crate::model_text;
use crate::redact::Scrubber;
use crate::report::CallReport;
use crate::select::select;
use crate::shown::{LOGGED, Shown};
use typed_tools_core::exact::{self, Numbers};
use typed_tools_core::table::{ResponseRules, usual};

/// A response as it came.
#[derive(Clone)]
pub(crate) struct Raw {
    pub(crate) tool: &'static str,
    pub(crate) status: u16,
    /// With which attempt it came, counted from 1.
    pub(crate) attempts: u32,
    pub(crate) headers: Headers,
    pub(crate) bytes: Arc<Vec<u8>>,
    pub(crate) kind: BodyKind,
    /// Whether it holds a NUL. JSON holds none; what does is UTF-16 or no text at all, and a secret in it would not
    /// be found.
    pub(crate) has_nul: bool,
    pub(crate) rules: ResponseRules<'static>,
    pub(crate) scrubber: Arc<Scrubber>,
    pub(crate) kept: Kept,
    /// What became of the call, once it has ended.
    pub(crate) report: Option<Arc<CallReport>>,
}

/// What a body is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyKind {
    Empty,
    /// JSON by its content type, and valid.
    Json,
    Text,
    Binary,
}

/// What has been shown of a response, so that it is not made again.
#[derive(Clone, Default)]
pub(crate) struct Kept {
    body: OnceLock<Shown>,
    selected: OnceLock<Shown>,
}

impl Raw {
    /// One of which no more is known.
    pub(crate) fn made(status: u16, headers: Headers, bytes: Vec<u8>) -> Self {
        let mut raw = Self {
            tool: "",
            status,
            attempts: 0,
            headers,
            has_nul: bytes.contains(&0),
            bytes: Arc::new(bytes),
            kind: BodyKind::Empty,
            rules: usual::GET.response,
            scrubber: Arc::default(),
            kept: Kept::default(),
            report: None,
        };
        raw.kind = raw.classify();
        raw
    }

    /// The body, or what is selected of it, as JSON without secrets. `read` is the value of the body, which is used where
    /// nothing of the body has to be changed.
    pub(super) fn structured(&self, read: Option<Value>) -> Option<Value> {
        if self.kind != BodyKind::Json || self.has_nul {
            return None;
        }
        let text = match self.rules.select {
            [] => model_text::decode(&self.bytes, ""),
            selected => Cow::Owned(select(selected, &exact(&self.bytes)?)?),
        };
        let repaired = model_text::repaired(&text);
        // Most often a model has seen the body, and it was looked through then.
        let is_clean = self.rules.select.is_empty() && self.kept.body.get().is_some_and(Shown::is_as_it_came);
        let scrubbed = if is_clean { Cow::Borrowed(&*repaired) } else { self.scrubber.scrub(&repaired) };
        let is_body = [&text, &repaired, &scrubbed].iter().all(|text| matches!(text, Cow::Borrowed(_)));
        match read {
            Some(read) if is_body && has_all_digits(&read) => Some(read),
            _ => exact::value(&scrubbed, Numbers::Compared),
        }
    }

    pub(super) fn classify(&self) -> BodyKind {
        if self.bytes.is_empty() {
            return BodyKind::Empty;
        }
        // As most services write it.
        if self.content_type() == "application/json" {
            return BodyKind::Json;
        }
        let media = self.media_type();
        if media == "application/json" || media == "text/json" || media.ends_with("+json") {
            return BodyKind::Json;
        }
        let textual = media.is_empty()
            || media.starts_with("text/")
            || media.ends_with("+xml")
            || TEXTUAL.contains(&media.as_str());
        // A text without NUL is text whatever its type says; an image is hardly ever that.
        let plain = !self.has_nul && std::str::from_utf8(&self.bytes).is_ok();
        let declared = textual && !media.is_empty() && !self.has_nul;
        if plain || declared { BodyKind::Text } else { BodyKind::Binary }
    }

    pub(super) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)
    }

    pub(crate) fn content_type(&self) -> &str {
        self.header("content-type").unwrap_or_default()
    }

    /// The content type without its parameters, in lower case.
    pub(crate) fn media_type(&self) -> String {
        let whole = self.content_type();
        let media = whole.split(';').next().unwrap_or_default().trim();
        // Shown to a model: what is not a media type is not repeated.
        let valid =
            media.len() <= 100 && media.bytes().all(|b| b.is_ascii_alphanumeric() || b"/+-._".contains(&b));
        if valid { media.to_ascii_lowercase() } else { String::new() }
    }

    /// The media type without secrets: a service can put one there as well.
    pub(super) fn shown_type(&self) -> String {
        match self.media_type() {
            media if media.is_empty() => "unknown type".to_owned(),
            media => self.scrubber.scrub(&media).into_owned(),
        }
    }

    /// What the body is shown as.
    pub(super) fn shown_kind(&self) -> BodyKind {
        if self.has_nul { BodyKind::Binary } else { self.kind }
    }

    /// The start of the body as text, compact where it is JSON, without secrets: as much as a model or a log is
    /// shown.
    pub(super) fn shown(&self) -> &Shown {
        self.kept.body.get_or_init(|| {
            // A model sees what was selected, or no more of a failure than a log does.
            let for_model = self.is_success() && self.rules.select.is_empty();
            let most = if for_model { LOGGED.max(self.rules.max_chars as usize) } else { LOGGED };
            match self.shown_kind() {
                BodyKind::Empty => Shown::whole(String::new()),
                BodyKind::Binary => {
                    Shown::whole(format!("(binary: {}, {} bytes)", self.shown_type(), self.bytes.len()))
                }
                BodyKind::Json => Shown::json(&model_text::decode(&self.bytes, ""), &self.scrubber, most),
                BodyKind::Text => {
                    let text = model_text::decode(&self.bytes, self.content_type());
                    Shown::new(&text, &self.scrubber, most)
                }
            }
        })
    }

    /// The start of what the definition selects of the body, without secrets.
    pub(super) fn selected(&self) -> &Shown {
        self.kept.selected.get_or_init(|| {
            let (status, most) = (self.status, self.rules.max_chars as usize);
            let selected = match self.kind {
                // The body itself has rounded what is beyond 64 bits.
                BodyKind::Json => exact(&self.bytes),
                _ => {
                    let text = format!("The call succeeded (HTTP {status}); the response is not JSON.");
                    return Shown::whole(text);
                }
            };
            match selected.and_then(|body| select(self.rules.select, &body)) {
                Some(text) => Shown::new(&text, &self.scrubber, most),
                None => Shown::whole(format!(
                    "The call succeeded (HTTP {status}); the response is too large for what is shown of it to be found."
                )),
            }
        })
    }

    pub(super) fn debug(&self, f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
        let headers: Vec<_> = self
            .headers
            .iter()
            .map(|(name, value)| {
                let shown = if SENSITIVE.contains(&name) {
                    "[redacted]".to_owned()
                } else {
                    Shown::new(value, &self.scrubber, LOGGED).first(LOGGED)
                };
                // Names come from the service too.
                (self.scrubber.scrub(name), shown)
            })
            .collect();
        f.debug_struct(name)
            .field("tool", &self.tool)
            .field("status", &self.status)
            .field("headers", &headers)
            .field("body", &self.shown().first(LOGGED))
            .finish()
    }
}

/// Whether no integer of a value that was read as it stands has been rounded: those of more than 64 bits become doubles.
fn has_all_digits(value: &Value) -> bool {
    const LARGE: f64 = 9.0e18;
    match value {
        Value::Number(number) if number.is_f64() => {
            number.as_f64().is_some_and(|double| double.abs() < LARGE)
        }
        Value::Array(items) => items.iter().all(has_all_digits),
        Value::Object(members) => members.values().all(has_all_digits),
        _ => true,
    }
}

/// The same with all digits of its integers, for a model to read.
fn exact(bytes: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(model_text::without_bom(bytes)).ok()?;
    exact::value(&model_text::repaired(text), Numbers::Compared)
}

pub(super) fn is_json(bytes: &[u8]) -> bool {
    let text = model_text::decode(bytes, "");
    serde_json::from_str::<IgnoredAny>(&model_text::repaired(&text)).is_ok()
}

/// Media types outside `text/` that are text.
const TEXTUAL: &[&str] = &[
    "application/xml",
    "application/javascript",
    "application/x-www-form-urlencoded",
    "application/yaml",
    "application/x-ndjson",
];

/// Response headers that are credentials.
const SENSITIVE: &[&str] = &["set-cookie", "authorization", "www-authenticate", "proxy-authenticate"];

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.debug(f, "Raw")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The body as it was read already gives what reading the text again does.
    #[test]
    fn a_result_as_json_is_the_same_however_it_is_made() {
        for (body, expected) in [
            (r#"{"id": 7, "total": -2.5, "names": ["a", null, true]}"#, None),
            (r#"{"id": 123456789012345678901234567890}"#, Some(r#"{"id":"123456789012345678901234567890"}"#)),
            (r#"[-9223372036854775809, 18446744073709551615, 1e300, 0.5]"#, None),
            ("\u{feff}{\"a\": \"\\ud83d\"}", Some("{\"a\":\"\u{fffd}\"}")),
            (
                r#"{"echo": "key-81c2d3f4", "key-81c2d3f4": 1}"#,
                Some(r#"{"[redacted]":1,"echo":"[redacted]"}"#),
            ),
            (r#"{"a": 1, "a": 2}"#, Some(r#"{"a":2}"#)),
            (r#"{"echo":"key-81c2d3f4"}"#, Some(r#"{"echo":"[redacted]"}"#)),
            (r#"{"compact":[1,"a b"]}"#, None),
        ] {
            let headers = [("content-type", "application/json")].into_iter().collect();
            let scrubber = Arc::new(Scrubber::default().with("key-81c2d3f4"));
            let raw = Raw { scrubber, ..Raw::made(200, headers, body.into()) };
            let response = raw.finish().unwrap_or_else(|_| panic!("not read: {body}"));
            let again = response.structured();
            assert!(again.is_some(), "{body}");
            if let Some(expected) = expected {
                assert_eq!(again.as_ref().map(Value::to_string).as_deref(), Some(expected));
            }
            // A model has seen it in between.
            let _ = response.for_model();
            assert_eq!(response.structured(), again, "{body}");
            assert_eq!(response.into_structured(), again, "{body}");
        }
    }
}
