//! How a tool is called, beside what it sends.

use super::lit::Lit;
use super::request::Part;
use super::schema::Schema;
use super::select::{Query, Selected};

/// HTTP Basic credentials (RFC 7617).
#[derive(Debug, Clone, Copy)]
pub struct Basic<'a> {
    /// The user name.
    pub username: &'a [Part<'a>],
    /// The password.
    pub password: &'a [Part<'a>],
    /// Whether both are form-urlencoded first (RFC 6749, section 2.3.1).
    pub encoded: bool,
}

/// What becomes of a response.
#[derive(Debug, Clone, Copy)]
pub struct ResponseRules<'a> {
    /// What of it reaches a model; all where there is nothing.
    pub select: &'a [Selected<'a>],
    /// At most so many characters of it reach a model.
    pub max_chars: u32,
    /// At most so many bytes of it are read; `None` where the definition does not say it.
    pub max_bytes: Option<u32>,
    /// What of an error response reaches a model.
    pub errors: ErrorText,
    /// What makes a response with status 2xx a failure.
    pub failure: Option<&'a Failure<'a>>,
    /// What the result of a native tool must satisfy, and that of any tool where a model is promised it.
    pub schema: Option<Schema<'a>>,
}

/// What makes a response with status 2xx a failure.
#[derive(Debug, Clone, Copy)]
pub struct Failure<'a> {
    /// Where to look.
    pub path: Query<'a>,
    /// It is a failure where this is found there; without it, where anything is but null, false and nothing.
    pub is: Option<Lit<'a>>,
    /// Where the service says what was wrong.
    pub message: Option<Query<'a>>,
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
pub struct Hints<'a> {
    /// A name for people.
    pub title: Option<&'a str>,
    /// It changes nothing.
    pub read_only: bool,
    /// It may destroy something.
    pub destructive: bool,
    /// Calling it again with the same arguments changes nothing more.
    pub idempotent: bool,
    /// It reaches beyond the host.
    pub open_world: bool,
}
