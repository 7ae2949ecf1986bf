//! The regular expressions of a schema.

use std::sync::OnceLock;

use regex_lite::Regex;

/// The expressions of a [`Pattern`].
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) matches: Vec<Regex>,
    pub(crate) rejects: Vec<Regex>,
}

/// A regular expression of a schema (ECMA-262), translated exactly at build time.
///
/// A string matches when one of its parts matches every expression of `matches` and none of
/// `rejects` (a look-ahead at the very start becomes one or the other).
#[derive(Debug)]
pub struct Pattern {
    /// As the schema has it, for messages.
    pub source: &'static str,
    /// In the syntax of `regex-lite`.
    pub matches: &'static [&'static str],
    /// In the syntax of `regex-lite`.
    pub rejects: &'static [&'static str],
    /// What takes the place of both where look-aheads stand elsewhere; else empty.
    pub program: &'static [Step],
    /// How many states a matcher can be in at once: what a character of a text costs at most.
    pub cost: u32,
    /// Compiled at first use.
    compiled: OnceLock<Option<Compiled>>,
}

impl Pattern {
    /// For generated code, which keeps each pattern in a `static` of its own.
    #[must_use]
    pub const fn new(
        source: &'static str,
        matches: &'static [&'static str],
        rejects: &'static [&'static str],
        cost: u32,
    ) -> Self {
        Self { source, matches, rejects, program: &[], cost, compiled: OnceLock::new() }
    }

    /// The same for a pattern with look-aheads that are no conditions of their own.
    #[must_use]
    pub const fn looking(source: &'static str, program: &'static [Step], cost: u32) -> Self {
        Self { source, matches: &[], rejects: &[], program, cost, compiled: OnceLock::new() }
    }

    /// The expressions, compiled; `None` where one does not compile.
    pub(crate) fn compiled(&self) -> Option<&Compiled> {
        let compile =
            |sources: &[&str]| sources.iter().map(|s| Regex::new(s).ok()).collect::<Option<Vec<_>>>();
        let compiled = self.compiled.get_or_init(|| {
            Some(Compiled { matches: compile(self.matches)?, rejects: compile(self.rejects)? })
        });
        compiled.as_ref()
    }
}

/// A step of a [`Pattern`]'s program. It leads to the one behind it, but where it says otherwise; the
/// last is [`Step::Match`].
#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// One character of these ranges, both ends included.
    Class(&'static [(char, char)]),
    /// `^`
    Start,
    /// `$`
    End,
    /// `\b`, or `\B`.
    Boundary(bool),
    /// On, or to another step.
    Fork(u16),
    /// To another step.
    Jump(u16),
    /// A look-ahead: the steps behind it, up to `next`, match from here on, or do not.
    Look {
        /// `(?!`
        negative: bool,
        /// What it leads to.
        next: u16,
    },
    /// The end of the pattern, or of a look-ahead.
    Match,
}
