//! Whether the rules of an object depend on a property's being there.

use crate::map::SortedSet;

use crate::model::{NodeId, Rule};

use super::super::graph::At;
use super::Planner;

/// The properties whose presence can turn a value that satisfies the rules into one that does not.
#[derive(Debug, Default)]
pub(super) struct Felt<'g> {
    every: bool,
    names: SortedSet<&'g str>,
}

impl Felt<'_> {
    pub(super) fn has(&self, name: &str) -> bool {
        self.every || self.names.contains(name)
    }
}

/// Schemas that are still to be looked at. One is `alone` where it is the answer of one schema among
/// several, so that its "yes" can be as wrong as its "no".
type Open = Vec<(NodeId, bool)>;

impl<'g> Planner<'g, '_, '_> {
    /// Of rules that hold all at once, for the properties that they name.
    pub(super) fn felt(&self, flat: &[At]) -> Felt<'g> {
        let mut felt = Felt::default();
        let mut open = Vec::new();
        let rules: Vec<&Rule> = flat.iter().filter_map(|at| self.graph.rule(*at)).collect();
        let mut declared: Vec<&str> = Vec::new();
        for rule in &rules {
            if let Rule::Object { properties, .. } = rule {
                declared.extend(properties.iter().map(|(name, _)| name.as_str()));
            }
        }
        for rule in rules {
            // What is filled in may match a pattern beside, and its name is one, too.
            felt.every |= matches!(rule, Rule::Object { patterns, .. } if !patterns.is_empty())
                || matches!(rule, Rule::PropertyNames(_));
            match rule {
                // What one schema closes, another beside it cannot add to.
                Rule::Object { properties: own, rest: Some(_), .. } => {
                    let own: SortedSet<&str> = own.iter().map(|(name, _)| name.as_str()).collect();
                    felt.names.extend(declared.iter().filter(|name| !own.contains(**name)).copied());
                }
                // What stands outside of what it closes is not evaluated.
                Rule::UnevaluatedProperties { of, .. } => {
                    let seen = self.mentioned(&[*of]).declared;
                    let seen: SortedSet<&str> = seen.iter().map(|(name, _)| *name).collect();
                    felt.names.extend(declared.iter().filter(|name| !seen.contains(**name)).copied());
                }
                Rule::Object { .. } | Rule::Required(_) | Rule::MinProperties(_) | Rule::Enum(_) => {}
                rule => feels(rule, false, &mut felt, &mut open),
            }
        }
        self.spread(open, &mut felt, |_| true);
        felt
    }

    /// Of schemas that do not fit: the properties that can make one of them fit.
    pub(super) fn awaited(&self, nodes: &[NodeId]) -> Felt<'g> {
        let mut felt = Felt::default();
        let open = nodes.iter().map(|node| (*node, true)).collect();
        // What is there can only break the others.
        self.spread(open, &mut felt, |rule| {
            !matches!(
                rule,
                Rule::Object { .. }
                    | Rule::MaxProperties(_)
                    | Rule::UnevaluatedProperties { .. }
                    | Rule::DependentRequired(_)
            )
        });
        felt
    }

    /// Adds what schemas depend on, and those that they apply to the same value, by the rules that count.
    fn spread(&self, mut open: Open, felt: &mut Felt<'g>, counts: fn(&Rule) -> bool) {
        let mut seen = SortedSet::new();
        while let Some((node, alone)) = open.pop() {
            if seen.insert((node, usize::from(alone))) {
                for rule in self.graph.rules(node).iter().filter(|rule| counts(rule)) {
                    feels(rule, alone, felt, &mut open);
                }
            }
        }
    }
}

/// What a rule depends on.
fn feels<'g>(rule: &'g Rule, alone: bool, felt: &mut Felt<'g>, open: &mut Open) {
    let below =
        |nodes: &[NodeId], alone, open: &mut Open| open.extend(nodes.iter().map(|node| (*node, alone)));
    match rule {
        Rule::Required(names) if alone => felt.names.extend(names.iter().map(String::as_str)),
        Rule::MinProperties(_) => felt.every |= alone,
        Rule::MaxProperties(_) | Rule::Enum(_) | Rule::UnevaluatedProperties { .. } => felt.every = true,
        Rule::Object { properties, patterns, rest } => {
            felt.every |= rest.is_some() || !patterns.is_empty();
            felt.names.extend(properties.iter().map(|(name, _)| name.as_str()));
        }
        Rule::DependentRequired(entries) => felt.names.extend(entries.iter().map(|(name, _)| name.as_str())),
        Rule::DependentSchemas(entries) => {
            felt.names.extend(entries.iter().map(|(name, _)| name.as_str()));
            open.extend(entries.iter().map(|(_, node)| (*node, alone)));
        }
        Rule::Ref(node) => open.push((*node, alone)),
        Rule::AllOf(nodes) | Rule::AnyOf(nodes) => below(nodes, alone, open),
        Rule::OneOf(nodes) => below(nodes, true, open),
        Rule::Not(node) => open.push((*node, true)),
        Rule::If { condition, then, otherwise } => {
            open.push((*condition, true));
            open.extend(then.iter().chain(otherwise).map(|node| (*node, alone)));
        }
        // Not broken by what is there beside: about a value as a whole, about other types, or about names alone.
        Rule::Never
        | Rule::Type(_)
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
        | Rule::Items { .. }
        | Rule::Contains { .. }
        | Rule::PropertyNames(_)
        | Rule::UnevaluatedItems { .. }
        | Rule::Required(_) => {}
    }
}
