//! Arguments as they arrive: text or JSON.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::unique::Unique;
use super::{Note, NoteKind, encoding};
use typed_tools_core::text;

/// What a model sent as the arguments of a call: JSON text (`&str`, `String`, a `RawValue`) or a
/// parsed value, in any of the ways in which providers hand it over.
///
/// An empty text and `null` are no arguments. A JSON string that holds the object (arguments that
/// were encoded twice) is taken as the object. Broken JSON, and a duplicate key in one object, is an error when the
/// call is read (lenient reading repairs faults of encoders); it never becomes an empty object. Text of more than 4 MiB is an error as well, and is not parsed.
#[derive(Debug, Clone)]
pub struct Arguments(Source);

#[derive(Debug, Clone)]
enum Source {
    Text(String),
    Json(Value),
}

/// Longer texts are not parsed, in bytes: 4 MiB. No model writes as much in one answer.
pub(super) const LONGEST: usize = 4 << 20;

/// Text that is not JSON, or too long to find out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Malformed {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) reason: String,
    /// The text around that place, which is marked `<!>`; empty where it was not parsed.
    pub(crate) excerpt: String,
    /// Whether a fault of the encoding alone is the cause, as [`encoding`] has them.
    pub(super) encoding: bool,
}

impl Arguments {
    /// The text, where it is text.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.0 {
            Source::Text(text) => Some(text),
            Source::Json(_) => None,
        }
    }

    pub(crate) fn into_value(self, lenient: bool, notes: &mut Vec<Note>) -> Result<Value, Malformed> {
        match self.0 {
            Source::Text(text) => text_value(&text, lenient, notes),
            Source::Json(value) => Ok(or_none(value)),
        }
    }
}

fn text_value(text: &str, lenient: bool, notes: &mut Vec<Note>) -> Result<Value, Malformed> {
    if text.len() > LONGEST {
        let length = text.len();
        let reason = format!("they are too long: {length} bytes, of at most {LONGEST} (4 MiB)");
        return Err(Malformed { line: 1, column: 1, reason, excerpt: String::new(), encoding: false });
    }
    if text.trim().is_empty() {
        return Ok(or_none(Value::Null));
    }
    let inner = match parse_given(text, lenient, notes)? {
        Value::String(inner) => inner,
        value => return Ok(or_none(value)),
    };
    // Encoded twice: once by the model, once by whoever handed it on.
    let value = match parse_given(&inner, lenient && inner.trim_start().starts_with('{'), notes) {
        _ if inner.trim().is_empty() => Value::Null,
        Ok(value @ (Value::Object(_) | Value::Null)) => value,
        Err(error) if inner.trim_start().starts_with('{') => return Err(error),
        _ => return Ok(Value::String(inner)),
    };
    notes.push(Note::new("", NoteKind::TextAsJson, "a JSON string".to_owned()));
    Ok(or_none(value))
}

/// [`parse`], with lenient reading of a text without the faults of its encoding.
fn parse_given(text: &str, lenient: bool, notes: &mut Vec<Note>) -> Result<Value, Malformed> {
    let error = match parse(text) {
        Err(error) if lenient && error.encoding => error,
        result => return result,
    };
    // What else is wrong with it is then what the model can change.
    encoding::repaired(text, notes).map_or(Err(error), |repaired| parse(&repaired))
}

/// `null` is no arguments.
fn or_none(value: Value) -> Value {
    if value.is_null() { Value::Object(Map::new()) } else { value }
}

impl From<&str> for Arguments {
    fn from(text: &str) -> Self {
        Self(Source::Text(text.to_owned()))
    }
}

impl From<&String> for Arguments {
    fn from(text: &String) -> Self {
        Self(Source::Text(text.clone()))
    }
}

impl From<String> for Arguments {
    fn from(text: String) -> Self {
        Self(Source::Text(text))
    }
}

impl From<Value> for Arguments {
    fn from(value: Value) -> Self {
        match value {
            Value::String(text) => text.into(),
            value => Self(Source::Json(value)),
        }
    }
}

impl From<&Value> for Arguments {
    fn from(value: &Value) -> Self {
        value.clone().into()
    }
}

impl From<&RawValue> for Arguments {
    fn from(value: &RawValue) -> Self {
        // A provider's `"arguments": "{..}"` kept raw is the string, once encoded already.
        match serde_json::from_str::<String>(value.get()) {
            Ok(text) => text.into(),
            Err(_) => value.get().into(),
        }
    }
}

impl From<Box<RawValue>> for Arguments {
    fn from(value: Box<RawValue>) -> Self {
        Self::from(&*value)
    }
}

