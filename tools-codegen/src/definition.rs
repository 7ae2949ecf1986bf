//! From a JSON tree to raw tools: known keys, values of the right kind, places kept.
//!
//! What a value means is for `check` to say; here is only what the format's grammar says.

mod auth;
pub(crate) mod defaults;
mod formats;
mod provider;
mod raw;
mod read;
mod reader;
mod words;

#[cfg(test)]
mod tests;

use crate::diag::{Code, Diagnostic, Sink};
use crate::json::{Entry, Kind, Node};
use typed_tools_core::nearest::nearest;

pub use formats::{Format, format_of};
pub(crate) use raw::{Method, RawAuth, RawClient, RawPair, RawTool, Scalar, Text};
pub(crate) use words::{is_schema, list, short};

use raw::KEYS;
use reader::{Reader, SUGGESTIONS};
use words::start_of;

/// The definitions of one file. `file` is how a shell would name it, if it is one.
pub(crate) fn read<'a>(root: &'a Node, file: Option<&str>, sink: &mut Sink) -> Vec<RawTool<'a>> {
    let items = match &root.kind {
        Kind::Array(items) => items.as_slice(),
        _ => std::slice::from_ref(root),
    };
    let mut told = Vec::new();
    let mut tools = Vec::new();
    for item in items {
        match formats::format_of(item) {
            // One mistake, however many tools the file has.
            Some(format) if told.contains(&format.what()) => {}
            Some(format) => {
                told.push(format.what());
                sink.push(format.diagnostic(item, file));
            }
            None => tools.extend(tool(item, sink)),
        }
    }
    tools
}

fn tool<'a>(node: &'a Node, sink: &mut Sink) -> Option<RawTool<'a>> {
    let Some(entries) = node.as_object() else {
        let message = format!("a tool definition is an object, not {}", node.describe());
        sink.push(
            Diagnostic::new(Code::NotADefinition, start_of(node), message)
                .help("a file holds one definition, `{ \"name\": .. }`, or an array of them"),
        );
        return None;
    };
    let is_known = |entry: &Entry| KEYS.contains(&entry.key.as_str());
    if !entries.iter().any(is_known)
        && !entries.iter().take(SUGGESTIONS).any(|entry| near_key(entry).is_some())
    {
        no_definition(node, entries, sink);
        return None;
    }
    let mut reader = Reader {
        sink,
        suggestions: 0,
        meant: Vec::new(),
        tool: RawTool { source: node.span.source, ..RawTool::default() },
    };
    reader.tool.place = Some(start_of(node));
    for entry in entries {
        reader.entry(entry);
    }
    reader.required(entries);
    reader.native(entries);
    Some(reader.tool)
}

/// An object that is something else: one error, whatever keys it has.
fn no_definition(node: &Node, entries: &[Entry], sink: &mut Sink) {
    let has = |key: &str| entries.iter().any(|entry| entry.key == key);
    let help = match has("tools") {
        true => "put the definitions into an array of their own: `[ { \"name\": .. }, .. ]`",
        false => "a definition has `name`, `description`, `api_endpoint` and `http_method` (or `native`)",
    };
    let message = "this object is no tool definition: it has none of its keys";
    sink.push(Diagnostic::new(Code::NotADefinition, start_of(node), message).help(help));
}

fn near_key(entry: &Entry) -> Option<&'static str> {
    nearest(&entry.key, KEYS.iter().copied())
}
