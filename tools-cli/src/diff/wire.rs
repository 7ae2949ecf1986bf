//! A tool's request as a list of its parts, each with its text.

use std::collections::BTreeMap;

use typed_tools_core::table::{Body, Definition, JsonTemplate, Origin, Part, Rest, Source, Style, Template};

/// The parts by name: `method`, `origin`, `path`, ``header `accept` ``, ``body `customer.id` ``.
pub(crate) fn parts(definition: &Definition<'_>) -> BTreeMap<String, String> {
    let mut parts = BTreeMap::new();
    request(&definition.request, &mut parts);
    let settings = definition.settings;
    if let Some(basic) = &settings.basic {
        let pair = format!("{}:{}", text(basic.username), text(basic.password));
        parts.insert("header `authorization`".to_owned(), format!("Basic {pair}"));
    }
    if let Some(token) = settings.token {
        let mut sign_in = BTreeMap::new();
        request(&token.request, &mut sign_in);
        parts.extend(sign_in.into_iter().map(|(name, text)| (format!("sign-in {name}"), text)));
    }
    parts
}

fn request(request: &Template<'_>, parts: &mut BTreeMap<String, String>) {
    parts.insert("method".to_owned(), request.method.to_owned());
    let origin = match request.origin {
        Origin::Fixed(origin) => origin.to_owned(),
        Origin::BaseUrl(name) => format!("{{{{{name}}}}}"),
    };
    parts.insert("origin".to_owned(), origin);
    parts.insert("path".to_owned(), format!("/{}", text(request.path)));
    let mut add = |name: String, value: String| {
        // A literal key of a query may repeat.
        parts
            .entry(name)
            .and_modify(|known: &mut String| known.push_str(&format!(", {value}")))
            .or_insert(value);
    };
    for pair in request.query {
        add(format!("query `{}`", pair.name), text(pair.value));
    }
    for header in request.headers {
        add(format!("header `{}`", header.name), text(header.value));
    }
    let rest = |rest: &Rest<'_>| match rest {
        Rest::None => None,
        Rest::Arguments => Some("all further arguments".to_owned()),
        Rest::Of(part) => Some(text(&[*part])),
    };
    match &request.body {
        Body::None => {}
        Body::Json { content_type, value } => {
            add("body's type".to_owned(), (*content_type).to_owned());
            json(value, "", &mut add);
        }
        Body::Form { content_type, fields, rest: more } => {
            add("body's type".to_owned(), (*content_type).to_owned());
            fields.iter().for_each(|field| add(format!("body `{}`", field.name), text(field.value)));
            rest(more).into_iter().for_each(|more| add("body".to_owned(), more));
        }
        Body::Multipart { fields, rest: more } => {
            add("body's type".to_owned(), "multipart/form-data".to_owned());
            for field in *fields {
                let kind = if field.file { " (a file)" } else { "" };
                let name = field.filename.map(|name| format!(" named {:?}", text(name))).unwrap_or_default();
                let of_type = field.content_type.map(|kind| format!(" of type {kind}")).unwrap_or_default();
                add(format!("body `{}`", field.name), format!("{}{kind}{name}{of_type}", text(field.value)));
            }
            rest(more).into_iter().for_each(|more| add("body".to_owned(), more));
        }
        Body::File { content_type, value } => {
            add("body's type".to_owned(), content_type.unwrap_or("the file's own").to_owned());
            add("body".to_owned(), text(&[*value]));
        }
        Body::Text { content_type, value } => {
            add("body's type".to_owned(), (*content_type).to_owned());
            add("body".to_owned(), text(value));
        }
    }
}

fn json(template: &JsonTemplate<'_>, key: &str, add: &mut dyn FnMut(String, String)) {
    let name = if key.is_empty() { "body".to_owned() } else { format!("body `{key}`") };
    match *template {
        JsonTemplate::Raw(json) => add(name, json.to_owned()),
        JsonTemplate::Argument(name_of) => add(name, text(&[Part::Argument(name_of)])),
        JsonTemplate::Context(name_of) => add(name, text(&[Part::Context(name_of)])),
        JsonTemplate::Secret(name_of) => add(name, text(&[Part::Secret(name_of)])),
        JsonTemplate::Placeholder(placeholder) => add(name, text(&[Part::Placeholder(placeholder)])),
        JsonTemplate::Text(parts) => add(name, format!("{:?}", text(parts))),
        JsonTemplate::Object(members) | JsonTemplate::WithRest(members) => {
            for (member, value) in members {
                let key = if key.is_empty() { (*member).to_owned() } else { format!("{key}.{member}") };
                json(value, &key, add);
            }
            if matches!(template, JsonTemplate::WithRest(_)) {
                add(name, "all further arguments".to_owned());
            }
        }
        JsonTemplate::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                json(item, &format!("{key}[{number}]"), add);
            }
        }
    }
}

/// A template as a definition has it.
fn text(parts: &[Part<'_>]) -> String {
    let mut out = String::new();
    for part in parts {
        let (source, more) = match part {
            Part::Text(text) => {
                out.push_str(text);
                continue;
            }
            Part::Argument(name) => (Source::Argument(name), String::new()),
            Part::Context(name) => (Source::Context(name), String::new()),
            Part::Secret(name) => (Source::Secret(name), String::new()),
            Part::Placeholder(placeholder) => {
                let steps: String = placeholder.steps.iter().map(|step| format!(".{step}")).collect();
                let suffix = placeholder.suffix.as_str();
                let style = match placeholder.style {
                    Style::Repeat => String::new(),
                    style => format!(" as {style:?}").to_lowercase(),
                };
                (placeholder.source, format!("{steps}{suffix}{style}"))
            }
        };
        let (Source::Argument(name) | Source::Context(name) | Source::Secret(name)) = source;
        out.push_str(&format!("{{{{{name}{more}}}}}"));
    }
    out
}
