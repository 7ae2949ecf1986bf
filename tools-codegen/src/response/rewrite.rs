//! typify's tokens, made to stand in any module: serde comes from the runtime, and the prelude is
//! taken in by name.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

/// Refuses two types of one name, which would be an error in code that nobody wrote.
pub(super) fn distinct(tokens: &TokenStream) -> Result<(), String> {
    let mut names = Vec::new();
    let mut after_keyword = false;
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(ident) if after_keyword => {
                let name = ident.to_string();
                if names.contains(&name) {
                    return Err(format!("two parts of the schema become the type `{name}`"));
                }
                names.push(name);
                after_keyword = false;
            }
            TokenTree::Ident(ident) => after_keyword = ident == "struct" || ident == "enum",
            _ => after_keyword = false,
        }
    }
    Ok(())
}

/// `::serde` → `__tt::serde`, `::serde_json` → `__tt::serde_json`, `#[serde(crate = ..)]` behind
/// each derive of serde's, and the prelude in each module.
pub(super) fn hygienic(tokens: TokenStream) -> TokenStream {
    let inner = rewrite(tokens);
    quote! {
        #[allow(unused_imports)]
        use ::std::prelude::rust_2024::*;
        #inner
    }
}

fn rewrite(tokens: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut out: Vec<TokenTree> = Vec::with_capacity(tokens.len());
    let mut module = false;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) if ident == "mod" => {
                module = true;
                out.push(ident.into());
            }
            TokenTree::Ident(ident)
                if (ident == "serde" || ident == "serde_json") && ends_with_colons(&out) =>
            {
                // The path began with `::`; it now begins with the runtime's alias.
                out.truncate(out.len().saturating_sub(2));
                out.extend(quote!(__tt::#ident));
            }
            TokenTree::Group(group) => {
                let stream = rewrite(group.stream());
                let stream = if module && group.delimiter() == Delimiter::Brace {
                    module = false;
                    quote! {
                        #[allow(unused_imports)]
                        use super::__tt;
                        #[allow(unused_imports)]
                        use ::std::prelude::rust_2024::*;
                        #stream
                    }
                } else {
                    stream
                };
                let derives_serde = derives_serde(&group, &stream);
                let mut new = Group::new(group.delimiter(), stream);
                new.set_span(group.span());
                out.push(new.into());
                if derives_serde {
                    out.extend(quote!(#[serde(crate = "__tt::serde")]));
                }
            }
            other => out.push(other),
        }
    }
    out.into_iter().collect()
}

/// Whether `out` ends in a `::` that begins a path.
fn ends_with_colons(out: &[TokenTree]) -> bool {
    let colon = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
    match out {
        [.., before, first, second] => {
            colon(first) && colon(second) && !matches!(before, TokenTree::Ident(_))
        }
        [first, second] => colon(first) && colon(second),
        _ => false,
    }
}

/// Whether this is the `[derive(.. serde ..)]` of an attribute.
fn derives_serde(group: &Group, stream: &TokenStream) -> bool {
    let mut tokens = stream.clone().into_iter();
    group.delimiter() == Delimiter::Bracket
        && matches!(tokens.next(), Some(TokenTree::Ident(ident)) if ident == "derive")
        && matches!(tokens.next(), Some(TokenTree::Group(list)) if list.stream().to_string().contains("serde"))
}
