//! One tool of a set as its provider is offered it, part by part.

use serde_json::value::RawValue;

use typed_tools_core::table::Table;

/// One tool of [`Specs`](crate::Specs), for clients that take a tool apart: those with types of their own for a name, a
/// description and a schema.
#[derive(Debug, Clone, Copy)]
pub struct ToolSpec {
    tool: Table,
    schema: &'static str,
    is_strict: bool,
}

impl ToolSpec {
    pub(super) fn new(tool: Table, schema: &'static str, is_strict: bool) -> Self {
        Self { tool, schema, is_strict }
    }

    /// The name by which a model calls it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.tool.name
    }

    /// A name for people, where its annotations have one.
    #[must_use]
    pub fn title(&self) -> Option<&'static str> {
        self.tool.settings.hints.title
    }

    /// What a model reads of it.
    #[must_use]
    pub fn description(&self) -> &'static str {
        self.tool.description
    }

    /// The schema of its arguments in the provider's dialect; `None` where the field is left out, as Gemini wants it
    /// of a tool without arguments.
    #[must_use]
    pub fn schema(&self) -> Option<&'static RawValue> {
        serde_json::from_str(self.schema).ok()
    }

    /// Whether it is offered strictly.
    #[must_use]
    pub fn is_strict(&self) -> bool {
        self.is_strict
    }
}
