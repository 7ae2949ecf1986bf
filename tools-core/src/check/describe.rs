//! What a schema allows, in words.

use super::shape;
use crate::table::{Choices, Format, Lit, NodeId, Rule, Schema, Types};
use crate::text;
use crate::view;

/// How deep a description follows a schema.
const DEPTH: u32 = 4;

/// What a node allows, in a few words: `a string`, `one of "a", "b"`.
pub(crate) fn node(schema: &Schema<'_>, id: NodeId) -> String {
    node_within(schema, id, DEPTH)
}

fn node_within(schema: &Schema<'_>, id: NodeId, depth: u32) -> String {
    let Some(depth) = depth.checked_sub(1) else { return "a value of the right kind".to_owned() };
    let mut noun = None;
    let mut limits = Vec::new();
    for rule in schema.rules(id).iter() {
        match rule {
            Rule::Never => return "no value".to_owned(),
            Rule::Enum(choices) => return one_of(*choices),
            Rule::Type(types) => noun = Some(kinds(*types)),
            // Another name for the same value is no step deeper; the compiler has seen to it that these end.
            Rule::Ref(node) => noun = noun.or_else(|| Some(node_within(schema, *node, depth + 1))),
            Rule::AllOf(nodes) => {
                noun = noun.or_else(|| nodes.first().map(|node| node_within(schema, *node, depth + 1)));
            }
            Rule::AnyOf(nodes) | Rule::OneOf(nodes) if noun.is_none() => {
                noun =
                    Some(text::joined(nodes.iter().map(|node| node_within(schema, *node, depth)), ", or "));
            }
            Rule::Object { .. } if noun.is_none() => noun = Some("an object".to_owned()),
            Rule::Required(names) => {
                let names = text::joined(names.iter().map(|name| text::quoted(name)), " and ");
                noun = Some(match noun {
                    Some(noun) => format!("{noun} with {names}"),
                    None => format!("an object with {names}"),
                });
            }
            other => limits.extend(limit(other).map(|limit| limit.words)),
        }
    }
    let noun =
        noun.unwrap_or_else(|| if limits.is_empty() { "any value".to_owned() } else { "a value".to_owned() });
    if limits.is_empty() { noun } else { format!("{noun}, {}", limits.join(", ")) }
}

/// `one of "a", "b"`.
pub(crate) fn one_of(choices: Choices<'_>) -> String {
    let texts = text::list(choices.iter().map(|choice| text::lit(&choice)));
    if choices.len() == 1 { texts } else { format!("one of {texts}") }
}

/// `a string or null`
pub(crate) fn kinds(types: Types) -> String {
    let number = if types.has(Types::NUMBER) { "a number" } else { "an integer" };
    let names = [
        (Types::STRING, "a string"),
        (Types::INTEGER | Types::NUMBER, number),
        (Types::BOOLEAN, "a boolean (true or false)"),
        (Types::ARRAY, "an array"),
        (Types::OBJECT, "an object"),
        (Types::NULL, "null"),
    ];
    let names: Vec<&str> = names.iter().filter(|(bits, _)| types.has(*bits)).map(|(_, name)| *name).collect();
    names.join(" or ")
}

/// What a rule allows, in the words of every message about it.
pub(crate) struct Limit {
    /// The keyword.
    pub(crate) keyword: &'static str,
    /// What the value is to be, where nothing says it already.
    pub(crate) noun: &'static str,
    pub(crate) words: String,
}

