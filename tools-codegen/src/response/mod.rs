//! The one door to typify: `response.schema` as Rust types.
//!
//! Responses are other people's rich schemas and are read leniently, so constraints, formats and
//! patterns are taken out first (typify would make `chrono`, `uuid` and `regress` the user's
//! dependencies), and what typify is known to trip over is repaired or refused before it is called.

mod prepare;
mod rewrite;

use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::TokenStream;
use typify_impl::{TypeSpace, TypeSpaceSettings};

use crate::json::Json;

/// The types of a response; the root is `Output`.
///
/// # Errors
/// What the schema has that cannot become a type, in words for the author of the definition.
pub(crate) fn types(schema: &Json) -> Result<TokenStream, String> {
    let definitions = prepare::definitions(schema)?;
    let mut parsed = Vec::new();
    for (name, schema) in definitions {
        let schema = serde_json::from_str::<schemars::schema::Schema>(&schema.to_text())
            .map_err(|error| format!("`{name}` is not a schema: {error}"))?;
        parsed.push((name, schema));
    }
    let generate = || {
        let mut space = TypeSpace::new(&TypeSpaceSettings::default());
        space.add_ref_types(parsed).map_err(|error| error.to_string())?;
        Ok(space.to_stream())
    };
    // typify panics on some schemas; that must be an error of the definition, not of the build.
    let tokens = catch_unwind(AssertUnwindSafe(generate))
        .unwrap_or_else(|_| Err("typify, which makes these types, cannot read the schema".to_owned()))?;
    rewrite::distinct(&tokens)?;
    Ok(rewrite::hygienic(tokens))
}

#[cfg(test)]
mod tests;
