//! Properties that only the branches of an object declare: what they can hold, and whether they are
//! always there.

use crate::map::{SortedMap, SortedSet};
use typed_tools_core::budget::Budget;

use crate::model::{Field, NodeId, Presence, Rule, Type, Types};

use super::super::graph::At;
use super::mentioned::Mentioned;
use super::{Hint, Planner};

/// So many branches of unions are looked into, for one object.
pub(super) const BRANCHES: u32 = 200;

/// An object, as its rules and the branches of their unions have it.
#[derive(Debug, Default)]
pub(super) struct Outline {
    declared: SortedMap<String, NodeId>,
    required: SortedSet<String>,
    closed: bool,
    /// Whether it is closed for what nothing has evaluated.
    pub(super) evaluated: bool,
    unions: Vec<Vec<Outline>>,
}

impl Outline {
    /// Schemas of which a property satisfies one, where it is there; `None` where it may be anything.
    fn held(&self, wire: &str) -> Option<Vec<NodeId>> {
        if let Some(node) = self.declared.get(wire) {
            return Some(vec![*node]);
        }
        if self.closed {
            return Some(Vec::new());
        }
        self.unions.iter().find_map(|branches| {
            let each: Option<Vec<_>> = branches.iter().map(|branch| branch.held(wire)).collect();
            each.map(|each| each.concat())
        })
    }

    /// The properties that are always there, whichever branches a value takes.
    pub(super) fn always(&self) -> SortedSet<String> {
        let mut names = self.required.clone();
        for branches in &self.unions {
            let common = branches
                .iter()
                .map(Self::always)
                .reduce(|a, b| a.into_iter().filter(|name| b.contains(name)).collect());
            names.extend(common.into_iter().flatten());
        }
        names
    }
}

impl Planner<'_, '_, '_> {
    /// A property that some of the rules' branches declare.
    pub(super) fn conditional_field(
        &mut self,
        wire: &str,
        outline: &Outline,
        conditional: &Mentioned<'_>,
        required: bool,
        hint: &Hint,
    ) -> Field {
        let declared = conditional.declared.iter().find(|(name, _)| *name == wire);
        let declared = declared.map_or(&[][..], |(_, nodes)| nodes);
        // Whoever closes the object for what no branch has evaluated lets these be.
        let held = match outline.evaluated && !conditional.open {
            true => Some(declared.to_vec()),
            false => outline.held(wire),
        };
        self.left_to_the_server(declared);
        let ty = held.and_then(|nodes| self.one_of(&nodes, &hint.below(wire))).unwrap_or(Type::Value);
        let doc = declared.iter().map(|node| self.doc(*node)).find(|doc| !doc.is_empty());
        let presence = if required { Presence::Required } else { Presence::Optional };
        Field { rust: String::new(), wire: wire.to_owned(), doc: doc.unwrap_or_default(), ty, presence }
    }

    /// What rules that hold all at once say of an object, and what their unions add.
    pub(super) fn outline(&self, flat: &[At], budget: &Budget) -> Outline {
        let members = self.members_of(flat);
        let mut outline = Outline { closed: self.is_closed(&members), ..Outline::default() };
        outline.required.extend(members.required);
        outline
            .declared
            .extend(members.properties.into_iter().filter_map(|(n, nodes)| Some((n, *nodes.first()?))));
        for union in self.unions(flat) {
            let branches = self.branches(union);
            budget.spend(branches.len() as u64);
            if !budget.is_spent() {
                let of = |branch: &NodeId| self.outline(&self.graph.flat(*branch), budget);
                outline.unions.push(branches.iter().map(of).collect());
            }
        }
        outline
    }

    /// The type of what satisfies one of several schemas, where that is one type.
    fn one_of(&mut self, nodes: &[NodeId], hint: &Hint) -> Option<Type> {
        if nodes.len() > BRANCHES as usize {
            return None;
        }
        let mut distinct: Vec<NodeId> = Vec::new();
        let never = |node: &&NodeId| self.graph.rules(**node) == [Rule::Never];
        for node in nodes.iter().filter(|node| !never(node)) {
            if !distinct.iter().any(|known| self.graph.rules(*known) == self.graph.rules(*node)) {
                distinct.push(*node);
            }
        }
        if let [only] = distinct.as_slice() {
            return Some(self.node(*only, hint));
        }
        if let Some(listed) = self.listed(&distinct, hint) {
            return Some(listed);
        }
        let kinds = distinct.iter().map(|node| self.graph.kinds(*node)).reduce(Types::union)?;
        match kinds {
            Types::STRING => Some(Type::String),
            Types::BOOLEAN => Some(Type::Bool),
            _ => None,
        }
    }
}
