//! How the engine sees values: borrowed views of typed arguments, of parsed JSON, and of arguments
//! that are being read ([`Val`], [`Wire`], [`Fields`], [`List`], [`Entries`]).
//!
//! The traits are small on purpose: each implementation is paid by every user at every build.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt::Debug;

use serde_json::Value;

use crate::file::File;
use crate::slot::Slot;

/// A borrowed view of one value.
#[derive(Clone, Copy)]
pub enum Val<'a> {
    /// An optional value that is not there.
    Absent,
    /// `null`
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// An integer above `i64::MAX`, or of a `u64` field.
    UInt(u64),
    /// Any other number.
    Float(f64),
    /// A string, or a string enum's wire text.
    Str(&'a str),
    /// A `Vec`.
    List(&'a dyn List),
    /// An argument struct or a nested object.
    Object(&'a dyn Fields),
    /// A map of typed values.
    Map(&'a dyn Entries),
    /// Untyped JSON.
    Json(&'a Value),
    /// A file of the context.
    File(&'a File),
    /// Arguments that are being read.
    Slot(&'a Slot<'a>),
}

/// Argument structs, nested objects and `Context`: named fields by index.
pub trait Fields: Debug + Send + Sync {
    /// The field of this index; `None` beyond the last.
    fn at(&self, index: usize) -> Option<Entry<'_>>;
    /// `additional_properties`, where the type keeps them.
    fn extra(&self) -> Option<&dyn Entries> {
        None
    }
    /// The value itself, where native tools are to have it.
    fn itself(&self) -> Option<&dyn Any> {
        None
    }
}

/// A wire name and the value under it.
pub type Entry<'a> = (&'static str, Val<'a>);

impl dyn Fields + '_ {
    /// The value of this index; `Absent` where there is none.
    #[inline]
    pub fn value(&self, index: usize) -> Val<'_> {
        match self.at(index) {
            Some((_, value)) => value,
            None => Val::Absent,
        }
    }

    /// The fields in their order.
    pub fn iter(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..).map_while(|index| self.at(index))
    }

    /// The field of this name.
    pub fn get(&self, name: &str) -> Option<Val<'_>> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }
}

/// A `Vec` of typed values.
pub trait List: Send + Sync {
    /// How many.
    fn len(&self) -> usize;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The element of this index; `Absent` beyond the end.
    fn at(&self, index: usize) -> Val<'_>;
}

/// A map of typed values, in the order of its keys.
pub trait Entries: Send + Sync {
    /// How many.
    fn len(&self) -> usize;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Visits the entries in the order of their keys.
    fn each(&self, visit: &mut dyn FnMut(&str, Val<'_>));
    /// The value of this key; `Absent` where there is none.
    fn get(&self, key: &str) -> Val<'_>;
}

/// A type that stands in an argument struct, as the engine views it.
pub trait Wire: Send + Sync {
    /// The view that the engine reads.
    fn val(&self) -> Val<'_>;
}

impl Wire for String {
    fn val(&self) -> Val<'_> {
        Val::Str(self)
    }
}

impl Wire for bool {
    fn val(&self) -> Val<'_> {
        Val::Bool(*self)
    }
}

impl Wire for i64 {
    fn val(&self) -> Val<'_> {
        Val::Int(*self)
    }
}

impl Wire for u64 {
    fn val(&self) -> Val<'_> {
        Val::UInt(*self)
    }
}

impl Wire for f64 {
    fn val(&self) -> Val<'_> {
        Val::Float(*self)
    }
}

impl Wire for Value {
    fn val(&self) -> Val<'_> {
        Val::Json(self)
    }
}

impl Wire for File {
    fn val(&self) -> Val<'_> {
        Val::File(self)
    }
}

/// A nullable value: `None` is `null`. Whether a property is there at all is the struct's
/// business, see [`field`].
impl<T: Wire> Wire for Option<T> {
    fn val(&self) -> Val<'_> {
        self.as_ref().map_or(Val::Null, Wire::val)
    }
}

/// A recursive type.
impl<T: Wire> Wire for Box<T> {
    fn val(&self) -> Val<'_> {
        (**self).val()
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn val(&self) -> Val<'_> {
        Val::List(self)
    }
}

impl<T: Wire> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }
    fn at(&self, index: usize) -> Val<'_> {
        self.get(index).map_or(Val::Absent, Wire::val)
    }
}

impl<T: Wire> Wire for BTreeMap<String, T> {
    fn val(&self) -> Val<'_> {
        Val::Map(self)
    }
}

impl<T: Wire> Entries for BTreeMap<String, T> {
    fn len(&self) -> usize {
        self.len()
    }
    fn each(&self, visit: &mut dyn FnMut(&str, Val<'_>)) {
        for (key, value) in self {
            visit(key, value.val());
        }
    }
    fn get(&self, key: &str) -> Val<'_> {
        self.get(key).map_or(Val::Absent, Wire::val)
    }
}

impl Entries for serde_json::Map<String, Value> {
    fn len(&self) -> usize {
        self.len()
    }
    fn each(&self, visit: &mut dyn FnMut(&str, Val<'_>)) {
        for (key, value) in self {
            visit(key, Val::Json(value));
        }
    }
    fn get(&self, key: &str) -> Val<'_> {
        self.get(key).map_or(Val::Absent, Val::Json)
    }
}

/// How a struct shows a field, by the field's kind: the functions that the macro `object!` of the runtime names.
pub mod field {
    use super::{Entry, Val, Wire};

    /// A field that is always there.
    pub fn required<'a, T: Wire>(name: &'static str, field: &'a T) -> Option<Entry<'a>> {
        Some((name, field.val()))
    }

    /// A field that is there or not.
    pub fn optional<'a, T: Wire>(name: &'static str, field: &'a Option<T>) -> Option<Entry<'a>> {
        Some((name, field.as_ref().map_or(Val::Absent, Wire::val)))
    }

    /// A field that has a default where it is not given.
    pub fn or_default<'a, T: Wire>(name: &'static str, field: &'a T) -> Option<Entry<'a>> {
        required(name, field)
    }

    /// A constant property that has no field.
    #[must_use]
    pub fn tag(name: &'static str, value: &'static str) -> Option<Entry<'static>> {
        Some((name, Val::Str(value)))
    }
}
