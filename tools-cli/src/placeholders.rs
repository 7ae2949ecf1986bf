//! Every placeholder of a tool's request, with its place: for `request`, `audit` and `diff`.

use typed_tools_core::table::{Body, Definition, Header, JsonTemplate, Origin, Pair, Part, Rest, Source};

/// Where a placeholder stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Origin,
    Path,
    Query(String),
    Header(String),
    /// A key of the body, the outer ones in front: `customer.id`; empty for the body itself.
    Body(String),
    /// The request for an access token.
    SignIn,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
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

/// Visits all placeholders.
pub(crate) fn each<'a>(definition: &Definition<'a>, visit: &mut dyn FnMut(Place, Source<'a>)) {
    let request = &definition.request;
    if let Origin::BaseUrl(name) = request.origin {
        visit(Place::Origin, Source::Secret(name));
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
        each(sign_in, &mut |_, source| visit(Place::SignIn, source));
    }
}

fn parts<'a>(parts: &[Part<'a>], place: &Place, visit: &mut dyn FnMut(Place, Source<'a>)) {
    for source in parts.iter().filter_map(|part| part.source()) {
        visit(place.clone(), source);
    }
}

fn body<'a>(body: &Body<'a>, visit: &mut dyn FnMut(Place, Source<'a>)) {
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

fn json<'a>(template: &JsonTemplate<'a>, key: &str, visit: &mut dyn FnMut(Place, Source<'a>)) {
    let here = || Place::Body(key.to_owned());
    match *template {
        JsonTemplate::Raw(_) => {}
        JsonTemplate::Argument(name) => visit(here(), Source::Argument(name)),
        JsonTemplate::Context(name) => visit(here(), Source::Context(name)),
        JsonTemplate::Secret(name) => visit(here(), Source::Secret(name)),
        JsonTemplate::Placeholder(placeholder) => visit(here(), placeholder.source),
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
