//! From what came to a response, or to the error of a call that had none that is good.

use std::borrow::Cow;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::body::Response;
use super::error::{Cause, DecodeError, FailedResponse, Unread};
use super::located;
use super::raw::{BodyKind, Raw, is_json};
use super::status::StatusError;
use crate::model_text;
use crate::redact::Scrubber;
use crate::select::failure;
use typed_tools_core::check::{Probe, Verdict, accepts, explain};
use typed_tools_core::table::Table;
use typed_tools_core::text::one_line;
use typed_tools_core::value::Val;

impl Raw {
    /// Makes the response of a successful call, or the error of one that was not.
    pub(crate) fn finish(mut self) -> Result<Response<Value>, Unread> {
        if !self.is_success() {
            if self.kind == BodyKind::Json && !is_json(&self.bytes) {
                // An error page, say.
                self.kind = BodyKind::Text;
            }
            return Err(Unread::Status(Box::new(StatusError { raw: self })));
        }
        let body = match self.kind {
            BodyKind::Empty => Value::Null,
            BodyKind::Json => match json(&self.bytes) {
                Ok(value) => value,
                Err(error) => return Err(Unread::Decode(self.undecodable(&error))),
            },
            BodyKind::Text => {
                Value::String(model_text::decode(&self.bytes, self.content_type()).into_owned())
            }
            BodyKind::Binary => {
                serde_json::json!({ "content_type": self.media_type(), "bytes": self.bytes.len() })
            }
        };
        if let Some(words) = self.rules.failure.and_then(|rule| failure(rule, &body)) {
            let words = words.map(|words| self.scrubber.scrub(&words).into_owned());
            return Err(Unread::Failed(Box::new(FailedResponse { raw: self, words })));
        }
        Ok(Response { body, raw: Box::new(self) })
    }

    fn undecodable(mut self, error: &dyn std::fmt::Display) -> Box<DecodeError> {
        if !is_json(&self.bytes) {
            self.kind = BodyKind::Text;
        }
        // The message of an error may quote the data.
        let text = self.scrubber.scrub(&error.to_string()).into_owned();
        Box::new(DecodeError { raw: self, cause: Cause { text, source: None } })
    }
}

impl Response<Value> {
    /// Whether the body is what the tool's `response.schema` says.
    ///
    /// # Errors
    /// What is not, without the values that came.
    pub(crate) fn conforms(&self) -> Result<(), String> {
        let Some(schema) = &self.raw.rules.schema else { return Ok(()) };
        let body = Val::Json(&self.body);
        if accepts(schema, body) {
            return Ok(());
        }
        let probe = Probe::remembering(schema);
        let verdict = probe.verdict(body);
        // What takes too long to check is not known to be wrong.
        if verdict == Verdict::TooLong || probe.exhausted() || probe.unchecked().is_some() {
            return Ok(());
        }
        let words = explain(schema, &self.body).kept.into_iter().take(3).map(|violation| {
            let pointer = one_line(&violation.pointer);
            let place = if pointer.is_empty() { "the result" } else { &*pointer };
            match violation.rule {
                "required" | "dependentRequired" => format!("{place} is missing"),
                _ => format!("{place} is to be {}", violation.allowed),
            }
        });
        Err(words.collect::<Vec<_>>().join("; "))
    }

    /// What a native tool gave.
    pub(crate) fn native(definition: Table, body: Value, scrubber: Arc<Scrubber>) -> Self {
        // Values always serialise.
        let bytes = serde_json::to_vec(&body).unwrap_or_default();
        let headers = [("content-type", "application/json")].into_iter().collect();
        let rules = definition.settings.response;
        let raw =
            Raw { tool: definition.name, attempts: 1, rules, scrubber, ..Raw::made(200, headers, bytes) };
        Self { body, raw: Box::new(raw) }
    }

    /// The response with its body as the type that the tool's definition gives it.
    ///
    /// # Errors
    ///
    /// The body is not of that type; the error keeps the response.
    pub fn typed<T: DeserializeOwned>(self) -> Result<Response<T>, Box<DecodeError>> {
        match located::read(&self.body) {
            Ok(body) => Ok(Response { body, raw: self.raw }),
            Err(error) => Err(self.raw.undecodable(&error)),
        }
    }
}

/// The value of a JSON body.
fn json(bytes: &[u8]) -> Result<Value, serde_json::Error> {
    let bytes = model_text::without_bom(bytes);
    // Looked at as a whole, and not string by string.
    let Ok(text) = std::str::from_utf8(bytes) else { return serde_json::from_slice(bytes) };
    serde_json::from_str(text).or_else(|error| match model_text::repaired(text) {
        Cow::Owned(repaired) => serde_json::from_str(&repaired),
        Cow::Borrowed(_) => Err(error),
    })
}
