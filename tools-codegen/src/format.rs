//! Tokens as text.

use proc_macro2::TokenStream;

/// The items as formatted Rust.
pub(crate) fn format(tokens: &TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        // Tokens that `syn` cannot read would be a mistake of ours; rustc then says where.
        Err(_) => tokens.to_string(),
    }
}
