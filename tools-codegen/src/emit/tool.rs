//! One tool: its argument struct, with its table, and the module of its types.

use super::doc::code;
use super::print::Print;
use super::types::Scope;
use crate::export::Alias;
use crate::lower::{self, Arena, Names};
use crate::model::{Model, Tool, TypeDef};

/// The name of a type that is an error, which a front end supplies with the errors that it
/// reports (`Outcome::unsure_type`).
pub(crate) const UNSURE: &str = "__TtUnsure";

/// The argument struct at the root of the set, and the tool's module.
pub(super) fn tool(tool: &Tool, model: &Model, aliases: &[Alias]) -> String {
    if let Some(guesses) = &tool.unsure {
        return unsure(tool, guesses);
    }
    let names =
        Names { arguments: &tool.arguments.root.fields, context: &model.context, secrets: &model.secrets };
    let arena = Arena::default();
    let table = lower::definition(tool, aliases, names, &arena);
    let (name, module, types) = (&tool.type_name, &tool.method, &tool.arguments.types);
    let outside = Scope { types, prefix: format!("{module}::") };

    let mut root = tool.arguments.root.clone();
    root.doc = tool.description.clone();
    let about = format!(" The arguments of `{}`.", tool.name);
    let request = match tool.native {
        true => "A native tool".to_owned(),
        false => code(&format!("{} {}", table.request.method, table.request.shown_url())),
    };
    let source = format!(" {request} ({})", code(&tool.file));
    let (mut out, body) = outside.structure(&root, name, &about, &source);
    let itself = if tool.native { " as itself" } else { "" };
    let output = output_type(tool);
    out += &format!(
        "__tt::tool!{{{body}{itself}}}\
         impl __tt::Tool for {name}{{type Output={output};type Toolset=Session;fn definition()->__tt::Table{{use __tt::prelude::*;&"
    );
    table.print(&mut out);
    out += "}}";
    out + &nested(tool)
}

/// The module of a tool's types, where it has any.
fn nested(tool: &Tool) -> String {
    let (name, module, types) = (&tool.type_name, &tool.method, &tool.arguments.types);
    if types.is_empty() && tool.output.is_none() {
        return String::new();
    }
    let inside = Scope { types, prefix: String::new() };
    let mut out = format!(
        "#[doc=\" Types of [`{name}`].\"]\
         #[allow(dead_code,clippy::all,clippy::pedantic)]\
         pub mod {module}{{#[allow(unused_imports)]use super::__tt;"
    );
    for def in types {
        out += &inside.definition(def, module);
    }
    if let Some(output) = &tool.output {
        out += &format!(
            "#[allow(missing_docs,clippy::all,clippy::pedantic)]\
             pub mod response{{#![doc=\" The types of the response.\"]use super::__tt;{output}}}"
        );
        out += short_output(types.iter().map(TypeDef::name));
    }
    out + "}" + &reexport(module)
}

/// The short names of a tool's types. Two tools may each have one of a name, which is then neither's.
fn reexport(module: &str) -> String {
    format!("#[allow(ambiguous_glob_reexports,unused_imports)]pub use self::{module}::*;")
}

/// A tool whose arguments have a shape that mistakes leave open: its types are [`UNSURE`], so that
/// rustc has nothing to say of a program that uses them.
fn unsure(tool: &Tool, guesses: &[String]) -> String {
    let (name, module) = (&tool.type_name, &tool.method);
    let known = tool.arguments.types.iter().map(TypeDef::name);
    let types: Vec<&str> = known.chain(guesses.iter().map(String::as_str)).collect();
    let mut out = format!(
        "pub type {name}={UNSURE};\
         #[allow(dead_code)]pub mod {module}{{#[allow(unused_imports)]use super::__tt;"
    );
    for name in &types {
        out += &format!("pub type {name}=super::{UNSURE};");
    }
    if tool.output.is_some() {
        out += &format!("pub mod response{{pub type Output=super::super::{UNSURE};}}");
        out += short_output(types.iter().copied());
    }
    out + "}" + &reexport(module)
}

/// The short name of the response's type, unless a property `output` has a type of that name.
fn short_output<'n>(mut types: impl Iterator<Item = &'n str>) -> &'static str {
    if types.any(|name| name == "Output") { "" } else { "pub use self::response::Output;" }
}

/// What a call of the tool gives.
pub(super) fn output_type(tool: &Tool) -> String {
    match &tool.output {
        Some(_) => format!("{}::response::Output", tool.method),
        None => "__tt::Value".to_owned(),
    }
}
