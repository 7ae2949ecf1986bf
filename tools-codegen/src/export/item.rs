//! A tool as it is offered: its schema, and beside it what the definition says for single providers.

use super::alias::{Alias, anthropic_takes};
use super::dialects::schema;
use super::made::Exports;
use super::tree::{as_str, find, members};
use crate::json::Json;
use crate::model::{Arguments, Tool};
use typed_tools_core::provider::Provider;
use typed_tools_core::table::Dialect;

/// Writes `tool` in all dialects.
pub(crate) fn export(tool: &Tool) -> Exports {
    let mut exports = arguments(&tool.arguments);
    extend(&mut exports, tool);
    exports
}

fn arguments(arguments: &Arguments) -> Exports {
    let root = &arguments.root;
    let empty = root.fields.is_empty() && root.tags.is_empty() && root.rest.is_none();
    schema(&arguments.neutral, empty)
}

/// Adds what stands beside the schema to the forms in which a tool is offered.
fn extend(exports: &mut Exports, tool: &Tool) {
    for provider in Provider::ALL.iter().copied() {
        let options = tool.provider_options.iter().find(|(name, _)| *name == provider.as_str());
        let options: Vec<_> = options.map(|(_, options)| members(options)).unwrap_or_default().to_vec();
        let mut plain: Vec<(String, Json)> = output_schema(tool, provider).into_iter().collect();
        plain.extend(examples(tool, &exports.aliases, provider));
        plain.extend(options.iter().cloned());
        add(exports, provider.dialect(), provider, plain);
        // Examples are left out there: they need not satisfy what a strict schema adds.
        if let Some(strict) = provider.strict_dialect().filter(|strict| *strict != provider.dialect()) {
            add(exports, strict, provider, options);
        }
    }
}

fn add(exports: &mut Exports, dialect: Dialect, provider: Provider, more: Vec<(String, Json)>) {
    let text = Json::Object(more).to_text();
    let text = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).unwrap_or_default();
    if let Some(export) =
        exports.get_mut(dialect).filter(|export| export.schema.is_some() && !text.is_empty())
    {
        export.members.push((provider.as_str(), text.to_owned()));
    }
}

/// MCP's `outputSchema`; until 2026-07-28 it was an object's.
fn output_schema(tool: &Tool, provider: Provider) -> Option<(String, Json)> {
    let schema = tool.output_schema.as_ref().filter(|schema| matches!(schema, Json::Object(_)))?;
    let of_object = find(members(schema), "type").and_then(as_str) == Some("object");
    let takes = match provider {
        Provider::Mcp => true,
        Provider::Mcp20251125 | Provider::Mcp20250618 => of_object,
        _ => false,
    };
    takes.then(|| ("outputSchema".to_owned(), schema.clone()))
}

/// The examples of arguments, where a provider's tool has a place for them.
fn examples(tool: &Tool, aliases: &[Alias], provider: Provider) -> Option<(String, Json)> {
    let examples = &tool.arguments.examples;
    if examples.is_empty() {
        return None;
    }
    match provider {
        Provider::Anthropic => {
            let shown = examples.iter().map(|example| renamed(example, aliases));
            Some(("input_examples".to_owned(), Json::Array(shown.collect())))
        }
        Provider::VercelAiSdk => {
            let input = |example: &Json| Json::Object(vec![("input".to_owned(), example.clone())]);
            Some(("inputExamples".to_owned(), Json::Array(examples.iter().map(input).collect())))
        }
        _ => None,
    }
}

/// An example under the names that Anthropic is shown. The recursion is as deep as the file's JSON, which the parser
/// bounds.
fn renamed(example: &Json, aliases: &[Alias]) -> Json {
    match example {
        Json::Object(own) => {
            let shown = |name: &String| {
                let alias = aliases.iter().find(|(_, known)| known == name && !anthropic_takes(name));
                alias.map_or_else(|| name.clone(), |(alias, _)| alias.clone())
            };
            Json::Object(own.iter().map(|(name, value)| (shown(name), renamed(value, aliases))).collect())
        }
        Json::Array(items) => Json::Array(items.iter().map(|item| renamed(item, aliases)).collect()),
        other => other.clone(),
    }
}
