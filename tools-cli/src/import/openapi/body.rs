//! Bodies: JSON, forms, multipart with files, and text.

use typed_tools_codegen::tree::{Json, Node};

use super::operation::{Operation, content, essence, is_json, is_swagger};
use super::schema::Schemas;
use super::{Api, text};
use crate::import::tool::{Tool, literal, object, placeholder, string};
use crate::import::tree::Odd;

/// Adds the body of an operation to a tool.
pub(super) fn apply<'a>(
    operation: &Operation<'a>,
    api: &Api<'a>,
    schemas: &mut Schemas<'a>,
    tool: &mut Tool,
) -> Result<(), Odd> {
    if is_swagger(api) {
        return swagger(operation, api, schemas, tool);
    }
    let Some(entry) = operation.node.get("requestBody") else {
        // `POST` without a template would send the arguments that stand nowhere else; there are none.
        return Ok(());
    };
    let content = content(api, &entry.value)?;
    if matches!(operation.method, "GET" | "HEAD") {
        if !content.required {
            return Ok(());
        }
        return Err(Odd::new(entry.key_span, format!("a body on {}", operation.method)));
    }
    let node = api.files.resolve(&entry.value)?;
    let description = text(node, &["description"]);
    let best = content.types.iter().min_by_key(|(media, _)| rank(&essence(media)));
    let Some((media, holder)) = best else { return Ok(()) };
    let schema = holder.get("schema").map(|entry| &entry.value);
    let encoding = holder.get("encoding").map(|entry| &entry.value);
    let body = Body { media, schema, encoding, required: content.required, description };
    body.put(entry.key_span, schemas, tool)
}

/// Of several media types, the one that a model fills best.
fn rank(essence: &str) -> usize {
    match essence {
        "application/json" => 0,
        _ if is_json(essence) => 1,
        "*/*" => 2,
        "application/x-www-form-urlencoded" => 3,
        "multipart/form-data" => 4,
        _ if is_text(essence) => 5,
        _ => 6,
    }
}

fn is_text(essence: &str) -> bool {
    essence.starts_with("text/")
        || essence.ends_with("+xml")
        || ["application/xml", "application/graphql", "application/x-ndjson", "application/yaml"]
            .contains(&essence)
}

struct Body<'a> {
    media: &'a str,
    schema: Option<&'a Node>,
    /// How the fields of a form are written.
    encoding: Option<&'a Node>,
    required: bool,
    description: Option<&'a str>,
}

impl<'a> Body<'a> {
    fn put(
        &self,
        span: typed_tools_codegen::Span,
        schemas: &mut Schemas<'a>,
        tool: &mut Tool,
    ) -> Result<(), Odd> {
        let essence = essence(self.media);
        if is_json(&essence) || essence == "*/*" {
            if essence != "application/json" && essence != "*/*" {
                content_type(tool, self.media);
            }
            if !self.flattened(schemas, tool)? {
                self.whole(schemas, tool)?;
            }
            return Ok(());
        }
        if essence == "application/x-www-form-urlencoded" || essence == "multipart/form-data" {
            content_type(tool, &essence);
            return match self.schema {
                Some(_) if self.flattened(schemas, tool)? => Ok(()),
                Some(schema) => Err(Odd::new(schema.span, "the fields of this form are not listed")),
                None => Err(Odd::new(span, "the fields of this form are not listed")),
            };
        }
        if is_text(&essence) {
            content_type(tool, self.media);
            let name = tool.arguments.free("body", "request");
            let what = self.description.map_or_else(|| format!("The body, as {essence}"), str::to_owned);
            let schema = object([("type", string("string")), ("description", string(&what))]);
            tool.arguments.properties.push((name.clone(), schema, self.required));
            tool.body = Some(string(&placeholder(&name)));
            return Ok(());
        }
        Err(Odd::new(span, format!("a body of the type `{essence}`")))
    }

    /// Each property of the body as an argument, where no property can be taken for another.
    fn flattened(&self, schemas: &mut Schemas<'a>, tool: &mut Tool) -> Result<bool, Odd> {
        let Some(flat) = self.schema.and_then(|schema| schemas.flat(schema)) else { return Ok(false) };
        let clashes = flat.properties.iter().any(|(name, _)| tool.arguments.has(name));
        // A body that may be left out cannot demand its properties.
        if clashes || (!self.required && !flat.required.is_empty()) {
            return self.prefixed(&flat, schemas, tool);
        }
        let mut template = Vec::new();
        for (name, schema) in &flat.properties {
            let required = flat.required.contains(name);
            let schema = self.field(schemas.convert(schema)?);
            tool.arguments.properties.push(((*name).to_owned(), schema, required));
            template.push(((*name).to_owned(), self.part(name, name)));
        }
        tool.arguments.closed |= flat.closed;
        tool.body = Some(Json::Object(template));
        Ok(true)
    }

