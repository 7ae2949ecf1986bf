//! What all tools of an import have in common, in one file of the set's defaults (`--defaults FILE`): the base URL, the
//! credentials, headers and query pairs. The definitions then say what is their own.

use std::fs;
use std::path::Path;

use typed_tools_codegen::SourceFile;
use typed_tools_codegen::tree::{self, Json};

use super::pretty::pretty;
use super::tool::{Tool, string};

/// What is in the file, in its order.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Shared {
    base_url: String,
    query: Vec<(String, Json)>,
    auth: Option<Json>,
    headers: Vec<(String, Json)>,
}

impl Shared {
    /// What these tools have in common; `None` where they have no base URL in common: what holds a secret goes to
    /// endpoints at the set's base URL alone.
    pub(super) fn of(tools: &[Tool]) -> Option<Self> {
        let (first, others) = tools.split_first()?;
        if others.is_empty() {
            return None;
        }
        let mut base_url = parent(&first.endpoint)?.to_owned();
        for tool in others {
            while !is_below(&tool.endpoint, &base_url) {
                base_url = parent(&base_url)?.to_owned();
            }
        }
        let common = |pairs: fn(&Tool) -> &[(String, Json)]| {
            let all_have = |pair: &&(String, Json)| others.iter().all(|tool| pairs(tool).contains(pair));
            pairs(first).iter().filter(all_have).cloned().collect::<Vec<_>>()
        };
        let auth =
            first.auth.clone().filter(|auth| others.iter().all(|tool| tool.auth.as_ref() == Some(auth)));
        Some(Self {
            base_url,
            query: common(|tool| &tool.query),
            auth,
            headers: common(|tool| &tool.headers),
        })
    }

    /// Takes out of a tool what the file says.
    pub(super) fn take_from(&self, tool: &mut Tool) {
        tool.endpoint = tool.endpoint.get(self.base_url.len()..).unwrap_or_default().to_owned();
        tool.query.retain(|pair| !self.query.contains(pair));
        tool.headers.retain(|pair| !self.headers.contains(pair));
        if tool.auth == self.auth {
            tool.auth = None;
        }
    }

    /// Writes the file, unless it is there and says the same. One that says something else is somebody's own: it is left
    /// alone, and so are the definitions.
    pub(super) fn write(&self, path: &Path) -> Result<Wrote, String> {
        let json = self.to_json();
        if let Ok(there) = fs::read_to_string(path) {
            let there =
                tree::read(0, &SourceFile::new(String::new(), None, there)).map(|node| node.to_json());
            return Ok(if there == Ok(json) { Wrote::Same } else { Wrote::Other });
        }
        let failed = |error| format!("`{}` cannot be written: {error}", path.display());
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(path, pretty(&json)).map_err(failed)?;
        Ok(Wrote::New)
    }

    fn to_json(&self) -> Json {
        let mut entries = vec![("base_url".to_owned(), string(&self.base_url))];
        let pairs = |pairs: &[(String, Json)]| (!pairs.is_empty()).then(|| Json::Object(pairs.to_vec()));
        entries.extend(pairs(&self.query).map(|query| ("query_params".to_owned(), query)));
        entries.extend(self.auth.clone().map(|auth| ("auth".to_owned(), auth)));
        entries.extend(pairs(&self.headers).map(|headers| ("headers".to_owned(), headers)));
        Json::Object(entries)
    }
}

/// What became of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrote {
    New,
    Same,
    /// It is there, and says something else.
    Other,
}

/// A URL without its last segment, of which something is left in front of it: the origin alone at the least.
fn parent(url: &str) -> Option<&str> {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    // A placeholder that stands for the whole base has no scheme of its own.
    let start = match url.split_once("://") {
        Some((scheme, _)) if !scheme.contains('{') => scheme.len().checked_add(3)?,
        _ => 0,
    };
    let (before, _) = url.rsplit_once('/')?;
    // What a model fills is no base.
    let fixed = match before.get(start..)?.find('/') {
        None => before,
        Some(path) => {
            let path = start.checked_add(path)?;
            match before.get(path..)?.find("{{") {
                None => before,
                Some(at) => return parent(before.get(..path.checked_add(at)?)?),
            }
        }
    };
    (fixed.len() > start).then_some(fixed)
}

fn is_below(endpoint: &str, base: &str) -> bool {
    endpoint.strip_prefix(base).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tool(endpoint: &str, key: &str) -> Tool {
        let headers =
            vec![("X-Key".to_owned(), string(key)), ("Accept".to_owned(), string("application/json"))];
        Tool { endpoint: endpoint.to_owned(), headers, ..Tool::default() }
    }

    #[test]
    fn what_all_have() {
        for (endpoints, base) in [
            (["https://a.example/v1/pets", "https://a.example/v1/pets/{{id}}"], Some("https://a.example/v1")),
            (["https://a.example/v1/x", "https://a.example/v2/x"], Some("https://a.example")),
            (["https://a.example/v1", "https://a.example/v12/x"], Some("https://a.example")),
            (["{{A_URL}}/pets", "{{A_URL}}/cats"], Some("{{A_URL}}")),
            (["https://a.example/{{tenant}}/x", "https://a.example/{{tenant}}/y"], Some("https://a.example")),
            (["https://a.example/mcp", "https://a.example/mcp"], Some("https://a.example")),
            (["https://a.example/x", "https://b.example/x"], None),
            (["https://a.example", "https://a.example/x"], None),
        ] {
            let tools = endpoints.map(|endpoint| tool(endpoint, "{{KEY}}"));
            let shared = Shared::of(&tools);
            assert_eq!(shared.as_ref().map(|shared| shared.base_url.as_str()), base, "{endpoints:?}");
            for mut tool in tools.into_iter().take(if base.is_some() { 2 } else { 0 }) {
                let whole = tool.endpoint.clone();
                shared.as_ref().unwrap().take_from(&mut tool);
                assert!(tool.endpoint.starts_with('/') && tool.headers.is_empty(), "{tool:?}");
                assert_eq!(format!("{}{}", base.unwrap_or_default(), tool.endpoint), whole);
            }
        }
        let shared =
            Shared::of(&[tool("https://a.example/x", "{{A}}"), tool("https://a.example/y", "{{B}}")]);
        assert_eq!(shared.unwrap().headers, [("Accept".to_owned(), string("application/json"))]);
        assert_eq!(Shared::of(&[tool("https://a.example/x", "{{A}}")]), None, "one shares nothing");
    }
}
