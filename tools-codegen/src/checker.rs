//! The entry for any schema: a checker's table out of JSON text.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::diag::{Diagnostic, Level, Sink};
use crate::emit::table;
use crate::json;
use crate::schema;

/// The tables of a compiled schema, as Rust. They name the runtime as `__tt`.
#[derive(Debug, Clone)]
pub struct CheckerTokens {
    statics: TokenStream,
    schema: TokenStream,
}

impl CheckerTokens {
    /// `static NAME: __tt::Schema = ..;`, with the statics it needs, which begin with `NAME`.
    #[must_use]
    pub fn into_static(self, name: &str) -> TokenStream {
        let Self { statics, schema } = self;
        let name = Ident::new(name, Span::call_site());
        quote!(#statics pub static #name: __tt::Schema = #schema;)
    }
}

/// Compiles any schema to a checker's table; `name` begins the names of the statics that the
/// table needs. JSON Schema's own meaning, without the readings that arguments of models get.
///
/// # Errors
/// What cannot be honoured exactly, or is no schema.
pub fn compile_schema(text: &str, name: &str) -> Result<CheckerTokens, Vec<Diagnostic>> {
    let mut sink = Sink::default();
    let parsed = json::read(0, text, &mut sink);
    if let Some(node) = &parsed.node {
        let rules = schema::compile_rules(node, &mut sink);
        let errors = sink.found().iter().any(|d| d.level == Level::Error);
        if parsed.sound && !errors {
            let (statics, schema) = table::schema(&rules, name);
            return Ok(CheckerTokens { statics, schema });
        }
    }
    Err(sink.into_found())
}
