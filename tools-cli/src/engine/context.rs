//! The values of a conversation, from JSON.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use serde_json::{Map, Value};
use typed_tools_codegen::run::{ContextType, RunTool, Runnable};
use typed_tools_core::nearest::nearest;
use typed_tools_core::table::{Source, each_placeholder};
use typed_tools_runtime::__private::{Entry, Fields, Val};
use typed_tools_runtime::File;

use crate::usage::Usage;

/// The values of a conversation.
#[derive(Debug, Clone)]
pub(crate) struct Given(Vec<(&'static str, Option<Supplied>)>);

/// A value of the conversation.
#[derive(Debug, Clone)]
enum Supplied {
    Json(Value),
    File(File),
}

impl Given {
    /// Those of the set, as far as these tools use them.
    pub(crate) fn new<'a>(
        set: &Runnable,
        tools: impl IntoIterator<Item = &'a RunTool>,
        values: &Map<String, Value>,
    ) -> Result<Self, Usage> {
        let known = || set.context.iter().map(|(name, ..)| *name);
        for name in values.keys() {
            if !known().any(|known| known == name) {
                let near = nearest(name, known());
                let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                return Err(Usage(format!("no definition names the context `{name}`{near}")));
            }
        }
        let used = names(tools);
        let mut lacking = String::new();
        let mut fields = Vec::new();
        for (name, ty, optional) in &set.context {
            let value = values.get(*name).filter(|value| !value.is_null());
            match value {
                None if !optional && used.contains(name) => {
                    let separator = if lacking.is_empty() { "" } else { ", " };
                    let _ = write!(lacking, "{separator}\"{name}\": {}", example(*ty));
                }
                Some(value) if !fits(*ty, value) => {
                    return Err(Usage(format!("the context `{name}` is {}, not {value}", described(*ty))));
                }
                _ => {}
            }
            let supplied = value.map(|value| supplied(name, *ty, value)).transpose()?;
            fields.push((*name, supplied));
        }
        if lacking.is_empty() {
            return Ok(Self(fields));
        }
        Err(Usage(format!("the tool needs values of the conversation: --context '{{{lacking}}}'")))
    }

    /// Those of the set, with names in place of what is not given, or cannot be.
    #[cfg(feature = "catalog")]
    pub(crate) fn named(
        set: &Runnable,
        values: &Map<String, Value>,
        names: &mut crate::request::show::Secrets,
    ) -> Self {
        let field = |(name, ty, _): &(&'static str, ContextType, bool)| {
            let given = values.get(*name).filter(|value| !value.is_null() && fits(*ty, value));
            let given = given.and_then(|value| supplied(name, *ty, value).ok());
            let value = given.unwrap_or_else(|| match ty {
                ContextType::I64 | ContextType::F64 => Supplied::Json(1.into()),
                ContextType::Bool => Supplied::Json(true.into()),
                ContextType::File => Supplied::File(File::new(names.mark(name), *name, "")),
                _ => Supplied::Json(names.mark(name).into()),
            });
            (*name, Some(value))
        };
        Self(set.context.iter().map(field).collect())
    }

    /// Its credentials: fields of type `Secret`.
    pub(super) fn secrets(&self, set: &Runnable) -> Vec<String> {
        let is_secret = |wanted: &str| {
            set.context.iter().any(|(name, ty, _)| *name == wanted && matches!(ty, ContextType::Secret))
        };
        let secrets = self.0.iter().filter(|(name, _)| is_secret(name));
        let text = |value: &Option<Supplied>| match value {
            Some(Supplied::Json(Value::String(text))) => Some(text.clone()),
            _ => None,
        };
        secrets.filter_map(|(_, value)| text(value)).collect()
    }
}

impl Fields for Given {
    fn at(&self, index: usize) -> Option<Entry<'_>> {
        let (name, value) = self.0.get(index)?;
        Some((
            name,
            match value {
                None => Val::Absent,
                Some(Supplied::Json(Value::String(text))) => Val::Str(text),
                Some(Supplied::Json(value)) => Val::Json(value),
                Some(Supplied::File(file)) => Val::File(file),
            },
        ))
    }
}

/// The context that the requests of these tools, or their sign-ins, hold.
fn names<'a>(tools: impl IntoIterator<Item = &'a RunTool>) -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    for tool in tools {
        each_placeholder(tool.definition, &mut |_, placeholder| {
            if let Source::Context(name) = placeholder.source {
                names.insert(name);
            }
        });
    }
    names
}

/// A file is given by its path.
fn supplied(name: &str, ty: ContextType, value: &Value) -> Result<Supplied, Usage> {
    let (ContextType::File, Some(path)) = (ty, value.as_str()) else {
        return Ok(Supplied::Json(value.clone()));
    };
    let bytes = std::fs::read(path).map_err(|error| {
        Usage(format!("the context `{name}` is a file, and `{path}` cannot be read: {error}"))
    })?;
    let short = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
    Ok(Supplied::File(File::new(bytes, short, "")))
}

fn fits(ty: ContextType, value: &Value) -> bool {
    match ty {
        ContextType::I64 => value.is_i64(),
        ContextType::F64 => value.is_number(),
        ContextType::Bool => value.is_boolean(),
        ContextType::Value => true,
        _ => value.is_string(),
    }
}

fn described(ty: ContextType) -> &'static str {
    match ty {
        ContextType::I64 => "an integer",
        ContextType::F64 => "a number",
        ContextType::Bool => "true or false",
        ContextType::File => "the path of a file",
        _ => "a string",
    }
}

fn example(ty: ContextType) -> &'static str {
    match ty {
        ContextType::I64 | ContextType::F64 => "1",
        ContextType::Bool => "true",
        _ => "\"..\"",
    }
}
