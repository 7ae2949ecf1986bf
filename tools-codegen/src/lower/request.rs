//! Requests and settings as tables.

use typed_tools_core::table::{
    Basic, Body, Definition, Field as FormField, Header, Hints, JsonTemplate, Origin, Pair, Part,
    Placeholder, ResponseRules, Rest, Schema, Settings, Source, Style, Suffix, Template, usual,
};

use super::Arena;
use super::schema::schema;
use super::select::{failure, select};
use crate::model::{self, ContextField, Field, Tool};

/// The names that placeholders stand for, in the order of their numbers.
#[derive(Clone, Copy)]
pub(crate) struct Names<'n> {
    pub(crate) arguments: &'n [Field],
    pub(crate) context: &'n [ContextField],
    pub(crate) secrets: &'n [String],
}

pub(super) fn request<'a>(request: &model::Request, names: Names<'_>, arena: &'a Arena) -> Template<'a> {
    Lower { names, arena }.request(request)
}

/// The usual settings of the tool's method, with what the definition says in their place.
pub(super) fn settings<'a>(
    tool: &Tool,
    aliases: &[(String, String)],
    names: Names<'_>,
    arena: &'a Arena,
) -> Settings<'a> {
    let model::Hints { title, read_only, destructive, idempotent, open_world } = &tool.hints;
    Settings {
        native: tool.native,
        response: ResponseRules {
            select: select(&tool.select, arena),
            max_chars: tool.max_chars,
            max_bytes: tool.max_bytes,
            errors: tool.errors,
            failure: tool.failure.as_ref().map(|one| failure(one, arena)),
            schema: tool.output_rules.as_ref().map(|rules| schema(&rules.nodes, &rules.patterns, arena)),
        },
        hints: Hints {
            title: title.as_deref().map(|title| arena.text(title)),
            read_only: *read_only,
            destructive: *destructive,
            idempotent: *idempotent,
            open_world: *open_world,
        },
        aliases: arena.list(aliases.iter().map(|(alias, name)| (arena.text(alias), arena.text(name)))),
        examples: arena.list(tool.arguments.examples.iter().map(|example| arena.text(&example.to_text()))),
        ..Lower { names, arena }.sending(&tool.name, &tool.request)
    }
}

struct Lower<'n, 'a> {
    names: Names<'n>,
    arena: &'a Arena,
}

