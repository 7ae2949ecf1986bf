//! What stands between the parentheses of `tools!`.

use crate::context::Named;
use proc_macro2::{Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Ident, LitBool, LitStr, Token, braced, bracketed};
use typed_tools_codegen::{Code, Options, Setting, near_key, unknown_key};

/// `[$crate] "pattern", key = value, ..`
pub(crate) struct Input {
    /// The path of the facade, as the user's crate knows it.
    pub(crate) facade: TokenStream,
    pub(crate) source: Source,
    pub(crate) options: Options,
    /// Where a context type of the application's own, and its fields, are named.
    pub(crate) context: Named,
    /// What could not be read. The rest is compiled all the same, so that what uses the tools has no errors of its own.
    pub(crate) errors: Vec<syn::Error>,
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
        let mut read = Read::default();
        if input.peek(LitStr) {
            read.source = Some(Source::Patterns(vec![input.parse()?]));
            read.comma(input);
        } else if input.peek(syn::token::Bracket) {
            let list;
            let bracket = bracketed!(list in input);
            let patterns = Punctuated::<LitStr, Token![,]>::parse_terminated(&list)?;
            if patterns.is_empty() {
                return Err(syn::Error::new(bracket.span.join(), "a set has at least one pattern"));
            }
            read.source = Some(Source::Patterns(patterns.into_iter().collect()));
            read.comma(input);
        }
        while !input.is_empty() {
            if let Err(error) = read.entry(input) {
                read.errors.push(error);
                skip(input)?;
            }
            read.comma(input);
        }
        let Read { source, mut options, context, errors } = read;
        // What an option says that was not read may change the context.
        options.unsure = !errors.is_empty();
        match (source, errors.into_iter().reduce(with)) {
            (Some(source), errors) => {
                let errors = errors.into_iter().flatten().collect();
                Ok(Self { facade, source, options, context, errors })
            }
            (None, Some(error)) => Err(error),
            (None, None) => Err(input.error(NO_SOURCE)),
        }
    }
}

const NO_SOURCE: &str = "expected a pattern such as \"tools/*.json\", or inline = r#\"{ .. }\"#";

fn with(mut first: syn::Error, other: syn::Error) -> syn::Error {
    first.combine(other);
    first
}

/// What has been read so far.
#[derive(Default)]
struct Read {
    source: Option<Source>,
    options: Options,
    context: Named,
    errors: Vec<syn::Error>,
}

impl Read {
    /// One option, `inline`, or a pattern too many.
    fn entry(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        if input.peek(LitStr)
            && let Some(Source::Patterns(patterns)) = &mut self.source
        {
            let pattern: LitStr = input.parse()?;
            let message = "several patterns stand in brackets: tools!([\"tools/*.json\", \"more/*.json\"])";
            self.errors.push(syn::Error::new(pattern.span(), message));
            patterns.push(pattern);
            return Ok(());
        }
        let key = key(input, self.source.is_some())?;
        if key == "inline" {
            let text = input.parse()?;
            if self.source.is_some() {
                return Err(syn::Error::new(
                    key.span(),
                    "`inline` stands in place of a pattern, not beside one",
                ));
            }
            self.source = Some(Source::Inline(text));
            return Ok(());
        }
        let name = key.to_string();
        let fault = |message: String| bad_option(key.span(), &message);
        let mut meant = name.as_str();
        if !Options::KEYS.contains(&meant) {
            self.errors.push(fault(unknown_key(&name)));
            // Of a typo it is known what was meant.
            let Some(near) = near_key(&name) else { return skip(input) };
            meant = near;
        }
        let value = value(input, meant, &mut self.context)
            .map_err(|error| bad_option(error.span(), &error.to_string()));
        let set = value
            .and_then(|value| self.options.set(meant, value).map_err(|diagnostic| fault(diagnostic.message)));
        match meant == name {
            true => set,
            // One mistake is enough.
            false => set.or_else(|_| skip(input)),
        }
    }

    fn comma(&mut self, input: ParseStream<'_>) {
        if !input.is_empty()
            && let Err(error) = input.parse::<Token![,]>()
        {
            self.errors.push(error);
            // What comes next may be an option all the same.
            let _ = skip(input);
            let _ = input.parse::<Option<Token![,]>>();
        }
    }
}

/// Passes over what is left of an entry.
fn skip(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}

/// An option that is not known or not well formed, with its code as definitions have theirs.
fn bad_option(span: Span, message: &str) -> syn::Error {
    syn::Error::new(span, format!("{message} [{}]", Code::BadOption.id()))
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
        true => "expected an option, such as deny_warnings = true",
    }))
}

/// `true`, `["a", Name]` or `{ name: Type, .. }`.
fn value(input: ParseStream<'_>, key: &str, named: &mut Named) -> syn::Result<Setting> {
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
    let path = match key == "context" && (input.peek(Ident::peek_any) || input.peek(Token![::])) {
        true => Some(type_path(input, named)?),
        false => None,
    };
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
    named.fields.extend(fields.iter().map(|field| field.span));
    let fields = fields.into_iter().map(|field| (field.name, field.ty)).collect();
    Ok(match path {
        Some(path) => Setting::ContextOf(path, fields),
        None => Setting::Context(fields),
    })
}

/// `common::Caller`, read without the part of syn that knows types: it would cost every user's build.
fn type_path(input: ParseStream<'_>, named: &mut Named) -> syn::Result<String> {
    let mut path = String::new();
    if input.parse::<Option<Token![::]>>()?.is_some() {
        path.push_str("::");
    }
    loop {
        let segment = Ident::parse_any(input)?;
        path.push_str(&segment.to_string());
        named.path.push(segment.span());
        if input.parse::<Option<Token![::]>>()?.is_none() {
            return Ok(path);
        }
        path.push_str("::");
    }
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
    span: Span,
    ty: String,
}

impl Parse for Field {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse::<Ident>()?;
        let (span, name) = (name.span(), name.to_string());
        input.parse::<Token![:]>()?;
        let outer = input.parse::<Ident>()?.to_string();
        if !input.peek(Token![<]) {
            return Ok(Self { name, span, ty: outer });
        }
        input.parse::<Token![<]>()?;
        let inner = input.parse::<Ident>()?;
        input.parse::<Token![>]>()?;
        Ok(Self { name, span, ty: format!("{outer}<{inner}>") })
    }
}
