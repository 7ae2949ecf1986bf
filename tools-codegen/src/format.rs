//! Tokens as text.
//!
//! prettyplease leaves the body of a macro call as it is; ours hold the methods and the lists of
//! fields that a reader looks for, so they are laid out here.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{File, Item};

/// The items as formatted Rust.
pub(crate) fn format(tokens: &TokenStream) -> String {
    match syn::parse2::<File>(tokens.clone()) {
        Ok(file) => lay_out(file),
        // Tokens that `syn` cannot read would be a mistake of ours; rustc then says where.
        Err(_) => tokens.to_string(),
    }
}

fn lay_out(mut file: File) -> String {
    let mut bodies = Vec::new();
    take_bodies(&mut file.items, &mut bodies);
    let text = prettyplease::unparse(&file);
    let mut out = String::with_capacity(text.len() * 2);
    for line in text.lines() {
        let body = line.trim().strip_prefix(MARK).and_then(|rest| bodies.get(rest.parse::<usize>().ok()?));
        let indent: String = line.chars().take_while(|c| *c == ' ').collect();
        for line in body.map_or(line, String::as_str).lines() {
            if body.is_some() && !line.is_empty() {
                out.push_str(&indent);
            }
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// Stands in place of a body while the rest is formatted.
const MARK: &str = "__typed_tools_body_";

/// Takes the bodies of our macro calls out of `items`, formatted.
fn take_bodies(items: &mut [Item], bodies: &mut Vec<String>) {
    for item in items {
        match item {
            Item::Mod(module) => {
                if let Some((_, items)) = &mut module.content {
                    take_bodies(items, bodies);
                }
            }
            Item::Macro(call)
                if call.mac.path.segments.first().is_some_and(|first| first.ident == "__tt") =>
            {
                let body = std::mem::take(&mut call.mac.tokens);
                let text = match syn::parse2::<File>(body.clone()) {
                    Ok(inner) => lay_out(inner),
                    Err(_) => lines(body),
                };
                let mark = quote::format_ident!("{MARK}{}", bodies.len());
                call.mac.tokens = mark.into_token_stream();
                bodies.push(text);
            }
            _ => {}
        }
    }
}

/// The tokens of a list macro: a line for each entry.
fn lines(tokens: TokenStream) -> String {
    let mut out = String::new();
    write(tokens, 0, &mut out);
    out
}

fn write(tokens: TokenStream, depth: usize, out: &mut String) {
    // No blank stands behind a line's start, nor inside a path.
    let mut tight = true;
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                out.push_str(if tight { "{" } else { " {" });
                if !group.stream().is_empty() {
                    new_line(depth + 1, out);
                    write(group.stream(), depth + 1, out);
                    let end = out.trim_end().len();
                    out.truncate(end);
                    new_line(depth, out);
                }
                out.push('}');
                tight = false;
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                out.push('(');
                write_on_one_line(group.stream(), out);
                out.push(')');
                tight = false;
            }
            TokenTree::Group(group) => {
                out.push_str(&group.to_string());
                tight = false;
            }
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                out.push_str(&attribute(tokens.next().into_iter().collect()));
                new_line(depth, out);
            }
            TokenTree::Punct(punct) => {
                let c = punct.as_char();
                if !matches!(c, ',' | ';' | ':') && !tight {
                    out.push(' ');
                }
                out.push(c);
                tight = c == ':' || c == '-' || c == '&';
                if c == ',' || c == ';' {
                    new_line(depth, out);
                    tight = true;
                }
            }
            word => {
                if !tight {
                    out.push(' ');
                }
                out.push_str(&word.to_string());
                tight = false;
            }
        }
    }
}

/// `subject: __tt::String, limit: __tt::i64`
fn write_on_one_line(tokens: TokenStream, out: &mut String) {
    let mut is_word = false;
    for token in tokens {
        let was_word = std::mem::replace(&mut is_word, !matches!(token, TokenTree::Punct(_)));
        if is_word && was_word {
            out.push(' ');
        }
        out.push_str(&token.to_string());
        if let TokenTree::Punct(punct) = token
            && matches!(punct.as_char(), ',' | ':')
            && punct.spacing() == Spacing::Alone
            && !out.ends_with("::")
        {
            out.push(' ');
        }
    }
}

/// What stands behind `#`: documentation as a person would write it.
fn attribute(tokens: TokenStream) -> String {
    let read = syn::parse::Parser::parse2(syn::Attribute::parse_outer, quote::quote!(# #tokens));
    if let Ok([syn::Attribute { meta: syn::Meta::NameValue(named), .. }]) = read.as_deref()
        && let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = &named.value
        && named.path.is_ident("doc")
        // A comment would end there, and what follows would be code.
        && !text.value().contains(['\n', '\r'])
    {
        return format!("///{}", text.value());
    }
    format!("#{tokens}")
}

fn new_line(depth: usize, out: &mut String) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("    ");
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn documentation_is_shown_as_such_unless_it_would_end_its_comment() {
        for (text, shown) in [
            (
                r##"#[doc = " One line"] Name(a: __tt::String, b: x::Y) { 0 required a "a", }"##,
                "/// One line\nName(a: __tt::String, b: x::Y) {\n    0 required a \"a\",\n}",
            ),
            (r##"#[doc = " One\nfn f() {}"] Name {}"##, "#[doc = \" One\\nfn f() {}\"]\nName {}"),
            (r##"#[doc = " One\rtwo"] Name {}"##, "#[doc = \" One\\rtwo\"]\nName {}"),
        ] {
            assert_eq!(lines(text.parse().expect("tokens")), shown);
        }
    }
}
