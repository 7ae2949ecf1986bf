//! The values of placeholders: looked up, and turned into text.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;

use super::error::Unbuilt;
use super::plan::{Part, Rest, Source};
use super::refused::{MissingValue, Place, Refusal, RefusedValue, Supplier};
use crate::secrets::SecretValues;
use typed_tools_core::value::{Entries, Fields, Val};

/// Everything that a template is filled from.
#[derive(Clone, Copy)]
pub(crate) struct Values<'a> {
    pub(crate) arguments: &'a dyn Fields,
    pub(crate) context: &'a dyn Fields,
    pub(crate) secrets: &'a SecretValues,
}

/// Why a value does not fit; the placeholder it belongs to is added by [`Filler::refuse`].
pub(crate) type Fits<T> = Result<T, Refusal>;

/// [`Values`] of a call of one tool.
#[derive(Clone, Copy)]
pub(crate) struct Filler<'a> {
    pub(crate) tool: &'static str,
    pub(crate) values: Values<'a>,
}

impl<'a> Filler<'a> {
    /// The value of a placeholder, see [`plain`].
    #[inline]
    pub(crate) fn value(&self, part: Part) -> Val<'a> {
        plain(match part {
            Part::Value(source) => self.source(source),
            Part::Special(source, placeholder) => stepped(self.source(source), placeholder.steps),
            Part::Text(text) => Val::Str(text),
        })
    }

    #[inline]
    fn source(&self, source: Source) -> Val<'a> {
        match source {
            Source::Argument(number) => self.values.arguments.value(number),
            Source::Context(number) => self.values.context.value(number),
            Source::Secret(number) => self.values.secrets.get(number).map_or(Val::Absent, Val::Str),
        }
    }

    /// A scalar as text; `None` where it is absent or null.
    pub(crate) fn scalar(&self, part: Part, place: Place) -> Result<Option<Cow<'a, str>>, Unbuilt> {
        match self.value(part) {
            Val::Absent | Val::Null => Ok(None),
            Val::Str(text) => Ok(Some(Cow::Borrowed(text))),
            value => text(value).map(Some).map_err(|refusal| self.refuse(part, place, refusal)),
        }
    }

    /// A text template; `None` where a value in it is absent or null.
    pub(crate) fn text(&self, parts: &[Part], place: Place) -> Result<Option<Cow<'a, str>>, Unbuilt> {
        if let [part] = parts {
            return self.scalar(*part, place);
        }
        let mut out = String::with_capacity(64);
        for part in parts {
            match *part {
                Part::Text(text) => out.push_str(text),
                part => match self.scalar(part, place)? {
                    Some(text) => out.push_str(&text),
                    None => return Ok(None),
                },
            }
        }
        Ok(Some(Cow::Owned(out)))
    }

    #[cold]
    pub(crate) fn refuse(&self, part: Part, place: Place, refusal: Refusal) -> Unbuilt {
        let (supplier, name) = self.name(part);
        Unbuilt::Refused(Box::new(RefusedValue { tool: self.tool, supplier, name, place, refusal }))
    }

    #[cold]
    pub(crate) fn missing(&self, part: Part, place: Place) -> Unbuilt {
        let (supplier, name) = self.name(part);
        Unbuilt::Missing(Box::new(MissingValue { tool: self.tool, supplier, name, place }))
    }

    /// Visits the fields of a form that its definition does not name; `named` knows those it does.
    pub(crate) fn each_of_rest(
        &self,
        rest: Rest,
        named: &dyn Fn(&str) -> bool,
        visit: &mut dyn FnMut(&str, Val<'_>) -> Fits<()>,
    ) -> Result<(), Unbuilt> {
        match rest {
            Rest::None => Ok(()),
            Rest::Arguments => {
                let Some(extra) = self.rest() else { return Ok(()) };
                let declared = Some(self.values.arguments);
                each(extra, declared, visit).map_err(|refusal| self.refuse_rest(refusal))
            }
            Rest::Of(part) => {
                // A type that declares none, or not all, of the named ones has them among these.
                let mut unnamed = |name: &str, value: Val<'_>| {
                    if named(name) { Ok(()) } else { visit(name, value) }
                };
                let done = match self.value(part) {
                    Val::Object(fields) => match fields.extra() {
                        Some(extra) => each(extra, Some(fields), &mut unnamed),
                        None => Ok(()),
                    },
                    Val::Map(entries) => each(entries, None, &mut unnamed),
                    _ => Ok(()),
                };
                done.map_err(|refusal| self.refuse(part, Place::Body, refusal))
            }
        }
    }

    /// The additional properties of the arguments, where they are kept.
    pub(crate) fn rest(&self) -> Option<&'a dyn Entries> {
        self.values.arguments.extra()
    }

    #[cold]
    pub(crate) fn refuse_rest(&self, refusal: Refusal) -> Unbuilt {
        let (supplier, name) = (Supplier::Argument, "additional properties".to_owned());
        let refused = RefusedValue { tool: self.tool, supplier, name, place: Place::Body, refusal };
        Unbuilt::Refused(Box::new(refused))
    }

    fn name(&self, part: Part) -> (Supplier, String) {
        let (source, steps) = match part {
            // Literal text is never refused.
            Part::Text(_) => return (Supplier::Argument, "?".to_owned()),
            Part::Value(source) => (source, &[][..]),
            Part::Special(source, placeholder) => (source, placeholder.steps),
        };
        let field = |fields: &dyn Fields, number: usize| fields.at(number).map(|(name, _)| name);
        let (supplier, name) = match source {
            Source::Argument(number) => (Supplier::Argument, field(self.values.arguments, number)),
            Source::Context(number) => (Supplier::Context, field(self.values.context, number)),
            Source::Secret(number) => (Supplier::Secret, self.values.secrets.names().get(number).copied()),
        };
        let mut name = name.unwrap_or("?").to_owned();
        for step in steps {
            name.push('.');
            name.push_str(step);
        }
        (supplier, name)
    }
}

