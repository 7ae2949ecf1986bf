//! URLs (`api_endpoint`, and the `token_url` of `auth`): our own strict parser, for what URL libraries repair must be refused here.

use super::fact::Fact;
use super::place::Place;
use super::tool::Tool;
use crate::definition::{Text, short};
use crate::diag::{Code, Diagnostic, Span};
use crate::json::Inside;
use crate::model::{Origin, Pair, Part, Placeholder};
use crate::template::{Piece, scan};
use typed_tools_core::origin::ParsedOrigin;

/// The key of `auth` that holds a URL.
pub(super) const TOKEN_URL: &str = "token_url";

/// A URL of the definition, and where it is written.
pub(super) struct Written<'a> {
    /// `api_endpoint` or `token_url`.
    key: &'static str,
    text: Text<'a>,
    pub(super) inside: Inside,
}

impl Written<'_> {
    /// The end of the text, in bytes.
    pub(super) fn end(&self) -> usize {
        self.text.text.len()
    }

    /// The key, for a message.
    pub(super) fn name(&self) -> String {
        format!("`{}`", self.key)
    }
}

/// What an endpoint says.
#[derive(Debug)]
pub(super) struct Endpoint {
    pub(super) origin: Origin,
    pub(super) path: Vec<Vec<Part>>,
    pub(super) query: Vec<Pair>,
}

impl Endpoint {
    /// Stands in for one that was refused.
    pub(super) fn stub() -> Self {
        Self {
            origin: Origin::Fixed("https://invalid.invalid".to_owned()),
            path: Vec::new(),
            query: Vec::new(),
        }
    }
}

/// A character or placeholder, with its place in the decoded string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) kind: UnitKind,
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum UnitKind {
    Char(char),
    Placeholder(String),
    /// A placeholder that was reported already.
    Broken,
}

impl Unit {
    pub(super) fn is(&self, c: char) -> bool {
        self.kind == UnitKind::Char(c)
    }
}

/// The endpoint as units, for a parser that looks at one after the other.
fn units(text: &str, pieces: &[Piece]) -> Vec<Unit> {
    let mut units = Vec::new();
    for piece in pieces {
        let (kind, at) = match piece {
            Piece::Placeholder { name, at } => (UnitKind::Placeholder(name.clone()), at),
            Piece::Broken { at } => (UnitKind::Broken, at),
            Piece::Text { at, .. } => {
                let mut start = at.start;
                let source = text.get(at.clone()).unwrap_or_default();
                let mut rest = source.chars();
                while let Some(c) = rest.next() {
                    // `{{{{` is a literal `{{`.
                    let escaped = c == '{' && rest.as_str().starts_with("{{{");
                    let width = if escaped { 4 } else { c.len_utf8() };
                    if escaped {
                        rest.nth(2);
                        units.push(Unit { kind: UnitKind::Char('{'), start, end: start + width });
                    }
                    units.push(Unit { kind: UnitKind::Char(c), start, end: start + width });
                    start += width;
                }
                continue;
            }
        };
        units.push(Unit { kind, start: at.start, end: at.end });
    }
    units
}

/// The literal characters of units; placeholders become nothing.
pub(super) fn text_of(units: &[Unit]) -> String {
    let chars = units.iter().filter_map(|unit| match unit.kind {
        UnitKind::Char(c) => Some(c),
        _ => None,
    });
    chars.collect()
}

/// Where the first of several units begins and the last ends.
pub(super) fn range(units: &[Unit], otherwise: usize) -> (usize, usize) {
    match (units.first(), units.last()) {
        (Some(first), Some(last)) => (first.start, last.end),
        _ => (otherwise, otherwise),
    }
}

