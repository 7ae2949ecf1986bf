//! What stands between the parentheses of `tools!`.

use proc_macro2::{Span, TokenStream};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Ident, LitBool, LitStr, Token, braced, bracketed};
use typed_tools_codegen::{Options, Setting};

/// `[$crate] "pattern", key = value, ..`
pub(crate) struct Input {
    /// The path of the facade, as the user's crate knows it.
    pub(crate) facade: TokenStream,
    pub(crate) source: Source,
    pub(crate) options: Options,
}

/// Where the definitions are.
pub(crate) enum Source {
    Pattern(LitStr),
    Inline(LitStr),
}

impl Source {
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Pattern(literal) | Self::Inline(literal) => literal.span(),
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
            source = Some(Source::Pattern(input.parse()?));
            comma(input)?;
        }
        let mut options = Options::default();
        while !input.is_empty() {
            let key: Ident = input.parse()?;
            input.parse::<Token![=]>()?;
            if key == "inline" {
                let text = input.parse()?;
                if source.replace(Source::Inline(text)).is_some() {
                    return Err(syn::Error::new(
                        key.span(),
                        "`inline` stands in place of a pattern, not beside one",
                    ));
                }
            } else {
                let value = value(input)?;
                options
                    .set(&key.to_string(), value)
                    .map_err(|fault| syn::Error::new(key.span(), fault.message))?;
            }
            comma(input)?;
        }
        let source = source.ok_or_else(|| {
            input.error("expected a pattern such as \"tools/*.json\", or inline = r#\"{ .. }\"#")
        })?;
        Ok(Self { facade, source, options })
    }
}

fn comma(input: ParseStream<'_>) -> syn::Result<()> {
    if !input.is_empty() {
        input.parse::<Token![,]>()?;
    }
    Ok(())
}

/// `true`, `["a", Name]` or `{ name: Type, .. }`.
fn value(input: ParseStream<'_>) -> syn::Result<Setting> {
    if input.peek(LitBool) {
        return Ok(Setting::Flag(input.parse::<LitBool>()?.value));
    }
    if input.peek(syn::token::Bracket) {
        let list;
        bracketed!(list in input);
        let items = Punctuated::<Word, Token![,]>::parse_terminated(&list)?;
        return Ok(Setting::List(items.into_iter().map(|word| word.0).collect()));
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
