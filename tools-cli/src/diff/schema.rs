//! What a change of a schema means to those who send arguments.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use typed_tools_codegen::tree::{Holds, KEYWORDS, Keyword};

use super::change::Level;

/// What differs: where, what, how bad, and why.
pub(super) struct Difference {
    pub(super) level: Level,
    pub(super) what: String,
    pub(super) why: &'static str,
}

const STRICTER: &str = "a call that was right is refused";
const LOOSER: &str = "every call that was right still is";
const WORDS: &str = "a model may choose otherwise";
const UNCLEAR: &str = "whether calls that were right still are has to be judged";

/// Compares two schemas of the arguments of one tool.
pub(super) fn compare(old: &Value, new: &Value) -> Vec<Difference> {
    let mut comparison = Comparison { old, new, found: Vec::new(), open: BTreeSet::new() };
    comparison.schema("", old, new);
    comparison.found
}

struct Comparison<'v> {
    old: &'v Value,
    new: &'v Value,
    found: Vec<Difference>,
    /// The references that are followed now: a schema may hold itself.
    open: BTreeSet<(String, String)>,
}

/// What is compared by code of its own.
const COMPARED: &[&str] =
    &["type", "enum", "const", "items", "properties", "required", "additionalProperties"];

/// The other keywords that decide whether a value is valid.
fn others() -> impl Iterator<Item = &'static Keyword> {
    KEYWORDS.iter().filter(|keyword| keyword.validates() && !COMPARED.contains(&keyword.name))
}

/// Whether it is unclear from a keyword's change alone which values are allowed now.
fn is_branch(keyword: &Keyword) -> bool {
    matches!(keyword.holds, Holds::Schemas | Holds::Named) || matches!(keyword.name, "if" | "then" | "else")
}

