//! What the tools of a set look like to each provider: `Tools::specs` and the strings behind it.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::types::literal;
use crate::export::{Dialect, Export, Exports};

/// `Tools::specs`, `Tools::strict_specs`, and a table of strings for each dialect.
///
/// A program links the tables of the dialects it uses: each is a `static` of its own, picked by
/// an inlined `match`. A string that stands in several tables is written once.
pub(super) fn specs(exports: &[Exports]) -> TokenStream {
    let tables = tables(exports);
    let shared = shared(&tables);
    let statics = shared.iter().map(|(text, index)| {
        let name = format_ident!("S{}", index);
        quote!(static #name: &::core::primitive::str = #text;)
    });
    let count = literal(exports.len());
    let arms = tables.iter().map(|(dialects, table)| {
        let dialects = dialects.iter().map(|dialect| variant(*dialect));
        let specs = table.iter().map(|export| spec(export, &shared));
        quote! {
            #(__tt::Dialect::#dialects)|* => {
                static TABLE: [__tt::Spec; #count] = [#(#specs),*];
                &TABLE
            }
        }
    });
    quote! {
        #[allow(dead_code)]
        impl Tools {
            /// What goes into the tools field of a request to `provider`: the same bytes in every
            /// build of the same definitions.
            #[must_use]
            #[inline]
            pub fn specs(provider: __tt::Provider) -> __tt::Specs {
                __tt::Specs::plain::<Self>(provider, <ToolCall as __tt::CallSet>::definitions())
            }

            /// As [`Tools::specs`], strict for every tool that the provider can take so; plain
            /// where the provider has no strict mode.
            #[must_use]
            #[inline]
            pub fn strict_specs(provider: __tt::Provider) -> __tt::Specs {
                __tt::Specs::strict::<Self>(provider, <ToolCall as __tt::CallSet>::definitions())
            }
        }

        #[allow(dead_code)]
        const _: () = {
            #(#statics)*
            impl __tt::Exports for Tools {
                #[inline]
                #[allow(clippy::too_many_lines)]
                fn dialect(dialect: __tt::Dialect) -> &'static [__tt::Spec] {
                    match dialect { #(#arms)* }
                }
            }
        };
    }
}

/// A table and the dialects that have it.
type Table<'e> = (Vec<Dialect>, Vec<&'e Export>);

/// The tables, those that are equal once.
fn tables(exports: &[Exports]) -> Vec<Table<'_>> {
    let mut tables: Vec<Table<'_>> = Vec::new();
    for dialect in Dialect::ALL {
        let table: Vec<_> = exports.iter().filter_map(|exports| exports.get(dialect)).collect();
        let equal = |known: &Vec<&Export>| known.iter().zip(&table).all(|(a, b)| offered(a) == offered(b));
        match tables.iter_mut().find(|(_, known)| equal(known)) {
            Some((dialects, _)) => dialects.push(dialect),
            None => tables.push((vec![dialect], table)),
        }
    }
    tables
}

/// What of an export reaches a table.
fn offered(export: &Export) -> (Option<&str>, u16, u16) {
    (export.schema.as_deref(), export.optionals, export.unions)
}

/// The strings that stand in several tables, with a number each, in the order of their text.
fn shared<'e>(tables: &[Table<'e>]) -> BTreeMap<&'e str, usize> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for text in tables.iter().flat_map(|(_, table)| table).filter_map(|export| export.schema.as_deref()) {
        *seen.entry(text).or_default() += 1;
    }
    let several = seen.into_iter().filter(|(text, count)| *count > 1 && !text.is_empty());
    several.enumerate().map(|(index, (text, _))| (text, index)).collect()
}

fn spec(export: &Export, shared: &BTreeMap<&str, usize>) -> TokenStream {
    let Some(text) = export.schema.as_deref() else { return quote!(__tt::Spec::NONE) };
    let text = match shared.get(text) {
        Some(index) => {
            let name = format_ident!("S{}", index);
            quote!(#name)
        }
        None => quote!(#text),
    };
    if (export.optionals, export.unions) == (0, 0) {
        return quote!(__tt::Spec::new(#text));
    }
    let (optionals, unions) = (literal(export.optionals.into()), literal(export.unions.into()));
    quote!(__tt::Spec::counted(#text, #optionals, #unions))
}

fn variant(dialect: Dialect) -> TokenStream {
    match dialect {
        Dialect::Plain => quote!(Plain),
        Dialect::Mcp => quote!(Mcp),
        Dialect::Anthropic => quote!(Anthropic),
        Dialect::Gemini => quote!(Gemini),
        Dialect::GeminiLive => quote!(GeminiLive),
        Dialect::Ollama => quote!(Ollama),
        Dialect::OpenAiStrict => quote!(OpenAiStrict),
        Dialect::AzureStrict => quote!(AzureStrict),
        Dialect::DeepSeekStrict => quote!(DeepSeekStrict),
        Dialect::AnthropicStrict => quote!(AnthropicStrict),
    }
}
