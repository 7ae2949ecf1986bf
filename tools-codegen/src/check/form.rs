//! Bodies made of named fields: form-urlencoded and multipart.

use super::fact::{self, Step};
use super::file::Written;
use super::headers::ContentType;
use super::place::Place;
use super::text::Filled;
use super::tool::Tool;
use crate::definition::{Scalar, Text};
use crate::json::{Kind, Node};
use crate::model::{FormField, JsonTemplate, Pair, Part, Placeholder, Rest, Source, Style, Type, TypeDef};

impl Tool<'_, '_, '_> {
    /// Whether the argument of a placeholder is a file.
    pub(super) fn is_file(&self, placeholder: &Placeholder) -> bool {
        let Source::Argument(index) = placeholder.source else { return false };
        matches!(fact::of_argument(self.input, &self.roots, index, &placeholder.path), Some(Step::Found(fact)) if fact.file)
    }

    /// The fields of a form body.
    pub(super) fn form(&mut self, node: &Node, header: Option<&ContentType>) -> (Vec<Pair>, Rest) {
        let (mut pairs, mut rest) = (Vec::new(), Rest::None);
        match &node.kind {
            Kind::Object(entries) => {
                for entry in entries {
                    if let Some(key) = self.body_key(entry) {
                        self.flatten(key, &entry.value, false, &mut pairs);
                    }
                }
            }
            _ => {
                let (named, unnamed) = self.spread(node, header);
                rest = unnamed;
                for (name, placeholder) in named {
                    pairs.push(Pair {
                        name,
                        value: vec![Part::Placeholder(placeholder)],
                        style: Style::Repeat,
                    });
                }
            }
        }
        (pairs, rest)
    }

    /// A value of a form, in the notation of query pairs: `key[sub]`, `key[0][sub]`.
    fn flatten(&mut self, name: String, node: &Node, nested: bool, pairs: &mut Vec<Pair>) {
        match &node.kind {
            Kind::Null => {}
            Kind::Object(entries) => {
                for entry in entries {
                    if let Some(key) = self.body_key(entry) {
                        self.flatten(format!("{name}[{key}]"), &entry.value, true, pairs);
                    }
                }
            }
            Kind::Array(items) => {
                let indexed =
                    nested || items.iter().any(|item| matches!(item.kind, Kind::Object(_) | Kind::Array(_)));
                for (at, item) in items.iter().enumerate() {
                    let name = if indexed { format!("{name}[{at}]") } else { name.clone() };
                    self.flatten(name, item, indexed, pairs);
                }
            }
            _ => {
                let filled = self.leaf(node);
                if !filled.left_out {
                    pairs.push(Pair { name, value: filled.parts, style: Style::Repeat });
                }
            }
        }
    }

    /// A string, number or boolean of a form.
    fn leaf(&mut self, node: &Node) -> Filled {
        match &node.kind {
            Kind::String(text) => self.fill(Text { text, span: node.span }, Place::Body),
            Kind::Number(number) => self.scalar(Scalar::Number(number, node.span), Place::Body),
            Kind::Bool(value) => self.scalar(Scalar::Bool(*value), Place::Body),
            _ => Filled { left_out: true, ..Filled::default() },
        }
    }

    /// The fields of a multipart body.
    pub(super) fn multipart(&mut self, node: &Node, header: Option<&ContentType>) -> (Vec<FormField>, Rest) {
        let mut fields = Vec::new();
        let Kind::Object(entries) = &node.kind else {
            let (named, rest) = self.spread(node, header);
            for (name, placeholder) in named {
                let file = self.is_file(&placeholder);
                fields.push(FormField::plain(name, vec![Part::Placeholder(placeholder)], file));
            }
            return (fields, rest);
        };
        for entry in entries {
            let Some(key) = self.body_key(entry) else { continue };
            match &entry.value.kind {
                // As for an array argument: a part for each element.
                Kind::Array(items) => {
                    for item in items {
                        self.part(&key, item, header, &mut fields);
                    }
                }
                _ => self.part(&key, &entry.value, header, &mut fields),
            }
        }
        (fields, Rest::None)
    }

    fn part(&mut self, name: &str, node: &Node, header: Option<&ContentType>, fields: &mut Vec<FormField>) {
        if let Some(written) = Written::of(node) {
            let filename = written.filename.and_then(|entry| self.filename(entry));
            let content_type = written.content_type.and_then(|entry| self.part_type(entry));
            self.keys_of_part(&written);
            if let Some((value, file)) = self.part_value(&written.value.value, header) {
                fields.push(FormField { name: name.to_owned(), value, file, filename, content_type });
            }
        } else if let Some((value, file)) = self.part_value(node, header) {
            fields.push(FormField::plain(name.to_owned(), value, file));
        }
    }

    /// What a part holds, and whether it is base64 of a file; `None` where it is left out.
    fn part_value(&mut self, node: &Node, header: Option<&ContentType>) -> Option<(Vec<Part>, bool)> {
        if let Some(file) = self.file_alone(node) {
            return Some((vec![Part::Placeholder(file?)], false));
        }
        let filled = match &node.kind {
            Kind::Null => return None,
            Kind::Object(_) | Kind::Array(_) => match self.json_template(node) {
                Some(JsonTemplate::Raw(json)) => Filled::literal(json.to_text()),
                _ => {
                    let message = "placeholders inside a part of a multipart body".to_owned();
                    let help = "let the part be one object argument, or send its values as parts of their own; a file is \
                                `{ \"value\": \"{{photo}}\", \"filename\": \"photo.jpg\" }`";
                    self.body_shape(node.span, message, help, header);
                    return None;
                }
            },
            _ => self.leaf(node),
        };
        let file = filled.single().is_some_and(|(_, fact, _)| fact.file);
        (!filled.left_out).then_some((filled.parts, file))
    }

    /// A whole body that is one object argument: a field for each of its properties, and those that
    /// it keeps beside them.
    fn spread(&mut self, node: &Node, header: Option<&ContentType>) -> (Vec<(String, Placeholder)>, Rest) {
        let what = "a form body is an object of its fields";
        if let Kind::String(text) = &node.kind {
            let filled = self.fill(Text { text, span: node.span }, Place::Body);
            if filled.left_out {
                return (Vec::new(), Rest::None);
            }
            if let Some((placeholder @ Placeholder { source: Source::Argument(index), .. }, ..)) =
                filled.single()
                && let Some(names) = fact::properties_of(self.input, *index, &placeholder.path)
            {
                let below = |name: String| {
                    let path = placeholder.path.iter().cloned().chain([name.clone()]).collect();
                    (name, Placeholder { source: placeholder.source, path, suffix: placeholder.suffix })
                };
                let rest =
                    if self.keeps_rest(placeholder) { Rest::Of(placeholder.clone()) } else { Rest::None };
                return (names.into_iter().map(below).collect(), rest);
            }
            let help = "write `{ \"field\": \"{{name}}\" }`; one placeholder may stand for all where it is an object \
                        argument with `properties`";
            self.body_shape(node.span, what.to_owned(), help, header);
            return (Vec::new(), Rest::None);
        }
        let help = "write `{ \"field\": \"{{name}}\" }`";
        self.body_shape(node.span, format!("{what}, not {}", node.describe()), help, header);
        self.json_template(node);
        (Vec::new(), Rest::None)
    }

    /// Whether the object of a placeholder can hold more than its named properties.
    fn keeps_rest(&self, placeholder: &Placeholder) -> bool {
        let Source::Argument(index) = placeholder.source else { return false };
        let arguments = &self.input.arguments;
        let mut fields = &arguments.root.fields;
        let mut found = fields.get(index);
        let mut steps = placeholder.path.iter();
        while let Some(mut ty) = found.map(|field| &field.ty) {
            while let Type::Nullable(inner) | Type::Boxed(inner) = ty {
                ty = inner;
            }
            // What has no struct holds whatever its schema lets through.
            let Type::Named(place) = ty else { return true };
            let Some(TypeDef::Struct(def)) = arguments.types.get(*place) else { return true };
            let Some(step) = steps.next() else { return def.rest.is_some() };
            fields = &def.fields;
            found = fields.iter().find(|field| field.wire == *step);
        }
        // A property that only a schema beside the struct's knows.
        true
    }
}
