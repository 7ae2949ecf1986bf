//! What a placeholder's value can be: questions that templates are checked by.

use std::collections::BTreeSet;

use crate::model::{Arguments, NodeId, Presence, Rule, Struct, Type, TypeDef, Types};

use super::graph::Graph;
use super::tree;

/// The rules of a tool's arguments, for [`Facts::look`].
#[derive(Debug, Default)]
pub(crate) struct Facts {
    graph: Graph<'static>,
    /// Nodes with `format: binary | byte` or base64 content.
    files: BTreeSet<NodeId>,
}

/// What the value of a placeholder can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    /// Its types, null aside.
    pub(crate) kinds: Types,
    /// Whether it can be null.
    pub(crate) null: bool,
    /// Whether it can be absent: optional, or null, at any step.
    pub(crate) absent: bool,
    /// The types of its elements, where it can be an array.
    pub(crate) elements: Types,
    /// Whether it is a file in base64.
    pub(crate) file: bool,
}

impl Facts {
    pub(super) fn new(graph: &Graph<'_>) -> Self {
        let mut files = BTreeSet::new();
        for (id, info) in graph.info.iter().enumerate() {
            let said = |key| info.source.and_then(|source| tree::text_of(source, key));
            let file = matches!(said("format"), Some("binary" | "byte"))
                || said("contentEncoding").is_some_and(|e| e.eq_ignore_ascii_case("base64"));
            if file {
                files.insert(id as NodeId);
            }
        }
        let graph = Graph { nodes: graph.nodes.clone(), patterns: Vec::new(), info: Vec::new() };
        Self { graph, files }
    }

    /// What is at a path of wire names: an argument, then properties of it. `None` where the
    /// schema names no such property.
    pub(crate) fn look(&self, arguments: &Arguments, path: &[&str]) -> Option<Look> {
        let mut nodes: Vec<NodeId> = vec![0];
        let mut within = Some(&arguments.root);
        let mut look =
            Look { kinds: Types::OBJECT, null: false, absent: false, elements: Types(0), file: false };
        for (depth, step) in path.iter().enumerate() {
            let mut flat = Vec::new();
            self.graph.flatten(&nodes, &mut flat);
            let mut found = Vec::new();
            let mut required = false;
            for rule in flat.iter().filter_map(|at| self.graph.rule(*at)) {
                match rule {
                    Rule::Object { properties, .. } => {
                        found.extend(
                            properties.iter().filter(|(name, _)| name == step).map(|(_, node)| *node),
                        );
                    }
                    Rule::Required(names) => required |= names.iter().any(|name| name == step),
                    _ => {}
                }
            }
            let field = within.and_then(|def| def.fields.iter().find(|field| field.wire == *step));
            // At the root, fields are what a template can name, declared or only required.
            if found.is_empty() && !(depth == 0 && field.is_some()) {
                return None;
            }
            let default = field.is_some_and(|field| matches!(field.presence, Presence::Default(_)));
            look.absent |= !(required || default) || (depth > 0 && look.null);
            within = field.and_then(|field| structure(&field.ty, arguments));
            nodes = found;
            self.describe(&nodes, &mut look);
            // An object that may be something else has no such property then.
            look.absent |= depth + 1 < path.len() && look.kinds != Types::OBJECT;
        }
        Some(look)
    }

    fn describe(&self, nodes: &[NodeId], look: &mut Look) {
        let mut flat = Vec::new();
        self.graph.flatten(nodes, &mut flat);
        let kinds = self.graph.kinds_flat(&flat);
        look.kinds = kinds.without(Types::NULL);
        look.null = kinds.has(Types::NULL);
        look.file = flat.iter().any(|(node, _)| self.files.contains(node))
            || nodes.iter().any(|node| self.files.contains(node));
        look.elements = Types(0);
        if kinds.has(Types::ARRAY) {
            look.elements = self.elements(&flat, 0);
        }
    }

    /// The kinds that elements of an array can have; branches of unions counted in.
    fn elements(&self, flat: &[super::graph::At], depth: u32) -> Types {
        let mut kinds = Types::ALL;
        for rule in flat.iter().filter_map(|at| self.graph.rule(*at)) {
            match rule {
                Rule::Items { prefix, rest } => {
                    let rest = rest.map_or(Types::ALL, |node| self.graph.kinds(node));
                    let of = |all: Types, node: &NodeId| all.union(self.graph.kinds(*node));
                    kinds = kinds.intersection(prefix.iter().fold(rest, of));
                }
                Rule::AnyOf(nodes) | Rule::OneOf(nodes) if depth < 8 => {
                    let mut any = Types(0);
                    for node in nodes.iter().filter(|node| self.graph.kinds(**node).has(Types::ARRAY)) {
                        any = any.union(self.elements(&self.graph.flat(*node), depth + 1));
                    }
                    kinds = kinds.intersection(any);
                }
                _ => {}
            }
        }
        kinds
    }
}

/// The struct of a type.
fn structure<'a>(ty: &Type, arguments: &'a Arguments) -> Option<&'a Struct> {
    match ty {
        Type::Named(index) => match arguments.types.get(*index) {
            Some(TypeDef::Struct(def)) => Some(def),
            _ => None,
        },
        Type::Nullable(inner) | Type::Boxed(inner) => structure(inner, arguments),
        _ => None,
    }
}
