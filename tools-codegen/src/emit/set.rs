//! What a set has once beside `Tools` and `Session`: `Context`, `Secrets` and `ToolCall`.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::code;
use super::tool::UNSURE;
use super::types::{ident, literal};
use crate::model::{ContextField, ContextType, Model};

/// `Context`: a field for each context name, so that a value your application forgets is a rustc error.
pub(super) fn context(model: &Model) -> TokenStream {
    if model.context_unsure {
        let unsure = ident(UNSURE);
        return quote!(pub type Context = #unsure;);
    }
    if let Some(path) = &model.context_type {
        return own_context(path, model);
    }
    let fields = model.context.iter().map(|field| {
        let name = ident(&field.rust);
        let ty = field_type(field);
        let users: Vec<_> = field.used_by.iter().map(|tool| format!("`{tool}`")).collect();
        let doc = match users.as_slice() {
            [] => format!(" `{}`: no tool uses it.", field.wire),
            users => format!(" `{}`, for {}.", field.wire, users.join(", ")),
        };
        quote!(#[doc = #doc] pub #name: #ty)
    });
    let lines = model.context.iter().enumerate().map(|(index, field)| {
        let (index, name, wire) = (literal(index), ident(&field.rust), &field.wire);
        let kind = if field.optional { quote!(optional) } else { quote!(required) };
        quote!(#index #kind #name #wire)
    });
    // Secrets and files are written nowhere; native tools are given the context itself.
    let is_sealed = |field: &ContextField| matches!(field.ty, ContextType::Secret | ContextType::File);
    let kind = match model.context.iter().any(is_sealed) {
        true => quote!(sealed),
        false => quote!(nested),
    };
    let itself = model.tools.iter().any(|tool| tool.native).then(|| quote!(as itself));
    quote! {
        /// What your application knows of one conversation and a model cannot choose.
        #[allow(dead_code, clippy::derive_partial_eq_without_eq)]
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
        pub struct Context { #(#fields,)* }
        __tt::#kind! { Context { #(#lines,)* } #itself }
    }
}

fn field_type(field: &ContextField) -> TokenStream {
    let ty = match field.ty {
        ContextType::String => quote!(__tt::String),
        ContextType::I64 => quote!(__tt::i64),
        ContextType::F64 => quote!(__tt::f64),
        ContextType::Bool => quote!(__tt::bool),
        ContextType::Value => quote!(__tt::Value),
        ContextType::Secret => quote!(__tt::Secret),
        ContextType::File => quote!(__tt::File),
    };
    if field.optional { quote!(__tt::Option<#ty>) } else { ty }
}

/// A context type of the application's own, and a view of it. rustc checks its fields: the macro gives their names, and the
/// path, the places that they have in its call, so their order here is fixed (`tools-macros/src/context.rs`).
fn own_context(path: &str, model: &Model) -> TokenStream {
    let view = ident(CONTEXT_VIEW);
    let leading = path.starts_with("::").then(|| quote!(::));
    let segments = path.trim_start_matches("::").split("::").map(ident);
    let fields = model.context.iter().enumerate().map(|(index, field)| {
        let (index, name, wire, ty) = (literal(index), ident(&field.rust), &field.wire, field_type(field));
        let kind = if field.optional { quote!(optional) } else { quote!(required) };
        quote!(#index #name #kind #wire #ty)
    });
    let itself = model.tools.iter().any(|tool| tool.native).then(|| quote!(as itself));
    quote!(__tt::own_context! { #view Context = #leading #(#segments)::* { #(#fields,)* } #itself })
}

/// The name of what the engine sees a context type of the application's own through.
pub(super) const CONTEXT_VIEW: &str = "__Context";

/// `Secrets`: the names that the templates use; values stay inside.
pub(super) fn secrets(model: &Model) -> TokenStream {
    let names = &model.secrets;
    let list: Vec<_> = names.iter().map(|name| code(name)).collect();
    let about = match list.as_slice() {
        [] => " The secrets that the tools use: none.".to_owned(),
        list => format!(" The secrets that the tools use: {}.", list.join(", ")),
    };
    let bases: Vec<_> = model.base_urls.iter().map(|name| code(name)).collect();
    let bases = match bases.as_slice() {
        [] => TokenStream::new(),
        bases => {
            let bases = format!(" Base URLs, such as `https://api.example.com/v1`: {}.", bases.join(", "));
            quote!(#[doc = ""] #[doc = #bases])
        }
    };
    quote!(__tt::secrets! { #[doc = #about] #bases [#(#names),*] })
}

/// `ToolCall`: a variant per tool, in the order of their names.
pub(super) fn tool_call(model: &Model) -> TokenStream {
    let types: Vec<_> = model.tools.iter().map(|tool| ident(&tool.type_name)).collect();
    let names = model.tools.iter().map(|tool| &tool.name);
    let indices = (0..types.len()).map(literal);
    quote!(__tt::tool_call! { #(#indices #types #names,)* })
}
