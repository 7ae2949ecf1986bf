//! The path: no value can add, remove or climb out of a segment.

use std::borrow::Cow;

use super::encode;
use super::error::Unbuilt;
use super::plan::{Part, Text};
use super::refused::{Place, Refusal};
use super::values::{Filler, Fits, text};
use typed_tools_core::table::Suffix;
use typed_tools_core::value::Val;

/// The segments of a path: the `/` of its literals are between them.
pub(crate) fn segments(path: &[Part]) -> Vec<Text> {
    if path.is_empty() {
        return Vec::new();
    }
    let mut segments = Vec::new();
    let mut open = Vec::new();
    for part in path {
        let Part::Text(text) = part else {
            open.push(*part);
            continue;
        };
        for (i, stretch) in text.split('/').enumerate() {
            if i > 0 {
                segments.push(std::mem::take(&mut open).into_boxed_slice());
            }
            if !stretch.is_empty() {
                open.push(Part::Text(stretch));
            }
        }
    }
    segments.push(open.into_boxed_slice());
    segments
}

/// Appends `/` and a segment of the template.
pub(crate) fn segment(out: &mut String, parts: &[Part], filler: &Filler<'_>) -> Result<(), Unbuilt> {
    out.push('/');
    for part in parts {
        match *part {
            Part::Text(text) => out.push_str(text),
            placeholder => {
                let refuse = |refusal| filler.refuse(placeholder, Place::Path, refusal);
                match filler.value(placeholder) {
                    Val::Absent => return Err(filler.missing(placeholder, Place::Path)),
                    value => {
                        push(out, &text(value).map_err(refuse)?, placeholder.suffix()).map_err(refuse)?
                    }
                }
            }
        }
    }
    Ok(())
}

fn push(out: &mut String, text: &str, suffix: Suffix) -> Fits<()> {
    // The common case; of these texts, only the empty one and dots are refused.
    if encode::is_unreserved(text) && !matches!(text, "" | "." | "..") {
        out.push_str(text);
        return Ok(());
    }
    let encoded = Cow::from(encode::component(text));
    match suffix {
        // The other suffixes stand in no path.
        Suffix::None | Suffix::Xml | Suffix::Json => {
            check(text, false)?;
            out.push_str(&encoded);
        }
        Suffix::Segment => {
            check(text, true)?;
            // A server that decodes `%2F` before it routes must not be led upwards either.
            if text.split('/').any(|step| step == "." || step == "..") {
                return Err(Refusal::DotSegment);
            }
            out.push_str(&encoded);
        }
        Suffix::Path => {
            for (i, step) in text.split('/').enumerate() {
                if i > 0 {
                    out.push('/');
                }
                check(step, false)?;
                out.extend(encode::component(step));
            }
        }
    }
    Ok(())
}

/// Refused even between literals: none of these is ever what was meant, and since no value is
/// made of dots alone, neither is a segment with a value in it.
fn check(text: &str, slash: bool) -> Fits<()> {
    match text {
        "" => return Err(Refusal::Empty),
        "." | ".." => return Err(Refusal::DotSegment),
        _ => {}
    }
    for c in text.chars() {
        if c.is_control() {
            return Err(Refusal::Control(c));
        }
        if c == '\\' || (c == '/' && !slash) {
            return Err(Refusal::Separator(c));
        }
    }
    Ok(())
}
