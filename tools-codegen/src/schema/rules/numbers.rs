//! Keywords of numbers, strings and arrays.

use crate::diag::{Code, Diagnostic};
use crate::json::{Kind, Node, Number};
use crate::keywords::KEYWORDS;
use crate::model::{Format, Rule, Types};

use super::super::draft::Draft;
use super::super::tree;
use super::compiler::Compiler;
use crate::json::num::{self, Decimal};

impl<'a> Compiler<'a, '_> {
    pub(super) fn numbers(&mut self, node: &'a Node, rules: &mut Vec<Rule>) {
        let minimum = self.number(node, "minimum");
        let maximum = self.number(node, "maximum");
        // Draft 4: a flag that makes the bound itself exclusive.
        let flag = |key| match tree::value(node, key).map(|v| &v.kind) {
            Some(Kind::Bool(flag)) => Some(*flag),
            _ => None,
        };
        let (flag_min, flag_max) = (flag("exclusiveMinimum"), flag("exclusiveMaximum"));
        rules.extend(
            minimum.map(
                |n| {
                    if flag_min == Some(true) { Rule::ExclusiveMinimum(n) } else { Rule::Minimum(n) }
                },
            ),
        );
        if flag_min.is_none() {
            rules.extend(self.number(node, "exclusiveMinimum").map(Rule::ExclusiveMinimum));
        }
        rules.extend(
            maximum.map(
                |n| {
                    if flag_max == Some(true) { Rule::ExclusiveMaximum(n) } else { Rule::Maximum(n) }
                },
            ),
        );
        if flag_max.is_none() {
            rules.extend(self.number(node, "exclusiveMaximum").map(Rule::ExclusiveMaximum));
        }
        if let Some(step) = self.number(node, "multipleOf") {
            if Decimal::new(&step) > Decimal::int(0) {
                rules.push(Rule::MultipleOf(step));
            } else if let Some(value) = tree::value(node, "multipleOf") {
                self.wrong(node, "multipleOf", value, "a number above 0");
            }
        }
    }

    pub(super) fn strings(&mut self, node: &'a Node, rules: &mut Vec<Rule>) {
        self.counts(node, Types::STRING, rules);
        if let Some(value) = tree::value(node, "pattern") {
            match tree::text(value) {
                Some(source) => rules.extend(self.pattern(source, value.span).map(Rule::Pattern)),
                None => self.wrong(node, "pattern", value, "a string"),
            }
        }
        if let Some(value) = tree::value(node, "format") {
            match tree::text(value) {
                Some(name) => rules.extend(format_of(name).map(Rule::Format)),
                None => self.wrong(node, "format", value, "a string"),
            }
        }
    }

    pub(super) fn arrays(&mut self, node: &'a Node, rules: &mut Vec<Rule>) {
        self.counts(node, Types::ARRAY, rules);
        match tree::value(node, "uniqueItems").map(|v| (&v.kind, v)) {
            Some((Kind::Bool(true), _)) => rules.push(Rule::UniqueItems),
            None | Some((Kind::Bool(false), _)) => {}
            Some((_, value)) => self.wrong(node, "uniqueItems", value, "`true` or `false`"),
        }
        let (mut prefix, mut rest) = (Vec::new(), None);
        if let Some(value) = tree::value(node, "prefixItems") {
            match &value.kind {
                Kind::Array(items) => prefix = items.iter().map(|item| self.node(item)).collect(),
                _ => self.wrong(node, "prefixItems", value, "an array of schemas"),
            }
        }
        if let Some(value) = tree::value(node, "items") {
            match &value.kind {
                // Before 2020-12 a tuple was written so, and its rest as `additionalItems`.
                Kind::Array(items) if prefix.is_empty() => {
                    prefix = items.iter().map(|item| self.node(item)).collect();
                    rest = tree::value(node, "additionalItems").map(|more| self.node(more));
                }
                _ => rest = Some(self.node(value)),
            }
        }
        if rest.is_none() {
            rest = self.plain(node, "unevaluatedItems");
        }
        if !prefix.is_empty() || rest.is_some() {
            rules.push(Rule::Items { prefix, rest });
        }
        if let Some(value) = tree::value(node, "contains") {
            let counts = self.draft >= Draft::V2019;
            let min = if counts { self.count(node, "minContains") } else { None };
            let max = if counts { self.count(node, "maxContains") } else { None };
            let node = self.node(value);
            rules.push(Rule::Contains { node, min: min.unwrap_or(1), max });
        }
    }

    /// A number that the tables can hold.
    fn number(&mut self, node: &'a Node, key: &str) -> Option<Number> {
        let value = tree::value(node, key)?;
        let Kind::Number(number) = &value.kind else {
            self.wrong(node, key, value, "a number");
            return None;
        };
        let fits = if key == "multipleOf" { num::is_exact(number) } else { num::is_bound(number) };
        if !fits {
            let message = format!("`{key}` is too wide a number to be compared exactly");
            self.error(Diagnostic::new(Code::NumberRange, value.span, message).help(
                "integers go from -9223372036854775808 to 18446744073709551615, bounds to 1.7976931348623157e308",
            ));
            return None;
        }
        Some(number.clone())
    }

    /// The counts of what values of a type have.
    pub(super) fn counts(&mut self, node: &'a Node, of: Types, rules: &mut Vec<Rule>) {
        for keyword in KEYWORDS.iter().filter(|keyword| keyword.of == of) {
            let Some(rule) = keyword.count else { continue };
            let says_nothing = |count: u64| count == 0 && keyword.bound.is_some_and(|bound| bound.lower);
            rules.extend(self.count(node, keyword.name).filter(|count| !says_nothing(*count)).map(rule));
        }
    }

    /// A whole number from 0 on.
    pub(super) fn count(&mut self, node: &'a Node, key: &str) -> Option<u64> {
        let value = tree::value(node, key)?;
        let count = match &value.kind {
            Kind::Number(number) => Decimal::new(number).to_i128(),
            _ => None,
        };
        let count = count.and_then(|n| u64::try_from(n).ok());
        if count.is_none() {
            self.wrong(node, key, value, "a whole number from 0 on");
        }
        count
    }
}

/// The formats that are asserted.
fn format_of(name: &str) -> Option<Format> {
    Some(match name {
        "date" => Format::Date,
        "time" => Format::Time,
        "date-time" => Format::DateTime,
        "email" => Format::Email,
        "uri" => Format::Uri,
        "uuid" => Format::Uuid,
        "ipv4" => Format::Ipv4,
        "ipv6" => Format::Ipv6,
        "hostname" => Format::Hostname,
        _ => return None,
    })
}
