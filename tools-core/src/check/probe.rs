//! Whether a value satisfies a schema: yes or no, without a word and mostly without allocation.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::flat::{flat, is_rounded, of_type, simple};
use super::pattern::{Match, PatternBudget};
use crate::budget::Budget;
use crate::table::{Node, NodeId, Pattern, Rule, Rules, Schema};
use crate::value::Val;
use crate::view::{Items, Object, View};

/// How deep rules may nest while one value is checked: JSON text nests 128 deep at most, and a
/// level of it takes a few nodes. Two thirds of a thread's 2 MiB hold them, in a debug build.
const DEPTH: u32 = 640;

/// How many nodes may be visited before verdicts are remembered. Nested alternatives can visit
/// the same value under the same node exponentially often; almost no real check comes near.
const STEPS: u64 = 20_000;

/// How many may be visited at all: far more than arguments of the longest text take. A model can
/// make a schema of long lists walk them again for every few bytes.
const MOST: u64 = 3_000_000;

/// So many comparisons are a step.
const COMPARISONS: usize = 256;

/// One check of one value.
pub struct Probe<'s> {
    nodes: &'s [Node<'s>],
    steps: Budget,
    /// Verdicts on arrays and objects of parsed JSON, which have an address of their own.
    verdicts: Option<RefCell<HashMap<(NodeId, usize), bool>>>,
    too_deep: Cell<bool>,
    depth: Cell<u32>,
    patterns: PatternBudget,
    /// The first pattern that a text was too long for, and which of the two it was.
    unchecked: Cell<Option<(&'s Pattern<'s>, Match)>>,
    /// Whether a float that may have been rounded is no integer.
    digits: bool,
}

/// What became of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The value satisfies the schema.
    Accepted,
    /// It does not.
    Rejected,
    /// Nested beyond what is checked.
    TooDeep,
    /// Too many steps: for a check without memory, or for any.
    TooLong,
}

impl<'s> Probe<'s> {
    /// A check with a bound on its steps.
    pub fn bounded(schema: &Schema<'s>) -> Self {
        Probe::new(schema.nodes, STEPS, None, PatternBudget::of(PatternBudget::UNREMEMBERED))
    }

    /// A check that remembers verdicts. Every value that it is asked about must stay in place
    /// for as long as it lives.
    pub fn remembering(schema: &Schema<'s>) -> Self {
        Probe::new(schema.nodes, MOST, Some(RefCell::default()), PatternBudget::remembering())
    }

