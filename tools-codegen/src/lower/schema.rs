//! Schemas and literals as tables.

use serde_json::Value;
use typed_tools_core::table::{Choices, Lit, Node, NodeId, Pattern, Rule, Schema, Types};

use super::Arena;
use crate::json::{Json, Number};
use crate::model;

/// The nodes of a schema and its patterns, which rules name by index.
pub(crate) fn schema<'a>(
    nodes: &[Vec<model::Rule>],
    patterns: &[model::Pattern],
    arena: &'a Arena,
) -> Schema<'a> {
    let patterns: Vec<&'a Pattern<'a>> =
        patterns.iter().map(|known| arena.one(pattern(known, arena))).collect();
    let lower = Lower { patterns: &patterns, arena };
    Schema { nodes: arena.list(nodes.iter().map(|rules| lower.node(rules))) }
}

/// A literal value.
pub(crate) fn lit<'a>(json: &Json, arena: &'a Arena) -> Lit<'a> {
    match json {
        Json::Null => Lit::Null,
        Json::Bool(value) => Lit::Bool(*value),
        Json::Number(value) => number(value),
        Json::String(text) => Lit::Str(arena.text(text)),
        Json::Array(items) => Lit::Array(arena.list(items.iter().map(|item| lit(item, arena)))),
        Json::Object(entries) => {
            Lit::Object(arena.list(entries.iter().map(|(key, value)| (arena.text(key), lit(value, arena)))))
        }
    }
}

/// A literal value as the checker sees what a model sends.
pub(crate) fn value(json: &Json) -> Value {
    typed_tools_core::json::lit_value(&lit(json, &Arena::default()))
}

/// A number: an integer where its value is one of 64 bits (`3.0` is 3), else a float.
fn number(Number(text): &Number) -> Lit<'static> {
    if let Ok(value) = text.parse::<i64>() {
        return Lit::Int(value);
    }
    if let Ok(value) = text.parse::<u64>() {
        return Lit::UInt(value);
    }
    // The schema stage has refused what is not finite; a table can hold nothing else.
    let value = text.parse::<f64>().unwrap_or(0.0).clamp(f64::MIN, f64::MAX);
    let exact = -9_007_199_254_740_992.0..=9_007_199_254_740_992.0;
    if value.fract() == 0.0 && exact.contains(&value) { Lit::Int(value as i64) } else { Lit::Float(value) }
}

struct Lower<'p, 'a> {
    patterns: &'p [&'a Pattern<'a>],
    arena: &'a Arena,
}

