//! Whether a value satisfies a schema: yes or no, without a word and mostly without allocation.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::collections::HashMap;

use super::format;
use super::view::{self, Object, View};
use crate::number::{self, Num};
use crate::table::{Lit, Node, NodeId, Rule, Schema};
use crate::value::Val;

/// How deep rules may nest while one value is checked: JSON text nests 128 deep at most, and a
/// level of it takes a few nodes.
const DEPTH: u32 = 1024;

/// How many nodes may be visited before verdicts are remembered. Nested alternatives can visit
/// the same value under the same node exponentially often; almost no real check comes near.
const STEPS: u32 = 20_000;

/// One check of one value.
pub(crate) struct Probe<'s> {
    nodes: &'s [Node],
    steps: Cell<u32>,
    /// Verdicts on arrays and objects of parsed JSON, which have an address of their own.
    verdicts: Option<RefCell<HashMap<(NodeId, usize), bool>>>,
    too_deep: Cell<bool>,
    depth: Cell<u32>,
}

/// What became of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Accepted,
    Rejected,
    /// Nested beyond what is checked.
    TooDeep,
    /// Too many steps for a check without memory.
    TooLong,
}

impl<'s> Probe<'s> {
    /// A check with a bound on its steps.
    pub(crate) fn bounded(schema: &Schema) -> Probe<'static> {
        Probe::new(schema.nodes, STEPS, None)
    }

    /// A check that remembers verdicts. Every value that it is asked about must stay in place
    /// for as long as it lives.
    pub(crate) fn remembering(schema: &Schema) -> Probe<'static> {
        Probe::new(schema.nodes, u32::MAX, Some(RefCell::default()))
    }

    fn new(nodes: &'s [Node], steps: u32, verdicts: Option<RefCell<HashMap<(NodeId, usize), bool>>>) -> Self {
        Self { nodes, steps: Cell::new(steps), verdicts, too_deep: Cell::new(false), depth: Cell::new(0) }
    }

    /// The verdict on a value by the root.
    pub(crate) fn verdict(&self, value: Val<'_>) -> Verdict {
        self.verdict_at(0, value)
    }

    /// The verdict on a value by a node.
    pub(crate) fn verdict_at(&self, node: NodeId, value: Val<'_>) -> Verdict {
        let accepted = self.node(node, value);
        // A rule can turn a "no" that only meant "no further" into a "yes".
        if self.too_deep.get() {
            Verdict::TooDeep
        } else if self.steps.get() == 0 {
            Verdict::TooLong
        } else if accepted {
            Verdict::Accepted
        } else {
            Verdict::Rejected
        }
    }

    pub(crate) fn rules(&self, node: NodeId) -> Node {
        self.nodes.get(node as usize).copied().unwrap_or(&[Rule::Never])
    }

    /// Whether a node accepts a value.
    pub(crate) fn node(&self, node: NodeId, value: Val<'_>) -> bool {
        let key = match (&self.verdicts, value) {
            (Some(_), Val::Json(json)) if json.is_array() || json.is_object() => {
                Some((node, std::ptr::from_ref(json).addr()))
            }
            _ => None,
        };
        if let (Some(key), Some(verdicts)) = (&key, &self.verdicts)
            && let Some(known) = verdicts.borrow().get(key)
        {
            return *known;
        }
        let depth = self.depth.get();
        if depth >= DEPTH {
            self.too_deep.set(true);
            return false;
        }
        match self.steps.get().checked_sub(1) {
            Some(left) if left > 0 => self.steps.set(left),
            _ => {
                self.steps.set(0);
                return false;
            }
        }
        self.depth.set(depth + 1);
        let view = View::of(value);
        let accepted = self.rules(node).iter().all(|rule| self.rule(rule, value, view));
        self.depth.set(depth);
        if let (Some(key), Some(verdicts)) = (key, &self.verdicts)
            && !self.too_deep.get()
        {
            verdicts.borrow_mut().insert(key, accepted);
        }
        accepted
    }

    /// Whether a rule accepts a value; `view` is the value's.
    pub(crate) fn rule(&self, rule: &Rule, value: Val<'_>, view: View<'_>) -> bool {
        match *rule {
            Rule::Never => false,
            Rule::Type(types) => view.is(types),
            Rule::Enum(lits) => lits.iter().any(|lit| view::equals_lit(value, lit)),
            Rule::Minimum(ref bound) => compares(view, bound, Ordering::is_ge),
            Rule::Maximum(ref bound) => compares(view, bound, Ordering::is_le),
            Rule::ExclusiveMinimum(ref bound) => compares(view, bound, Ordering::is_gt),
            Rule::ExclusiveMaximum(ref bound) => compares(view, bound, Ordering::is_lt),
            Rule::MultipleOf(ref divisor) => match (view, view::number(divisor)) {
                (View::Number(value), Some(divisor)) => number::is_multiple(value, divisor),
                _ => true,
            },
            Rule::MinLength(min) => match view {
                // A character is at most four bytes.
                View::String(text) => text.len() as u64 / 4 >= min || characters(text) >= min,
                _ => true,
            },
            Rule::MaxLength(max) => match view {
                View::String(text) => text.len() as u64 <= max || characters(text) <= max,
                _ => true,
            },
            Rule::Pattern(pattern) => match view {
                View::String(text) => pattern.accepts(text) == Some(true),
                _ => true,
            },
            Rule::Format(format) => match view {
                View::String(text) => format::accepts(format, text),
                _ => true,
            },
            Rule::MinItems(min) => match view {
                View::Array(items) => items.len() as u64 >= min,
                _ => true,
            },
            Rule::MaxItems(max) => match view {
                View::Array(items) => items.len() as u64 <= max,
                _ => true,
            },
            Rule::UniqueItems => match view {
                View::Array(items) => items.len() < 2 || view::repeated(items).is_none(),
                _ => true,
            },
            Rule::Items { prefix, rest } => match view {
                View::Array(items) => items.iter().enumerate().all(|(index, item)| {
                    prefix.get(index).copied().or(rest).is_none_or(|node| self.node(node, item))
                }),
                _ => true,
            },
            Rule::Contains { node, min, max } => match view {
                View::Array(items) => {
                    let enough = max.map_or(min, |max| max.saturating_add(1));
                    let found =
                        items.iter().filter(|item| self.node(node, *item)).take(clamp(enough)).count() as u64;
                    found >= min && max.is_none_or(|max| found <= max)
                }
                _ => true,
            },
            Rule::MinProperties(min) => match view {
                View::Object(object) => object.len() as u64 >= min,
                _ => true,
            },
            Rule::MaxProperties(max) => match view {
                View::Object(object) => object.len() as u64 <= max,
                _ => true,
            },
            Rule::Required(names) => match view {
                View::Object(object) => names.iter().all(|name| object.has(name)),
                _ => true,
            },
            Rule::Object { properties, patterns, rest } => match view {
                View::Object(object) if patterns.is_empty() && rest.is_none() => {
                    properties.iter().enumerate().all(|(place, (name, node))| match object.get(name, place) {
                        Val::Absent => true,
                        value => self.node(*node, value),
                    })
                }
                View::Object(object) => self.properties(object, properties, patterns, rest),
                _ => true,
            },
            Rule::PropertyNames(node) => match view {
                View::Object(object) => object.all(|name, _| self.node(node, Val::Str(name))),
                _ => true,
            },
            Rule::DependentRequired(dependencies) => match view {
                View::Object(object) => dependencies
                    .iter()
                    .all(|(name, needed)| !object.has(name) || needed.iter().all(|name| object.has(name))),
                _ => true,
            },
            Rule::DependentSchemas(dependencies) => match view {
                View::Object(object) => {
                    dependencies.iter().all(|(name, node)| !object.has(name) || self.node(*node, value))
                }
                _ => true,
            },
            Rule::Ref(node) => self.node(node, value),
            Rule::AllOf(nodes) => nodes.iter().all(|node| self.node(*node, value)),
            Rule::AnyOf(nodes) => nodes.iter().any(|node| self.node(*node, value)),
            Rule::OneOf(nodes) => nodes.iter().filter(|node| self.node(**node, value)).take(2).count() == 1,
            Rule::Not(node) => !self.node(node, value),
            Rule::If { condition, then, otherwise } => {
                let next = if self.node(condition, value) { then } else { otherwise };
                next.is_none_or(|node| self.node(node, value))
            }
        }
    }

    fn properties(
        &self,
        object: Object<'_>,
        properties: &[(&str, NodeId)],
        patterns: &[(&crate::table::Pattern, NodeId)],
        rest: Option<NodeId>,
    ) -> bool {
        object
            .all(|name, value| nodes_for(name, properties, patterns, rest).all(|node| self.node(node, value)))
    }
}

/// The nodes that a property must satisfy: by name and by pattern, else as one of the rest.
pub(crate) fn nodes_for<'t>(
    name: &'t str,
    properties: &'t [(&str, NodeId)],
    patterns: &'t [(&crate::table::Pattern, NodeId)],
    rest: Option<NodeId>,
) -> impl Iterator<Item = NodeId> + 't {
    let named = properties.iter().find(|(known, _)| *known == name).map(|(_, node)| *node);
    let mut known = named.is_some();
    let mut patterns = patterns.iter();
    let mut rest = rest;
    let mut named = named;
    std::iter::from_fn(move || {
        if let Some(node) = named.take() {
            return Some(node);
        }
        for (pattern, node) in patterns.by_ref() {
            if pattern.accepts(name) == Some(true) {
                known = true;
                return Some(*node);
            }
        }
        if known { None } else { rest.take() }
    })
}

fn compares(view: View<'_>, bound: &Lit, passes: fn(Ordering) -> bool) -> bool {
    match (view, view::number(bound)) {
        (View::Number(value), Some(bound)) => Num::compare(value, bound).is_some_and(passes),
        _ => true,
    }
}

fn characters(text: &str) -> u64 {
    text.chars().count() as u64
}

fn clamp(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
