//! The properties that the branches and conditions of an object speak of.

use crate::map::{SortedMap, SortedSet};

use crate::model::{NodeId, Rule};

use super::super::graph::At;
use super::Planner;

/// What schemas that may apply to an object say of its properties.
#[derive(Debug, Default)]
pub(super) struct Mentioned<'g> {
    /// Those with a schema, in order, with all of their schemas.
    pub(super) declared: Vec<(&'g str, Vec<NodeId>)>,
    /// Those that are only asked for, as by `required`.
    pub(super) needed: Vec<&'g str>,
    /// Whether some go by a pattern, or by `additionalProperties`.
    pub(super) open: bool,
}

impl<'g> Planner<'g, '_, '_> {
    /// By the branches and conditions among rules that hold all at once, and by further schemas.
    pub(super) fn conditional(&self, flat: &[At], further: &[NodeId]) -> Mentioned<'g> {
        let mut nodes = further.to_vec();
        let mut asked: Vec<&str> = Vec::new();
        for at in flat {
            match self.graph.rule(*at) {
                Some(Rule::AnyOf(branches) | Rule::OneOf(branches)) => nodes.extend(branches),
                Some(Rule::If { condition, then, otherwise }) => {
                    nodes.extend([Some(*condition), *then, *otherwise].into_iter().flatten());
                }
                Some(Rule::DependentSchemas(entries)) => {
                    asked.extend(entries.iter().map(|(name, _)| name.as_str()));
                    nodes.extend(entries.iter().map(|(_, node)| *node));
                }
                Some(Rule::DependentRequired(entries)) => depend(entries, &mut asked),
                _ => {}
            }
        }
        let mut mentioned = self.mentioned(&nodes);
        asked.append(&mut mentioned.needed);
        Mentioned { needed: asked, ..mentioned }
    }

    /// By nodes, for the value they apply to, anywhere inside.
    pub(super) fn mentioned(&self, nodes: &[NodeId]) -> Mentioned<'g> {
        let mut open: Vec<NodeId> = nodes.iter().rev().copied().collect();
        let mut mentioned = Mentioned::default();
        let (mut seen, mut places) = (SortedSet::new(), SortedMap::new());
        while let Some(node) = open.pop() {
            if !seen.insert(node) {
                continue;
            }
            for rule in self.graph.rules(node) {
                match rule {
                    Rule::Object { properties, patterns, rest } => {
                        let never = |node: &NodeId| self.graph.rules(*node) == [Rule::Never];
                        for (name, node) in properties.iter().filter(|(_, node)| !never(node)) {
                            let declared = &mut mentioned.declared;
                            let place = *places.entry(name.as_str()).get_or_insert(declared.len());
                            match declared.get_mut(place) {
                                Some((_, nodes)) => nodes.push(*node),
                                None => declared.push((name, vec![*node])),
                            }
                        }
                        let keeps = rest.is_some_and(|rest| self.graph.rules(rest) != [Rule::Never]);
                        mentioned.open |= keeps || !patterns.is_empty();
                    }
                    Rule::UnevaluatedProperties { rest, .. } => {
                        mentioned.open |= self.graph.rules(*rest) != [Rule::Never];
                    }
                    Rule::Required(names) => mentioned.needed.extend(names.iter().map(String::as_str)),
                    Rule::DependentRequired(entries) => depend(entries, &mut mentioned.needed),
                    Rule::Ref(node) => open.push(*node),
                    Rule::AllOf(nodes) | Rule::AnyOf(nodes) | Rule::OneOf(nodes) => {
                        open.extend(nodes.iter().rev())
                    }
                    Rule::If { condition, then, otherwise } => {
                        open.extend(otherwise.iter().chain(then));
                        open.push(*condition);
                    }
                    Rule::DependentSchemas(entries) => {
                        mentioned.needed.extend(entries.iter().map(|(name, _)| name.as_str()));
                        open.extend(entries.iter().rev().map(|(_, node)| *node))
                    }
                    _ => {}
                }
            }
        }
        mentioned
    }
}

fn depend<'g>(entries: &'g [(String, Vec<String>)], names: &mut Vec<&'g str>) {
    for (name, needed) in entries {
        names.push(name);
        names.extend(needed.iter().map(String::as_str));
    }
}
