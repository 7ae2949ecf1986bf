//! Header values: visible ASCII with blanks inside, nothing that could end a line.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::encode;
use super::refused::{Place, Refusal};
use super::values::{Filler, Fits, plain, single, text};
use crate::error::CallError;
use typed_tools_core::table::{Basic, Header, Part, Source};
use typed_tools_core::value::{List, Val};

/// A header of a request.
#[derive(Clone)]
pub(crate) struct Line {
    pub(crate) name: &'static str,
    pub(crate) value: Cow<'static, str>,
    pub(crate) sensitive: bool,
}

/// Whether no value of a call stands in `parts`.
pub(crate) fn is_constant(parts: &[Part<'static>]) -> bool {
    parts.iter().filter_map(|part| part.hole()).all(|hole| matches!(hole.source, Source::Secret(_)))
}

/// The header; `None` where a value in it is absent or null.
pub(crate) fn line(header: &Header<'static>, filler: &Filler<'_>) -> Result<Option<Line>, CallError> {
    let place = Place::Header(header.name);
    let value = match (header.value, single(header.value)) {
        ([Part::Text(literal)], _) => Some(Cow::Borrowed(*literal)),
        (_, Some(hole)) => match filler.value(hole) {
            Val::List(list) => {
                joined(list).map_err(|refusal| filler.refuse(hole, place, refusal))?.map(Cow::Owned)
            }
            _ => checked(hole, place, filler)?.map(|value| Cow::Owned(value.into_owned())),
        },
        (parts, None) => composed(parts, place, filler)?.map(Cow::Owned),
    };
    let Some(value) = value else { return Ok(None) };
    if let (Some(hole), true) = (last_hole(header.value), blank_outside(&value)) {
        return Err(filler.refuse(hole, place, Refusal::OuterBlank));
    }
    Ok(Some(Line { name: header.name, value, sensitive: header.sensitive }))
}

/// `authorization` of HTTP Basic; a value that is absent is an error.
pub(crate) fn basic(basic: &Basic<'static>, filler: &Filler<'_>) -> Result<Line, CallError> {
    let place = Place::Header("authorization");
    let mut pair = String::with_capacity(64);
    for (parts, user) in [(basic.username, true), (basic.password, false)] {
        for part in parts {
            let hole = match *part {
                Part::Text(literal) if basic.encoded => {
                    pair.extend(encode::form(literal));
                    continue;
                }
                Part::Text(literal) => {
                    pair.push_str(literal);
                    continue;
                }
                hole => hole,
            };
            let Some(value) = filler.scalar(hole, place)? else {
                return Err(filler.missing(hole, place));
            };
            if let Some(c) = value.chars().find(|c| c.is_control()) {
                return Err(filler.refuse(hole, place, Refusal::Control(c)));
            }
            if basic.encoded {
                pair.extend(encode::form(&value));
                continue;
            }
            if user && value.contains(':') {
                return Err(filler.refuse(hole, place, Refusal::Colon));
            }
            pair.push_str(&value);
        }
        if user {
            pair.push(':');
        }
    }
    let mut value = String::from("Basic ");
    STANDARD.encode_string(&pair, &mut value);
    Ok(Line { name: "authorization", value: Cow::Owned(value), sensitive: true })
}

fn composed(parts: &[Part<'static>], place: Place, filler: &Filler<'_>) -> Result<Option<String>, CallError> {
    let mut out = String::with_capacity(64);
    for part in parts {
        match *part {
            Part::Text(literal) => out.push_str(literal),
            hole => match checked(hole, place, filler)? {
                Some(value) => out.push_str(&value),
                None => return Ok(None),
            },
        }
    }
    Ok(Some(out))
}

fn checked<'a>(
    hole: Part<'static>,
    place: Place,
    filler: &Filler<'a>,
) -> Result<Option<Cow<'a, str>>, CallError> {
    let value = filler.scalar(hole, place)?;
    if let Some(value) = &value {
        check(value).map_err(|refusal| filler.refuse(hole, place, refusal))?;
    }
    Ok(value)
}

/// The elements with commas between; `None` where there are none.
fn joined(list: &dyn List) -> Fits<Option<String>> {
    let mut out: Option<String> = None;
    for i in 0..list.len() {
        let value = match plain(list.at(i)) {
            Val::Absent | Val::Null => continue,
            value => text(value)?,
        };
        check(&value)?;
        match &mut out {
            Some(out) => {
                out.push(',');
                out.push_str(&value);
            }
            None => out = Some(value.into_owned()),
        }
    }
    Ok(out)
}

fn check(value: &str) -> Fits<()> {
    if value.bytes().all(|b| matches!(b, b' '..=b'~' | b'\t')) {
        return Ok(());
    }
    match value.chars().find(|c| !matches!(c, ' '..='~' | '\t')) {
        Some(c) if c.is_control() => Err(Refusal::Control(c)),
        Some(c) => Err(Refusal::NotHeaderText(c)),
        None => Ok(()),
    }
}

fn blank_outside(value: &str) -> bool {
    value.starts_with([' ', '\t']) || value.ends_with([' ', '\t'])
}

fn last_hole(parts: &[Part<'static>]) -> Option<Part<'static>> {
    parts.iter().rev().copied().find(|part| part.is_hole())
}
