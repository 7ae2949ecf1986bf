//! OpenAPI 3.0 and 3.1, and Swagger 2.0. There is no typed model of a document: what is odd in one
//! operation costs this operation.

mod body;
mod operation;
mod parameters;
mod response;
mod schema;
mod security;
mod server;

use typed_tools_codegen::tree::Node;

use super::filter::{Candidate, Filter};
use super::name::{Names, prefix};
use super::tool::{Imported, Refused, Take};
use super::tree::{Files, Odd};

/// The version of a document.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Version {
    V20,
    V30,
    V31,
}

/// What all operations of a document share.
struct Api<'a> {
    files: &'a Files,
    root: &'a Node,
    version: Version,
    /// What the secrets begin with.
    prefix: String,
    /// What takes the place of the document's servers.
    base_url: Option<String>,
}

/// The verbs of a path item.
const VERBS: &[&str] = &["get", "put", "post", "delete", "patch", "head", "options", "trace"];

/// One tool an operation.
pub(super) fn import(
    files: &Files,
    base_url: Option<&str>,
    filter: &Filter,
    take: Take<'_>,
) -> Result<Imported, String> {
    let root = files.root().ok_or("the document is empty")?;
    let number = ["openapi", "swagger"].iter().find_map(|key| root.get(key)).map(|entry| &entry.value);
    let number = number.map(|value| value.as_str().map_or_else(|| value.to_json().to_text(), str::to_owned));
    let number = number.ok_or("this is no OpenAPI document: it has neither `openapi` nor `swagger`")?;
    let version = match number.get(..3) {
        Some("2.0") => Version::V20,
        Some("3.0") => Version::V30,
        Some("3.1" | "3.2") => Version::V31,
        _ if number == "2" => Version::V20,
        _ => return Err(format!("version {number} of OpenAPI is not read; 2.0, 3.0 and 3.1 are")),
    };
    let title = text(root, &["info", "title"]).unwrap_or_default();
    let family = if version == Version::V20 { "Swagger" } else { "OpenAPI" };
    let mut imported = Imported { what: format!("{family} {number}, {title}"), ..Imported::default() };
    let base_url = base_url.map(str::to_owned);
    let api = Api { files, root, version, prefix: prefix(title), base_url };
    let mut names = Names::default();
    let paths = root.get("paths").and_then(|entry| entry.value.as_object()).unwrap_or_default();
    for path in paths.iter().filter(|path| !path.key.starts_with("x-")) {
        let item = match files.resolve(&path.value) {
            Ok(item) => item,
            Err(Odd { span, why }) => {
                imported.found += 1;
                imported.refused.push(Refused { origin: path.key.clone(), span, why });
                continue;
            }
        };
        for entry in item.as_object().unwrap_or_default() {
            if !VERBS.contains(&entry.key.as_str()) {
                continue;
            }
            imported.found += 1;
            let method = entry.key.to_ascii_uppercase();
            let origin = format!("{method} {}", path.key);
            let id = text(&entry.value, &["operationId"]);
            // Names are given before anything is left out, so that a filter renames nothing.
            let name = names.tool(&id.map_or_else(|| origin.clone(), str::to_owned));
            let tags = entry.value.get("tags").and_then(|entry| entry.value.as_array()).unwrap_or_default();
            let tags: Vec<&str> = tags.iter().filter_map(Node::as_str).collect();
            let words = [name.as_str(), id.unwrap_or_default(), path.key.as_str()];
            if !filter.takes(&Candidate { words: &words, tags: &tags, method: &method }) {
                continue;
            }
            let operation = operation::Operation { path, item, node: &entry.value, method: &method };
            match operation.tool(&api, name, &origin) {
                Ok(mut tool) => {
                    tool.span = Some(entry.key_span);
                    take(tool);
                }
                Err(Odd { span, why }) => imported.refused.push(Refused { origin, span, why }),
            }
        }
    }
    Ok(imported)
}

/// The text at the end of these keys.
fn text<'a>(node: &'a Node, keys: &[&str]) -> Option<&'a str> {
    let mut at = node;
    for key in keys {
        at = &at.get(key)?.value;
    }
    at.as_str().map(str::trim).filter(|text| !text.is_empty())
}
