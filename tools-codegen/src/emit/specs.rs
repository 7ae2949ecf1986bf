//! What the tools of a set look like to each provider: `Tools::specs` and the strings behind it.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::Print;
use super::types::literal;
use crate::export::{Dialect, Export, Exports};

/// `Tools::specs`, `Tools::strict_specs`, and a table of strings for each dialect.
///
/// A program links the tables of the dialects it uses: each is a constant of its own, picked by
/// an inlined `match`.
pub(super) fn specs(exports: &[Exports]) -> TokenStream {
    let tables = tables(exports);
    let arms = tables.iter().map(|(dialects, table)| {
        let dialects = dialects.iter().map(|dialect| variant(*dialect));
        let specs = table.iter().map(|export| spec(export));
        quote!(#(__tt::Dialect::#dialects)|* => &[#(#specs),*],)
    });
    quote! {
        #[allow(dead_code)]
        impl Tools {
            /// What goes into the tools field of a request to `provider`: the same bytes in every
            /// build of the same definitions.
            #[must_use]
            #[inline]
            pub fn specs(provider: __tt::Provider) -> __tt::Specs {
                __tt::Specs::plain::<Self>(provider, <ToolCall as __tt::CallSet>::DEFINITIONS)
            }

            /// As [`Tools::specs`], strict for every tool that the provider can take so; plain
            /// where the provider has no strict mode.
            #[must_use]
            #[inline]
            pub fn strict_specs(provider: __tt::Provider) -> __tt::Specs {
                __tt::Specs::strict::<Self>(provider, <ToolCall as __tt::CallSet>::DEFINITIONS)
            }
        }

        #[allow(dead_code)]
        impl __tt::Exports for Tools {
            #[inline]
            #[allow(clippy::too_many_lines)]
            fn dialect(dialect: __tt::Dialect) -> &'static [__tt::Spec<'static>] {
                match dialect { #(#arms)* }
            }
        }
    }
}

/// A table and the dialects that have it.
type Table<'e> = (Vec<Dialect>, Vec<&'e Export>);

/// The tables, those that are equal once.
fn tables(exports: &[Exports]) -> Vec<Table<'_>> {
    let mut tables: Vec<Table<'_>> = Vec::new();
    for dialect in Dialect::ALL.iter().copied() {
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
fn offered(export: &Export) -> (Option<&str>, u16, u16, &[(&'static str, String)]) {
    (export.schema.as_deref(), export.optionals, export.unions, &export.members)
}

fn spec(export: &Export) -> TokenStream {
    let Some(text) = export.schema.as_deref().map(|text| text.print()) else {
        return quote!(__tt::Spec::Impossible);
    };
    let (optionals, unions) = (literal(export.optionals.into()), literal(export.unions.into()));
    if !export.members.is_empty() {
        let members = export.members.iter().map(|(provider, text)| {
            let text = text.as_str().print();
            quote!((#provider, #text))
        });
        return quote! {
            __tt::Spec::Extended {
                schema: #text, optionals: #optionals, unions: #unions, members: &[#(#members),*]
            }
        };
    }
    match (export.optionals, export.unions) {
        (0, 0) => quote!(__tt::Spec::Schema(#text)),
        _ => quote!(__tt::Spec::Counted(#text, #optionals, #unions)),
    }
}

fn variant(dialect: Dialect) -> proc_macro2::Ident {
    proc_macro2::Ident::new(dialect.rust_name(), proc_macro2::Span::call_site())
}
