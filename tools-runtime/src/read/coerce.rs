//! Values that break the schema and whose meaning is plain all the same: `null` for an optional
//! property, and, with lenient reading, what models mistype.
//!
//! Only what breaks the schema is touched, and a coercion is kept only where the value is then of
//! a type that the schema allows. All that is coerced is noted.

use serde_json::{Map, Value};

use super::{Note, NoteKind};
use typed_tools_core::budget::Budget;
use typed_tools_core::check::{self, Match, PatternBudget, Probe, Verdict, nodes_for};
use typed_tools_core::number::FLOAT_INTEGERS;
use typed_tools_core::pointer::push_step;
use typed_tools_core::slot::size;
use typed_tools_core::table::{Choices, NodeId, Pattern, Rule, Rules, Schema, Table, Types};
use typed_tools_core::text;
use typed_tools_core::value::Val;
use typed_tools_core::view::{self, View};

/// How much may be spent: nodes visited, values copied. Alternatives that are tried on nested
/// values multiply; what is not coerced is reported as it stands.
const STEPS: u64 = 1_000_000;

/// How deep rules may nest.
const DEPTH: u32 = 256;

/// Coerces a value as far as it can be. An object is one that breaks the schema.
pub(crate) fn coerce(definition: Table, value: &mut Value, lenient: bool, notes: &mut Vec<Note>) {
    let mut coercer = Coercer {
        schema: &definition.arguments,
        lenient,
        // A filter that is dropped deletes more.
        sentinels: lenient && !definition.settings.hints.destructive,
        notes,
        pointer: String::new(),
        steps: Budget::of(STEPS),
        patterns: Budget::of(PatternBudget::ALL),
    };
    // Known to break the schema: it need not be asked again.
    match value.is_object() {
        true => coercer.broken(0, value, DEPTH),
        false => coercer.node(0, value, DEPTH),
    }
}

struct Coercer<'a> {
    schema: &'a Schema<'static>,
    lenient: bool,
    /// Whether what stands for "no value" is read as such.
    sentinels: bool,
    notes: &'a mut Vec<Note>,
    pointer: String,
    steps: Budget,
    /// What patterns may still cost.
    patterns: Budget,
}

