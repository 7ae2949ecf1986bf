//! Files: parts of a multipart body with a name and a type, and files of the context, which are sent whole.

use super::bind::Bound;
use super::fact::SCALARS;
use super::headers::ContentType;
use super::media::{self, Kind};
use super::place::Place;
use super::tool::Tool;
use crate::definition::{Text, short};
use crate::diag::{Code, Diagnostic};
use crate::json::{Entry, Node};
use crate::model::{Body, ContextType, Part, Placeholder, Source};
use crate::template::{Piece, scan};

/// A part of a multipart body with more than its value: `{"value": .., "filename": .., "content_type": ..}`.
pub(super) struct Written<'n> {
    pub(super) value: &'n Entry,
    pub(super) filename: Option<&'n Entry>,
    pub(super) content_type: Option<&'n Entry>,
    entries: &'n [Entry],
}

/// Its keys.
const KEYS: [&str; 3] = ["value", "filename", "content_type"];

impl<'n> Written<'n> {
    /// An object is one where it has a value, and says more of it; any other object is sent as JSON.
    pub(super) fn of(node: &'n Node) -> Option<Self> {
        let (filename, content_type) = (node.get("filename"), node.get("content_type"));
        let entries = node.as_object()?;
        if filename.is_none() && content_type.is_none() {
            return None;
        }
        Some(Self { value: node.get("value")?, filename, content_type, entries })
    }
}

impl Tool<'_, '_, '_> {
    /// Whether a placeholder takes a file of the context.
    fn is_context_file(&self, source: Source) -> bool {
        let Source::Context(index) = source else { return false };
        self.set.context_fields.get(index).is_some_and(|field| field.ty == ContextType::File)
    }

    /// A file where it cannot be sent: anywhere but alone.
    pub(super) fn no_file(&mut self, placeholder: &Placeholder, what: &str, span: crate::diag::Span) -> bool {
        let is_file = self.is_context_file(placeholder.source);
        if is_file {
            let message = format!("{what} is a file, which cannot stand here");
            let help = "a file is a part of a multipart body, `{ \"photo\": \"{{photo}}\" }`, or the whole body: \
                        `\"body_template\": \"{{photo}}\"`";
            self.report(Diagnostic::new(Code::FilePlace, span, message).help(help));
        }
        !is_file
    }

    /// A string that is exactly one file of the context: the placeholder, or `None` where it was refused.
    pub(super) fn file_alone(&mut self, node: &Node) -> Option<Option<Placeholder>> {
        let text = Text { text: node.as_str()?, span: node.span };
        let scan = scan(text.text);
        let [Piece::Placeholder { name, at }] = scan.pieces.as_slice() else { return None };
        let bare = name.trim();
        let index = self.set.context.get(bare).filter(|_| self.argument(bare).is_none())?;
        if !self.is_context_file(Source::Context(index)) {
            return None;
        }
        let span = self.set.inside(text).span(at.start, at.end);
        Some(match self.bind(name, span, Place::Body) {
            Bound::Placeholder(placeholder, _) => Some(placeholder),
            Bound::Never | Bound::Broken => None,
        })
    }

    /// A whole body that is a file.
    pub(super) fn file_body(&mut self, file: Placeholder, node: &Node, header: Option<&ContentType>) -> Body {
        let content_type = header.and_then(|found| Some((found, media::kind(&found.text)?)));
        match content_type {
            Some((_, Kind::Form | Kind::Multipart)) => {
                let message = "a file is a part of this body, and not all of it".to_owned();
                let help = "write `{ \"photo\": \"{{photo}}\" }` with `multipart/form-data`, or name the file's own type";
                self.body_shape(node.span, message, help, header);
                Body::None
            }
            Some((_, Kind::Open)) | None => Body::File { content_type: None, value: file },
            Some((found, Kind::Json | Kind::Text)) => {
                Body::File { content_type: Some(found.text.clone()), value: file }
            }
        }
    }

    /// `filename`: what fills it may be absent, and then it is left out.
    pub(super) fn filename(&mut self, entry: &Entry) -> Option<Vec<Part>> {
        let Some(text) = entry.value.as_str() else {
            self.not_text(entry);
            return None;
        };
        let filled = self.fill(Text { text, span: entry.value.span }, Place::Body);
        if let Some((fact, span)) = filled.single().map(|(_, fact, span)| (fact.clone(), span)) {
            self.can_be_text(&fact, span, Place::Body, SCALARS);
        }
        (!filled.left_out).then_some(filled.parts)
    }

    /// `content_type`: literal, as that of a whole body.
    pub(super) fn part_type(&mut self, entry: &Entry) -> Option<String> {
        let Some(text) = entry.value.as_str() else {
            self.not_text(entry);
            return None;
        };
        let written = Text { text, span: entry.value.span };
        if scan(text).pieces.iter().any(|piece| !matches!(piece, Piece::Text { .. })) {
            self.no_placeholders(written, "the content type of a part");
            return None;
        }
        if matches!(media::kind(text), None | Some(Kind::Open)) {
            let message = format!("`{}` is no media type of a part", short(text));
            let help = "write for example `image/jpeg`";
            self.report(Diagnostic::new(Code::ContentType, entry.value.span, message).help(help));
            return None;
        }
        Some(text.trim().to_owned())
    }

    fn not_text(&mut self, entry: &Entry) {
        let message = format!("`{}` is a string, not {}", entry.key, entry.value.describe());
        self.report(Diagnostic::new(Code::WrongKind, entry.value.span, message));
    }

    /// Other keys than those of a part.
    pub(super) fn keys_of_part(&mut self, part: &Written<'_>) {
        for entry in part.entries.iter().filter(|entry| !KEYS.contains(&entry.key.as_str())) {
            let message = format!("a part of a multipart body has no key `{}`", short(&entry.key));
            let help = match self.near(&entry.key, KEYS) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it has {}", crate::definition::list(&KEYS)),
            };
            self.report(Diagnostic::new(Code::UnknownKey, entry.key_span, message).help(help));
            self.json_template(&entry.value);
        }
    }
}
