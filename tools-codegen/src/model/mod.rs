//! The checked model of a set of tools: what `check` makes and what `emit` and `export` read.
//!
//! Nothing in it can be wrong any more: names are legal and free of collisions, references are
//! resolved, placeholders are bound. It can only be made by [`crate::check`].

use crate::json::Json;

mod request;
mod schema;
mod select;
mod types;

pub(crate) use typed_tools_core::table::{Comparison, ErrorText, Format, NodeId, Style, Suffix};

pub use typed_tools_core::table::ContextType;

pub(crate) use request::*;
pub(crate) use schema::*;
pub(crate) use select::*;
pub(crate) use types::*;

/// A whole set, with its tools in the order of their names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Model {
    /// The tools, sorted by name.
    pub(crate) tools: Vec<Tool>,
    /// The fields of `Context`, sorted by name (declared ones in the order declared).
    pub(crate) context: Vec<ContextField>,
    /// The application's own type for it, as a path.
    pub(crate) context_type: Option<String>,
    /// The secrets, sorted by name; a [`Source::Secret`] is an index into it.
    pub(crate) secrets: Vec<String>,
    /// Those of them that are base URLs, since an endpoint begins with them.
    pub(crate) base_urls: Vec<String>,
    /// The origins that may be plain `http`, as the set's options list them.
    pub(crate) allow_http: Vec<String>,
    /// Whether mistakes leave open which fields `Context` has.
    pub(crate) context_unsure: bool,
}

/// A field of `Context`.
#[derive(Debug, Clone)]
pub(crate) struct ContextField {
    /// The name in templates.
    pub(crate) wire: String,
    /// The Rust field (`r#type` for a keyword).
    pub(crate) rust: String,
    pub(crate) ty: ContextType,
    pub(crate) optional: bool,
    /// The names of the tools that use it, for its doc.
    pub(crate) used_by: Vec<String>,
}

/// One tool.
#[derive(Debug, Clone)]
pub(crate) struct Tool {
    pub(crate) name: String,
    pub(crate) description: String,
    /// `UpdateLeadStatus`: the argument struct and the variant of `ToolCall`.
    pub(crate) type_name: String,
    /// `update_lead_status`: the method and the module (`r#type` for a keyword).
    pub(crate) method: String,
    /// The file it stands in, as tracked; for docs.
    pub(crate) file: String,
    pub(crate) arguments: Arguments,
    /// [`Request::none`] of a native tool.
    pub(crate) request: Request,
    /// Whether the application implements it.
    pub(crate) native: bool,
    /// What of a response a model sees; all of it where there is nothing.
    pub(crate) select: Vec<Selected>,
    pub(crate) max_chars: u32,
    /// At most so many bytes of a response are read.
    pub(crate) max_bytes: Option<u32>,
    pub(crate) errors: ErrorText,
    /// What makes a response with status 2xx a failure.
    pub(crate) failure: Option<Failure>,
    pub(crate) hints: Hints,
    /// What a response is like, as JSON Schema 2020-12, where a model reads all of it.
    pub(crate) output_schema: Option<Json>,
    /// Its rules, where all of it can be checked.
    pub(crate) output_rules: Option<Schema>,
    /// Further members of the tool's item, by the names of providers.
    pub(crate) provider_options: Vec<(&'static str, Json)>,
    /// The types of the response, with `Output` at the root, where the set types its responses
    /// and the tool has a `response.schema`.
    pub(crate) output: Option<String>,
    /// Where mistakes leave open what the arguments look like: names of further types that the
    /// tool may have. Nothing about them is told to a program that uses them.
    pub(crate) unsure: Option<Vec<String>>,
}

/// The arguments of a tool, three ways: the rules, the Rust types, and the schema to export.
#[derive(Debug, Clone, Default)]
pub(crate) struct Arguments {
    /// The rules, for the runtime's checker.
    pub(crate) schema: Schema,
    /// The argument struct; its name is the tool's `type_name`.
    pub(crate) root: Struct,
    /// The named types below the root; a [`Type::Named`] is an index into it.
    pub(crate) types: Vec<TypeDef>,
    /// The schema in its neutral form: JSON Schema 2020-12, an object at the root, references
    /// as `#/$defs/Name` only, older spellings read, `x-` keys (but for MCP's `x-mcp-header`) left out,
    /// properties and keywords in the order of the file. What `export` starts from.
    pub(crate) neutral: Json,
    /// Those of its `examples` that satisfy it.
    pub(crate) examples: Vec<Json>,
    /// Whether the Rust types alone hold every rule.
    pub(crate) checked_by_types: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Hints {
    pub(crate) title: Option<String>,
    pub(crate) read_only: bool,
    pub(crate) destructive: bool,
    pub(crate) idempotent: bool,
    pub(crate) open_world: bool,
}

impl Hints {
    /// What follows from the method alone; the runtime's `table::usual` has the same.
    pub(crate) fn usual(method: &str) -> Self {
        Self {
            title: None,
            read_only: matches!(method, "GET" | "HEAD"),
            destructive: method == "DELETE",
            idempotent: matches!(method, "PUT" | "DELETE"),
            open_world: true,
        }
    }
}

/// How long a call may take where the definition does not say.
pub(crate) const TIMEOUT_MS: u64 = 20_000;
/// How much of a response a model reads where the definition does not say.
pub(crate) const MAX_CHARS: u32 = 15_000;
