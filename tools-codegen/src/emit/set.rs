//! What a set has once beside `Tools` and `Session`: `Context`, `Secrets` and `ToolCall`.

use super::doc::code;
use super::tool::UNSURE;
use crate::model::{ContextField, ContextType, Model};

/// `Context`: a field for each context name, so that a value your application forgets is a rustc error.
pub(super) fn context(model: &Model) -> String {
    if model.context_unsure {
        return format!("pub type Context={UNSURE};");
    }
    if let Some(path) = &model.context_type {
        return own_context(path, model);
    }
    let (mut fields, mut lines) = (String::new(), String::new());
    for (index, field) in model.context.iter().enumerate() {
        let ContextField { rust, wire, .. } = field;
        let users: Vec<_> = field.used_by.iter().map(|tool| format!("`{tool}`")).collect();
        let doc = match users.as_slice() {
            [] => format!(" `{wire}`: no tool uses it."),
            users => format!(" `{wire}`, for {}.", users.join(", ")),
        };
        fields += &format!("#[doc={doc:?}]pub {rust}:{},", field_type(field));
        lines += &format!("{index} {} {rust} {wire:?},", kind(field));
    }
    // Secrets and files are written nowhere; native tools are given the context itself.
    let is_sealed = |field: &ContextField| matches!(field.ty, ContextType::Secret | ContextType::File);
    let implementation = if model.context.iter().any(is_sealed) { "sealed" } else { "nested" };
    let itself = itself(model);
    format!(
        "#[doc=\" What your application knows of one conversation and a model cannot choose.\"]\
         #[allow(dead_code,clippy::derive_partial_eq_without_eq)]\
         #[derive(::core::fmt::Debug,::core::clone::Clone,::core::cmp::PartialEq)]\
         pub struct Context{{{fields}}}\
         __tt::{implementation}!{{Context{{{lines}}}{itself}}}"
    )
}

fn kind(field: &ContextField) -> &'static str {
    if field.optional { "optional" } else { "required" }
}

/// Native tools are given the context itself.
fn itself(model: &Model) -> &'static str {
    if model.tools.iter().any(|tool| tool.native) { " as itself" } else { "" }
}

fn field_type(field: &ContextField) -> String {
    let ty = match field.ty {
        ContextType::String => "__tt::String",
        ContextType::I64 => "__tt::i64",
        ContextType::F64 => "__tt::f64",
        ContextType::Bool => "__tt::bool",
        ContextType::Value => "__tt::Value",
        ContextType::Secret => "__tt::Secret",
        ContextType::File => "__tt::File",
    };
    if field.optional { format!("__tt::Option<{ty}>") } else { ty.to_owned() }
}

/// A context type of the application's own, and a view of it. rustc checks its fields: the macro gives their names, and the
/// path, the places that they have in its call, so their order here is fixed (`tools-macros/src/context.rs`).
fn own_context(path: &str, model: &Model) -> String {
    let mut lines = String::new();
    for (index, field) in model.context.iter().enumerate() {
        let (rust, kind, wire) = (&field.rust, kind(field), &field.wire);
        lines += &format!("{index} {rust} {kind} {wire:?} {},", field_type(field));
    }
    let itself = itself(model);
    format!("__tt::own_context!{{{CONTEXT_VIEW} Context={path}{{{lines}}}{itself}}}")
}

/// The name of what the engine sees a context type of the application's own through.
pub(super) const CONTEXT_VIEW: &str = "__Context";

/// `Secrets`: the names that the templates use; values stay inside.
pub(super) fn secrets(model: &Model) -> String {
    let names = &model.secrets;
    let list: Vec<_> = names.iter().map(|name| code(name)).collect();
    let mut about = match list.as_slice() {
        [] => vec![" The secrets that the tools use: none.".to_owned()],
        list => vec![format!(" The secrets that the tools use: {}.", list.join(", "))],
    };
    let bases: Vec<_> = model.base_urls.iter().map(|name| code(name)).collect();
    if !bases.is_empty() {
        about.push(String::new());
        about.push(format!(" Base URLs, such as `https://api.example.com/v1`: {}.", bases.join(", ")));
    }
    let about: Vec<_> = about.iter().map(|line| format!("#[doc={line:?}]")).collect();
    format!("__tt::secrets!{{{}[{}]}}", about.concat(), quoted(names))
}

/// `"a", "b"`
pub(super) fn quoted(texts: &[String]) -> String {
    let texts: Vec<_> = texts.iter().map(|text| format!("{text:?}")).collect();
    texts.join(",")
}

/// `ToolCall`: a variant per tool, in the order of their names.
pub(super) fn tool_call(model: &Model) -> String {
    let mut lines = String::new();
    for (index, tool) in model.tools.iter().enumerate() {
        lines += &format!("{index} {} {:?},", tool.type_name, tool.name);
    }
    format!("__tt::tool_call!{{{lines}}}")
}
