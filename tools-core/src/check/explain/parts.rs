//! What is wrong with the properties of an object, and with elements that no rule names.

use crate::nearest::nearest;
use serde_json::{Map, Value};

use super::super::violation::Violation;
use super::Walk;
use crate::check::describe;
use crate::pointer::push_step;
use crate::table::{NodeId, Pattern, Rule};
use crate::text;
use crate::value::Val;

/// So many unknown names are compared with one that is missing.
const STRANGERS: usize = 50;

impl<'s> Walk<'s> {
    /// What `properties`, `patternProperties` and `additionalProperties` say.
    pub(super) fn named_and_other(
        &mut self,
        object: &Map<String, Value>,
        properties: &[(&'s str, NodeId)],
        patterns: &[(&'s Pattern<'s>, NodeId)],
        rest: Option<NodeId>,
    ) {
        // In the order of the definition; what it does not name comes last.
        let named = properties.iter().filter_map(|(name, _)| object.get_key_value(*name));
        let others =
            object.iter().filter(|(name, _)| !properties.iter().any(|(known, _)| *known == name.as_str()));
        for (name, item) in named.chain(others) {
            let nodes: Vec<_> = self.probe.nodes_for(name, properties, patterns, rest).collect();
            for node in nodes {
                match Some(node) == rest && self.never(node) {
                    true => {
                        let known = properties.iter().map(|(name, _)| *name);
                        self.unknown("additionalProperties", name, known, object);
                    }
                    false => self.within(name, |walk| walk.node(node, item)),
                }
            }
        }
    }

    /// What `unevaluatedProperties` says; the rules beside it speak for themselves first.
    pub(super) fn unevaluated_properties(
        &mut self,
        value: &Value,
        object: &Map<String, Value>,
        of: NodeId,
        rest: NodeId,
    ) {
        if !self.probe.node(of, Val::Json(value)) {
            return;
        }
        let evaluated = self.probe.evaluated(of, Val::Json(value));
        let known = evaluated.names();
        let left = object.iter().filter(|(name, _)| !evaluated.property(name));
        let left: Vec<(&String, &Value)> = left.collect();
        for (name, item) in left {
            match self.never(rest) {
                true => self.unknown("unevaluatedProperties", name, known.iter().copied(), object),
                false => self.within(name, |walk| walk.node(rest, item)),
            }
        }
    }

    /// What `unevaluatedItems` says; the rules beside it speak for themselves first.
    pub(super) fn unevaluated_items(&mut self, value: &Value, items: &[Value], of: NodeId, rest: NodeId) {
        if !self.probe.node(of, Val::Json(value)) {
            return;
        }
        let evaluated = self.probe.evaluated(of, Val::Json(value));
        let left =
            items.iter().enumerate().filter(|(index, item)| !evaluated.element(*index, Val::Json(item)));
        let left: Vec<(usize, &Value)> = left.collect();
        for (index, item) in left {
            if self.never(rest) && self.full() {
                continue;
            }
            self.within(&index.to_string(), |walk| match walk.never(rest) {
                true => walk.add("unevaluatedItems", item, "no element here".to_owned(), None),
                false => walk.node(rest, item),
            });
        }
    }

    /// Whether a node accepts nothing.
    fn never(&self, node: NodeId) -> bool {
        matches!(*self.probe.rules(node), [Rule::Never])
    }

    /// A property that is none of those that are allowed.
    fn unknown(
        &mut self,
        rule: &'static str,
        name: &str,
        known: impl Iterator<Item = &'s str> + Clone,
        object: &Map<String, Value>,
    ) {
        if self.full() {
            return;
        }
        // One that is there already is not what was meant.
        let free = known.clone().filter(|known| object.get(*known).is_none());
        let nearest = nearest(name, free).map(text::quoted);
        let names = text::list(known.map(text::quoted));
        let allowed = match names.is_empty() {
            true => "none are allowed here".to_owned(),
            false => format!("the properties are {names}"),
        };
        let item = object.get(name).unwrap_or(&Value::Null);
        self.within(name, |walk| walk.add(rule, item, allowed, nearest));
    }

    /// A property that must be there and is not.
    pub(super) fn missing(
        &mut self,
        rule: &'static str,
        id: NodeId,
        name: &str,
        object: &Map<String, Value>,
        because: &str,
    ) {
        let (known, node) = self.named(id, name);
        let allowed = match node {
            Some(node) => describe::node(self.schema, node),
            None => "a value".to_owned(),
        };
        // What was sent under a name that means nothing is the likeliest candidate. Of a flood of such
        // names, not all are looked at, for each property that is missing.
        let strangers = object.keys().map(String::as_str).filter(|sent| !known.contains(sent));
        let nearest = nearest(name, strangers.take(STRANGERS)).map(text::quoted);
        let outer = self.pointer.len();
        push_step(&mut self.pointer, name);
        let pointer = self.pointer.clone();
        self.pointer.truncate(outer);
        self.push(Violation { pointer, rule, sent: String::new(), allowed: allowed + because, nearest });
    }

    /// The properties that a node names, itself or by reference, and the node of one of them.
    fn named(&self, id: NodeId, name: &str) -> (Vec<&'s str>, Option<NodeId>) {
        let mut known = Vec::new();
        let mut node = None;
        // The root too: a `required` in a branch speaks of properties that are declared beside it.
        let mut left = vec![id];
        let mut seen = Vec::new();
        while let Some(id) = left.pop().filter(|_| seen.len() < 64) {
            if seen.contains(&id) {
                continue;
            }
            seen.push(id);
            for rule in self.probe.rules(id).iter() {
                match *rule {
                    Rule::Object { properties, .. } => {
                        known.extend(properties.iter().map(|(name, _)| *name));
                        node = node.or_else(|| {
                            properties.iter().find(|(known, _)| *known == name).map(|(_, id)| *id)
                        });
                    }
                    Rule::Ref(id) => left.push(id),
                    Rule::AllOf(nodes) | Rule::AnyOf(nodes) | Rule::OneOf(nodes) => left.extend(nodes),
                    _ => {}
                }
            }
        }
        (known, node)
    }
}
