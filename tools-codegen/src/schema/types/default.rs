//! Defaults: which are applied, and what is said of the others.

use crate::diag::{Code, Diagnostic};
use crate::json::{Json, Node};
use crate::model::{NodeId, Presence, Rule, Type, TypeDef};

use super::super::graph::At;
use super::super::tree;
use super::Planner;
use crate::json::num::{self, Decimal};

impl Planner<'_, '_, '_> {
    /// The default of a property, if it is one that the property accepts and its type holds.
    pub(super) fn default(&mut self, node: NodeId, nodes: &[NodeId], ty: &Type) -> Option<Json> {
        let (start, at, json) = default_of(self.graph.info(node).source)?;
        let verdicts: Vec<_> = nodes.iter().map(|node| self.judge.accepts(*node, &json)).collect();
        let message = if verdicts.contains(&Some(false)) {
            "this `default` does not satisfy its own schema: it is left out"
        } else if verdicts.contains(&None) {
            "whether this `default` satisfies its own schema takes too long to find out: it is left out"
        } else if !self.holds(ty, &json) {
            "this `default` has a number that its type would round: it is left out"
        } else if !self.ends(nodes, &json, 0) {
            "this `default` holds itself without end, or takes too many steps to fill in: it is left out"
        } else {
            return Some(json);
        };
        if self.wrong_defaults.insert(start) {
            self.sink.push(
                Diagnostic::new(Code::DefaultDropped, at.span, message)
                    .help("correct it, or remove it: without one, the property is simply absent"),
            );
        }
        None
    }

    /// Says that a default is not applied, since the object might break a rule with it.
    pub(super) fn left_to_the_server(&mut self, nodes: &[NodeId]) {
        let defaults = nodes.iter().find_map(|node| default_of(self.graph.info(*node).source));
        let Some((_, at, _)) = defaults.filter(|(start, ..)| self.said.insert(*start)) else { return };
        let message =
            "this `default` is not applied: a rule beside the property depends on whether it is there";
        self.sink.push(
            Diagnostic::new(Code::DefaultDropped, at.span, message)
                .help("absent, the property stays absent; require it, or remove the default and say in the description what absence means"),
        );
    }

    /// Takes away the defaults of a branch of `oneOf` that can make another branch fit too.
    pub(super) fn apart(&mut self, branches: &[NodeId], types: &[Type]) {
        for (place, ty) in types.iter().enumerate() {
            let Type::Named(index) = ty else { continue };
            let others = branches.iter().zip(types).enumerate();
            let others = others.filter(|(other, (_, of))| *other != place && !self.told_apart(&[ty, *of]));
            let others: Vec<NodeId> = others.map(|(_, (branch, _))| *branch).collect();
            let awaited = self.awaited(&others);
            let mut lost = Vec::new();
            if let Some(Some(TypeDef::Struct(def))) = self.types.get_mut(*index) {
                for field in &mut def.fields {
                    if awaited.has(&field.wire) && matches!(field.presence, Presence::Default(_)) {
                        field.presence = Presence::Optional;
                        lost.push(field.wire.clone());
                    }
                }
            }
            let Some(branch) = branches.get(place).filter(|_| !lost.is_empty()) else { continue };
            for (wire, nodes) in self.members_of(&self.graph.flat(*branch)).properties {
                if lost.contains(&wire) {
                    self.left_to_the_server(&nodes);
                }
            }
        }
    }

    /// Whether a value comes to an end when the defaults inside it are applied.
    fn ends(&mut self, nodes: &[NodeId], json: &Json, depth: u32) -> bool {
        if is_scalar(json) {
            return true;
        }
        let mut flat = Vec::new();
        self.graph.flatten(nodes, &mut flat);
        let parts = match json {
            Json::Array(items) => self.elements_within(&flat, items),
            Json::Object(entries) => self.properties_within(&flat, entries),
            _ => Vec::new(),
        };
        let cost = u32::try_from(flat.len() + parts.len()).unwrap_or(u32::MAX);
        self.filling = self.filling.saturating_sub(cost);
        if depth > 32 || self.filling == 0 {
            return false;
        }
        let branches: Vec<NodeId> =
            self.unions(&flat).into_iter().flat_map(|union| self.branches(union)).copied().collect();
        parts.into_iter().all(|(nodes, json)| self.ends(&nodes, &json, depth + 1))
            && branches.into_iter().all(|branch| self.ends(&[branch], json, depth + 1))
    }

    /// The elements of an array, with the schemas that they are held to.
    fn elements_within(&self, flat: &[At], items: &[Json]) -> Vec<(Vec<NodeId>, Json)> {
        let of = |index: usize| {
            let of_rule = |at: &At| match self.graph.rule(*at) {
                Some(Rule::Items { prefix, rest }) => prefix.get(index).copied().or(*rest),
                _ => None,
            };
            flat.iter().filter_map(of_rule).collect()
        };
        let nested = items.iter().enumerate().filter(|(_, item)| !is_scalar(item));
        nested.map(|(index, item)| (of(index), item.clone())).collect()
    }

    /// The properties of an object and its defaults, with the schemas that they are held to.
    fn properties_within(&self, flat: &[At], entries: &[(String, Json)]) -> Vec<(Vec<NodeId>, Json)> {
        let members = self.members_of(flat);
        let mut within = Vec::new();
        for (name, value) in entries.iter().filter(|(_, value)| !is_scalar(value)) {
            let named = members.properties.iter().find(|(known, _)| known == name);
            let nodes = named.map_or_else(|| members.of_others(), |(_, nodes)| nodes.clone());
            within.push((nodes, value.clone()));
        }
        for (name, nodes) in members.properties {
            let sent = entries.iter().any(|(known, _)| *known == name);
            let default = nodes.iter().find_map(|node| default_of(self.graph.info(*node).source));
            let default = default.filter(|(_, _, json)| !sent && !is_scalar(json));
            within.extend(default.map(|(_, _, json)| (nodes, json)));
        }
        within
    }

    /// Whether a type holds a value that its schema accepts, digit by digit.
    fn holds(&self, ty: &Type, json: &Json) -> bool {
        match (ty, json) {
            (Type::Nullable(inner) | Type::Boxed(inner), json) => {
                matches!(json, Json::Null) || self.holds(inner, json)
            }
            (Type::Named(index), json) => {
                matches!(self.types.get(*index), Some(Some(TypeDef::Enum(_)))) || narrow(json)
            }
            (Type::Vec(inner), Json::Array(items)) => items.iter().all(|item| self.holds(inner, item)),
            (Type::Map(inner), Json::Object(entries)) => {
                entries.iter().all(|(_, value)| self.holds(inner, value))
            }
            (Type::Value, Json::Array(items)) => items.iter().all(|item| self.holds(ty, item)),
            (Type::Value, Json::Object(entries)) => entries.iter().all(|(_, value)| self.holds(ty, value)),
            (Type::Value, Json::Number(number)) => num::is_exact(number),
            (Type::I64, Json::Number(number)) => {
                Decimal::new(number).to_i128().is_some_and(|value| i64::try_from(value).is_ok())
            }
            (Type::U64, Json::Number(number)) => {
                Decimal::new(number).to_i128().is_some_and(|value| u64::try_from(value).is_ok())
            }
            (Type::F64, Json::Number(number)) => num::is_float(number),
            _ => true,
        }
    }
}

fn is_scalar(json: &Json) -> bool {
    !matches!(json, Json::Array(_) | Json::Object(_))
}

/// Whether any type holds the numbers in a value.
fn narrow(json: &Json) -> bool {
    match json {
        Json::Number(number) => {
            let decimal = Decimal::new(number);
            let narrow = decimal.to_i128().is_some_and(|value| i64::try_from(value).is_ok());
            !decimal.is_integer() || narrow && num::is_float(number)
        }
        Json::Array(items) => items.iter().all(narrow),
        Json::Object(entries) => entries.iter().all(|(_, value)| narrow(value)),
        _ => true,
    }
}

/// The text of a default, where a schema has one that says something.
pub(super) fn default_of(source: Option<&Node>) -> Option<(u32, &Node, Json)> {
    let node = tree::value(source?, "default")?;
    match node.to_json() {
        Json::Null => None,
        json => Some((node.span.start, node, json)),
    }
}
