//! One look at both kinds of values: parsed JSON and typed Rust.

use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use serde_json::{Map, Value};

use crate::number::Num;
use crate::slot::{Properties, Slot};
use crate::table::{Lit, Types};
use crate::value::{Entries, Fields, List, Val};

/// A value by its JSON type.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// `null`, or a value that is not there.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(Num),
    /// A string.
    String(&'a str),
    /// An array.
    Array(Items<'a>),
    /// An object.
    Object(Object<'a>),
}

/// The elements of an array.
#[derive(Clone, Copy)]
pub enum Items<'a> {
    /// Of a `Vec`.
    Typed(&'a dyn List),
    /// Of parsed JSON.
    Json(&'a [Value]),
    /// Of arguments that are being read.
    Slots(&'a [Slot<'a>]),
}

/// The properties of an object.
#[derive(Clone, Copy)]
pub enum Object<'a> {
    /// Of a struct.
    Fields(&'a dyn Fields),
    /// Of a map.
    Map(&'a dyn Entries),
    /// Of parsed JSON.
    Json(&'a Map<String, Value>),
    /// Of arguments that are being read.
    Slots(&'a Properties<'a>),
}

impl<'a> View<'a> {
    /// A value by its type.
    #[inline]
    pub fn of(value: Val<'a>) -> Self {
        match value {
            // A file is context, which no schema describes.
            Val::Absent | Val::Null | Val::File(_) => Self::Null,
            Val::Bool(value) => Self::Bool(value),
            Val::Int(value) => Self::Number(Num::Int(value)),
            Val::UInt(value) => Self::Number(Num::UInt(value)),
            Val::Float(value) => Self::Number(Num::Float(value)),
            Val::Str(value) => Self::String(value),
            Val::List(list) => Self::Array(Items::Typed(list)),
            Val::Object(fields) => Self::Object(Object::Fields(fields)),
            Val::Map(map) => Self::Object(Object::Map(map)),
            Val::Json(value) => Self::of_json(value),
            Val::Slot(slot) => match slot {
                Slot::Null => Self::Null,
                Slot::Bool(value) => Self::Bool(*value),
                Slot::Int(value) => Self::Number(Num::Int(*value)),
                Slot::UInt(value) => Self::Number(Num::UInt(*value)),
                Slot::Float(value) => Self::Number(Num::Float(*value)),
                Slot::Str(text) => Self::String(text),
                Slot::List(items) => Self::Array(Items::Slots(items)),
                Slot::Object(properties) => Self::Object(Object::Slots(properties)),
                Slot::Json(value) => Self::of_json(value),
            },
        }
    }

    fn of_json(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(value) => Self::Number(Num::of(value)),
            Value::String(value) => Self::String(value),
            Value::Array(items) => Self::Array(Items::Json(items)),
            Value::Object(map) => Self::Object(Object::Json(map)),
        }
    }

    /// Whether the value is of one of the types.
    #[inline]
    pub fn is(self, types: Types) -> bool {
        types.has(match self {
            Self::Null => Types::NULL,
            Self::Bool(_) => Types::BOOLEAN,
            Self::Number(number) if !number.is_finite() => 0,
            Self::Number(number) if number.is_integral() => Types::INTEGER | Types::NUMBER,
            Self::Number(_) => Types::NUMBER,
            Self::String(_) => Types::STRING,
            Self::Array(_) => Types::ARRAY,
            Self::Object(_) => Types::OBJECT,
        })
    }
}

#[allow(clippy::len_without_is_empty, reason = "nothing here asks whether there are none")]
impl<'a> Items<'a> {
    /// How many.
    pub fn len(self) -> usize {
        match self {
            Self::Typed(list) => list.len(),
            Self::Json(items) => items.len(),
            Self::Slots(items) => items.len(),
        }
    }

    /// The element of this index; absent beyond the end.
    pub fn at(self, index: usize) -> Val<'a> {
        match self {
            Self::Typed(list) => list.at(index),
            Self::Json(items) => items.get(index).map_or(Val::Absent, Val::Json),
            Self::Slots(items) => items.get(index).map_or(Val::Absent, Val::Slot),
        }
    }

    /// The elements in their order.
    pub fn iter(self) -> impl Iterator<Item = Val<'a>> {
        (0..self.len()).map(move |index| self.at(index))
    }
}

#[allow(clippy::len_without_is_empty, reason = "nothing here asks whether there are none")]
impl<'a> Object<'a> {
    /// How many properties are there.
    pub fn len(self) -> usize {
        match self {
            Self::Fields(fields) => {
                let there = fields.iter().filter(|(_, value)| !matches!(value, Val::Absent));
                there.count() + fields.extra().map_or(0, Entries::len)
            }
            Self::Map(map) => map.len(),
            Self::Json(map) => map.len(),
            Self::Slots(properties) => properties.len(),
        }
    }

    /// The property of this name. Fields stand in the order of the schema's properties as a
    /// rule, so the place there finds them without a search.
    #[inline]
    pub fn get(self, name: &str, place: usize) -> Val<'a> {
        match self {
            Self::Slots(properties) => match properties.get(place) {
                Some((known, Some(value))) if **known == *name => Val::Slot(value),
                _ => self.search(name, place),
            },
            _ => self.search(name, place),
        }
    }

    fn search(self, name: &str, place: usize) -> Val<'a> {
        match self {
            Self::Slots(properties) => {
                let found = properties.iter().find(|(known, _)| known == name);
                found.and_then(|(_, value)| value.as_ref()).map_or(Val::Absent, Val::Slot)
            }
            Self::Fields(fields) => {
                // Names that are required or have a schema stand in the order of the fields, so
                // that the place is a lower bound; any other order is found by the second half.
                let mut after = (place..).map_while(|index| fields.at(index));
                let after = after.find(|(known, _)| same(known, name));
                match after.or_else(|| fields.iter().take(place).find(|(known, _)| same(known, name))) {
                    Some((_, value)) => value,
                    None => fields.extra().map_or(Val::Absent, |extra| extra.get(name)),
                }
            }
            Self::Map(map) => map.get(name),
            Self::Json(map) => map.get(name).map_or(Val::Absent, Val::Json),
        }
    }

    /// Whether a property of this name is there.
    pub fn has(self, name: &str) -> bool {
        !matches!(self.get(name, 0), Val::Absent)
    }

    /// Whether every property passes; stops asking at the first that does not.
    pub fn all(self, mut passes: impl FnMut(&str, Val<'_>) -> bool) -> bool {
        let mut all = true;
        let mut visit =
            |name: &str, value: Val<'_>| all = all && (matches!(value, Val::Absent) || passes(name, value));
        match self {
            Self::Fields(fields) => {
                for (name, value) in fields.iter() {
                    visit(name, value);
                }
                if let Some(extra) = fields.extra() {
                    extra.each(&mut visit);
                }
            }
            Self::Map(map) => map.each(&mut visit),
            Self::Json(map) => {
                for (name, value) in map {
                    visit(name, Val::Json(value));
                }
            }
            Self::Slots(properties) => {
                for (name, value) in properties {
                    visit(name, value.as_ref().map_or(Val::Absent, Val::Slot));
                }
            }
        }
        all
    }
}