impl Coercer<'_> {
    fn rules(&self, id: NodeId) -> Rules<'static> {
        self.schema.rules(id)
    }

    fn accepts(&mut self, id: NodeId, value: &Value) -> bool {
        let probe = Probe::within(self.schema, &self.steps, &self.patterns);
        let verdict = probe.verdict_at(id, Val::Json(value));
        probe.charge_to(&self.steps, &self.patterns);
        verdict == Verdict::Accepted
    }

    fn node(&mut self, id: NodeId, value: &mut Value, depth: u32) {
        // Only lenient reading has a use for a text, but for the digits of an integer.
        let as_it_stands = !self.lenient && value.as_str().is_some_and(|text| wide_integer(text).is_none());
        if depth == 0 || self.steps.is_spent() || as_it_stands || self.accepts(id, value) {
            return;
        }
        self.broken(id, value, depth - 1);
    }

    /// A value that a node does not accept.
    fn broken(&mut self, id: NodeId, value: &mut Value, depth: u32) {
        if self.lenient {
            self.coerce(id, value, depth);
        } else {
            self.digits(id, value);
        }
        let rules = self.rules(id);
        // What a node says of a value's parts comes first, so that alternatives beside it (such
        // as "one of these two must be there") see the parts coerced.
        for rule in rules.iter() {
            match *rule {
                Rule::Ref(next) => self.node(next, value, depth),
                Rule::AllOf(nodes) => nodes.iter().for_each(|next| self.node(*next, value, depth)),
                Rule::Object { properties, patterns, rest } => {
                    if let Value::Object(object) = value {
                        self.object(&rules, object, properties, patterns, rest, depth);
                    }
                }
                Rule::Items { prefix, rest } => {
                    for (index, item) in value.as_array_mut().into_iter().flatten().enumerate() {
                        if let Some(next) = prefix.get(index).copied().or(rest) {
                            self.within(&index.to_string(), |coercer| coercer.node(next, item, depth));
                        }
                    }
                }
                _ => {}
            }
        }
        for rule in rules.iter() {
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
                Rule::UnevaluatedProperties { of, rest } => self.unevaluated(of, rest, value, depth),
                _ => {}
            }
        }
    }

    /// Properties that the rules beside have not evaluated.
    fn unevaluated(&mut self, of: NodeId, rest: NodeId, value: &mut Value, depth: u32) {
        let probe = Probe::within(self.schema, &self.steps, &self.patterns);
        let evaluated = probe.evaluated(of, Val::Json(value));
        let names = value.as_object().into_iter().flat_map(Map::keys);
        let left: Vec<String> = names.filter(|name| !evaluated.property(name)).cloned().collect();
        probe.charge_to(&self.steps, &self.patterns);
        for name in left {
            if let Some(value) = value.get_mut(&name) {
                self.within(&name, |coercer| coercer.node(rest, value, depth));
            }
        }
    }

    fn object(
        &mut self,
        rules: &[Rule<'static>],
        object: &mut Map<String, Value>,
        properties: &[(&'static str, NodeId)],
        patterns: &[(&'static Pattern<'static>, NodeId)],
        rest: Option<NodeId>,
        depth: u32,
    ) {
        self.steps.spend((properties.len() / 16) as u64);
        for (name, id) in properties {
            let Some(value) = object.get(*name) else { continue };
            let says_none = value.is_null() || self.sentinels && is_sentinel(value);
            if !says_none {
                continue;
            }
            let needed =
                rules.iter().any(|rule| matches!(rule, Rule::Required(names) if names.contains(name)));
            if needed || self.accepts(*id, value) {
                continue;
            }
            if value.is_null() {
                object.remove(*name);
            } else if !self.is_in_enum(*id, value) {
                self.absent(*id, name, object);
            }
        }
        for (name, value) in object {
            let budget = PatternBudget::of(self.patterns.left());
            let matches = |pattern| budget.matches(pattern, name) == Match::Yes;
            let nodes: Vec<_> = nodes_for(name, properties, patterns, rest, matches).collect();
            self.patterns.set(budget.left());
            for id in nodes {
                self.within(name, |coercer| coercer.node(id, value, depth));
            }
        }
    }

    /// Whether a text is a value of the property's enum but for its case.
    fn is_in_enum(&self, id: NodeId, value: &Value) -> bool {
        let listed = self.listed(self.schema.resolved(id));
        listed.zip(value.as_str()).is_some_and(|(choices, sent)| in_case(choices, sent).is_some())
    }

    /// Takes a property away whose value only says that there is none, or makes it the null that it spells.
    fn absent(&mut self, id: NodeId, name: &str, object: &mut Map<String, Value>) {
        let spells_null = object.get(name).is_some_and(|value| value == "null");
        let null = spells_null && self.accepts(id, &Value::Null);
        let sent = match null {
            true => object.insert(name.to_owned(), Value::Null),
            false => object.remove(name),
        };
        let kind = if null { NoteKind::TextAsNull } else { NoteKind::Absent };
        self.within(name, |coercer| coercer.note(kind, &sent.unwrap_or_default()));
    }

    /// The first alternative that the value can be coerced to fit.
    fn alternatives(&mut self, nodes: &[NodeId], value: &mut Value, depth: u32) {
        if nodes.iter().any(|id| self.accepts(*id, value)) {
            return;
        }
        for id in nodes {
            if self.hopeless(*id, value) {
                continue;
            }
            self.steps.spend(size(value));
            if self.steps.is_spent() {
                return;
            }
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

    /// Whether a property holds a text that is none of its enum's values: a branch for values of
    /// another tag, which keeps nested unions from being searched whole.
    fn hopeless(&self, id: NodeId, value: &Value) -> bool {
        let Value::Object(object) = value else { return false };
        let other = |id: NodeId, sent: &str| {
            self.rules(self.schema.resolved(id)).iter().any(|rule| match rule {
                Rule::Enum(choices) => !choices.words().any(|word| self.same(word, sent)),
                _ => false,
            })
        };
        self.rules(self.schema.resolved(id)).iter().any(|rule| match rule {
            Rule::Object { properties, .. } => properties.iter().any(|(name, id)| {
                object.get(*name).and_then(Value::as_str).is_some_and(|sent| other(*id, sent))
            }),
            _ => false,
        })
    }

    fn same(&self, known: &str, sent: &str) -> bool {
        known == sent || self.lenient && known.to_lowercase() == sent.trim().to_lowercase()
    }

    fn within(&mut self, step: &str, coerce: impl FnOnce(&mut Self)) {
        let outer = self.pointer.len();
        push_step(&mut self.pointer, step);
        coerce(self);
        self.pointer.truncate(outer);
    }

    fn note(&mut self, kind: NoteKind, sent: &Value) {
        self.notes.push(Note::new(&self.pointer, kind, text::shown(sent)));
    }

    /// Reads the digits of an integer that may not arrive exactly as a number.
    fn digits(&mut self, id: NodeId, value: &mut Value) {
        let types = check::types_of(self.schema, id);
        if types.has(Types::INTEGER)
            && !types.has(Types::NUMBER)
            && !types.has(Types::STRING)
            && let Some(number) = value.as_str().and_then(wide_integer)
        {
            self.note(NoteKind::TextAsNumber, value);
            *value = number;
        }
    }

    /// Coerces the value itself to a type that the node allows, or an enum's value in the wrong
    /// case.
    fn coerce(&mut self, id: NodeId, value: &mut Value, depth: u32) {
        let types = check::types_of(self.schema, id);
        let right = View::of(Val::Json(value)).is(types);
        if right {
            // A text where texts are allowed: it may still be none of the enum's.
            let Some(choices) = self.listed(id).filter(|_| value.is_string()) else { return };
            self.steps.spend((choices.len() / 8) as u64);
            let Value::String(sent) = &*value else { return };
            let others = Types(types.0 & !Types::STRING);
            let coerced = match in_case(choices, sent) {
                Some(known) => Some((NoteKind::EnumCase, known.into())),
                None => spelled(sent.trim(), others).filter(|(_, read)| {
                    choices.iter().any(|choice| view::equals_lit(Val::Json(read), &choice))
                }),
            };
            if let Some((kind, read)) = coerced {
                self.note(kind, value);
                *value = read;
            }
            return;
        }
        if let Value::String(sent) = &*value
            && let Some((kind, read)) = spelled(sent.trim(), types)
        {
            self.note(kind, value);
            *value = read;
            return;
        }
        if types.has(Types::ARRAY) && !value.is_null() && !is_sentinel(value) {
            // Only where it helps: else the complaint would be about an array that nobody sent.
            let noted = self.notes.len();
            self.steps.spend(size(value));
            self.note(NoteKind::ValueAsArray, value);
            let mut array = Value::Array(vec![value.clone()]);
            self.node(id, &mut array, depth);
            if self.accepts(id, &array) {
                *value = array;
            } else {
                self.notes.truncate(noted);
            }
        }
    }

    /// The values of the node's enum.
    fn listed(&self, id: NodeId) -> Option<Choices<'static>> {
        self.rules(id).iter().find_map(|rule| match rule {
            Rule::Enum(choices) => Some(*choices),
            _ => None,
        })
    }
}

/// The one enum value that differs from `sent` in case only.
fn in_case(choices: Choices<'static>, sent: &str) -> Option<&'static str> {
    let folded = sent.trim().to_lowercase();
    let mut alike = choices.words().filter(|word| word.to_lowercase() == folded);
    // Where two differ in case only, neither is plainly meant.
    alike.next().filter(|_| alike.next().is_none())
}

/// Texts by which models say that there is no value.
fn is_sentinel(value: &Value) -> bool {
    match value {
        Value::String(text) => matches!(text.trim(), "" | "null" | "None" | "undefined"),
        Value::Array(items) => matches!(items.as_slice(), [item @ Value::String(_)] if is_sentinel(item)),
        _ => false,
    }
}

/// An integer of 2^53 and more (or below its negative) that a text spells in plain digits.
fn wide_integer(text: &str) -> Option<Value> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.starts_with('0') || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match text.parse::<i64>() {
        Ok(number) => (number.unsigned_abs() >= FLOAT_INTEGERS).then(|| number.into()),
        Err(_) => text.parse::<u64>().ok().map(Value::from),
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
