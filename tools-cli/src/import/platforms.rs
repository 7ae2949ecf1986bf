//! Exports of voice platforms: their tools say what to call, so they become definitions that call the same.

mod table;

use typed_tools_codegen::tree::{Json, Node};

use super::credential::{hidden, is_credential, prefix_of};
use super::detect::Format;
use super::filter::{Candidate, Filter};
use super::name::Names;
use super::tool::{Imported, Refused, Take, Tool, object, placeholder, string};
use super::tree::{Files, Odd};
use table::{PLATFORMS, Platform, Way};

fn at(node: &Node, way: Way) -> Option<&Node> {
    way.iter().try_fold(node, |at, key| at.get(key).map(|entry| &entry.value))
}

fn first<'a>(node: &'a Node, ways: &[Way]) -> Option<&'a Node> {
    ways.iter().find_map(|way| at(node, way))
}

/// The tools of an export, those of its states too.
fn list<'a>(root: &'a Node, platform: &Platform) -> Vec<&'a Node> {
    let lists = platform.lists.iter().filter_map(|way| at(root, way)?.as_array());
    let states = root.get("states").and_then(|entry| entry.value.as_array()).unwrap_or_default();
    let in_states = states.iter().filter_map(|state| state.get("tools")?.value.as_array());
    let mut tools: Vec<&Node> = lists.chain(in_states).flatten().collect();
    if tools.is_empty() {
        tools = root.as_array().map_or_else(|| vec![root], |items| items.iter().collect());
    }
    tools.into_iter().map(|tool| at(tool, platform.inner).unwrap_or(tool)).collect()
}

/// One definition a tool that calls something.
pub(super) fn import(
    files: &Files,
    format: Format,
    filter: &Filter,
    take: Take<'_>,
) -> Result<Imported, String> {
    let root = files.root().ok_or("the document is empty")?;
    let platform = PLATFORMS.iter().find(|one| one.format == format).ok_or("this is no export")?;
    let mut imported = Imported { what: platform.title.to_owned(), ..Imported::default() };
    let mut names = Names::default();
    for node in list(root, platform) {
        imported.found += 1;
        let wanted = first(node, platform.name).and_then(Node::as_str).unwrap_or("a tool").to_owned();
        let name = names.kept(&wanted);
        let method =
            first(node, platform.method).and_then(Node::as_str).unwrap_or("POST").to_ascii_uppercase();
        if !filter.takes(&Candidate { words: &[&name, &wanted], tags: &[], method: &method }) {
            continue;
        }
        let mut tool =
            Tool { name, origin: wanted.clone(), span: Some(node.span), method, ..Tool::default() };
        match platform.read(node, &mut tool) {
            Ok(()) => take(tool),
            Err(Odd { span, why }) => imported.refused.push(Refused { origin: wanted, span, why }),
        }
    }
    Ok(imported)
}

impl Platform {
    fn read(&self, node: &Node, tool: &mut Tool) -> Result<(), Odd> {
        let text = |ways: &[Way]| first(node, ways).and_then(Node::as_str).unwrap_or_default();
        tool.description = match text(self.description) {
            "" => tool.origin.clone(),
            description => description.to_owned(),
        };
        let url = text(self.url);
        if url.is_empty() {
            return Err(Odd::new(
                node.span,
                "it calls no URL: the platform, or the application, answers it itself",
            ));
        }
        let prefix = prefix_of(url);
        let url = if self.single_braces { doubled(url) } else { url.to_owned() };
        tool.endpoint = plain_names(&url);
        for header in first(node, self.headers).map(entries).unwrap_or_default() {
            let value = match header.1.as_str().map(str::to_owned).or_else(|| fixed(header.1)) {
                Some(text) if is_credential(&header.0) => hidden(&prefix, &header.0, &text),
                Some(text) => plain_names(&text),
                None => hidden(&prefix, &header.0, ""),
            };
            tool.headers.push((header.0, string(&value)));
        }
        for (name, property) in first(node, self.path).map(entries).unwrap_or_default() {
            match given(property) {
                Some(value) => tool.endpoint = tool.endpoint.replace(&placeholder(&name), &value),
                None => argument(tool, &name, property, true)?,
            }
        }
        if let Some(query) = first(node, self.query) {
            let needed = required(query);
            for (name, property) in entries(query) {
                let value = match property.as_str() {
                    Some(text) => plain_names(text),
                    None => match given(property) {
                        Some(value) => value,
                        None => {
                            argument(tool, &name, property, needed.contains(&name))?;
                            placeholder(&name)
                        }
                    },
                };
                tool.query.push((name, string(&value)));
            }
        }
        if let Some(body) = first(node, self.body) {
            self.body(body, tool)?;
        }
        let timeout = self.timeout.iter().find_map(|(way, unit)| {
            Some(at(node, way)?.as_number()?.0.parse::<u64>().ok()?.saturating_mul(*unit))
        });
        tool.timeout_ms = timeout.filter(|timeout| (1..=600_000).contains(timeout));
        Ok(())
    }

