//! The regular expressions of a schema.

/// A regular expression of a schema (ECMA-262), translated exactly at build time.
///
/// A string matches when one of its parts matches every expression of `matches` and none of
/// `rejects` (a look-ahead at the very start becomes one or the other).
#[derive(Debug, Clone, Copy)]
pub struct Pattern<'a> {
    /// As the schema has it, for messages.
    pub source: &'a str,
    /// In the syntax of `regex-lite`.
    pub matches: &'a [&'a str],
    /// In the syntax of `regex-lite`.
    pub rejects: &'a [&'a str],
    /// What takes the place of both where look-aheads stand elsewhere; else empty.
    pub program: &'a [Step<'a>],
    /// How many states a matcher can be in at once: what a character of a text costs at most.
    pub cost: u32,
}

/// A step of a [`Pattern`]'s program. It leads to the one behind it, but where it says otherwise; the
/// last is [`Step::Match`].
#[derive(Debug, Clone, Copy)]
pub enum Step<'a> {
    /// One character of these ranges, both ends included.
    Class(&'a [(char, char)]),
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
