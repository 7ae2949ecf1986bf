//! Schema tables and literals as Rust.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

use crate::json::{Json, Number};
use crate::model::{Format, NodeId, Pattern, Rule, Schema, Step, Types};

/// A schema as an expression, and the statics it names: one for each pattern, `PREFIX_0` on.
pub(crate) fn schema(schema: &Schema, name_prefix: &str) -> (TokenStream, TokenStream) {
    let names: Vec<Ident> = (0..schema.patterns.len()).map(|i| format_ident!("{name_prefix}_{i}")).collect();
    let statics = schema.patterns.iter().zip(&names).map(|(pattern, name)| {
        let Pattern { source, matches, rejects, program, cost } = pattern;
        let cost = Literal::u32_unsuffixed(*cost);
        let pattern = match program.is_empty() {
            true => quote!(__tt::Pattern::new(#source, &[#(#matches),*], &[#(#rejects),*], #cost)),
            false => {
                let steps = program.iter().map(step);
                quote!(__tt::Pattern::looking(#source, &[#(#steps),*], #cost))
            }
        };
        quote!(static #name: __tt::Pattern = #pattern;)
    });
    let nodes = schema.nodes.iter().map(|rules| {
        if let Some(node) = common(rules) {
            return node;
        }
        let rules = rules.iter().map(|r| rule(r, &names));
        quote!(__tt::Node::Rules(&[#(#rules),*]))
    });
    (quote!(#(#statics)*), quote!(__tt::Schema { nodes: &[#(#nodes),*] }))
}

/// A step of a pattern's program.
fn step(step: &Step) -> TokenStream {
    match step {
        Step::Class(ranges) => {
            let ranges = ranges.iter().map(|(from, to)| quote!((#from, #to)));
            quote!(__tt::Step::Class(&[#(#ranges),*]))
        }
        Step::Start => quote!(__tt::Step::Start),
        Step::End => quote!(__tt::Step::End),
        Step::Boundary(wanted) => quote!(__tt::Step::Boundary(#wanted)),
        Step::Fork(other) => {
            let other = Literal::u16_unsuffixed(*other);
            quote!(__tt::Step::Fork(#other))
        }
        Step::Jump(to) => {
            let to = Literal::u16_unsuffixed(*to);
            quote!(__tt::Step::Jump(#to))
        }
        Step::Look { negative, next } => {
            let next = Literal::u16_unsuffixed(*next);
            quote!(__tt::Step::Look { negative: #negative, next: #next })
        }
        Step::Match => quote!(__tt::Step::Match),
    }
}

/// What most nodes are, as the runtime's table spells it: shorter to read, and cheaper for rustc.
fn common(rules: &[Rule]) -> Option<TokenStream> {
    let node = match rules {
        [] => quote!(Any),
        [Rule::Type(types)] => match *types {
            Types::STRING => quote!(String),
            Types::BOOLEAN => quote!(Boolean),
            Types::INTEGER => quote!(Integer),
            Types::NUMBER => quote!(Number),
            _ => return None,
        },
        [Rule::Type(Types::STRING), Rule::Enum(values)] => {
            let values = values.iter().map(lit);
            quote!(Words(&[#(#values),*]))
        }
        [Rule::Type(Types::ARRAY), Rule::Items { prefix, rest: Some(node) }] if prefix.is_empty() => {
            let node = id(*node);
            quote!(Array(#node))
        }
        [Rule::Type(Types::OBJECT), required @ .., Rule::Object { properties, patterns, rest: None }]
            if patterns.is_empty() =>
        {
            let required: &[String] = match required {
                [] => &[],
                [Rule::Required(names)] => names,
                _ => return None,
            };
            let properties = named(properties);
            quote!(Object(#properties, &[#(#required),*]))
        }
        _ => return None,
    };
    Some(quote!(__tt::Node::#node))
}

/// A set of types by the names of its bits.
fn type_bits(types: Types) -> TokenStream {
    const NAMES: [&str; 7] = ["NULL", "BOOLEAN", "INTEGER", "NUMBER", "STRING", "ARRAY", "OBJECT"];
    let names = NAMES.iter().enumerate().filter(|(bit, _)| types.0 >> bit & 1 == 1);
    let names: Vec<Ident> = names.map(|(_, name)| Ident::new(name, Span::call_site())).collect();
    if names.is_empty() { quote!(0) } else { quote!(#(__tt::Types::#names)|*) }
}

/// A literal value.
pub(crate) fn lit(json: &Json) -> TokenStream {
    match json {
        Json::Null => quote!(__tt::Lit::Null),
        Json::Bool(value) => quote!(__tt::Lit::Bool(#value)),
        Json::Number(value) => number(value),
        Json::String(text) => quote!(__tt::Lit::Str(#text)),
        Json::Array(items) => {
            let items = items.iter().map(lit);
            quote!(__tt::Lit::Array(&[#(#items),*]))
        }
        Json::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let value = lit(value);
                quote!((#key, #value))
            });
            quote!(__tt::Lit::Object(&[#(#entries),*]))
        }
    }
}

/// A number: an integer where its value is one of 64 bits (`3.0` is 3), else a float.
fn number(Number(text): &Number) -> TokenStream {
    if let Ok(value) = text.parse::<i64>() {
        let value = Literal::i64_unsuffixed(value);
        return quote!(__tt::Lit::Int(#value));
    }
    if let Ok(value) = text.parse::<u64>() {
        let value = Literal::u64_unsuffixed(value);
        return quote!(__tt::Lit::UInt(#value));
    }
    // The schema stage has refused what is not finite; the bound is for `Literal`, which
    // panics at it.
    let value = text.parse::<f64>().unwrap_or(0.0).clamp(f64::MIN, f64::MAX);
    let exact = -9_007_199_254_740_992.0..=9_007_199_254_740_992.0;
    if value.fract() == 0.0 && exact.contains(&value) {
        let value = Literal::i64_unsuffixed(value as i64);
        return quote!(__tt::Lit::Int(#value));
    }
    let value = Literal::f64_unsuffixed(value);
    quote!(__tt::Lit::Float(#value))
}

fn rule(rule: &Rule, patterns: &[Ident]) -> TokenStream {
    let pattern = |index: &usize| match patterns.get(*index) {
        Some(name) => quote!(&#name),
        None => quote!(&__TT_NO_SUCH_PATTERN),
    };
    match rule {
        Rule::Never => quote!(__tt::Rule::Never),
        Rule::Type(types) => {
            let bits = type_bits(*types);
            quote!(__tt::Rule::Type(__tt::Types(#bits)))
        }
        Rule::Enum(values) => {
            let values = values.iter().map(lit);
            quote!(__tt::Rule::Enum(&[#(#values),*]))
        }
        Rule::Minimum(n) => one("Minimum", number(n)),
        Rule::Maximum(n) => one("Maximum", number(n)),
        Rule::ExclusiveMinimum(n) => one("ExclusiveMinimum", number(n)),
        Rule::ExclusiveMaximum(n) => one("ExclusiveMaximum", number(n)),
        Rule::MultipleOf(n) => one("MultipleOf", number(n)),
        Rule::MinLength(n) => one("MinLength", count(*n)),
        Rule::MaxLength(n) => one("MaxLength", count(*n)),
        Rule::Pattern(index) => one("Pattern", pattern(index)),
        Rule::Format(f) => one("Format", format(*f)),
        Rule::MinItems(n) => one("MinItems", count(*n)),
        Rule::MaxItems(n) => one("MaxItems", count(*n)),
        Rule::UniqueItems => quote!(__tt::Rule::UniqueItems),
        Rule::Items { prefix, rest } => {
            let (prefix, rest) = (ids(prefix), maybe(*rest));
            quote!(__tt::Rule::Items { prefix: #prefix, rest: #rest })
        }
        Rule::Contains { node, min, max } => {
            let (node, min, max) = (id(*node), count(*min), option(max.map(count)));
            quote!(__tt::Rule::Contains { node: #node, min: #min, max: #max })
        }
        Rule::MinProperties(n) => one("MinProperties", count(*n)),
        Rule::MaxProperties(n) => one("MaxProperties", count(*n)),
        Rule::Required(names) => quote!(__tt::Rule::Required(&[#(#names),*])),
        Rule::Object { properties, patterns, rest } => {
            let (properties, rest) = (named(properties), maybe(*rest));
            let patterns = patterns.iter().map(|(index, node)| {
                let (pattern, node) = (pattern(index), id(*node));
                quote!((#pattern, #node))
            });
            quote!(__tt::Rule::Object { properties: #properties, patterns: &[#(#patterns),*], rest: #rest })
        }
        Rule::PropertyNames(node) => one("PropertyNames", id(*node)),
        Rule::DependentRequired(entries) => {
            let entries = entries.iter().map(|(key, names)| quote!((#key, &[#(#names),*])));
            quote!(__tt::Rule::DependentRequired(&[#(#entries),*]))
        }
        Rule::DependentSchemas(entries) => one("DependentSchemas", named(entries)),
        Rule::Ref(node) => one("Ref", id(*node)),
        Rule::AllOf(nodes) => one("AllOf", ids(nodes)),
        Rule::AnyOf(nodes) => one("AnyOf", ids(nodes)),
        Rule::OneOf(nodes) => one("OneOf", ids(nodes)),
        Rule::Not(node) => one("Not", id(*node)),
        Rule::If { condition, then, otherwise } => {
            let (condition, then, otherwise) = (id(*condition), maybe(*then), maybe(*otherwise));
            quote!(__tt::Rule::If { condition: #condition, then: #then, otherwise: #otherwise })
        }
        Rule::UnevaluatedProperties { of, rest } => {
            let (of, rest) = (id(*of), id(*rest));
            quote!(__tt::Rule::UnevaluatedProperties { of: #of, rest: #rest })
        }
        Rule::UnevaluatedItems { of, rest } => {
            let (of, rest) = (id(*of), id(*rest));
            quote!(__tt::Rule::UnevaluatedItems { of: #of, rest: #rest })
        }
    }
}

fn one(variant: &str, value: TokenStream) -> TokenStream {
    let variant = Ident::new(variant, Span::call_site());
    quote!(__tt::Rule::#variant(#value))
}

fn count(n: u64) -> TokenStream {
    let n = Literal::u64_unsuffixed(n);
    quote!(#n)
}

fn id(node: NodeId) -> TokenStream {
    let node = Literal::u32_unsuffixed(node);
    quote!(#node)
}

fn ids(nodes: &[NodeId]) -> TokenStream {
    let nodes = nodes.iter().map(|node| id(*node));
    quote!(&[#(#nodes),*])
}

fn named(entries: &[(String, NodeId)]) -> TokenStream {
    let entries = entries.iter().map(|(key, node)| {
        let node = id(*node);
        quote!((#key, #node))
    });
    quote!(&[#(#entries),*])
}

fn maybe(node: Option<NodeId>) -> TokenStream {
    option(node.map(id))
}

pub(super) fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(__tt::Some(#value)),
        None => quote!(__tt::None),
    }
}

fn format(format: Format) -> TokenStream {
    let variant = match format {
        Format::Date => "Date",
        Format::Time => "Time",
        Format::DateTime => "DateTime",
        Format::Email => "Email",
        Format::Uri => "Uri",
        Format::Uuid => "Uuid",
        Format::Ipv4 => "Ipv4",
        Format::Ipv6 => "Ipv6",
        Format::Hostname => "Hostname",
    };
    let variant = Ident::new(variant, Span::call_site());
    quote!(__tt::Format::#variant)
}
