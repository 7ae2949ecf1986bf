//! Values that stand in for secrets and for the context, the same in every run.

use serde_json::{Map, Value, json};

use crate::core::{Builder, Built, Complete, Parts};
use crate::secrets::SecretValues;
use typed_tools_core::file::File;
use typed_tools_core::table::{ContextType, Source, Table, each_placeholder};
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
    each_placeholder(definition, &mut |_, placeholder| {
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
