//! From the JSON tree of a schema to its graph of rules: every keyword exactly, or an error.

mod advice;
mod compiler;
mod nothing;
mod numbers;
mod objects;
mod refs;
mod resources;
mod type_names;
mod unevaluated;
mod values;

use crate::map::SortedMap;

use crate::definition::short;
use crate::diag::{Code, Diagnostic, Sink};
use crate::json::{Entry, Json, Kind, Node};
use crate::keywords;
use crate::model::{NodeId, Rule, Types};

use super::draft::Draft;
use super::graph::{Fault, Graph};
use super::tree;
pub(super) use unevaluated::{Meaning, meaning};

use compiler::{Compiler, Repaired};

/// A compiled schema.
#[derive(Debug)]
pub(super) struct Compiled<'a> {
    pub(super) draft: Draft,
    pub(super) graph: Graph<'a>,
    pub(super) repaired: Repaired,
    /// The targets of `$ref`, by the first byte of the schema that has it.
    pub(super) targets: SortedMap<u32, &'a Node>,
    /// Nodes by the first byte of their schema.
    pub(super) known: SortedMap<u32, NodeId>,
    /// Whether an error was reported.
    pub(super) broken: bool,
}

/// Compiles a schema. After errors the graph holds what could be read. `leaves_out`: optional
/// properties that no value is allowed for are left out.
pub(super) fn compile<'a>(root: &'a Node, leaves_out: bool, sink: &mut Sink) -> Compiled<'a> {
    let draft = Draft::of(root);
    let mut compiler = Compiler::new(root, draft.unwrap_or(Draft::V2020), leaves_out, sink);
    if draft.is_none() {
        let span = tree::value(root, "$schema").map_or(root.span, |v| v.span);
        compiler.error(
            Diagnostic::new(Code::UnknownDraft, span, "`$schema` names no draft that is read here").help(
                "use \"https://json-schema.org/draft/2020-12/schema\" (drafts 4, 6, 7 and 2019-09 are read too), or leave it out",
            ),
        );
    }
    compiler.node(root);
    while let Some((id, node)) = compiler.queue.pop_front() {
        let rules = compiler.rules(node);
        compiler.set(id, rules);
    }
    compiler.faults();
    let Compiler { draft, graph, repaired, targets, known, broken, .. } = compiler;
    Compiled { draft, graph, repaired, targets, known, broken }
}

