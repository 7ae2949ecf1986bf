//! A curl command as a definition: what varies becomes arguments, what is secret becomes secrets.

mod command;

use typed_tools_codegen::SourceFile;
use typed_tools_codegen::tree::{self, Json, Number};

use super::credential::{hidden, is_credential, prefix_of};
use super::name::{Names, secret};
use super::shell::words;
use super::tool::{Imported, Take, Tool, literal, object, placeholder, string};
use command::Command;

/// One definition, under this name if one is given.
pub(super) fn import(text: &str, name: Option<&str>, take: Take<'_>) -> Result<Imported, String> {
    let command = Command::read(words(text)?)?;
    let mut tool = command.tool()?;
    let wanted = name.map_or_else(|| default_name(&tool), str::to_owned);
    tool.name = Names::default().kept(&wanted);
    tool.origin = format!("{} {}", tool.method, tool.endpoint);
    tool.description = format!("{} {}", tool.method, tool.endpoint.replace("{{", "{").replace("}}", "}"));
    let notes = vec![format!(
        "Say in the description of `{}` when a model should call it, and take out the arguments that it should not choose",
        tool.name
    )];
    take(tool);
    Ok(Imported { what: "a curl command".to_owned(), found: 1, notes, ..Imported::default() })
}

impl Command {
    fn tool(self) -> Result<Tool, String> {
        let url = self.url.clone().ok_or("the command has no URL")?;
        let url = if url.contains("://") || url.starts_with("{{") { url } else { format!("https://{url}") };
        let prefix = prefix_of(&url);
        let url = url.split('#').next().unwrap_or_default();
        let (url, query) = url.split_once('?').unwrap_or((url, ""));
        let sends = !self.data.is_empty() || !self.form.is_empty();
        let method = match &self.method {
            Some(method) => method.clone(),
            None if self.is_head => "HEAD".to_owned(),
            None if sends && !self.in_query => "POST".to_owned(),
            None => "GET".to_owned(),
        };
        let mut tool = Tool { method, timeout_ms: self.timeout_ms, ..Tool::default() };
        tool.endpoint = path(url, &mut tool);
        let mut pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty()).collect();
        if self.in_query {
            pairs.extend(self.data.iter().flat_map(|data| data.split('&')).filter(|pair| !pair.is_empty()));
        }
        for pair in pairs {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decoded(name), decoded(value));
            let value = field(&mut tool, &prefix, &name, &value);
            tool.query.push((literal(&name), string(&value)));
        }
        let mut content_type = None;
        for (name, value) in &self.headers {
            match name.to_ascii_lowercase().as_str() {
                "content-type" => content_type = Some(value.clone()),
                "content-length" | "host" | "user-agent" | "connection" | "accept-encoding" => {}
                _ if is_credential(name) => {
                    tool.headers.push((name.clone(), string(&hidden(&prefix, name, value))));
                }
                _ => tool.headers.push((name.clone(), string(value))),
            }
        }
        if self.user.is_some() {
            let value = |what| string(&placeholder(&secret(&prefix, what)));
            let auth = [("username", value("USERNAME")), ("password", value("PASSWORD"))];
            let [username, password] = auth;
            tool.auth = Some(object([("type", string("basic")), username, password]));
        }
        if !self.in_query {
            self.body(content_type, &prefix, &mut tool)?;
        }
        Ok(tool)
    }

    fn body(&self, content_type: Option<String>, prefix: &str, tool: &mut Tool) -> Result<(), String> {
        if !self.form.is_empty() {
            tool.headers.push(("Content-Type".to_owned(), string("multipart/form-data")));
            let mut template = Vec::new();
            for (name, value) in &self.form {
                let text = if value.starts_with('@') {
                    let schema = object([("type", string("string")), ("format", string("binary"))]);
                    let argument = tool.arguments.free(name, "form");
                    tool.arguments.properties.push((argument.clone(), schema, true));
                    placeholder(&argument)
                } else {
                    field(tool, prefix, name, value)
                };
                template.push((name.clone(), string(&text)));
            }
            tool.body = Some(Json::Object(template));
            return Ok(());
        }
        if self.data.is_empty() {
            return Ok(());
        }
        let text = self.data.join("&");
        let media = content_type.unwrap_or_else(|| {
            let json = self.is_json || text.trim_start().starts_with(['{', '[']);
            if json { "application/json" } else { "application/x-www-form-urlencoded" }.to_owned()
        });
        if media.contains("json") {
            if media != "application/json" {
                tool.headers.push(("Content-Type".to_owned(), string(&media)));
            }
            let source = SourceFile::new("the body".to_owned(), None, text);
            tool.body = Some(match tree::read(0, &source)?.to_json() {
                Json::Object(entries) => {
                    let filled = entries.into_iter().map(|(name, value)| {
                        let value = member(tool, prefix, &name, value);
                        (name, value)
                    });
                    Json::Object(filled.collect())
                }
                other => member(tool, prefix, "body", other),
            });
        } else if media.contains("x-www-form-urlencoded") {
            tool.headers.push(("Content-Type".to_owned(), string("application/x-www-form-urlencoded")));
            let mut template = Vec::new();
            for pair in text.split('&').filter(|pair| !pair.is_empty()) {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                let (name, value) = (decoded(name), decoded(value));
                let value = field(tool, prefix, &name, &value);
                template.push((name, string(&value)));
            }
            tool.body = Some(Json::Object(template));
        } else {
            tool.headers.push(("Content-Type".to_owned(), string(&media)));
            tool.body = Some(member(tool, prefix, "body", string(&text)));
        }
        Ok(())
    }
}

