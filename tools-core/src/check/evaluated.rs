//! Which parts of a value schemas have evaluated, for `unevaluatedProperties` and
//! `unevaluatedItems` (JSON Schema 2020-12 core, section 11).

use super::probe::Probe;
use crate::table::{NodeId, Rule};
use crate::value::Val;
use crate::view::View;

/// The rules that looked at properties or elements of one value.
pub struct Evaluated<'p, 's> {
    probe: &'p Probe<'s>,
    rules: Vec<Rule<'s>>,
}

impl<'s> Probe<'s> {
    /// Whether `unevaluatedProperties` or `unevaluatedItems` accepts a value.
    pub(super) fn unevaluated(&self, rule: &Rule<'s>, value: Val<'_>, view: View<'_>) -> bool {
        match (rule, view) {
            (Rule::UnevaluatedProperties { of, rest }, View::Object(object)) => {
                let evaluated = self.evaluated(*of, value);
                object.all(|name, value| evaluated.property(name) || self.node(*rest, value))
            }
            (Rule::UnevaluatedItems { of, rest }, View::Array(items)) => {
                let evaluated = self.evaluated(*of, value);
                let mut all = (0..items.len()).map(|index| (index, items.at(index)));
                all.all(|(index, item)| evaluated.element(index, item) || self.node(*rest, item))
            }
            _ => true,
        }
    }

    /// The rules that look at the parts of a value: those of a node that accepts it, and of all
    /// schemas that the node applies to the same value and that accept it.
    pub fn evaluated(&self, node: NodeId, value: Val<'_>) -> Evaluated<'_, 's> {
        let accepts = |node: &NodeId| self.node(*node, value);
        let has = |name: &str| matches!(View::of(value), View::Object(object) if object.has(name));
        let mut rules = Vec::new();
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            for rule in self.rules(node).iter() {
                match *rule {
                    Rule::Ref(node) => open.push(node),
                    Rule::AllOf(nodes) => open.extend(nodes),
                    Rule::AnyOf(nodes) | Rule::OneOf(nodes) => {
                        open.extend(nodes.iter().copied().filter(accepts));
                    }
                    Rule::If { condition, then, .. } if accepts(&condition) => {
                        open.push(condition);
                        open.extend(then);
                    }
                    Rule::If { otherwise, .. } => open.extend(otherwise),
                    Rule::DependentSchemas(all) => {
                        open.extend(all.iter().filter(|(name, _)| has(name)).map(|(_, node)| *node));
                    }
                    Rule::Object { .. }
                    | Rule::Items { .. }
                    | Rule::Contains { .. }
                    | Rule::UnevaluatedProperties { .. }
                    | Rule::UnevaluatedItems { .. } => rules.push(*rule),
                    // About the value as a whole, or the names in it; what a `not` accepts is not accepted.
                    Rule::Never
                    | Rule::Type(_)
                    | Rule::Enum(_)
                    | Rule::Minimum(_)
                    | Rule::Maximum(_)
                    | Rule::ExclusiveMinimum(_)
                    | Rule::ExclusiveMaximum(_)
                    | Rule::MultipleOf(_)
                    | Rule::MinLength(_)
                    | Rule::MaxLength(_)
                    | Rule::Pattern(_)
                    | Rule::Format(_)
                    | Rule::MinItems(_)
                    | Rule::MaxItems(_)
                    | Rule::UniqueItems
                    | Rule::MinProperties(_)
                    | Rule::MaxProperties(_)
                    | Rule::Required(_)
                    | Rule::PropertyNames(_)
                    | Rule::DependentRequired(_)
                    | Rule::Not(_) => {}
                }
            }
        }
        Evaluated { probe: self, rules }
    }
}

impl<'s> Evaluated<'_, 's> {
    /// Whether a property has been evaluated.
    pub fn property(&self, name: &str) -> bool {
        self.rules.iter().any(|rule| match rule {
            Rule::UnevaluatedProperties { .. } | Rule::Object { rest: Some(_), .. } => true,
            Rule::Object { properties, patterns, .. } => {
                properties.iter().any(|(known, _)| *known == name)
                    || patterns.iter().any(|(pattern, _)| self.probe.matches(pattern, name))
            }
            _ => false,
        })
    }

    /// Whether an element has been evaluated.
    pub fn element(&self, index: usize, element: Val<'_>) -> bool {
        self.rules.iter().any(|rule| match rule {
            Rule::UnevaluatedItems { .. } | Rule::Items { rest: Some(_), .. } => true,
            Rule::Items { prefix, .. } => index < prefix.len(),
            Rule::Contains { node, .. } => self.probe.node(*node, element),
            _ => false,
        })
    }

    /// The properties that the rules name.
    pub fn names(&self) -> Vec<&'s str> {
        let mut names: Vec<&str> = Vec::new();
        for rule in &self.rules {
            if let Rule::Object { properties, .. } = rule {
                names.extend(properties.iter().map(|(name, _)| *name));
            }
        }
        names
    }
}
