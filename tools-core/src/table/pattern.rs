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
    /// How many states a matcher can be in at once: what a character of a text costs at most.
    pub cost: u32,
}
