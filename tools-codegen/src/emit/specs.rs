//! What the tools of a set look like to each provider.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::Print;
use super::types::literal;
use crate::export::{Dialect, Export, Exports};

/// A table of strings for each dialect.
///
/// A program links the tables of the dialects it uses: each is a constant of its own, picked by
/// an inlined `match`.
pub(super) fn specs(exports: &[Exports]) -> TokenStream {
    let tables = tables(exports);
    let arms = tables.iter().map(|(dialects, table)| {
        let dialects = dialects.iter().map(|dialect| variant(*dialect));
        let specs = table.iter().map(|export| spec(export));
        quote!(#(#dialects)|* { #((#specs),)* })
    });
    quote!(__tt::exports! { #(#arms)* })
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

/// The schema, and what is counted of it or stands beside it, where there is any.
fn spec(export: &Export) -> TokenStream {
    let Some(text) = export.schema.as_deref().map(|text| text.print()) else { return TokenStream::new() };
    let members = export.members.iter().map(|(provider, text)| {
        let text = text.as_str().print();
        quote!([#provider #text])
    });
    let counts = (export.optionals, export.unions) != (0, 0) || !export.members.is_empty();
    let counts = counts.then(|| {
        let (optionals, unions) = (literal(export.optionals.into()), literal(export.unions.into()));
        quote!(#optionals #unions)
    });
    quote!(#text #counts #(#members)*)
}

fn variant(dialect: Dialect) -> proc_macro2::Ident {
    proc_macro2::Ident::new(dialect.rust_name(), proc_macro2::Span::call_site())
}