/// The limit that a rule sets; none where the rule is about parts of a value, or said with its noun.
pub(crate) fn limit(rule: &Rule<'_>) -> Option<Limit> {
    let things = |count: u64, thing: &str| match (count, thing) {
        (1, "property") => "1 property".to_owned(),
        (_, "property") => format!("{count} properties"),
        (1, _) => format!("1 {thing}"),
        _ => format!("{count} {thing}s"),
    };
    let (keyword, noun, words) = match rule {
        Rule::Minimum(bound) => ("minimum", "a number of ", format!("at least {}", text::lit(bound))),
        Rule::Maximum(bound) => ("maximum", "a number of ", format!("at most {}", text::lit(bound))),
        Rule::ExclusiveMinimum(bound) => {
            ("exclusiveMinimum", "a number of ", format!("more than {}", text::lit(bound)))
        }
        Rule::ExclusiveMaximum(bound) => {
            ("exclusiveMaximum", "a number of ", format!("less than {}", text::lit(bound)))
        }
        Rule::MultipleOf(divisor) => ("multipleOf", "", format!("a multiple of {}", text::lit(divisor))),
        Rule::MinLength(1) => ("minLength", "a string, ", "not empty".to_owned()),
        Rule::MinLength(min) => {
            ("minLength", "a string, ", format!("at least {} long", things(*min, "character")))
        }
        Rule::MaxLength(max) => {
            ("maxLength", "a string, ", format!("at most {} long", things(*max, "character")))
        }
        Rule::Pattern(pattern) => {
            ("pattern", "a string ", format!("matching the pattern {}", text::cut(pattern.source, 120)))
        }
        Rule::Format(format) => ("format", "", format_name(*format).to_owned()),
        Rule::MinItems(min) => {
            ("minItems", "an array ", format!("with at least {}", things(*min, "element")))
        }
        Rule::MaxItems(max) => ("maxItems", "an array ", format!("with at most {}", things(*max, "element"))),
        Rule::UniqueItems => ("uniqueItems", "an array ", "with no element twice".to_owned()),
        Rule::MinProperties(min) => {
            ("minProperties", "an object ", format!("with at least {}", things(*min, "property")))
        }
        Rule::MaxProperties(max) => {
            ("maxProperties", "an object ", format!("with at most {}", things(*max, "property")))
        }
        Rule::Never
        | Rule::Type(_)
        | Rule::Enum(_)
        | Rule::Required(_)
        | Rule::DependentRequired(_)
        | Rule::Items { .. }
        | Rule::Contains { .. }
        | Rule::Object { .. }
        | Rule::PropertyNames(_)
        | Rule::DependentSchemas(_)
        | Rule::Ref(_)
        | Rule::AllOf(_)
        | Rule::AnyOf(_)
        | Rule::OneOf(_)
        | Rule::Not(_)
        | Rule::If { .. }
        | Rule::UnevaluatedProperties { .. }
        | Rule::UnevaluatedItems { .. } => return None,
    };
    Some(Limit { keyword, noun, words })
}

/// A format by an example, which a model follows better than the name of an RFC.
pub(crate) fn format_name(format: Format) -> &'static str {
    match format {
        Format::Date => "a date like 2025-03-31",
        Format::Time => "a time with offset like 14:30:00Z",
        Format::DateTime => "a date-time with offset like 2025-03-31T14:30:00Z",
        Format::Email => "an email address like name@example.com",
        Format::Uri => "an absolute URI like https://example.com/path",
        Format::Uuid => "a UUID like 123e4567-e89b-12d3-a456-426614174000",
        Format::Ipv4 => "an IPv4 address like 192.0.2.1",
        Format::Ipv6 => "an IPv6 address like 2001:db8::1",
        Format::Hostname => "a host name like api.example.com",
    }
}

/// What each of several nodes allows, none said twice: objects by their shape.
pub(crate) fn alternatives(schema: &Schema<'_>, nodes: &[NodeId]) -> String {
    let mut all: Vec<String> = Vec::new();
    for id in nodes {
        let text = if types_of(schema, *id).0 == Types::OBJECT {
            let mut shown = String::new();
            shape::write(schema, *id, shape::DEPTH - 1, &mut shown);
            text::cut(&shown, 160)
        } else {
            node(schema, *id)
        };
        if !all.contains(&text) {
            all.push(text);
        }
    }
    text::joined(all, ", or ")
}

/// The JSON types that a node may accept, by its own rules and those it refers to.
pub fn types_of(schema: &Schema<'_>, id: NodeId) -> Types {
    types_within(schema, id, 8)
}

const ALL: u8 = 0x7f;

fn types_within(schema: &Schema<'_>, id: NodeId, depth: u32) -> Types {
    let Some(depth) = depth.checked_sub(1) else { return Types(ALL) };
    let union =
        |nodes: &[NodeId]| nodes.iter().fold(0, |all, node| all | types_within(schema, *node, depth).0);
    let bits = schema.rules(id).iter().fold(ALL, |bits, rule| {
        bits & match rule {
            Rule::Never => 0,
            Rule::Type(types) => types.0,
            Rule::Enum(choices) => choices.iter().fold(0, |all, choice| all | lit_types(&choice)),
            Rule::Ref(node) => types_within(schema, *node, depth).0,
            Rule::AllOf(nodes) => {
                nodes.iter().fold(ALL, |all, node| all & types_within(schema, *node, depth).0)
            }
            Rule::AnyOf(nodes) | Rule::OneOf(nodes) => union(nodes),
            _ => ALL,
        }
    });
    Types(bits)
}

fn lit_types(lit: &Lit<'_>) -> u8 {
    match lit {
        Lit::Null => Types::NULL,
        Lit::Bool(_) => Types::BOOLEAN,
        Lit::Str(_) => Types::STRING,
        Lit::Array(_) => Types::ARRAY,
        Lit::Object(_) => Types::OBJECT,
        number => match view::number(number) {
            Some(number) if number.is_integral() => Types::INTEGER | Types::NUMBER,
            _ => Types::NUMBER,
        },
    }
}
