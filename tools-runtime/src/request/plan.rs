//! A tool's template with its names resolved: which argument, context field or secret by number, so that
//! building a request looks up no name.

use std::borrow::Cow;

use typed_tools_core::table::{self, Placeholder, Style, Suffix};
use typed_tools_core::value::Fields;

use super::encode;

/// A stretch of a text template.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    Text(&'static str),
    Value(Source),
    /// A placeholder that says more than a name.
    Special(Source, &'static Placeholder<'static>),
}

/// Who supplies a value: the field or secret of this number.
#[derive(Clone, Copy)]
pub(crate) enum Source {
    Argument(usize),
    Context(usize),
    Secret(usize),
}

pub(crate) type Text = Box<[Part]>;

/// A query pair, or a field of a form.
pub(crate) struct Pair {
    pub(crate) name: &'static str,
    /// The name, encoded for its place.
    pub(crate) key: Cow<'static, str>,
    pub(crate) value: Text,
}

pub(crate) struct Header {
    pub(crate) name: &'static str,
    pub(crate) value: Text,
    pub(crate) sensitive: bool,
}

pub(crate) struct Basic {
    pub(crate) username: Text,
    pub(crate) password: Text,
    pub(crate) encoded: bool,
}

pub(crate) enum Body {
    None,
    Json { content_type: &'static str, value: Json },
    Form { content_type: &'static str, fields: Box<[Pair]>, rest: Rest },
    Multipart { fields: Box<[Field]>, rest: Rest },
    File { content_type: Option<&'static str>, value: Part },
    Text { content_type: &'static str, value: Text },
}

/// The fields of a form that no definition names.
#[derive(Clone, Copy)]
pub(crate) enum Rest {
    None,
    Arguments,
    Of(Part),
}

/// A JSON document.
pub(crate) enum Json {
    Raw(&'static str),
    Value(Part),
    Text(Text),
    Object(Members),
    WithRest(Members),
    Array(Box<[Json]>),
}

/// A key is JSON text with its quotes.
pub(crate) type Members = Box<[(Box<str>, Json)]>;

/// A part of a multipart body.
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) value: Text,
    pub(crate) file: bool,
    pub(crate) filename: Option<Text>,
    pub(crate) content_type: Option<&'static str>,
}

impl Part {
    pub(crate) fn is_placeholder(self) -> bool {
        !matches!(self, Self::Text(_))
    }

    /// Whether it is the same for every call of a client.
    pub(crate) fn is_constant(self) -> bool {
        matches!(self, Self::Text(_) | Self::Value(Source::Secret(_)) | Self::Special(Source::Secret(_), _))
    }

    pub(crate) fn suffix(self) -> Suffix {
        if let Self::Special(_, placeholder) = self { placeholder.suffix } else { Suffix::None }
    }

    pub(crate) fn style(self) -> Style {
        if let Self::Special(_, placeholder) = self { placeholder.style } else { Style::Repeat }
    }
}

/// The names that a template may use, each in the order of its numbers.
pub(crate) struct Names<'n> {
    arguments: Vec<&'static str>,
    context: Vec<&'static str>,
    secrets: &'n [&'static str],
}

impl<'n> Names<'n> {
    pub(crate) fn new(arguments: &dyn Fields, context: &dyn Fields, secrets: &'n [&'static str]) -> Self {
        let of = |fields: &dyn Fields| fields.iter().map(|(name, _)| name).collect();
        Self { arguments: of(arguments), context: of(context), secrets }
    }

    fn source(&self, source: table::Source<'static>) -> Source {
        // The compiler of definitions has bound every name; a number that nothing has is a value that is absent.
        let number =
            |names: &[&str], name: &str| names.iter().position(|known| *known == name).unwrap_or(usize::MAX);
        match source {
            table::Source::Argument(name) => Source::Argument(number(&self.arguments, name)),
            table::Source::Context(name) => Source::Context(number(&self.context, name)),
            table::Source::Secret(name) => Source::Secret(number(self.secrets, name)),
        }
    }

