//! Arguments without generated types: read by the same reader, into the same shapes.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::Value;
use typed_tools_codegen::run::{Fields as Named, RunTool, Shape, There};
use typed_tools_runtime::__private::{
    Entries, Entry, Fields, FromArguments, FromObject, ObjectReader, Reader, Slot, Val, Wire,
    read as read_typed,
};
use typed_tools_runtime::{ArgumentError, Arguments, Note};

/// An object of the arguments.
#[derive(Debug, Clone, Default)]
pub(crate) struct Loose {
    fields: Vec<(&'static str, Option<Held>)>,
    rest: Option<BTreeMap<String, Held>>,
}

/// A value of the arguments.
#[derive(Debug, Clone)]
enum Held {
    Null,
    Bool(bool),
    Int(i64),
    UInt(u64),
    Float(f64),
    Text(String),
    Json(Value),
    List(Vec<Held>),
    Map(BTreeMap<String, Held>),
    Object(Loose),
}

thread_local! {
    /// The objects of the tool that is read, and what the next value is read into. The reader knows types, of
    /// which there is only one here, so what tells them apart stands beside it.
    static EXPECTED: RefCell<(Vec<Named>, Vec<Shape>)> = const { RefCell::new((Vec::new(), Vec::new())) };
}

/// Reads the arguments of a tool.
pub(super) fn read(
    tool: &RunTool,
    arguments: Arguments,
    lenient: bool,
    notes: &mut Vec<Note>,
) -> Result<Loose, ArgumentError> {
    let mut objects = tool.objects.clone();
    let root = objects.len();
    objects.push(tool.arguments.clone());
    EXPECTED.with_borrow_mut(|expected| *expected = (objects, Vec::new()));
    expecting(&Shape::Object(root), || read_typed(tool.definition, arguments, lenient, notes))
}

fn expecting<T>(shape: &Shape, take: impl FnOnce() -> T) -> T {
    EXPECTED.with_borrow_mut(|(_, shapes)| shapes.push(shape.clone()));
    let taken = take();
    EXPECTED.with_borrow_mut(|(_, shapes)| shapes.pop());
    taken
}

fn expected() -> Shape {
    EXPECTED.with_borrow(|(_, shapes)| shapes.last().cloned().unwrap_or(Shape::Value))
}

impl FromObject for Loose {
    fn read(object: &mut ObjectReader<'_, '_, '_>) -> Option<Self> {
        let Shape::Object(index) = expected() else { return None };
        let Named { fields, rest } =
            EXPECTED.with_borrow(|(objects, _)| objects.get(index).cloned().unwrap_or_default());
        let mut taken = Self::default();
        for (name, shape, there) in &fields {
            let value = expecting(shape, || match there {
                There::Always => object.required(name).map(Some),
                There::Perhaps => object.optional(name),
                There::Default(json) => object.or_default(name, || default(json)).map(Some),
            })?;
            taken.fields.push((name, value));
        }
        if let Some(shape) = rest {
            taken.rest = Some(expecting(&shape, || object.rest())?);
        }
        Some(taken)
    }
}

fn default(json: &str) -> Held {
    let value: Value = serde_json::from_str(json).unwrap_or_default();
    let taken = Held::take(Slot::Json(value.clone()), &mut Reader::new(&mut Vec::new()));
    taken.unwrap_or(Held::Json(value))
}

impl FromArguments for Held {
    fn take(value: Slot<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        Some(match expected() {
            Shape::String => Self::Text(String::take(value, reader)?),
            Shape::I64 => Self::Int(i64::take(value, reader)?),
            Shape::U64 => Self::UInt(u64::take(value, reader)?),
            Shape::F64 => Self::Float(f64::take(value, reader)?),
            Shape::Bool => Self::Bool(bool::take(value, reader)?),
            Shape::Value => Self::Json(value.into_value()),
            Shape::Object(_) => Self::Object(reader.object(value)?),
            Shape::List(inner) => Self::List(expecting(&inner, || Vec::take(value, reader))?),
            Shape::Map(inner) => Self::Map(expecting(&inner, || BTreeMap::take(value, reader))?),
            Shape::Nullable(_) if value.is_null() => Self::Null,
            Shape::Nullable(inner) => expecting(&inner, || Self::take(value, reader))?,
        })
    }
}

impl Wire for Held {
    fn val(&self) -> Val<'_> {
        match self {
            Self::Null => Val::Null,
            Self::Bool(value) => Val::Bool(*value),
            Self::Int(value) => Val::Int(*value),
            Self::UInt(value) => Val::UInt(*value),
            Self::Float(value) => Val::Float(*value),
            Self::Text(text) => Val::Str(text),
            Self::Json(value) => Val::Json(value),
            Self::List(items) => Val::List(items),
            Self::Map(entries) => Val::Map(entries),
            Self::Object(fields) => Val::Object(fields),
        }
    }
}

impl Fields for Loose {
    fn at(&self, index: usize) -> Option<Entry<'_>> {
        let (name, value) = self.fields.get(index)?;
        Some((name, value.as_ref().map_or(Val::Absent, Wire::val)))
    }

    fn extra(&self) -> Option<&dyn Entries> {
        self.rest.as_ref().map(|rest| rest as &dyn Entries)
    }
}
