//! Literals.

/// A literal JSON value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lit<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// An integer that fits `i64`.
    Int(i64),
    /// An integer above `i64::MAX`.
    UInt(u64),
    /// Any other number.
    Float(f64),
    /// A string.
    Str(&'a str),
    /// An array.
    Array(&'a [Lit<'a>]),
    /// An object, in the order of the definition.
    Object(&'a [(&'a str, Lit<'a>)]),
}
