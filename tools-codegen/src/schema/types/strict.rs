//! Whether Rust types alone hold every rule.

use crate::map::{SortedMap, SortedSet};

use crate::json::Json;
use crate::model::{Field, NodeId, Rule, Struct, Type, TypeDef, Types};

use super::super::graph::Graph;
use super::super::value;

/// Whether any value of the argument struct satisfies the schema.
pub(in super::super) fn checked_by_types(graph: &Graph<'_>, root: &Struct, types: &[TypeDef]) -> bool {
    let mut proof = Proof { graph, types, seen: SortedSet::new() };
    proof.structure(0, root)
}

struct Proof<'g, 'a> {
    graph: &'g Graph<'a>,
    types: &'g [TypeDef],
    /// Nodes that were proved, or are being: a type that holds itself is proved once.
    seen: SortedSet<(NodeId, usize)>,
}

impl Proof<'_, '_> {
    fn structure(&mut self, node: NodeId, def: &Struct) -> bool {
        if !def.tags.is_empty() {
            return false;
        }
        // A map, since a wide object would be searched once for each of its properties.
        let fields: SortedMap<&str, &Field> =
            def.fields.iter().map(|field| (field.wire.as_str(), field)).collect();
        self.graph.rules(node).iter().all(|rule| match rule {
            Rule::Type(types) => types.has(Types::OBJECT),
            Rule::Required(names) => names.iter().all(|name| {
                let field = fields.get(name.as_str());
                field.is_some_and(|field| field.presence == crate::model::Presence::Required)
            }),
            Rule::Object { properties, patterns, rest } => {
                let closed = rest.is_none_or(|rest| self.graph.rules(rest) == [Rule::Never]);
                patterns.is_empty()
                    && def.rest.is_none()
                    && closed
                    && def.fields.len() == properties.len()
                    && properties.iter().all(|(name, node)| {
                        let field = fields.get(name.as_str());
                        field.is_some_and(|field| self.holds(*node, &field.ty, 0))
                    })
            }
            _ => false,
        })
    }

    /// Whether every value of a type satisfies a node.
    fn holds(&mut self, node: NodeId, ty: &Type, depth: u32) -> bool {
        if depth > 30 {
            return false;
        }
        let rules = self.graph.rules(node);
        match ty {
            Type::Value => rules.is_empty(),
            Type::String => self.only(node, Types::STRING),
            Type::Bool => self.only(node, Types::BOOLEAN),
            Type::I64 => self.only(node, Types::INTEGER),
            // What JSON has not, infinity and NaN, is refused wherever a number is written.
            Type::F64 => self.only(node, Types::NUMBER),
            Type::U64 => false,
            Type::Vec(inner) => rules.iter().all(|rule| match rule {
                Rule::Type(types) => types.has(Types::ARRAY),
                Rule::Items { prefix, rest: Some(rest) } => {
                    prefix.is_empty() && self.holds(*rest, inner, depth + 1)
                }
                _ => false,
            }),
            Type::Map(inner) => rules.iter().all(|rule| match rule {
                Rule::Type(types) => types.has(Types::OBJECT),
                Rule::Object { properties, patterns, rest: Some(rest) } => {
                    properties.is_empty() && patterns.is_empty() && self.holds(*rest, inner, depth + 1)
                }
                _ => false,
            }),
            Type::Nullable(inner) => {
                let null = |rule: &Rule| match rule {
                    Rule::Type(types) => types.has(Types::NULL),
                    Rule::Enum(values) => values.contains(&Json::Null),
                    _ => false,
                };
                rules.iter().all(null) && self.holds(node, inner, depth + 1)
            }
            Type::Boxed(inner) => self.holds(node, inner, depth + 1),
            Type::Named(index) => {
                if !self.seen.insert((node, *index)) {
                    return true;
                }
                if let [Rule::Ref(target)] = rules {
                    return self.holds(*target, ty, depth + 1);
                }
                match self.types.get(*index) {
                    Some(TypeDef::Struct(def)) => self.structure(node, def),
                    Some(TypeDef::Enum(def)) => rules.iter().all(|rule| match rule {
                        Rule::Type(types) => def.variants.iter().all(|v| types.has(value::kind(&v.wire))),
                        Rule::Enum(values) => {
                            def.variants.iter().all(|v| values.iter().any(|known| known.is_same(&v.wire)))
                        }
                        _ => false,
                    }),
                    _ => false,
                }
            }
        }
    }

    fn only(&self, node: NodeId, kind: Types) -> bool {
        self.graph.rules(node).iter().all(|rule| matches!(rule, Rule::Type(types) if types.has(kind)))
    }
}
