//! JSON bodies, written directly: no tree is built.

use serde_json::Value;

use super::error::Unbuilt;
use super::limits::DEEPEST;
use super::plan::{Json, Part};
use super::refused::{Place, Refusal};
use super::values::{Filler, Fits, extra, plain, text};
use typed_tools_core::value::{Entries, Fields, Val};

/// The document; `None` where it is one value that is absent.
pub(crate) fn body(template: &Json, filler: &Filler<'_>) -> Result<Option<Vec<u8>>, Unbuilt> {
    let mut out = Vec::with_capacity(256);
    if fill(&mut out, template, filler)? {
        return Ok(Some(out));
    }
    Ok(match template {
        Json::Object(_) | Json::WithRest(_) => Some(b"{}".to_vec()),
        Json::Array(_) => Some(b"[]".to_vec()),
        _ => None,
    })
}

/// Appends the value of `template`, or nothing (`false`) where it is absent.
fn fill(out: &mut Vec<u8>, template: &Json, filler: &Filler<'_>) -> Result<bool, Unbuilt> {
    match template {
        Json::Value(part) => return typed(out, *part, filler),
        Json::Raw(json) => out.extend_from_slice(json.as_bytes()),
        Json::Text(parts) => match filler.text(parts, Place::Body)? {
            Some(text) => string(out, &text),
            None => return Ok(false),
        },
        Json::Object(entries) | Json::WithRest(entries) => {
            let start = out.len();
            out.push(b'{');
            for (key, value) in entries {
                let before = out.len();
                if before > start + 1 {
                    out.push(b',');
                }
                out.extend_from_slice(key.as_bytes());
                out.push(b':');
                if !fill(out, value, filler)? {
                    out.truncate(before);
                }
            }
            if let (Json::WithRest(_), Some(rest)) = (template, filler.rest()) {
                map(out, rest, Some(filler.values.arguments), 0)
                    .map_err(|refusal| filler.refuse_rest(refusal))?;
            }
            // What has entries in the template and none left is left out itself.
            if out.len() == start + 1 && !entries.is_empty() {
                out.truncate(start);
                return Ok(false);
            }
            out.push(b'}');
        }
        Json::Array(elements) => {
            let start = out.len();
            out.push(b'[');
            for element in elements {
                let before = out.len();
                if before > start + 1 {
                    out.push(b',');
                }
                if !fill(out, element, filler)? {
                    out.truncate(before);
                }
            }
            if out.len() == start + 1 && !elements.is_empty() {
                out.truncate(start);
                return Ok(false);
            }
            out.push(b']');
        }
    }
    Ok(true)
}

/// Appends the value of a placeholder with its type, or nothing (`false`) where it is absent.
fn typed(out: &mut Vec<u8>, part: Part, filler: &Filler<'_>) -> Result<bool, Unbuilt> {
    write(out, filler.value(part), 0).map_err(|refusal| filler.refuse(part, Place::Body, refusal))
}

/// Appends a value as JSON, or nothing (`false`) where it is absent.
pub(crate) fn write(out: &mut Vec<u8>, value: Val<'_>, depth: u32) -> Fits<bool> {
    if depth > DEEPEST {
        return Err(Refusal::TooDeep);
    }
    match plain(value) {
        Val::Absent => return Ok(false),
        Val::Null => out.extend_from_slice(b"null"),
        Val::Bool(value) => out.extend_from_slice(if value { b"true" } else { b"false" }),
        Val::Str(text) => string(out, text),
        Val::Int(number) => scalar(out, &number),
        Val::UInt(number) => scalar(out, &number),
        Val::Float(number) if number.is_finite() && number.fract() != 0.0 => scalar(out, &number),
        value @ (Val::Float(_) | Val::Json(Value::Number(_))) => {
            out.extend_from_slice(text(value)?.as_bytes());
        }
        Val::Json(json) => scalar(out, json),
        Val::File(_) => return Err(Refusal::NotScalar),
        Val::Slot(slot) => return write(out, Val::Json(&slot.clone().into_value()), depth),
        Val::List(list) => {
            out.push(b'[');
            for i in 0..list.len() {
                if i > 0 {
                    out.push(b',');
                }
                if !write(out, list.at(i), depth + 1)? {
                    out.extend_from_slice(b"null");
                }
            }
            out.push(b']');
        }
        Val::Object(fields) => object(out, fields, depth)?,
        Val::Map(entries) => {
            out.push(b'{');
            map(out, entries, None, depth)?;
            out.push(b'}');
        }
    }
    Ok(true)
}

