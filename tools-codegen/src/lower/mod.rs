//! From the model to the tables that the runtime reads: one [`Definition`] a tool, for `emit` to print and for
//! the command line to run.

mod arena;
mod request;
mod schema;
mod select;

pub(crate) use arena::Arena;
pub(crate) use request::Names;
use request::{request, settings};
pub(crate) use schema::{lit, schema, value};
use typed_tools_core::table::Definition;

use crate::model::Tool;

/// The table of a tool. `aliases` are the names under which models see some of its properties, each with the real one.
pub(crate) fn definition<'a>(
    tool: &Tool,
    aliases: &[(String, String)],
    names: Names<'_>,
    arena: &'a Arena,
) -> Definition<'a> {
    Definition {
        name: arena.text(&tool.name),
        description: arena.text(&tool.description),
        arguments: schema(&tool.arguments.schema.nodes, &tool.arguments.schema.patterns, arena),
        checked_by_types: tool.arguments.checked_by_types,
        request: request(&tool.request, names, arena),
        settings: arena.one(settings(tool, aliases, names, arena)),
    }
}