    /// What the model fills; in a request without a body it stands in the query.
    fn body(&self, body: &Node, tool: &mut Tool) -> Result<(), Odd> {
        let needed = required(body);
        let mut template = Vec::new();
        for (name, property) in entries(body) {
            let value = match given(property) {
                Some(value) => value,
                None if tool.arguments.has(&name) => placeholder(&name),
                None => {
                    argument(tool, &name, property, needed.contains(&name))?;
                    placeholder(&name)
                }
            };
            if !tool.endpoint.contains(&placeholder(&name)) {
                template.push((name, string(&value)));
            }
        }
        match tool.method.as_str() {
            "GET" | "HEAD" | "DELETE" => tool.query.extend(template),
            _ if !template.is_empty() => tool.body = Some(Json::Object(template)),
            _ => {}
        }
        Ok(())
    }
}

/// The properties of a schema, or of a list of them with their names in `id`, or the entries of a map.
fn entries(node: &Node) -> Vec<(String, &Node)> {
    let properties = node.get("properties").map_or(node, |entry| &entry.value);
    if let Some(items) = properties.as_array() {
        let name = |item: &Node| {
            ["id", "name"].iter().find_map(|key| item.get(key)?.value.as_str().map(str::to_owned))
        };
        return items.iter().filter_map(|item| Some((name(item)?, item))).collect();
    }
    let entries = properties.as_object().unwrap_or_default();
    entries.iter().map(|entry| (entry.key.clone(), &entry.value)).collect()
}

fn required(schema: &Node) -> Vec<String> {
    let names = schema.get("required").and_then(|entry| entry.value.as_array()).unwrap_or_default();
    let listed = names.iter().filter_map(Node::as_str).map(str::to_owned);
    let says = |node: &Node| node.get("required").is_some_and(|entry| entry.value.as_bool() == Some(true));
    let own = entries(schema).into_iter().filter(|(_, node)| says(node)).map(|(name, _)| name);
    listed.chain(own).collect()
}

/// What fills a property, where it is not the model: a literal, or a value of the conversation.
fn given(property: &Node) -> Option<String> {
    fixed(property).or_else(|| {
        let text = |key: &str| property.get(key)?.value.as_str().filter(|text| !text.is_empty());
        text("dynamic_variable").map(|name| placeholder(&context(name)))
    })
}

fn fixed(property: &Node) -> Option<String> {
    ["constant_value", "value", "const"].iter().find_map(|key| match property.get(key)?.value.to_json() {
        Json::String(text) if !text.is_empty() => Some(plain_names(&text)),
        value @ (Json::Number(_) | Json::Bool(_)) => Some(value.to_text()),
        _ => None,
    })
}

/// The keys of a platform that are none of JSON Schema's.
const OWN: &[&str] =
    &["id", "value_type", "dynamic_variable", "constant_value", "is_system_provided", "value", "is_omitted"];

fn argument(tool: &mut Tool, name: &str, property: &Node, required: bool) -> Result<(), Odd> {
    let schema = match property.to_json() {
        Json::Object(_) => cleaned(property)?,
        _ => object([("type", string("string"))]),
    };
    tool.arguments.properties.push((name.to_owned(), schema, required));
    Ok(())
}

/// A schema without a platform's own keys.
fn cleaned(node: &Node) -> Result<Json, Odd> {
    let mut schema = Vec::new();
    for entry in node.as_object().unwrap_or_default() {
        let empty = matches!(entry.value.to_json(), Json::Null)
            || entry.value.as_str() == Some("")
            || entry.value.as_array().is_some_and(<[_]>::is_empty);
        match entry.key.as_str() {
            key if OWN.contains(&key) || empty => {}
            "required" if entry.value.as_bool().is_some() => {}
            "properties" => {
                let mut properties = Vec::new();
                for (name, property) in entries(node) {
                    if given(property).is_some() {
                        let why = format!("`{name}`, inside of another property, is not filled by the model");
                        return Err(Odd::new(property.span, why));
                    }
                    properties.push((name, cleaned(property)?));
                }
                schema.push(("properties".to_owned(), Json::Object(properties)));
            }
            "items" => schema.push(("items".to_owned(), cleaned(&entry.value)?)),
            key => schema.push((key.to_owned(), entry.value.to_json())),
        }
    }
    let within = |name: &str| schema.iter().any(|(key, _)| key == name);
    if within("properties") && !within("required") {
        let names: Vec<Json> = required(node).iter().map(|name| string(name)).collect();
        if !names.is_empty() {
            schema.push(("required".to_owned(), Json::Array(names)));
        }
    }
    Ok(Json::Object(schema))
}

/// A name of a platform as a name of a context field: `customer.number` is `customer_number`.
fn context(name: &str) -> String {
    let plain: String =
        name.trim().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    plain.trim_matches('_').to_owned()
}

/// A text whose placeholders have names that a definition knows.
fn plain_names(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((name, behind)) = behind.split_once("}}") else {
            out.push_str("{{");
            rest = behind;
            continue;
        };
        let name = name.split('|').next().unwrap_or_default().trim();
        out.push_str(&placeholder(&if name.contains('.') { context(name) } else { name.to_owned() }));
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// `{city}` as `{{city}}`.
fn doubled(url: &str) -> String {
    if url.contains("{{") {
        return url.to_owned();
    }
    url.replace('{', "{{").replace('}', "}}")
}
