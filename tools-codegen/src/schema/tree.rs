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

/// Whether a reference stands anywhere in a schema, so that the base which an `$id` moves matters.
pub(super) fn refers(node: &Node) -> bool {
    mentions(node, &["$ref", "$dynamicRef", "$recursiveRef"])
}

/// Whether one of the keys stands anywhere in a schema.
pub(super) fn mentions(node: &Node, keys: &[&str]) -> bool {
    let here = |entry: &Entry| keys.contains(&entry.key.as_str()) || mentions(&entry.value, keys);
    entries(node).iter().any(here) || elements(node).iter().any(|element| mentions(element, keys))
}
