//! From checked JSON to typed values: the walk that generated `Struct::read` methods drive.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::{Note, NoteKind};
use crate::check::text;
use crate::value::{Struct, Wire};

/// Where in the arguments the walk stands, and what it has noted.
pub struct Reader<'a> {
    notes: &'a mut Vec<Note>,
    /// The JSON pointer of the value that is being taken.
    pointer: String,
    /// Whether a value must be held whole (in a union, where a branch that would drop
    /// something is not the one).
    lossless: bool,
    /// What the union that is being taken asks of its branches.
    trial: Trial,
    /// How many branches may still be tried.
    steps: u32,
    /// How much may still be copied for them, as [`size`](super::mend::size) counts it.
    copies: u32,
    /// Where the first value stood that its type could not hold.
    failed: Option<String>,
}

#[derive(Clone, Copy)]
enum Trial {
    /// To hold the value whole.
    Whole,
    /// To be counted: how few properties has a branch dropped?
    Count(Option<usize>),
    /// To drop no more than so many.
    AtMost(usize),
}

impl<'a> Reader<'a> {
    /// A reader at the root.
    pub fn new(notes: &'a mut Vec<Note>) -> Self {
        Self {
            notes,
            pointer: String::new(),
            lossless: false,
            trial: Trial::Whole,
            steps: 50_000,
            copies: 4_000_000,
            failed: None,
        }
    }

    /// Takes an object into a struct; keys that the struct does not name are noted as dropped.
    pub fn object<T: Struct>(&mut self, value: Value) -> Option<T> {
        let Value::Object(entries) = value else { return None };
        let mut object = ObjectReader { entries, reader: self };
        let taken = T::read(&mut object)?;
        object.finish().then_some(taken)
    }

    /// Takes a union: `branches` asks for each of its branches in turn.
    ///
    /// The first branch that holds the value whole takes it. Where none does, because the value
    /// has properties that no branch knows, it is the first of those that drop the fewest.
    pub fn union<T>(
        &mut self,
        value: &Value,
        mut branches: impl FnMut(&mut Self, &Value) -> Option<T>,
    ) -> Option<T> {
        let outer = (self.lossless, self.trial);
        (self.lossless, self.trial) = (true, Trial::Whole);
        let mut taken = branches(self, value);
        if taken.is_none() && !outer.0 {
            (self.lossless, self.trial) = (false, Trial::Count(None));
            // Every branch answers with nothing, and is counted.
            let counted = branches(self, value);
            if let (None, Trial::Count(Some(fewest))) = (&counted, self.trial) {
                self.trial = Trial::AtMost(fewest);
                taken = branches(self, value);
            }
        }
        (self.lossless, self.trial) = outer;
        taken
    }

    /// Tries one branch of a union.
    pub fn branch<T: Wire>(&mut self, value: &Value) -> Option<T> {
        // Nested unions multiply; what is not found in so many steps is not taken.
        self.steps = self.steps.checked_sub(1)?;
        self.copies = self.copies.checked_sub(super::mend::size(value))?;
        let (noted, trial) = (self.notes.len(), self.trial);
        let taken = T::take(value.clone(), self);
        let dropped = self.notes.len() - noted;
        self.trial = match trial {
            Trial::Count(fewest) if taken.is_some() => {
                Trial::Count(Some(fewest.map_or(dropped, |fewest| fewest.min(dropped))))
            }
            other => other,
        };
        let taken = taken.filter(|_| match trial {
            Trial::Whole => true,
            Trial::Count(_) => false,
            Trial::AtMost(fewest) => dropped <= fewest,
        });
        if taken.is_none() {
            // A branch that does not fit is no failure of the value.
            self.failed = None;
            self.notes.truncate(noted);
        }
        taken
    }

    pub(crate) fn element<T: Wire>(&mut self, index: usize, value: Value) -> Option<T> {
        let outer = self.pointer.len();
        let _ = write!(self.pointer, "/{index}");
        self.taken(outer, |reader| T::take(value, reader))
    }

    pub(crate) fn entries<T: Wire>(&mut self, entries: Map<String, Value>) -> Option<BTreeMap<String, T>> {
        let mut taken = BTreeMap::new();
        for (key, value) in entries {
            let value = self.within(&key, |reader| T::take(value, reader))?;
            taken.insert(key, value);
        }
        Some(taken)
    }

    fn within<T>(&mut self, step: &str, take: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let outer = self.pointer.len();
        super::push_step(&mut self.pointer, step);
        self.taken(outer, take)
    }

    /// Takes a value at the pointer, which is cut back to `outer` then.
    fn taken<T>(&mut self, outer: usize, take: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let taken = take(self);
        if taken.is_none() && self.failed.is_none() {
            self.failed = Some(self.pointer.clone());
        }
        self.pointer.truncate(outer);
        taken
    }

    /// The JSON pointer of the first value that its type could not hold.
    pub(crate) fn failed_at(&self) -> &str {
        self.failed.as_deref().unwrap_or_default()
    }
}

/// An object whose properties are being taken.
pub struct ObjectReader<'r, 'a> {
    entries: Map<String, Value>,
    reader: &'r mut Reader<'a>,
}

impl ObjectReader<'_, '_> {
    /// A property that is always there.
    pub fn required<T: Wire>(&mut self, name: &str) -> Option<T> {
        let value = self.entries.remove(name);
        self.reader.within(name, |reader| T::take(value?, reader))
    }

    /// A property that may be absent. A `null` that the type cannot hold means absent. (Where a
    /// schema is at hand, those have been removed before.)
    pub fn optional<T: Wire>(&mut self, name: &str) -> Option<Option<T>> {
        let Some(value) = self.entries.remove(name) else { return Some(None) };
        let null = value.is_null() && !self.reader.lossless;
        self.reader.within(name, |reader| match T::take(value, reader) {
            None if null => Some(None),
            taken => taken.map(Some),
        })
    }

    /// A property with a default.
    pub fn or_default<T: Wire>(&mut self, name: &str, default: impl FnOnce() -> T) -> Option<T> {
        match self.entries.remove(name) {
            None => Some(default()),
            Some(value) => self.reader.within(name, |reader| T::take(value, reader)),
        }
    }

    /// The constant property that tells a union's branches apart.
    pub fn tag(&mut self, name: &str, expected: &str) -> Option<()> {
        (self.entries.remove(name)?.as_str() == Some(expected)).then_some(())
    }

    /// All properties that have not been taken.
    pub fn rest<T: Wire>(&mut self) -> Option<BTreeMap<String, T>> {
        let entries = std::mem::take(&mut self.entries);
        self.reader.entries(entries)
    }

    /// Notes what is left; `false` where nothing may be lost.
    fn finish(self) -> bool {
        for (name, value) in &self.entries {
            let mut pointer = self.reader.pointer.clone();
            super::push_step(&mut pointer, name);
            self.reader.notes.push(Note::new(&pointer, NoteKind::Dropped, text::shown(value)));
        }
        self.entries.is_empty() || !self.reader.lossless
    }
}
