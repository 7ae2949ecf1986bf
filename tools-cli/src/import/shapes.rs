//! Tools as model providers and MCP servers list them: a name, words and a schema, and no word of where they run.

use typed_tools_codegen::tree::{Json, Keyword, Kind, Node, Number, keyword};

use super::detect::Format;
use super::filter::{Candidate, Filter};
use super::name::Names;
use super::tool::{Arguments, Imported, Refused, Take, Tool, literal, object, placeholder, string};
use super::tree::Files;

/// How a list of tools is written.
struct Shape {
    format: Format,
    title: &'static str,
    /// What holds the tool within an element of the list; empty where it is the element.
    inner: &'static [&'static str],
    /// Ways to the schema: keys, one within the other.
    schema: &'static [&'static [&'static str]],
}

const SHAPES: &[Shape] = &[
    Shape { format: Format::Mcp, title: "tools of an MCP server", inner: &[], schema: &[&["inputSchema"]] },
    Shape {
        format: Format::OpenAi,
        title: "tools for OpenAI",
        inner: &["function"],
        schema: &[&["parameters"]],
    },
    Shape {
        format: Format::Anthropic,
        title: "tools for Anthropic",
        inner: &[],
        schema: &[&["input_schema"]],
    },
    Shape {
        format: Format::Gemini,
        title: "tools for Gemini",
        inner: &[],
        schema: &[&["parametersJsonSchema"], &["parameters_json_schema"], &["parameters"]],
    },
    Shape {
        format: Format::Bedrock,
        title: "tools for Amazon Bedrock",
        inner: &["toolSpec"],
        schema: &[&["inputSchema", "json"]],
    },
];

/// Where a document may keep its list.
const LISTS: &[&[&str]] =
    &[&["tools"], &["result", "tools"], &["body", "tools"], &["toolConfig", "tools"], &[]];

/// What keys, one within the other, lead to.
fn at<'a>(node: &'a Node, way: &[&str]) -> Option<&'a Node> {
    way.iter().try_fold(node, |at, key| at.get(key).map(|entry| &entry.value))
}

/// The elements of the list of tools; a document that is no list is its only one.
fn elements(root: &Node) -> Vec<&Node> {
    let list = LISTS.iter().filter_map(|way| at(root, way)).find_map(Node::as_array);
    list.map_or_else(|| vec![root], |items| items.iter().collect())
}

/// Gemini's tools stand in groups.
fn group(node: &Node) -> Option<&[Node]> {
    let entry = node.get("functionDeclarations").or_else(|| node.get("function_declarations"))?;
    entry.value.as_array()
}

/// The tools of a document.
fn list(root: &Node) -> Vec<&Node> {
    let elements = elements(root);
    if elements.iter().any(|node| group(node).is_some()) {
        return elements.into_iter().filter_map(group).flatten().collect();
    }
    elements
}

/// One definition a tool.
pub(super) fn import(
    files: &Files,
    format: Format,
    base_url: Option<&str>,
    filter: &Filter,
    take: Take<'_>,
) -> Result<Imported, String> {
    let root = files.root().ok_or("the document is empty")?;
    let shape = SHAPES.iter().find(|shape| shape.format == format).ok_or("this is no list of tools")?;
    let mut imported = Imported { what: shape.title.to_owned(), ..Imported::default() };
    let mut names = Names::default();
    for node in list(root) {
        imported.found += 1;
        let node = shape.inner.iter().find_map(|key| node.get(key)).map_or(node, |entry| &entry.value);
        let text = |key: &str| node.get(key).and_then(|entry| entry.value.as_str());
        let Some(wanted) = text("name") else {
            let why = "a tool has no `name`".to_owned();
            imported.refused.push(Refused { origin: "a tool".to_owned(), span: node.span, why });
            continue;
        };
        let name = names.kept(wanted);
        if !filter.takes(&Candidate { words: &[&name, wanted], tags: &[], method: "POST" }) {
            continue;
        }
        let schema = shape.schema.iter().find_map(|way| at(node, way)).map(Node::to_json);
        let schema = schema.filter(|schema| *schema != Json::Null);
        let schema = if format == Format::Gemini { schema.map(lower_case) } else { schema };
        let mut tool = Tool {
            name,
            origin: wanted.to_owned(),
            span: Some(node.span),
            description: text("description").unwrap_or(wanted).to_owned(),
            method: "POST".to_owned(),
            ..Tool::default()
        };
        match format {
            Format::Mcp => over_mcp(node, schema.as_ref(), base_url, &mut tool),
            _ => {
                let base = base_url.map_or_else(|| placeholder("TOOLS_BASE_URL"), str::to_owned);
                tool.endpoint = format!("{}/{}", base.trim_end_matches('/'), tool.name);
            }
        }
        let examples = node.get("input_examples").map(|entry| entry.value.to_json());
        let schema = match (schema, examples) {
            (Some(Json::Object(mut entries)), Some(examples)) => {
                entries.push(("examples".to_owned(), examples));
                Some(Json::Object(entries))
            }
            (schema, _) => schema,
        };
        tool.arguments = Arguments { whole: schema.filter(has_properties), ..Arguments::default() };
        take(tool);
    }
    if base_url.is_none() {
        imported.notes.push(match format {
            Format::Mcp => "The tools are called over HTTP at {{MCP_BASE_URL}}/mcp; --base-url says where".to_owned(),
            _ => "A list of tools does not say where they run: each is a POST to {{TOOLS_BASE_URL}}/NAME until \
                  --base-url, or you, say better"
                .to_owned(),
        });
    }
    Ok(imported)
}

