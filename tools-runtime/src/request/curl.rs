//! A request as people read it, without secrets.

use std::fmt::{self, Write as _};

use super::built::Request;
use crate::shown::{LOGGED, Shown};

impl Request {
    /// The request as a `curl` command, without secrets, credentials and the path prefix of a base
    /// URL (so it has to be completed before it works).
    #[must_use]
    pub fn to_curl(&self) -> String {
        let scrubber = self.scrubber();
        // With `-X HEAD` curl waits for a body that never comes.
        let method = if self.method == "HEAD" { "--head".to_owned() } else { format!("-X {}", self.method) };
        let mut out = format!("curl {method} {}", quoted(&self.shown_url()));
        for line in self.all_lines() {
            let value = if line.sensitive { masked(&line.value) } else { scrubber.scrub(&line.value) };
            let _ = write!(out, " \\\n  -H {}", quoted(&format!("{}: {value}", line.name)));
        }
        if let Some(body) = &self.body {
            let shown = match std::str::from_utf8(body) {
                Ok(text) if !text.contains('\0') => quoted(&scrubber.scrub(text)),
                _ => format!("'[{} bytes, not text]'", body.len()),
            };
            let _ = write!(out, " \\\n  --data-raw {shown}");
        }
        out
    }
}

/// A credential without its value; its scheme (`Bearer`) says which kind it is.
fn masked(value: &str) -> std::borrow::Cow<'static, str> {
    match value.split_once(' ') {
        Some((scheme @ ("Bearer" | "Basic" | "Token" | "Digest"), _)) => {
            format!("{scheme} [redacted]").into()
        }
        _ => "[redacted]".into(),
    }
}

/// In single quotes, in which a shell takes everything as it stands.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scrubber = self.scrubber();
        let headers: Vec<_> = self
            .all_lines()
            .map(|line| {
                let value = if line.sensitive { masked(&line.value) } else { scrubber.scrub(&line.value) };
                (&*line.name, value)
            })
            .collect();
        let mut shown = f.debug_struct("Request");
        shown.field("method", &self.method).field("url", &self.shown_url()).field("headers", &headers);
        if let Some(body) = &self.body {
            match std::str::from_utf8(body) {
                Ok(text) => shown.field("body", &Shown::new(text, scrubber, LOGGED).first(LOGGED)),
                Err(_) => shown.field("body", &format_args!("[{} bytes, not text]", body.len())),
            };
        }
        shown.finish()
    }
}
