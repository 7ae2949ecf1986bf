//! `multipart/form-data` bodies (RFC 7578).

use std::hash::{BuildHasher as _, RandomState};

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::error::Unbuilt;
use super::json;
use super::pairs::{MOST, chosen};
use super::plan::{Field, Rest};
use super::refused::{Place, Refusal};
use super::values::{Filler, Fits, plain, single, text};
use typed_tools_core::value::Val;

struct Section {
    name: String,
    file: bool,
    content_type: Option<&'static str>,
    content: Vec<u8>,
}

/// The body, and its content type with the boundary.
pub(crate) fn body(fields: &[Field], rest: Rest, filler: &Filler<'_>) -> Result<(Vec<u8>, String), Unbuilt> {
    let mut sections = Vec::with_capacity(fields.len());
    for field in fields {
        match single(&field.value) {
            Some(placeholder) => {
                let refuse = |refusal| filler.refuse(placeholder, Place::Body, refusal);
                append(&mut sections, field.name, field.file, filler.value(placeholder)).map_err(refuse)?;
            }
            None => {
                if let Some(text) = filler.text(&field.value, Place::Body)? {
                    sections.push(plain_text(field.name, text.into_owned().into_bytes()));
                }
            }
        }
    }
    let named = |name: &str| fields.iter().any(|field| field.name == name);
    filler.each_of_rest(rest, &named, &mut |name, value| of_rest(&mut sections, name, value))?;
    let boundary = boundary(&sections);
    let mut out = Vec::with_capacity(sections.iter().map(|s| s.content.len() + 200).sum());
    for section in &sections {
        out.extend_from_slice(b"--");
        out.extend_from_slice(boundary.as_bytes());
        out.extend_from_slice(b"\r\ncontent-disposition: form-data; name=\"");
        quoted(&mut out, &section.name);
        if section.file {
            out.extend_from_slice(b"\"; filename=\"");
            quoted(&mut out, &section.name);
        }
        out.push(b'"');
        if let Some(content_type) = section.content_type {
            out.extend_from_slice(b"\r\ncontent-type: ");
            out.extend_from_slice(content_type.as_bytes());
        }
        out.extend_from_slice(b"\r\n\r\n");
        out.extend_from_slice(&section.content);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"--");
    out.extend_from_slice(boundary.as_bytes());
    out.extend_from_slice(b"--\r\n");
    Ok((out, format!("multipart/form-data; boundary={boundary}")))
}

/// Parts under a name that the model chose.
fn of_rest(sections: &mut Vec<Section>, name: &str, value: Val<'_>) -> Fits<()> {
    chosen(name)?;
    // The name stands in each of its parts.
    let parts = if let Val::List(list) = value { list.len() } else { 1 };
    if name.len().saturating_mul(parts) > MOST {
        return Err(Refusal::TooLarge);
    }
    append(sections, name, false, value)
}

fn plain_text(name: &str, content: Vec<u8>) -> Section {
    Section { name: name.to_owned(), file: false, content_type: None, content }
}

/// An array is a part for each element, as HTML forms and OpenAPI have it.
fn append(sections: &mut Vec<Section>, name: &str, file: bool, value: Val<'_>) -> Fits<()> {
    match value {
        Val::List(list) => {
            for i in 0..list.len() {
                one(sections, name, file, plain(list.at(i)))?;
            }
            Ok(())
        }
        value => one(sections, name, file, value),
    }
}

fn one(sections: &mut Vec<Section>, name: &str, file: bool, value: Val<'_>) -> Fits<()> {
    match value {
        Val::Absent | Val::Null => {}
        Val::Str(text) if file => sections.push(Section {
            name: name.to_owned(),
            file: true,
            content_type: Some("application/octet-stream"),
            content: BASE64.decode(unfolded(text)).map_err(|_| Refusal::NotBase64)?,
        }),
        _ if file => return Err(Refusal::NotBase64),
        Val::List(_) | Val::Object(_) | Val::Map(_) => {
            let mut content = Vec::new();
            json::write(&mut content, value, 0)?;
            let content_type = Some("application/json");
            sections.push(Section { name: name.to_owned(), file: false, content_type, content });
        }
        value => sections.push(plain_text(name, text(value)?.into_owned().into_bytes())),
    }
    Ok(())
}

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Base64 as encoders write it: in the URL-safe alphabet too, and in lines.
fn unfolded(text: &str) -> Vec<u8> {
    let plain = |b: u8| match b {
        b'-' => b'+',
        b'_' => b'/',
        b => b,
    };
    text.bytes().filter(|b| !matches!(b, b'\r' | b'\n')).map(plain).collect()
}

/// A name inside quotes, escaped as browsers do.
fn quoted(out: &mut Vec<u8>, name: &str) {
    for byte in name.bytes() {
        match byte {
            b'"' => out.extend_from_slice(b"%22"),
            b'\r' => out.extend_from_slice(b"%0D"),
            b'\n' => out.extend_from_slice(b"%0A"),
            byte => out.push(byte),
        }
    }
}

/// A boundary that no content holds.
fn boundary(sections: &[Section]) -> String {
    loop {
        let boundary = format!("typed-tools-{:032x}", random());
        let taken = |s: &Section| s.content.windows(boundary.len()).any(|w| w == boundary.as_bytes());
        if !sections.iter().any(taken) {
            return boundary;
        }
    }
}

/// 128 bits that nobody outside the process can foretell: the standard library's hasher is keyed
/// by the operating system's random numbers, anew for each of its states.
pub(super) fn random() -> u128 {
    let half = |salt: u8| u128::from(RandomState::new().hash_one(salt));
    half(0) << 64 | half(1)
}
