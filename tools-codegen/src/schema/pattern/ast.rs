//! A pattern, parsed.

use super::class::Class;

/// A parsed pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ast {
    /// One character of a set.
    Class(Class),
    /// `^`
    Start,
    /// `$`
    End,
    /// `\b`, or `\B`.
    Boundary(bool),
    Concat(Vec<Ast>),
    Alternation(Vec<Ast>),
    Repeat {
        inner: Box<Ast>,
        min: u32,
        max: Option<u32>,
    },
    Look {
        behind: bool,
        negative: bool,
        inner: Box<Ast>,
    },
}
