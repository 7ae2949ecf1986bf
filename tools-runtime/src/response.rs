//! What comes back: the response as a value for the host, and as text for the model.

mod compact;
mod media;
mod shown;
mod status;

use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

use crate::error::{CallError, Cause, DecodeError};
use crate::model_text;
use crate::redact::Scrubber;
use crate::select::select;
use typed_tools_core::exact::{self, Numbers};
use typed_tools_core::table::ResponseRules;

pub(crate) use self::shown::{LOGGED, Shown};
pub use self::status::StatusError;

/// A response with status 2xx.
///
/// The body of a `Response<Value>` is the JSON by its content type; text is a string, an empty
/// body is `null`, and of anything else it says the type and size:
/// `{"content_type": "image/png", "bytes": 3123}`. [`Response::bytes`] has it as it came.
#[derive(Clone)]
pub struct Response<T> {
    pub(crate) body: T,
    pub(crate) raw: Raw,
}

/// A response as it came.
#[derive(Clone)]
pub(crate) struct Raw {
    pub(crate) tool: &'static str,
    pub(crate) status: u16,
    /// With which attempt it came, counted from 1.
    pub(crate) attempts: u32,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) bytes: Arc<[u8]>,
    pub(crate) shape: Shape,
    /// Whether it holds a NUL. JSON holds none; what does is UTF-16 or no text at all, and a secret in it would not
    /// be found.
    pub(crate) has_nul: bool,
    pub(crate) rules: ResponseRules<'static>,
    pub(crate) scrubber: Arc<Scrubber>,
    pub(crate) kept: Kept,
}

/// What a body is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
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

impl<T> Response<T> {
    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.raw.status
    }

    /// The headers, names in lower case, in the order in which they came.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.raw.pairs()
    }

    /// The first header of this name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.raw.header(name)
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body.
    #[must_use]
    pub fn into_body(self) -> T {
        self.body
    }

    /// The body as it came, decompressed.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.raw.bytes
    }

    /// What the model is told: JSON without blanks, or the text, without secrets, and cut (and
    /// said so) where it is longer than the tool allows. Where the definition has `response.select`, no more
    /// than that.
    #[must_use]
    pub fn for_model(&self) -> String {
        let raw = &self.raw;
        match raw.shown_shape() {
            Shape::Empty => format!("The call succeeded (HTTP {}); the response is empty.", raw.status),
            Shape::Binary => {
                format!("The response is binary: {}, {} bytes.", raw.shown_type(), raw.bytes.len())
            }
            Shape::Json | Shape::Text => {
                let shown = if raw.rules.select.is_empty() { raw.shown() } else { raw.selected() };
                shown.first(raw.rules.max_chars as usize)
            }
        }
    }
}

impl Response<Value> {
    /// The response with its body as the type that the tool's definition gives it.
    ///
    /// # Errors
    ///
    /// The body is not of that type; the error keeps the response.
    pub fn typed<T: DeserializeOwned>(self) -> Result<Response<T>, CallError> {
        match T::deserialize(&self.body) {
            Ok(body) => Ok(Response { body, raw: self.raw }),
            Err(error) => Err(self.raw.undecodable(&error)),
        }
    }
}

impl Raw {
    /// Makes the response of a successful call, or the error of one that was not.
    pub(crate) fn finish(mut self) -> Result<Response<Value>, CallError> {
        self.has_nul = self.bytes.contains(&0);
        self.shape = self.classify();
        if !self.is_success() {
            if self.shape == Shape::Json && !is_json(&self.bytes) {
                // An error page, say.
                self.shape = Shape::Text;
            }
            return Err(CallError::Status(Box::new(StatusError { raw: self })));
        }
        let body = match self.shape {
            Shape::Empty => Value::Null,
            Shape::Json => match json(&self.bytes) {
                Ok(value) => value,
                Err(error) => return Err(self.undecodable(&error)),
            },
            Shape::Text => Value::String(model_text::decode(&self.bytes, self.content_type()).into_owned()),
            Shape::Binary => {
                serde_json::json!({ "content_type": self.media_type(), "bytes": self.bytes.len() })
            }
        };
        Ok(Response { body, raw: self })
    }