impl<'a> Lower<'_, 'a> {
    fn request(&self, request: &model::Request) -> Template<'a> {
        let arena = self.arena;
        Template {
            method: arena.text(&request.method),
            origin: match &request.origin {
                model::Origin::Fixed(origin) => Origin::Fixed(arena.text(origin)),
                model::Origin::BaseUrl(index) => Origin::BaseUrl(self.secret(*index)),
            },
            path: self.parts(&joined(&request.path)),
            query: arena.list(request.query.iter().map(|pair| self.pair(pair))),
            headers: arena.list(request.headers.iter().map(|header| Header {
                name: arena.text(&header.name),
                value: self.parts(&header.value),
                sensitive: header.sensitive,
            })),
            body: self.body(&request.body),
        }
    }

    /// What of the settings a request decides.
    fn sending(&self, name: &str, request: &model::Request) -> Settings<'a> {
        Settings {
            basic: request.basic.as_ref().map(|basic| Basic {
                username: self.parts(&basic.username),
                password: self.parts(&basic.password),
                encoded: basic.encoded,
            }),
            token: request.token.as_ref().map(|request| self.arena.one(self.token(name, request))),
            timeout_ms: request.timeout_ms,
            retries: request.retries,
            idempotency_key: request.idempotency_key.as_deref().map(|name| self.arena.text(name)),
            ..usual::of(&request.method)
        }
    }

    /// The request that gives an access token, as a tool without arguments.
    fn token(&self, name: &str, request: &model::Request) -> Definition<'a> {
        Definition {
            name: self.arena.text(name),
            description: "",
            arguments: Schema { nodes: &[] },
            checked_by_types: true,
            request: self.request(request),
            settings: self.arena.one(self.sending(name, request)),
        }
    }

    fn parts(&self, parts: &[model::Part]) -> &'a [Part<'a>] {
        self.styled(parts, Style::Repeat)
    }

    /// A text template; the style is that of a single placeholder.
    fn styled(&self, parts: &[model::Part], style: Style) -> &'a [Part<'a>] {
        self.arena.list(parts.iter().map(|part| match part {
            model::Part::Text(text) => Part::Text(self.arena.text(text)),
            model::Part::Placeholder(placeholder) => self.part(placeholder, style),
        }))
    }

    fn part(&self, placeholder: &model::Placeholder, style: Style) -> Part<'a> {
        let source = self.source(placeholder.source);
        if placeholder.path.is_empty() && (placeholder.suffix, style) == (Suffix::None, Style::Repeat) {
            return Part::of(source);
        }
        let steps = self.arena.texts(&placeholder.path);
        Part::Placeholder(self.arena.one(Placeholder { source, steps, suffix: placeholder.suffix, style }))
    }

    /// A number is one of the names, since `check` has made both.
    fn source(&self, source: model::Source) -> Source<'a> {
        let name = |name: Option<&String>| self.arena.text(name.map_or("", String::as_str));
        match source {
            model::Source::Argument(number) => {
                Source::Argument(name(self.names.arguments.get(number).map(|field| &field.wire)))
            }
            model::Source::Context(number) => {
                Source::Context(name(self.names.context.get(number).map(|field| &field.wire)))
            }
            model::Source::Secret(number) => Source::Secret(self.secret(number)),
        }
    }

    fn secret(&self, number: usize) -> &'a str {
        self.arena.text(self.names.secrets.get(number).map_or("", String::as_str))
    }

    fn pair(&self, pair: &model::Pair) -> Pair<'a> {
        Pair { name: self.arena.text(&pair.name), value: self.styled(&pair.value, pair.style) }
    }

    fn body(&self, body: &model::Body) -> Body<'a> {
        let arena = self.arena;
        match body {
            model::Body::None => Body::None,
            model::Body::Json { content_type, value } => {
                Body::Json { content_type: arena.text(content_type), value: self.json(value) }
            }
            model::Body::Form { content_type, fields, rest } => Body::Form {
                content_type: arena.text(content_type),
                fields: arena.list(fields.iter().map(|pair| self.pair(pair))),
                rest: self.rest(rest),
            },
            model::Body::Multipart { fields, rest } => Body::Multipart {
                fields: arena.list(fields.iter().map(|field| FormField {
                    name: arena.text(&field.name),
                    value: self.parts(&field.value),
                    file: field.file,
                    filename: field.filename.as_deref().map(|name| self.parts(name)),
                    content_type: field.content_type.as_deref().map(|text| arena.text(text)),
                })),
                rest: self.rest(rest),
            },
            model::Body::File { content_type, value } => Body::File {
                content_type: content_type.as_deref().map(|text| arena.text(text)),
                value: self.part(value, Style::Repeat),
            },
            model::Body::Text { content_type, value } => {
                Body::Text { content_type: arena.text(content_type), value: self.parts(value) }
            }
        }
    }

    fn rest(&self, rest: &model::Rest) -> Rest<'a> {
        match rest {
            model::Rest::None => Rest::None,
            model::Rest::Arguments => Rest::Arguments,
            model::Rest::Of(placeholder) => Rest::Of(self.part(placeholder, Style::Repeat)),
        }
    }

    fn json(&self, template: &model::JsonTemplate) -> JsonTemplate<'a> {
        match template {
            model::JsonTemplate::Raw(value) => JsonTemplate::Raw(self.arena.text(&value.to_text())),
            model::JsonTemplate::Placeholder(placeholder) => {
                JsonTemplate::of(self.part(placeholder, Style::Repeat))
            }
            model::JsonTemplate::Text(text) => JsonTemplate::Text(self.parts(text)),
            model::JsonTemplate::Object(members) => JsonTemplate::Object(self.members(members)),
            model::JsonTemplate::WithRest(members) => JsonTemplate::WithRest(self.members(members)),
            model::JsonTemplate::Array(items) => {
                JsonTemplate::Array(self.arena.list(items.iter().map(|item| self.json(item))))
            }
        }
    }

    fn members(&self, members: &[(String, model::JsonTemplate)]) -> &'a [(&'a str, JsonTemplate<'a>)] {
        self.arena.list(members.iter().map(|(key, value)| (self.arena.text(key), self.json(value))))
    }
}

/// The segments of a path as one template, with `/` between them.
fn joined(path: &[Vec<model::Part>]) -> Vec<model::Part> {
    use model::Part;
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