/// A schema without properties is a tool without arguments.
fn has_properties(schema: &Json) -> bool {
    !matches!(schema, Json::Object(entries) if entries.iter().all(|(key, value)| {
        matches!(key.as_str(), "type" | "additionalProperties" | "$schema" | "required" | "title")
            || (key == "properties" && *value == Json::Object(Vec::new()))
    }))
}

/// `tools/call` of the server, over MCP's HTTP.
fn over_mcp(node: &Node, schema: Option<&Json>, base_url: Option<&str>, tool: &mut Tool) {
    tool.endpoint = match base_url {
        Some(url) => url.to_owned(),
        None => format!("{}/mcp", placeholder("MCP_BASE_URL")),
    };
    tool.headers.push(("Accept".to_owned(), string("application/json, text/event-stream")));
    let properties = match schema.and_then(|schema| schema.get("properties")) {
        Some(Json::Object(properties)) => properties.as_slice(),
        _ => &[],
    };
    let arguments = properties.iter().map(|(name, _)| (name.clone(), string(&placeholder(name))));
    let arguments = Json::Object(arguments.collect());
    tool.body = Some(object([
        ("jsonrpc", string("2.0")),
        ("id", Json::Number(Number("1".to_owned()))),
        ("method", string("tools/call")),
        ("params", object([("name", string(&literal(&tool.origin))), ("arguments", arguments)])),
    ]));
    let hints = node.get("annotations").and_then(|entry| entry.value.as_object()).unwrap_or_default();
    for hint in hints {
        match (hint.key.as_str(), &hint.value.kind) {
            ("title", Kind::String(title)) => tool.title = Some(title.clone()),
            ("readOnlyHint" | "destructiveHint" | "idempotentHint" | "openWorldHint", Kind::Bool(value)) => {
                tool.hints.push((hint.key.clone(), Json::Bool(*value)));
            }
            _ => {}
        }
    }
    if let Some(title) = node.get("title").and_then(|entry| entry.value.as_str()) {
        tool.title = Some(title.to_owned());
    }
}

/// Gemini's `STRING` as `string`, and its 64-bit bounds, which are texts, as numbers.
fn lower_case(schema: Json) -> Json {
    match schema {
        Json::Object(entries) => Json::Object(
            entries
                .into_iter()
                .filter(|(key, _)| key != "propertyOrdering")
                .map(|(key, value)| match (key.as_str(), value) {
                    ("type", Json::String(ty)) => (key, Json::String(ty.to_ascii_lowercase())),
                    (name, Json::String(number))
                        if keyword(name).is_some_and(Keyword::counts)
                            && number.bytes().all(|byte| byte.is_ascii_digit()) =>
                    {
                        (key, Json::Number(Number(number)))
                    }
                    ("enum" | "default" | "example" | "required", value) => (key, value),
                    (_, value) => (key, lower_case(value)),
                })
                .collect(),
        ),
        Json::Array(items) => Json::Array(items.into_iter().map(lower_case).collect()),
        other => other,
    }
}
