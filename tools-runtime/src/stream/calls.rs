//! The calls of a chat-shaped stream, out of fragments that servers mark in many ways.

use serde_json::{Map, Value, json};

use super::pieces::{agree, append, said};
use super::scan::Scan;

/// Calls so far, in the order in which they began.
#[derive(Debug, Clone, Default)]
pub(super) struct Calls {
    list: Vec<Begun>,
}

#[derive(Debug, Clone, Default)]
struct Begun {
    index: Option<u64>,
    call: Map<String, Value>,
    /// How far the text of the arguments has come.
    scan: Scan,
    /// The arguments came as an object, and so at once.
    is_object: bool,
    /// How many fragments had its id.
    with_id: usize,
    /// A fragment had its name and no more, when nothing was missing: what comes next may be of a call of its own.
    is_named_again: bool,
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

    /// Nothing is missing of its arguments.
    fn is_whole(&self) -> bool {
        self.is_object || self.scan.is_closed()
    }

    fn has_arguments(&self) -> bool {
        self.is_object || !self.scan.is_blank()
    }

    /// Adds what a fragment says.
    fn add(&mut self, fragment: &Map<String, Value>) {
        let has_id = said(fragment, "id").is_some();
        self.with_id += usize::from(has_id);
        for (key, value) in fragment {
            match (key.as_str(), value) {
                ("function", Value::Object(function)) => self.add_function(function, has_id),
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
    fn add_function(&mut self, delta: &Map<String, Value>, has_id: bool) {
        let function = self.call.entry("function").or_insert_with(|| json!({}));
        let Some(function) = function.as_object_mut() else { return };
        for (key, value) in delta {
            match (key.as_str(), value) {
                ("arguments", Value::String(text)) => {
                    // The same call once more: some servers end with it whole.
                    let is_repeated =
                        has_id && self.scan.is_whole_object() && said(function, key) == Some(text);
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
        let mut place = self.place(&marks);
        let mut name = None;
        if let Some(known) = place.map(|at| &mut self.list[at])
            && marks.id.is_none()
            && known.is_whole()
        {
            if marks.name.is_some() {
                known.is_named_again = true;
            } else if marks.has_arguments && known.is_named_again {
                (place, name) = (None, known.name().map(str::to_owned));
            }
        }
        let at = place.unwrap_or_else(|| {
            self.list.push(Begun { index: marks.index, ..Begun::default() });
            self.list.len() - 1
        });
        if let Some(name) = name {
            self.list[at].call.insert("function".to_owned(), json!({ "name": name }));
        }
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
                let goes_on = !known.is_whole() && known.name() == Some(name);
                goes_on.then_some(at)
            }
        }
    }

    /// The calls of another choice, behind these.
    pub(super) fn extend(&mut self, others: Self) {
        self.list.extend(others.list);
    }

    /// The calls as a whole reply has them, and whether there is one of which nobody can say what belongs to it. That
    /// one has no arguments.
    pub(super) fn finish(self) -> (Vec<Value>, bool) {
        let mut whole: Vec<Begun> = Vec::with_capacity(self.list.len());
        let mut is_unclear = false;
        for next in self.list {
            let last = whole.iter_mut().rev().find(|known| known.index == next.index);
            let Some(last) = last.filter(|last| may_go_on(last, &next)) else {
                whole.push(next);
                continue;
            };
            if last.has_arguments() || next.name().is_none() || !next.is_whole() {
                last.add(&next.call);
                last.with_id = 1;
            } else {
                // One call whose fragments all have a name and an id of their own, or two of which one has no
                // arguments.
                is_unclear = true;
                if let Some(function) = last.call.get_mut("function").and_then(Value::as_object_mut) {
                    function.remove("arguments");
                }
                whole.push(next);
            }
        }
        (whole.into_iter().map(|begun| Value::Object(begun.call)).collect(), is_unclear)
    }
}

/// Whether `next` may be more of `last`, although it has an id of its own: some servers give each fragment of one
/// call a new id. Then no id comes twice, and the arguments are whole only together.
fn may_go_on(last: &Begun, next: &Begun) -> bool {
    let has_one = |known: &Begun| known.id().is_some() && known.with_id == 1 && !known.is_object;
    if !has_one(last) || !has_one(next) || last.id() == next.id() {
        return false;
    }
    match next.name() {
        None => !last.is_whole() || !next.has_arguments(),
        // Two calls may have no arguments at all.
        name => name == last.name() && !last.is_whole() && next.has_arguments(),
    }
}
