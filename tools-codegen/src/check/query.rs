//! Query pairs: those in `api_endpoint` first, then `query_params`.

use super::endpoint::{Unit, UnitKind, Written, range, text_of};
use super::path::escape;
use super::place::Place;
use super::text::Filled;
use super::tool::Tool;
use crate::definition::{RawPair, Scalar, short};
use crate::diag::{Code, Diagnostic, Span};
use crate::json::Inside;
use crate::model::{Pair, Part, Style};
use crate::plain::plain;

impl Tool<'_, '_, '_> {
    /// The pairs of a literal query, without its `?`.
    pub(super) fn query_of_endpoint(&mut self, units: &[Unit], at: &Written<'_>) -> Vec<Pair> {
        let inside = &at.inside;
        let mut pairs = Vec::new();
        for pair in units.split(|unit| unit.is('&')).filter(|pair| !pair.is_empty()) {
            let (name, value) = match pair.iter().position(|unit| unit.is('=')) {
                Some(at) => (pair.get(..at).unwrap_or_default(), pair.get(at + 1..).unwrap_or_default()),
                None => (pair, Default::default()),
            };
            let (from, to) = range(name, at.end());
            let place = inside.span(from, to);
            for unit in name {
                if let UnitKind::Placeholder(placeholder) = &unit.kind {
                    self.in_query_key(placeholder, inside.span(unit.start, unit.end));
                }
            }
            if name.iter().any(|unit| !matches!(unit.kind, UnitKind::Char(_))) {
                continue;
            }
            let Some(name) = self.decoded(name, inside) else { continue };
            let filled = self.query_value(value, at);
            self.query_keys.entry(name.clone()).get_or_insert(place);
            if !filled.left_out {
                pairs.push(Pair { name, value: filled.parts, style: Style::Repeat });
            }
        }
        pairs
    }

    fn in_query_key(&mut self, name: &str, span: Span) {
        if let Some(index) = self.argument(name.trim()) {
            self.use_argument(index);
        }
        self.broken_placeholders = true;
        let message = "a placeholder cannot stand in a query key";
        let help = "only values are filled: `?key={{name}}`";
        self.report(Diagnostic::new(Code::PlaceholderPlace, span, message).help(help));
    }

    fn query_value(&mut self, units: &[Unit], at: &Written<'_>) -> Filled {
        let inside = &at.inside;
        let mut filled = Filled::default();
        for run in units.chunk_by(|a, b| matches!((&a.kind, &b.kind), (UnitKind::Char(_), UnitKind::Char(_))))
        {
            match run.first().map(|unit| (&unit.kind, inside.span(unit.start, unit.end))) {
                Some((UnitKind::Char(_), _)) => match self.decoded(run, inside) {
                    Some(text) => filled.parts.push(Part::Text(text)),
                    None => filled.left_out = true,
                },
                Some((UnitKind::Placeholder(name), span)) => {
                    match self.placeholder_of_url(name, span, Place::Query, at) {
                        Some((placeholder, fact)) => {
                            filled.parts.push(Part::Placeholder(placeholder));
                            filled.placeholders.push((fact, span));
                        }
                        None => filled.left_out = true,
                    }
                }
                _ => filled.left_out = true,
            }
        }
        self.texts_of_scalars(&mut filled, Place::Query);
        self.mixed_absence(&filled);
        filled
    }

    /// Form-urlencoded text, decoded.
    fn decoded(&mut self, units: &[Unit], inside: &Inside) -> Option<String> {
        let mut bytes = Vec::new();
        let mut at = 0;
        while let Some(unit) = units.get(at) {
            at += 1;
            match unit.kind {
                UnitKind::Char('+') => bytes.push(b' '),
                UnitKind::Char('%') => {
                    let Some(byte) = escape(units.get(at..at + 2).unwrap_or_default()) else {
                        let message = "behind `%` in a URL stand two hexadecimal digits";
                        let span = inside.span(unit.start, unit.end);
                        let help = "a literal `%` is written `%25`";
                        self.report(Diagnostic::new(Code::Endpoint, span, message).help(help));
                        return None;
                    };
                    at += 2;
                    bytes.push(byte);
                }
                UnitKind::Char(c) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                _ => {}
            }
        }
        let text = String::from_utf8(bytes).ok();
        if text.is_none() {
            let (from, to) = range(units, 0);
            let message = format!("`{}` is not UTF-8 once it is decoded", short(&text_of(units)));
            let help = "write the characters as they are";
            self.report(Diagnostic::new(Code::Endpoint, inside.span(from, to), message).help(help));
        }
        text
    }

    /// `query_params`.
    pub(super) fn query_params(&mut self, settings: &[RawPair<'_>]) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for setting in settings {
            self.no_placeholders(setting.name, "a query key");
            self.query_key(setting.name.text, setting.name.span);
            let Some(value) = setting.value else { continue };
            let filled = self.scalar(value, Place::Query);
            if !filled.left_out {
                let name = setting.name.text.to_owned();
                pairs.push(Pair { name, value: filled.parts, style: setting.style });
            }
        }
        pairs
    }

    /// Takes a query key, once.
    pub(super) fn query_key(&mut self, name: &str, span: Span) {
        match self.query_keys.get(name) {
            Some(first) => {
                let first = *first;
                let message = format!("duplicate query key `{}`", short(name));
                let help = "remove one of the two; an array value repeats its key by itself";
                self.report(
                    Diagnostic::new(Code::DuplicateQueryKey, span, message)
                        .related(first, "it stands here first")
                        .help(help),
                );
            }
            None => {
                self.query_keys.insert(name.to_owned(), span);
            }
        }
    }

    /// A string, number or boolean that is sent as text.
    pub(super) fn scalar(&mut self, value: Scalar<'_>, place: Place) -> Filled {
        match value {
            Scalar::Text(text) => self.fill(text, place),
            Scalar::Bool(value) => Filled::literal(if value { "true" } else { "false" }),
            Scalar::Number(number, span) => match plain(number) {
                Some(text) => Filled::literal(text),
                None => {
                    let message = "this number has too many digits to be written out";
                    self.report(
                        Diagnostic::new(Code::OutOfRange, span, message).help("write it as a string"),
                    );
                    Filled { left_out: true, ..Filled::default() }
                }
            },
        }
    }
}
