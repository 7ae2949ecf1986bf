//! The static tables that the compiler emits: what a tool accepts and what it sends.
//!
//! Everything here is plain data, fully public so that generated code can write it as literals.
//! The argument checker reads [`Schema`], the request engine reads [`Template`], and
//! [`Specs`](crate::Specs) reads [`Exports`].

mod export;
mod request;
mod schema;

pub use export::{Dialect, Exports, Spec};
pub use request::{
    Basic, Body, Field, Header, Hole, JsonTemplate, Origin, Pair, Part, Slash, Source, Style, Template,
};
pub use schema::{BOOLEAN, Format, INTEGER, NUMBER, Node, NodeId, Pattern, Rule, STRING, Schema, Types};

/// One tool: its words for the model, the schema of its arguments, and its request.
#[derive(Debug)]
pub struct Definition {
    /// The name that a model calls.
    pub name: &'static str,
    /// What a model reads.
    pub description: &'static str,
    /// What the arguments must satisfy.
    pub arguments: Schema,
    /// Whether the Rust types alone hold every rule of `arguments`, so that a call made from
    /// typed Rust needs no second check before its request is built.
    pub checked_by_types: bool,
    /// The request.
    pub request: Template,
    /// What becomes of the response.
    pub response: ResponseRules,
    /// What the tool does to the world, in the terms of MCP's tool annotations.
    pub hints: Hints,
    /// Property names that some providers refuse: the name that a model is shown there, and the
    /// real one. No alias is the name of a property of this tool, at any depth.
    pub aliases: &'static [(&'static str, &'static str)],
}

/// A literal JSON value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lit {
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
    Str(&'static str),
    /// An array.
    Array(&'static [Lit]),
    /// An object, in the order of the definition.
    Object(&'static [(&'static str, Lit)]),
}

/// What becomes of a response.
#[derive(Debug, Clone, Copy)]
pub struct ResponseRules {
    /// At most so many characters of it reach a model.
    pub max_chars: u32,
    /// What of an error response reaches a model.
    pub errors: ErrorText,
}

/// What of an error response reaches a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorText {
    /// The status alone.
    Status,
    /// The status and the first 500 characters of the body, scrubbed of secrets.
    Body,
    /// That the call failed, no more.
    Hide,
}

/// What a tool does to the world, in the terms of MCP's tool annotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hints {
    /// A name for people.
    pub title: Option<&'static str>,
    /// It changes nothing.
    pub read_only: bool,
    /// It may destroy something.
    pub destructive: bool,
    /// Calling it again with the same arguments changes nothing more.
    pub idempotent: bool,
    /// It reaches beyond the host.
    pub open_world: bool,
}