fn object(out: &mut Vec<u8>, fields: &dyn Fields, depth: u32) -> Fits<()> {
    out.push(b'{');
    for (name, value) in fields.iter() {
        entry(out, name, value, depth)?;
    }
    if let Some(extra) = fields.extra() {
        map(out, extra, Some(fields), depth)?;
    }
    out.push(b'}');
    Ok(())
}

/// `known` are the properties that the entries stand beside.
fn map(out: &mut Vec<u8>, entries: &dyn Entries, known: Option<&dyn Fields>, depth: u32) -> Fits<()> {
    let mut done = Ok(());
    entries.each(&mut |name, value| {
        if done.is_ok() {
            done = extra(known, name).and_then(|()| entry(out, name, value, depth));
        }
    });
    done
}

fn entry(out: &mut Vec<u8>, name: &str, value: Val<'_>, depth: u32) -> Fits<()> {
    let before = out.len();
    if !out.ends_with(b"{") {
        out.push(b',');
    }
    string(out, name);
    out.push(b':');
    if !write(out, value, depth + 1)? {
        out.truncate(before);
    }
    Ok(())
}

fn string(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    let mut rest = text.as_bytes();
    loop {
        let (plain, special) = rest.split_at(plain_prefix(rest));
        out.extend_from_slice(plain);
        let Some((byte, after)) = special.split_first() else { break };
        escape(out, *byte);
        rest = after;
    }
    out.push(b'"');
}

/// How many bytes stand for themselves in a JSON string, from the start.
fn plain_prefix(bytes: &[u8]) -> usize {
    let plain = |b: u8| (b >= 0x20) & (b != b'"') & (b != b'\\');
    let (chunks, _) = bytes.as_chunks::<16>();
    // Folded, not `all`: without an early exit the loop over a chunk is vectorised.
    let whole = chunks.iter().take_while(|chunk| chunk.iter().fold(true, |so_far, b| so_far & plain(*b)));
    let start = whole.count() * 16;
    start + bytes[start..].iter().take_while(|b| plain(**b)).count()
}

fn escape(out: &mut Vec<u8>, byte: u8) {
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        0x08 => b'b',
        0x0c => b'f',
        _ => {
            let digit = |nibble: u8| b"0123456789abcdef"[usize::from(nibble & 15)];
            return out.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte)]);
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

fn scalar(out: &mut Vec<u8>, value: &(impl serde::Serialize + ?Sized)) {
    // A string, number or boolean always serialises, and writing to a vector does not fail.
    let _ = serde_json::to_writer(out, value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_written_as_serde_json_writes_them() {
        let every: String = (0..0x250_u32).filter_map(char::from_u32).collect();
        // Specials at every place of the sixteen bytes that are looked at together.
        let padded = (0..40).map(|n| format!("{}\"\n{}é🦀", "a".repeat(n), "b".repeat(n)));
        for text in padded.chain([every, String::new(), "\u{7f}\u{2028}".to_owned()]) {
            let mut out = Vec::new();
            string(&mut out, &text);
            assert_eq!(out, serde_json::to_vec(&text).unwrap(), "{text:?}");
        }
    }

    #[test]
    fn what_json_has_no_number_for_is_refused() {
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let list = vec![1.5, number];
            for value in [Val::Float(number), Val::List(&list)] {
                assert_eq!(write(&mut Vec::new(), value, 0), Err(Refusal::NotFinite));
            }
        }
    }
}
