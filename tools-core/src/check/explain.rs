//! All that is wrong with a value that a schema does not accept.

mod alternatives;
mod parts;

use crate::nearest::nearest;
use serde_json::Value;

use super::describe::{self, Limit};
use super::pattern::Match;
use super::probe::{Probe, Verdict};
use super::violation::Violation;
use crate::number::FLOAT_INTEGERS;
use crate::pointer::push_step;
use crate::table::{NodeId, Pattern, Rule, Schema, Types};
use crate::text;
use crate::value::Val;
use crate::view::{self, Items, View};

/// So many violations are kept; a model fixes its call long before it has read as many.
const KEPT: usize = 100;

/// How deep schemas are followed for what is wrong; a model nests a few levels. It takes the
/// thread's stack, beside what a check takes.
const DEEPEST: u32 = 48;

/// A pattern is run on a text that breaks `maxLength` too where that costs no more than this:
/// under a millisecond.
const CHEAP: u64 = 50_000;

/// All violations of one value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violations {
    /// In the order of the schema; the first hundred.
    pub kept: Vec<Violation>,
    /// How many more values break rules beyond those, at least.
    pub more: usize,
}

impl Violations {
    /// A single one.
    #[must_use]
    pub fn one(violation: Violation) -> Self {
        Self { kept: vec![violation], more: 0 }
    }
}

/// Explains why `value` is not accepted. Empty where it is.
pub fn explain(schema: &Schema<'_>, value: &Value) -> Violations {
    explained(schema, Probe::remembering(schema), value)
}

/// [`explain`] where a float from 2^53 on is no integer: a number that has passed through a provider whose numbers are
/// floats may be another one than the model meant.
pub fn explain_digits(schema: &Schema<'_>, value: &Value) -> Violations {
    explained(schema, Probe::remembering(schema).of_digits(), value)
}

fn explained<'s>(schema: &'s Schema<'s>, probe: Probe<'s>, value: &Value) -> Violations {
    let mut walk = Walk {
        schema,
        probe,
        found: Violations::default(),
        pointer: String::new(),
        depth: 0,
        told_unchecked: false,
    };
    match walk.probe.verdict(Val::Json(value)) {
        Verdict::TooDeep => walk.add("type", value, "a value that is nested less deeply".to_owned(), None),
        Verdict::TooLong => {}
        Verdict::Accepted | Verdict::Rejected => walk.node(0, value),
    }
    if walk.probe.exhausted() && walk.found.kept.is_empty() {
        let allowed = "arguments that are checked in fewer steps: send less at once".to_owned();
        walk.add("type", value, allowed, None);
    }
    // One in a branch, or a key: it may be that nothing else is wrong.
    if let Some((pattern, which)) = walk.probe.unchecked().filter(|_| !walk.told_unchecked) {
        walk.unchecked(pattern, which, value, "shorter texts, ");
    }
    walk.found
}

struct Walk<'s> {
    schema: &'s Schema<'s>,
    /// Remembers verdicts, so that no part of the value is judged twice by the same node and the
    /// walk goes down failing paths only.
    probe: Probe<'s>,
    found: Violations,
    pointer: String,
    /// How many nodes lead to the value.
    depth: u32,
    /// Whether a violation says that a text is too long to be checked.
    told_unchecked: bool,
}

impl<'s> Walk<'s> {
    fn add(&mut self, rule: &'static str, sent: &Value, allowed: String, nearest: Option<String>) {
        self.push(Violation {
            pointer: self.pointer.clone(),
            rule,
            sent: text::shown(sent),
            allowed,
            nearest,
        });
    }

    fn push(&mut self, violation: Violation) {
        // The branches of an `allOf` often say the same.
        if self.found.kept.contains(&violation) {
            return;
        }
        if self.found.kept.len() < KEPT {
            self.found.kept.push(violation);
        } else {
            self.found.more += 1;
        }
    }

    /// Whether no further violation is kept; then one is counted. What is not kept is not worked
    /// out either: a model can break as many rules as its arguments have bytes.
    fn full(&mut self) -> bool {
        let full = self.found.kept.len() == KEPT;
        self.found.more += usize::from(full);
        full
    }

    fn within(&mut self, step: &str, walk: impl FnOnce(&mut Self)) {
        let outer = self.pointer.len();
        push_step(&mut self.pointer, step);
        walk(self);
        self.pointer.truncate(outer);
    }

    fn node(&mut self, id: NodeId, value: &Value) {
        if self.probe.node(id, Val::Json(value)) {
            return;
        }
        // What is not known to be wrong is not said to be.
        if self.probe.exhausted() || self.full() {
            return;
        }
        if self.depth == DEEPEST {
            self.add("type", value, "a value of another shape, or nested less deeply".to_owned(), None);
            return;
        }
        self.depth += 1;
        self.broken(id, value);
        self.depth -= 1;
    }

