//! A tool's static table: its words, its schema, and its request.

use proc_macro2::TokenStream;
use quote::quote;

use super::types::{ident, literal};
use super::{select, table};
use crate::export::Alias;
use crate::model::{
    Basic, Body, ErrorText, FormField, Header, Hints, Hole, JsonTemplate, MAX_CHARS, Origin, Pair, Part,
    Request, Rest, Slash, Source, Style, TIMEOUT_MS, Tool,
};

/// The table, as the body of a function that gives it. As a constant behind a reference it spares rustc
/// an item and its evaluation in every `cargo check`; one that names statics has to be one.
pub(super) fn definition(tool: &Tool, aliases: &[Alias]) -> TokenStream {
    let (statics, schema) = table::schema(&tool.arguments.schema, "PATTERN");
    let Tool { name, description, .. } = tool;
    let checked_by_types = tool.arguments.checked_by_types;
    let request = request(&tool.request);
    let settings = settings(tool, aliases);
    let table = quote! {
        __tt::Definition {
            name: #name,
            description: #description,
            arguments: #schema,
            checked_by_types: #checked_by_types,
            request: #request,
            settings: #settings,
        }
    };
    if statics.is_empty() {
        return quote!(&#table);
    }
    quote! {
        #statics
        static DEFINITION: __tt::Definition = #table;
        &DEFINITION
    }
}

/// The request that gives an access token, as a tool without arguments.
fn token(name: &str, token: &Request) -> TokenStream {
    let settings = sending(name, token);
    let (request, method) = (request(token), ident(&token.method));
    quote! {
        &__tt::Definition {
            name: #name,
            description: "",
            arguments: __tt::Schema { nodes: &[] },
            checked_by_types: true,
            request: #request,
            settings: &__tt::Settings { #(#settings,)* ..__tt::usual::#method },
        }
    }
}

/// What of the settings a request decides, where it is not usual.
fn sending(name: &str, request: &Request) -> Vec<TokenStream> {
    let mut differing = Vec::new();
    if let Some(Basic { username, password, encoded }) = &request.basic {
        let (username, password) = (parts(username), parts(password));
        let basic =
            some(&quote!(__tt::Basic { username: #username, password: #password, encoded: #encoded }));
        differing.push(quote!(basic: #basic));
    }
    if let Some(request) = &request.token {
        let token = some(&token(name, request));
        differing.push(quote!(token: #token));
    }
    if request.timeout_ms != TIMEOUT_MS {
        let timeout_ms = proc_macro2::Literal::u64_unsuffixed(request.timeout_ms);
        differing.push(quote!(timeout_ms: #timeout_ms));
    }
    if request.retries != 0 {
        let retries = literal(request.retries as usize);
        differing.push(quote!(retries: #retries));
    }
    if let Some(name) = &request.idempotency_key {
        let name = some(&quote!(#name));
        differing.push(quote!(idempotency_key: #name));
    }
    differing
}

/// The runtime's usual settings by name, with those that differ from them.
fn settings(tool: &Tool, aliases: &[Alias]) -> TokenStream {
    let request = &tool.request;
    let mut differing = sending(&tool.name, request);
    if (tool.max_chars, tool.errors) != (MAX_CHARS, ErrorText::Body) || !tool.select.is_empty() {
        let select = select::select(&tool.select);
        let max_chars = literal(tool.max_chars as usize);
        let errors = match tool.errors {
            ErrorText::Status => quote!(Status),
            ErrorText::Body => quote!(Body),
            ErrorText::Hide => quote!(Hide),
        };
        differing.push(
            quote!(response: __tt::ResponseRules { select: #select, max_chars: #max_chars, errors: __tt::ErrorText::#errors }),
        );
    }
    if tool.hints != Hints::usual(&request.method) {
        let hints = hints(&tool.hints);
        differing.push(quote!(hints: #hints));
    }
    if !aliases.is_empty() {
        let aliases = aliases.iter().map(|(alias, name)| quote!((#alias, #name)));
        differing.push(quote!(aliases: &[#(#aliases),*]));
    }
    let method = ident(&request.method);
    if differing.is_empty() {
        quote!(&__tt::usual::#method)
    } else {
        quote!(&__tt::Settings { #(#differing,)* ..__tt::usual::#method })
    }
}

fn hints(hints: &Hints) -> TokenStream {
    let Hints { title, read_only, destructive, idempotent, open_world } = hints;
    let title = table::option(title.as_ref().map(|title| quote!(#title)));
    quote! {
        __tt::Hints {
            title: #title,
            read_only: #read_only,
            destructive: #destructive,
            idempotent: #idempotent,
            open_world: #open_world,
        }
    }
}

fn request(request: &Request) -> TokenStream {
    let Request { method, .. } = request;
    let origin = match &request.origin {
        Origin::Fixed(origin) => quote!(__tt::Origin::Fixed(#origin)),
        Origin::BaseUrl(index) => {
            let index = literal(*index);
            quote!(__tt::Origin::BaseUrl(#index))
        }
    };
    let path = parts(&joined(&request.path));
    let query = request.query.iter().map(pair);
    let headers = request.headers.iter().map(header);
    let body = body(&request.body);
    quote! {
        __tt::Template {
            method: #method,
            origin: #origin,
            path: #path,
            query: &[#(#query),*],
            headers: &[#(#headers),*],
            body: #body,
        }
    }
}

/// The segments of a path as one template, with `/` between them.
fn joined(path: &[Vec<Part>]) -> Vec<Part> {
    let mut joined: Vec<Part> = Vec::new();
    for (number, segment) in path.iter().enumerate() {
        let slash = (number > 0).then(|| Part::Text("/".to_owned()));
        // A path of one empty segment is not the same as none.
        let empty = (path.len() == 1 && segment.is_empty()).then(|| Part::Text(String::new()));
        for part in slash.into_iter().chain(empty).chain(segment.iter().cloned()) {
            match (joined.last_mut(), part) {
                (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
                (_, part) => joined.push(part),
            }
        }
    }
    joined
}

fn parts(parts: &[Part]) -> TokenStream {
    styled(parts, Style::Repeat)
}

/// A text template; the style is that of a single placeholder.
fn styled(parts: &[Part], style: Style) -> TokenStream {
    let parts = parts.iter().map(|part| match part {
        Part::Text(text) => quote!(__tt::Part::Text(#text)),
        Part::Hole(hole) => {
            let hole = self::hole(hole, style);
            quote!(__tt::Part::#hole)
        }
    });
    quote!(&[#(#parts),*])
}

/// The variant of a placeholder, in `Part` as in `JsonTemplate`.
fn hole(hole: &Hole, style: Style) -> TokenStream {
    let Hole { source, path, slash } = hole;
    let (kind, index) = source_of(source);
    let index = literal(index);
    if path.is_empty() && (*slash, style) == (Slash::Refuse, Style::Repeat) {
        return quote!(#kind(#index));
    }
    let slash = match slash {
        Slash::Refuse => quote!(Refuse),
        Slash::Encode => quote!(Encode),
        Slash::Split => quote!(Split),
    };
    let style = match style {
        Style::Repeat => quote!(Repeat),
        Style::Comma => quote!(Comma),
        Style::Pipe => quote!(Pipe),
        Style::Space => quote!(Space),
        Style::Brackets => quote!(Brackets),
    };
    quote! {
        Hole(&__tt::Hole {
            source: __tt::Source::#kind(#index),
            steps: &[#(#path),*],
            slash: __tt::Slash::#slash,
            style: __tt::Style::#style,
        })
    }
}

fn source_of(source: &Source) -> (TokenStream, usize) {
    match *source {
        Source::Argument(index) => (quote!(Argument), index),
        Source::Context(index) => (quote!(Context), index),
        Source::Secret(index) => (quote!(Secret), index),
    }
}

fn pair(pair: &Pair) -> TokenStream {
    let (name, value) = (&pair.name, styled(&pair.value, pair.style));
    quote!(__tt::Pair { name: #name, value: #value })
}

fn header(header: &Header) -> TokenStream {
    let Header { name, sensitive, .. } = header;
    let value = parts(&header.value);
    quote!(__tt::Header { name: #name, value: #value, sensitive: #sensitive })
}

fn body(body: &Body) -> TokenStream {
    match body {
        Body::None => quote!(__tt::Body::None),
        Body::Json { content_type, value } => {
            let value = json(value);
            quote!(__tt::Body::Json { content_type: #content_type, value: #value })
        }
        Body::Form { content_type, fields, rest } => {
            let (fields, rest) = (fields.iter().map(pair), self::rest(rest));
            quote!(__tt::Body::Form { content_type: #content_type, fields: &[#(#fields),*], rest: #rest })
        }
        Body::Multipart { fields, rest } => {
            let rest = self::rest(rest);
            let fields = fields.iter().map(|FormField { name, value, file }| {
                let value = parts(value);
                quote!(__tt::Field { name: #name, value: #value, file: #file })
            });
            quote!(__tt::Body::Multipart { fields: &[#(#fields),*], rest: #rest })
        }
        Body::Text { content_type, value } => {
            let value = parts(value);
            quote!(__tt::Body::Text { content_type: #content_type, value: #value })
        }
    }
}

fn rest(rest: &Rest) -> TokenStream {
    match rest {
        Rest::None => quote!(__tt::Rest::None),
        Rest::Arguments => quote!(__tt::Rest::Arguments),
        Rest::Of(hole) => {
            let hole = self::hole(hole, Style::Repeat);
            quote!(__tt::Rest::Of(__tt::Part::#hole))
        }
    }
}

fn json(template: &JsonTemplate) -> TokenStream {
    match template {
        JsonTemplate::Raw(value) => {
            let text = value.to_text();
            quote!(__tt::JsonTemplate::Raw(#text))
        }
        JsonTemplate::Hole(hole) => {
            let hole = self::hole(hole, Style::Repeat);
            quote!(__tt::JsonTemplate::#hole)
        }
        JsonTemplate::Text(text) => {
            let text = parts(text);
            quote!(__tt::JsonTemplate::Text(#text))
        }
        JsonTemplate::Object(members) => {
            let members = self::members(members);
            quote!(__tt::JsonTemplate::Object(#members))
        }
        JsonTemplate::WithRest(members) => {
            let members = self::members(members);
            quote!(__tt::JsonTemplate::WithRest(#members))
        }
        JsonTemplate::Array(items) => {
            let items = items.iter().map(json);
            quote!(__tt::JsonTemplate::Array(&[#(#items),*]))
        }
    }
}

/// The members of an object; a key is JSON text with its quotes.
fn members(members: &[(String, JsonTemplate)]) -> TokenStream {
    let members = members.iter().map(|(key, value)| {
        let (key, value) = (crate::json::Json::String(key.clone()).to_text(), json(value));
        quote!((#key, #value))
    });
    quote!(&[#(#members),*])
}

fn some(value: &TokenStream) -> TokenStream {
    quote!(__tt::Some(#value))
}
