//! The path of `api_endpoint`: segments of encoded literals and placeholders.

use super::endpoint::{Unit, UnitKind, Written, range, text_of};
use super::fact::SCALARS;
use super::place::Place;
use super::tool::Tool;
use crate::diag::{Code, Diagnostic};
use crate::model::Part;

impl Tool<'_, '_, '_> {
    /// Reads a path that is empty or begins with `/`.
    pub(super) fn path(&mut self, units: &[Unit], at: &Written<'_>) -> Vec<Vec<Part>> {
        let Some((_, units)) = units.split_first() else { return Vec::new() };
        units.split(|unit| unit.is('/')).map(|segment| self.segment(segment, at)).collect()
    }

    fn segment(&mut self, units: &[Unit], written: &Written<'_>) -> Vec<Part> {
        let inside = &written.inside;
        let is_literal = units.iter().all(|unit| matches!(unit.kind, UnitKind::Char(_)));
        if is_literal && is_dots(&text_of(units)) {
            let (from, to) = range(units, written.end());
            let message = format!("{} has a segment `.` or `..`", written.name());
            let help = "write the path that is meant";
            self.report(Diagnostic::new(Code::EndpointPart, inside.span(from, to), message).help(help));
            return Vec::new();
        }
        let mut parts: Vec<Part> = Vec::new();
        let mut at = 0;
        while let Some(unit) = units.get(at) {
            at += 1;
            match &unit.kind {
                UnitKind::Placeholder(name) => {
                    let span = inside.span(unit.start, unit.end);
                    let Some((placeholder, fact)) = self.placeholder_of_url(name, span, Place::Path, written)
                    else {
                        continue;
                    };
                    if self.can_be_text(&fact, span, Place::Path, SCALARS) {
                        self.one_must_be_there(&fact, span, "a path");
                    }
                    parts.push(Part::Placeholder(placeholder));
                }
                UnitKind::Broken => {}
                UnitKind::Char('%') => match escape(units.get(at..at + 2).unwrap_or_default()) {
                    Some(byte) => {
                        at += 2;
                        push(&mut parts, &escaped(byte));
                    }
                    None => {
                        let message = "behind `%` in a URL stand two hexadecimal digits";
                        let help = "a literal `%` is written `%25`";
                        let span = inside.span(unit.start, unit.end);
                        self.report(Diagnostic::new(Code::Endpoint, span, message).help(help));
                    }
                },
                UnitKind::Char(c) => push(&mut parts, &encoded(*c)),
            }
        }
        parts
    }
}

fn push(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        Some(Part::Text(last)) => last.push_str(text),
        _ => parts.push(Part::Text(text.to_owned())),
    }
}

/// Two hexadecimal digits.
pub(super) fn escape(units: &[Unit]) -> Option<u8> {
    let text = text_of(units);
    let is_hex = text.len() == 2 && text.bytes().all(|b| b.is_ascii_hexdigit());
    if is_hex { u8::from_str_radix(&text, 16).ok() } else { None }
}

/// A percent-encoded byte in its normal form: unreserved ones as they are.
fn escaped(byte: u8) -> String {
    let c = char::from(byte);
    if is_unreserved(c) { c.to_string() } else { format!("%{byte:02X}") }
}

fn is_unreserved(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~')
}

/// A character of a literal segment: what RFC 3986 lets stand in one, stands.
fn encoded(c: char) -> String {
    if is_unreserved(c) || "!$&'()*+,;=:@".contains(c) {
        return c.to_string();
    }
    let mut bytes = [0; 4];
    c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Whether a segment is `.` or `..` to a URL parser, which decodes `%2E` first.
fn is_dots(segment: &str) -> bool {
    let decoded = segment.replace("%2e", ".").replace("%2E", ".");
    decoded == "." || decoded == ".."
}
