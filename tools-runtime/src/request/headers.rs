//! Header values: visible ASCII with blanks inside, nothing that could end a line.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::encode;
use super::error::Unbuilt;
use super::plan::{Basic, Header, Part};
use super::refused::{Place, Refusal, RefusedValue, Supplier};
use super::values::{Filler, Fits, plain, single, text};
use crate::secrets::SecretValues;
use typed_tools_core::file::File;
use typed_tools_core::table::{self, Source, Table};
use typed_tools_core::value::{List, Val};

/// A header of a request.
#[derive(Clone)]
pub(crate) struct Line {
    pub(crate) name: Cow<'static, str>,
    pub(crate) value: Cow<'static, str>,
    pub(crate) sensitive: bool,
}

/// Whether no value of a call stands in `parts`.
pub(crate) fn is_constant(parts: &[Part]) -> bool {
    parts.iter().all(|part| part.is_constant())
}

/// The header; `None` where a value in it is absent or null.
pub(crate) fn line(header: &Header, filler: &Filler<'_>) -> Result<Option<Line>, Unbuilt> {
    let place = Place::Header(header.name);
    let value = match (&*header.value, single(&header.value)) {
        ([Part::Text(literal)], _) => Some(Cow::Borrowed(*literal)),
        (_, Some(placeholder)) => match filler.value(placeholder) {
            Val::List(list) => {
                joined(list).map_err(|refusal| filler.refuse(placeholder, place, refusal))?.map(Cow::Owned)
            }
            _ => checked(placeholder, place, filler)?.map(|value| Cow::Owned(value.into_owned())),
        },
        (parts, None) => composed(parts, place, filler)?.map(Cow::Owned),
    };
    let Some(value) = value else { return Ok(None) };
    if let (Some(placeholder), true) = (last_placeholder(&header.value), blank_outside(&value)) {
        return Err(filler.refuse(placeholder, place, Refusal::OuterBlank));
    }
    Ok(Some(Line { name: Cow::Borrowed(header.name), value, sensitive: header.sensitive }))
}

/// `authorization` of HTTP Basic; a value that is absent is an error.
pub(crate) fn basic(basic: &Basic, filler: &Filler<'_>) -> Result<Line, Unbuilt> {
    let place = Place::Header("authorization");
    let mut pair = String::with_capacity(64);
    for (parts, user) in [(&basic.username, true), (&basic.password, false)] {
        for part in parts {
            let placeholder = match *part {
                Part::Text(literal) if basic.encoded => {
                    pair.extend(encode::form(literal));
                    continue;
                }
                Part::Text(literal) => {
                    pair.push_str(literal);
                    continue;
                }
                placeholder => placeholder,
            };
            let Some(value) = filler.scalar(placeholder, place)? else {
                return Err(filler.missing(placeholder, place));
            };
            check_basic(basic.encoded, user, &value)
                .map_err(|refusal| filler.refuse(placeholder, place, refusal))?;
            if basic.encoded {
                pair.extend(encode::form(&value));
                continue;
            }
            pair.push_str(&value);
        }
        if user {
            pair.push(':');
        }
    }
    let mut value = String::from("Basic ");
    STANDARD.encode_string(&pair, &mut value);
    Ok(Line { name: Cow::Borrowed("authorization"), value: Cow::Owned(value), sensitive: true })
}

/// Collects the secrets that no header of the tool's requests can carry, each once: those that stand in one.
pub(crate) fn unusable_secrets(tool: Table, secrets: &SecretValues, unusable: &mut Vec<RefusedValue>) {
    let mut each = |header, parts: &[table::Part<'static>], fits: &dyn Fn(&str, usize) -> Fits<()>| {
        for (index, part) in parts.iter().enumerate() {
            let Some(Source::Secret(name)) = part.source() else { continue };
            let Some((_, value)) = secrets.iter().find(|(known, _)| *known == name) else { continue };
            if let Err(refusal) = fits(value, index)
                && unusable.iter().all(|known| known.name != name)
            {
                let place = Place::Header(header);
                let (tool, name) = (tool.name, name.to_owned());
                unusable.push(RefusedValue { tool, supplier: Supplier::Secret, name, place, refusal });
            }
        }
    };
    for header in tool.request.headers {
        each(header.name, header.value, &|value, index| {
            check(value)?;
            let outside = index == 0 && value.starts_with(BLANKS)
                || index + 1 == header.value.len() && value.ends_with(BLANKS);
            if outside { Err(Refusal::OuterBlank) } else { Ok(()) }
        });
    }
    if let Some(basic) = &tool.settings.basic {
        for (parts, user) in [(basic.username, true), (basic.password, false)] {
            each("authorization", parts, &|value, _| check_basic(basic.encoded, user, value));
        }
    }
    if let Some(token) = tool.settings.token {
        unusable_secrets(token, secrets, unusable);
    }
}

fn composed(parts: &[Part], place: Place, filler: &Filler<'_>) -> Result<Option<String>, Unbuilt> {
    let mut out = String::with_capacity(64);
    for part in parts {
        match *part {
            Part::Text(literal) => out.push_str(literal),
            placeholder => match checked(placeholder, place, filler)? {
                Some(value) => out.push_str(&value),
                None => return Ok(None),
            },
        }
    }
    Ok(Some(out))
}

fn checked<'a>(
    placeholder: Part,
    place: Place,
    filler: &Filler<'a>,
) -> Result<Option<Cow<'a, str>>, Unbuilt> {
    let value = filler.scalar(placeholder, place)?;
    if let Some(value) = &value {
        check(value).map_err(|refusal| filler.refuse(placeholder, place, refusal))?;
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

/// What stands in the user name, or the password.
fn check_basic(encoded: bool, user: bool, value: &str) -> Fits<()> {
    if let Some(c) = value.chars().find(|c| c.is_control()) {
        return Err(control(c, value));
    }
    if user && !encoded && value.contains(':') { Err(Refusal::Colon) } else { Ok(()) }
}

/// Refuses the first control character of a value.
fn control(c: char, value: &str) -> Refusal {
    let text = value.trim_end_matches(['\r', '\n']);
    if text.contains(char::is_control) { Refusal::Control(c) } else { Refusal::LineEnd }
}

fn check(value: &str) -> Fits<()> {
    if value.bytes().all(|b| matches!(b, b' '..=b'~' | b'\t')) {
        return Ok(());
    }
    match value.chars().find(|c| !matches!(c, ' '..='~' | '\t')) {
        Some(c) if c.is_control() => Err(control(c, value)),
        Some(c) => Err(Refusal::NotHeaderText(c)),
        None => Ok(()),
    }
}

/// The media type of a file, as a header can carry it.
pub(crate) fn media_type(file: &File) -> Fits<&str> {
    let text = file.content_type.trim();
    check(text)?;
    Ok(if text.is_empty() { OCTETS } else { text })
}

/// The media type of what has none.
pub(crate) const OCTETS: &str = "application/octet-stream";

/// Whether a header can carry the value.
pub(crate) fn fits(value: &str) -> bool {
    check(value).is_ok() && !blank_outside(value)
}

const BLANKS: [char; 2] = [' ', '\t'];

fn blank_outside(value: &str) -> bool {
    value.starts_with(BLANKS) || value.ends_with(BLANKS)
}

fn last_placeholder(parts: &[Part]) -> Option<Part> {
    parts.iter().rev().copied().find(|part| part.is_placeholder())
}