    fn classify(&self) -> Shape {
        if self.bytes.is_empty() {
            return Shape::Empty;
        }
        let media = self.media_type();
        if media == "application/json" || media == "text/json" || media.ends_with("+json") {
            return Shape::Json;
        }
        let textual = media.is_empty()
            || media.starts_with("text/")
            || media.ends_with("+xml")
            || TEXTUAL.contains(&media.as_str());
        // A text without NUL is text whatever its type says; an image is hardly ever that.
        let plain = !self.has_nul && std::str::from_utf8(&self.bytes).is_ok();
        let declared = textual && !media.is_empty() && !self.has_nul;
        if plain || declared { Shape::Text } else { Shape::Binary }
    }

    fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    fn undecodable(mut self, error: &serde_json::Error) -> CallError {
        if !is_json(&self.bytes) {
            self.shape = Shape::Text;
        }
        // The message of an error may quote the data.
        let text = self.scrubber.scrub(&error.to_string()).into_owned();
        CallError::Decode(Box::new(DecodeError { raw: self, cause: Cause { text, source: None } }))
    }

    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
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
    fn shown_type(&self) -> String {
        match self.media_type() {
            media if media.is_empty() => "unknown type".to_owned(),
            media => self.scrubber.scrub(&media).into_owned(),
        }
    }

    /// What the body is shown as.
    fn shown_shape(&self) -> Shape {
        if self.has_nul { Shape::Binary } else { self.shape }
    }

    /// The start of the body as text, compact where it is JSON, without secrets: as much as a model or a log is
    /// shown.
    fn shown(&self) -> &Shown {
        self.kept.body.get_or_init(|| {
            // A model sees what was selected, or no more of a failure than a log does.
            let for_model = self.is_success() && self.rules.select.is_empty();
            let most = if for_model { LOGGED.max(self.rules.max_chars as usize) } else { LOGGED };
            match self.shown_shape() {
                Shape::Empty => Shown::whole(String::new()),
                Shape::Binary => {
                    Shown::whole(format!("(binary: {}, {} bytes)", self.shown_type(), self.bytes.len()))
                }
                Shape::Json => Shown::json(&model_text::decode(&self.bytes, ""), &self.scrubber, most),
                Shape::Text => {
                    let text = model_text::decode(&self.bytes, self.content_type());
                    Shown::new(&text, &self.scrubber, most)
                }
            }
        })
    }

    /// The start of what the definition selects of the body, without secrets.
    fn selected(&self) -> &Shown {
        self.kept.selected.get_or_init(|| {
            let (status, most) = (self.status, self.rules.max_chars as usize);
            let selected = match self.shape {
                // The body itself has rounded what is beyond 64 bits.
                Shape::Json => exact(&self.bytes),
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

    fn debug(&self, f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
        let headers: Vec<_> = self
            .headers
            .iter()
            .map(|(name, value)| {
                let shown = if SENSITIVE.contains(&name.as_str()) {
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

/// The value of a JSON body.
fn json(bytes: &[u8]) -> Result<Value, serde_json::Error> {
    let bytes = model_text::without_bom(bytes);
    serde_json::from_slice(bytes).or_else(|error| match std::str::from_utf8(bytes).map(model_text::mended) {
        Ok(std::borrow::Cow::Owned(mended)) => serde_json::from_str(&mended),
        _ => Err(error),
    })
}

/// The same with all digits of its integers, for a model to read.
fn exact(bytes: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(model_text::without_bom(bytes)).ok()?;
    exact::value(&model_text::mended(text), Numbers::Compared)
}

fn is_json(bytes: &[u8]) -> bool {
    let text = model_text::decode(bytes, "");
    serde_json::from_str::<IgnoredAny>(&model_text::mended(&text)).is_ok()
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

impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.raw.debug(f, "Response")
    }
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.debug(f, "Raw")
    }
}
