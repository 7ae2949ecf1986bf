//! Whether a value satisfies a schema, at build time: for defaults and examples.
//!
//! Whether a text is of a `format` is known for plain texts only; the runtime knows it exactly,
//! where values are sent.

use std::cell::Cell;
use std::collections::BTreeSet;

use crate::json::Json;
use crate::model::{NodeId, Rule};

use super::graph::Graph;
use super::num::Decimal;
use super::{sure, value};

/// Whether `json` satisfies a node, with the benefit of the doubt.
pub(super) fn satisfies(graph: &Graph<'_>, node: NodeId, json: &Json) -> bool {
    let check = Check { graph, doubt: true, fuel: Cell::new(200_000) };
    check.node(node, json, 0) || check.fuel.get() == 0
}

/// Whether `json` satisfies a node beyond doubt: whatever its texts are of.
pub(super) fn surely_satisfies(graph: &Graph<'_>, node: NodeId, json: &Json) -> bool {
    [true, false].into_iter().all(|doubt| {
        let check = Check { graph, doubt, fuel: Cell::new(200_000) };
        check.node(node, json, 0) && check.fuel.get() > 0
    })
}

struct Check<'g, 'a> {
    graph: &'g Graph<'a>,
    /// What is said of a text that may be of a format or not.
    doubt: bool,
    fuel: Cell<u32>,
}

impl Check<'_, '_> {
    fn node(&self, node: NodeId, json: &Json, depth: u32) -> bool {
        self.fuel.set(self.fuel.get().saturating_sub(1));
        if self.fuel.get() == 0 || depth > 500 {
            self.fuel.set(0);
            return true;
        }
        self.graph.rules(node).iter().all(|rule| self.rule(rule, json, depth + 1))
    }

    fn rule(&self, rule: &Rule, json: &Json, depth: u32) -> bool {
        let node = |id: NodeId, json: &Json| self.node(id, json, depth);
        match rule {
            Rule::Never => false,
            Rule::Type(types) => types.has(value::kind(json)),
            Rule::Enum(values) => values.iter().any(|v| value::same(v, json)),
            Rule::Format(format) => match json {
                Json::String(text) => sure::is(*format, text) || self.doubt,
                _ => true,
            },
            Rule::Ref(id) => node(*id, json),
            Rule::AllOf(ids) => ids.iter().all(|id| node(*id, json)),
            Rule::AnyOf(ids) => ids.iter().any(|id| node(*id, json)),
            Rule::OneOf(ids) => ids.iter().filter(|id| node(**id, json)).count() == 1,
            Rule::Not(id) => !node(*id, json),
            Rule::If { condition, then, otherwise } => {
                let branch = if node(*condition, json) { then } else { otherwise };
                branch.is_none_or(|id| node(id, json))
            }
            Rule::UnevaluatedProperties { of, rest } | Rule::UnevaluatedItems { of, rest } => {
                let evaluated = self.evaluated(*of, json, depth);
                match (rule, json) {
                    (Rule::UnevaluatedProperties { .. }, Json::Object(entries)) => entries
                        .iter()
                        .all(|(key, value)| self.property(&evaluated, key) || node(*rest, value)),
                    (Rule::UnevaluatedItems { .. }, Json::Array(items)) => {
                        items.iter().enumerate().all(|(index, item)| {
                            self.element(&evaluated, index, item, depth) || node(*rest, item)
                        })
                    }
                    _ => true,
                }
            }
            _ => match json {
                Json::Number(number) => number_rule(rule, &Decimal::new(number)),
                Json::String(text) => self.string_rule(rule, text),
                Json::Array(items) => self.array_rule(rule, items, depth),
                Json::Object(entries) => self.object_rule(rule, json, entries, depth),
                Json::Null | Json::Bool(_) => true,
            },
        }
    }

    /// The rules that look at the parts of a value, of a node and of all that it applies to the
    /// same value; see `check/evaluated.rs` of the runtime.
    fn evaluated(&self, node: NodeId, json: &Json, depth: u32) -> Vec<&Rule> {
        let accepts = |node: &NodeId| self.node(*node, json, depth);
        let (mut rules, mut open) = (Vec::new(), vec![node]);
        while let Some(node) = open.pop() {
            for rule in self.graph.rules(node) {
                match rule {
                    Rule::Ref(node) => open.push(*node),
                    Rule::AllOf(nodes) => open.extend(nodes),
                    Rule::AnyOf(nodes) | Rule::OneOf(nodes) => {
                        open.extend(nodes.iter().copied().filter(accepts));
                    }
                    Rule::If { condition, then, .. } if accepts(condition) => {
                        open.push(*condition);
                        open.extend(then);
                    }
                    Rule::If { otherwise, .. } => open.extend(otherwise),
                    Rule::DependentSchemas(all) => {
                        let there = |name: &String| matches!(json, Json::Object(entries) if entries.iter().any(|(key, _)| key == name));
                        open.extend(all.iter().filter(|(name, _)| there(name)).map(|(_, node)| *node));
                    }
                    rule => rules.push(rule),
                }
            }
        }
        rules
    }

