//! What comes back: the schema of the first success that is JSON.

use typed_tools_codegen::tree::{Json, Node};

use super::Api;
use super::operation::{Operation, content, essence, is_json, is_swagger};
use super::schema::{Direction, Schemas};
use crate::import::tree::Odd;

/// The schema with all it refers to; none where there is none, or it is odd: a tool needs none.
pub(super) fn schema<'a>(operation: &Operation<'a>, api: &Api<'a>) -> Option<Json> {
    let responses = operation.node.get("responses")?.value.as_object()?;
    let success = |key: &str| key.len() == 3 && key.starts_with('2');
    let mut codes: Vec<_> = responses.iter().filter(|entry| success(&entry.key)).collect();
    codes.sort_by(|a, b| a.key.cmp(&b.key));
    let node = codes.into_iter().find_map(|code| of_one(api, &code.value).ok().flatten())?;
    let mut schemas = Schemas::new(api.files, api.version, Direction::Response);
    let schema = schemas.convert(node).ok()?;
    let defs = schemas.defs().ok()?;
    let Json::Object(mut entries) = schema else { return None };
    if entries.is_empty() {
        return None;
    }
    if !defs.is_empty() {
        entries.push(("$defs".to_owned(), Json::Object(defs)));
    }
    Some(Json::Object(entries))
}

fn of_one<'a>(api: &Api<'a>, response: &'a Node) -> Result<Option<&'a Node>, Odd> {
    let response = api.files.resolve(response)?;
    if is_swagger(api) {
        return Ok(response.get("schema").map(|entry| &entry.value));
    }
    let types = content(api, response)?.types;
    let json = types.into_iter().find(|(media, _)| is_json(&essence(media)));
    Ok(json.and_then(|(_, media)| media.get("schema")).map(|entry| &entry.value))
}