impl<'a> Compiler<'a, '_> {
    /// The rules of one schema.
    fn rules(&mut self, node: &'a Node) -> Vec<Rule> {
        let entries = match &node.kind {
            Kind::Bool(true) => return Vec::new(),
            Kind::Bool(false) => return vec![Rule::Never],
            Kind::Object(entries) => entries,
            _ => {
                let is_root = std::ptr::eq(node, self.root);
                self.error(advice::schema(node, is_root, self.property_name(node)));
                return Vec::new();
            }
        };
        self.typos(node, entries);
        self.unsupported(entries);
        let mut rules = Vec::new();
        self.references(node, entries, &mut rules);
        if let Some(entry) = tree::entry(node, "$ref").filter(|_| !self.draft.reads_siblings()) {
            self.siblings(entry, entries);
            return rules;
        }
        self.types_and_values(node, &mut rules);
        self.numbers(node, &mut rules);
        self.strings(node, &mut rules);
        self.arrays(node, &mut rules);
        self.objects(node, &mut rules);
        self.applicators(node, &mut rules);
        let rules = self.unevaluated(node, rules);
        if self.nullable(node) { self.or_null(node, rules) } else { rules }
    }

    /// Unknown keywords that look like a typo of a known one, or like a property outside of
    /// `properties`.
    fn typos(&mut self, node: &Node, entries: &[Entry]) {
        let is_object = std::ptr::eq(node, self.root) || tree::text_of(node, "type") == Some("object");
        let lost = is_object && !entries.iter().any(|e| e.key == "$ref");
        for entry in entries {
            if lost
                && !entry.key.starts_with("x-")
                && !keywords::is_known(&entry.key)
                && advice::looks_like_a_schema(&entry.value)
            {
                let name = short(&entry.key);
                let message = format!("`{name}` is no keyword of JSON Schema, and is ignored");
                self.sink.push(Diagnostic::new(Code::KeywordTypo, entry.key_span, message).help(format!(
                    "a parameter stands inside `properties`: `\"properties\": {{ \"{name}\": {{ .. }} }}`"
                )));
                continue;
            }
            // Where both stand, the unknown one is somebody else's.
            let meant = keywords::meant(&entry.key).filter(|k| !entries.iter().any(|e| e.key == *k));
            if let Some(meant) = meant {
                let message = format!("`{}` is no keyword of JSON Schema, and is ignored", entry.key);
                self.sink.push(
                    Diagnostic::new(Code::KeywordTypo, entry.key_span, message)
                        .help(format!("did you mean `{meant}`? A key of your own begins with `x-`"))
                        .meant(meant),
                );
            }
        }
    }

    /// Keywords of other drafts than the schema's.
    fn unsupported(&mut self, entries: &[Entry]) {
        for entry in entries {
            if entry.key == "$recursiveRef" && self.draft == Draft::V2020 {
                let message = "`$recursiveRef` means nothing in 2020-12: whatever stands here is accepted";
                self.sink.push(Diagnostic::new(Code::KeywordTypo, entry.key_span, message).help(
                    "write `$ref` with the schema that is meant, or name the draft that has it: `\"$schema\": \
                     \"https://json-schema.org/draft/2019-09/schema\"`",
                ));
            }
            let (why, help) = match entry.key.as_str() {
                "$dynamicRef" | "$recursiveRef" if self.draft < Draft::V2019 => {
                    ("this draft does not have it yet", "use `$ref`, or a newer `$schema`")
                }
                "disallow" | "extends" | "divisibleBy" if self.draft == Draft::Three => {
                    ("draft 4 gave it up", "use `not`, `allOf` or `multipleOf`, and a newer `$schema`")
                }
                _ => continue,
            };
            self.refuse(&entry.key, entry.key_span, why, help);
        }
    }

    /// In draft 7 and before, `$ref` silences whatever stands beside it.
    fn siblings(&mut self, reference: &Entry, entries: &[Entry]) {
        for entry in entries.iter().filter(|e| keywords::is_validating(&e.key)) {
            let message = format!("this draft ignores `{}` beside `$ref`", entry.key);
            self.error(
                Diagnostic::new(Code::ReferenceSiblings, entry.key_span, message)
                    .related(reference.key_span, "because of this")
                    .help("put both into an `allOf`, or say a newer `$schema` (2019-09 on reads both)"),
            );
        }
    }

    fn nullable(&self, node: &Node) -> bool {
        matches!(tree::value(node, "nullable").map(|v| &v.kind), Some(Kind::Bool(true)))
    }

    /// `nullable: true` (OpenAPI 3.0): the rules, or null.
    fn or_null(&mut self, node: &'a Node, mut rules: Vec<Rule>) -> Vec<Rule> {
        let excludes = |r: &Rule| {
            matches!(
                r,
                Rule::Ref(_)
                    | Rule::AllOf(_)
                    | Rule::AnyOf(_)
                    | Rule::OneOf(_)
                    | Rule::Not(_)
                    | Rule::If { .. }
                    | Rule::Never
            )
        };
        if rules.iter().any(excludes) {
            let null = self.fresh(vec![Rule::Type(Types::NULL)], None);
            let inner = self.fresh(rules, Some(node));
            return vec![Rule::AnyOf(vec![inner, null])];
        }
        for rule in &mut rules {
            match rule {
                Rule::Type(types) => *types = types.union(Types::NULL),
                Rule::Enum(values) if !values.contains(&Json::Null) => values.push(Json::Null),
                _ => {}
            }
        }
        rules
    }

    /// Schemas that never end or take for ever. Without their rules the graph is sound.
    fn faults(&mut self) {
        // Each turn empties a node, so this ends; one report of each kind is enough.
        let mut said: Vec<Fault> = Vec::new();
        while let Some((id, fault)) = self.graph.faults() {
            let span = self.graph.info(id).source.map_or(self.root.span, |node| node.span);
            if !said.contains(&fault) {
                said.push(fault);
                self.error(match fault {
                    Fault::Endless => {
                        Diagnostic::new(Code::EndlessSchema, span, "this schema refers to itself without end")
                            .help("a schema may hold itself in a property or in `items`, not be itself")
                    }
                    Fault::Costly => {
                        let message = "this schema takes too many steps to check a single value";
                        Diagnostic::new(Code::CostlySchema, span, message).help(
                            "`$ref` and `allOf` multiply where they are nested: refer to each schema once",
                        )
                    }
                });
            }
            self.set(id, Vec::new());
            if said.len() > 1 || self.graph.nodes.len() > 2_000 {
                // Beyond this it is an attack: nothing of it is worth keeping.
                self.graph.nodes.iter_mut().for_each(Vec::clear);
            }
        }
    }
}
