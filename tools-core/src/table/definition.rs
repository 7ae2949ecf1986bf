//! A whole tool.

use super::request::Template;
use super::schema::Schema;
use super::settings::{Basic, ErrorText, Hints, ResponseRules};

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
    /// The request; [`Template::EMPTY`] of a native tool.
    pub request: Template<'a>,
    /// How it is called.
    pub settings: &'a Settings<'a>,
}

/// How a tool is called. Generated code names one of [`usual`] where a definition says nothing of it.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'a> {
    /// HTTP Basic credentials of `auth`.
    pub basic: Option<Basic<'a>>,
    /// The request that gives the access token which this tool's requests carry: its name is the
    /// tool's, and it has no arguments.
    pub token: Option<&'a Definition<'a>>,
    /// Whether the application implements the tool itself.
    pub native: bool,
    /// The deadline of the whole call, in milliseconds.
    pub timeout_ms: u64,
    /// How often a failed attempt is repeated, within the deadline.
    pub retries: u32,
    /// The header that carries an idempotency key, the same for all attempts of one call.
    pub idempotency_key: Option<&'a str>,
    /// What becomes of the response.
    pub response: ResponseRules<'a>,
    /// What the tool does to the world, in the terms of MCP's tool annotations.
    pub hints: Hints<'a>,
    /// Property names that some providers refuse: the name that a model is shown there, and the
    /// real one. No alias is the name of a property of this tool, at any depth.
    pub aliases: &'a [(&'a str, &'a str)],
    /// The arguments of `parameters.examples`, as JSON text.
    pub examples: &'a [&'a str],
}

impl<'a> Settings<'a> {
    const fn of(hints: Hints<'a>) -> Self {
        Self {
            basic: None,
            token: None,
            native: false,
            timeout_ms: 20_000,
            retries: 0,
            idempotency_key: None,
            response: ResponseRules {
                select: &[],
                max_chars: 15_000,
                max_bytes: None,
                errors: ErrorText::Body,
                failure: None,
                schema: None,
            },
            hints,
            aliases: &[],
            examples: &[],
        }
    }
}

/// The settings of a tool that says nothing of them, by its method.
pub mod usual {
    use super::{Hints, Settings};

    /// By the name of the method.
    #[must_use]
    pub fn of(method: &str) -> Settings<'static> {
        match method {
            "GET" | "HEAD" => GET,
            "PUT" => PUT,
            "DELETE" => DELETE,
            _ => POST,
        }
    }

    const POST_HINTS: Hints<'static> =
        Hints { title: None, read_only: false, destructive: false, idempotent: false, open_world: true };

    /// Changes nothing.
    pub const GET: Settings<'static> = Settings::of(Hints { read_only: true, ..POST_HINTS });
    /// As [`GET`].
    pub const HEAD: Settings<'static> = GET;
    /// Changes something.
    pub const POST: Settings<'static> = Settings::of(POST_HINTS);
    /// As [`POST`].
    pub const PATCH: Settings<'static> = POST;
    /// Has the same effect when it is called again.
    pub const PUT: Settings<'static> = Settings::of(Hints { idempotent: true, ..POST_HINTS });
    /// As [`PUT`], and what it takes away is gone.
    pub const DELETE: Settings<'static> =
        Settings::of(Hints { idempotent: true, destructive: true, ..POST_HINTS });
}
