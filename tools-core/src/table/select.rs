//! What of a response a model sees: queries of JSONPath (RFC 9535), taken apart at build time.

use super::lit::Lit;

/// A name and what it stands for in a response.
#[derive(Debug, Clone, Copy)]
pub struct Selected<'a> {
    /// The key under which the model sees it.
    pub name: &'a str,
    /// Where it is in the response.
    pub query: Query<'a>,
    /// Whether the query finds one value at most, which stands by itself; else there is a list.
    pub single: bool,
}

/// Segments lead from a value to some of those below it.
#[derive(Debug, Clone, Copy)]
pub struct Query<'a> {
    /// From the whole response (`$`), not from the value that a filter looks at (`@`).
    pub absolute: bool,
    /// One after the other.
    pub segments: &'a [Segment<'a>],
}

/// One step of a query.
#[derive(Debug, Clone, Copy)]
pub struct Segment<'a> {
    /// `..`: of the value itself and all below it.
    pub deep: bool,
    /// What each of them selects, in this order.
    pub selectors: &'a [Selector<'a>],
}

/// Some children of a value.
#[derive(Debug, Clone, Copy)]
pub enum Selector<'a> {
    /// The member of this name.
    Name(&'a str),
    /// The element at this place, from the end where it is negative.
    Index(i64),
    /// All members or elements.
    All,
    /// Elements by their places, as in Python.
    Slice {
        /// The first.
        start: Option<i64>,
        /// The one that is left out again.
        end: Option<i64>,
        /// From one to the next; backwards where it is negative, none where it is 0.
        step: i64,
    },
    /// Those that pass.
    Filter(Test<'a>),
}

/// What a filter asks of a value.
#[derive(Debug, Clone, Copy)]
pub enum Test<'a> {
    /// One at least holds.
    Any(&'a [Test<'a>]),
    /// All hold.
    All(&'a [Test<'a>]),
    /// It does not hold.
    Not(&'a Test<'a>),
    /// The query finds something.
    Exists(Query<'a>),
    /// Two values compare so.
    Compare(Operand<'a>, Comparison, Operand<'a>),
}

/// How two values compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
}

/// A value of a comparison.
#[derive(Debug, Clone, Copy)]
pub enum Operand<'a> {
    /// A literal that is not an array or object.
    Literal(Lit<'a>),
    /// The only value that a query finds.
    Value(Query<'a>),
    /// How many values it finds.
    Count(Query<'a>),
    /// The length of a string in characters, of an array, or of an object in members.
    Length(&'a Operand<'a>),
}