    fn part(&self, part: table::Part<'static>) -> Part {
        match (part, part.source()) {
            (table::Part::Text(text), _) => Part::Text(text),
            (table::Part::Placeholder(placeholder), _) => {
                Part::Special(self.source(placeholder.source), placeholder)
            }
            (_, Some(source)) => Part::Value(self.source(source)),
            (_, None) => Part::Text(""),
        }
    }

    pub(crate) fn text(&self, parts: &[table::Part<'static>]) -> Text {
        parts.iter().map(|part| self.part(*part)).collect()
    }

    pub(crate) fn query(&self, pairs: &'static [table::Pair<'static>]) -> Box<[Pair]> {
        pairs.iter().map(|pair| self.pair(pair, encode::component(pair.name).into())).collect()
    }

    fn pair(&self, pair: &table::Pair<'static>, key: Cow<'static, str>) -> Pair {
        Pair { name: pair.name, key, value: self.text(pair.value) }
    }

    pub(crate) fn header(&self, header: &table::Header<'static>) -> Header {
        Header { name: header.name, value: self.text(header.value), sensitive: header.sensitive }
    }

    pub(crate) fn basic(&self, basic: &table::Basic<'static>) -> Basic {
        Basic {
            username: self.text(basic.username),
            password: self.text(basic.password),
            encoded: basic.encoded,
        }
    }

    pub(crate) fn body(&self, body: &'static table::Body<'static>) -> Body {
        match *body {
            table::Body::None => Body::None,
            table::Body::Json { content_type, ref value } => {
                Body::Json { content_type, value: self.json(value) }
            }
            table::Body::Form { content_type, fields, rest } => Body::Form {
                content_type,
                fields: fields
                    .iter()
                    .map(|pair| self.pair(pair, Cow::Owned(encode::form(pair.name).collect())))
                    .collect(),
                rest: self.rest(rest),
            },
            table::Body::Multipart { fields, rest } => Body::Multipart {
                fields: fields
                    .iter()
                    .map(|field| Field {
                        name: field.name,
                        value: self.text(field.value),
                        file: field.file,
                        filename: field.filename.map(|name| self.text(name)),
                        content_type: field.content_type,
                    })
                    .collect(),
                rest: self.rest(rest),
            },
            table::Body::File { content_type, value } => Body::File { content_type, value: self.part(value) },
            table::Body::Text { content_type, value } => Body::Text { content_type, value: self.text(value) },
        }
    }

    fn rest(&self, rest: table::Rest<'static>) -> Rest {
        match rest {
            table::Rest::None => Rest::None,
            table::Rest::Arguments => Rest::Arguments,
            table::Rest::Of(part) => Rest::Of(self.part(part)),
        }
    }

    fn json(&self, template: &table::JsonTemplate<'static>) -> Json {
        use table::JsonTemplate as From;
        let one = |part| Json::Value(self.part(part));
        match *template {
            From::Raw(json) => Json::Raw(json),
            From::Argument(name) => one(table::Part::Argument(name)),
            From::Context(name) => one(table::Part::Context(name)),
            From::Secret(name) => one(table::Part::Secret(name)),
            From::Placeholder(placeholder) => one(table::Part::Placeholder(placeholder)),
            From::Text(parts) => Json::Text(self.text(parts)),
            From::Object(members) => Json::Object(self.members(members)),
            From::WithRest(members) => Json::WithRest(self.members(members)),
            From::Array(items) => Json::Array(items.iter().map(|item| self.json(item)).collect()),
        }
    }

    fn members(&self, members: &[(&'static str, table::JsonTemplate<'static>)]) -> Members {
        members.iter().map(|(key, value)| (quoted(key), self.json(value))).collect()
    }
}

fn quoted(key: &str) -> Box<str> {
    serde_json::Value::from(key).to_string().into()
}