impl Comparison<'_> {
    fn say(&mut self, level: Level, place: &str, what: impl AsRef<str>, why: &'static str) {
        let place = if place.is_empty() { "the arguments".to_owned() } else { format!("`{place}`") };
        self.found.push(Difference { level, what: format!("{place}: {}", what.as_ref()), why });
    }

    fn schema(&mut self, place: &str, old: &Value, new: &Value) {
        let link = |value: &Value| value.get("$ref").and_then(Value::as_str).unwrap_or_default().to_owned();
        let links = (link(old), link(new));
        let follows = !links.0.is_empty() || !links.1.is_empty();
        if follows && !self.open.insert(links.clone()) {
            return;
        }
        let (resolved_old, resolved_new) = (resolved(self.old, old), resolved(self.new, new));
        match (resolved_old.as_object(), resolved_new.as_object()) {
            (Some(old), Some(new)) => self.objects(place, old, new),
            _ if resolved_old == resolved_new => {}
            _ => self.say(Level::Risky, place, "its schema is another", UNCLEAR),
        }
        if follows {
            self.open.remove(&links);
        }
    }

    fn objects(&mut self, place: &str, old: &Map<String, Value>, new: &Map<String, Value>) {
        self.types(place, old, new);
        self.values(place, old, new);
        self.bounds(place, old, new);
        self.properties(place, old, new);
        match (old.get("items"), new.get("items")) {
            (Some(old), Some(new)) => self.schema(&format!("{place}[]"), old, new),
            (None, Some(_)) => self.say(Level::Breaking, place, "its elements have a schema now", STRICTER),
            (Some(_), None) => self.say(Level::Safe, place, "its elements have no schema any more", LOOSER),
            (None, None) => {}
        }
        for key in others().filter(|keyword| is_branch(keyword)).map(|keyword| keyword.name) {
            if old.get(key) != new.get(key) {
                self.say(Level::Risky, place, format!("{key} has changed"), UNCLEAR);
            }
        }
        if old.get("description") != new.get("description") && !place.is_empty() {
            self.say(Level::Risky, place, "another description", WORDS);
        }
        if old.get("default") != new.get("default") {
            let shown = |value: Option<&Value>| value.map_or("none".to_owned(), Value::to_string);
            let what = format!(
                "the default was {}, and is {}",
                shown(old.get("default")),
                shown(new.get("default"))
            );
            self.say(Level::Risky, place, what, "the same call sends something else");
        }
    }

    fn types(&mut self, place: &str, old: &Map<String, Value>, new: &Map<String, Value>) {
        let (before, after) = (types(old), types(new));
        if before == after {
            return;
        }
        let list = |types: &BTreeSet<String>| match types.len() {
            0 => "anything".to_owned(),
            _ => types.iter().map(String::as_str).collect::<Vec<_>>().join(" or "),
        };
        let what = format!("it was {}, and is {}", list(&before), list(&after));
        let wider = |narrow: &BTreeSet<String>, wide: &BTreeSet<String>| {
            let takes = |ty: &String| wide.contains(ty) || (ty == "integer" && wide.contains("number"));
            wide.is_empty() || (!narrow.is_empty() && narrow.iter().all(takes))
        };
        match wider(&before, &after) {
            true => self.say(Level::Safe, place, what, LOOSER),
            false => self.say(Level::Breaking, place, what, STRICTER),
        }
    }

    fn values(&mut self, place: &str, old: &Map<String, Value>, new: &Map<String, Value>) {
        let values = |schema: &Map<String, Value>| -> Option<Vec<Value>> {
            let constant = schema.get("const").map(|value| vec![value.clone()]);
            constant.or_else(|| schema.get("enum").and_then(Value::as_array).cloned())
        };
        match (values(old), values(new)) {
            (Some(old), Some(new)) => {
                for value in old.iter().filter(|value| !new.contains(value)) {
                    self.say(Level::Breaking, place, format!("{value} is no value any more"), STRICTER);
                }
                for value in new.iter().filter(|value| !old.contains(value)) {
                    self.say(Level::Safe, place, format!("{value} is a new value"), LOOSER);
                }
            }
            (None, Some(_)) => self.say(Level::Breaking, place, "it takes listed values alone", STRICTER),
            (Some(_), None) => self.say(Level::Safe, place, "it takes any value", LOOSER),
            (None, None) => {}
        }
    }

    fn bounds(&mut self, place: &str, old: &Map<String, Value>, new: &Map<String, Value>) {
        let number = |schema: &Map<String, Value>, key: &str| schema.get(key).and_then(Value::as_f64);
        for keyword in others().filter(|keyword| !is_branch(keyword)) {
            let key = keyword.name;
            if let Some(bound) = keyword.bound {
                let direction = if bound.lower { 1.0 } else { -1.0 };
                let what = |number: Option<f64>| match number {
                    Some(number) => format!("{key} is {number}"),
                    None => format!("there is no {key} any more"),
                };
                match (number(old, key), number(new, key)) {
                    (before, after) if before == after => {}
                    (Some(before), Some(after)) if (after - before) * direction < 0.0 => {
                        self.say(Level::Safe, place, what(Some(after)), LOOSER);
                    }
                    (Some(_), None) => self.say(Level::Safe, place, what(None), LOOSER),
                    (_, after) => self.say(Level::Breaking, place, what(after), STRICTER),
                }
                continue;
            }
            match (old.get(key), new.get(key)) {
                (before, after) if before == after => {}
                (Some(_), None) => {
                    self.say(Level::Safe, place, format!("there is no {key} any more"), LOOSER)
                }
                (_, after) => {
                    let what = format!("{key} is {}", after.map(Value::to_string).unwrap_or_default());
                    self.say(Level::Breaking, place, what, STRICTER);
                }
            }
        }
    }

    fn properties(&mut self, place: &str, old: &Map<String, Value>, new: &Map<String, Value>) {
        let none = Map::new();
        let properties = |schema: &'_ Map<String, Value>| {
            schema.get("properties").and_then(Value::as_object).unwrap_or(&none).clone()
        };
        let (before, after) = (properties(old), properties(new));
        let (needed_before, needed) = (required(old), required(new));
        let inside = |name: &str| if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") };
        for (name, schema) in &before {
            match after.get(name) {
                None => {
                    let why = "it is left out of calls that send it, or they are refused";
                    self.say(Level::Breaking, &inside(name), "the argument is gone", why);
                }
                Some(new_schema) => {
                    match (needed_before.contains(name), needed.contains(name)) {
                        (false, true) => self.say(Level::Breaking, &inside(name), "it is required", STRICTER),
                        (true, false) => {
                            self.say(Level::Safe, &inside(name), "it is no longer required", LOOSER)
                        }
                        _ => {}
                    }
                    self.schema(&inside(name), schema, new_schema);
                }
            }
        }
        for name in after.keys().filter(|name| !before.contains_key(*name)) {
            match needed.contains(name) {
                true => {
                    self.say(Level::Breaking, &inside(name), "a new argument, which is required", STRICTER)
                }
                false => self.say(Level::Safe, &inside(name), "a new argument", LOOSER),
            }
        }
        let further = |schema: &Map<String, Value>| schema.get("additionalProperties").cloned();
        match (further(old), further(new)) {
            (before, after) if before == after => {}
            (_, Some(Value::Bool(false))) => {
                self.say(Level::Breaking, place, "further properties are refused", STRICTER);
            }
            (Some(Value::Object(_)), Some(Value::Object(_))) | (_, Some(Value::Object(_))) => {
                self.say(Level::Risky, place, "what further properties hold has changed", UNCLEAR);
            }
            _ => self.say(Level::Safe, place, "further properties are taken", LOOSER),
        }
    }
}

fn types(schema: &Map<String, Value>) -> BTreeSet<String> {
    match schema.get("type") {
        Some(Value::String(ty)) => BTreeSet::from([ty.clone()]),
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => BTreeSet::new(),
    }
}

fn required(schema: &Map<String, Value>) -> BTreeSet<String> {
    let names = schema.get("required").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    names.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A schema with what its reference names put in.
fn resolved(root: &Value, schema: &Value) -> Value {
    let mut at = schema.clone();
    for _ in 0..32 {
        let Some(target) = at.get("$ref").and_then(Value::as_str) else { break };
        let Some(found) = target.strip_prefix('#').and_then(|pointer| root.pointer(pointer)) else { break };
        let (mut merged, Value::Object(own)) = (found.clone(), at.clone()) else { break };
        if let Value::Object(merged) = &mut merged {
            merged.extend(own.into_iter().filter(|(key, _)| key != "$ref"));
        }
        at = merged;
    }
    at
}