    fn new(
        nodes: &'s [Node<'s>],
        steps: u64,
        verdicts: Option<RefCell<HashMap<(NodeId, usize), bool>>>,
        patterns: PatternBudget,
    ) -> Self {
        let (too_deep, depth, unchecked) = (Cell::new(false), Cell::new(0), Cell::new(None));
        Self {
            nodes,
            steps: Budget::of(steps),
            verdicts,
            too_deep,
            depth,
            patterns,
            unchecked,
            digits: false,
        }
    }

    /// The same check, to which a float that [may have been rounded](crate::number::Num::is_rounded_integer) is no integer.
    #[must_use]
    pub fn of_digits(self) -> Self {
        Self { digits: true, ..self }
    }

    /// A check within budgets that several share, of steps and of what patterns cost; [`charge_to`](Self::charge_to) tells
    /// them what it took.
    pub fn within(schema: &Schema<'s>, steps: &Budget, patterns: &Budget) -> Self {
        Probe::new(schema.nodes, steps.left().min(STEPS), None, PatternBudget::of(patterns.left()))
    }

    /// Takes what this check took out of the budgets that it stood within.
    pub fn charge_to(&self, steps: &Budget, patterns: &Budget) {
        steps.spend(steps.left().min(STEPS) - self.steps.left());
        patterns.set(self.patterns.left());
    }

    /// What patterns may still cost.
    pub fn patterns(&self) -> &PatternBudget {
        &self.patterns
    }

    /// The first pattern that a text was too long for: it alone, or the rest of all texts.
    pub fn unchecked(&self) -> Option<(&'s Pattern<'s>, Match)> {
        self.unchecked.get()
    }

    /// Whether a text satisfies a pattern. One that is too long to be checked does not, and the
    /// whole value is refused then: a rule can turn this "no" into a "yes".
    pub fn matches(&self, pattern: &'s Pattern<'s>, text: &str) -> bool {
        match self.patterns.matches(pattern, text) {
            Match::Yes => true,
            Match::No => false,
            // With a memory it may be enough.
            Match::Spent if self.verdicts.is_none() => {
                self.steps.set(0);
                false
            }
            verdict => {
                if self.unchecked.get().is_none() {
                    self.unchecked.set(Some((pattern, verdict)));
                }
                false
            }
        }
    }

    /// Long lists are walked one by one, and cost more than the step that their node is.
    #[inline]
    fn charge(&self, comparisons: usize) {
        if comparisons >= COMPARISONS {
            let steps = (comparisons / COMPARISONS) as u64;
            // The last step is the next node's: an answer that is at hand stands.
            self.steps.spend(steps.min(self.steps.left().saturating_sub(1)));
        }
    }

    /// Whether no further node is visited.
    pub fn exhausted(&self) -> bool {
        self.steps.is_spent()
    }

    /// The verdict on a value by the root.
    pub fn verdict(&self, value: Val<'_>) -> Verdict {
        self.verdict_at(0, value)
    }

    /// The verdict on a value by a node.
    pub fn verdict_at(&self, node: NodeId, value: Val<'_>) -> Verdict {
        let accepted = self.node(node, value);
        // A rule can turn a "no" that only meant "no further" into a "yes".
        if self.too_deep.get() {
            Verdict::TooDeep
        } else if self.steps.is_spent() {
            Verdict::TooLong
        } else if accepted && self.unchecked.get().is_none() {
            Verdict::Accepted
        } else {
            Verdict::Rejected
        }
    }

    /// The rules of a node.
    pub fn rules(&self, node: NodeId) -> Rules<'s> {
        self.nodes.get(node as usize).unwrap_or(&Node::Rules(&[Rule::Never])).rules()
    }

    /// Whether a node accepts a value.
    pub fn node(&self, node: NodeId, value: Val<'_>) -> bool {
        let rules = self.rules(node);
        // Most nodes say no more than this, which leads nowhere and needs no accounts.
        if let [Rule::Type(types)] = *rules {
            return of_type(value, types) && !(self.digits && is_rounded(View::of(value), types));
        }
        let key = self.key(node, value);
        if let Some(known) = self.known(key) {
            return known;
        }
        let depth = self.depth.get();
        if depth >= DEPTH {
            self.too_deep.set(true);
            return false;
        }
        self.steps.spend(1);
        if self.steps.is_spent() {
            return false;
        }
        self.depth.set(depth + 1);
        let view = View::of(value);
        let mut accepted = true;
        for rule in rules.iter() {
            if let Rule::Enum(choices) = rule {
                self.charge(choices.len());
            }
            let simple = if self.digits { None } else { simple(rule, view) };
            if !simple.unwrap_or_else(|| self.rule(rule, value, view)) {
                accepted = false;
                break;
            }
        }
        self.depth.set(depth);
        self.keep(key, accepted);
        accepted
    }

    /// What a verdict is remembered by, where verdicts are remembered.
    #[inline]
    fn key(&self, node: NodeId, value: Val<'_>) -> Option<(NodeId, usize)> {
        match (&self.verdicts, value) {
            (Some(_), Val::Json(json)) if json.is_array() || json.is_object() => {
                Some((node, std::ptr::from_ref(json).addr()))
            }
            _ => None,
        }
    }

    #[inline]
    fn known(&self, key: Option<(NodeId, usize)>) -> Option<bool> {
        self.verdicts.as_ref()?.borrow().get(&key?).copied()
    }

    #[inline]
    fn keep(&self, key: Option<(NodeId, usize)>, accepted: bool) {
        if let (Some(key), Some(verdicts)) = (key, &self.verdicts)
            && !self.too_deep.get()
        {
            verdicts.borrow_mut().insert(key, accepted);
        }
    }

    /// Whether a rule accepts a value; `view` is the value's.
    ///
    /// The rules that lead to further nodes are loops in functions of their own: they nest as
    /// deep as the value, and a plain loop takes the least stack.
    pub fn rule(&self, rule: &Rule<'s>, value: Val<'_>, view: View<'_>) -> bool {
        match (rule, view) {
            (Rule::Type(types), _) if self.digits && is_rounded(view, *types) => false,
            (Rule::Ref(node), _) => self.node(*node, value),
            (Rule::Not(node), _) => !self.node(*node, value),
            (Rule::AllOf(nodes), _) => self.count(nodes, value, false) == 0,
            (Rule::AnyOf(nodes), _) => self.count(nodes, value, true) > 0,
            (Rule::OneOf(nodes), _) => self.exactly_one(nodes, value),
            (Rule::If { condition, then, otherwise }, _) => {
                let next = if self.node(*condition, value) { then } else { otherwise };
                match next {
                    Some(node) => self.node(*node, value),
                    None => true,
                }
            }
            (Rule::Object { properties, patterns: [], rest: None }, View::Object(object)) => {
                self.named(object, properties)
            }
            (Rule::Object { properties, patterns, rest }, View::Object(object)) => {
                self.properties(object, properties, patterns, *rest)
            }
            (Rule::Items { prefix, rest }, View::Array(items)) => self.items(items, prefix, *rest),
            (Rule::Contains { node, min, max }, View::Array(items)) => {
                self.contains(items, *node, *min, *max)
            }
            (Rule::PropertyNames(node), View::Object(object)) => {
                object.all(|name, _| self.node(*node, Val::Str(name)))
            }
            (Rule::DependentSchemas(dependencies), View::Object(object)) => {
                for (name, node) in *dependencies {
                    if object.has(name) && !self.node(*node, value) {
                        return false;
                    }
                }
                true
            }
            (Rule::UnevaluatedProperties { .. } | Rule::UnevaluatedItems { .. }, _) => {
                self.unevaluated(rule, value, view)
            }
            (Rule::Pattern(pattern), View::String(text)) => self.matches(pattern, text),
            _ => flat(rule, value, view),
        }
    }

    /// How many of the nodes answer `wanted`; stops at the first.
    fn count(&self, nodes: &[NodeId], value: Val<'_>, wanted: bool) -> usize {
        for node in nodes {
            if self.node(*node, value) == wanted {
                return 1;
            }
        }
        0
    }

    fn exactly_one(&self, nodes: &[NodeId], value: Val<'_>) -> bool {
        let mut found = 0;
        for node in nodes {
            found += u32::from(self.node(*node, value));
            if found > 1 {
                return false;
            }
        }
        found == 1
    }

    /// Named properties, where all others are free.
    fn named(&self, object: Object<'_>, properties: &[(&str, NodeId)]) -> bool {
        for (place, (name, node)) in properties.iter().enumerate() {
            match object.get(name, place) {
                Val::Absent => {}
                value if self.node(*node, value) => {}
                _ => return false,
            }
        }
        true
    }

    fn properties(
        &self,
        object: Object<'_>,
        properties: &[(&str, NodeId)],
        patterns: &[(&'s Pattern<'s>, NodeId)],
        rest: Option<NodeId>,
    ) -> bool {
        object.all(|name, value| {
            self.charge(properties.len() + patterns.len() * COMPARISONS);
            for node in self.nodes_for(name, properties, patterns, rest) {
                if !self.node(node, value) {
                    return false;
                }
            }
            true
        })
    }

    /// [`nodes_for`], with what patterns may cost here.
    pub fn nodes_for<'t>(
        &'t self,
        name: &'t str,
        properties: &'t [(&str, NodeId)],
        patterns: &'t [(&'s Pattern<'s>, NodeId)],
        rest: Option<NodeId>,
    ) -> impl Iterator<Item = NodeId> + 't {
        nodes_for(name, properties, patterns, rest, |pattern| self.matches(pattern, name))
    }

    fn items(&self, items: Items<'_>, prefix: &[NodeId], rest: Option<NodeId>) -> bool {
        for index in 0..items.len() {
            match prefix.get(index).copied().or(rest) {
                Some(node) if !self.node(node, items.at(index)) => return false,
                Some(_) => {}
                None => break,
            }
        }
        true
    }

    fn contains(&self, items: Items<'_>, node: NodeId, min: u64, max: Option<u64>) -> bool {
        let mut found = 0;
        for index in 0..items.len() {
            if found >= min && max.is_none_or(|max| found > max) {
                break;
            }
            found += u64::from(self.node(node, items.at(index)));
        }
        found >= min && max.is_none_or(|max| found <= max)
    }
}

/// The nodes that a property must satisfy: by name and by pattern, else as one of the rest. Each
/// pattern is asked once.
pub fn nodes_for<'s: 't, 't>(
    name: &'t str,
    properties: &'t [(&str, NodeId)],
    patterns: &'t [(&'s Pattern<'s>, NodeId)],
    rest: Option<NodeId>,
    mut matches: impl FnMut(&'s Pattern<'s>) -> bool + 't,
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
            if matches(pattern) {
                known = true;
                return Some(*node);
            }
        }
        if known { None } else { rest.take() }
    })
}
