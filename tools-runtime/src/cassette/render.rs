//! Requests as text that is the same in every run: without secrets and without what is random.

use crate::request::Request;

/// The request as a `curl` command, redacted, with `[random]` for keys and `[boundary]` for the boundary of parts.
pub(crate) fn stable(request: &Request) -> String {
    let mut text = request.to_curl();
    for (_, value) in request.headers() {
        if is_random_uuid(value) {
            text = text.replace(value, "[random]");
        }
        if let Some((_, boundary)) = value.split_once("boundary=") {
            text = text.replace(boundary.trim_matches('"'), "[boundary]");
        }
    }
    text
}

/// Version 4, as idempotency keys are made.
fn is_random_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            14 => byte == b'4',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Where two texts differ first: the lines.
pub(super) fn difference<'a>(expected: &'a str, came: &'a str) -> (&'a str, &'a str) {
    let mut lines = came.lines();
    for line in expected.lines() {
        match lines.next() {
            Some(other) if other == line => {}
            other => return (line.trim(), other.unwrap_or_default().trim()),
        }
    }
    ("", lines.next().unwrap_or_default().trim())
}
