//! The `tools!` macro of typed-tools: reads its input, calls the compiler, says what went wrong.

mod context;
mod input;
mod place;
#[cfg(test)]
mod tests;

use std::ffi::OsStr;
use std::path::PathBuf;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::LitStr;
use typed_tools_codegen::{Diagnostic, Inputs, Level, Look, Outcome, compile};

use crate::input::{Input, Source};
use crate::place::Place;

/// Compiles tool definitions; documented at `typed_tools::tools!`, which passes its `$crate` on.
#[proc_macro]
pub fn tools(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = syn::parse_macro_input!(input as Input);
    let place = Place::of(input.source.span().unwrap());
    expand(&input, place.filter(Place::below_another))
        .unwrap_or_else(|error| error.into_compile_error())
        .into()
}

/// `second` is where the set stands, if there is another above it in its module.
fn expand(input: &Input, second: Option<Place>) -> syn::Result<TokenStream> {
    let span = input.source.span();
    let inputs = match &input.source {
        Source::Patterns(patterns) => {
            Inputs::patterns(base_folder(span)?, patterns.iter().map(LitStr::value))
        }
        Source::Inline(text) => Inputs::inline("inline", text.value()),
    };
    let mut options = input.options.clone();
    options.package = true;
    let outcome = compile(&inputs, &options);

    let mut errors: Vec<_> = input.errors.iter().map(|error| (error.span(), error.to_string())).collect();
    if second.is_some() {
        let message = "a module has one tool set, and this is the second: put each into a module of its own";
        let several = "or all patterns into one set, `tools!([\"crm/*.json\", ..])`";
        errors.insert(0, (span, format!("{message}, `mod crm {{ tools!(..); }}`, {several}")));
    }
    let mut warnings = Vec::new();
    // What is found with options that were not meant may not be so.
    for diagnostic in outcome.diagnostics().iter().filter(|_| input.errors.is_empty()) {
        let text = headed(&outcome.render(diagnostic, Look::Plain), diagnostic);
        match diagnostic.level {
            Level::Error => errors.push((span, text)),
            Level::Warning => warnings.push(text),
        }
    }
    let errors = errors.iter().enumerate().map(|(index, (span, text))| match index {
        0 => respanned(Outcome::unsure_type(text), *span),
        _ => quote_spanned!(*span=> ::core::compile_error! { #text }),
    });
    let errors: TokenStream = errors.collect();
    // Only a package with a build script has `OUT_DIR`; without one, nothing notices a new file.
    if let Source::Patterns(patterns) = &input.source
        && let Some(pattern) = patterns.iter().map(LitStr::value).find(|text| text.contains(['*', '?', '[']))
        && input.errors.is_empty()
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
    let (facade, tokens) = (&input.facade, input.context.placed(tokens(&outcome)));
    let items = quote! {
        use #facade::__private as __tt;
        #errors
        #(#warnings)*
        #(#tracked)*
        #tokens
    };
    Ok(match second {
        Some(place) => apart(&items, &place, span),
        None => items,
    })
}

/// The generated items. rustc's lexer reads them, which is compiled better than proc-macro2's own.
fn tokens(outcome: &Outcome) -> TokenStream {
    if !proc_macro::is_available() {
        return outcome.tokens();
    }
    outcome.code().parse().map_or_else(|_| outcome.tokens(), |tokens: proc_macro::TokenStream| tokens.into())
}

/// A second set, so that its items are no errors: what both sets have is the first's, its own tools are here.
fn apart(items: &TokenStream, place: &Place, span: Span) -> TokenStream {
    let name = Ident::new(&format!("__set_{}_{}", place.line, place.column), span);
    quote! {
        mod #name { #items }
        #[allow(unused_imports)]
        pub use self::#name::*;
    }
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
    let folder = std::env::var_os("CARGO_MANIFEST_DIR").and_then(|folder| absolute(&folder));
    folder.ok_or_else(|| {
        syn::Error::new(
            span,
            "CARGO_MANIFEST_DIR is not set: tools! finds its files from the package's folder",
        )
    })
}

/// Some build systems give a folder relative to the current one; `include_bytes!` would start from the source file.
fn absolute(folder: &OsStr) -> Option<PathBuf> {
    std::path::absolute(folder).ok()
}

/// A rendered diagnostic as rustc shows it behind its own `error: ` or behind [`warning`]'s words.
fn headed(rendered: &str, diagnostic: &Diagnostic) -> String {
    let below = rendered.split_once('\n').map_or("", |(_, below)| below);
    let head = rendered.lines().next().unwrap_or_default();
    let message = head.split_once("]: ").map_or(head, |(_, message)| message);
    format!("{message} [{}]\n{below}", diagnostic.code.id())
}

/// A warning on stable Rust: the use of what is deprecated, with the text as its note. rustc's line goes "use of
/// deprecated macro `NAME`: NOTE"; of a constant it would say the path, too.
fn warning(text: &str, span: Span) -> TokenStream {
    quote_spanned! {span=>
        const _: () = {
            #[deprecated(note = #text)]
            macro_rules! that_only_carries_a_warning {
                () => {};
            }
            that_only_carries_a_warning! {}
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
