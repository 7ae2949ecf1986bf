//! The properties of one object: what a struct takes of them, and what is left.

use std::collections::BTreeMap;

use super::reader::{FromArguments, Reader};
use super::{Note, NoteKind};
use typed_tools_core::check::Violation;
use typed_tools_core::nearest::nearest;
use typed_tools_core::pointer::push_step;
use typed_tools_core::slot::{Properties, Slot};
use typed_tools_core::text;

/// A struct that an object of the arguments is read into.
pub trait FromObject: Sized {
    /// Takes the fields out of `object`; `None` where the type cannot hold them.
    fn read(object: &mut ObjectReader<'_, '_, '_>) -> Option<Self>;
}

impl Reader<'_> {
    /// Takes an object into a struct; keys that the struct does not name are noted as dropped.
    pub fn object<T: FromObject>(&mut self, value: Slot<'_>) -> Option<T> {
        let properties = value.into_properties()?;
        let mut object = ObjectReader::new(properties, self);
        let taken = T::read(&mut object)?;
        object.finish().then_some(taken)
    }
}

/// An object whose properties are being taken.
pub struct ObjectReader<'r, 'a, 'de> {
    properties: Properties<'de>,
    /// How many have not been taken.
    left: usize,
    /// Where the next one most likely stands: models keep to the order of the schema.
    next: usize,
    /// The names that were asked for, and whether they were there; not kept on the quick way.
    declared: Vec<(&'static str, bool)>,
    reader: &'r mut Reader<'a>,
}

impl<'r, 'a, 'de> ObjectReader<'r, 'a, 'de> {
    pub(super) fn new(properties: Properties<'de>, reader: &'r mut Reader<'a>) -> Self {
        Self { left: properties.len(), properties, next: 0, declared: Vec::new(), reader }
    }

    fn take(&mut self, name: &'static str) -> Option<Slot<'de>> {
        let taken = self.find(name);
        if self.reader.pointer.is_some() {
            self.declared.push((name, taken.is_some()));
        }
        taken
    }

    fn find(&mut self, name: &str) -> Option<Slot<'de>> {
        let place = self.next;
        let value = match self.properties.get_mut(place) {
            Some((known, value)) if **known == *name => {
                self.next = place + 1;
                value
            }
            _ => self.search(name)?,
        };
        let taken = value.take()?;
        self.left -= 1;
        Some(taken)
    }

    fn search(&mut self, name: &str) -> Option<&mut Option<Slot<'de>>> {
        let place = self.properties.iter().position(|(known, _)| known == name)?;
        self.next = place + 1;
        Some(&mut self.properties.get_mut(place)?.1)
    }

    /// A property that is always there.
    pub fn required<T: FromArguments>(&mut self, name: &'static str) -> Option<T> {
        match self.take(name) {
            Some(value) => self.reader.property(name, value),
            None => self.reader.missing(name),
        }
    }

    /// A property that may be absent. A `null` that the type cannot hold means absent. (Where a
    /// schema is at hand, those have been removed before.)
    pub fn optional<T: FromArguments>(&mut self, name: &'static str) -> Option<Option<T>> {
        let Some(value) = self.take(name) else { return Some(None) };
        let null = value.is_null() && !self.reader.lossless;
        match self.reader.property(name, value) {
            None if null => {
                self.reader.failed = None;
                Some(None)
            }
            taken => taken.map(Some),
        }
    }

    /// A property with a default.
    pub fn or_default<T: FromArguments>(
        &mut self,
        name: &'static str,
        default: impl FnOnce() -> T,
    ) -> Option<T> {
        match self.take(name) {
            None if self.reader.defaults.take(1) => Some(default()),
            None => {
                self.reader.exhausted = true;
                None
            }
            Some(value) => self.reader.property(name, value),
        }
    }

    /// The constant property that tells a union's branches apart.
    pub fn tag(&mut self, name: &'static str, expected: &str) -> Option<()> {
        (self.take(name)?.as_str() == Some(expected)).then_some(())
    }

    /// All properties that have not been taken.
    pub fn rest<T: FromArguments>(&mut self) -> Option<BTreeMap<String, T>> {
        self.left = 0;
        self.reader.entries(std::mem::take(&mut self.properties))
    }

    /// Notes what is left; `false` where nothing may be lost.
    pub(super) fn finish(self) -> bool {
        self.left == 0 || self.dropped()
    }

    #[cold]
    fn dropped(self) -> bool {
        let Some(outer) = &self.reader.pointer else {
            self.reader.unnoted |= !self.reader.lossless;
            return !self.reader.lossless;
        };
        let names = || self.declared.iter().map(|(name, _)| *name);
        let mut absent: Vec<&str> = Vec::new();
        if !self.reader.on_trial() {
            absent.extend(self.declared.iter().filter(|(_, is_there)| !is_there).map(|(name, _)| *name));
        }
        for (name, value) in self.properties {
            let Some(value) = value else { continue };
            let mut pointer = outer.clone();
            push_step(&mut pointer, &name);
            // A null says as much as nothing does.
            let compared = !value.is_null() && !absent.is_empty() && self.reader.comparisons.take(1);
            let sent = text::shown(&value.into_value());
            if compared && let Some(meant) = meant(&name, &absent) {
                let mut violation = Violation::at(pointer.clone(), "additionalProperties");
                violation.sent.clone_from(&sent);
                violation.allowed = format!("the properties are {}", text::list(names().map(text::quoted)));
                violation.nearest = Some(text::quoted(meant));
                self.reader.misnamed.push(violation);
            }
            self.reader.notes.push(Note::new(&pointer, NoteKind::Dropped, sent));
        }
        !self.reader.lossless
    }
}

/// The property that a name is meant to be. One that differs in digits alone (`line2`, where `line1` is absent) is
/// another, not a typo.
fn meant<'n>(name: &str, absent: &[&'n str]) -> Option<&'n str> {
    let letters = |name: &str| -> String { name.chars().filter(|c| !c.is_ascii_digit()).collect() };
    nearest(name, absent.iter().copied()).filter(|near| letters(near) != letters(name))
}
