//! The rules of a schema as a graph, while it is compiled.

use crate::map::SortedMap;

use crate::json::Node;
use crate::model::{NodeId, Pattern, Rule, Schema, Types};

/// A rule, by its node and its place there.
pub(super) type At = (NodeId, usize);

/// Nodes with their rules, and where each came from.
#[derive(Debug, Default)]
pub(super) struct Graph<'a> {
    pub(super) nodes: Vec<Vec<Rule>>,
    pub(super) patterns: Vec<Pattern>,
    pub(super) info: Vec<Info<'a>>,
}

/// What a node is beside its rules.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Info<'a> {
    /// The schema as it is written.
    pub(super) source: Option<&'a Node>,
    /// The last step of the pointer by which a `$ref` names it, or the anchor or `$id`.
    pub(super) name: Option<&'a str>,
}

impl<'a> Graph<'a> {
    /// The rules of a node.
    pub(super) fn rules(&self, node: NodeId) -> &[Rule] {
        usize::try_from(node).ok().and_then(|i| self.nodes.get(i)).map_or(&[], Vec::as_slice)
    }

    /// What a node is beside its rules.
    pub(super) fn info(&self, node: NodeId) -> Info<'a> {
        usize::try_from(node).ok().and_then(|i| self.info.get(i)).copied().unwrap_or_default()
    }

    /// One rule.
    pub(super) fn rule(&self, (node, index): At) -> Option<&Rule> {
        self.rules(node).get(index)
    }

    /// The rules that hold for a value of this node all at once: its own, and those of `$ref`
    /// and `allOf`, each once.
    pub(super) fn flat(&self, node: NodeId) -> Vec<At> {
        let mut flat = Vec::new();
        self.flatten(&[node], &mut flat);
        flat
    }

    /// Adds the rules of further nodes to those of others.
    pub(super) fn flatten(&self, nodes: &[NodeId], flat: &mut Vec<At>) {
        let mut seen: SortedMap<NodeId, ()> = flat.iter().map(|(node, _)| (*node, ())).collect();
        let mut open: Vec<NodeId> = nodes.iter().rev().copied().collect();
        while let Some(node) = open.pop() {
            if seen.insert(node, ()).is_some() {
                continue;
            }
            let mut inner = Vec::new();
            for (index, rule) in self.rules(node).iter().enumerate() {
                match rule {
                    Rule::Ref(target) => inner.push(*target),
                    Rule::AllOf(parts) => inner.extend(parts),
                    _ => flat.push((node, index)),
                }
            }
            open.extend(inner.into_iter().rev());
        }
    }

    /// The nodes that a rule applies to the same value.
    fn in_place(rule: &Rule) -> Vec<NodeId> {
        match rule {
            Rule::Ref(node) | Rule::Not(node) => vec![*node],
            Rule::AllOf(nodes) | Rule::AnyOf(nodes) | Rule::OneOf(nodes) => nodes.clone(),
            Rule::If { condition, then, otherwise } => {
                [Some(*condition), *then, *otherwise].into_iter().flatten().collect()
            }
            Rule::DependentSchemas(entries) => entries.iter().map(|(_, node)| *node).collect(),
            Rule::UnevaluatedProperties { of, .. } | Rule::UnevaluatedItems { of, .. } => vec![*of],
            _ => Vec::new(),
        }
    }

    /// Looks for schemas that apply themselves to the same value, and for those that take too
    /// many steps; the node is one that has the fault.
    pub(super) fn faults(&self) -> Option<(NodeId, Fault)> {
        /// More steps than any schema made by people takes for one value.
        const STEPS: u64 = 20_000;
        /// Deeper than any, too: checking takes the program's stack.
        const DEPTH: u32 = 40;
        #[derive(Clone, Copy)]
        enum State {
            Open,
            Done { steps: u64, depth: u32 },
        }
        let mut states: SortedMap<NodeId, State> = SortedMap::new();
        for start in 0..self.nodes.len() as NodeId {
            let mut stack: Vec<(NodeId, Vec<NodeId>)> = Vec::new();
            let mut next = Some(start);
            loop {
                if let Some(node) = next.take() {
                    match states.get(&node) {
                        Some(State::Open) => return Some((node, Fault::Endless)),
                        Some(State::Done { .. }) => {}
                        None => {
                            states.insert(node, State::Open);
                            let below = self.rules(node).iter().flat_map(Self::in_place).collect();
                            stack.push((node, below));
                        }
                    }
                }
                let Some((node, below)) = stack.last_mut() else { break };
                let node = *node;
                if let Some(child) = below.pop() {
                    next = Some(child);
                    continue;
                }
                let (mut steps, mut depth) = (1_u64, 0);
                for child in self.rules(node).iter().flat_map(Self::in_place) {
                    if let Some(State::Done { steps: s, depth: d }) = states.get(&child) {
                        steps = steps.saturating_add(*s);
                        depth = depth.max(d + 1);
                    }
                }
                if steps > STEPS || depth > DEPTH {
                    return Some((node, Fault::Costly));
                }
                states.insert(node, State::Done { steps, depth });
                stack.pop();
            }
        }
        None
    }

    /// The JSON types a value of a node can have, as far as its rules name them. The graph has
    /// no faults.
    pub(super) fn kinds(&self, node: NodeId) -> Types {
        self.kinds_of(self.rules(node).iter(), 0)
    }

    /// The same for rules that hold all at once.
    pub(super) fn kinds_flat(&self, flat: &[At]) -> Types {
        self.kinds_of(flat.iter().filter_map(|at| self.rule(*at)), 0)
    }

    fn kinds_of<'r>(&self, rules: impl Iterator<Item = &'r Rule>, depth: u32) -> Types {
        let mut kinds = Types::ALL;
        // `faults` bounds the depth; the check is for a graph that has some.
        if depth > 64 {
            return kinds;
        }
        let of = |node: NodeId| self.kinds_of(self.rules(node).iter(), depth + 1);
        for rule in rules {
            let these = match rule {
                Rule::Never => Types(0),
                Rule::Type(types) => *types,
                Rule::Enum(values) => values.iter().map(super::value::kind).fold(Types(0), Types::union),
                Rule::Ref(node) => of(*node),
                Rule::AllOf(nodes) => nodes.iter().map(|n| of(*n)).fold(Types::ALL, Types::intersection),
                Rule::AnyOf(nodes) | Rule::OneOf(nodes) => {
                    nodes.iter().map(|n| of(*n)).fold(Types(0), Types::union)
                }
                _ => continue,
            };
            kinds = kinds.intersection(these);
        }
        kinds
    }

    /// The rules alone.
    pub(super) fn into_schema(self) -> Schema {
        Schema { nodes: self.nodes, patterns: self.patterns }
    }
}

/// What is wrong with a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// A schema that applies itself to the same value.
    Endless,
    /// A schema that takes too many steps.
    Costly,
}
