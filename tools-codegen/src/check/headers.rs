//! Headers: names, which of them may be filled by whom, and literal values.

use crate::map::SortedMap;

use super::media::{self, is_token};
use super::place::Place;
use super::text::Filled;
use super::tool::Tool;
use crate::definition::{RawPair, Scalar, Text, short};
use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Header, Part};
use crate::template::{Piece, scan};

/// The `Content-Type` of the definition.
#[derive(Debug)]
pub(super) struct ContentType {
    pub(super) text: String,
    pub(super) span: Span,
}

/// What the HTTP stack writes itself; a second one would break the connection.
const TRANSPORT: &[&str] = &[
    "connection",
    "content-length",
    "expect",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Headers that decide whose request it is, where it goes or where it ends.
fn place_of(name: &str) -> Place {
    match name {
        "authorization" => Place::Authorization,
        "cookie" | "cookie2" | "host" | "content-type" | "set-cookie" => Place::Reserved,
        _ if name.starts_with("proxy-") || TRANSPORT.contains(&name) => Place::Reserved,
        _ => Place::Header,
    }
}

/// Whether a header decides nothing but what the API makes of it.
pub(super) fn is_free(name: &str) -> bool {
    place_of(name) == Place::Header
}

/// Whether an API could take a key in this header: neither the transport writes it, nor does it say where the
/// request goes or what its body is.
pub(super) fn may_carry_a_key(name: &str) -> bool {
    is_free(name) || matches!(name, "authorization" | "cookie")
}

/// What carries nothing but credentials.
fn carries_credentials(name: &str) -> bool {
    matches!(name, "authorization" | "proxy-authorization" | "cookie" | "cookie2")
}

/// Whether the name alone says that the value is a credential.
fn is_credential(name: &str) -> bool {
    carries_credentials(name)
        || ["api-key", "apikey", "api_key", "token", "secret", "password", "signature"]
            .iter()
            .any(|word| name.contains(word))
}

impl Tool<'_, '_, '_> {
    /// `headers`, without `Content-Type`, which the body takes.
    pub(super) fn headers(&mut self, settings: &[RawPair<'_>]) -> (Vec<Header>, Option<ContentType>) {
        let mut headers = Vec::new();
        let mut content_type = None;
        let mut seen: SortedMap<String, Span> = SortedMap::new();
        for setting in settings {
            if !self.header_name(setting.name) {
                self.still_used(setting.value);
                continue;
            }
            let name = setting.name.text.to_ascii_lowercase();
            if let Some(first) = seen.insert(name.clone(), setting.name.span) {
                let message = format!("duplicate header `{}`", short(setting.name.text));
                let help = "remove one of the two; names of headers are the same in upper and lower case";
                self.report(
                    Diagnostic::new(Code::DuplicateHeader, setting.name.span, message)
                        .related(first, "it stands here first")
                        .help(help),
                );
            }
            if name == "authorization" {
                self.authorization = Some(setting.name.span);
            }
            let Some(value) = setting.value else { continue };
            if name == "content-type" {
                content_type = self.content_type(setting.name.span, value).or(content_type);
                continue;
            }
            headers.extend(self.header(name, setting.name.span, value));
        }
        (headers, content_type)
    }

    /// Whether a header can have this name.
    pub(super) fn header_name(&mut self, name: Text<'_>) -> bool {
        if scan(name.text).pieces.iter().any(|piece| !matches!(piece, Piece::Text { .. })) {
            self.no_placeholders(name, "a header name");
            return false;
        }
        if is_token(name.text) {
            return true;
        }
        let message = match name.text {
            "" => "a header has an empty name".to_owned(),
            text => format!("`{}` is no name that a header can have", short(text)),
        };
        let trimmed = name.text.trim().trim_end_matches(':');
        let help = if trimmed != name.text && is_token(trimmed) {
            format!("write `{trimmed}`")
        } else {
            "a header name is made of letters, digits and `-`".to_owned()
        };
        self.report(Diagnostic::new(Code::HeaderName, name.span, message).help(help));
        false
    }

    /// Counts the arguments in the value of an entry that was refused as used.
    fn still_used(&mut self, value: Option<Scalar<'_>>) {
        let Some(Scalar::Text(text)) = value else { return };
        for piece in scan(text.text).pieces {
            match piece {
                Piece::Placeholder { name, .. } => {
                    if let Some(index) = self.argument(name.trim()) {
                        self.use_argument(index);
                    }
                }
                Piece::Broken { .. } => self.broken_placeholders = true,
                Piece::Text { .. } => {}
            }
        }
    }

    pub(super) fn header(&mut self, name: String, name_span: Span, value: Scalar<'_>) -> Option<Header> {
        let place = place_of(&name);
        let mut filled = self.scalar(value, place);
        if carries_credentials(&name) {
            self.no_base_url(&filled);
        }
        self.header_text(&mut filled, value);
        if matches!(place, Place::Authorization | Place::Reserved) {
            let what = if place == Place::Authorization { "`Authorization`" } else { "this header" };
            self.must_be_there(&filled, what);
        }
        if TRANSPORT.contains(&name.as_str()) && !filled.left_out {
            let message = format!("`{name}` is left out: the transport writes it itself");
            let help = "remove it from the definition";
            self.report(Diagnostic::new(Code::HeaderLeftOut, name_span, message).help(help));
            return None;
        }
        let sensitive = filled.has_secret || is_credential(&name);
        (!filled.left_out).then_some(Header { name, value: filled.parts, sensitive })
    }

    /// Literal text of a header: visible ASCII, and blanks inside.
    pub(super) fn header_text(&mut self, filled: &mut Filled, value: Scalar<'_>) {
        if let Some(Part::Text(first)) = filled.parts.first_mut() {
            *first = first.trim_start_matches([' ', '\t']).to_owned();
        }
        if let Some(Part::Text(last)) = filled.parts.last_mut() {
            *last = last.trim_end_matches([' ', '\t']).to_owned();
        }
        filled.parts.retain(|part| !matches!(part, Part::Text(text) if text.is_empty()));
        let Scalar::Text(text) = value else { return };
        let bad = |c: &char| !(matches!(c, ' '..='~' | '\t'));
        let is_bad =
            filled.parts.iter().any(|part| matches!(part, Part::Text(text) if text.chars().any(|c| bad(&c))));
        // The first in the string: names of placeholders, which may hold anything, are behind.
        let Some((at, c)) = text.text.char_indices().find(|(_, c)| is_bad && bad(c)) else { return };
        let span = self.set.inside(text).span(at, at + c.len_utf8());
        let message = match c {
            '\r' | '\n' => "a header value has no line breaks".to_owned(),
            c => format!("a header value cannot hold {c:?}"),
        };
        let help = "it is made of visible ASCII characters and blanks";
        self.report(Diagnostic::new(Code::HeaderValue, span, message).help(help));
        filled.left_out = true;
    }

    /// `Content-Type`: literal, for it says how the body is written.
    fn content_type(&mut self, name_span: Span, value: Scalar<'_>) -> Option<ContentType> {
        let Scalar::Text(text) = value else {
            let message = "`Content-Type` is a media type, in quotes";
            let help = "write for example `\"application/json\"`";
            self.report(Diagnostic::new(Code::ContentType, name_span, message).help(help));
            return None;
        };
        let scan = scan(text.text);
        let inside = self.set.inside(text);
        self.braces(text.text, &scan, &inside);
        for piece in &scan.pieces {
            let Piece::Placeholder { name, at } = piece else { continue };
            if let Some(index) = self.argument(name.trim()) {
                self.use_argument(index);
            }
            let message = "`Content-Type` is not filled: it decides how the body is written";
            let help = "write the media type out: `application/json`";
            let span = inside.span(at.start, at.end);
            self.report(Diagnostic::new(Code::ReservedHeader, span, message).help(help));
        }
        if scan.pieces.iter().any(|piece| !matches!(piece, Piece::Text { .. })) {
            return None;
        }
        if media::kind(text.text).is_none() {
            let message = format!("`{}` is no media type", short(text.text));
            let help = "write for example `application/json`";
            self.report(Diagnostic::new(Code::ContentType, text.span, message).help(help));
            return None;
        }
        Some(ContentType { text: text.text.trim().to_owned(), span: text.span })
    }
}
