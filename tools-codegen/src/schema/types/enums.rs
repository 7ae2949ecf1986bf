//! Enums: `enum`, `const`, and unions of nothing else.

use crate::json::{Json, Node, Number};
use crate::model::{Enum, NodeId, Rule, Type, TypeDef, Types, Variant};
use crate::names::Case;

use super::super::graph::At;
use super::super::value;
use super::{Hint, Planner};

/// More variants than this are a `Value`, or a `String`: an enum of them is no help to anyone.
const MOST_VARIANTS: usize = 2_000;

impl Planner<'_, '_, '_> {
    /// The type of rules that list their values; `None` where they do not.
    pub(super) fn enumeration(
        &mut self,
        flat: &[At],
        some: Types,
        owner: Option<NodeId>,
        kinds: Types,
        hint: &Hint,
    ) -> Option<Type> {
        let mut members = self.members(flat, 0)?;
        members.retain(|(member, _)| some.has(value::kind(member)));
        let source = flat.iter().find(|at| matches!(self.graph.rule(**at), Some(Rule::Enum(_))));
        let source = source.and_then(|(node, _)| self.graph.info(*node).source);
        Some(self.enumerated(members, source, owner, kinds, hint))
    }

    /// The type of what one of several schemas lists; `None` where one of them lists nothing.
    pub(super) fn listed(&mut self, nodes: &[NodeId], hint: &Hint) -> Option<Type> {
        let mut all = Vec::new();
        for node in nodes {
            all.extend(self.members(&self.graph.flat(*node), 0)?);
        }
        let mut seen = crate::map::SortedSet::new();
        all.retain(|(member, _)| seen.insert(member.key()));
        if all.iter().any(|(member, _)| matches!(member, Json::Null)) {
            return None;
        }
        let kinds = all.iter().map(|(member, _)| value::kind(member)).reduce(Types::union)?;
        Some(self.enumerated(all, None, None, kinds, hint))
    }

    /// Whether a schema lists its values.
    pub(super) fn lists(&self, node: NodeId) -> bool {
        self.members(&self.graph.flat(node), 0).is_some()
    }

    fn enumerated(
        &mut self,
        members: Vec<(Json, String)>,
        source: Option<&Node>,
        owner: Option<NodeId>,
        kinds: Types,
        hint: &Hint,
    ) -> Type {
        let strings = members.iter().all(|(m, _)| matches!(m, Json::String(_)));
        if members.iter().any(|(m, _)| matches!(m, Json::Array(_) | Json::Object(_))) {
            return Type::Value;
        }
        if members.is_empty() || members.len() > MOST_VARIANTS {
            return if strings && !members.is_empty() { Type::String } else { Type::Value };
        }
        let bools = members.iter().filter(|(m, _)| matches!(m, Json::Bool(_))).count();
        if bools == 2 && members.len() == 2 {
            return Type::Bool;
        }
        let index = self.reserve(owner, kinds, hint);
        let mut wires: Vec<String> = members.iter().map(|(member, _)| wire_text(member)).collect();
        let strings: crate::map::SortedSet<&str> = members.iter().filter_map(|(m, _)| text(m)).collect();
        for ((member, _), wire) in members.iter().zip(&mut wires) {
            // `1` beside `"1"`: one name, but a hash of its own. The mark is silent in names.
            if text(member).is_none() && strings.contains(wire.as_str()) {
                wire.insert(0, '\u{200b}');
            }
        }
        let wires: Vec<&str> = wires.iter().map(String::as_str).collect();
        let names = self.allocate(source, "enum", &wires, Case::Camel);
        let variants =
            members.into_iter().zip(names).map(|((wire, doc), rust)| Variant { rust, wire, doc }).collect();
        let doc = owner.map(|node| self.doc(node)).unwrap_or_default();
        self.define(index, TypeDef::Enum(Enum { name: String::new(), doc, variants }))
    }

    /// The values that rules list, with their docs: all that are in every `enum`, or in the
    /// branches of a union of nothing but enums.
    fn members(&self, flat: &[At], depth: u32) -> Option<Vec<(Json, String)>> {
        let mut members: Option<Vec<(Json, String)>> = None;
        for at in flat {
            let these: Vec<(Json, String)> = match self.graph.rule(*at) {
                Some(Rule::Enum(values)) => values.iter().map(|v| (v.clone(), String::new())).collect(),
                Some(Rule::AnyOf(nodes) | Rule::OneOf(nodes)) if depth < 4 => {
                    let mut all: Vec<(Json, String)> = Vec::new();
                    let mut listed = true;
                    for node in nodes {
                        let null = self.graph.kinds(*node) == Types::NULL;
                        match self.members(&self.graph.flat(*node), depth + 1) {
                            _ if null => {}
                            Some(branch) => {
                                // A branch of one value: what it says is said of that value.
                                let doc = if branch.len() == 1 { self.doc(*node) } else { String::new() };
                                all.extend(
                                    branch
                                        .into_iter()
                                        .map(|(v, d)| (v, if d.is_empty() { doc.clone() } else { d })),
                                );
                            }
                            None => listed = false,
                        }
                    }
                    if !listed || all.is_empty() || all.len() > MOST_VARIANTS {
                        continue;
                    }
                    let mut seen = crate::map::SortedSet::new();
                    all.retain(|(v, _)| seen.insert(v.key()));
                    all
                }
                _ => continue,
            };
            members = Some(match members {
                None => these,
                Some(before) => {
                    let keys: crate::map::SortedSet<String> = these.iter().map(|(v, _)| v.key()).collect();
                    before.into_iter().filter(|(v, _)| keys.contains(&v.key())).collect()
                }
            });
        }
        members
    }
}

/// The text of a string.
pub(super) fn text(value: &Json) -> Option<&str> {
    match value {
        Json::String(text) => Some(text),
        _ => None,
    }
}

/// What a variant's name is made of.
fn wire_text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Number(Number(digits)) => {
            let (sign, digits) = digits.strip_prefix('-').map_or(("", digits.as_str()), |rest| ("-", rest));
            format!("{sign}{}", digits.replace('.', " point ").replace(['+'], ""))
        }
        Json::Bool(value) => value.to_string(),
        other => other.to_text(),
    }
}
