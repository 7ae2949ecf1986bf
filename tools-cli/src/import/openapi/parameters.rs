//! Parameters in path, query, header and cookie, with their styles.

use typed_tools_codegen::tree::{Json, Node};

use super::operation::{Operation, essence, fixed, is_json, is_swagger};
use super::schema::Schemas;
use super::security::cookie;
use super::{Api, text};
use crate::import::credential::is_credential;
use crate::import::name::secret;
use crate::import::tool::{Tool, literal, object, placeholder, string};
use crate::import::tree::Odd;

/// A parameter of any version.
struct Parameter<'a> {
    node: &'a Node,
    name: &'a str,
    place: &'a str,
    required: bool,
    /// Swagger 2.0 has the schema's keywords in the parameter itself.
    schema: Option<&'a Node>,
    /// The value is a document of this type: JSON in a query pair, say.
    document: Option<String>,
}

/// Headers that are not the caller's to set, or that a definition sets by other means.
const NOT_ARGUMENTS: &[&str] = &[
    "accept",
    "content-type",
    "authorization",
    "host",
    "content-length",
    "connection",
    "te",
    "upgrade",
    "transfer-encoding",
    "accept-encoding",
    "expect",
    "trailer",
    "user-agent",
];

/// Adds the parameters of an operation to a tool, and gives the path with its placeholders.
pub(super) fn apply<'a>(
    operation: &Operation<'a>,
    api: &Api<'a>,
    schemas: &mut Schemas<'a>,
    tool: &mut Tool,
) -> Result<String, Odd> {
    let parameters = all(operation, api)?;
    let path = path(operation, &parameters, schemas, tool)?;
    // What stands there by now are the credentials of its security schemes.
    let mut signed = tool.auth.is_some() || !tool.headers.is_empty() || !tool.query.is_empty();
    for parameter in &parameters {
        match parameter.place {
            "query" | "header" if is_access(parameter) => {
                if parameter.required || !signed {
                    let pair =
                        (literal(parameter.name), string(&placeholder(&secret(&api.prefix, parameter.name))));
                    let list = if parameter.place == "query" { &mut tool.query } else { &mut tool.headers };
                    if !list.iter().any(|(known, _)| known.eq_ignore_ascii_case(&pair.0)) {
                        list.push(pair);
                    }
                }
                signed = true;
            }
            "query" => query(api, parameter, schemas, tool)?,
            "header" => header(parameter, schemas, tool)?,
            // A model is not to choose a session.
            "cookie" if parameter.required => {
                let value = placeholder(&secret(&api.prefix, parameter.name));
                cookie(tool, parameter.name, &value);
            }
            _ => {}
        }
    }
    Ok(path)
}

/// Whether a parameter is a credential, which some documents write among the others: a model is neither shown it nor
/// asked for it. In a query, `token` is a word of many meanings; everywhere, some of them are pages.
fn is_access(parameter: &Parameter<'_>) -> bool {
    let name = parameter.name.to_ascii_lowercase().replace(['-', '_'], "");
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match parameter.place {
        "header" => {
            is_credential(parameter.name)
                && !NOT_ARGUMENTS.contains(&&*parameter.name.to_ascii_lowercase())
                && !has(&["page", "continuation", "next", "idempotency"])
        }
        _ => {
            has(&["apikey", "apitoken", "apisecret", "accesstoken", "accesskey", "authtoken", "clientsecret"])
        }
    }
}

/// Those of the operation and of its path; the operation's win.
fn all<'a>(operation: &Operation<'a>, api: &Api<'a>) -> Result<Vec<Parameter<'a>>, Odd> {
    let mut found: Vec<Parameter<'a>> = Vec::new();
    for owner in [operation.node, operation.item] {
        let list = owner.get("parameters").and_then(|entry| entry.value.as_array()).unwrap_or_default();
        for node in list {
            let node = api.files.resolve(node)?;
            let Some(name) = node.get("name").and_then(|entry| entry.value.as_str()) else {
                return Err(Odd::new(node.span, "a parameter has no `name`"));
            };
            let place = text(node, &["in"]).unwrap_or_default();
            if !["path", "query", "header", "cookie", "body", "formData"].contains(&place) {
                let why = format!("the parameter `{name}` stands in `{place}`, which is not known");
                return Err(Odd::new(node.span, why));
            }
            let required = node.get("required").is_some_and(|entry| entry.value.as_bool() == Some(true));
            let content = node.get("content").and_then(|entry| entry.value.as_object());
            let media = content.and_then(|types| types.first());
            let holder = media.map_or(node, |entry| &entry.value);
            let schema = match holder.get("schema") {
                Some(entry) => Some(&entry.value),
                None => is_swagger(api).then_some(node),
            };
            if !found.iter().any(|known| known.name == name && known.place == place) {
                let required = required || place == "path";
                let document = media.map(|entry| essence(&entry.key));
                found.push(Parameter { node, name, place, required, schema, document });
            }
        }
    }
    Ok(found)
}

