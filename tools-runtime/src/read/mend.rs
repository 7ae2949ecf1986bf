//! Values that break the schema and whose meaning is plain all the same: `null` for an optional
//! property, and, with lenient reading, what models mistype.
//!
//! Only what breaks the schema is touched, and a coercion is kept only where the value is then of
//! a type that the schema allows. All that is coerced is noted.

use serde_json::{Map, Value};

use super::{Note, NoteKind, pointer_step};
use crate::check::{self, View, nodes_for, text};
use crate::table::{Lit, Node, NodeId, Pattern, Rule, Schema, Types};
use crate::value::Val;

/// How many nodes may be visited. Alternatives that are tried on nested values multiply; what is
/// not mended is reported as it stands.
const STEPS: u32 = 5_000;

/// How deep rules may nest.
const DEPTH: u32 = 256;

/// Mends a value as far as it can be.
pub(crate) fn mend(schema: &Schema, value: &mut Value, lenient: bool, notes: &mut Vec<Note>) {
    let mut mender = Mender { schema, lenient, notes, pointer: String::new(), steps: STEPS };
    mender.node(0, value, DEPTH);
}

struct Mender<'a> {
    schema: &'a Schema,
    lenient: bool,
    notes: &'a mut Vec<Note>,
    pointer: String,
    steps: u32,
}

impl Mender<'_> {
    fn rules(&self, id: NodeId) -> Node {
        self.schema.nodes.get(id as usize).copied().unwrap_or(&[])
    }

    fn accepts(&self, id: NodeId, value: &Value) -> bool {
        check::accepts_at(self.schema, id, Val::Json(value))
    }

    fn node(&mut self, id: NodeId, value: &mut Value, depth: u32) {
        let (Some(steps), Some(depth)) = (self.steps.checked_sub(1), depth.checked_sub(1)) else { return };
        self.steps = steps;
        if self.accepts(id, value) {
            return;
        }
        if self.lenient {
            self.coerce(id, value);
        }
        let rules = self.rules(id);
        // What a node says of a value's parts comes first, so that alternatives beside it (such
        // as "one of these two must be there") see the parts mended.
        for rule in rules {
            match *rule {
                Rule::Ref(next) => self.node(next, value, depth),
                Rule::AllOf(nodes) => nodes.iter().for_each(|next| self.node(*next, value, depth)),
                Rule::Object { properties, patterns, rest } => {
                    if let Value::Object(object) = value {
                        self.object(rules, object, properties, patterns, rest, depth);
                    }
                }
                Rule::Items { prefix, rest } => {
                    for (index, item) in value.as_array_mut().into_iter().flatten().enumerate() {
                        if let Some(next) = prefix.get(index).copied().or(rest) {
                            self.within(&index.to_string(), |mender| mender.node(next, item, depth));
                        }
                    }
                }
                _ => {}
            }
        }
        for rule in rules {
            match *rule {
                Rule::AnyOf(nodes) | Rule::OneOf(nodes) => self.alternatives(nodes, value, depth),
                Rule::If { condition, then, otherwise } => {
                    let next = if self.accepts(condition, value) { then } else { otherwise };
                    if let Some(next) = next {
                        self.node(next, value, depth);
                    }
                }
                Rule::DependentSchemas(dependencies) => {
                    for (name, next) in dependencies {
                        if value.get(name).is_some() {
                            self.node(*next, value, depth);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn object(
        &mut self,
        rules: Node,
        object: &mut Map<String, Value>,
        properties: &[(&'static str, NodeId)],
        patterns: &[(&'static Pattern, NodeId)],
        rest: Option<NodeId>,
        depth: u32,
    ) {
        for (name, id) in properties {
            let needed =
                rules.iter().any(|rule| matches!(rule, Rule::Required(names) if names.contains(name)));
            if !needed && object.get(*name).is_some_and(Value::is_null) && !self.accepts(*id, &Value::Null) {
                object.remove(*name);
            }
        }
        for (name, value) in object {
            for id in nodes_for(name, properties, patterns, rest) {
                self.within(name, |mender| mender.node(id, value, depth));
            }
        }
    }

    /// The first alternative that the value can be mended to fit.
    fn alternatives(&mut self, nodes: &[NodeId], value: &mut Value, depth: u32) {
        if nodes.iter().any(|id| self.accepts(*id, value)) {
            return;
        }
        for id in nodes {
            let noted = self.notes.len();
            let mut attempt = value.clone();
            self.node(*id, &mut attempt, depth);
            if self.accepts(*id, &attempt) {
                *value = attempt;
                return;
            }
            self.notes.truncate(noted);
        }
    }

    fn within(&mut self, step: &str, mend: impl FnOnce(&mut Self)) {
        let outer = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(&pointer_step(step));
        mend(self);
        self.pointer.truncate(outer);
    }

    fn note(&mut self, kind: NoteKind, sent: &Value) {
        self.notes.push(Note::new(&self.pointer, kind, text::shown(sent)));
    }

    /// Coerces the value itself to a type that the node allows, or an enum's value in the wrong
    /// case.
    fn coerce(&mut self, id: NodeId, value: &mut Value) {
        let types = check::types_of(self.schema, id);
        let right = View::of(Val::Json(value)).is(types);
        if let (Value::String(sent), true) = (&*value, right) {
            if let Some(known) = self.in_case(id, sent) {
                self.note(NoteKind::EnumCase, value);
                *value = known.into();
            }
            return;
        }
        if right {
            return;
        }
        if let Value::String(sent) = &*value
            && let Some((kind, read)) = spelled(sent.trim(), types)
        {
            self.note(kind, value);
            *value = read;
            return;
        }
        if types.has(Types::ARRAY) && !value.is_null() {
            self.note(NoteKind::ValueAsArray, value);
            *value = Value::Array(vec![value.take()]);
        }
    }

    /// The one enum value that differs from `sent` in case only.
    fn in_case(&self, id: NodeId, sent: &str) -> Option<&'static str> {
        let folded = sent.trim().to_lowercase();
        let mut known = self.rules(id).iter().filter_map(|rule| match rule {
            Rule::Enum(lits) => Some(*lits),
            _ => None,
        });
        let mut alike = known.next()?.iter().filter_map(|lit| match lit {
            Lit::Str(text) if text.to_lowercase() == folded => Some(*text),
            _ => None,
        });
        // Where two differ in case only, neither is plainly meant.
        alike.next().filter(|_| alike.next().is_none())
    }
}

/// What a text spells, of the types that are allowed.
fn spelled(text: &str, types: Types) -> Option<(NoteKind, Value)> {
    if types.has(Types::BOOLEAN) && (text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false"))
    {
        return Some((NoteKind::TextAsBoolean, text.eq_ignore_ascii_case("true").into()));
    }
    // As arguments are parsed, so that a number is kept exactly or not taken.
    let value = super::arguments::parse(text).ok()?;
    if !View::of(Val::Json(&value)).is(types) {
        return None;
    }
    match value {
        Value::Number(_) => Some((NoteKind::TextAsNumber, value)),
        Value::Array(_) | Value::Object(_) => Some((NoteKind::TextAsJson, value)),
        _ => None,
    }
}
