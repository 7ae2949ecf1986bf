//! The graph of rules while it grows, and how mistakes are reported meanwhile.

use crate::map::{SortedMap, SortedSet};
use std::collections::VecDeque;

use super::super::draft::Draft;
use super::super::graph::{Graph, Info};
use super::super::pattern;
use super::advice;
use super::resources::Resources;
use crate::diag::{Code, Diagnostic, Sink, Span};
use crate::json::{Json, Node};
use crate::model::{NodeId, Rule};

/// What was repaired while the rules were read, by the first byte of what it is about; the
/// neutral schema is written without it.
#[derive(Debug, Default)]
pub(in super::super) struct Repaired {
    /// The members that are left of an `enum`, by its array.
    pub(in super::super) enums: SortedMap<u32, Vec<Json>>,
    /// Properties without a value, by their schema.
    pub(in super::super) properties: SortedSet<u32>,
}

pub(super) struct Compiler<'a, 's> {
    pub(super) root: &'a Node,
    pub(super) draft: Draft,
    pub(super) graph: Graph<'a>,
    /// Nodes by the first byte of their schema.
    pub(super) known: SortedMap<u32, NodeId>,
    pub(super) queue: VecDeque<(NodeId, &'a Node)>,
    /// Patterns by their source.
    pub(super) patterns: SortedMap<&'a str, Option<usize>>,
    /// References by where they stand, their keyword and their text.
    pub(super) resolved: SortedMap<(usize, &'a str, &'a str), Option<&'a Node>>,
    /// What references can name; read where there is one.
    pub(super) resources: Option<Resources<'a>>,
    /// Whether a keyword asks what others have evaluated; found out where it matters.
    pub(super) evaluates: Option<bool>,
    pub(super) targets: SortedMap<u32, &'a Node>,
    pub(super) repaired: Repaired,
    /// The names of types that were reported, by their first byte: a property is looked at twice.
    pub(super) known_type_errors: SortedSet<u32>,
    /// The names of properties by the first byte of their schema, for messages.
    pub(super) property_names: SortedMap<u32, &'a str>,
    pub(super) leaves_out: bool,
    pub(super) sink: &'s mut Sink,
    pub(super) broken: bool,
}

impl<'a, 's> Compiler<'a, 's> {
    /// One that has read nothing yet.
    pub(super) fn new(root: &'a Node, draft: Draft, leaves_out: bool, sink: &'s mut Sink) -> Self {
        Self {
            root,
            draft,
            graph: Graph::default(),
            known: SortedMap::new(),
            queue: VecDeque::new(),
            patterns: SortedMap::new(),
            resolved: SortedMap::new(),
            resources: None,
            evaluates: None,
            targets: SortedMap::new(),
            repaired: Repaired::default(),
            known_type_errors: SortedSet::new(),
            property_names: SortedMap::new(),
            leaves_out,
            sink,
            broken: false,
        }
    }
}

impl<'a> Compiler<'a, '_> {
    pub(super) fn error(&mut self, diagnostic: Diagnostic) {
        self.broken = true;
        self.sink.push(diagnostic);
    }

    /// A keyword whose value is not what the keyword takes.
    pub(super) fn wrong(&mut self, schema: &Node, key: &str, value: &Node, takes: &str) {
        let message = format!("`{key}` takes {takes}");
        let mut diagnostic =
            Diagnostic::new(Code::KeywordValue, value.span, message).label(format!("not {takes}"));
        if let Some(help) = advice::keyword(key, value, self.property_name(schema)) {
            diagnostic = diagnostic.help(help);
        }
        self.error(diagnostic);
    }

    /// The name under `properties` of a schema.
    pub(super) fn property_name(&self, schema: &Node) -> Option<&'a str> {
        self.property_names.get(&schema.span.start).copied()
    }

    pub(super) fn refuse(&mut self, key: &str, span: Span, why: &str, help: &str) {
        let message = format!("`{key}` cannot be honoured here: {why}");
        self.error(Diagnostic::new(Code::UnsupportedKeyword, span, message).help(help));
    }

    /// The node of a schema; its rules are read when its turn comes, so that depth costs no stack.
    pub(super) fn node(&mut self, node: &'a Node) -> NodeId {
        if let Some(id) = self.known.get(&node.span.start) {
            return *id;
        }
        let id = self.fresh(Vec::new(), Some(node));
        self.known.insert(node.span.start, id);
        self.queue.push_back((id, node));
        id
    }

    /// A node with these rules.
    pub(super) fn fresh(&mut self, rules: Vec<Rule>, source: Option<&'a Node>) -> NodeId {
        let id = self.graph.nodes.len() as NodeId;
        self.graph.nodes.push(rules);
        self.graph.info.push(Info { source, name: None });
        id
    }

    pub(super) fn set(&mut self, id: NodeId, rules: Vec<Rule>) {
        if let Some(slot) = usize::try_from(id).ok().and_then(|i| self.graph.nodes.get_mut(i)) {
            *slot = rules;
        }
    }

    /// The index of a pattern; `None` after an error.
    pub(super) fn pattern(&mut self, source: &'a str, span: Span) -> Option<usize> {
        if let Some(known) = self.patterns.get(source) {
            return *known;
        }
        let index = match pattern::translate(source) {
            Ok(pattern) => {
                self.graph.patterns.push(pattern);
                Some(self.graph.patterns.len() - 1)
            }
            Err(fault) => {
                let code = if fault.syntax { Code::PatternSyntax } else { Code::PatternUnsupported };
                let mut diagnostic = Diagnostic::new(code, span, format!("the pattern {}", fault.message));
                if let Some(help) = fault.help {
                    diagnostic = diagnostic.help(help);
                }
                self.error(diagnostic);
                None
            }
        };
        self.patterns.insert(source, index);
        index
    }
}
