//! Property names that a provider refuses are shown to models under an alias; here the real
//! names come back.

use serde_json::Value;

use typed_tools_core::check::types_of;
use typed_tools_core::table::{Definition, NodeId, Rule, Rules, Schema};
use typed_tools_core::value::Val;
use typed_tools_core::view::View;

/// Gives the properties of `arguments` that stand under an alias their own names, at any depth.
///
/// A key is renamed only where the schema declares the real name for this very object and the
/// real name is not there, so data in free-form objects stays as it is. Where an object may keep
/// other keys, the value must be of a type that the real name takes.
pub(crate) fn restore(definition: &Definition<'static>, arguments: &mut Value) {
    if !definition.settings.aliases.is_empty() {
        let walk = Walk { schema: &definition.arguments, aliases: definition.settings.aliases };
        walk.value(&[0], arguments);
    }
}

struct Walk<'a> {
    schema: &'a Schema<'static>,
    aliases: &'a [(&'static str, &'static str)],
}

impl Walk<'_> {
    /// `nodes` all apply to `value`. The recursion is as deep as the value, which its parser
    /// bounds.
    fn value(&self, nodes: &[NodeId], value: &mut Value) {
        if !matches!(value, Value::Array(_) | Value::Object(_)) {
            return;
        }
        let nodes = self.in_place(nodes);
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.value(&self.children(&nodes, |rule| items_of(rule, index)), item);
                }
            }
            Value::Object(entries) => {
                for (alias, name) in self.aliases {
                    let Some(value) = entries.get(*alias).filter(|_| !entries.contains_key(*name)) else {
                        continue;
                    };
                    let declared = self.declared(&nodes, name);
                    let fits = |node: &NodeId| View::of(Val::Json(value)).is(types_of(self.schema, *node));
                    if declared.iter().any(fits) || !declared.is_empty() && !self.keeps(&nodes) {
                        let value = entries.remove(*alias).unwrap_or_default();
                        entries.insert((*name).to_owned(), value);
                    }
                }
                for (key, value) in entries {
                    self.value(&self.children(&nodes, |rule| property_of(rule, key)), value);
                }
            }
            _ => {}
        }
    }

    fn rules(&self, node: NodeId) -> Rules<'static> {
        self.schema.rules(node)
    }

    /// The nodes, and all that apply to the same value through them.
    fn in_place(&self, nodes: &[NodeId]) -> Vec<NodeId> {
        let mut all: Vec<NodeId> = Vec::new();
        let mut open = nodes.to_vec();
        while let Some(node) = open.pop() {
            if all.contains(&node) {
                continue;
            }
            all.push(node);
            for rule in self.rules(node).iter() {
                match rule {
                    Rule::Ref(node) | Rule::Not(node) => open.push(*node),
                    Rule::AllOf(nodes) | Rule::AnyOf(nodes) | Rule::OneOf(nodes) => open.extend(*nodes),
                    Rule::DependentSchemas(nodes) => open.extend(nodes.iter().map(|(_, node)| *node)),
                    Rule::If { condition, then, otherwise } => {
                        open.push(*condition);
                        open.extend(then.iter().chain(otherwise));
                    }
                    _ => {}
                }
            }
        }
        all
    }

    /// The schemas of a property.
    fn declared(&self, nodes: &[NodeId], name: &str) -> Vec<NodeId> {
        self.children(nodes, |rule| match rule {
            Rule::Object { properties, .. } => {
                properties.iter().find(|(property, _)| *property == name).map(|(_, node)| *node)
            }
            _ => None,
        })
    }

    /// Whether an object may keep keys that the nodes do not declare: some say so, and a branch that
    /// says nothing of properties keeps them all.
    fn keeps(&self, nodes: &[NodeId]) -> bool {
        let never = |node: NodeId| matches!(*self.rules(node), [Rule::Never]);
        let is_object = |rule: &Rule<'static>| matches!(rule, Rule::Object { .. });
        let silent = |node: &NodeId| !self.rules(self.schema.resolved(*node)).iter().any(is_object);
        nodes.iter().any(|node| {
            self.rules(*node).iter().any(|rule| match rule {
                Rule::Object { patterns, rest, .. } => {
                    !patterns.is_empty() || rest.is_some_and(|rest| !never(rest))
                }
                Rule::AnyOf(nodes) | Rule::OneOf(nodes) => nodes.iter().any(silent),
                _ => false,
            })
        })
    }

    fn children(&self, nodes: &[NodeId], child: impl Fn(&Rule<'static>) -> Option<NodeId>) -> Vec<NodeId> {
        let mut children = Vec::new();
        for node in nodes {
            children.extend(self.rules(*node).iter().filter_map(&child));
        }
        children
    }
}

fn items_of(rule: &Rule<'static>, index: usize) -> Option<NodeId> {
    match rule {
        Rule::Items { prefix, rest } => prefix.get(index).copied().or(*rest),
        Rule::UnevaluatedItems { rest, .. } => Some(*rest),
        _ => None,
    }
}

fn property_of(rule: &Rule<'static>, key: &str) -> Option<NodeId> {
    match rule {
        Rule::Object { properties, patterns, rest } => {
            let named = properties.iter().find(|(name, _)| *name == key).map(|(_, node)| *node);
            // Which pattern a key matches is the checker's business: one that may is enough here.
            named.or_else(|| patterns.first().map(|(_, node)| *node)).or(*rest)
        }
        Rule::UnevaluatedProperties { rest, .. } => Some(*rest),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use typed_tools_core::table::Node;

    const ALIASES: &[(&str, &str)] = &[("filter_status", "filter[status]"), ("top", "$top")];

    /// `{ $top, data: map, items: [{ filter[status] }], self: #, one: anyOf, open: { $top, .. } }`
    static NODES: &[Node<'static>] = &[
        Node::Object(&[("$top", 1), ("data", 2), ("items", 3), ("self", 5), ("one", 6), ("open", 7)], &[]),
        Node::Any,
        Node::Any,
        Node::Array(4),
        Node::Object(&[("filter[status]", 1)], &[]),
        Node::Rules(&[Rule::Ref(0)]),
        Node::Rules(&[Rule::AnyOf(&[1, 4])]),
        Node::Rules(&[Rule::Object { properties: &[("$top", 8)], patterns: &[], rest: Some(1) }]),
        Node::Integer,
    ];

    fn restored(mut value: Value) -> Value {
        let schema = Schema { nodes: NODES };
        Walk { schema: &schema, aliases: ALIASES }.value(&[0], &mut value);
        value
    }

    #[test]
    fn aliases_come_back_at_any_depth() {
        assert_eq!(restored(json!({ "top": 3 })), json!({ "$top": 3 }));
        assert_eq!(
            restored(json!({ "items": [{ "filter_status": "a" }, 5], "self": { "self": { "top": 1 } } })),
            json!({ "items": [{ "filter[status]": "a" }, 5], "self": { "self": { "$top": 1 } } })
        );
        assert_eq!(restored(json!({ "open": { "top": 1 } })), json!({ "open": { "$top": 1 } }));
        assert_eq!(
            restored(json!({ "one": { "filter_status": 1 } })),
            json!({ "one": { "filter[status]": 1 } })
        );
    }

    #[test]
    fn data_and_real_names_stay() {
        for value in [
            json!({ "data": { "top": 1, "filter_status": 2 } }),
            json!({ "$top": 1, "top": 2 }),
            json!({ "open": { "top": "data" } }),
            json!({ "filter_status": 1 }),
            json!([1]),
        ] {
            assert_eq!(restored(value.clone()), value);
        }
    }
}