/// Both are literals of one generated module, and mostly one and the same.
fn same(known: &str, name: &str) -> bool {
    known.len() == name.len() && (std::ptr::eq(known.as_ptr(), name.as_ptr()) || known == name)
}

/// Deeper values are refused before they are compared; this only bounds the recursion.
const DEPTH: u32 = 512;

/// Whether two values are the same JSON value: numbers by value, objects without order.
pub fn equal(a: Val<'_>, b: Val<'_>) -> bool {
    equal_within(a, b, DEPTH)
}

fn equal_within(a: Val<'_>, b: Val<'_>, depth: u32) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    match (View::of(a), View::of(b)) {
        (View::Null, View::Null) => true,
        (View::Bool(a), View::Bool(b)) => a == b,
        (View::Number(a), View::Number(b)) => a == b,
        (View::String(a), View::String(b)) => a == b,
        (View::Array(a), View::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| equal_within(a, b, depth))
        }
        (View::Object(a), View::Object(b)) => {
            a.len() == b.len()
                && a.all(|name, value| match b.get(name, 0) {
                    Val::Absent => false,
                    other => equal_within(value, other, depth),
                })
        }
        _ => false,
    }
}

/// Whether a value is the literal.
pub fn equals_lit(value: Val<'_>, lit: &Lit<'_>) -> bool {
    match (View::of(value), lit) {
        (View::Null, Lit::Null) => true,
        (View::Bool(a), Lit::Bool(b)) => a == *b,
        (View::Number(a), lit) => number(lit).is_some_and(|b| a == b),
        (View::String(a), Lit::Str(b)) => a == *b,
        (View::Array(a), Lit::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| equals_lit(a, b))
        }
        (View::Object(a), Lit::Object(b)) => {
            a.len() == b.len()
                && b.iter().all(|(name, lit)| match a.get(name, 0) {
                    Val::Absent => false,
                    value => equals_lit(value, lit),
                })
        }
        _ => false,
    }
}

