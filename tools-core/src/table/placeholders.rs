//! Every placeholder of a tool's request, with its place.

use std::fmt;

use super::definition::Definition;
use super::request::{Body, Header, JsonTemplate, Origin, Pair, Part, Placeholder, Rest, Source};

/// Where a placeholder stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A base URL.
    Origin,
    /// The path.
    Path,
    /// The value of this key of the query.
    Query(String),
    /// The value of this header.
    Header(String),
    /// A key of the body, the outer ones in front: `customer.id`; empty for the body itself.
    Body(String),
    /// The request for an access token.
    SignIn,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Origin => f.write_str("origin"),
            Self::Path => f.write_str("path"),
            Self::Query(name) => write!(f, "query `{name}`"),
            Self::Header(name) => write!(f, "header `{name}`"),
            Self::Body(key) if key.is_empty() => f.write_str("body"),
            Self::Body(key) => write!(f, "body `{key}`"),
            Self::SignIn => f.write_str("sign-in"),
        }
    }
}

/// Visits all placeholders of a tool's request, and of the request by which it signs in.
pub fn each_placeholder<'a>(definition: &Definition<'a>, visit: &mut dyn FnMut(Place, Placeholder<'a>)) {
    let request = &definition.request;
    if let Origin::BaseUrl(name) = request.origin {
        visit(Place::Origin, Placeholder::plain(Source::Secret(name)));
    }
    parts(request.path, &Place::Path, visit);
    for Pair { name, value } in request.query {
        parts(value, &Place::Query((*name).to_owned()), visit);
    }
    for Header { name, value, .. } in request.headers {
        parts(value, &Place::Header((*name).to_owned()), visit);
    }
    if let Some(basic) = &definition.settings.basic {
        let place = Place::Header("authorization".to_owned());
        parts(basic.username, &place, visit);
        parts(basic.password, &place, visit);
    }
    body(&request.body, visit);
    if let Some(sign_in) = definition.settings.token {
        each_placeholder(sign_in, &mut |_, placeholder| visit(Place::SignIn, placeholder));
    }
}

fn parts<'a>(parts: &[Part<'a>], place: &Place, visit: &mut dyn FnMut(Place, Placeholder<'a>)) {
    for placeholder in parts.iter().filter_map(|part| part.placeholder()) {
        visit(place.clone(), placeholder);
    }
}

fn body<'a>(body: &Body<'a>, visit: &mut dyn FnMut(Place, Placeholder<'a>)) {
    let mut rest_of = |rest: &Rest<'a>| {
        if let Rest::Of(part) = rest {
            parts(&[*part], &Place::Body(String::new()), visit);
        }
    };
    match body {
        Body::None => {}
        Body::Json { value, .. } => json(value, "", visit),
        Body::Form { fields, rest, .. } => {
            rest_of(rest);
            for Pair { name, value } in *fields {
                parts(value, &Place::Body((*name).to_owned()), visit);
            }
        }
        Body::Multipart { fields, rest } => {
            rest_of(rest);
            for field in *fields {
                let place = Place::Body(field.name.to_owned());
                parts(field.value, &place, visit);
                parts(field.filename.unwrap_or_default(), &place, visit);
            }
        }
        Body::File { value, .. } => parts(&[*value], &Place::Body(String::new()), visit),
        Body::Text { value, .. } => parts(value, &Place::Body(String::new()), visit),
    }
}

fn json<'a>(template: &JsonTemplate<'a>, key: &str, visit: &mut dyn FnMut(Place, Placeholder<'a>)) {
    let here = || Place::Body(key.to_owned());
    match *template {
        JsonTemplate::Raw(_) => {}
        JsonTemplate::Argument(name) => visit(here(), Placeholder::plain(Source::Argument(name))),
        JsonTemplate::Context(name) => visit(here(), Placeholder::plain(Source::Context(name))),
        JsonTemplate::Secret(name) => visit(here(), Placeholder::plain(Source::Secret(name))),
        JsonTemplate::Placeholder(placeholder) => visit(here(), *placeholder),
        JsonTemplate::Text(text) => parts(text, &here(), visit),
        JsonTemplate::Object(members) | JsonTemplate::WithRest(members) => {
            for (name, value) in members {
                let key = if key.is_empty() { (*name).to_owned() } else { format!("{key}.{name}") };
                json(value, &key, visit);
            }
        }
        JsonTemplate::Array(items) => items.iter().for_each(|item| json(item, key, visit)),
    }
}