impl<'a> Lower<'_, 'a> {
    fn node(&self, rules: &[model::Rule]) -> Node<'a> {
        self.common(rules)
            .unwrap_or_else(|| Node::Rules(self.arena.list(rules.iter().map(|rule| self.rule(rule)))))
    }

    /// What most nodes are: shorter to read, and cheaper for rustc.
    fn common(&self, rules: &[model::Rule]) -> Option<Node<'a>> {
        use model::{Rule, Types};
        Some(match rules {
            [] => Node::Any,
            [Rule::Type(types)] => match *types {
                Types::STRING => Node::String,
                Types::BOOLEAN => Node::Boolean,
                Types::INTEGER => Node::Integer,
                Types::NUMBER => Node::Number,
                _ => return None,
            },
            [Rule::Type(Types::STRING), Rule::Enum(values)] => Node::Words(self.words(values)?),
            [Rule::Type(Types::ARRAY), Rule::Items { prefix, rest: Some(node) }] if prefix.is_empty() => {
                Node::Array(*node)
            }
            [Rule::Type(Types::OBJECT), required @ .., Rule::Object { properties, patterns, rest: None }]
                if patterns.is_empty() =>
            {
                let required: &[String] = match required {
                    [] => &[],
                    [Rule::Required(names)] => names,
                    _ => return None,
                };
                Node::Object(self.named(properties), self.arena.texts(required))
            }
            _ => return None,
        })
    }

    fn rule(&self, rule: &model::Rule) -> Rule<'a> {
        use model::Rule as From;
        match rule {
            From::Never => Rule::Never,
            From::Type(types) => Rule::Type(Types(types.0)),
            From::Enum(values) => Rule::Enum(match self.words(values) {
                Some(words) => Choices::Words(words),
                None => Choices::Values(self.lits(values)),
            }),
            From::Minimum(n) => Rule::Minimum(number(n)),
            From::Maximum(n) => Rule::Maximum(number(n)),
            From::ExclusiveMinimum(n) => Rule::ExclusiveMinimum(number(n)),
            From::ExclusiveMaximum(n) => Rule::ExclusiveMaximum(number(n)),
            From::MultipleOf(n) => Rule::MultipleOf(number(n)),
            From::MinLength(n) => Rule::MinLength(*n),
            From::MaxLength(n) => Rule::MaxLength(*n),
            From::Pattern(index) => Rule::Pattern(self.pattern(*index)),
            From::Format(format) => Rule::Format(*format),
            From::MinItems(n) => Rule::MinItems(*n),
            From::MaxItems(n) => Rule::MaxItems(*n),
            From::UniqueItems => Rule::UniqueItems,
            From::Items { prefix, rest } => Rule::Items { prefix: self.ids(prefix), rest: *rest },
            From::Contains { node, min, max } => Rule::Contains { node: *node, min: *min, max: *max },
            From::MinProperties(n) => Rule::MinProperties(*n),
            From::MaxProperties(n) => Rule::MaxProperties(*n),
            From::Required(names) => Rule::Required(self.arena.texts(names)),
            From::Object { properties, patterns, rest } => Rule::Object {
                properties: self.named(properties),
                patterns: self.arena.list(patterns.iter().map(|(index, node)| (self.pattern(*index), *node))),
                rest: *rest,
            },
            From::PropertyNames(node) => Rule::PropertyNames(*node),
            From::DependentRequired(entries) => Rule::DependentRequired(
                self.arena
                    .list(entries.iter().map(|(key, names)| (self.arena.text(key), self.arena.texts(names)))),
            ),
            From::DependentSchemas(entries) => Rule::DependentSchemas(self.named(entries)),
            From::Ref(node) => Rule::Ref(*node),
            From::AllOf(nodes) => Rule::AllOf(self.ids(nodes)),
            From::AnyOf(nodes) => Rule::AnyOf(self.ids(nodes)),
            From::OneOf(nodes) => Rule::OneOf(self.ids(nodes)),
            From::Not(node) => Rule::Not(*node),
            From::If { condition, then, otherwise } => {
                Rule::If { condition: *condition, then: *then, otherwise: *otherwise }
            }
            From::UnevaluatedProperties { of, rest } => Rule::UnevaluatedProperties { of: *of, rest: *rest },
            From::UnevaluatedItems { of, rest } => Rule::UnevaluatedItems { of: *of, rest: *rest },
        }
    }

    fn pattern(&self, index: usize) -> &'a Pattern<'a> {
        /// Matches nothing; there is no such index.
        const NONE: &Pattern<'static> = &Pattern { source: "", matches: &[], rejects: &[""], cost: 1 };
        self.patterns.get(index).copied().unwrap_or(NONE)
    }

    /// The values, where all of them are strings.
    fn words(&self, values: &[Json]) -> Option<&'a [&'a str]> {
        let word = |value: &Json| match value {
            Json::String(text) => Some(self.arena.text(text)),
            _ => None,
        };
        let words: Vec<_> = values.iter().map(word).collect::<Option<_>>()?;
        Some(self.arena.list(words))
    }

    fn lits(&self, values: &[Json]) -> &'a [Lit<'a>] {
        self.arena.list(values.iter().map(|value| lit(value, self.arena)))
    }

    fn ids(&self, nodes: &[NodeId]) -> &'a [NodeId] {
        self.arena.list(nodes.iter().copied())
    }

    fn named(&self, entries: &[(String, NodeId)]) -> &'a [(&'a str, NodeId)] {
        self.arena.list(entries.iter().map(|(key, node)| (self.arena.text(key), *node)))
    }
}

fn pattern<'a>(pattern: &model::Pattern, arena: &'a Arena) -> Pattern<'a> {
    Pattern {
        source: arena.text(&pattern.source),
        matches: arena.texts(&pattern.matches),
        rejects: arena.texts(&pattern.rejects),
        cost: pattern.cost,
    }
}
