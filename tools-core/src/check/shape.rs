//! What a schema allows, as a shape: models know types of TypeScript best.

use crate::table::{NodeId, Rule, Schema, Types};
use crate::text;

/// How deep a shape follows a schema.
pub(super) const DEPTH: u32 = 4;

/// So many values of an enum stand in a shape; a violation lists more.
const ALTERNATIVES: usize = 12;

/// A shape has at most so many characters.
const LONGEST: usize = 900;

/// The shape of the values that a schema allows, in the notation of TypeScript that models know
/// best: `{"status": "hot" | "cold", "notes"?: string}`.
pub fn shape(schema: &Schema<'_>) -> String {
    let mut out = String::new();
    write(schema, 0, DEPTH, &mut out);
    text::cut(&out, LONGEST)
}

/// Writes the shape of a node, `depth` levels deep.
pub(super) fn write(schema: &Schema<'_>, id: NodeId, depth: u32, out: &mut String) {
    // A shape that is cut anyway is not built to the end.
    if out.len() > LONGEST {
        return;
    }
    let deep = depth == 0;
    let depth = depth.saturating_sub(1);
    let rules = schema.rules(schema.resolved(id));
    let mut types = None;
    let mut array = None;
    let mut object = None;
    let mut required: &[&str] = &[];
    let mut next: Option<(&[NodeId], &str)> = None;
    for rule in rules.iter() {
        match rule {
            Rule::Enum(choices) => {
                let shown = choices.iter().take(ALTERNATIVES).map(|choice| text::lit(&choice));
                out.push_str(&text::joined(shown, " | "));
                if choices.len() > ALTERNATIVES {
                    out.push_str(" | …");
                }
                return;
            }
            Rule::Type(these) => types = Some(*these),
            Rule::Items { prefix, rest } => array = Some((*prefix, *rest)),
            Rule::Object { properties, patterns, rest } => object = Some((*properties, *patterns, *rest)),
            Rule::Required(names) => required = names,
            Rule::Ref(node) => next = Some((std::slice::from_ref(node), " & ")),
            Rule::AllOf(nodes) => next = next.or(Some((nodes, " & "))),
            Rule::AnyOf(nodes) | Rule::OneOf(nodes) => next = next.or(Some((nodes, " | "))),
            _ => {}
        }
    }
    if object.is_none() && !required.is_empty() && types.is_none_or(|types| types.has(Types::OBJECT)) {
        object = Some((&[], &[], None));
    }
    if let (None, None, Some((nodes, between))) = (&object, &array, next) {
        if deep {
            out.push_str("any");
            return;
        }
        for (index, node) in nodes.iter().enumerate() {
            if index > 0 {
                out.push_str(between);
            }
            write(schema, *node, depth, out);
        }
        return;
    }
    let types = match (types, &array, &object) {
        (Some(types), ..) => types,
        (None, _, Some(_)) => Types(Types::OBJECT),
        (None, Some(_), None) => Types(Types::ARRAY),
        (None, None, None) => {
            out.push_str("any");
            return;
        }
    };
    let number = if types.has(Types::NUMBER) { "number" } else { "integer" };
    let mut first = true;
    for (bits, name) in [
        (Types::STRING, "string"),
        (Types::INTEGER | Types::NUMBER, number),
        (Types::BOOLEAN, "boolean"),
        (Types::ARRAY, ""),
        (Types::OBJECT, ""),
        (Types::NULL, "null"),
    ] {
        if !types.has(bits) {
            continue;
        }
        if !std::mem::take(&mut first) {
            out.push_str(" | ");
        }
        match bits {
            Types::ARRAY if deep => out.push_str("[...]"),
            Types::OBJECT if deep => out.push_str("{...}"),
            Types::ARRAY => write_array(schema, array, depth, out),
            Types::OBJECT => write_object(schema, object, required, depth, out),
            _ => out.push_str(name),
        }
    }
    if let (Some((nodes, between)), Some(_), false) = (next, object, deep)
        && nodes.iter().any(|node| names_properties(schema, *node))
    {
        out.push_str(" & (");
        for (index, node) in nodes.iter().enumerate() {
            out.push_str(if index > 0 { between } else { "" });
            write(schema, *node, depth, out);
        }
        out.push(')');
    }
}

/// Whether a schema says of an object what its properties are.
fn names_properties(schema: &Schema<'_>, id: NodeId) -> bool {
    let rules = schema.rules(schema.resolved(id));
    rules.iter().any(|rule| matches!(rule, Rule::Object { .. } | Rule::Required(_)))
}

fn write_array(
    schema: &Schema<'_>,
    array: Option<(&[NodeId], Option<NodeId>)>,
    depth: u32,
    out: &mut String,
) {
    let (prefix, rest) = array.unwrap_or((&[], None));
    out.push('[');
    for node in prefix {
        write(schema, *node, depth, out);
        out.push_str(", ");
    }
    if let Some(node) = rest {
        write(schema, node, depth, out);
        out.push_str(", ");
    }
    out.push_str("...]");
}

type ObjectRule<'s> =
    (&'s [(&'s str, NodeId)], &'s [(&'s crate::table::Pattern<'s>, NodeId)], Option<NodeId>);

fn write_object(
    schema: &Schema<'_>,
    object: Option<ObjectRule<'_>>,
    required: &[&str],
    depth: u32,
    out: &mut String,
) {
    let (properties, patterns, rest) = object.unwrap_or((&[], &[], None));
    let mut between = "";
    out.push('{');
    // What must be there comes first, so that it survives the cut.
    let (needed, optional): (Vec<_>, Vec<_>) =
        properties.iter().copied().partition(|(name, _)| required.contains(name));
    let undescribed = required.iter().filter(|name| !properties.iter().any(|(known, _)| known == *name));
    let all = needed
        .into_iter()
        .map(|(name, node)| (name, Some(node), ""))
        .chain(undescribed.map(|name| (*name, None, "")))
        .chain(optional.into_iter().map(|(name, node)| (name, Some(node), "?")));
    // What is left out of the types, since no value is allowed for it, is not worth a word.
    let all = all.filter(|(_, node, _)| node.is_none_or(|node| !never(schema, node)));
    for (name, node, mark) in all {
        if out.len() > LONGEST {
            break;
        }
        out.push_str(between);
        out.push_str(&text::quoted(name));
        out.push_str(mark);
        out.push_str(": ");
        match node {
            Some(node) => write(schema, node, depth, out),
            None => out.push_str("any"),
        }
        between = ", ";
    }
    let open = patterns.first().map(|(_, node)| *node).or(rest);
    match open.filter(|node| !never(schema, *node)) {
        Some(node) => {
            out.push_str(between);
            out.push_str("[name]: ");
            write(schema, node, depth, out);
        }
        None if properties.is_empty() && required.is_empty() && rest.is_none() => out.push_str("..."),
        None => {}
    }
    out.push('}');
}

fn never(schema: &Schema<'_>, node: NodeId) -> bool {
    schema.rules(node).iter().any(|rule| matches!(rule, Rule::Never))
}
