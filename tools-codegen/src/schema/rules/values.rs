//! `type`, `enum`, `const`, and the keywords that combine schemas.

use crate::map::SortedSet;

use crate::definition::short;
use crate::diag::{Code, Diagnostic, Span};
use crate::json::{Json, Kind, Node, Number, num};
use crate::model::{NodeId, Rule, Types};

use super::super::{tree, value};
use super::compiler::Compiler;
use super::type_names::{meant_type, type_of};

impl<'a> Compiler<'a, '_> {
    pub(super) fn types_and_values(&mut self, node: &'a Node, rules: &mut Vec<Rule>) {
        let types = self.types(node);
        rules.extend(types.map(Rule::Type));
        if let Some(listed) = tree::value(node, "enum") {
            match &listed.kind {
                Kind::Array(members) => {
                    let nullable = self.nullable(node);
                    let left = self.members(listed.span, members, types, nullable);
                    rules.push(if left.is_empty() { Rule::Never } else { Rule::Enum(left) });
                }
                _ => self.wrong(node, "enum", listed, "an array of values"),
            }
        }
        if let Some(constant) = tree::value(node, "const") {
            self.wide_numbers("const", constant);
            rules.push(Rule::Enum(vec![constant.to_json()]));
        }
    }

    /// The members of an `enum` that its schema's `type` allows, each once.
    fn members(
        &mut self,
        span: Span,
        members: &'a [Node],
        types: Option<Types>,
        nullable: bool,
    ) -> Vec<Json> {
        if let Some(left) = self.repaired.enums.get(&span.start) {
            return left.clone();
        }
        if let [only] = members {
            self.several_in_one(only);
        }
        let mut left: Vec<Json> = Vec::new();
        let mut seen = SortedSet::new();
        for member in members {
            self.wide_numbers("enum", member);
            let json = member.to_json();
            let kind = value::kind(&json);
            if types.is_some_and(|t| !t.has(kind)) && !(nullable && json == Json::Null) {
                let message = "`type` excludes this member of `enum`: it can never be sent";
                self.sink.push(
                    Diagnostic::new(Code::EnumExcluded, member.span, message)
                        .help("it is left out; correct `type`, or the member"),
                );
            } else if !seen.insert(json.key()) {
                let message = "this value stands in `enum` twice";
                self.sink
                    .push(Diagnostic::new(Code::EnumDuplicate, member.span, message).help("it counts once"));
            } else {
                left.push(json);
            }
        }
        if left.len() != members.len() {
            self.repaired.enums.insert(span.start, left.clone());
        }
        left
    }

    /// `["water, power, other"]`: the model would have to say all of it.
    fn several_in_one(&mut self, only: &Node) {
        let Some(text) = only.as_str() else { return };
        let parts: Vec<&str> = text.split(',').map(str::trim).collect();
        if parts.len() < 2 || parts.iter().any(|part| part.is_empty() || part.contains(['"', '\\'])) {
            return;
        }
        let shown: Vec<_> = parts.iter().take(4).map(|part| format!("\"{}\"", short(part))).collect();
        let more = if parts.len() > 4 { ", .." } else { "" };
        let message = format!("this `enum` has one value, which lists {}", parts.len());
        let help = format!("each value stands in quotes of its own: [{}{more}]", shown.join(", "));
        self.sink.push(Diagnostic::new(Code::EnumOfOne, only.span, message).help(help));
    }

    fn wide_numbers(&mut self, key: &str, node: &Node) {
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            match &node.kind {
                Kind::Number(number) if !num::is_exact(number) => self.wide(key, node.span, number),
                Kind::Array(items) => open.extend(items),
                Kind::Object(entries) => open.extend(entries.iter().map(|e| &e.value)),
                _ => {}
            }
        }
    }

    fn wide(&mut self, key: &str, span: Span, number: &Number) {
        let shown: String = number.0.chars().take(40).collect();
        let message = format!("`{key}` holds {shown}, which is too wide a number to be compared exactly");
        self.error(Diagnostic::new(Code::NumberRange, span, message));
    }

    /// `type`: one name or several.
    pub(super) fn types(&mut self, node: &'a Node) -> Option<Types> {
        let value = tree::value(node, "type")?;
        let names: Vec<&Node> = match &value.kind {
            Kind::String(_) => vec![value],
            Kind::Array(names) if !names.is_empty() => names.iter().collect(),
            _ => {
                self.wrong(node, "type", value, "a type or an array of types");
                return None;
            }
        };
        let mut types = Types(0);
        for name in names {
            let known = tree::text(name).and_then(type_of);
            match known {
                Some(known) => types = types.union(known),
                None => {
                    let said = tree::text(name).unwrap_or("this");
                    let shown: String = said.chars().take(40).collect();
                    let word = meant_type(said);
                    let help = word.map_or_else(
                        || "the types are string, number, integer, boolean, array, object and null".into(),
                        |meant| format!("did you mean \"{meant}\"?"),
                    );
                    let message = format!("`{shown}` is no type of JSON Schema");
                    if self.known_type_errors.insert(name.span.start) {
                        self.error(
                            Diagnostic::new(Code::UnknownType, name.span, message).help(help).meant_if(word),
                        );
                    }
                    types = Types::ALL;
                }
            }
        }
        Some(types)
    }

    pub(super) fn applicators(&mut self, node: &'a Node, rules: &mut Vec<Rule>) {
        for (key, make) in [
            ("allOf", Rule::AllOf as fn(Vec<NodeId>) -> Rule),
            ("anyOf", Rule::AnyOf),
            ("oneOf", Rule::OneOf),
        ] {
            let Some(value) = tree::value(node, key) else { continue };
            match &value.kind {
                Kind::Array(parts) if !parts.is_empty() => {
                    let parts = parts.iter().map(|part| self.node(part)).collect();
                    rules.push(make(parts));
                }
                _ => self.wrong(node, key, value, "an array with at least one schema"),
            }
        }
        if let Some(value) = tree::value(node, "not") {
            // As zod writes what cannot be there.
            let anything = value.as_bool() == Some(true) || value.as_object().is_some_and(<[_]>::is_empty);
            rules.push(if anything { Rule::Never } else { Rule::Not(self.node(value)) });
        }
        if let Some(condition) = tree::value(node, "if") {
            let (then, otherwise) = (tree::value(node, "then"), tree::value(node, "else"));
            // Alone it still evaluates properties and elements.
            if then.is_some() || otherwise.is_some() || self.evaluates() {
                let condition = self.node(condition);
                let then = then.map(|n| self.node(n));
                let otherwise = otherwise.map(|n| self.node(n));
                rules.push(Rule::If { condition, then, otherwise });
            }
        }
    }
}
