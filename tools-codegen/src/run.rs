//! A set as the command line runs it, without compiled Rust: the tables that the runtime reads, and the shapes that
//! arguments are read into, which are those of the generated types.
//!
//! All of it lives as long as the process, as generated constants do: it is for programs that run a set once, or as often as
//! somebody edits it. A set of ten tools takes 16 kB.

pub(crate) mod rust;

use typed_tools_core::table::Definition;

use crate::export;
use crate::json::Json;
use crate::lower::{self, Arena, Names};
use crate::model::{Model, Presence, Struct, Type, TypeDef};

pub use crate::model::ContextType;

/// A set that can be run.
#[derive(Debug)]
pub struct Runnable {
    /// Its tools, sorted by name.
    pub tools: Vec<RunTool>,
    /// The names of its context, with their types and whether they may be absent.
    pub context: Vec<(&'static str, ContextType, bool)>,
    /// The names of its secrets, sorted.
    pub secrets: Vec<&'static str>,
    /// Those of them that are base URLs.
    pub base_urls: Vec<&'static str>,
    /// The origins that may be plain `http`.
    pub allow_http: Vec<&'static str>,
}

/// A tool that can be run.
#[derive(Debug)]
pub struct RunTool {
    /// Its table.
    pub definition: &'static Definition<'static>,
    /// What its arguments are read into.
    pub arguments: Fields,
    /// The objects below the root; a [`Shape::Object`] is an index into it.
    pub objects: Vec<Fields>,
    /// The schema of its arguments, as JSON Schema 2020-12, with descriptions, in the order of the definition.
    pub schema: Json,
    /// Arguments that it gives as examples, as JSON.
    pub examples: Vec<String>,
    /// The file that it stands in.
    pub file: String,
}

/// The fields of a generated struct.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    /// Name on the wire, what it holds, and whether it is there.
    pub fields: Vec<(&'static str, Shape, There)>,
    /// What further properties hold, where they are kept.
    pub rest: Option<Shape>,
}

/// Whether a field is there.
#[derive(Debug, Clone)]
pub enum There {
    /// Always.
    Always,
    /// It may be absent.
    Perhaps,
    /// This JSON takes its place.
    Default(String),
}

/// What a value is read into.
#[derive(Debug, Clone)]
pub enum Shape {
    /// `String`
    String,
    /// `i64`
    I64,
    /// `u64`
    U64,
    /// `f64`
    F64,
    /// `bool`
    Bool,
    /// Any JSON. Enums and unions, too: their values are sent as they came.
    Value,
    /// The object of this number.
    Object(usize),
    /// A list.
    List(Box<Shape>),
    /// An object without named properties.
    Map(Box<Shape>),
    /// One that may be null.
    Nullable(Box<Shape>),
}

/// Makes a set runnable.
pub(crate) fn runnable(model: &Model) -> Runnable {
    let text = |text: &String| -> &'static str { String::leak(text.clone()) };
    let arena: &'static Arena = Box::leak(Box::default());
    let tools = model.tools.iter().map(|tool| {
        let arguments = &tool.arguments;
        let names =
            Names { arguments: &arguments.root.fields, context: &model.context, secrets: &model.secrets };
        let aliases = export::export(tool).aliases;
        let types = &arguments.types;
        // A type that is no struct has no fields, and nothing refers to it as one.
        let objects = types.iter().map(|def| match def {
            TypeDef::Struct(def) => fields(def, types, arena),
            TypeDef::Enum(_) | TypeDef::Union(_) => Fields::default(),
        });
        RunTool {
            definition: arena.one(lower::definition(tool, &aliases, names, arena)),
            arguments: fields(&arguments.root, types, arena),
            objects: objects.collect(),
            schema: arguments.neutral.clone(),
            examples: arguments.examples.iter().map(|example| example.to_text()).collect(),
            file: tool.file.clone(),
        }
    });
    Runnable {
        tools: tools.collect(),
        context: model.context.iter().map(|field| (text(&field.wire), field.ty, field.optional)).collect(),
        secrets: model.secrets.iter().map(text).collect(),
        base_urls: model.base_urls.iter().map(text).collect(),
        allow_http: model.allow_http.iter().map(text).collect(),
    }
}

fn fields(def: &Struct, types: &[TypeDef], arena: &'static Arena) -> Fields {
    let tags = def.tags.iter().map(|(name, _)| (arena.text(name), Shape::String, There::Always));
    let fields = def.fields.iter().map(|field| {
        let there = match &field.presence {
            Presence::Required => There::Always,
            Presence::Optional => There::Perhaps,
            Presence::Default(value) => There::Default(value.to_text()),
        };
        (arena.text(&field.wire), shape(&field.ty, types), there)
    });
    Fields { fields: fields.chain(tags).collect(), rest: def.rest.as_ref().map(|(_, ty)| shape(ty, types)) }
}

fn shape(ty: &Type, types: &[TypeDef]) -> Shape {
    match ty {
        Type::String => Shape::String,
        Type::I64 => Shape::I64,
        Type::U64 => Shape::U64,
        Type::F64 => Shape::F64,
        Type::Bool => Shape::Bool,
        Type::Value => Shape::Value,
        Type::Named(index) => match types.get(*index) {
            Some(TypeDef::Struct(_)) => Shape::Object(*index),
            _ => Shape::Value,
        },
        Type::Vec(inner) => Shape::List(Box::new(shape(inner, types))),
        Type::Map(inner) => Shape::Map(Box::new(shape(inner, types))),
        Type::Nullable(inner) => Shape::Nullable(Box::new(shape(inner, types))),
        Type::Boxed(inner) => shape(inner, types),
    }
}
