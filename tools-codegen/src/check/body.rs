//! The body: what `Content-Type` makes of `body_template`, and the default without one.

use super::fact::{SCALARS, describe};
use super::headers::ContentType;
use super::media::{self, Kind};
use super::place::Place;
use super::text::Filled;
use super::tool::Tool;
use crate::definition::{Method, Text, is_schema, short};
use crate::diag::{Code, Diagnostic, Span};
use crate::json::{Entry, Json, Kind as NodeKind, Node};
use crate::model::{
    Body, FormField, JsonTemplate, Pair, Part, Placeholder, Rest, Source, Style, Suffix, Types,
};
use crate::plain::literal;
use crate::template::{Piece, scan};

impl Tool<'_, '_, '_> {
    /// The body. Path, query, headers and `auth` come first: the default body is what they left.
    pub(super) fn body(&mut self, content_type: Option<ContentType>) -> Body {
        let content_type = content_type.as_ref();
        let template = self.input.raw.body;
        let method = self.input.raw.method;
        let errors = self.set.sink.errors();
        if let (Some(entry), Some(method @ (Method::Get | Method::Head))) = (template, method) {
            self.body_on_get(entry, method);
            return Body::None;
        }
        let body = match template {
            Some(entry) => self.template(&entry.value, content_type),
            None if matches!(method, Some(Method::Post | Method::Put | Method::Patch)) => {
                self.default_body(content_type)
            }
            None => Body::None,
        };
        if let (Body::None, Some(content_type), None) = (&body, content_type, template)
            && self.set.sink.errors() == errors
        {
            let message = "`Content-Type` is left out: this request has no body";
            let help = "remove the header, or add a `body_template`";
            self.report(Diagnostic::new(Code::HeaderLeftOut, content_type.span, message).help(help));
        }
        body
    }

    fn body_on_get(&mut self, entry: &Entry, method: Method) {
        let message = format!("a {} request has no body", method.as_str());
        let help = "send the values in `query_params`, or use POST";
        let diagnostic = Diagnostic::new(Code::BodyOnGet, entry.key_span, message).help(help);
        let diagnostic = match self.input.raw.method_span {
            Some(span) => diagnostic.related(span, "the method"),
            None => diagnostic,
        };
        self.report(diagnostic);
        // What is wrong inside is told all the same, and what is used there is used.
        self.json_template(&entry.value);
    }

    fn kind(&mut self, content_type: Option<&ContentType>) -> (Kind, String) {
        let json = || "application/json".to_owned();
        let Some(found) = content_type else { return (Kind::Json, json()) };
        match media::kind(&found.text) {
            Some(Kind::Open) => {
                let message = format!("`{}` says no content type; `application/json` is sent", found.text);
                let help = "write `application/json`";
                self.report(Diagnostic::new(Code::AnyContentType, found.span, message).help(help));
                (Kind::Json, json())
            }
            Some(kind) => (kind, found.text.clone()),
            None => (Kind::Json, json()),
        }
    }

    fn template(&mut self, node: &Node, content_type: Option<&ContentType>) -> Body {
        if let Some(file) = self.file_alone(node) {
            return file.map_or(Body::None, |file| self.file_body(file, node, content_type));
        }
        let (kind, text) = self.kind(content_type);
        if matches!(kind, Kind::Json | Kind::Open) {
            self.json_in_string(node);
        }
        self.schema_as_body(node);
        match kind {
            Kind::Json | Kind::Open => match self.json_template(node) {
                Some(value) => Body::Json { content_type: text, value },
                None => Body::None,
            },
            Kind::Form => {
                let (fields, rest) = self.form(node, content_type);
                Body::Form { content_type: text, fields, rest }
            }
            Kind::Multipart => {
                let (fields, rest) = self.multipart(node, content_type);
                Body::Multipart { fields, rest }
            }
            Kind::Text => self.text_body(node, text, content_type),
        }
    }

    /// `"{\"to\": \"{{to}}\"}"`: it would go out as one string, with its quotes escaped.
    fn json_in_string(&mut self, node: &Node) {
        let Some(text) = node.as_str().map(str::trim) else { return };
        let around = |open, close| text.starts_with(open) && text.ends_with(close);
        let is_json = (around('{', '}') && !text.starts_with("{{")) || around('[', ']');
        if is_json && text.contains('"') {
            let message = "this body is JSON inside of a string, and is sent as one string";
            let help = "write the JSON itself: `\"body_template\": { \"name\": \"{{name}}\" }`; values keep their types there";
            let span = Span { end: node.span.end.min(node.span.start.saturating_add(200)), ..node.span };
            self.report(Diagnostic::new(Code::BodyInString, span, message).help(help));
        }
    }

    /// `body` is a schema elsewhere: here it would be sent as it stands, and the model be offered nothing.
    fn schema_as_body(&mut self, node: &Node) {
        if !is_schema(node) || has_placeholder(node) {
            return;
        }
        let message = "this body is a JSON Schema, and is sent as it stands";
        let help = "a schema of what the model fills in is `parameters`; without `body_template`, a JSON object of these \
                    arguments is sent";
        let span = Span { end: node.span.start.saturating_add(1), ..node.span };
        self.report(Diagnostic::new(Code::BodyIsSchema, span, message).help(help));
    }

    /// Any other media type: the bytes of a string.
    fn text_body(&mut self, node: &Node, content_type: String, header: Option<&ContentType>) -> Body {
        let Some(text) = node.as_str() else {
            let message =
                format!("a body of type `{}` is a string, not {}", short(&content_type), node.describe());
            let help = "write the text as one string, or send `application/json`";
            self.body_shape(node.span, message, help, header);
            self.json_template(node);
            return Body::None;
        };
        let filled = self.fill(Text { text, span: node.span }, Place::Text);
        if let Some((placeholder, fact, span)) = filled.single()
            && placeholder.suffix != Suffix::Json
            && !fact.has(SCALARS)
            && fact.types != Types(0)
        {
            let message = format!("{} is {}, which cannot be sent as text", fact.what, describe(fact.types));
            let help = "send `application/json`, take a string, or write the value as JSON: `{{name:json}}`";
            self.report(Diagnostic::new(Code::NoText, span, message).help(help));
        }
        self.json_in_quotes(&filled);
        if filled.left_out { Body::None } else { Body::Text { content_type, value: filled.parts } }
    }

    /// `"{{name:json}}"`: the string brings its own quotes, so what it holds would stand outside of these.
    fn json_in_quotes(&mut self, filled: &Filled) {
        let mut spans = filled.placeholders.iter();
        for (at, part) in filled.parts.iter().enumerate() {
            let Part::Placeholder(placeholder) = part else { continue };
            let span = spans.next().map(|(_, span)| *span);
            let Some(Part::Text(before)) = at.checked_sub(1).and_then(|at| filled.parts.get(at)) else {
                continue;
            };
            if let (Suffix::Json, true, Some(span)) =
                (placeholder.suffix, before.ends_with(['"', '\'']), span)
            {
                let message = "this value brings its own quotes where it is a string";
                let help = "take away the quotes around it";
                self.report(Diagnostic::new(Code::PlaceholderPlace, span, message).help(help));
            }
        }
    }

    pub(super) fn body_shape(
        &mut self,
        span: Span,
        message: String,
        help: &str,
        header: Option<&ContentType>,
    ) {
        let span = Span { end: span.end.min(span.start.saturating_add(200)), ..span };
        let mut diagnostic = Diagnostic::new(Code::BodyShape, span, message).help(help);
        if let Some(header) = header {
            diagnostic = diagnostic.related(header.span, "the content type");
        }
        self.report(diagnostic);
    }

    /// Format §5.4: a JSON object of the arguments that are used nowhere else.
    fn default_body(&mut self, content_type: Option<&ContentType>) -> Body {
        let root = &self.input.arguments.root;
        let left: Vec<usize> = (0..root.fields.len()).filter(|index| !self.is_used(*index)).collect();
        let keeps_rest = root.rest.is_some();
        if (left.is_empty() && !keeps_rest) || !self.input.arguments_sound {
            return Body::None;
        }
        let placeholder =
            |index| Placeholder { source: Source::Argument(index), path: Vec::new(), suffix: Suffix::None };
        let (kind, text) = self.kind(content_type);
        let input = self.input;
        let mut named = Vec::with_capacity(left.len());
        for index in left {
            self.use_argument(index);
            if let Some(field) = input.arguments.root.fields.get(index) {
                named.push((field.wire.clone(), placeholder(index)));
            }
        }
        let rest = if keeps_rest { Rest::Arguments } else { Rest::None };
        match kind {
            Kind::Json | Kind::Open => {
                let entries = named
                    .into_iter()
                    .map(|(name, placeholder)| (name, JsonTemplate::Placeholder(placeholder)))
                    .collect();
                let value =
                    if keeps_rest { JsonTemplate::WithRest(entries) } else { JsonTemplate::Object(entries) };
                Body::Json { content_type: text, value }
            }
            Kind::Form => {
                let pair = |(name, placeholder)| Pair {
                    name,
                    value: vec![Part::Placeholder(placeholder)],
                    style: Style::Repeat,
                };
                Body::Form { content_type: text, fields: named.into_iter().map(pair).collect(), rest }
            }
            Kind::Multipart => {
                let field = |(name, placeholder)| {
                    let file = self.is_file(&placeholder);
                    FormField::plain(name, vec![Part::Placeholder(placeholder)], file)
                };
                Body::Multipart { fields: named.into_iter().map(field).collect(), rest }
            }
            Kind::Text => {
                if let Some(header) = content_type {
                    let message = format!("a body of type `{}` needs a `body_template`", short(&text));
                    let help =
                        "add `body_template`: a string such as `\"{{text}}\"`, or send `application/json`";
                    self.report(Diagnostic::new(Code::BodyShape, header.span, message).help(help));
                }
                Body::None
            }
        }
    }

    /// A JSON document with placeholders; `None` where its entry is left out. The parser bounds
    /// the depth, and with it this recursion.
    pub(super) fn json_template(&mut self, node: &Node) -> Option<JsonTemplate> {
        match &node.kind {
            NodeKind::String(text) => self.json_text(Text { text, span: node.span }),
            NodeKind::Array(items) => {
                let items: Vec<_> = items.iter().filter_map(|item| self.json_template(item)).collect();
                let raw = |item: &JsonTemplate| match item {
                    JsonTemplate::Raw(json) => Some(json.clone()),
                    _ => None,
                };
                Some(match items.iter().map(raw).collect() {
                    Some(literals) => JsonTemplate::Raw(Json::Array(literals)),
                    None => JsonTemplate::Array(items),
                })
            }
            NodeKind::Object(entries) => {
                let mut out = Vec::with_capacity(entries.len());
                for entry in entries {
                    let key = self.body_key(entry);
                    if let (Some(key), Some(value)) = (key, self.json_template(&entry.value)) {
                        out.push((key, value));
                    }
                }
                let raw = |(key, value): &(String, JsonTemplate)| match value {
                    JsonTemplate::Raw(json) => Some((key.clone(), json.clone())),
                    _ => None,
                };
                Some(match out.iter().map(raw).collect() {
                    Some(literals) => JsonTemplate::Raw(Json::Object(literals)),
                    None => JsonTemplate::Object(out),
                })
            }
            _ => Some(JsonTemplate::Raw(literal(node.to_json()))),
        }
    }

    fn json_text(&mut self, text: Text<'_>) -> Option<JsonTemplate> {
        let filled = self.fill(text, Place::Body);
        if filled.left_out {
            return None;
        }
        if let Some((placeholder, ..)) = filled.single() {
            return Some(JsonTemplate::Placeholder(placeholder.clone()));
        }
        if filled.placeholders.is_empty() {
            let texts = filled.parts.into_iter().filter_map(|part| match part {
                Part::Text(text) => Some(text),
                Part::Placeholder(_) => None,
            });
            return Some(JsonTemplate::Raw(Json::String(texts.collect())));
        }
        Some(JsonTemplate::Text(filled.parts))
    }

    /// A key of a body: literal text, in which `{{{{` is `{{`.
    pub(super) fn body_key(&mut self, entry: &Entry) -> Option<String> {
        let mut key = String::new();
        for piece in scan(&entry.key).pieces {
            match piece {
                Piece::Text { text, .. } => key.push_str(&text),
                _ => {
                    self.no_placeholders(Text { text: &entry.key, span: entry.key_span }, "a body key");
                    return None;
                }
            }
        }
        Some(key)
    }
}

/// Whether anything is filled in a template. The parser bounds the depth, and with it this recursion.
fn has_placeholder(node: &Node) -> bool {
    match &node.kind {
        NodeKind::String(text) => text.contains("{{"),
        NodeKind::Array(items) => items.iter().any(has_placeholder),
        NodeKind::Object(entries) => entries.iter().any(|entry| has_placeholder(&entry.value)),
        _ => false,
    }
}