/// What a dotted path leads to.
fn stepped<'a>(value: Val<'a>, steps: &[&str]) -> Val<'a> {
    steps.iter().fold(value, |value, step| match plain(value) {
        Val::Object(fields) => property(fields, step),
        Val::Map(entries) => entries.get(step),
        _ => Val::Absent,
    })
}

/// Visits entries until one is refused; none has a `declared` name.
fn each(
    entries: &dyn Entries,
    declared: Option<&dyn Fields>,
    visit: &mut dyn FnMut(&str, Val<'_>) -> Fits<()>,
) -> Fits<()> {
    let mut done = Ok(());
    entries.each(&mut |name, value| {
        if done.is_ok() {
            done = extra(declared, name).and_then(|()| visit(name, plain(value)));
        }
    });
    done
}

/// Parsed arguments have no additional property of a declared name, but a caller can put one
/// there: of a duplicate key, each service takes another one.
pub(crate) fn extra(known: Option<&dyn Fields>, name: &str) -> Fits<()> {
    if known.is_some_and(|fields| fields.get(name).is_some()) { Err(Refusal::DeclaredKey) } else { Ok(()) }
}

/// The placeholder, where a template is exactly one.
#[inline]
pub(crate) fn single(parts: &[Part]) -> Option<Part> {
    if let [part] = parts { part.is_placeholder().then_some(*part) } else { None }
}

fn property<'a>(fields: &'a dyn Fields, name: &str) -> Val<'a> {
    match fields.get(name) {
        Some(value) => value,
        None => fields.extra().map_or(Val::Absent, |extra| extra.get(name)),
    }
}

/// Untyped JSON as the kind it is. What stays `Json` is a number that no other kind holds.
#[inline]
pub(crate) fn plain(value: Val<'_>) -> Val<'_> {
    if let Val::Json(json) = value { kind(json) } else { value }
}

fn kind(json: &Value) -> Val<'_> {
    match json {
        Value::Null => Val::Null,
        Value::Bool(value) => Val::Bool(*value),
        Value::String(text) => Val::Str(text),
        Value::Array(items) => Val::List(items),
        Value::Object(entries) => Val::Map(entries),
        Value::Number(number) => {
            if let Some(number) = number.as_i64() {
                Val::Int(number)
            } else if let Some(number) = number.as_u64() {
                Val::UInt(number)
            } else {
                match number.as_f64() {
                    Some(float) if number.is_f64() && float.is_finite() => Val::Float(float),
                    _ => Val::Json(json),
                }
            }
        }
    }
}

/// A scalar as text: numbers with their exact value, without exponent, an integral one without
/// fraction. A null is not text here; who can leave it out does so before.
pub(crate) fn text(value: Val<'_>) -> Fits<Cow<'_, str>> {
    Ok(match value {
        Val::Str(text) => Cow::Borrowed(text),
        Val::Bool(true) => Cow::Borrowed("true"),
        Val::Bool(false) => Cow::Borrowed("false"),
        Val::Int(number) => Cow::Owned(integer(number)),
        Val::UInt(number) => Cow::Owned(integer(number)),
        Val::Float(number) => Cow::Owned(float(number)?),
        Val::Json(Value::Number(number)) => Cow::Owned(number.to_string()),
        Val::Absent | Val::Null => return Err(Refusal::Null),
        Val::List(_) | Val::Object(_) | Val::Map(_) | Val::Json(_) | Val::File(_) | Val::Slot(_) => {
            return Err(Refusal::NotScalar);
        }
    })
}

fn integer(number: impl Serialize) -> String {
    // A number always serialises.
    serde_json::to_string(&number).unwrap_or_default()
}

/// The power of ten below which every integral float is an `i64` of the same value.
const EXACT: f64 = 1e15;

fn float(number: f64) -> Fits<String> {
    if !number.is_finite() {
        return Err(Refusal::NotFinite);
    }
    if number.abs() >= EXACT {
        // The shortest digits that read back as the same value, never an exponent.
        return Ok(number.to_string());
    }
    let whole = number as i64;
    if whole as f64 == number {
        return Ok(integer(whole));
    }
    // The same digits, written faster, but with an exponent where the number is very small.
    let short = integer(number);
    Ok(if short.bytes().any(|b| b == b'e') { number.to_string() } else { short })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_value_and_have_no_exponent() {
        for (value, expected) in [
            (Val::Int(i64::MIN), "-9223372036854775808"),
            (Val::UInt(u64::MAX), "18446744073709551615"),
            (Val::Float(100.0), "100"),
            (Val::Float(-0.0), "0"),
            (Val::Float(0.1), "0.1"),
            (Val::Float(1e15), "1000000000000000"),
            (Val::Float(1e21), "1000000000000000000000"),
            (Val::Float(1.5e-7), "0.00000015"),
            (Val::Float(123456789.125), "123456789.125"),
            (Val::Bool(true), "true"),
        ] {
            assert_eq!(text(value).unwrap(), expected);
        }
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(text(Val::Float(number)), Err(Refusal::NotFinite));
        }
        for number in [f64::MAX, f64::MIN_POSITIVE, 5e-324, 1.0 / 3.0] {
            let shown = text(Val::Float(number)).unwrap();
            assert!(!shown.contains(['e', 'E']));
            assert_eq!(shown.parse::<f64>().unwrap(), number);
        }
    }
}
