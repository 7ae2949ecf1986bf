//! Collects the diagnostics of a whole run, bounded so that a broken file of megabytes cannot
//! fill the memory or the screen.

use crate::map::{SortedMap, SortedSet};

use super::codes::{Code, Level};
use super::diagnostic::Diagnostic;
use super::span::Span;

/// How many errors, and how many warnings, are kept of one input.
const KEPT: usize = 100;

/// Collects the diagnostics of a whole run.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    found: Vec<Diagnostic>,
    /// How many errors and warnings each input has, kept or not.
    counts: SortedMap<u32, [usize; 2]>,
    errors: usize,
    allow: Vec<Code>,
    deny_warnings: bool,
    /// Inputs of which no more is to be said.
    mute: SortedSet<u32>,
}

impl Sink {
    /// One that leaves out the codes of `allow` and makes errors of warnings where they are denied.
    pub(crate) fn new(allow: &[Code], deny_warnings: bool) -> Self {
        Self { allow: allow.to_vec(), deny_warnings, ..Self::default() }
    }

    /// Drops what is still found in an input: its structure is lost, and what follows from that
    /// is no news.
    pub(crate) fn mute(&mut self, source: u32) {
        self.mute.insert(source);
    }

    /// Whether the structure of an input is lost.
    pub(crate) fn is_mute(&self, source: u32) -> bool {
        self.mute.contains(&source)
    }

    /// Whether the structure of any input is lost.
    pub(crate) fn any_mute(&self) -> bool {
        !self.mute.is_empty()
    }

    /// Adds one.
    pub(crate) fn push(&mut self, mut diagnostic: Diagnostic) {
        if diagnostic.label.as_ref().is_some_and(|label| self.mute.contains(&label.span.source)) {
            return;
        }
        if diagnostic.code.can_be_allowed() && self.allow.contains(&diagnostic.code) {
            return;
        }
        if self.deny_warnings {
            diagnostic.level = Level::Error;
        }
        let is_error = diagnostic.level == Level::Error;
        self.errors += usize::from(is_error);
        if let Some(label) = &diagnostic.label {
            let [errors, warnings] = self.counts.entry(label.span.source).get_or_insert_default();
            let count = if is_error { errors } else { warnings };
            *count += 1;
            if *count > KEPT {
                return;
            }
        }
        self.found.push(diagnostic);
    }

    /// Takes back a warning that a later stage says better, as an error.
    pub(crate) fn withdraw(&mut self, code: Code, span: Span) {
        let is_it = |one: &Diagnostic| one.code == code && one.label.as_ref().is_some_and(|l| l.span == span);
        let before = self.found.len();
        let Some(level) = self.found.iter().find(|one| is_it(one)).map(|one| one.level) else { return };
        self.found.retain(|one| !is_it(one));
        let gone = before - self.found.len();
        let is_error = level == Level::Error;
        self.errors -= if is_error { gone } else { 0 };
        if let Some([errors, warnings]) = self.counts.get_mut(&span.source) {
            *(if is_error { errors } else { warnings }) -= gone;
        }
    }

    /// Counts errors that a stage has left out itself, of the input it spoke of last.
    pub(crate) fn skip(&mut self, more: usize) {
        let last = self.found.last().and_then(|diagnostic| diagnostic.label.as_ref());
        if let Some([errors, _]) = last.and_then(|label| self.counts.get_mut(&label.span.source)) {
            *errors += more;
        }
    }

    /// How many errors there were so far: a stage that compares it before and after knows whether
    /// it found any.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// All that were found so far.
    pub(crate) fn found(&self) -> &[Diagnostic] {
        &self.found
    }

    /// Takes all that were found, sorted by input and position; those about no input come first.
    pub(crate) fn into_found(mut self) -> Vec<Diagnostic> {
        for (&source, &[errors, warnings]) in self.counts.iter() {
            let at = Span { source, start: u32::MAX, end: u32::MAX };
            for (code, count, what) in
                [(Code::MoreErrors, errors, "mistakes"), (Code::MoreWarnings, warnings, "warnings")]
            {
                if count > KEPT {
                    let message = format!("this file has {} more {what}, which are not shown", count - KEPT);
                    self.found.push(Diagnostic::new(code, at, message));
                }
            }
        }
        let place = |diagnostic: &Diagnostic| {
            diagnostic.label.as_ref().map(|label| (label.span.source, label.span.start, label.span.end))
        };
        self.found.sort_by(|a, b| (place(a), a.code, &a.message).cmp(&(place(b), b.code, &b.message)));
        self.found.dedup();
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Diagnostic, Level, Sink, Span};

    fn at(code: Code, start: u32) -> Diagnostic {
        Diagnostic::new(code, Span { source: 0, start, end: start + 1 }, "x")
    }

    #[test]
    fn keeps_a_hundred_of_a_file_and_says_so() {
        let mut sink = Sink::default();
        for start in 0..250 {
            sink.push(at(Code::JsonSyntax, start));
        }
        sink.push(at(Code::EmptyArray, 7));
        assert_eq!(sink.errors(), 250);
        let found = sink.into_found();
        assert_eq!(found.len(), 102);
        assert_eq!(found[101].message, "this file has 150 more mistakes, which are not shown");
    }

    #[test]
    fn takes_back_and_counts_anew() {
        let mut sink = Sink::new(&[], true);
        sink.push(at(Code::EmptyArray, 7));
        sink.push(at(Code::EmptyArray, 8));
        sink.withdraw(Code::EmptyArray, Span { source: 0, start: 7, end: 8 });
        sink.withdraw(Code::JsonSyntax, Span { source: 0, start: 8, end: 9 });
        assert_eq!(sink.errors(), 1);
        let found = sink.into_found();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].label.as_ref().unwrap().span.start, 8);
    }

    #[test]
    fn allows_and_denies() {
        let mut sink = Sink::new(&[Code::EmptyArray, Code::JsonSyntax], true);
        sink.push(at(Code::EmptyArray, 0));
        sink.push(at(Code::LinkLeaves, 0));
        sink.push(at(Code::JsonSyntax, 0));
        let found = sink.into_found();
        assert_eq!(found.len(), 2, "an error that is no guess cannot be allowed");
        assert!(found.iter().all(|diagnostic| diagnostic.level == Level::Error));
    }
}
