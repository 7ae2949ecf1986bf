//! `$ref`.

use crate::diag::{Code, Diagnostic};
use crate::json::{Entry, Kind, Node};
use crate::model::NodeId;

use super::super::tree;
use super::{Compiler, Draft};

impl<'a> Compiler<'a, '_> {
    /// The node that a `$ref` names; `None` after an error.
    pub(super) fn reference(&mut self, holder: &'a Node, entry: &'a Entry) -> Option<NodeId> {
        let Some(text) = tree::text(&entry.value) else {
            self.wrong(holder, "$ref", &entry.value, "a string");
            return None;
        };
        let target = match self.resolved.get(text) {
            Some(known) => *known,
            None => {
                let found = self.resolve(text, entry);
                self.resolved.insert(text, found);
                found
            }
        }?;
        self.targets.insert(holder.span.start, target);
        let id = self.node(target);
        // `#/$defs/Name` gives a name, and so does a property; `#/properties/a/items` does not.
        let mut steps = text.rsplit('/');
        let (name, parent) = (steps.next(), steps.next());
        let name = name.filter(|_| matches!(parent, Some("$defs" | "definitions" | "properties")));
        if let Some(info) = usize::try_from(id).ok().and_then(|i| self.graph.info.get_mut(i)) {
            info.name = info.name.or(name);
        }
        Some(id)
    }

    fn resolve(&mut self, text: &'a str, entry: &'a Entry) -> Option<&'a Node> {
        let span = entry.value.span;
        // A reference to the schema's own `$id` is one to the schema.
        let own =
            tree::text_of(self.root, "$id").map(|id| id.trim_end_matches('#')).filter(|id| !id.is_empty());
        let fragment = match text.split_once('#') {
            Some(("", fragment)) => Some(fragment),
            Some((base, fragment)) if Some(base) == own => Some(fragment),
            None if Some(text) == own => Some(""),
            _ => None,
        };
        let Some(fragment) = fragment else {
            let message = "`$ref` leads out of this schema: only references within it are followed";
            self.error(
                Diagnostic::new(Code::ReferenceOutside, span, message)
                    .help("copy what it names into `$defs`, and refer to it as \"#/$defs/Name\""),
            );
            return None;
        };
        if fragment.is_empty() {
            return Some(self.root);
        }
        let Some(pointer) = fragment.strip_prefix('/') else {
            let message = "`$ref` names an anchor: only JSON pointers are followed";
            self.error(
                Diagnostic::new(Code::UnsupportedKeyword, span, message)
                    .help("refer to the schema by its place, as \"#/$defs/Name\""),
            );
            return None;
        };
        let mut at = self.root;
        for step in pointer.split('/') {
            let next = decode(step).and_then(|step| match &at.kind {
                Kind::Object(_) => tree::value(at, &step),
                Kind::Array(items) => {
                    let plain = step == "0" || !step.starts_with(['0', '+']);
                    step.parse::<usize>().ok().filter(|_| plain).and_then(|i| items.get(i))
                }
                _ => None,
            });
            let Some(next) = next else {
                self.nowhere(text, entry);
                return None;
            };
            at = next;
            let id = if self.draft <= Draft::Four { "id" } else { "$id" };
            let moves = |e: &&Entry| tree::text(&e.value).is_some() && tree::refers(at);
            if let Some(entry) = tree::entry(at, id).filter(moves) {
                self.refuse(id, entry.key_span, "it moves the base of every `$ref` below", "leave it out");
                return None;
            }
        }
        Some(at)
    }

    fn nowhere(&mut self, text: &str, entry: &'a Entry) {
        let shown: String = text.chars().take(80).collect();
        let message = format!("there is nothing at `{shown}` in this schema");
        let wanted = text.rsplit('/').next().unwrap_or("");
        let (mut best, mut least) = (None, 4);
        for key in ["$defs", "definitions"] {
            let defs = tree::value(self.root, key).map_or(&[][..], tree::entries);
            for def in defs.iter().filter(|d| d.key.len() <= 64 && wanted.len() <= 64).take(1_000) {
                let distance = strsim::damerau_levenshtein(&def.key, wanted);
                if distance < least {
                    (best, least) = (Some(format!("#/{key}/{}", def.key)), distance);
                }
            }
        }
        let help = best.map_or_else(
            || "`#/...` is a JSON pointer from the root of `parameters`".to_owned(),
            |best| format!("did you mean \"{best}\"?"),
        );
        self.error(Diagnostic::new(Code::ReferenceNowhere, entry.value.span, message).help(help));
    }
}

/// A step of a JSON pointer in a URI fragment.
fn decode(step: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(step.len());
    let mut rest = step.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16));
            let (high, low) = (hex(rest.next())?, hex(rest.next())?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    Some(text.replace("~1", "/").replace("~0", "~"))
}
