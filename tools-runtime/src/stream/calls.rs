//! The calls of a chat-shaped stream, out of fragments that servers mark in many ways.

use serde_json::{Map, Value, json};

use super::pieces::{agree, append, said};
use super::scan::Scan;

/// Calls so far, in the order in which they began.
#[derive(Debug, Clone, Default)]
pub(super) struct Calls {
    list: Vec<Begun>,
}

#[derive(Debug, Clone)]
struct Begun {
    index: Option<u64>,
    call: Map<String, Value>,
    /// How far the text of the arguments has come.
    scan: Scan,
    /// The arguments came as an object, and so at once.
    is_object: bool,
}

impl Begun {
    fn id(&self) -> Option<&str> {
        said(&self.call, "id")
    }

    fn function(&self) -> Option<&Map<String, Value>> {
        self.call.get("function").and_then(Value::as_object)
    }

    fn name(&self) -> Option<&str> {
        said(self.function()?, "name")
    }

    fn text(&self) -> &str {
        self.function().and_then(|function| said(function, "arguments")).unwrap_or_default()
    }

    /// Nothing is missing of its arguments.
    fn is_whole(&self) -> bool {
        self.is_object || self.scan.is_closed()
    }

    fn has_arguments(&self) -> bool {
        self.is_object || !self.scan.is_blank()
    }

    /// Adds what a fragment says.
    fn add(&mut self, fragment: &Map<String, Value>) {
        for (key, value) in fragment {
            match (key.as_str(), value) {
                ("function", Value::Object(function)) => self.add_function(function),
                // An index is of the stream alone.
                ("index", _) | (_, Value::Null) => {}
                // The first id counts, where each fragment has another; an empty one says nothing.
                ("id", Value::String(text)) if text.is_empty() || self.id().is_some() => {}
                (_, Value::String(text)) if text.is_empty() => {}
                _ => {
                    self.call.insert(key.clone(), value.clone());
                }
            }
        }
    }

    /// Names come whole, arguments in pieces of text (or whole, as an object).
    fn add_function(&mut self, delta: &Map<String, Value>) {
        let function = self.call.entry("function").or_insert_with(|| json!({}));
        let Some(function) = function.as_object_mut() else { return };
        for (key, value) in delta {
            match (key.as_str(), value) {
                ("arguments", Value::String(text)) => {
                    // The same call once more: some servers end with it whole.
                    let is_repeated = self.scan.is_whole_object() && said(function, key) == Some(text);
                    if !is_repeated && !self.is_object {
                        self.scan.push(text.as_bytes());
                        append(function, key, text);
                    }
                }
                (_, Value::Null) => {}
                // Some servers repeat the name in every fragment, some send an empty one.
                (_, Value::String(text)) if text.is_empty() => {}
                _ => {
                    self.is_object |= key == "arguments";
                    function.insert(key.clone(), value.clone());
                }
            }
        }
    }
}

/// What a fragment says of the call that it belongs to.
struct Marks<'f> {
    index: Option<u64>,
    id: Option<&'f str>,
    name: Option<&'f str>,
    has_arguments: bool,
}

impl Marks<'_> {
    /// Whether the fragment begins another call than `known`, which has the same index: it has another name, or
    /// the same one with arguments where nothing is missing.
    fn is_another(&self, known: &Begun) -> bool {
        !agree(self.name, known.name()) || (self.name.is_some() && self.has_arguments && known.is_whole())
    }
}

impl Calls {
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Takes a fragment; `index` is the event's, where the fragment has none of its own.
    pub(super) fn add(&mut self, index: Option<u64>, fragment: &Value) {
        let empty = Map::new();
        // What is no object says nothing of where it belongs.
        let fragment = fragment.as_object().unwrap_or(&empty);
        let function = fragment.get("function").and_then(Value::as_object).unwrap_or(&empty);
        let marks = Marks {
            index: fragment.get("index").and_then(Value::as_u64).or(index),
            id: said(fragment, "id"),
            name: said(function, "name"),
            has_arguments: function.get("arguments").is_some_and(|arguments| match arguments {
                Value::String(text) => !text.trim().is_empty(),
                other => !other.is_null(),
            }),
        };
        let at = self.place(&marks).unwrap_or_else(|| {
            let begun =
                Begun { index: marks.index, call: Map::new(), scan: Scan::default(), is_object: false };
            self.list.push(begun);
            self.list.len() - 1
        });
        self.list[at].add(fragment);
    }

    /// The call that a fragment belongs to: by its id, else by its index, else the last one. `None` begins a call.
    fn place(&self, marks: &Marks<'_>) -> Option<usize> {
        let last = |fits: &dyn Fn(&Begun) -> bool| self.list.iter().rposition(fits);
        let same_index = |known: &Begun| known.index == marks.index && marks.index.is_some();
        if let Some(id) = marks.id {
            // Some servers have one id for all calls: index and name must not contradict it.
            let known = last(&|known| {
                known.id() == Some(id) && agree(known.index, marks.index) && agree(known.name(), marks.name)
            });
            // The id may come behind the first fragment.
            let late = || {
                last(&same_index)
                    .filter(|at| self.list[*at].id().is_none() && !marks.is_another(&self.list[*at]))
            };
            return known.or_else(late);
        }
        if marks.index.is_some() {
            return last(&same_index).filter(|at| !marks.is_another(&self.list[*at]));
        }
        let at = self.list.len().checked_sub(1)?;
        let known = &self.list[at];
        match marks.name {
            // More of the last one.
            None => Some(at),
            // A call, whole, unless it is one whose fragments repeat the name.
            Some(name) => {
                let goes_on = known.has_arguments() && !known.is_whole() && known.name() == Some(name);
                goes_on.then_some(at)
            }
        }
    }

    /// The calls of another choice, behind these.
    pub(super) fn extend(&mut self, others: Self) {
        self.list.extend(others.list);
    }

    /// The calls as a whole reply has them.
    pub(super) fn finish(self) -> Vec<Value> {
        let mut whole: Vec<Begun> = Vec::with_capacity(self.list.len());
        for next in self.list {
            let last = whole.iter_mut().rev().find(|known| known.index == next.index);
            match last.filter(|last| goes_on(last, &next)) {
                Some(last) => last.add(&next.call),
                None => whole.push(next),
            }
        }
        whole.into_iter().map(|begun| Value::Object(begun.call)).collect()
    }
}

/// Whether `next` is more of `last`, although it has an id of its own: some servers give each fragment of one
/// call a new id. What is whole by itself is a call; what only makes sense behind the other is more of it.
fn goes_on(last: &Begun, next: &Begun) -> bool {
    let both_have_ids = last.id().is_some() && next.id().is_some() && last.id() != next.id();
    if !both_have_ids || last.is_object || next.is_object {
        return false;
    }
    match next.name() {
        None if next.text().trim().is_empty() => true,
        None => !last.is_whole(),
        name if name != last.name() => false,
        // The first fragment mostly has no arguments.
        _ if !last.has_arguments() => next.has_arguments(),
        _ => !last.is_whole() && !next.scan.is_whole_object(),
    }
}
