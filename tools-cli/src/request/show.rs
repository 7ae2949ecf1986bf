//! A request as text, with the names of secrets in place of their values.

use std::borrow::Cow;
use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use typed_tools_codegen::run::Runnable;
use typed_tools_runtime::__private::SecretValues;
use typed_tools_runtime::Request;

use crate::usage::Usage;

/// What stands for each secret while its request is built: letters and digits alone, which no encoding changes. That
/// of a base URL is one.
#[derive(Clone)]
pub(crate) struct Secrets(Vec<(Cow<'static, str>, String)>);

impl Secrets {
    pub(crate) fn of(set: &Runnable) -> Self {
        let mark = |(number, name): (usize, &&'static str)| {
            let mark = format!("ttsecret{number}end");
            let is_base = set.base_urls.contains(name);
            ((*name).into(), if is_base { format!("https://{mark}.invalid") } else { mark })
        };
        Self(set.secrets.iter().enumerate().map(mark).collect())
    }

    /// What stands for one more name.
    #[cfg(feature = "catalog")]
    pub(crate) fn mark(&mut self, name: &str) -> String {
        let mark = format!("ttvalue{}end", self.0.len());
        let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        self.0.push((name.into(), mark.clone()));
        mark
    }

    /// The marks of these secrets, for an engine.
    pub(crate) fn values(&self, names: Vec<&'static str>) -> Result<SecretValues, Usage> {
        let mark = |name: &str| self.0.iter().find(|(known, _)| *known == name).map(|(_, mark)| mark.clone());
        SecretValues::from_source(Vec::leak(names), &mark).map_err(|error| Usage(error.to_string()))
    }

    /// The text cut at its secrets: a stretch, and the secret behind it.
    fn pieces<'t>(&'t self, text: &'t str) -> Vec<(&'t str, Option<&'t str>)> {
        let mut pieces = Vec::new();
        let mut rest = text;
        loop {
            let marks =
                self.0.iter().filter_map(|(name, mark)| Some((rest.find(mark)?, mark.len(), &**name)));
            let Some((at, length, name)) = marks.min() else {
                pieces.push((rest, None));
                return pieces;
            };
            let (before, behind) = rest.split_at(at);
            pieces.push((before, Some(name)));
            rest = behind.get(length..).unwrap_or_default();
        }
    }

    /// With `$NAME` where secrets stand.
    fn named(&self, text: &str) -> String {
        let piece = |(text, name): (&str, Option<&str>)| match name {
            Some(name) => format!("{text}${name}"),
            None => text.to_owned(),
        };
        self.pieces(text).into_iter().map(piece).collect()
    }

    /// As one word of a shell: in single quotes; where a secret stands in it, in double quotes.
    fn quoted(&self, text: &str) -> String {
        let pieces = self.pieces(text);
        if pieces.len() < 2 {
            return format!("'{}'", text.replace('\'', "'\\''"));
        }
        let mut word = String::from("\"");
        for (text, name) in pieces {
            for c in text.chars() {
                if matches!(c, '"' | '\\' | '$' | '`') {
                    word.push('\\');
                }
                word.push(c);
            }
            if let Some(name) = name {
                let _ = write!(word, "${{{name}}}");
            }
        }
        word.push('"');
        word
    }
}

/// As a curl command; `token` stands for an access token that is not there yet.
pub(crate) fn curl(request: &Request, secrets: &Secrets, token: Option<&str>) -> String {
    // With `-X HEAD` curl waits for a body that never comes.
    let method = match request.method() {
        "HEAD" => "--head".to_owned(),
        method => format!("-X {method}"),
    };
    let mut out = format!("curl {method} {}", secrets.quoted(request.url()));
    for (name, value) in request.headers() {
        let word = match credentials(name, value) {
            Some(pair) => format!("-u {}", secrets.quoted(&pair)),
            None => format!("-H {}", secrets.quoted(&format!("{name}: {value}"))),
        };
        let _ = write!(out, " \\\n  {word}");
    }
    if let Some(token) = token {
        let _ = write!(out, " \\\n  -H \"authorization: Bearer {token}\"");
    }
    match request.body().map(std::str::from_utf8) {
        None => {}
        Some(Ok(text)) if !text.contains('\0') => {
            let _ = write!(out, " \\\n  --data-raw {}", secrets.quoted(text));
        }
        Some(_) => {
            let size = request.body().map_or(0, <[u8]>::len);
            let _ = write!(out, " \\\n  --data-binary @BODY # {size} bytes that are not text");
        }
    }
    out
}

/// User and password of HTTP's Basic scheme, which encodes both.
fn credentials(name: &str, value: &str) -> Option<String> {
    let encoded = value.strip_prefix("Basic ").filter(|_| name == "authorization")?;
    let pair = String::from_utf8(STANDARD.decode(encoded).ok()?).ok()?;
    pair.contains(':').then_some(pair)
}

/// As HTTP/1.1 has it.
pub(crate) fn raw(request: &Request, secrets: &Secrets, token: Option<&str>) -> String {
    let origin = request.origin();
    let url = request.url();
    let target = url.get(origin.len()..).filter(|target| !target.is_empty()).unwrap_or("/");
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let host = secrets.named(origin).strip_prefix('$').map_or(host.to_owned(), |name| format!("${name}"));
    let mut out = format!("{} {} HTTP/1.1\nhost: {host}\n", request.method(), secrets.named(target));
    for (name, value) in request.headers() {
        let value = match credentials(name, value) {
            Some(pair) => format!("Basic base64({})", secrets.named(&pair)),
            None => secrets.named(value),
        };
        let _ = writeln!(out, "{name}: {value}");
    }
    if let Some(token) = token {
        let _ = writeln!(out, "authorization: Bearer {token}");
    }
    match request.body().map(std::str::from_utf8) {
        None => out.truncate(out.trim_end().len()),
        Some(Ok(text)) => {
            let _ = write!(out, "\n{}", secrets.named(text));
        }
        Some(Err(_)) => {
            let _ = write!(out, "\n({} bytes that are not text)", request.body().map_or(0, <[u8]>::len));
        }
    }
    out
}