impl Tool<'_, '_, '_> {
    /// Binds one placeholder of a URL, if it may stand there: in a part of `auth`, no argument may.
    pub(super) fn placeholder_of_url(
        &mut self,
        name: &str,
        span: Span,
        place: Place,
        url: &Written<'_>,
    ) -> Option<(Placeholder, Fact)> {
        let (placeholder, fact) = self.placeholder(name, span, place)?;
        let may_stand = url.key != TOKEN_URL || self.may_stand(&placeholder, &fact, span, Place::Auth);
        may_stand.then_some((placeholder, fact))
    }

    /// Reads `api_endpoint`; one that begins with `/` stands behind the set's base URL.
    pub(super) fn api_endpoint(&mut self, text: Text<'_>, base: Option<Text<'_>>) -> Endpoint {
        let key = "api_endpoint";
        let Some(base) = base.filter(|_| text.text.starts_with('/')) else { return self.endpoint(text, key) };
        let front = base.text.trim_end_matches('/');
        let inside = self.set.inside(base).before(front.len(), self.set.inside(text));
        let joined = [front, text.text].concat();
        self.url(Written { key, text: Text { text: &joined, span: text.span }, inside })
    }

    /// Reads the URL under `key`.
    pub(super) fn endpoint(&mut self, text: Text<'_>, key: &'static str) -> Endpoint {
        self.url(Written { key, text, inside: self.set.inside(text) })
    }

    fn url(&mut self, at: Written<'_>) -> Endpoint {
        let text = at.text;
        let scan = scan(text.text);
        self.braces(text.text, &scan, &at.inside);
        for piece in &scan.pieces {
            if let Piece::Text { text, at: from } = piece {
                self.literal(text, from.start, &at.inside, Place::Path);
            }
        }
        let units = units(text.text, &scan.pieces);
        let sound = self.no_blanks(&units, &at);
        let origin = if sound { self.origin(&units, &at) } else { None };
        let Some((origin, rest)) = origin else {
            // The placeholders in it are not looked at: what they name is not unused.
            self.broken_placeholders = true;
            return Endpoint::stub();
        };
        let rest = self.without_fragment(rest, &at);
        let (path, query) = match rest.iter().position(|unit| unit.is('?')) {
            Some(at) => rest.split_at(at),
            None => (rest, Default::default()),
        };
        let path = self.path(path, &at);
        let query = query.split_first().map(|(_, query)| query).unwrap_or_default();
        Endpoint { origin, path, query: self.query_of_endpoint(query, &at) }
    }

    fn bad_endpoint(&mut self, span: Span, message: impl Into<String>, help: &str) {
        self.report(Diagnostic::new(Code::Endpoint, span, message).help(help));
    }

    /// Blanks around the URL, and characters that no URL has.
    fn no_blanks(&mut self, units: &[Unit], at: &Written<'_>) -> bool {
        if units.is_empty() {
            let message = format!("{} is empty", at.name());
            self.bad_endpoint(at.text.span, message, "write the whole URL: `https://host/path`");
            return false;
        }
        let blank = |unit: &&Unit| matches!(unit.kind, UnitKind::Char(c) if c.is_whitespace());
        let at_ends = [units.first(), units.last()];
        if at_ends.into_iter().flatten().any(|unit| blank(&unit)) {
            let message = format!("{} begins or ends with a blank", at.name());
            self.bad_endpoint(at.text.span, message, "remove it");
            return false;
        }
        let bad =
            units.iter().find(|unit| matches!(unit.kind, UnitKind::Char(c) if c.is_control() || c == '\\'));
        if let Some(unit) = bad {
            let span = at.inside.span(unit.start, unit.end);
            let (message, help) = if unit.is('\\') {
                ("a URL has no `\\`", "write `/`; a literal backslash in a path is `%5C`")
            } else {
                ("a URL has no line breaks or other control characters", "remove it")
            };
            self.bad_endpoint(span, message, help);
            return false;
        }
        true
    }

    /// Scheme, host and port, and the units behind them.
    fn origin<'u>(&mut self, units: &'u [Unit], at: &Written<'_>) -> Option<(Origin, &'u [Unit])> {
        let inside = &at.inside;
        let (first, behind) = units.split_first()?;
        if let UnitKind::Placeholder(name) = &first.kind {
            return self.base_url(name.trim(), first, behind, inside);
        }
        if first.kind == UnitKind::Broken {
            return None;
        }
        let scheme = self.scheme(units, at)?;
        let behind = units.get(scheme.units..).unwrap_or_default();
        let end = behind.iter().position(|unit| unit.is('/') || unit.is('?') || unit.is('#'));
        let (authority, rest) = behind.split_at(end.unwrap_or(behind.len()));
        let mut placeholders = false;
        for unit in authority {
            match &unit.kind {
                UnitKind::Placeholder(name) => {
                    placeholders = true;
                    self.in_origin(name, inside.span(unit.start, unit.end));
                }
                UnitKind::Broken => placeholders = true,
                UnitKind::Char(_) => {}
            }
        }
        if placeholders {
            return Some((Endpoint::stub().origin, rest));
        }
        let host = self.host(authority, &scheme, at);
        Some((host.unwrap_or_else(|| Endpoint::stub().origin), rest))
    }

    fn host(&mut self, units: &[Unit], scheme: &Scheme, at: &Written<'_>) -> Option<Origin> {
        let inside = &at.inside;
        if let Some(sign) = units.iter().rposition(|unit| unit.is('@')) {
            let (from, to) = range(units.get(..=sign).unwrap_or_default(), scheme.end);
            let message = format!("{} holds a user name or password", at.name());
            let help = "put them into `auth`: `{\"type\": \"basic\", \"username\": \"{{USER}}\", \"password\": \"{{PASSWORD}}\"}`";
            self.report(Diagnostic::new(Code::EndpointPart, inside.span(from, to), message).help(help));
            return None;
        }
        let (from, to) = range(units, scheme.end);
        let span = if from == to { at.text.span } else { inside.span(from, to) };
        let origin = match ParsedOrigin::new(scheme.is_https, &text_of(units)) {
            Ok(origin) => origin,
            Err(why) => {
                let message = format!("host or port cannot be sent to: {why}");
                self.bad_endpoint(span, message, "a whole URL reads `https://api.example.com/path`");
                return None;
            }
        };
        if !origin.is_allowed(self.set.options.allow_http.iter().map(String::as_str)) {
            let message = format!("`{origin}` would be sent to in plain text");
            let help =
                format!("write `https://`, or list the origin in the set: `allow_http = [\"{origin}\"]`");
            self.report(Diagnostic::new(Code::PlainHttp, inside.span(0, to), message).help(help));
        }
        Some(Origin::Fixed(origin.to_string()))
    }

    fn scheme(&mut self, units: &[Unit], written: &Written<'_>) -> Option<Scheme> {
        let (inside, text) = (&written.inside, written.text);
        let mut at = 0;
        let mut word = String::new();
        for unit in units {
            match &unit.kind {
                UnitKind::Char(':') => break,
                UnitKind::Char(c) if c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.') => {
                    word.push(*c)
                }
                UnitKind::Placeholder(name) => {
                    self.in_origin(name, inside.span(unit.start, unit.end));
                    return None;
                }
                _ => {
                    at = units.len();
                    break;
                }
            }
            at += 1;
        }
        let slashes = units.get(at..at + 3).unwrap_or_default();
        if text_of(slashes) != "://" {
            let help = format!("write the whole URL: `https://{}`", short(text.text.trim_start_matches('/')));
            let message = format!("{} does not begin with `https://`", written.name());
            self.bad_endpoint(text.span, message, &help);
            return None;
        }
        let end = units.get(at + 2).map_or(0, |unit| unit.end);
        match word.to_ascii_lowercase().as_str() {
            "https" => Some(Scheme { is_https: true, units: at + 3, end }),
            "http" => Some(Scheme { is_https: false, units: at + 3, end }),
            other => {
                let span = inside.span(0, end);
                let message = format!("requests cannot be sent to `{}://`", short(other));
                self.bad_endpoint(span, message, "the scheme is `https`");
                None
            }
        }
    }

    fn without_fragment<'u>(&mut self, units: &'u [Unit], at: &Written<'_>) -> &'u [Unit] {
        let Some(sign) = units.iter().position(|unit| unit.is('#')) else { return units };
        let (kept, fragment) = units.split_at(sign);
        let (from, to) = range(fragment, 0);
        let message = format!("{} has a fragment, which is never sent", at.name());
        let help = "remove it; a literal `#` in a path is written `%23`";
        self.report(Diagnostic::new(Code::EndpointPart, at.inside.span(from, to), message).help(help));
        // What stands in it is not looked at again.
        self.broken_placeholders = true;
        kept
    }
}

struct Scheme {
    is_https: bool,
    /// How many units it takes, with `://`.
    units: usize,
    end: usize,
}
