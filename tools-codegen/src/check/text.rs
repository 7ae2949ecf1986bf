//! Text with placeholders: scanning, binding, and where a value may stand (format §3).

use std::ops::Range;

use super::bind::Bound;
use super::credentials;
use super::fact::{Fact, SCALARS, describe};
use super::place::Place;
use super::tool::Tool;
use crate::definition::{Text, short};
use crate::diag::{Code, Diagnostic, Span};
use crate::json::Inside;
use crate::model::{ContextType, Part, Placeholder, Source, Suffix, Types};
use crate::template::{Foreign, Mistake, Piece, Scan, foreign, scan};

/// A text, bound.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub(super) parts: Vec<Part>,
    pub(super) placeholders: Vec<(Fact, Span)>,
    /// Its entry is to be left out: a mistake was reported, or a value can never be there.
    pub(super) left_out: bool,
    pub(super) has_secret: bool,
}

impl Filled {
    pub(super) fn literal(text: impl Into<String>) -> Self {
        Self { parts: vec![Part::Text(text.into())], ..Self::default() }
    }

    /// The placeholder, where the text is exactly one placeholder.
    pub(super) fn single(&self) -> Option<(&Placeholder, &Fact, Span)> {
        match (self.parts.as_slice(), self.placeholders.as_slice()) {
            ([Part::Placeholder(placeholder)], [(fact, span)]) => Some((placeholder, fact, *span)),
            _ => None,
        }
    }
}

/// What was meant by a placeholder that is not closed, as far as its name can be told.
fn closed(text: &str, at: &Range<usize>) -> String {
    let name = text.get(at.clone()).unwrap_or_default().trim_matches(['{', '}', ' ']);
    let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c));
    format!("{{{{{}}}}}", if plain { name } else { "name" })
}

