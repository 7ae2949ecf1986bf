//! Argument structs and the named types below them.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::doc::{code, doc, prose};
use super::print::Print;
use crate::json::Json;
use crate::lower::{self, Arena};
use crate::model::{Enum, Field, Presence, Struct, Type, TypeDef, Union};

/// An identifier of the model, which has only legal ones.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// What stands where: the named types, and the path from there to the module that holds them.
pub(super) struct Scope<'m> {
    pub(super) types: &'m [TypeDef],
    /// `update_lead_status::` at the root, nothing inside the module.
    pub(super) prefix: TokenStream,
}

impl Scope<'_> {
    /// The Rust type of a value.
    pub(super) fn ty(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::String => quote!(__tt::String),
            Type::I64 => quote!(__tt::i64),
            Type::U64 => quote!(__tt::u64),
            Type::F64 => quote!(__tt::f64),
            Type::Bool => quote!(__tt::bool),
            Type::Value => quote!(__tt::Value),
            Type::Named(index) => {
                let prefix = &self.prefix;
                let name = ident(self.types.get(*index).map_or("_", TypeDef::name));
                quote!(#prefix #name)
            }
            Type::Vec(item) => {
                let item = self.ty(item);
                quote!(__tt::Vec<#item>)
            }
            Type::Map(value) => {
                let value = self.ty(value);
                quote!(__tt::Map<#value>)
            }
            Type::Nullable(inner) => {
                let inner = self.ty(inner);
                quote!(__tt::Option<#inner>)
            }
            Type::Boxed(inner) => {
                let inner = self.ty(inner);
                quote!(__tt::Box<#inner>)
            }
        }
    }

    fn field_type(&self, field: &Field) -> TokenStream {
        let ty = self.ty(&field.ty);
        match field.presence {
            Presence::Optional => quote!(__tt::Option<#ty>),
            Presence::Required | Presence::Default(_) => ty,
        }
    }

    /// `json` as an expression of type `ty`: plainly where that reads well, else from a literal.
    pub(super) fn value(&self, json: &Json, ty: &Type) -> TokenStream {
        match (json, ty) {
            (Json::Bool(value), Type::Bool) => quote!(#value),
            (Json::String(text), Type::String) => quote!(::core::convert::From::from(#text)),
            (Json::Number(number), Type::I64 | Type::U64 | Type::F64) => {
                numeral(&number.0, *ty == Type::F64).unwrap_or_else(|| from_literal(json))
            }
            (_, Type::Nullable(inner)) if *json != Json::Null => {
                let inner = self.value(json, inner);
                quote!(__tt::Some(#inner))
            }
            (Json::Array(items), Type::Vec(item)) => {
                let items = items.iter().map(|json| self.value(json, item));
                quote!(::core::convert::From::from([#(#items),*]))
            }
            (_, Type::Named(index)) => match self.types.get(*index) {
                Some(TypeDef::Enum(def)) => match def.variants.iter().find(|v| v.wire == *json) {
                    Some(variant) => {
                        let (prefix, name, variant) = (&self.prefix, ident(&def.name), ident(&variant.rust));
                        quote!(#prefix #name::#variant)
                    }
                    None => from_literal(json),
                },
                _ => from_literal(json),
            },
            _ => from_literal(json),
        }
    }

    /// The struct, `new`, `Default` where nothing is required, and the macro call's body.
    ///
    /// `about` is the doc of a struct without description; `more` is added to either.
    pub(super) fn structure(
        &self,
        def: &Struct,
        name: &str,
        about: &str,
        more: &str,
    ) -> (TokenStream, TokenStream) {
        let ident_ = ident(name);
        let more = (!more.is_empty()).then(|| quote!(#[doc = ""] #[doc = #more]));
        let struct_doc = doc(&def.doc, about);
        let fields = def.fields.iter().map(|field| {
            let (name, ty) = (ident(&field.rust), self.field_type(field));
            let doc = doc(&field.doc, &format!(" {}", code(&field.wire)));
            let default = match &field.presence {
                Presence::Default(value) => {
                    let text = format!(" Default: {}", code(&value.to_text()));
                    quote!(#[doc = ""] #[doc = #text])
                }
                Presence::Optional if matches!(field.ty, Type::Nullable(_)) => quote! {
                    #[doc = ""]
                    #[doc = " Absent: `None`; `null`: `Some(None)`."]
                },
                _ => TokenStream::new(),
            };
            quote!(#doc #default pub #name: #ty)
        });
        let rest = def.rest.as_ref().map(|(name, ty)| {
            let (name, ty) = (ident(name), self.ty(ty));
            quote! {
                /// Properties that the schema does not name; they are sent with the object.
                pub #name: __tt::Map<#ty>
            }
        });
        let constructor = self.constructor(def, &ident_);
        let body = self.table_lines(def);
        // A property `1` is the field `_1`.
        let underscored = def.fields.iter().any(|field| field.rust.starts_with('_'));
        let underscored = underscored.then(|| quote!(#[allow(clippy::pub_underscore_fields)]));
        // `Eq` would cost every build, and a float added later would take it away.
        let item = quote! {
            #struct_doc
            #more
            #underscored
            #[allow(dead_code, clippy::derive_partial_eq_without_eq)]
            #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
            pub struct #ident_ { #(#fields,)* #rest }
            #constructor
        };
        (item, body)
    }

    /// What the runtime's `object!` takes: a line a field, then tags and the rest.
    fn table_lines(&self, def: &Struct) -> TokenStream {
        let lines = def.fields.iter().enumerate().map(|(index, field)| {
            let (index, name, wire) = (literal(index), ident(&field.rust), &field.wire);
            match &field.presence {
                Presence::Required => quote!(#index required #name #wire),
                Presence::Optional => quote!(#index optional #name #wire),
                Presence::Default(json) => {
                    let value = self.value(json, &field.ty);
                    quote!(#index or_default #name #wire = #value)
                }
            }
        });
        let tags = (!def.tags.is_empty()).then(|| {
            let tags = def.tags.iter().enumerate().map(|(index, (name, value))| {
                let index = literal(def.fields.len() + index);
                quote!(#index #name #value)
            });
            quote!(tag { #(#tags,)* })
        });
        let rest = def.rest.as_ref().map(|(name, _)| {
            let name = ident(name);
            quote!(rest #name)
        });
        quote!({ #(#lines,)* } #tags #rest)
    }

    /// A named type below the root, in the module of its tool.
    pub(super) fn definition(&self, def: &TypeDef, module: &str) -> TokenStream {
        // Where a second tool has a type of this name, the short one means neither.
        let full = format!(" Full path: `{module}::{}`.", def.name());
        match def {
            TypeDef::Struct(def) => {
                let (item, body) = self.structure(def, &def.name, " An object of the arguments.", &full);
                let name = ident(&def.name);
                quote!(#item __tt::nested! { #name #body })
            }
            TypeDef::Enum(def) => enumeration(def, &full),
            TypeDef::Union(def) => self.union(def, &full),
        }
    }

    fn union(&self, def: &Union, full: &str) -> TokenStream {
        let (name, about) = (ident(&def.name), doc(&def.doc, " One of several kinds of value."));
        let variants = def.variants.iter().map(|branch| {
            let (name, ty, doc) = (ident(&branch.rust), self.ty(&branch.ty), doc(&branch.doc, " One kind."));
            quote!(#doc #name(#ty))
        });
        let names = def.variants.iter().map(|branch| {
            let name = ident(&branch.rust);
            let nodes = branch.nodes.iter().map(|node| Literal::u32_unsuffixed(*node));
            if branch.nodes.is_empty() { quote!(#name) } else { quote!(#name [#(#nodes)*]) }
        });
        quote! {
            #about
            #[doc = ""]
            #[doc = #full]
            #[allow(clippy::derive_partial_eq_without_eq)]
            #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
            pub enum #name { #(#variants,)* }
            __tt::union! { #name { #(#names,)* } }
        }
    }
}

fn enumeration(def: &Enum, full: &str) -> TokenStream {
    let (name, about) = (ident(&def.name), doc(&def.doc, " One of the allowed values."));
    let only_strings = def.variants.iter().all(|v| matches!(v.wire, Json::String(_)));
    let lines = def.variants.iter().map(|variant| {
        let (name, text) = (ident(&variant.rust), text_of(&variant.wire));
        // The text alone is said by the macro, where it can stand between backticks.
        let spelled = code(&text);
        let said = match variant.doc.trim() {
            "" if spelled == format!("`{text}`") => None,
            "" => Some(format!(" {spelled}")),
            doc => Some(prose(doc)),
        };
        let said = said.map(|doc| quote!((#doc)));
        if only_strings {
            quote!(#name #text #said,)
        } else {
            let lit = literal_value(&variant.wire);
            quote!(#name #lit, #text #said;)
        }
    });
    let implementation = if only_strings { quote!(string_enum) } else { quote!(value_enum) };
    quote!(__tt::#implementation! { #about #[doc = ""] #[doc = #full] #name { #(#lines)* } })
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
fn numeral(text: &str, float: bool) -> Option<TokenStream> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let literal = if float {
        Literal::f64_unsuffixed(digits.parse().ok().filter(|f: &f64| f.is_finite())?)
    } else {
        Literal::u64_unsuffixed(digits.parse().ok()?)
    };
    Some(if negative { quote!(-#literal) } else { quote!(#literal) })
}

/// A value as a literal of a table.
fn literal_value(json: &Json) -> TokenStream {
    lower::lit(json, &Arena::default()).print()
}

fn from_literal(json: &Json) -> TokenStream {
    let lit = literal_value(json);
    quote!(__tt::from_lit(#lit))
}

/// An index without a suffix, as a person would write it.
pub(super) fn literal(index: usize) -> Literal {
    Literal::usize_unsuffixed(index)
}
