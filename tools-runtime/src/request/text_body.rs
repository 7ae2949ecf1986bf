//! Bodies that are text: what a placeholder's suffix makes of its value.

use super::error::Unbuilt;
use super::json;
use super::plan::Part;
use super::refused::{Place, Refusal};
use super::values::{Filler, Fits};
use typed_tools_core::table::Suffix;

/// The text; `None` where a value in it is absent, or is null without being written as JSON.
pub(crate) fn body(parts: &[Part], filler: &Filler<'_>) -> Result<Option<Vec<u8>>, Unbuilt> {
    let mut out = Vec::with_capacity(256);
    for part in parts {
        match *part {
            Part::Text(text) => out.extend_from_slice(text.as_bytes()),
            part if part.suffix() == Suffix::Json => {
                let written = json::write(&mut out, filler.value(part), 0);
                if !written.map_err(|refusal| filler.refuse(part, Place::Body, refusal))? {
                    return Ok(None);
                }
            }
            part => {
                let Some(text) = filler.scalar(part, Place::Body)? else { return Ok(None) };
                match part.suffix() {
                    Suffix::Xml => {
                        xml(&mut out, &text).map_err(|refusal| filler.refuse(part, Place::Body, refusal))?;
                    }
                    _ => out.extend_from_slice(text.as_bytes()),
                }
            }
        }
    }
    Ok(Some(out))
}

/// Escaped for text and for attributes in either quotes. Tabs and line breaks are references, since a parser
/// makes blanks of them in an attribute, and a line feed of every line end.
fn xml(out: &mut Vec<u8>, text: &str) -> Fits<()> {
    for c in text.chars() {
        let reference = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&apos;",
            '\t' => "&#9;",
            '\n' => "&#10;",
            '\r' => "&#13;",
            // XML 1.0, section 2.2: not even a reference may name these.
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => return Err(Refusal::NotXml(c)),
            c => {
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                continue;
            }
        };
        out.extend_from_slice(reference.as_bytes());
    }
    Ok(())
}