    /// A value that a node does not accept.
    fn broken(&mut self, id: NodeId, value: &Value) {
        let rules = self.probe.rules(id);
        let view = View::of(Val::Json(value));
        // A value of the wrong type breaks an enum too; one of the two says it all.
        let listed = rules
            .iter()
            .any(|rule| matches!(rule, Rule::Enum(_)) && !self.probe.rule(rule, Val::Json(value), view));
        for rule in rules.iter() {
            let too_long = matches!((rule, view), (Rule::Pattern(pattern), View::String(text))
                if pattern.price(text) > CHEAP && self.breaks_max_length(&rules, value, view));
            let said = too_long || listed && matches!(rule, Rule::Type(_));
            if said || self.probe.rule(rule, Val::Json(value), view) {
                continue;
            }
            // The "no" may have been for want of steps.
            if self.probe.exhausted() {
                return;
            }
            self.rule(id, rule, value);
        }
    }

    fn rule(&mut self, id: NodeId, rule: &Rule<'s>, value: &Value) {
        match *rule {
            Rule::Never => self.add("false schema", value, "no value here".to_owned(), None),
            Rule::Type(types) if View::of(Val::Json(value)).is(types) => {
                let allowed = format!(
                    "all digits of the integer as text, in double quotes: sent as a number, an integer of \
                     {FLOAT_INTEGERS} or more may have been rounded on its way"
                );
                self.add("type", value, allowed, None);
            }
            Rule::Type(types) => self.add("type", value, describe::kinds(types), None),
            Rule::Enum(choices) => {
                let near = value.as_str().and_then(|sent| nearest(sent, choices.words())).map(text::quoted);
                let keyword = if choices.len() == 1 { "const" } else { "enum" };
                self.add(keyword, value, describe::one_of(choices), near);
            }
            Rule::Pattern(pattern) => {
                let text = value.as_str().unwrap_or_default();
                match self.probe.patterns().matches(pattern, text) {
                    which @ (Match::TooLong | Match::Spent) => {
                        self.unchecked(pattern, which, value, "a shorter string, ");
                    }
                    Match::Yes | Match::No => self.limit(rule, value),
                }
            }
            Rule::Minimum(_)
            | Rule::Maximum(_)
            | Rule::ExclusiveMinimum(_)
            | Rule::ExclusiveMaximum(_)
            | Rule::MultipleOf(_)
            | Rule::MinLength(_)
            | Rule::MaxLength(_)
            | Rule::Format(_)
            | Rule::MinItems(_)
            | Rule::MaxItems(_)
            | Rule::MinProperties(_)
            | Rule::MaxProperties(_) => self.limit(rule, value),
            Rule::UniqueItems => self.unique(value),
            Rule::Items { prefix, rest } => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    if let Some(node) = prefix.get(index).copied().or(rest) {
                        self.within(&index.to_string(), |walk| walk.node(node, item));
                    }
                }
            }
            Rule::Contains { node, min, max } => {
                let what = describe::node(self.schema, node);
                let count = match max {
                    Some(max) if max < min || min == 0 => format!("at most {max}"),
                    Some(max) => format!("{min} to {max}"),
                    None => format!("at least {min}"),
                };
                let elements = if count.ends_with(" 1") { "element that is" } else { "elements that are" };
                self.add("contains", value, format!("an array with {count} {elements}: {what}"), None);
            }
            Rule::Required(names) => {
                if let Value::Object(object) = value {
                    for name in names.iter().filter(|name| !object.contains_key(**name)) {
                        if !self.full() {
                            self.missing("required", id, name, object, "");
                        }
                    }
                }
            }
            Rule::DependentRequired(dependencies) => {
                if let Value::Object(object) = value {
                    for (cause, names) in dependencies.iter().filter(|(cause, _)| object.contains_key(*cause))
                    {
                        for name in names.iter().filter(|name| !object.contains_key(**name)) {
                            if !self.full() {
                                let because = format!(", because {} is there", text::quoted(cause));
                                self.missing("dependentRequired", id, name, object, &because);
                            }
                        }
                    }
                }
            }
            Rule::Object { properties, patterns, rest } => {
                if let Value::Object(object) = value {
                    self.named_and_other(object, properties, patterns, rest);
                }
            }
            Rule::PropertyNames(node) => {
                let what = describe::node(self.schema, node);
                let limit = what.strip_prefix("a value, ").or_else(|| what.strip_prefix("a string, "));
                let allowed = match limit {
                    Some(limit) => format!("a property name {limit}"),
                    None => format!("a property name that is {what}"),
                };
                for (name, _) in value.as_object().into_iter().flatten() {
                    if !self.probe.node(node, Val::Str(name)) && !self.probe.exhausted() && !self.full() {
                        let sent = name.as_str().into();
                        self.within(name, |walk| walk.add("propertyNames", &sent, allowed.clone(), None));
                    }
                }
            }
            Rule::DependentSchemas(dependencies) => {
                for (name, node) in dependencies {
                    if value.get(name).is_some() {
                        self.node(*node, value);
                    }
                }
            }
            Rule::UnevaluatedProperties { of, rest } => {
                if let Value::Object(object) = value {
                    self.unevaluated_properties(value, object, of, rest);
                }
            }
            Rule::UnevaluatedItems { of, rest } => {
                if let Value::Array(items) = value {
                    self.unevaluated_items(value, items, of, rest);
                }
            }
            Rule::Ref(node) => self.node(node, value),
            Rule::AllOf(nodes) => nodes.iter().for_each(|node| self.node(*node, value)),
            Rule::AnyOf(nodes) => self.alternatives("anyOf", nodes, value),
            Rule::OneOf(nodes) => {
                let matching =
                    nodes.iter().enumerate().filter(|(_, node)| self.probe.node(**node, Val::Json(value)));
                let matching: Vec<String> = matching.map(|(index, _)| (index + 1).to_string()).collect();
                if matching.is_empty() {
                    self.alternatives("oneOf", nodes, value);
                } else {
                    let all =
                        text::joined(nodes.iter().map(|node| describe::node(self.schema, *node)), "; or ");
                    let which = text::joined(matching, " and ");
                    let allowed =
                        format!("a value that fits exactly one of these, not number {which} at once: {all}");
                    self.add("oneOf", value, allowed, None);
                }
            }
            Rule::Not(node) => {
                let allowed = format!("anything but {}", self.denied(node));
                self.add("not", value, allowed, None);
            }
            Rule::If { condition, then, otherwise } => {
                let next = if self.probe.node(condition, Val::Json(value)) { then } else { otherwise };
                if let Some(node) = next {
                    self.node(node, value);
                }
            }
        }
    }

    fn breaks_max_length(&self, rules: &[Rule<'s>], value: &Value, view: View<'_>) -> bool {
        rules
            .iter()
            .any(|rule| matches!(rule, Rule::MaxLength(_)) && !self.probe.rule(rule, Val::Json(value), view))
    }

    /// A text that is refused because nobody knows whether it matches.
    fn unchecked(&mut self, pattern: &Pattern<'_>, which: Match, value: &Value, noun: &str) {
        self.told_unchecked = true;
        let source = text::cut(pattern.source, 120);
        let allowed = match which {
            Match::Spent => format!(
                "{noun}as those of this call together are too long to be checked against the pattern {source}; \
                 send less at once"
            ),
            _ => format!(
                "{noun}as this is too long to be checked against the pattern {source}; \
                 send at most {} characters",
                pattern.longest()
            ),
        };
        self.add("pattern", value, allowed, None);
        if let (Some(last), Value::String(text)) = (self.found.kept.last_mut(), value)
            && last.pointer == self.pointer
        {
            last.sent.push_str(&format!(" ({} characters)", text.chars().count()));
        }
    }

    /// A value outside the limit that a rule sets.
    fn limit(&mut self, rule: &Rule<'s>, value: &Value) {
        let Some(Limit { keyword, noun, words }) = describe::limit(rule) else { return };
        self.add(keyword, value, format!("{noun}{words}"), None);
        if let (Some(last), Value::String(text), Rule::MinLength(_) | Rule::MaxLength(_)) =
            (self.found.kept.last_mut(), value, rule)
            && last.pointer == self.pointer
            && !last.sent.ends_with("characters)")
        {
            last.sent.push_str(&format!(" ({} characters)", text.chars().count()));
        }
        if let (Some(last), Value::Array(items), Rule::MinItems(_) | Rule::MaxItems(_)) =
            (self.found.kept.last_mut(), value, rule)
            && last.pointer == self.pointer
            && !items.is_empty()
        {
            last.sent = format!("{} ({} elements)", last.sent, items.len());
        }
    }

    fn unique(&mut self, value: &Value) {
        let Some(items) = value.as_array() else { return };
        if let Some((first, second)) = view::repeated(Items::Json(items)) {
            let allowed = format!("no element twice; this is the same as element {first}");
            self.within(&second.to_string(), |walk| walk.add("uniqueItems", &items[second], allowed, None));
        }
    }

    /// What a `not` forbids, in words.
    fn denied(&self, node: NodeId) -> String {
        match *self.probe.rules(node) {
            [] => "any value: none is allowed here".to_owned(),
            [Rule::Type(types)] if types.0 == Types::NULL => "null".to_owned(),
            _ => describe::node(self.schema, node),
        }
    }
}