/// The path of a request. What it names and nobody declares is a text.
fn path<'a>(
    operation: &Operation<'a>,
    parameters: &[Parameter<'a>],
    schemas: &mut Schemas<'a>,
    tool: &mut Tool,
) -> Result<String, Odd> {
    let span = operation.path.key_span;
    let mut path = String::new();
    let mut rest = operation.path.key.as_str();
    while let Some((before, behind)) = rest.split_once('{') {
        path.push_str(before);
        let Some((written, behind)) = behind.split_once('}') else {
            return Err(Odd::new(span, "a `{` of the path is not closed"));
        };
        rest = behind;
        // `{+name}` and `{name+}` take several segments.
        let name = written.trim_matches(['+', '*']);
        let known = |one: &&Parameter<'_>| one.place == "path" && [name, written].contains(&one.name);
        let parameter = parameters.iter().find(known);
        let wide = name != written || parameter.is_some_and(|one| one.node.get("x-multi-segment").is_some());
        let argument = match parameter {
            Some(parameter) => {
                let style = text(parameter.node, &["style"]).unwrap_or("simple");
                if style != "simple" {
                    let why = format!("the path parameter `{name}` is written in the style `{style}`");
                    return Err(Odd::new(parameter.node.span, why));
                }
                match fixed(parameter.schema) {
                    Some(value) => {
                        path.push_str(&value.to_text().replace('"', ""));
                        continue;
                    }
                    None if tool.arguments.has(name) => name.to_owned(),
                    None => argument(parameter, "path", schemas, tool)?,
                }
            }
            None if tool.arguments.has(name) => name.to_owned(),
            None => {
                tool.arguments.properties.push((name.to_owned(), object([("type", string("string"))]), true));
                name.to_owned()
            }
        };
        path.push_str(&placeholder(&if wide { format!("{argument}:path") } else { argument }));
    }
    path.push_str(rest);
    Ok(if path.starts_with('/') { path } else { format!("/{path}") })
}

fn query<'a>(
    api: &Api<'a>,
    parameter: &Parameter<'a>,
    schemas: &mut Schemas<'a>,
    tool: &mut Tool,
) -> Result<(), Odd> {
    if tool.query.iter().any(|(known, _)| *known == literal(parameter.name)) {
        return Ok(());
    }
    if let Some(value) = fixed(parameter.schema).filter(|_| parameter.required) {
        tool.query.push((literal(parameter.name), value));
        return Ok(());
    }
    let style = style(api, parameter)?;
    // An object in the style `form` is a pair for each of its properties.
    let flat = parameter.schema.filter(|_| parameter.document.is_none() && style == "repeat");
    if let Some(flat) = flat.and_then(|schema| schemas.flat(schema)) {
        for (name, schema) in flat.properties {
            if tool.query.iter().any(|(known, _)| *known == literal(name)) {
                let why = format!("two of its parameters send the query pair `{name}`");
                return Err(Odd::new(parameter.node.span, why));
            }
            let argument = tool.arguments.free(name, "query");
            let required = parameter.required && flat.required.contains(&name);
            tool.arguments.properties.push((argument.clone(), schemas.convert(schema)?, required));
            tool.query.push((literal(name), string(&placeholder(&argument))));
        }
        return Ok(());
    }
    let argument = argument(parameter, "query", schemas, tool)?;
    let value = string(&placeholder(&argument));
    let value = match style {
        "repeat" | "deepObject" => value,
        style => object([("value", value), ("style", string(style))]),
    };
    tool.query.push((literal(parameter.name), value));
    Ok(())
}