/// A URL without its query: segments that look like ids become arguments.
fn path(url: &str, tool: &mut Tool) -> String {
    let start = url.find("://").map_or(0, |at| at + 3);
    let (origin, rest) =
        url.split_at(url.get(start..).and_then(|rest| rest.find('/')).map_or(url.len(), |at| start + at));
    let mut path = origin.to_owned();
    let mut before = "item";
    for segment in rest.split('/').skip(1) {
        path.push('/');
        let is_id = segment.len() >= 2 && segment.bytes().all(|byte| byte.is_ascii_digit())
            || segment.len() == 36 && segment.bytes().filter(|byte| *byte == b'-').count() == 4;
        if is_id {
            let stem = before.strip_suffix('s').filter(|stem| !stem.ends_with('s')).unwrap_or(before);
            let name = tool.arguments.free(&format!("{}_id", stem.replace('-', "_")), "path");
            tool.arguments.properties.push((name.clone(), schema(&string(segment)), true));
            path.push_str(&placeholder(&name));
        } else {
            path.push_str(segment);
            before = segment;
        }
    }
    path
}

/// The text of a query pair or form field: an argument, unless it is a credential or a placeholder already.
fn field(tool: &mut Tool, prefix: &str, name: &str, value: &str) -> String {
    match member(tool, prefix, name, string(value)) {
        Json::String(text) => text,
        other => other.to_text(),
    }
}

/// A value of a body with its argument.
fn member(tool: &mut Tool, prefix: &str, name: &str, value: Json) -> Json {
    if let Json::String(text) = &value {
        if text.contains("{{") {
            return value;
        }
        if is_credential(name) {
            return string(&placeholder(&secret(prefix, name)));
        }
    }
    if value == Json::Null {
        return value;
    }
    let argument = tool.arguments.free(name, "body");
    tool.arguments.properties.push((argument.clone(), schema(&value), true));
    string(&placeholder(&argument))
}

/// A schema that a value suggests.
fn schema(value: &Json) -> Json {
    let with = |ty: &str, value: &Json| {
        object([("type", string(ty)), ("examples", Json::Array(vec![value.clone()]))])
    };
    match value {
        Json::Null => Json::Object(Vec::new()),
        Json::Bool(_) => object([("type", string("boolean"))]),
        Json::Number(Number(text)) if text.contains(['.', 'e', 'E']) => with("number", value),
        Json::Number(_) => with("integer", value),
        Json::String(_) => with("string", value),
        Json::Array(items) => {
            let items = items.first().map_or(Json::Object(Vec::new()), schema);
            object([("type", string("array")), ("items", items)])
        }
        Json::Object(entries) => {
            let properties = entries.iter().map(|(name, value)| (name.clone(), schema(value)));
            let required = entries.iter().map(|(name, _)| string(name));
            object([
                ("type", string("object")),
                ("properties", Json::Object(properties.collect())),
                ("required", Json::Array(required.collect())),
            ])
        }
    }
}

/// `%20` and `+` as what they stand for.
fn decoded(text: &str) -> String {
    tree_decoded(&text.replace('+', " "))
}

fn tree_decoded(text: &str) -> String {
    // A JSON pointer's `~` is no escape here.
    super::tree::decoded(&text.replace('~', "~0"))
}

/// `create_customer_note` for `POST /customers/{id}/notes`: the method, and the last words of the path.
fn default_name(tool: &Tool) -> String {
    let verb = match tool.method.as_str() {
        "GET" | "HEAD" => "get",
        "POST" => "create",
        "DELETE" => "delete",
        _ => "update",
    };
    let start = tool.endpoint.find("://").map_or(0, |at| at + 3);
    let path = tool.endpoint.get(start..).unwrap_or_default().split('/').skip(1);
    let is_version = |word: &str| word.len() <= 3 && word.starts_with('v');
    let words: Vec<&str> =
        path.filter(|word| !word.is_empty() && !word.contains('{') && !is_version(word)).collect();
    let last = words.get(words.len().saturating_sub(2)..).unwrap_or_default().join("_");
    format!("{verb}_{last}")
        .replace(|c: char| !c.is_ascii_alphanumeric(), "_")
        .trim_end_matches('_')
        .to_owned()
}
