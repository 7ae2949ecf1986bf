//! Argument structs and the named types below them.

use super::doc::{code, doc, prose};
use super::print::{Print, print_plain};
use crate::json::Json;
use crate::lower::{self, Arena};
use crate::model::{Enum, Field, Presence, Struct, Type, TypeDef, Union};

/// What stands where: the named types, and the path from there to the module that holds them.
pub(super) struct Scope<'m> {
    pub(super) types: &'m [TypeDef],
    /// `update_lead_status::` at the root, nothing inside the module.
    pub(super) prefix: String,
}

impl Scope<'_> {
    /// The Rust type of a value.
    pub(super) fn ty(&self, ty: &Type) -> String {
        let (outer, inner) = match ty {
            Type::String => return "__tt::String".to_owned(),
            Type::I64 => return "__tt::i64".to_owned(),
            Type::U64 => return "__tt::u64".to_owned(),
            Type::F64 => return "__tt::f64".to_owned(),
            Type::Bool => return "__tt::bool".to_owned(),
            Type::Value => return "__tt::Value".to_owned(),
            Type::Named(index) => {
                return format!("{}{}", self.prefix, self.types.get(*index).map_or("_", TypeDef::name));
            }
            Type::Vec(item) => ("Vec", item),
            Type::Map(value) => ("Map", value),
            Type::Nullable(inner) => ("Option", inner),
            Type::Boxed(inner) => ("Box", inner),
        };
        format!("__tt::{outer}<{}>", self.ty(inner))
    }

    fn field_type(&self, field: &Field) -> String {
        let ty = self.ty(&field.ty);
        match field.presence {
            Presence::Optional => format!("__tt::Option<{ty}>"),
            Presence::Required | Presence::Default(_) => ty,
        }
    }

    /// `json` as an expression of type `ty`: plainly where that reads well, else from a literal.
    pub(super) fn value(&self, json: &Json, ty: &Type) -> String {
        let plain = match (json, ty) {
            (Json::Bool(value), Type::Bool) => Some(value.to_string()),
            (Json::String(text), Type::String) => Some(format!("::core::convert::From::from({text:?})")),
            (Json::Number(number), Type::I64 | Type::U64 | Type::F64) => numeral(&number.0, *ty == Type::F64),
            (_, Type::Nullable(inner)) if *json != Json::Null => {
                Some(format!("__tt::Some({})", self.value(json, inner)))
            }
            (Json::Array(items), Type::Vec(item)) => {
                let items: Vec<_> = items.iter().map(|json| self.value(json, item)).collect();
                Some(format!("::core::convert::From::from([{}])", items.join(",")))
            }
            (_, Type::Named(index)) => match self.types.get(*index) {
                Some(TypeDef::Enum(def)) => def
                    .variants
                    .iter()
                    .find(|variant| variant.wire == *json)
                    .map(|variant| format!("{}{}::{}", self.prefix, def.name, variant.rust)),
                _ => None,
            },
            _ => None,
        };
        plain.unwrap_or_else(|| format!("__tt::from_lit({{use __tt::Lit;{}}})", literal_value(json)))
    }

    /// The struct, and the body of the macro call that implements what there is for it: `new`, then a line a field, tags
    /// and the rest.
    ///
    /// `about` is the doc of a struct without description; `more` is added to either.
    pub(super) fn structure(&self, def: &Struct, name: &str, about: &str, more: &str) -> (String, String) {
        let mut item = doc(&def.doc, about);
        if !more.is_empty() {
            item += &format!("#[doc=\"\"]#[doc={more:?}]");
        }
        // A property `1` is the field `_1`.
        if def.fields.iter().any(|field| field.rust.starts_with('_')) {
            item += "#[allow(clippy::pub_underscore_fields)]";
        }
        // `Eq` would cost every build, and a float added later would take it away.
        item += &format!(
            "#[allow(dead_code,clippy::derive_partial_eq_without_eq)]\
             #[derive(::core::fmt::Debug,::core::clone::Clone,::core::cmp::PartialEq)]\
             pub struct {name}{{"
        );
        for field in &def.fields {
            item += &doc(&field.doc, &format!(" {}", code(&field.wire)));
            match &field.presence {
                Presence::Default(value) => {
                    let text = format!(" Default: {}", code(&value.to_text()));
                    item += &format!("#[doc=\"\"]#[doc={text:?}]");
                }
                Presence::Optional if matches!(field.ty, Type::Nullable(_)) => {
                    item += "#[doc=\"\"]#[doc=\" Absent: `None`; `null`: `Some(None)`.\"]";
                }
                _ => {}
            }
            item += &format!("pub {}:{},", field.rust, self.field_type(field));
        }
        if let Some((name, ty)) = &def.rest {
            item += "#[doc=\" Properties that the schema does not name; they are sent with the object.\"]";
            item += &format!("pub {name}:__tt::Map<{}>", self.ty(ty));
        }
        item.push('}');
        (item, format!("{}{}", self.constructor(def, name), self.table_lines(def)))
    }

    /// What the runtime's `object!` takes: a line a field, then tags and the rest.
    fn table_lines(&self, def: &Struct) -> String {
        let mut lines = "{".to_owned();
        for (index, field) in def.fields.iter().enumerate() {
            let Field { rust, wire, .. } = field;
            lines += &match &field.presence {
                Presence::Required => match self.parameter(field, def) {
                    parameter if parameter == *rust => format!("{index} required {rust} {wire:?},"),
                    parameter => format!("{index} required {rust} {wire:?} from {parameter},"),
                },
                Presence::Optional => format!("{index} optional {rust} {wire:?},"),
                Presence::Default(json) => {
                    format!("{index} or_default {rust} {wire:?} = {},", self.value(json, &field.ty))
                }
            };
        }
        lines.push('}');
        if !def.tags.is_empty() {
            lines += "tag{";
            for (index, (name, value)) in def.tags.iter().enumerate() {
                lines += &format!("{} {name:?} {value:?},", def.fields.len() + index);
            }
            lines.push('}');
        }
        if let Some((name, _)) = &def.rest {
            lines += &format!("rest {name}");
        }
        lines
    }

    /// A named type below the root, in the module of its tool.
    pub(super) fn definition(&self, def: &TypeDef, module: &str) -> String {
        // Where a second tool has a type of this name, the short one means neither.
        let full = format!(" Full path: `{module}::{}`.", def.name());
        match def {
            TypeDef::Struct(def) => {
                let (item, body) = self.structure(def, &def.name, " An object of the arguments.", &full);
                format!("{item}__tt::nested!{{{body}}}")
            }
            TypeDef::Enum(def) => enumeration(def, &full),
            TypeDef::Union(def) => self.union(def, &full),
        }
    }

    fn union(&self, def: &Union, full: &str) -> String {
        let (name, about) = (&def.name, doc(&def.doc, " One of several kinds of value."));
        let (mut variants, mut names) = (String::new(), String::new());
        for branch in &def.variants {
            variants += &doc(&branch.doc, " One kind.");
            variants += &format!("{}({}),", branch.rust, self.ty(&branch.ty));
            names += &branch.rust;
            if !branch.nodes.is_empty() {
                let nodes: Vec<_> = branch.nodes.iter().map(ToString::to_string).collect();
                names += &format!("[{}]", nodes.join(" "));
            }
            names.push(',');
        }
        format!(
            "{about}#[doc=\"\"]#[doc={full:?}]\
             #[allow(clippy::derive_partial_eq_without_eq)]\
             #[derive(::core::fmt::Debug,::core::clone::Clone,::core::cmp::PartialEq)]\
             pub enum {name}{{{variants}}}\
             __tt::union!{{{name}{{{names}}}}}"
        )
    }
}