    /// A form has no other way than its fields; those that clash get another name.
    fn prefixed(
        &self,
        flat: &super::schema::Flat<'a>,
        schemas: &mut Schemas<'a>,
        tool: &mut Tool,
    ) -> Result<bool, Odd> {
        if is_json(&essence(self.media)) || self.media == "*/*" {
            return Ok(false);
        }
        let mut template = Vec::new();
        for (name, schema) in &flat.properties {
            let argument = tool.arguments.free(name, "body");
            let required = flat.required.contains(name);
            let schema = self.field(schemas.convert(schema)?);
            tool.arguments.properties.push((argument.clone(), schema, required));
            template.push(((*name).to_owned(), self.part(name, &argument)));
        }
        tool.body = Some(Json::Object(template));
        Ok(true)
    }

    /// What fills a field; a part of a multipart body may say of what type it is.
    fn part(&self, name: &str, argument: &str) -> Json {
        let value = string(&placeholder(argument));
        let types = self.encoding.and_then(|encoding| text(&encoding.get(name)?.value, &["contentType"]));
        let one = types.filter(|types| !types.contains([',', '*']) && !is_json(&essence(types)));
        match one.filter(|_| essence(self.media) == "multipart/form-data") {
            Some(one) => object([("value", value), ("content_type", string(&literal(one)))]),
            None => value,
        }
    }

    /// A file of a multipart body, in the spelling of a definition.
    fn field(&self, schema: Json) -> Json {
        let Json::Object(mut entries) = schema else { return schema };
        let has = |key: &str| entries.iter().any(|(known, _)| known == key);
        let is_file = has("contentMediaType") && !has("contentEncoding") && !has("format");
        if is_file && essence(self.media) == "multipart/form-data" {
            entries.push(("format".to_owned(), string("binary")));
        }
        Json::Object(entries)
    }

    /// The body as one argument.
    fn whole(&self, schemas: &mut Schemas<'a>, tool: &mut Tool) -> Result<(), Odd> {
        let name = tool.arguments.free("body", "request");
        let schema = match self.schema {
            Some(schema) => schemas.convert(schema)?,
            None => Json::Object(Vec::new()),
        };
        let schema = match (schema, self.description) {
            (Json::Object(mut entries), Some(text))
                if !entries.iter().any(|(key, _)| key == "description") =>
            {
                entries.push(("description".to_owned(), string(text)));
                Json::Object(entries)
            }
            (schema, _) => schema,
        };
        tool.arguments.properties.push((name.clone(), schema, self.required));
        tool.body = Some(string(&placeholder(&name)));
        Ok(())
    }
}

fn content_type(tool: &mut Tool, media: &str) {
    tool.headers.push(("Content-Type".to_owned(), string(&literal(media))));
}

/// Swagger 2.0: a parameter in `body`, or several in `formData`.
fn swagger<'a>(
    operation: &Operation<'a>,
    api: &Api<'a>,
    schemas: &mut Schemas<'a>,
    tool: &mut Tool,
) -> Result<(), Odd> {
    let mut fields = Vec::new();
    let mut body = None;
    for owner in [operation.node, operation.item] {
        let list = owner.get("parameters").and_then(|entry| entry.value.as_array()).unwrap_or_default();
        for node in list {
            let node = api.files.resolve(node)?;
            match text(node, &["in"]) {
                Some("body") if body.is_none() => body = Some(node),
                Some("formData") => fields.push(node),
                _ => {}
            }
        }
    }
    let media = operation.nearest(api, "consumes").and_then(Node::as_array).unwrap_or_default();
    let media: Vec<&str> = media.iter().filter_map(Node::as_str).collect();
    let best = media.iter().copied().min_by_key(|media| rank(&essence(media)));
    let says = |node: &Node, key| node.get(key).is_some_and(|entry| entry.value.as_bool() == Some(true));
    if let Some(node) = body {
        if matches!(operation.method, "GET" | "HEAD") {
            if !says(node, "required") {
                return Ok(());
            }
            return Err(Odd::new(node.span, format!("a body on {}", operation.method)));
        }
        let body = Body {
            media: best.unwrap_or("application/json"),
            schema: node.get("schema").map(|entry| &entry.value),
            encoding: None,
            required: says(node, "required"),
            description: text(node, &["description"]),
        };
        return body.put(node.span, schemas, tool);
    }
    let Some(first) = fields.first() else { return Ok(()) };
    if matches!(operation.method, "GET" | "HEAD") {
        return Err(Odd::new(first.span, format!("a body on {}", operation.method)));
    }
    let has_file = fields.iter().any(|field| text(field, &["type"]) == Some("file"));
    let multipart = has_file || best.is_some_and(|media| essence(media) == "multipart/form-data");
    content_type(tool, if multipart { "multipart/form-data" } else { "application/x-www-form-urlencoded" });
    let mut template = Vec::new();
    for field in fields {
        let Some(name) = text(field, &["name"]) else { continue };
        let Json::Object(mut entries) = schemas.convert(field)? else { continue };
        entries.retain(|(key, _)| !matches!(key.as_str(), "name" | "in" | "required"));
        let argument = tool.arguments.free(name, "form");
        tool.arguments.properties.push((argument.clone(), Json::Object(entries), says(field, "required")));
        template.push((name.to_owned(), string(&placeholder(&argument))));
    }
    tool.body = Some(Json::Object(template));
    Ok(())
}
