//! What stands between the parentheses of `tools!`.

use proc_macro2::{Span, TokenStream};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Ident, LitBool, LitStr, Token, braced, bracketed};
use typed_tools_codegen::{Code, Options, Setting, unknown_key};

/// `[$crate] "pattern", key = value, ..`
pub(crate) struct Input {
    /// The path of the facade, as the user's crate knows it.
    pub(crate) facade: TokenStream,
    pub(crate) source: Source,
    pub(crate) options: Options,
}

/// Where the definitions are.
pub(crate) enum Source {
    /// One or more; the place of the first is where messages stand.
    Patterns(Vec<LitStr>),
    Inline(LitStr),
}

impl Source {
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Patterns(patterns) => patterns.first().map_or_else(Span::call_site, LitStr::span),
            Self::Inline(literal) => literal.span(),
        }
    }
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let facade;
        bracketed!(facade in input);
        let facade = facade.parse()?;
        let mut source = None;
        if input.peek(LitStr) {
            source = Some(Source::Patterns(vec![input.parse()?]));
            comma(input)?;
        } else if input.peek(syn::token::Bracket) {
            let list;
            let bracket = bracketed!(list in input);
            let patterns = Punctuated::<LitStr, Token![,]>::parse_terminated(&list)?;
            if patterns.is_empty() {
                return Err(syn::Error::new(bracket.span.join(), "a set has at least one pattern"));
            }
            source = Some(Source::Patterns(patterns.into_iter().collect()));
            comma(input)?;
        }
        let mut options = Options::default();
        while !input.is_empty() {
            let key = key(input, source.is_some())?;
            if key == "inline" {
                let text = input.parse()?;
                if source.replace(Source::Inline(text)).is_some() {
                    return Err(syn::Error::new(
                        key.span(),
                        "`inline` stands in place of a pattern, not beside one",
                    ));
                }
            } else {
                let name = key.to_string();
                let fault = |message: String| bad_option(key.span(), &message);
                if !Options::KEYS.contains(&name.as_str()) {
                    return Err(fault(unknown_key(&name)));
                }
                let value =
                    value(input, &name).map_err(|error| bad_option(error.span(), &error.to_string()))?;
                options.set(&name, value).map_err(|diagnostic| fault(diagnostic.message))?;
            }
            comma(input)?;
        }
        let source = source.ok_or_else(|| {
            input.error("expected a pattern such as \"tools/*.json\", or inline = r#\"{ .. }\"#")
        })?;
        Ok(Self { facade, source, options })
    }
}

/// An option that is not known or not well formed, with its code as definitions have theirs.
fn bad_option(span: Span, message: &str) -> syn::Error {
    syn::Error::new(span, format!("[{}]: {message}", Code::BadOption.id()))
}

/// `key =`, or what should have stood there.
fn key(input: ParseStream<'_>, has_source: bool) -> syn::Result<Ident> {
    if input.peek(Ident) && input.peek2(Token![=]) {
        let key = input.parse()?;
        input.parse::<Token![=]>()?;
        return Ok(key);
    }
    Err(input.error(match has_source {
        false => "expected a pattern in quotes, such as \"tools/*.json\", or inline = r#\"{ .. }\"#",
        true if input.peek(LitStr) => {
            "several patterns stand in brackets: tools!([\"tools/*.json\", \"more/*.json\"])"
        }
        true => "expected an option, such as deny_warnings = true",
    }))
}

fn comma(input: ParseStream<'_>) -> syn::Result<()> {
    if !input.is_empty() {
        input.parse::<Token![,]>()?;
    }
    Ok(())
}

/// `true`, `["a", Name]` or `{ name: Type, .. }`.
fn value(input: ParseStream<'_>, key: &str) -> syn::Result<Setting> {
    if input.peek(LitBool) {
        return Ok(Setting::Flag(input.parse::<LitBool>()?.value));
    }
    if key == "defaults" && input.peek(LitStr) {
        return Ok(Setting::List(vec![input.parse::<LitStr>()?.value()]));
    }
    if input.peek(syn::token::Bracket) {
        let list;
        bracketed!(list in input);
        let items = Punctuated::<Word, Token![,]>::parse_terminated(&list)?;
        return Ok(Setting::List(items.into_iter().map(|word| word.0).collect()));
    }
    if !input.peek(syn::token::Brace) {
        return Err(input.error(match key {
            "context" => "`context` takes names and types: { contact_id: String }".to_owned(),
            "allow_http" => "`allow_http` takes a list of origins: [\"http://billing.internal\"]".to_owned(),
            "allow" => "`allow` takes a list of codes: [\"W001\"]".to_owned(),
            "providers" => "`providers` takes a list of names: [\"openai-chat\", \"anthropic\"]".to_owned(),
            "defaults" => "`defaults` takes one file: \"tools/defaults.json\"".to_owned(),
            key => format!("`{key}` is `true` or `false`"),
        }));
    }
    let map;
    braced!(map in input);
    let fields = Punctuated::<Field, Token![,]>::parse_terminated(&map)?;
    Ok(Setting::Context(fields.into_iter().map(|field| (field.name, field.ty)).collect()))
}

/// `"text"` or `Name`.
struct Word(String);

impl Parse for Word {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(LitStr) {
            return Ok(Self(input.parse::<LitStr>()?.value()));
        }
        Ok(Self(input.parse::<Ident>()?.to_string()))
    }
}

/// `name: Type` or `name: Option<Type>`.
struct Field {
    name: String,
    ty: String,
}

impl Parse for Field {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse::<Ident>()?.to_string();
        input.parse::<Token![:]>()?;
        let outer = input.parse::<Ident>()?.to_string();
        if !input.peek(Token![<]) {
            return Ok(Self { name, ty: outer });
        }
        input.parse::<Token![<]>()?;
        let inner = input.parse::<Ident>()?;
        input.parse::<Token![>]>()?;
        Ok(Self { name, ty: format!("{outer}<{inner}>") })
    }
}
