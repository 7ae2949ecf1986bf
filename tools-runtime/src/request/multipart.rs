//! `multipart/form-data` bodies (RFC 7578).

use std::hash::{BuildHasher as _, RandomState};

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::error::Unbuilt;
use super::headers::{OCTETS, media_type};
use super::json;
use super::pairs::{MOST, chosen};
use super::plan::{Field, Rest};
use super::refused::{Place, Refusal};
use super::values::{Filler, Fits, plain, single, text};
use typed_tools_core::value::Val;

/// A body that is being written.
struct Writer {
    out: Vec<u8>,
    boundary: String,
}

/// What the definition says of a part, beside what it holds.
#[derive(Clone, Copy)]
struct Said<'a> {
    name: &'a str,
    /// Whether a text is base64 of a file.
    base64: bool,
    filename: Option<&'a str>,
    content_type: Option<&'a str>,
}

/// The body, and its content type with the boundary.
pub(crate) fn body(fields: &[Field], rest: Rest, filler: &Filler<'_>) -> Result<(Vec<u8>, String), Unbuilt> {
    let mut writer = Writer { out: Vec::new(), boundary: format!("typed-tools-{:032x}", random()) };
    for field in fields {
        let filename = match &field.filename {
            Some(name) => filler.text(name, Place::Body)?,
            None => None,
        };
        let Field { name, file, content_type, .. } = *field;
        let said = Said { name, base64: file, filename: filename.as_deref(), content_type };
        match single(&field.value) {
            Some(placeholder) => {
                let refuse = |refusal| filler.refuse(placeholder, Place::Body, refusal);
                writer.append(said, filler.value(placeholder)).map_err(refuse)?;
            }
            None => {
                if let Some(text) = filler.text(&field.value, Place::Body)? {
                    writer.part(said, None, text.as_bytes());
                }
            }
        }
    }
    let named = |name: &str| fields.iter().any(|field| field.name == name);
    filler.each_of_rest(rest, &named, &mut |name, value| writer.of_rest(name, value))?;
    let Writer { mut out, boundary } = writer;
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Ok((out, format!("multipart/form-data; boundary={boundary}")))
}

impl Writer {
    /// Parts under a name that the model chose.
    fn of_rest(&mut self, name: &str, value: Val<'_>) -> Fits<()> {
        chosen(name)?;
        // The name stands in each of its parts.
        let parts = if let Val::List(list) = value { list.len() } else { 1 };
        if name.len().saturating_mul(parts) > MOST {
            return Err(Refusal::TooLarge);
        }
        self.append(Said { name, base64: false, filename: None, content_type: None }, value)
    }

    /// An array is a part for each element, as HTML forms and OpenAPI have it.
    fn append(&mut self, said: Said<'_>, value: Val<'_>) -> Fits<()> {
        match value {
            Val::List(list) => (0..list.len()).try_for_each(|i| self.one(said, plain(list.at(i)))),
            value => self.one(said, value),
        }
    }

    fn one(&mut self, said: Said<'_>, value: Val<'_>) -> Fits<()> {
        match value {
            Val::Absent | Val::Null => {}
            Val::File(file) => {
                let own = Some(&*file.name).filter(|name| !name.is_empty()).or(Some(said.name));
                let said = Said { filename: said.filename.or(own), ..said };
                self.part(said, Some(media_type(file)?), &file.bytes);
            }
            Val::Str(text) if said.base64 => {
                let content = BASE64.decode(unfolded(text)).map_err(|_| Refusal::NotBase64)?;
                let said = Said { filename: said.filename.or(Some(said.name)), ..said };
                self.part(said, Some(OCTETS), &content);
            }
            _ if said.base64 => return Err(Refusal::NotBase64),
            Val::List(_) | Val::Object(_) | Val::Map(_) => {
                let mut content = Vec::new();
                json::write(&mut content, value, 0)?;
                self.part(said, Some("application/json"), &content);
            }
            value => self.part(said, None, text(value)?.as_bytes()),
        }
        Ok(())
    }

    /// `own` is the type of the content, where the definition does not say another.
    fn part(&mut self, said: Said<'_>, own: Option<&str>, content: &[u8]) {
        // Nobody who writes the content can foretell the boundary.
        self.out.reserve(content.len() + 200);
        self.out.extend_from_slice(b"--");
        self.out.extend_from_slice(self.boundary.as_bytes());
        self.out.extend_from_slice(b"\r\ncontent-disposition: form-data; name=\"");
        quoted(&mut self.out, said.name);
        if let Some(filename) = said.filename {
            self.out.extend_from_slice(b"\"; filename=\"");
            quoted(&mut self.out, filename);
        }
        self.out.push(b'"');
        if let Some(content_type) = said.content_type.or(own) {
            self.out.extend_from_slice(b"\r\ncontent-type: ");
            self.out.extend_from_slice(content_type.as_bytes());
        }
        self.out.extend_from_slice(b"\r\n\r\n");
        self.out.extend_from_slice(content);
        self.out.extend_from_slice(b"\r\n");
    }
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

/// 128 bits that nobody outside the process can foretell: the standard library's hasher is keyed
/// by the operating system's random numbers, anew for each of its states.
pub(super) fn random() -> u128 {
    let half = |salt: u8| u128::from(RandomState::new().hash_one(salt));
    half(0) << 64 | half(1)
}
