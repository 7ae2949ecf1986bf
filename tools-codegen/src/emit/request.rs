//! A tool's static table: its words, its schema, and its request.

use proc_macro2::TokenStream;
use quote::quote;

use super::table;
use super::types::literal;
use crate::export::Alias;
use crate::model::{
    Body, ErrorText, FormField, Header, Hints, Hole, JsonTemplate, Origin, Pair, Part, Request, Slash,
    Source, Style, Tool,
};

/// `static DEFINITION`, after the statics that it names.
pub(super) fn definition(tool: &Tool, aliases: &[Alias]) -> TokenStream {
    let (statics, schema) = table::schema(&tool.arguments.schema, "PATTERN");
    let Tool { name, description, max_chars, .. } = tool;
    let max_chars = literal(*max_chars as usize);
    let checked_by_types = tool.arguments.checked_by_types;
    let request = request(&tool.request);
    let errors = match tool.errors {
        ErrorText::Status => quote!(Status),
        ErrorText::Body => quote!(Body),
        ErrorText::Hide => quote!(Hide),
    };
    let hints = hints(&tool.hints);
    let aliases = aliases.iter().map(|(alias, name)| quote!((#alias, #name)));
    quote! {
        #statics
        pub(super) static DEFINITION: __tt::Definition = __tt::Definition {
            name: #name,
            description: #description,
            arguments: #schema,
            checked_by_types: #checked_by_types,
            request: #request,
            response: __tt::ResponseRules { max_chars: #max_chars, errors: __tt::ErrorText::#errors },
            hints: #hints,
            aliases: &[#(#aliases),*],
        };
    }
}

fn hints(hints: &Hints) -> TokenStream {
    let Hints { title, read_only, destructive, idempotent, open_world } = hints;
    let title = option(title.as_ref().map(|title| quote!(#title)));
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
    let path = request.path.iter().map(|segment| parts(segment));
    let query = request.query.iter().map(pair);
    let headers = request.headers.iter().map(header);
    let basic = option(request.basic.as_ref().map(|(username, password)| {
        let (username, password) = (parts(username), parts(password));
        quote!(__tt::Basic { username: #username, password: #password })
    }));
    let body = body(&request.body);
    let timeout_ms = proc_macro2::Literal::u64_unsuffixed(request.timeout_ms);
    let retries = literal(request.retries as usize);
    let idempotency_key = option(request.idempotency_key.as_ref().map(|name| quote!(#name)));
    quote! {
        __tt::Template {
            method: #method,
            origin: #origin,
            path: &[#(#path),*],
            query: &[#(#query),*],
            headers: &[#(#headers),*],
            basic: #basic,
            body: #body,
            timeout_ms: #timeout_ms,
            retries: #retries,
            idempotency_key: #idempotency_key,
        }
    }
}

fn parts(parts: &[Part]) -> TokenStream {
    let parts = parts.iter().map(|part| match part {
        Part::Text(text) => quote!(__tt::Part::Text(#text)),
        Part::Hole(hole) => {
            let hole = self::hole(hole);
            quote!(__tt::Part::Hole(#hole))
        }
    });
    quote!(&[#(#parts),*])
}

fn hole(hole: &Hole) -> TokenStream {
    let (kind, index) = match hole.source {
        Source::Argument(index) => (quote!(Argument), index),
        Source::Context(index) => (quote!(Context), index),
        Source::Secret(index) => (quote!(Secret), index),
    };
    let index = literal(index);
    let path = &hole.path;
    let slash = match hole.slash {
        Slash::Refuse => quote!(Refuse),
        Slash::Encode => quote!(Encode),
        Slash::Split => quote!(Split),
    };
    quote!(__tt::Hole { source: __tt::Source::#kind(#index), path: &[#(#path),*], slash: __tt::Slash::#slash })
}

fn pair(pair: &Pair) -> TokenStream {
    let (name, value) = (&pair.name, parts(&pair.value));
    let style = match pair.style {
        Style::Repeat => quote!(Repeat),
        Style::Comma => quote!(Comma),
        Style::Pipe => quote!(Pipe),
        Style::Space => quote!(Space),
        Style::Brackets => quote!(Brackets),
    };
    quote!(__tt::Pair { name: #name, value: #value, style: __tt::Style::#style })
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
        Body::Form { content_type, fields } => {
            let fields = fields.iter().map(pair);
            quote!(__tt::Body::Form { content_type: #content_type, fields: &[#(#fields),*] })
        }
        Body::Multipart { fields } => {
            let fields = fields.iter().map(|FormField { name, value, file }| {
                let value = parts(value);
                quote!(__tt::Field { name: #name, value: #value, file: #file })
            });
            quote!(__tt::Body::Multipart { fields: &[#(#fields),*] })
        }
        Body::Text { content_type, value } => {
            let value = parts(value);
            quote!(__tt::Body::Text { content_type: #content_type, value: #value })
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
            let hole = self::hole(hole);
            quote!(__tt::JsonTemplate::Hole(#hole))
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

fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}