/// Text to JSON. A duplicate key in an object is an error, and a number that the value could not hold exactly is an error like any other: the
/// digits that a model sent are the digits that are used, or none are.
pub(super) fn parse(text: &str) -> Result<Value, Malformed> {
    let value = serde_json::from_str(text).map_err(|error| malformed(text, &error))?;
    serde_json::from_str::<Unique>(text).map_err(|error| malformed(text, &error))?;
    match rounded(text) {
        None => Ok(value),
        Some((place, number)) => {
            let reason = format!(
                "the number {} has more digits than can be kept exactly: send fewer, or, where a string is allowed, all \
                     of them in double quotes",
                text::cut(number, 60)
            );
            Err(at(text, place, reason))
        }
    }
}

fn malformed(text: &str, error: &serde_json::Error) -> Malformed {
    let reason = error.to_string();
    let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason);
    let reason = match reason.strip_prefix("EOF while parsing ") {
        Some(what) => format!("the text ends inside {what}; it is incomplete"),
        None if reason.starts_with("recursion limit") => {
            "it is nested too deeply (128 levels at most)".to_owned()
        }
        None if reason == "key must be a string" => "a key must be a string in double quotes".to_owned(),
        None if reason == "expected value" => "expected a JSON value".to_owned(),
        None if reason == "number out of range" => "the number is too large: send one below 1e308".to_owned(),
        None if reason == "trailing characters" => {
            "the JSON value ends here, and more text follows: send one JSON object and nothing else"
                .to_owned()
        }
        None => reason.to_owned(),
    };
    let start: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    // serde_json counts bytes, and stands behind the byte that it could not take.
    let place = start + error.column().saturating_sub(usize::from(!error.is_eof()));
    let place = place.min(text.len());
    // All before that place is JSON, so that strings begin and end there as they seem to.
    match encoding::faults(text, 1).first() {
        Some(fault) if fault.place <= place => {
            Malformed { encoding: true, ..at(text, fault.place, fault.reason()) }
        }
        _ => at(text, place, reason),
    }
}

fn at(text: &str, mut place: usize, reason: String) -> Malformed {
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    let (before, after) = text.split_at(place);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before[line_start..].chars().count() + 1;
    let line = before.matches('\n').count() + 1;
    let skip = before.chars().count().saturating_sub(40);
    let mut shown: String = before.chars().skip(skip).collect();
    if skip > 0 {
        shown.insert(0, '…');
    }
    Malformed {
        line,
        column,
        reason,
        excerpt: format!("{shown}<!>{}", text::cut(after, 20)),
        encoding: false,
    }
}

/// Decimals of up to so many digits are kept by `f64`.
const EXACT: usize = 15;

/// The first number of a JSON text that is an integer and would be rounded: one beyond 64 bits
/// whose digits `f64` does not keep.
fn rounded(text: &str) -> Option<(usize, &str)> {
    let bytes = text.as_bytes();
    // Hardly any text holds a number of so many digits, not even in a string.
    let mut run = 0;
    let long = bytes.iter().any(|byte| {
        run = if matches!(byte, b'0'..=b'9' | b'.') { run + 1 } else { 0 };
        run > EXACT
    });
    if !long {
        return None;
    }
    let mut index = 0;
    while let Some(byte) = bytes.get(index) {
        match byte {
            b'"' => {
                // To the end of the string; the text has been parsed, so that there is one.
                index += 1;
                while let Some(byte) = bytes.get(index).filter(|byte| **byte != b'"') {
                    index += if *byte == b'\\' { 2 } else { 1 };
                }
                index += 1;
            }
            b'-' | b'0'..=b'9' => {
                let start = index;
                while bytes
                    .get(index)
                    .is_some_and(|byte| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9'))
                {
                    index += 1;
                }
                let number = &text[start..index];
                if number.len() > EXACT && !exact(number) {
                    return Some((start, number));
                }
            }
            _ => index += 1,
        }
    }
    None
}

/// Whether a number of a JSON text is a fraction (which is rounded by its nature), or an integer
/// that is written again with the same digits.
fn exact(number: &str) -> bool {
    if number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok() {
        return true;
    }
    let unsigned = number.trim_start_matches('-');
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let Ok(exponent) = exponent.parse::<i64>() else { return true };
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_end_matches('0');
    let zeros = exponent
        .saturating_sub(fraction.len() as i64)
        .saturating_add((digits.len() - significant.len()) as i64);
    let digits = significant.trim_start_matches('0');
    // A fraction, or zero. What overflows has been refused by the parser.
    if zeros < 0 || digits.is_empty() {
        return true;
    }
    let Ok(float) = number.parse::<f64>() else { return true };
    // The digits that would be sent on; 309 at most.
    let whole = float.abs().to_string();
    whole.len() as i64 == digits.len() as i64 + zeros && whole.trim_end_matches('0') == digits
}
