//! Values that stand in for secrets and for the context, the same in every run.

use serde_json::{Map, Value, json};

use crate::core::{Builder, Built, Complete, Parts};
use crate::secrets::SecretValues;
use typed_tools_core::file::File;
use typed_tools_core::table::{Body, ContextType, JsonTemplate, Part, Placeholder, Rest, Source, Table};
use typed_tools_core::value::{Entry, Fields, Val};

/// A builder of a set, with `mock-NAME` for each secret; a base URL is a host of its own.
pub(super) fn builder<T: Built>(parts: Parts) -> Builder<T, Complete> {
    let value = |name: &str| {
        Some(match parts.origins.base_urls.contains(&name) {
            true => format!("https://{}.mock", name.to_ascii_lowercase().replace('_', "-")),
            false => format!("mock-{name}"),
        })
    };
    let builder = Builder::<T, Complete>::new(parts);
    match SecretValues::from_source(parts.secrets, &value) {
        Ok(secrets) => builder.holding(secrets),
        Err(_) => builder,
    }
}

/// A context with a value for each of its fields, of its type: `mock-NAME`, 1, 1.5, true.
#[derive(Debug)]
pub(super) struct Context(Vec<(&'static str, StandIn)>);

#[derive(Debug)]
enum StandIn {
    Json(Value),
    Secret(String),
    File(File),
}

impl Context {
    /// The context of a set, for a call of this tool: what its templates reach into is an object.
    pub(super) fn new(fields: &[(&'static str, ContextType)], definition: Table) -> Self {
        let value = |(name, ty): &(&'static str, ContextType)| {
            let text = format!("mock-{name}");
            let value = match ty {
                ContextType::String => StandIn::Json(text.into()),
                ContextType::I64 => StandIn::Json(json!(1)),
                ContextType::F64 => StandIn::Json(json!(1.5)),
                ContextType::Bool => StandIn::Json(json!(true)),
                ContextType::Value => StandIn::Json(untyped(name, definition)),
                ContextType::Secret => StandIn::Secret(text),
                ContextType::File => {
                    StandIn::File(File::new(text.clone(), format!("{text}.txt"), "text/plain"))
                }
            };
            (*name, value)
        };
        Self(fields.iter().map(value).collect())
    }

    /// Its secrets, for redaction.
    pub(super) fn secrets(&self) -> Vec<&str> {
        let mut secrets = Vec::new();
        for (_, value) in &self.0 {
            if let StandIn::Secret(text) = value {
                secrets.push(&**text);
            }
        }
        secrets
    }
}

impl Fields for Context {
    fn at(&self, index: usize) -> Option<Entry<'_>> {
        let (name, value) = self.0.get(index)?;
        let value = match value {
            StandIn::Json(value) => Val::Json(value),
            StandIn::Secret(text) => Val::Str(text),
            StandIn::File(file) => Val::File(file),
        };
        Some((name, value))
    }
}

/// A value of any type: text, or an object of what the templates reach for in it.
fn untyped(name: &str, definition: Table) -> Value {
    let mut value = Value::Null;
    each(definition, &mut |placeholder| {
        if placeholder.source == Source::Context(name) && !placeholder.steps.is_empty() {
            let path = [&[name], placeholder.steps].concat().join(".");
            let mut at = &mut value;
            for step in placeholder.steps {
                if !at.is_object() {
                    *at = Value::Object(Map::new());
                }
                at = &mut at[*step];
            }
            *at = format!("mock-{path}").into();
        }
    });
    if value.is_null() { format!("mock-{name}").into() } else { value }
}

/// Visits the placeholders of a tool's requests that say more than a name.
fn each(definition: Table, visit: &mut dyn FnMut(&Placeholder<'_>)) {
    let request = &definition.request;
    parts(request.path, visit);
    request.query.iter().for_each(|pair| parts(pair.value, visit));
    request.headers.iter().for_each(|header| parts(header.value, visit));
    if let Some(basic) = &definition.settings.basic {
        parts(basic.username, visit);
        parts(basic.password, visit);
    }
    match request.body {
        Body::None => {}
        Body::Json { ref value, .. } => json_parts(value, visit),
        Body::Form { fields, rest, .. } => {
            fields.iter().for_each(|pair| parts(pair.value, visit));
            rest_part(rest, visit);
        }
        Body::Multipart { fields, rest } => {
            for field in fields {
                parts(field.value, visit);
                parts(field.filename.unwrap_or_default(), visit);
            }
            rest_part(rest, visit);
        }
        Body::File { value, .. } => parts(&[value], visit),
        Body::Text { value, .. } => parts(value, visit),
    }
}

fn parts(parts: &[Part<'_>], visit: &mut dyn FnMut(&Placeholder<'_>)) {
    for part in parts {
        if let Part::Placeholder(placeholder) = part {
            visit(placeholder);
        }
    }
}

fn rest_part(rest: Rest<'_>, visit: &mut dyn FnMut(&Placeholder<'_>)) {
    if let Rest::Of(part) = rest {
        parts(&[part], visit);
    }
}

/// As deep as the definition's JSON.
fn json_parts(template: &JsonTemplate<'_>, visit: &mut dyn FnMut(&Placeholder<'_>)) {
    match *template {
        JsonTemplate::Raw(_)
        | JsonTemplate::Argument(_)
        | JsonTemplate::Context(_)
        | JsonTemplate::Secret(_) => {}
        JsonTemplate::Placeholder(placeholder) => visit(placeholder),
        JsonTemplate::Text(text) => parts(text, visit),
        JsonTemplate::Object(members) | JsonTemplate::WithRest(members) => {
            members.iter().for_each(|(_, value)| json_parts(value, visit));
        }
        JsonTemplate::Array(items) => items.iter().for_each(|item| json_parts(item, visit)),
    }
}
