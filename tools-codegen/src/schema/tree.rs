//! Small readers of the JSON tree.

use crate::json::{Entry, Node};
use crate::keywords::{self, Holds};

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
    entries(node).iter().flat_map(|entry| {
        let (named, listed) = match (keywords::holds(&entry.key), entry.value.as_array()) {
            (Holds::Nothing, _) => (&[][..], &[][..]),
            (Holds::Named, _) => (entries(&entry.value), &[][..]),
            (_, Some(list)) => (&[][..], list),
            (_, None) => (&[][..], std::slice::from_ref(&entry.value)),
        };
        named.iter().map(|entry| &entry.value).chain(listed)
    })
}

/// Whether one of the keys stands anywhere in a schema.
pub(super) fn mentions(node: &Node, keys: &[&str]) -> bool {
    let here = |entry: &Entry| keys.contains(&entry.key.as_str()) || mentions(&entry.value, keys);
    entries(node).iter().any(here) || elements(node).iter().any(|element| mentions(element, keys))
}
