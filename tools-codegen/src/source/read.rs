//! Reading one file, whatever it turns out to be.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;

use super::found::{Found, lost};
use super::input::{SourceFile, Sources};
use crate::diag::{Code, Diagnostic, Sink, Span};

/// Definitions are kilobytes; a file of this size is not one, and spans count bytes in 32 bits.
const MAX_BYTES: u64 = 64 << 20;

/// Reads `file` into `sources`, or says why not. An `unsaved` text stands in place of what it holds.
pub(super) fn read(file: Found, unsaved: &BTreeMap<PathBuf, String>, sources: &mut Sources, sink: &mut Sink) {
    let Found { path, display, leaves } = file;
    let metadata = match fs::metadata(&path) {
        Ok(metadata) => metadata,
        Err(error) => return sink.push(unreadable(&display, &error)),
    };
    if metadata.is_dir() {
        let help = format!(
            "give its files, `{display}/*.json`, or rename the folder so that the pattern passes it by"
        );
        return sink.push(lost(Code::Unreadable, format!("`{display}` is a folder, not a file")).help(help));
    }
    // A pipe or a device may never end.
    if !metadata.is_file() {
        return sink.push(lost(Code::Unreadable, format!("`{display}` is not a regular file")));
    }
    if metadata.len() > MAX_BYTES {
        let megabytes = metadata.len() >> 20;
        let message =
            format!("`{display}` has {megabytes} MiB; a definition has at most {}", MAX_BYTES >> 20);
        return sink.push(lost(Code::TooLarge, message).help("is this the right file?"));
    }
    let read = unsaved.get(&path).map_or_else(|| fs::read(&path), |text| Ok(text.clone().into_bytes()));
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(error) => return sink.push(unreadable(&display, &error)),
    };
    let index = u32::try_from(sources.files.len()).unwrap_or(u32::MAX);
    if let Some((folder, target)) = leaves {
        let span = Span { source: index, start: 0, end: 0 };
        sink.push(
            Diagnostic::new(
                Code::LinkLeaves,
                span,
                format!("this file is reached by a link that leaves `{folder}`"),
            )
            .label(format!("it stands in `{target}`"))
            .help("let the pattern itself name that folder, so that a reader sees what is compiled; or allow W001"),
        );
    }
    let mut source = match String::from_utf8(bytes) {
        Ok(text) => SourceFile::new(display, Some(path), text),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            // What is lost is shown as U+FFFD, from the first wrong byte on.
            let text = String::from_utf8_lossy(&bytes).into_owned();
            sink.push(not_utf8(&bytes, index, at));
            let mut source = SourceFile::new(display, Some(path), text);
            source.readable = false;
            source
        }
    };
    source.text.shrink_to_fit();
    sources.files.push(source);
}

fn not_utf8(bytes: &[u8], source: u32, at: usize) -> Diagnostic {
    let start = u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span { source, start, end: start.saturating_add(3) };
    let utf16 = matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
    let byte = bytes.get(at).copied().unwrap_or_default();
    let (message, help) = if utf16 {
        ("the file is UTF-16".to_owned(), "save it as UTF-8")
    } else {
        (
            format!("the byte 0x{byte:02X} is not UTF-8"),
            "save the file as UTF-8; it may be in Latin-1 or Windows-1252",
        )
    };
    Diagnostic::new(Code::NotUtf8, span, message).help(help)
}

fn unreadable(display: &str, error: &io::Error) -> Diagnostic {
    let (what, help) = match error.kind() {
        io::ErrorKind::NotFound => ("is a link to a file that is not there", "fix the link or remove it"),
        io::ErrorKind::PermissionDenied => ("cannot be read: permission denied", "let the build read it"),
        _ if error.to_string().contains("symbolic link") => {
            ("is a link that leads back to itself", "fix the link or remove it")
        }
        _ => {
            let message = format!("`{display}` cannot be read: {error}");
            return lost(Code::Unreadable, message);
        }
    };
    lost(Code::Unreadable, format!("`{display}` {what}")).help(help)
}
