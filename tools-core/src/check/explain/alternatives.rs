//! A value that fits none of several alternatives: which of them was meant?

use crate::nearest::nearest;
use serde_json::Value;

use super::super::violation::Violation;
use super::Walk;
use crate::check::describe;
use crate::pointer::push_step;
use crate::table::{Choices, Lit, NodeId, Rule};
use crate::text;
use crate::value::Val;
use crate::view::{self, View};

impl<'s> Walk<'s> {
    /// A value that fits none of the alternatives: the one that it comes nearest to is explained,
    /// where there is one, else all are listed.
    pub(super) fn alternatives(&mut self, rule: &'static str, nodes: &[NodeId], value: &Value) {
        let view = View::of(Val::Json(value));
        let fitting: Vec<NodeId> =
            nodes.iter().copied().filter(|node| view.is(describe::types_of(self.schema, *node))).collect();
        if let Some((tag, lits)) = self.tags(&fitting, value) {
            let Some(object) = value.as_object() else { return };
            let matching: Vec<NodeId> = fitting
                .iter()
                .copied()
                .filter(|node| match (object.get(tag), self.tag(*node, tag)) {
                    (Some(sent), Some(lit)) => view::equals_lit(Val::Json(sent), &lit),
                    _ => false,
                })
                .collect();
            match (matching.first(), object.get(tag)) {
                (Some(node), _) => self.node(*node, value),
                (None, Some(sent)) => {
                    let texts = lits.iter().filter_map(|lit| match lit {
                        Lit::Str(text) => Some(*text),
                        _ => None,
                    });
                    let near = sent.as_str().and_then(|sent| nearest(sent, texts)).map(text::quoted);
                    self.within(tag, |walk| {
                        walk.add(rule, sent, describe::one_of(Choices::Values(&lits)), near)
                    });
                }
                (None, None) => {
                    let mut pointer = self.pointer.clone();
                    push_step(&mut pointer, tag);
                    let allowed = describe::one_of(Choices::Values(&lits));
                    self.push(Violation {
                        pointer,
                        rule: "required",
                        sent: String::new(),
                        allowed,
                        nearest: None,
                    });
                }
            }
            return;
        }
        if let Some(missing) = self.missing_from(&fitting, value) {
            let one = |names: &Vec<&str>| text::joined(names.iter().map(|name| text::quoted(name)), " and ");
            let allowed = text::joined(missing.iter().map(one), "; or with ");
            return self.add(rule, value, format!("an object with {allowed}"), None);
        }
        let nearest = match view {
            View::Array(_) | View::Object(_) => {
                fitting.iter().copied().min_by_key(|node| self.faults(*node, value, 3))
            }
            _ if fitting.len() == 1 => fitting.first().copied(),
            _ => None,
        };
        match nearest {
            Some(node) => self.node(node, value),
            None => {
                let all = describe::alternatives(self.schema, nodes);
                self.add(rule, value, all, None);
            }
        }
    }

    /// The properties that an object lacks for each of several alternatives that it comes equally near to, where
    /// nothing else is wrong with it.
    fn missing_from(&self, nodes: &[NodeId], value: &Value) -> Option<Vec<Vec<&'s str>>> {
        let object = value.as_object()?;
        let view = View::of(Val::Json(value));
        let lacks = |node: &NodeId| {
            let rules = self.probe.rules(self.schema.resolved(*node));
            let broken = rules.iter().filter(|rule| !self.probe.rule(rule, Val::Json(value), view));
            let names = broken.map(|rule| match *rule {
                Rule::Required(names) => {
                    Some(names.iter().filter(|name| !object.contains_key(**name)).copied())
                }
                _ => None,
            });
            let names: Option<Vec<_>> = names.collect();
            Some(names?.into_iter().flatten().collect::<Vec<&str>>())
        };
        let mut all: Vec<Vec<&str>> = nodes.iter().map(lacks).collect::<Option<_>>()?;
        let fewest = all.iter().map(Vec::len).min()?;
        all.retain(|names| names.len() == fewest);
        all.dedup();
        (all.len() > 1).then_some(all)
    }

    /// The property whose constant tells all these alternatives apart, and its constants.
    fn tags(&self, nodes: &[NodeId], value: &Value) -> Option<(&'s str, Vec<Lit<'s>>)> {
        if nodes.len() < 2 || !value.is_object() {
            return None;
        }
        let names = self.properties(*nodes.first()?);
        names.into_iter().find_map(|(name, _)| {
            let lits = nodes.iter().map(|node| self.tag(*node, name)).collect::<Option<Vec<_>>>()?;
            let apart = lits.iter().enumerate().all(|(index, lit)| !lits[..index].contains(lit));
            apart.then_some((name, lits))
        })
    }

    fn tag(&self, node: NodeId, name: &str) -> Option<Lit<'s>> {
        let property = self.properties(node).into_iter().find(|(known, _)| *known == name)?.1;
        self.probe.rules(self.schema.resolved(property)).iter().find_map(|rule| match rule {
            Rule::Enum(choices) if choices.len() == 1 => choices.iter().next(),
            _ => None,
        })
    }

    fn properties(&self, node: NodeId) -> Vec<(&'s str, NodeId)> {
        let rules = self.probe.rules(self.schema.resolved(node));
        rules
            .iter()
            .filter_map(
                |rule| if let Rule::Object { properties, .. } = rule { Some(*properties) } else { None },
            )
            .flatten()
            .copied()
            .collect()
    }

    /// How far a value is from a node: its broken rules, properties and elements counted one by
    /// one, but not what is inside them (which would be exponential).
    fn faults(&self, node: NodeId, value: &Value, depth: u32) -> usize {
        let Some(depth) = depth.checked_sub(1) else { return 1 };
        let view = View::of(Val::Json(value));
        let rules = self.probe.rules(node);
        let broken = rules.iter().filter(|rule| !self.probe.rule(rule, Val::Json(value), view));
        broken
            .map(|rule| match *rule {
                Rule::Ref(next) => self.faults(next, value, depth),
                Rule::Required(names) => names.iter().filter(|name| value.get(name).is_none()).count(),
                Rule::Object { properties, patterns, rest } => value
                    .as_object()
                    .into_iter()
                    .flatten()
                    .filter(|(name, item)| {
                        !self
                            .probe
                            .nodes_for(name, properties, patterns, rest)
                            .all(|node| self.probe.node(node, Val::Json(item)))
                    })
                    .count(),
                Rule::Type(_) => 100,
                _ => 1,
            })
            .sum()
    }
}
