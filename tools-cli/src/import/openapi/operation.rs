//! One operation.

use typed_tools_codegen::tree::{Entry, Json, Node};

use super::schema::{Direction, Schemas};
use super::{Api, Version, body, parameters, response, security, server, text};
use crate::import::tool::{Tool, literal, string};
use crate::import::tree::Odd;

pub(super) struct Operation<'a> {
    /// The path, as the key of its item.
    pub(super) path: &'a Entry,
    pub(super) item: &'a Node,
    pub(super) node: &'a Node,
    pub(super) method: &'a str,
}

/// The methods of a definition.
const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];
/// An extension that is longer is documentation.
const LONGEST_EXTENSION: usize = 500;

impl<'a> Operation<'a> {
    pub(super) fn tool(&self, api: &Api<'a>, name: String, origin: &str) -> Result<Tool, Odd> {
        if self.node.as_object().is_none() {
            return Err(Odd::new(self.node.span, "an operation is an object"));
        }
        if !METHODS.contains(&self.method) {
            return Err(Odd::new(self.path.key_span, format!("a tool cannot send {}", self.method)));
        }
        let mut tool =
            Tool { name, origin: origin.to_owned(), method: self.method.to_owned(), ..Tool::default() };
        self.words(&mut tool);
        security::apply(self, api, &mut tool)?;
        let mut schemas = Schemas::new(api.files, api.version, Direction::Request);
        let path = parameters::apply(self, api, &mut schemas, &mut tool)?;
        // What stands behind a `#` tells operations of one path apart, and is never sent.
        let path = path.split('#').next().unwrap_or_default();
        tool.endpoint = format!("{}{path}", server::base(self, api));
        body::apply(self, api, &mut schemas, &mut tool)?;
        tool.arguments.defs = schemas.defs()?;
        if let Some(schema) = response::schema(self, api) {
            tool.response.push(("schema".to_owned(), schema));
        }
        Ok(tool)
    }

    /// What a model reads, and what is kept of the document's own.
    fn words(&self, tool: &mut Tool) {
        let summary = text(self.node, &["summary"]).or_else(|| text(self.item, &["summary"]));
        let description = text(self.node, &["description"]).or_else(|| text(self.item, &["description"]));
        tool.title = summary.map(one_line);
        tool.description = match (summary, description) {
            (Some(summary), Some(description)) if !description.starts_with(summary.trim_end_matches('.')) => {
                format!("{}.\n\n{description}", summary.trim_end_matches('.'))
            }
            (_, Some(text)) | (Some(text), None) => text.to_owned(),
            (None, None) => tool.origin.clone(),
        };
        for entry in self.node.as_object().unwrap_or_default() {
            let value = entry.value.to_json();
            let own = entry.key.starts_with("x-") && !entry.key.starts_with("x-rust-name");
            if own && entry.key != "x-imported" && value.to_text().len() <= LONGEST_EXTENSION {
                tool.extensions.push((entry.key.clone(), value));
            }
        }
    }

    /// A key of the operation; if it has none, of its path; if that has none, of the document.
    pub(super) fn nearest(&self, api: &Api<'a>, key: &str) -> Option<&'a Node> {
        [self.node, self.item, api.root].into_iter().find_map(|node| node.get(key)).map(|entry| &entry.value)
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The media types and their schemas, and whether there must be a body: the three versions in one.
pub(super) struct Content<'a> {
    pub(super) required: bool,
    /// The media type, and the object that has its `schema`.
    pub(super) types: Vec<(&'a str, &'a Node)>,
}

/// The `content` of a request body or response.
pub(super) fn content<'a>(api: &Api<'a>, node: &'a Node) -> Result<Content<'a>, Odd> {
    let node = api.files.resolve(node)?;
    let required = node.get("required").is_some_and(|entry| entry.value.as_bool() == Some(true));
    let entries = node.get("content").and_then(|entry| entry.value.as_object()).unwrap_or_default();
    Ok(Content { required, types: entries.iter().map(|entry| (entry.key.as_str(), &entry.value)).collect() })
}

/// `text/plain; charset=utf-8` without what follows the type.
pub(super) fn essence(media: &str) -> String {
    media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

pub(super) fn is_json(essence: &str) -> bool {
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// A value that a request always carries.
pub(super) fn fixed(schema: Option<&Node>) -> Option<Json> {
    let schema = schema?;
    let value = match schema.get("enum").and_then(|entry| entry.value.as_array()) {
        Some([one]) => one,
        _ => &schema.get("const")?.value,
    };
    match value.to_json() {
        Json::String(text) => Some(string(&literal(&text))),
        value @ (Json::Number(_) | Json::Bool(_)) => Some(value),
        _ => None,
    }
}

/// Whether a document is Swagger 2.0, where bodies are parameters.
pub(super) fn is_swagger(api: &Api<'_>) -> bool {
    api.version == Version::V20
}