/// How lists are written, in the words of a definition.
fn style(api: &Api<'_>, parameter: &Parameter<'_>) -> Result<&'static str, Odd> {
    let is = |ty: &str| {
        let schema = parameter.schema.and_then(|schema| api.files.resolve(schema).ok());
        schema.and_then(|schema| text(schema, &["type"])) == Some(ty)
    };
    if parameter.document.is_some() || !(is("array") || is("object")) {
        return Ok("repeat");
    }
    let refuse = |style: &str| {
        let why = format!("the query parameter `{}` is written in the style `{style}`", parameter.name);
        Err(Odd::new(parameter.node.span, why))
    };
    if is_swagger(api) {
        return match text(parameter.node, &["collectionFormat"]).unwrap_or("csv") {
            "csv" => Ok("comma"),
            "ssv" => Ok("space"),
            "pipes" => Ok("pipe"),
            "multi" => Ok("repeat"),
            other => refuse(other),
        };
    }
    let style = text(parameter.node, &["style"]).unwrap_or("form");
    let explode = parameter.node.get("explode").and_then(|entry| entry.value.as_bool());
    match (style, explode.unwrap_or(style == "form")) {
        ("deepObject", _) => Ok("deepObject"),
        ("form" | "spaceDelimited" | "pipeDelimited", true) => Ok("repeat"),
        _ if is("object") => refuse(style),
        ("form", false) => Ok("comma"),
        ("spaceDelimited", false) => Ok("space"),
        ("pipeDelimited", false) => Ok("pipe"),
        (other, _) => refuse(other),
    }
}

fn header<'a>(parameter: &Parameter<'a>, schemas: &mut Schemas<'a>, tool: &mut Tool) -> Result<(), Odd> {
    let lower = parameter.name.to_ascii_lowercase();
    let taken = tool.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(&lower));
    if taken || NOT_ARGUMENTS.contains(&lower.as_str()) || lower.starts_with("proxy-") {
        return Ok(());
    }
    if lower == "idempotency-key" {
        tool.idempotency_key = Some(parameter.name.to_owned());
        return Ok(());
    }
    let value = match fixed(parameter.schema).filter(|_| parameter.required) {
        Some(value) => value,
        None => string(&placeholder(&argument(parameter, "header", schemas, tool)?)),
    };
    tool.headers.push((literal(parameter.name), value));
    Ok(())
}

/// Adds an argument for a parameter; its name.
fn argument<'a>(
    parameter: &Parameter<'a>,
    place: &str,
    schemas: &mut Schemas<'a>,
    tool: &mut Tool,
) -> Result<String, Odd> {
    let schema = match parameter.schema {
        Some(schema) if std::ptr::eq(schema, parameter.node) => swagger_schema(schema, schemas)?,
        Some(schema) if parameter.document.is_none() => schemas.convert(schema)?,
        // What stands in the text of a pair is a text.
        _ => match &parameter.document {
            Some(media) if is_json(media) => {
                object([("type", string("string")), ("contentMediaType", string("application/json"))])
            }
            _ => object([("type", string("string"))]),
        },
    };
    let Json::Object(mut entries) = schema else {
        return Err(Odd::new(
            parameter.node.span,
            format!("the parameter `{}` has no schema", parameter.name),
        ));
    };
    let description = text(parameter.node, &["description"]).unwrap_or_default();
    let description = match (parameter.document.as_deref().is_some_and(is_json), description) {
        (false, description) => description.to_owned(),
        (true, "") => "JSON, as text.".to_owned(),
        (true, description) => format!("{description} JSON, as text."),
    };
    if !description.is_empty() && !entries.iter().any(|(key, _)| key == "description") {
        entries.push(("description".to_owned(), string(&description)));
    }
    let name = tool.arguments.free(parameter.name, place);
    let required = parameter.required;
    tool.arguments.properties.push((name.clone(), Json::Object(entries), required));
    Ok(name)
}

/// The keywords of a schema among those of a parameter.
fn swagger_schema<'a>(parameter: &'a Node, schemas: &mut Schemas<'a>) -> Result<Json, Odd> {
    let Json::Object(mut entries) = schemas.convert(parameter)? else { return Ok(Json::Null) };
    entries.retain(|(key, _)| !matches!(key.as_str(), "name" | "in" | "required" | "description" | "schema"));
    Ok(Json::Object(entries))
}
