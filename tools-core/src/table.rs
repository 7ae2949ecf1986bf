//! The static tables that the compiler emits: what a tool accepts and what it sends.
//!
//! Everything here is plain data, fully public so that generated code can write it as literals.
//! The argument checker reads [`Schema`], the request engine reads [`Template`], and
//! the specs of providers read [`Exports`].

mod export;
mod pattern;
mod request;
mod schema;
mod select;
mod settings;

pub use export::{Dialect, Exports, Spec};
pub use pattern::{Pattern, Step};
pub use request::{
    Body, Field, Header, Hole, JsonTemplate, Origin, Pair, Part, Rest, Slash, Source, Style, Template,
};
pub use schema::{Format, Node, NodeId, Rule, Rules, Schema, Types};
pub use select::{Comparison, Operand, Query, Segment, Selected, Selector, Test};
pub use settings::{Basic, ErrorText, Hints, ResponseRules, Settings, usual};

/// The table of a tool in a program.
pub type Table = &'static Definition<'static>;

/// The tools of a set, sorted by name: what gives the table of each.
pub type Definitions = &'static [fn() -> Table];

/// One tool: its words for the model, the schema of its arguments, and its request.
#[derive(Debug, Clone, Copy)]
pub struct Definition<'a> {
    /// The name that a model calls.
    pub name: &'a str,
    /// What a model reads.
    pub description: &'a str,
    /// What the arguments must satisfy.
    pub arguments: Schema<'a>,
    /// Whether the Rust types alone hold every rule of `arguments`, so that a call made from
    /// typed Rust needs no second check before its request is built.
    pub checked_by_types: bool,
    /// The request.
    pub request: Template<'a>,
    /// How it is called.
    pub settings: &'a Settings<'a>,
}

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
