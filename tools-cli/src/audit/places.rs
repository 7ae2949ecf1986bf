//! Where the texts of a tool stand.

use typed_tools_codegen::tree::{self, Node};
use typed_tools_codegen::{Outcome, SourceFile, Span};

/// A place in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

/// The definitions of a set as trees.
pub(super) struct Places<'o> {
    tools: Vec<(&'o SourceFile, Node)>,
}

impl<'o> Places<'o> {
    pub(super) fn of(outcome: &'o Outcome) -> Self {
        let mut tools = Vec::new();
        for (index, source) in outcome.sources().files().iter().enumerate() {
            let Ok(root) = tree::read(u32::try_from(index).unwrap_or(u32::MAX), source) else { continue };
            match root.as_array() {
                Some(items) => tools.extend(items.iter().map(|item| (source, item.clone()))),
                None => tools.push((source, root)),
            }
        }
        Self { tools }
    }

    fn tool(&self, name: &str) -> Option<(&'o SourceFile, &Node)> {
        let is = |node: &Node| node.get("name").and_then(|entry| entry.value.as_str()) == Some(name);
        self.tools.iter().find(|(_, node)| is(node)).map(|(source, node)| (*source, node))
    }

    /// Where a tool's name stands.
    pub(super) fn name(&self, tool: &str) -> At {
        let found = self.tool(tool);
        let name = found.and_then(|(source, node)| Some((source, node.get("name")?.value.span)));
        name.map(|(source, span)| at(source, span)).unwrap_or_default()
    }

    /// Where a tool's request uses a placeholder.
    pub(super) fn placeholder(&self, tool: &str, name: &str) -> At {
        let Some((source, node)) = self.tool(tool) else { return At::default() };
        let entries = node.as_object().unwrap_or_default();
        let of_request =
            entries.iter().filter(|entry| !matches!(entry.key.as_str(), "description" | "parameters"));
        let found = of_request.filter_map(|entry| text(&entry.value, &|text| uses(text, name))).next();
        found.map_or_else(|| self.name(tool), |span| at(source, span))
    }

    /// All texts of a tool that a model reads, each with its place: its name, its description, and all of its parameters.
    pub(super) fn for_model(&self, tool: &str) -> Vec<(String, At)> {
        let Some((source, node)) = self.tool(tool) else { return Vec::new() };
        let mut found = Vec::new();
        for key in ["name", "description", "parameters"] {
            if let Some(entry) = node.get(key) {
                texts(&entry.value, &mut |text, span| found.push((text.to_owned(), at(source, span))));
            }
        }
        found
    }
}

fn at(source: &SourceFile, span: Span) -> At {
    let (line, column) = source.position(span.start);
    let (end_line, end_column) = source.position(span.end);
    At { file: source.display_path.clone(), line, column, end_line, end_column }
}

/// Whether a template names a value, or a part of it.
fn uses(text: &str, name: &str) -> bool {
    text.split("{{").skip(1).any(|rest| {
        let inner = rest.split("}}").next().unwrap_or_default().trim();
        inner == name || inner.strip_prefix(name).is_some_and(|rest| rest.starts_with([':', '.']))
    })
}

/// The first string in a value that is wanted.
fn text(node: &Node, wanted: &dyn Fn(&str) -> bool) -> Option<Span> {
    if node.as_str().is_some_and(wanted) {
        return Some(node.span);
    }
    let entries = node.as_object().unwrap_or_default().iter().map(|entry| &entry.value);
    entries.chain(node.as_array().unwrap_or_default()).find_map(|node| text(node, wanted))
}

/// All keys and strings in a value.
fn texts(node: &Node, found: &mut dyn FnMut(&str, Span)) {
    if let Some(text) = node.as_str() {
        found(text, node.span);
    }
    node.as_array().unwrap_or_default().iter().for_each(|item| texts(item, found));
    for entry in node.as_object().unwrap_or_default() {
        found(&entry.key, entry.key_span);
        texts(&entry.value, found);
    }
}
