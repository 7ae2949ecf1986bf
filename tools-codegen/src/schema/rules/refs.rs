//! `$ref`, `$dynamicRef` and `$recursiveRef`.

use crate::diag::{Code, Diagnostic};
use crate::json::{Entry, Node};
use crate::model::{NodeId, Rule};

use super::super::draft::Draft;
use super::super::tree;
use super::compiler::Compiler;
use super::resources::{Lost, Resources};

impl<'a> Compiler<'a, '_> {
    /// The nodes of `$ref` and its dynamic kin; after an error there is none.
    pub(super) fn references(&mut self, node: &'a Node, entries: &'a [Entry], rules: &mut Vec<Rule>) {
        let counts = |entry: &&Entry| match entry.key.as_str() {
            "$ref" => true,
            "$dynamicRef" => self.draft >= Draft::V2019,
            // 2020-12 gave it up for `$dynamicRef`.
            "$recursiveRef" => self.draft == Draft::V2019,
            _ => false,
        };
        let references: Vec<&Entry> = entries.iter().filter(counts).collect();
        if let [_, second, ..] = references.as_slice() {
            let why = "another reference stands beside it";
            self.refuse(&second.key, second.key_span, why, "put both into an `allOf`");
        }
        for entry in references {
            rules.extend(self.reference(node, entry).map(Rule::Ref));
        }
    }

    /// The schema that a reference names; `None` after an error, which is said once.
    pub(super) fn target(&mut self, holder: &'a Node, entry: &'a Entry) -> Option<&'a Node> {
        let text = tree::text(&entry.value)?;
        let (root, draft) = (self.root, self.draft);
        let resources = self.resources.get_or_insert_with(|| Resources::of(root, draft));
        let around = resources.around(holder);
        let asked = (around, entry.key.as_str(), text);
        if let Some(known) = self.resolved.get(&asked) {
            return *known;
        }
        let found = resources.find(around, &entry.key, text).map_err(|lost| self.lost(lost, text, entry));
        self.resolved.insert(asked, found.ok());
        found.ok()
    }

    /// The node that a reference names; `None` after an error.
    fn reference(&mut self, holder: &'a Node, entry: &'a Entry) -> Option<NodeId> {
        let Some(text) = tree::text(&entry.value) else {
            self.wrong(holder, &entry.key, &entry.value, "a string");
            return None;
        };
        let target = self.target(holder, entry)?;
        self.targets.insert(holder.span.start, target);
        let id = self.node(target);
        // `#/$defs/Name` gives a name, and so do a property, an anchor and an `$id`;
        // `#/properties/a/items` does not.
        let mut steps = text.rsplit(['/', '#']);
        let (name, parent) = (steps.next(), steps.next());
        let named = matches!(parent, Some("$defs" | "definitions" | "properties")) || !text.contains("#/");
        let name = name.filter(|name| named && !name.is_empty());
        if let Some(info) = usize::try_from(id).ok().and_then(|i| self.graph.info.get_mut(i)) {
            info.name = info.name.or(name);
        }
        Some(id)
    }

    fn lost(&mut self, lost: Lost, text: &str, entry: &'a Entry) {
        match lost {
            Lost::Nowhere => self.nowhere(text, entry),
            Lost::Outside => {
                let key = &entry.key;
                let message =
                    format!("`{key}` leads out of this schema: only references within it are followed");
                self.error(
                    Diagnostic::new(Code::ReferenceOutside, entry.value.span, message)
                        .help("copy what it names into `$defs`, and refer to it as \"#/$defs/Name\""),
                );
            }
            Lost::Dynamic => self.refuse(
                &entry.key,
                entry.key_span,
                "it depends on where the schema was reached from",
                "write the schema into `$defs` and refer to it as \"#/$defs/Name\"",
            ),
        }
    }

    fn nowhere(&mut self, text: &str, entry: &'a Entry) {
        let shown: String = text.chars().take(80).collect();
        let message = format!("there is nothing at `{shown}` in this schema");
        let wanted = text.rsplit('/').next().unwrap_or("");
        let (mut best, mut least) = (None, 4);
        for key in ["$defs", "definitions"] {
            let defs = tree::value(self.root, key).map_or(&[][..], tree::entries);
            for def in defs.iter().filter(|d| d.key.len() <= 64 && wanted.len() <= 64).take(1_000) {
                let distance = typed_tools_core::nearest::distance(&def.key, wanted);
                if distance < least {
                    (best, least) = (Some(format!("#/{key}/{}", def.key)), distance);
                }
            }
        }
        // What is there from the root, but not from the `$id` around the reference.
        let from_root = best.as_deref() == Some(text);
        let best = best.filter(|_| !from_root);
        if from_root {
            let help = "references count from the nearest `$id` around them: remove it, or write out its schema's own \
                        `$defs`";
            self.error(Diagnostic::new(Code::ReferenceNowhere, entry.value.span, message).help(help));
            return;
        }
        let help = best.map_or_else(
            || {
                "`#/...` is a JSON pointer from the root of `parameters`, or from the nearest `$id`"
                    .to_owned()
            },
            |best| format!("did you mean \"{best}\"?"),
        );
        self.error(Diagnostic::new(Code::ReferenceNowhere, entry.value.span, message).help(help));
    }
}