fn enumeration(def: &Enum, full: &str) -> String {
    let (name, about) = (&def.name, doc(&def.doc, " One of the allowed values."));
    let only_strings = def.variants.iter().all(|v| matches!(v.wire, Json::String(_)));
    let mut lines = String::new();
    for variant in &def.variants {
        let (name, text) = (&variant.rust, text_of(&variant.wire));
        // The text alone is said by the macro, where it can stand between backticks.
        let spelled = code(&text);
        let said = match variant.doc.trim() {
            "" if spelled == format!("`{text}`") => String::new(),
            "" => format!("({:?})", format!(" {spelled}")),
            doc => format!("({:?})", prose(doc)),
        };
        lines += &match only_strings {
            true => format!("{name} {text:?}{said},"),
            false => format!("{name} {},{text:?}{said};", literal_value(&variant.wire)),
        };
    }
    let implementation = if only_strings { "string_enum" } else { "value_enum" };
    format!("__tt::{implementation}!{{{about}#[doc=\"\"]#[doc={full:?}]{name}{{{lines}}}}}")
}

/// An enum value as text: a string as it is, anything else as JSON.
fn text_of(json: &Json) -> String {
    match json {
        Json::String(text) => text.clone(),
        other => other.to_text(),
    }
}

/// A number as a person would write it in Rust: `10`, `-0.5`. `None` where an integer is written
/// as a float or beyond 64 bits.
fn numeral(text: &str, float: bool) -> Option<String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let mut out = if digits.len() < text.len() { "-".to_owned() } else { String::new() };
    if float {
        digits.parse().ok().filter(|float: &f64| float.is_finite())?.print(&mut out);
    } else {
        print_plain(&digits.parse::<u64>().ok()?, &mut out);
    }
    Some(out)
}

/// A value as a literal of a table, which stands where `Lit` is known.
fn literal_value(json: &Json) -> String {
    lower::lit(json, &Arena::default()).printed()
}
