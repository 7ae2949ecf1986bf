//! The entry for any schema: a checker's table out of JSON text.

use proc_macro2::TokenStream;
use quote::quote;

use crate::diag::{Diagnostic, Level, Sink};
use crate::emit::print::Print;
use crate::json;
use crate::lower::{self, Arena};
use crate::schema;

/// The table of a compiled schema, as Rust. It names the runtime as `__tt`.
#[derive(Debug, Clone)]
pub struct CheckerTokens(String);

impl CheckerTokens {
    /// `static NAME: __tt::Schema<'static> = ..;`
    #[must_use]
    pub fn into_static(self, name: &str) -> TokenStream {
        let item =
            format!("pub static {name}: __tt::Schema<'static> = {{ use __tt::prelude::*; {} }};", self.0);
        item.parse().unwrap_or_else(|_| quote!(::core::compile_error!(#item);))
    }
}

/// Compiles any schema to a checker's table. JSON Schema's own meaning, without the readings that arguments of models get.
///
/// # Errors
/// What cannot be honoured exactly, or is no schema.
pub fn compile_schema(text: &str) -> Result<CheckerTokens, Vec<Diagnostic>> {
    let mut sink = Sink::default();
    let parsed = json::read(0, text, &mut sink);
    if let Some(node) = &parsed.node {
        let rules = schema::compile_rules(node, &mut sink);
        let errors = sink.found().iter().any(|d| d.level == Level::Error);
        if parsed.sound && !errors {
            let arena = Arena::default();
            return Ok(CheckerTokens(lower::schema(&rules.nodes, &rules.patterns, &arena).printed()));
        }
    }
    Err(sink.into_found())
}
