//! Absent in, absent out (format §4): where a value must be there.

use super::fact::{Fact, PART_OF_A_VALUE};
use super::text::Filled;
use super::tool::Tool;
use crate::diag::{Code, Diagnostic, Span};

impl Tool<'_, '_, '_> {
    /// A value that can be absent, where leaving it out would change what the request is.
    pub(super) fn must_be_there(&mut self, filled: &Filled, what: &str) {
        for (fact, span) in &filled.placeholders {
            self.one_must_be_there(fact, *span, what);
        }
    }

    pub(super) fn one_must_be_there(&mut self, fact: &Fact, span: Span, what: &str) {
        let Some((place, word)) = &fact.absent else { return };
        let message = format!("{} is optional, and {what} cannot do without it", fact.what);
        let help = match (place, word.as_str()) {
            (None, "") => "declare it without `Option`",
            (None, PART_OF_A_VALUE) => PART_OF_A_VALUE,
            _ => "add it to `required`, or give it a `default`",
        };
        let mut diagnostic = Diagnostic::new(Code::MayBeAbsent, span, message).help(help);
        if let Some(place) = place {
            diagnostic = diagnostic.related(*place, word.clone());
        }
        self.said_absent.push((fact.what.clone(), span));
        self.report(diagnostic);
    }

    /// Text that mixes a value that can be absent with one that is always there.
    pub(super) fn mixed_absence(&mut self, filled: &Filled) {
        if filled.placeholders.iter().all(|(fact, _)| fact.absent.is_some()) {
            return;
        }
        for (fact, span) in &filled.placeholders {
            let Some((place, word)) = &fact.absent else { continue };
            let message = format!("without {} the whole text is left out", fact.what);
            let help = "make the value required, give it a `default`, or send it in an entry of its own";
            let mut diagnostic = Diagnostic::new(Code::MixedAbsence, *span, message).help(help);
            if let Some(place) = place {
                diagnostic = diagnostic.related(*place, word.clone());
            }
            self.report(diagnostic);
        }
    }
}