    fn property(&self, evaluated: &[&Rule], key: &str) -> bool {
        evaluated.iter().any(|rule| match rule {
            Rule::UnevaluatedProperties { .. } | Rule::Object { rest: Some(_), .. } => true,
            Rule::Object { properties, patterns, .. } => {
                properties.iter().any(|(name, _)| name == key)
                    || patterns.iter().any(|(pattern, _)| self.matches(*pattern, key))
            }
            _ => false,
        })
    }

    fn element(&self, evaluated: &[&Rule], index: usize, item: &Json, depth: u32) -> bool {
        evaluated.iter().any(|rule| match rule {
            Rule::UnevaluatedItems { .. } | Rule::Items { rest: Some(_), .. } => true,
            Rule::Items { prefix, .. } => index < prefix.len(),
            Rule::Contains { node, .. } => self.node(*node, item, depth),
            _ => false,
        })
    }

    fn string_rule(&self, rule: &Rule, text: &str) -> bool {
        let length = || text.chars().count() as u64;
        match rule {
            Rule::MinLength(n) => length() >= *n,
            Rule::MaxLength(n) => length() <= *n,
            Rule::Pattern(index) => self.matches(*index, text),
            _ => true,
        }
    }

    fn matches(&self, pattern: usize, text: &str) -> bool {
        let Some(known) = self.graph.patterns.get(pattern) else { return true };
        self.graph.matching.accepts(pattern, known, text).unwrap_or_else(|| {
            self.fuel.set(0);
            true
        })
    }

    fn array_rule(&self, rule: &Rule, items: &[Json], depth: u32) -> bool {
        let length = items.len() as u64;
        match rule {
            Rule::MinItems(n) => length >= *n,
            Rule::MaxItems(n) => length <= *n,
            Rule::UniqueItems => {
                let mut seen = BTreeSet::new();
                items.iter().all(|item| seen.insert(value::key(item)))
            }
            Rule::Items { prefix, rest } => items.iter().enumerate().all(|(index, item)| {
                let id = prefix.get(index).copied().or(*rest);
                id.is_none_or(|id| self.node(id, item, depth))
            }),
            Rule::Contains { node, min, max } => {
                let count = items.iter().filter(|item| self.node(*node, item, depth)).count() as u64;
                count >= *min && max.is_none_or(|max| count <= max)
            }
            _ => true,
        }
    }

    fn object_rule(&self, rule: &Rule, json: &Json, entries: &[(String, Json)], depth: u32) -> bool {
        let length = entries.len() as u64;
        if let Rule::Object { properties, .. } = rule {
            // Names are looked for one by one.
            let looks = entries.len().saturating_mul(properties.len()) / 64;
            self.fuel.set(self.fuel.get().saturating_sub(u32::try_from(looks).unwrap_or(u32::MAX)));
        }
        let has = |name: &String| entries.iter().any(|(key, _)| key == name);
        match rule {
            Rule::MinProperties(n) => length >= *n,
            Rule::MaxProperties(n) => length <= *n,
            Rule::Required(names) => names.iter().all(has),
            Rule::PropertyNames(id) => {
                entries.iter().all(|(key, _)| self.node(*id, &Json::String(key.clone()), depth))
            }
            Rule::DependentRequired(all) => all.iter().all(|(key, names)| !has(key) || names.iter().all(has)),
            Rule::DependentSchemas(all) => {
                all.iter().all(|(key, id)| !has(key) || self.node(*id, json, depth))
            }
            Rule::Object { properties, patterns, rest } => entries.iter().all(|(key, value)| {
                let named = properties.iter().find(|(name, _)| name == key).map(|(_, id)| *id);
                let mut matched = patterns.iter().filter(|(p, _)| self.matches(*p, key)).peekable();
                let extra = if named.is_none() && matched.peek().is_none() { *rest } else { None };
                named
                    .into_iter()
                    .chain(matched.map(|(_, id)| *id))
                    .chain(extra)
                    .all(|id| self.node(id, value, depth))
            }),
            _ => true,
        }
    }
}

fn number_rule(rule: &Rule, number: &Decimal) -> bool {
    match rule {
        Rule::Minimum(n) => *number >= Decimal::new(n),
        Rule::Maximum(n) => *number <= Decimal::new(n),
        Rule::ExclusiveMinimum(n) => *number > Decimal::new(n),
        Rule::ExclusiveMaximum(n) => *number < Decimal::new(n),
        Rule::MultipleOf(n) => number.is_multiple_of(&Decimal::new(n)).unwrap_or(true),
        _ => true,
    }
}
