//! The `tools!` macro of typed-tools: reads its input, calls the compiler, says what went wrong.

mod input;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::LitStr;
use typed_tools_codegen::{Inputs, Level, Look, Outcome, compile};

use crate::input::{Input, Source};

/// Compiles tool definitions; documented at `typed_tools::tools!`, which passes its `$crate` on.
#[proc_macro]
pub fn tools(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = syn::parse_macro_input!(input as Input);
    expand(&input).unwrap_or_else(|error| error.into_compile_error()).into()
}

fn expand(input: &Input) -> syn::Result<TokenStream> {
    let span = input.source.span();
    let inputs = match &input.source {
        Source::Patterns(patterns) => {
            Inputs::patterns(base_folder(span)?, patterns.iter().map(LitStr::value))
        }
        Source::Inline(text) => Inputs::inline("inline", text.value()),
    };
    let outcome = compile(&inputs, &input.options);

    let mut errors = TokenStream::new();
    let mut warnings = Vec::new();
    for diagnostic in outcome.diagnostics() {
        let text = outcome.render(diagnostic, Look::Plain);
        match diagnostic.level {
            Level::Error => {
                // rustc writes its own `error: ` in front.
                let text = text.strip_prefix("error").unwrap_or(&text);
                errors.extend(match errors.is_empty() {
                    true => respanned(Outcome::unsure_type(text), span),
                    false => quote_spanned!(span=> ::core::compile_error! { #text }),
                });
            }
            Level::Warning => warnings.push(text),
        }
    }
    // Only a package with a build script has `OUT_DIR`; without one, nothing notices a new file.
    if let Source::Patterns(patterns) = &input.source
        && let Some(pattern) = patterns.iter().map(LitStr::value).find(|text| text.contains(['*', '?', '[']))
        && input.options.watch
        && std::env::var_os("OUT_DIR").is_none()
    {
        warnings.push(unwatched(&pattern));
    }
    let warnings = warnings.iter().map(|text| warning(text, span));
    let tracked = outcome.tracked().filter_map(|path| path.to_str()).map(|path| {
        // Makes an edit or a removal of the file rebuild the crate.
        quote!(
            const _: &[::core::primitive::u8] = ::core::include_bytes!(#path);
        )
    });
    let (facade, tokens) = (&input.facade, outcome.tokens());
    Ok(quote! {
        use #facade::__private as __tt;
        #errors
        #(#warnings)*
        #(#tracked)*
        #tokens
    })
}

/// Tokens that stand at `span`, with all that is in them: what they report is reported there.
fn respanned(tokens: TokenStream, span: Span) -> TokenStream {
    let each = tokens.into_iter().map(|mut token| {
        if let TokenTree::Group(group) = &token {
            token = Group::new(group.delimiter(), respanned(group.stream(), span)).into();
        }
        token.set_span(span);
        token
    });
    each.collect()
}

/// The folder that patterns are relative to: the package's own.
fn base_folder(span: Span) -> syn::Result<PathBuf> {
    std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).ok_or_else(|| {
        syn::Error::new(
            span,
            "CARGO_MANIFEST_DIR is not set: tools! finds its files from the package's folder",
        )
    })
}

/// A warning on stable Rust: the use of a deprecated constant, whose note is the text.
fn warning(text: &str, span: Span) -> TokenStream {
    let note = format!("\n{text}");
    quote_spanned! {span=>
        const _: () = {
            #[deprecated(note = #note)]
            const WARNING: () = ();
            WARNING
        };
    }
}

fn unwatched(pattern: &str) -> String {
    let folder = pattern
        .split(['*', '?', '['])
        .next()
        .and_then(|plain| plain.rsplit_once('/'))
        .map_or(".", |(f, _)| f);
    format!(
        "a definition added under `{pattern}` later is not noticed: this package has no build script.\n\
         help: add a build.rs with the one line\n    \
         fn main() {{ println!(\"cargo::rerun-if-changed={folder}\"); }}\n\
         or turn this warning off with `watch = false`"
    )
}
