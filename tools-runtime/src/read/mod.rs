//! What a model sends: from text or JSON to checked, typed arguments.

mod alias;
mod arguments;
mod coerce;
mod encoding;
mod error;
mod name;
mod note;
mod object;
mod reader;
mod typed;
mod unique;

use serde_json::Value;

pub use arguments::Arguments;
pub use error::ArgumentError;
pub(crate) use name::undecorated;
pub use note::{Note, NoteKind};
pub use object::{FromObject, ObjectReader};
use reader::{Failed, Held};
pub use reader::{FromArguments, Reader};

use typed_tools_core::check::{self, Violation, Violations};
use typed_tools_core::number::Num;
use typed_tools_core::slot::Slot;
use typed_tools_core::table::{Definition, Table};
use typed_tools_core::text;
use typed_tools_core::value::Val;

/// Reads the arguments of a tool: text to JSON, coerced where the reading allows, checked whole,
/// then typed. What was coerced or left out goes into `notes`.
///
/// # Errors
/// The text is not JSON, or the arguments break the tool's schema.
pub fn read<T: FromObject>(
    definition: Table,
    arguments: Arguments,
    lenient: bool,
    notes: &mut Vec<Note>,
) -> Result<T, ArgumentError> {
    let value = match accepted(definition, &arguments) {
        Quick::Accepted(slot) => {
            let mut reader = Reader::quick(notes).of(definition);
            match reader.object(slot) {
                Some(taken) if !reader.unnoted() => return Ok(taken),
                _ => None,
            }
        }
        Quick::Rejected(value) => Some(value),
        Quick::Unread => None,
    };
    match value {
        // What is known to break the schema is not asked once more.
        Some(value) => taken(definition, coerced(definition, value, lenient, notes)?, notes),
        None => {
            let value = given(definition, arguments, lenient, notes)?;
            read_value(definition, value, lenient, notes)
        }
    }
}

/// What became of a text on the quick way.
enum Quick<'de> {
    /// An object that satisfies the schema as it stands.
    Accepted(Slot<'de>),
    /// An object that does not.
    Rejected(Value),
    /// Anything else, which is to be read from the start.
    Unread,
}

/// Reads and checks text without a [`Value`]. Nothing is decided here but that all is well.
fn accepted<'de>(definition: &Definition<'static>, arguments: &'de Arguments) -> Quick<'de> {
    let text = arguments
        .text()
        .filter(|text| definition.settings.aliases.is_empty() && text.len() <= arguments::LONGEST);
    match text.and_then(Slot::parse) {
        Some(slot @ Slot::Object(_)) if check::accepts(&definition.arguments, Val::Slot(&slot)) => {
            Quick::Accepted(slot)
        }
        Some(slot @ Slot::Object(_)) => Quick::Rejected(slot.into_value()),
        _ => Quick::Unread,
    }
}

/// The arguments as JSON, under the names of the definition.
fn given(
    definition: &Definition<'static>,
    arguments: Arguments,
    lenient: bool,
    notes: &mut Vec<Note>,
) -> Result<Value, ArgumentError> {
    let mut value =
        arguments.into_value(lenient, notes).map_err(|error| ArgumentError::malformed(definition, error))?;
    alias::restore(definition, &mut value);
    Ok(value)
}

/// [`read`] of parsed JSON.
pub(crate) fn read_value<T: FromObject>(
    definition: Table,
    value: Value,
    lenient: bool,
    notes: &mut Vec<Note>,
) -> Result<T, ArgumentError> {
    let value = checked(definition, value, lenient, notes)?;
    taken(definition, value, notes)
}

/// A checked value as the types have it.
fn taken<T: FromObject>(definition: Table, value: Value, notes: &mut Vec<Note>) -> Result<T, ArgumentError> {
    let mut reader = Reader::new(notes).of(definition);
    let taken = reader.object(Slot::Json(value)).ok_or_else(|| unheld(definition, &reader.failed()))?;
    let mut violations = Violations::default();
    violations.kept = reader.misnamed();
    if violations.kept.is_empty() {
        return Ok(taken);
    }
    violations.more = violations.kept.len().saturating_sub(MISNAMED);
    violations.kept.truncate(MISNAMED);
    Err(ArgumentError::rejected(definition, violations))
}

/// So many properties are said to be misnamed.
const MISNAMED: usize = 100;

/// JSON that satisfies the tool's schema, nulls that mean "absent" removed.
fn checked(
    definition: Table,
    value: Value,
    lenient: bool,
    notes: &mut Vec<Note>,
) -> Result<Value, ArgumentError> {
    if value.is_object() && check::accepts(&definition.arguments, Val::Json(&value)) {
        return of_digits(definition, value);
    }
    coerced(definition, value, lenient, notes)
}

/// [`checked`] of what breaks the schema as it stands, or is no object.
fn coerced(
    definition: Table,
    mut value: Value,
    lenient: bool,
    notes: &mut Vec<Note>,
) -> Result<Value, ArgumentError> {
    let schema = &definition.arguments;
    // What satisfies the schema as it stands is never touched.
    coerce::coerce(definition, &mut value, lenient, notes);
    if !value.is_object() {
        let mut violation = Violation::at(String::new(), "type");
        violation.sent = text::shown(&value);
        violation.allowed = "one JSON object".to_owned();
        return Err(ArgumentError::rejected(definition, Violations::one(violation)));
    }
    let violations = check::explain(schema, &value);
    if violations.kept.is_empty() {
        return of_digits(definition, value);
    }
    Err(ArgumentError::rejected(definition, violations))
}

/// Arguments without an integer that may have been rounded on its way.
fn of_digits(definition: Table, value: Value) -> Result<Value, ArgumentError> {
    if !holds_rounded(&value) {
        return Ok(value);
    }
    let violations = check::explain_digits(&definition.arguments, &value);
    if violations.kept.is_empty() { Ok(value) } else { Err(ArgumentError::rejected(definition, violations)) }
}

/// Whether a number in a value may stand for several integers.
fn holds_rounded(value: &Value) -> bool {
    match value {
        Value::Number(number) => Num::of(number).is_rounded_integer(),
        Value::Array(items) => items.iter().any(holds_rounded),
        Value::Object(properties) => properties.values().any(holds_rounded),
        _ => false,
    }
}

/// For a value that the schema accepts and the Rust type cannot hold: an integer beyond 64 bits, or
/// beyond what `f64` keeps exactly, in nearly all cases.
fn unheld(definition: Table, failed: &Failed) -> ArgumentError {
    let mut violation = Violation::at(failed.pointer.clone(), "type");
    if failed.exhausted {
        violation.allowed = "arguments that fit in fewer steps: send less at once".to_owned();
        violation.sent = "more".to_owned();
        return ArgumentError::rejected(definition, Violations::one(violation));
    }
    violation.allowed = match &failed.sent {
        Some((_, Held::Signed)) => format!("an integer from {} to {}", i64::MIN, i64::MAX),
        Some((_, Held::Unsigned)) => format!("an integer from 0 to {}", u64::MAX),
        Some((_, Held::Exact)) => {
            "a number that is kept exactly (an integer of at most 15 digits always is)".to_owned()
        }
        None => format!("a value with integers from {} to {} only", i64::MIN, i64::MAX),
    };
    violation.sent = match &failed.sent {
        Some((number, _)) => text::cut(number, NUMBER),
        None => "one with an integer beyond these".to_owned(),
    };
    ArgumentError::rejected(definition, Violations::one(violation))
}

/// A number is shown with at most so many characters.
const NUMBER: usize = 60;

#[cfg(test)]
mod tests;
