//! The schema for MCP, which takes all of JSON Schema 2020-12 with an object at its root.

use crate::map::SortedSet;

use super::null;
use super::plain::unused_away;
use super::tree::{Members, as_str, find, members, string, take, types};
use super::walk::{inside, map};
use crate::json::Json;

/// MCP's own annotation (2026-07-28): a client mirrors the argument into the header `Mcp-Param-{Name}`.
const HEADER: &str = "x-mcp-header";

/// The schema, and what was left out since a client would refuse the tool with it.
pub(super) fn whole(neutral: &Json) -> (Json, Vec<String>) {
    let mut headers = Headers::default();
    let mut out = members(&headers.held(neutral, Some(""))).to_vec();
    unused_away(&mut out);
    let mut anchors = SortedSet::new();
    let out = map(&Json::Object(out), &mut |mut own| {
        // What is a definition of its own, too, has its anchor twice.
        if find(&own, "$anchor").and_then(as_str).is_some_and(|name| !anchors.insert(name.to_owned())) {
            take(&mut own, "$anchor");
        }
        null::beside_enum(own)
    });
    let mut out = members(&out).to_vec();
    take(&mut out, "type");
    let head = out.iter().take_while(|(key, _)| matches!(key.as_str(), "$schema" | "$id")).count();
    out.insert(head, ("type".to_owned(), string("object")));
    (Json::Object(out), headers.left_out)
}

/// Holds `x-mcp-header` to its rules: a client must refuse a tool in which one is broken.
#[derive(Default)]
struct Headers {
    /// The names so far, in lower case.
    names: SortedSet<String>,
    left_out: Vec<String>,
}

impl Headers {
    /// The schema with those that are right. `at` is the path of `properties` that leads to it from the root.
    fn held(&mut self, node: &Json, at: Option<&str>) -> Json {
        let Json::Object(own) = node else { return node.clone() };
        let mut out = Members::new();
        for (key, value) in own {
            let value = match key.as_str() {
                HEADER if !self.takes(own, value, at) => {
                    self.left_out.push(match at.filter(|at| !at.is_empty()) {
                        Some(at) => format!("`{HEADER}` of `{at}`"),
                        None => format!("an `{HEADER}` that no chain of `properties` leads to"),
                    });
                    continue;
                }
                "properties" => {
                    let each = members(value).iter().map(|(name, schema)| {
                        let path =
                            at.map(|at| if at.is_empty() { name.clone() } else { format!("{at}.{name}") });
                        (name.clone(), self.held(schema, path.as_deref()))
                    });
                    Json::Object(each.collect())
                }
                key => inside(key, value, &mut |schema| self.held(schema, None)),
            };
            out.push((key.clone(), value));
        }
        Json::Object(out)
    }

    /// Whether a header of this name may stand here: a token, once in the tool, on an argument of one plain type.
    fn takes(&mut self, own: &[(String, Json)], name: &Json, at: Option<&str>) -> bool {
        let Some(name) = as_str(name) else { return false };
        let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
        let is_plain = matches!(find(own, "type"), Some(Json::String(_)))
            && matches!(types(own).as_slice(), ["string" | "integer" | "boolean"]);
        at.is_some_and(|at| !at.is_empty())
            && is_plain
            && !name.is_empty()
            && name.chars().all(token)
            && self.names.insert(name.to_ascii_lowercase())
    }
}
