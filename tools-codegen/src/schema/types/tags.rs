//! What tells the branches of a union apart: properties that list their values.

use crate::map::{SortedMap, SortedSet};

use crate::json::{Json, Number};
use crate::model::{NodeId, Presence, Rule, Type, TypeDef, Types};

use super::{Planner, enums};

impl Planner<'_, '_, '_> {
    /// What the objects among branches are called after: the values of a property that all of them
    /// have, each its own.
    pub(super) fn marks(&self, branches: &[NodeId]) -> SortedMap<NodeId, String> {
        let objects = branches.iter().filter(|branch| self.graph.kinds(**branch).has(Types::OBJECT));
        let all: Vec<(NodeId, SortedMap<String, String>)> =
            objects.map(|branch| (*branch, self.marks_of(*branch))).collect();
        // What is the only object needs nothing that tells it from others.
        let [(_, first), _, ..] = all.as_slice() else { return SortedMap::new() };
        let apart = |wire: &&String| {
            let mut seen = SortedSet::new();
            all.iter().all(|(_, marks)| marks.get(*wire).is_some_and(|mark| seen.insert(mark)))
        };
        let Some(wire) = first.keys().find(apart) else { return SortedMap::new() };
        all.iter().filter_map(|(branch, marks)| Some((*branch, marks.get(wire)?.clone()))).collect()
    }

    /// What the properties of an object say of it, by their names.
    fn marks_of(&self, branch: NodeId) -> SortedMap<String, String> {
        let members = self.members_of(&self.graph.flat(branch));
        let mark = |(name, nodes): (String, Vec<NodeId>)| {
            let mark = self.mark(&name, &nodes)?;
            Some((name, mark))
        };
        members.properties.into_iter().filter_map(mark).collect()
    }

    /// What the values of a property say of the object that has it: a few strings speak for
    /// themselves, `1` and `true` with their property.
    fn mark(&self, wire: &str, nodes: &[NodeId]) -> Option<String> {
        let mut flat = Vec::new();
        self.graph.flatten(nodes, &mut flat);
        let values = flat.iter().find_map(|at| match self.graph.rule(*at) {
            Some(Rule::Enum(values)) => Some(values),
            _ => None,
        })?;
        match values.as_slice() {
            [Json::Number(Number(text))] => Some(format!("{wire} {text}")),
            [Json::Bool(value)] => Some(format!("{wire} {value}")),
            few if few.len() <= 3 => {
                let words: Option<Vec<&str>> = few.iter().map(enums::text).collect();
                words.map(|words| words.join(" or "))
            }
            _ => None,
        }
    }

    /// Whether a property that is always there, and has other values in each, tells all these
    /// structs apart.
    pub(super) fn told_apart(&self, types: &[&Type]) -> bool {
        let all: Vec<SortedMap<&str, Vec<String>>> = types.iter().map(|ty| self.listed_in(ty)).collect();
        let Some(first) = all.first() else { return false };
        first.keys().any(|wire| {
            let mut seen = SortedSet::new();
            let apart = |values: &Vec<String>| values.iter().all(|value| seen.insert(value.clone()));
            let each: Option<Vec<&Vec<String>>> = all.iter().map(|values| values.get(wire)).collect();
            each.is_some_and(|each| each.into_iter().all(apart))
        })
    }

    /// The properties of a struct that are always there and list their values.
    fn listed_in(&self, ty: &Type) -> SortedMap<&str, Vec<String>> {
        let Type::Named(index) = ty else { return SortedMap::new() };
        let Some(Some(TypeDef::Struct(def))) = self.types.get(*index) else { return SortedMap::new() };
        let tags = def.tags.iter().map(|(wire, tag)| (wire.as_str(), vec![Json::String(tag.clone()).key()]));
        let required = def.fields.iter().filter(|field| field.presence == Presence::Required);
        let enums = required.filter_map(|field| match &field.ty {
            Type::Named(index) => match self.types.get(*index) {
                Some(Some(TypeDef::Enum(def))) => {
                    Some((field.wire.as_str(), def.variants.iter().map(|v| v.wire.key()).collect()))
                }
                _ => None,
            },
            _ => None,
        });
        tags.chain(enums).collect()
    }
}
