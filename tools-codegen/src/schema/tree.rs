//! Small readers of the JSON tree.

use crate::json::{Entry, Node};

/// The entry of a key.
pub(super) fn entry<'a>(node: &'a Node, key: &str) -> Option<&'a Entry> {
    node.get(key)
}

/// The value of a key.
pub(super) fn value<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    node.get(key).map(|entry| &entry.value)
}

/// The entries of an object; none of any other value.
pub(super) fn entries(node: &Node) -> &[Entry] {
    node.as_object().unwrap_or_default()
}

/// The elements of an array; none of any other value.
pub(super) fn elements(node: &Node) -> &[Node] {
    node.as_array().unwrap_or_default()
}

/// The text of a string.
pub(super) fn text(node: &Node) -> Option<&str> {
    node.as_str()
}

/// The string of a key.
pub(super) fn text_of<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    value(node, key).and_then(Node::as_str)
}

/// The schemas directly inside a schema.
pub(super) fn schemas(node: &Node) -> impl Iterator<Item = &Node> {
    const NAMED: &[&str] =
        &["properties", "patternProperties", "dependentSchemas", "dependencies", "$defs", "definitions"];
    const OTHERS: &[&str] = &[
        "items",
        "prefixItems",
        "additionalItems",
        "contains",
        "additionalProperties",
        "propertyNames",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "if",
        "then",
        "else",
        "unevaluatedItems",
        "unevaluatedProperties",
    ];
    let named = entries(node).iter().filter(|entry| NAMED.contains(&entry.key.as_str()));
    let named = named.flat_map(|entry| entries(&entry.value)).map(|entry| &entry.value);
    let others = entries(node).iter().filter(|entry| OTHERS.contains(&entry.key.as_str()));
    let others = others.flat_map(|entry| match entry.value.as_array() {
        Some(list) => list.iter(),
        None => std::slice::from_ref(&entry.value).iter(),
    });
    named.chain(others)
}

/// Whether one of the keys stands anywhere in a schema.
pub(super) fn mentions(node: &Node, keys: &[&str]) -> bool {
    let here = |entry: &Entry| keys.contains(&entry.key.as_str()) || mentions(&entry.value, keys);
    entries(node).iter().any(here) || elements(node).iter().any(|element| mentions(element, keys))
}
