//! One tool: its argument struct, with its table, and the module of its types.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::code;
use super::print::Print;
use super::types::{Scope, ident};
use crate::export::Alias;
use crate::lower::{self, Arena, Names};
use crate::model::{Model, Tool, TypeDef};

/// The name of a type that is an error, which a front end supplies with the errors that it
/// reports (`Outcome::unsure_type`).
pub(crate) const UNSURE: &str = "__TtUnsure";

/// The argument struct at the root of the set, and the tool's module.
pub(super) fn tool(tool: &Tool, model: &Model, aliases: &[Alias]) -> TokenStream {
    if let Some(guesses) = &tool.unsure {
        return unsure(tool, guesses);
    }
    let names =
        Names { arguments: &tool.arguments.root.fields, context: &model.context, secrets: &model.secrets };
    let arena = Arena::default();
    let table = lower::definition(tool, aliases, names, &arena);
    let definition = table.print();
    let (name, module) = (ident(&tool.type_name), ident(&tool.method));
    let types = &tool.arguments.types;
    let outside = Scope { types, prefix: quote!(#module::) };
    let inside = Scope { types, prefix: TokenStream::new() };

    let mut root = tool.arguments.root.clone();
    root.doc = tool.description.clone();
    let about = format!(" The arguments of `{}`.", tool.name);
    let source = {
        let request = match tool.native {
            true => "A native tool".to_owned(),
            false => code(&format!("{} {}", table.request.method, table.request.shown_url())),
        };
        format!(" {request} ({})", code(&tool.file))
    };
    let (item, body) = outside.structure(&root, &tool.type_name, &about, &source);
    let definitions = types.iter().map(|def| inside.definition(def, &tool.method));

    let itself = tool.native.then(|| quote!(as itself));
    let output = output_type(tool);
    let short = short_output(types.iter().map(TypeDef::name));
    let response = tool.output.as_ref().map(|types| {
        quote! {
            #[allow(missing_docs, clippy::all, clippy::pedantic)]
            pub mod response {
                //! The types of the response.
                use super::__tt;
                #types
            }
            #short
        }
    });
    let nested = (!types.is_empty() || tool.output.is_some()).then(|| {
        let about = format!(" Types of [`{}`].", tool.type_name);
        quote! {
            #[doc = #about]
            #[allow(dead_code, clippy::all, clippy::pedantic)]
            pub mod #module {
                #[allow(unused_imports)]
                use super::__tt;
                #(#definitions)*
                #response
            }
            #[allow(ambiguous_glob_reexports, unused_imports)]
            pub use self::#module::*;
        }
    });
    quote! {
        #item
        __tt::tool! { #name #body #itself }
        impl __tt::Tool for #name {
            type Output = #output;
            type Toolset = Session;
            fn definition() -> __tt::Table {
                &#definition
            }
        }
        #nested
    }
}

/// A tool whose arguments have a shape that mistakes leave open: its types are [`UNSURE`], so that
/// rustc has nothing to say of a program that uses them.
fn unsure(tool: &Tool, guesses: &[String]) -> TokenStream {
    let (name, module, unsure) = (ident(&tool.type_name), ident(&tool.method), ident(UNSURE));
    let known = tool.arguments.types.iter().map(TypeDef::name);
    let types: Vec<&str> = known.chain(guesses.iter().map(String::as_str)).collect();
    let short = short_output(types.iter().copied());
    let types = types.into_iter().map(ident);
    let output = tool.output.as_ref().map(|_| {
        quote! {
            pub mod response {
                pub type Output = super::super::#unsure;
            }
            #short
        }
    });
    quote! {
        pub type #name = #unsure;
        #[allow(dead_code)]
        pub mod #module {
            #[allow(unused_imports)]
            use super::__tt;
            #(pub type #types = super::#unsure;)*
            #output
        }
        #[allow(ambiguous_glob_reexports, unused_imports)]
        pub use self::#module::*;
    }
}

/// The short name of the response's type, unless a property `output` has a type of that name.
fn short_output<'n>(mut types: impl Iterator<Item = &'n str>) -> Option<TokenStream> {
    (!types.any(|name| name == "Output")).then(|| {
        quote!(
            pub use self::response::Output;
        )
    })
}

/// What a call of the tool gives.
pub(super) fn output_type(tool: &Tool) -> TokenStream {
    match &tool.output {
        Some(_) => {
            let module = ident(&tool.method);
            quote!(#module::response::Output)
        }
        None => quote!(__tt::Value),
    }
}