/// A literal as a number.
pub fn number(lit: &Lit<'_>) -> Option<Num> {
    match *lit {
        Lit::Int(value) => Some(Num::Int(value)),
        Lit::UInt(value) => Some(Num::UInt(value)),
        Lit::Float(value) => Some(Num::Float(value)),
        _ => None,
    }
}

/// So few elements are compared each with each.
const FEW: usize = 8;

/// The indices of the first two elements that are the same.
pub fn repeated(items: Items<'_>) -> Option<(usize, usize)> {
    if items.len() <= FEW {
        let pairs = (1..items.len()).flat_map(|second| (0..second).map(move |first| (first, second)));
        return pairs.into_iter().find(|(first, second)| equal(items.at(*first), items.at(*second)));
    }
    // By hash, so that a long array costs no square; keyed, so that nobody can aim.
    let state = RandomState::new();
    let mut hashes: Vec<(u64, usize)> =
        items.iter().enumerate().map(|(index, item)| (hash(item, &state, DEPTH), index)).collect();
    hashes.sort_unstable();
    let all: Vec<Val<'_>> = items.iter().collect();
    let mut found: Option<(usize, usize)> = None;
    for group in hashes.chunk_by(|a, b| a.0 == b.0) {
        for (place, &(_, second)) in group.iter().enumerate() {
            // Equal hashes are equal values but for an accident, so the first try decides.
            let first =
                group[..place].iter().map(|&(_, first)| first).find(|&first| equal(all[first], all[second]));
            if let Some(first) = first {
                if found.is_none_or(|(_, known)| second < known) {
                    found = Some((first, second));
                }
                break;
            }
        }
    }
    found
}

fn hash(value: Val<'_>, state: &RandomState, depth: u32) -> u64 {
    let mut hasher = state.build_hasher();
    let deeper = depth.saturating_sub(1);
    match View::of(value) {
        _ if depth == 0 => {}
        View::Null => 0u8.hash(&mut hasher),
        View::Bool(value) => (1u8, value).hash(&mut hasher),
        View::Number(value) => match value.whole() {
            Num::Int(value) => (2u8, value).hash(&mut hasher),
            Num::UInt(value) => (3u8, value).hash(&mut hasher),
            Num::Float(value) => (4u8, value.to_bits()).hash(&mut hasher),
        },
        View::String(value) => (5u8, value).hash(&mut hasher),
        View::Array(items) => {
            6u8.hash(&mut hasher);
            for item in items.iter() {
                hash(item, state, deeper).hash(&mut hasher);
            }
        }
        View::Object(object) => {
            // A sum, since properties have no order.
            let mut sum = 0u64;
            object.all(|name, value| {
                sum = sum.wrapping_add(state.hash_one((name, hash(value, state, deeper))));
                true
            });
            (7u8, sum).hash(&mut hasher);
        }
    }
    hasher.finish()
}
