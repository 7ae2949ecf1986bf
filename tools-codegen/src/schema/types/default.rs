//! Defaults: which are applied, and what is said of the others.

use crate::diag::{Code, Diagnostic};
use crate::json::{Json, Node, Number};
use crate::model::{NodeId, Type, TypeDef};

use super::super::num::{self, Decimal};
use super::super::{check, tree};
use super::Planner;

impl Planner<'_, '_, '_> {
    /// The default of a property, if it is one that the property accepts and its type holds.
    pub(super) fn default(&mut self, node: NodeId, nodes: &[NodeId], ty: &Type) -> Option<Json> {
        let (start, at, json) = default_of(self.graph.info(node).source)?;
        let satisfies = nodes.iter().all(|node| check::satisfies(self.graph, *node, &json));
        if satisfies && self.holds(ty, &json) {
            return Some(json);
        }
        if self.wrong_defaults.insert(start) {
            let message = match satisfies {
                true => "this `default` has a number that its type would round: it is left out",
                false => "this `default` does not satisfy its own schema: it is left out",
            };
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

/// Whether any type holds the numbers in a value.
fn narrow(json: &Json) -> bool {
    match json {
        Json::Number(number @ Number(text)) => match Decimal::new(number).to_i128() {
            Some(value) => i64::try_from(value).is_ok() && num::is_float(number),
            None => text.contains(['.', 'e', 'E']),
        },
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