impl Tool<'_, '_, '_> {
    /// Whether a value is one that is shown nowhere: a secret, or context of type `Secret`.
    fn is_credential(&self, source: Source) -> bool {
        match source {
            Source::Secret(_) => true,
            Source::Context(index) => {
                self.set.context_fields.get(index).is_some_and(|field| field.ty == ContextType::Secret)
            }
            Source::Argument(_) => false,
        }
    }

    /// Scans and binds a text, and reports what is wrong with it in this place.
    pub(super) fn fill(&mut self, text: Text<'_>, place: Place) -> Filled {
        let scan = scan(text.text);
        let inside = self.set.inside(text);
        self.braces(text.text, &scan, &inside);
        let mut filled = Filled { left_out: !scan.mistakes.is_empty(), ..Filled::default() };
        for piece in &scan.pieces {
            match piece {
                Piece::Text { text, at } => {
                    self.literal(text, at.start, &inside, place);
                    filled.parts.push(Part::Text(text.clone()));
                }
                Piece::Placeholder { name, at } => {
                    let span = inside.span(at.start, at.end);
                    match self.placeholder(name, span, place) {
                        Some((placeholder, fact)) => {
                            filled.has_secret |= self.is_credential(placeholder.source);
                            filled.parts.push(Part::Placeholder(placeholder));
                            filled.placeholders.push((fact, span));
                        }
                        None => filled.left_out = true,
                    }
                }
                Piece::Broken { .. } => {}
            }
        }
        self.texts_of_scalars(&mut filled, place);
        if matches!(place, Place::Query | Place::Header | Place::Body | Place::Text) {
            self.mixed_absence(&filled);
        }
        filled
    }

    /// Binds one placeholder for a place, if it may stand there.
    pub(super) fn placeholder(
        &mut self,
        name: &str,
        span: Span,
        place: Place,
    ) -> Option<(Placeholder, Fact)> {
        match self.bind(name, span, place) {
            Bound::Placeholder(placeholder, fact) => {
                self.may_stand(&placeholder, &fact, span, place).then_some((placeholder, fact))
            }
            Bound::Never => None,
            Bound::Broken => {
                self.broken_placeholders = true;
                None
            }
        }
    }

    /// The table of format §3, for the places where text is filled.
    pub(super) fn may_stand(
        &mut self,
        placeholder: &Placeholder,
        fact: &Fact,
        span: Span,
        place: Place,
    ) -> bool {
        let what = &fact.what;
        if !self.no_file(placeholder, what, span) {
            return false;
        }
        let (message, help) = match (place, placeholder.source) {
            (Place::Authorization, Source::Argument(_)) => (
                format!("{what} may not fill `Authorization`"),
                "a model must not choose credentials; use a secret (UPPER_CASE) or a context value",
            ),
            (Place::Auth, Source::Argument(_)) => (
                format!("{what} may not stand in `auth`"),
                "a model must not choose credentials; use a secret (UPPER_CASE) or a context value",
            ),
            (Place::Reserved, Source::Argument(_) | Source::Context(_)) => (
                format!("{what} may not fill this header"),
                "it decides whose request this is or where it ends; write it out, or use a secret (UPPER_CASE)",
            ),
            (Place::Query | Place::Body | Place::Text, Source::Secret(_))
                if !self.is_base_url(placeholder) =>
            {
                let place = if place == Place::Query { "query" } else { "body" };
                let message = format!("{what} is sent in the {place}");
                self.report(Diagnostic::new(Code::SecretExposed, span, message).help(if place == "query" {
                    "URLs end up in logs; where the API takes it, send it in a header or through `auth`"
                } else {
                    "bodies end up in logs; where the API takes it, send it in a header or through `auth`"
                }));
                return true;
            }
            _ => return true,
        };
        self.report(Diagnostic::new(Code::ReservedHeader, span, message).help(help));
        false
    }

    /// Braces that are no placeholder.
    pub(super) fn braces(&mut self, text: &str, scan: &Scan, inside: &Inside) {
        for mistake in &scan.mistakes {
            self.broken_placeholders = true;
            let diagnostic = match mistake {
                Mistake::Unclosed { at } => Diagnostic::new(
                    Code::Unclosed,
                    inside.span(at.start, at.end),
                    "this placeholder is not closed",
                )
                .help(format!("write `{}`; a literal `{{{{` is written `{{{{{{{{`", closed(text, at))),
                Mistake::Empty { at } => Diagnostic::new(
                    Code::EmptyPlaceholder,
                    inside.span(at.start, at.end),
                    "this placeholder has no name",
                )
                .help("write the name between the braces: `{{name}}`"),
                Mistake::Triple { at } => Diagnostic::new(
                    Code::TripleBrace,
                    inside.span(at.start, at.end),
                    "a placeholder has two braces, not three",
                )
                .help("write `{{name}}`; a literal `{{` is written `{{{{`"),
            };
            self.report(diagnostic);
        }
    }

    /// Literal text: other notations for placeholders, and credentials.
    pub(super) fn literal(&mut self, text: &str, start: usize, inside: &Inside, place: Place) {
        // A `{{` of the text was written `{{{{`.
        let escapes: Vec<usize> = text.match_indices("{{").map(|(at, _)| at).collect();
        let written = |at: usize| start + at + 2 * escapes.partition_point(|escape| *escape < at);
        for Foreign { name, at } in foreign(text, place == Place::Path) {
            let span = inside.span(written(at.start), written(at.end));
            self.foreign.entry(name.clone()).get_or_insert(span);
            // Who writes `{{{{x}}}}` means the braces.
            let is_escaped =
                at.start.checked_sub(1).is_some_and(|before| escapes.binary_search(&before).is_ok());
            if !is_escaped {
                self.other_notation(&name, span);
            }
        }
        // Elsewhere `{x}` is text like any other, but tells where an argument that is never sent was meant.
        let elsewhere = if place == Place::Path { Vec::new() } else { foreign(text, true) };
        for Foreign { name, at } in elsewhere {
            if self.argument(&name).is_some() {
                let span = inside.span(written(at.start), written(at.end));
                self.foreign.entry(name).get_or_insert(span);
            }
        }
        for found in credentials::find(text) {
            let span = inside.span(written(found.at.start), written(found.at.end));
            self.credential_stands(span, format!("this looks like {}", found.what));
        }
    }

    pub(super) fn credential_stands(&mut self, span: Span, message: String) {
        let help = "keep it in the environment and write its name: `{{API_KEY}}`; if it is none, allow E056";
        self.report(Diagnostic::new(Code::LiveCredential, span, message).help(help));
    }

    pub(super) fn other_notation(&mut self, name: &str, span: Span) {
        let message = format!("this is literal text, not the value of `{}`", short(name));
        let help = format!("for a placeholder write `{{{{{}}}}}`", short(name));
        let mut diagnostic = Diagnostic::new(Code::OtherNotation, span, message).help(help);
        if self.argument(name).is_some() {
            diagnostic = diagnostic.edit(span, format!("{{{{{name}}}}}"));
        }
        self.report(diagnostic);
    }

    /// Text around placeholders takes scalars only; so does a path, and a header takes arrays too.
    pub(super) fn texts_of_scalars(&mut self, filled: &mut Filled, place: Place) {
        let alone = filled.parts.len() == 1;
        let allowed = match place {
            Place::Query | Place::Body | Place::Text if alone => return,
            Place::Header if alone => SCALARS.union(Types::ARRAY),
            _ => SCALARS,
        };
        let suffixes = filled.parts.iter().filter_map(|part| match part {
            Part::Placeholder(placeholder) => Some(placeholder.suffix),
            Part::Text(_) => None,
        });
        for ((fact, span), suffix) in filled.placeholders.iter_mut().zip(suffixes) {
            // As JSON, any value is text.
            if suffix != Suffix::Json && !self.can_be_text(fact, *span, place, allowed) {
                // What can never stand there is not asked whether it is there, too.
                fact.absent = None;
            }
        }
    }

    /// Whether a value can be text in this place; if not, that is reported.
    pub(super) fn can_be_text(&mut self, fact: &Fact, span: Span, place: Place, allowed: Types) -> bool {
        if fact.has(allowed) || fact.types == Types(0) {
            return true;
        }
        let what = match place {
            Place::Path => "a path",
            Place::Header | Place::Authorization | Place::Reserved | Place::Auth => "a header",
            Place::Query | Place::Body | Place::Text => "text",
        };
        let message = format!("{} is {}, which cannot stand in {what}", fact.what, describe(fact.types));
        let help = match place {
            Place::Text => "text takes a string, number or boolean; `{{name:json}}` writes any value as JSON",
            Place::Query | Place::Body => {
                "a string that is exactly the placeholder, `\"{{name}}\"`, takes the value with its type; text \
                 around it takes a string, number or boolean"
            }
            _ if fact.has(Types::OBJECT) => {
                "only a string, number or boolean can; a dotted name takes one out of an object: `{{name.part}}`"
            }
            _ => "only a string, number or boolean can; a query pair, a header or the body takes an array",
        };
        self.report(Diagnostic::new(Code::NoText, span, message).help(help));
        false
    }

    /// A placeholder where only literal text may stand.
    pub(super) fn no_placeholders(&mut self, text: Text<'_>, what: &str) {
        let scan = scan(text.text);
        if scan.pieces.iter().all(|piece| matches!(piece, Piece::Text { .. })) {
            return;
        }
        let inside = self.set.inside(text);
        for piece in &scan.pieces {
            let at = match piece {
                Piece::Text { .. } => continue,
                Piece::Placeholder { at, name } => {
                    if let Some(index) = self.argument(name.trim()) {
                        self.use_argument(index);
                    }
                    at
                }
                Piece::Broken { at } => at,
            };
            let message = format!("a placeholder cannot stand in {what}");
            let help = "only values are filled; a literal `{{` is written `{{{{`";
            let span = inside.span(at.start, at.end);
            self.report(Diagnostic::new(Code::PlaceholderPlace, span, message).help(help));
        }
    }
}
