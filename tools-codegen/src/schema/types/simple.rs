//! Integers and arrays.

use crate::model::{NodeId, Rule, Type};

use super::super::graph::At;
use super::{Hint, Planner};
use crate::json::num::Decimal;

impl Planner<'_, '_, '_> {
    pub(super) fn integer(&self, flat: &[At]) -> Type {
        let wide = Decimal::int(i128::from(i64::MAX));
        let (mut natural, mut beyond, mut bounded) = (false, false, false);
        for rule in flat.iter().filter_map(|at| self.graph.rule(*at)) {
            match rule {
                Rule::Minimum(n) | Rule::ExclusiveMinimum(n) => {
                    natural |= Decimal::new(n) >= Decimal::int(0);
                    beyond |= Decimal::new(n) > wide;
                }
                Rule::Maximum(n) => {
                    beyond |= Decimal::new(n) > wide;
                    bounded |= Decimal::new(n) <= wide;
                }
                Rule::ExclusiveMaximum(n) => {
                    beyond |= Decimal::new(n) > Decimal::int(i128::from(i64::MAX) + 1);
                    bounded |= Decimal::new(n) <= wide;
                }
                _ => {}
            }
        }
        if natural && beyond && !bounded { Type::U64 } else { Type::I64 }
    }

    pub(super) fn array(&mut self, flat: &[At], hint: &Hint) -> Type {
        let Some(element) = self.element(flat) else { return Type::Vec(Box::new(Type::Value)) };
        Type::Vec(Box::new(self.inside(element, hint)))
    }

    /// The schema of all elements of an array, where there is one: also of a tuple whose elements
    /// are all alike.
    pub(super) fn element(&self, flat: &[At]) -> Option<NodeId> {
        let rules = || flat.iter().filter_map(|at| self.graph.rule(*at));
        let mut items = rules().filter_map(|rule| match rule {
            Rule::Items { prefix, rest } => Some((prefix, *rest)),
            _ => None,
        });
        let (Some((prefix, rest)), None) = (items.next(), items.next()) else { return None };
        let Some(first) = prefix.first() else { return rest };
        let full = rules().any(|rule| matches!(rule, Rule::MaxItems(most) if *most <= prefix.len() as u64));
        let never = |node: &NodeId| self.graph.rules(*node) == [Rule::Never];
        let more = match rest.filter(|rest| !full && !never(rest)) {
            None if full || rest.is_some() => None,
            None => return None,
            more => more,
        };
        let alike = |node: &NodeId| self.graph.rules(*node) == self.graph.rules(*first);
        (prefix.iter().chain(&more).all(alike)).then_some(*first)
    }
}
