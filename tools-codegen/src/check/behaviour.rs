//! What a tool does beside its request: retries, hints, and what a model reads of it.

use super::headers::is_free;
use super::tool::Tool;
use crate::definition::{Method, Text, short};
use crate::diag::{Code, Diagnostic};
use crate::json::{Kind, Node};
use crate::model::Hints;
use crate::template::{Piece, scan};

impl Tool<'_, '_, '_> {
    /// Retries are for requests that may be sent twice.
    pub(super) fn retries(&mut self) -> u32 {
        let Some((count, span)) = self.input.raw.retries else { return 0 };
        let Some(method @ (Method::Post | Method::Patch)) = self.input.raw.method else { return count };
        if count > 0 && self.input.raw.idempotency_key.is_none() {
            let message = format!("a {} request is not safe to send again", method.as_str());
            let help = "name the header in which the API takes a key: `\"idempotency_key\": \"Idempotency-Key\"`; or remove \
                        `retries`";
            self.report(Diagnostic::new(Code::Retries, span, message).help(help));
        }
        count
    }

    /// `idempotency_key`: the name of a header.
    pub(super) fn idempotency_key(&mut self) -> Option<String> {
        let name = self.input.raw.idempotency_key?;
        if !self.header_name(name) {
            return None;
        }
        let lower = name.text.to_ascii_lowercase();
        if !is_free(&lower) || matches!(lower.as_str(), "accept" | "user-agent") {
            let message = format!("`{}` has another use than an idempotency key", short(name.text));
            let help = "it is the name of a header, most often `Idempotency-Key`";
            self.report(Diagnostic::new(Code::ReservedHeader, name.span, message).help(help));
            return None;
        }
        Some(lower)
    }

    /// `annotations`, with the defaults that follow from the method.
    pub(super) fn hints(&self) -> Hints {
        let given = &self.input.raw.annotations;
        let usual = Hints::usual(self.input.raw.method.map_or("", Method::as_str));
        Hints {
            title: given.title.map(|title| title.text.to_owned()),
            read_only: given.read_only.unwrap_or(usual.read_only),
            destructive: given.destructive.unwrap_or(usual.destructive),
            idempotent: given.idempotent.unwrap_or(usual.idempotent),
            open_world: given.open_world.unwrap_or(usual.open_world),
        }
    }

    /// What a model reads: a description, and no braces in it.
    pub(super) fn words_for_model(&mut self) {
        if let Some(description) = self.input.raw.description {
            if description.text.trim().is_empty() {
                let message = "the description is empty";
                let help = "say when a model should call this tool, and what it gets";
                self.report(Diagnostic::new(Code::EmptyDescription, description.span, message).help(help));
            }
            self.braces_for_model(description, "`description`");
        }
        let raw = &self.input.raw;
        // What was to stand beside `parameters`, and is missing there, was reported.
        let lost = raw.endpoint.is_none() && !raw.native;
        let astray = |key: &str| lost && raw.inside_parameters(key).is_some();
        let mut open: Vec<&Node> = match raw.parameters.and_then(Node::as_object) {
            Some(entries) => entries.iter().filter(|e| !astray(&e.key)).map(|e| &e.value).collect(),
            None => raw.parameters.into_iter().collect(),
        };
        while let Some(node) = open.pop() {
            match &node.kind {
                Kind::String(text) => self.braces_for_model(Text { text, span: node.span }, "`parameters`"),
                Kind::Array(items) => open.extend(items),
                Kind::Object(entries) => open.extend(entries.iter().map(|entry| &entry.value)),
                _ => {}
            }
        }
    }

    /// Nothing is filled there: one warning a string.
    fn braces_for_model(&mut self, text: Text<'_>, place: &str) {
        if !text.text.contains("{{") {
            return;
        }
        let pieces = scan(text.text).pieces;
        let found = pieces.iter().find_map(|piece| match piece {
            Piece::Placeholder { at, .. } => Some(at),
            _ => None,
        });
        let Some(at) = found else { return };
        let span = self.set.inside(text).span(at.start, at.end);
        let message = format!("{place} is not filled: a model reads these braces");
        let help = "write what the model should read";
        self.report(Diagnostic::new(Code::BracesForModel, span, message).help(help));
    }
}
