//! What a model can reach: for each tool where it goes, what it does, and who fills what.

use std::fmt::Write;

use serde_json::{Value, json};
use typed_tools_codegen::run::{RunTool, Runnable};
use typed_tools_core::table::{Origin, Place, Source, each_placeholder};

/// Who fills a placeholder.
fn supplier(source: Source<'_>) -> (&'static str, &str) {
    match source {
        Source::Argument(name) => ("model", name),
        Source::Context(name) => ("conversation", name),
        Source::Secret(name) => ("application", name),
    }
}

/// The placeholders of a tool.
pub(super) fn filled(tool: &RunTool) -> Vec<(Place, Source<'static>)> {
    let mut filled = Vec::new();
    each_placeholder(tool.definition, &mut |place, placeholder| filled.push((place, placeholder.source)));
    filled
}

/// The places of a request, with who fills them and by which name.
#[cfg(feature = "catalog")]
pub(crate) fn filled_places(tool: &RunTool) -> Vec<(String, &'static str, String)> {
    let named = |(place, source): (Place, Source<'_>)| {
        let (who, name) = supplier(source);
        (place.to_string(), who, name.to_owned())
    };
    filled(tool).into_iter().map(named).collect()
}

/// Where its requests go, with the names of what fills the path.
#[cfg(feature = "catalog")]
pub(crate) fn url(tool: &RunTool) -> String {
    let parts = crate::diff::wire_parts(tool.definition);
    let part = |name: &str| parts.get(name).map(String::as_str).unwrap_or_default();
    format!("{}{}", part("origin"), part("path"))
}

pub(super) fn origin(tool: &RunTool) -> String {
    match tool.definition.request.origin {
        Origin::Fixed(origin) => origin.to_owned(),
        Origin::BaseUrl(name) => format!("{{{{{name}}}}}"),
    }
}

/// `read-only`, `destructive` ..
pub(crate) fn nature(tool: &RunTool) -> &'static str {
    let hints = tool.definition.settings.hints;
    match (hints.read_only, hints.destructive) {
        (true, _) => "reads",
        (false, true) => "destroys",
        (false, false) => "changes",
    }
}

/// For people.
pub(super) fn text(set: &Runnable) -> String {
    let mut text = String::new();
    for tool in &set.tools {
        let name = tool.definition.name;
        if tool.definition.settings.native {
            let _ = writeln!(text, "{name}: native, {}\n", nature(tool));
            continue;
        }
        let method = tool.definition.request.method;
        let _ = writeln!(text, "{name}: {method} {}, {}", origin(tool), nature(tool));
        for (place, source) in filled(tool) {
            let (who, name) = supplier(source);
            let _ = writeln!(text, "  {who:<12}  {:<24}  {name}", place.to_string());
        }
        text.push('\n');
    }
    text
}

/// For programs.
pub(super) fn json(set: &Runnable) -> String {
    let mut text = String::new();
    for tool in &set.tools {
        let values: Vec<Value> = filled(tool)
            .into_iter()
            .map(|(place, source)| {
                let (who, name) = supplier(source);
                json!({ "place": place.to_string(), "supplier": who, "name": name })
            })
            .collect();
        let native = tool.definition.settings.native;
        let line = json!({
            "tool": tool.definition.name, "native": native,
            "method": if native { Value::Null } else { tool.definition.request.method.into() },
            "origin": if native { Value::Null } else { origin(tool).into() },
            "effect": nature(tool), "values": values,
        });
        let _ = writeln!(text, "{line}");
    }
    text
}
