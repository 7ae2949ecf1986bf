//! Takes secrets, and for a model URLs too, out of every text that is shown to anybody.

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use crate::origin::BaseUrl;
use crate::request::encode;
use crate::secrets::{SecretValues, is_base_url};

const MASK: &str = "[redacted]";

/// Below this length a secret is looked for as a whole word: `eu` must not blank out `neutral`.
const WORD: usize = 4;

/// Below this length the base64 of a secret is too short to tell from other text.
const ENCODED: usize = 6;

/// Knows the secrets of a set in every form in which they could come back.
#[derive(Default)]
pub(crate) struct Scrubber {
    needles: Vec<Needle>,
}

struct Needle {
    text: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Anywhere.
    Plain,
    /// Anywhere, upper and lower case alike (the digits of percent-encoding).
    AnyCase,
    /// Not inside a longer word.
    Word,
    /// With all base64 around it: the secret may be part of what was encoded.
    Base64,
}

impl Scrubber {
    pub(crate) fn new(secrets: &SecretValues) -> Self {
        let mut scrubber = Self::default();
        for (name, value) in secrets.iter() {
            // `DATABASE_URL` ends in `BASE_URL` too: what is no base URL is a secret.
            if !is_base_url(name) || BaseUrl::parse(value, &["*"]).is_err() {
                scrubber.add(value);
            }
        }
        // The longest first: one secret may hold another.
        scrubber.needles.sort_by(|a, b| b.text.len().cmp(&a.text.len()).then_with(|| a.text.cmp(&b.text)));
        scrubber.needles.dedup_by(|a, b| a.text == b.text && a.kind == b.kind);
        scrubber
    }

    fn add(&mut self, secret: &str) {
        let trimmed = secret.trim();
        if trimmed.is_empty() {
            return;
        }
        self.forms(trimmed);
        // `Basic {{X}}` and the like: a secret that holds a whole `user:password` or
        // `Bearer token` may come back in parts.
        if let Some((_, tail)) = trimmed.split_once(' ') {
            self.forms(tail.trim());
        }
    }

    fn forms(&mut self, secret: &str) {
        if secret.is_empty() {
            return;
        }
        let plain = if secret.len() < WORD { Kind::Word } else { Kind::Plain };
        self.needles.push(Needle { text: secret.to_owned(), kind: plain });
        let mut encoded = [String::new(), String::new()];
        let [component, form] = &mut encoded;
        encode::component(component, secret);
        encode::form(form, secret);
        for text in encoded.into_iter().filter(|text| text != secret) {
            self.needles.push(Needle { text, kind: Kind::AnyCase });
        }
        // As `Debug` and JSON write it.
        let quoted = [format!("{secret:?}"), serde_json::Value::from(secret).to_string()];
        for text in quoted {
            let inner = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
            if inner != secret && !inner.is_empty() {
                self.needles.push(Needle { text: inner.to_owned(), kind: plain });
            }
        }
        if secret.len() < ENCODED {
            return;
        }
        // In base64 a secret looks different at each of three offsets; what its neighbours
        // decide is left out here, and taken with the rest of the run when it is found.
        for offset in 0..3_usize {
            let mut bytes = vec![0; offset];
            bytes.extend_from_slice(secret.as_bytes());
            let whole = STANDARD_NO_PAD.encode(&bytes);
            let start = [0, 2, 3][offset];
            let end = bytes.len() / 3 * 4;
            if let Some(inner) = whole.get(start..end).filter(|inner| inner.len() >= 6) {
                self.needles.push(Needle { text: inner.to_owned(), kind: Kind::Base64 });
                let url_safe = inner.replace('+', "-").replace('/', "_");
                if url_safe != inner {
                    self.needles.push(Needle { text: url_safe, kind: Kind::Base64 });
                }
            }
        }
    }

    /// `text` without any secret.
    pub(crate) fn scrub<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut out = Cow::Borrowed(text);
        for needle in &self.needles {
            if let Cow::Owned(next) = needle.remove(&out) {
                out = Cow::Owned(next);
            }
        }
        out
    }

    /// `text` without any secret or URL.
    pub(crate) fn for_model(&self, text: &str) -> String {
        without_urls(&self.scrub(text))
    }
}

impl fmt::Debug for Scrubber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scrubber")
    }
}

impl Needle {
    fn remove<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut out = String::new();
        let mut kept = 0;
        let mut from = 0;
        while let Some(at) = self.find(text, from) {
            let (start, end) = self.extent(text, at);
            if start < kept || (self.kind == Kind::Word && in_word(text, start, end)) {
                from = at + self.text.chars().next().map_or(1, char::len_utf8);
                continue;
            }
            out.push_str(&text[kept..start]);
            out.push_str(MASK);
            kept = end;
            from = end;
        }
        if kept == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(&text[kept..]);
        Cow::Owned(out)
    }

    fn find(&self, text: &str, from: usize) -> Option<usize> {
        let rest = text.get(from..)?;
        if self.kind == Kind::AnyCase {
            // Most texts have nothing encoded, and this search is the slow one.
            if !rest.contains(['%', '+']) {
                return None;
            }
            let needle = self.text.as_bytes();
            let found = rest.as_bytes().windows(needle.len()).position(|w| w.eq_ignore_ascii_case(needle));
            // The needle is ASCII, so a match begins and ends between characters.
            found.map(|at| from + at)
        } else {
            rest.find(&self.text).map(|at| from + at)
        }
    }

    fn extent(&self, text: &str, at: usize) -> (usize, usize) {
        let end = at + self.text.len();
        if self.kind != Kind::Base64 {
            return (at, end);
        }
        let base64 = |b: &u8| b.is_ascii_alphanumeric() || b"+/-_=".contains(b);
        let bytes = text.as_bytes();
        let before = bytes[..at].iter().rev().take_while(|b| base64(b)).count();
        let after = bytes[end..].iter().take_while(|b| base64(b)).count();
        (at - before, end + after)
    }
}

fn in_word(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    before.into_iter().chain(after).any(char::is_alphanumeric)
}

/// `text` with every `scheme://...` replaced.
fn without_urls(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, width)) = next_slashes(rest) {
        let scheme =
            rest[..at].bytes().rev().take_while(|b| b.is_ascii_alphanumeric() || b"+-.".contains(b)).count();
        out.push_str(&rest[..at - scheme]);
        let tail = &rest[at + width..];
        let stop = |c: char| c.is_whitespace() || c.is_control() || "\"'<>`".contains(c);
        let end = tail.find(stop).unwrap_or(tail.len());
        // What closes the sentence around a URL is not part of it.
        let end = tail[..end].trim_end_matches([')', '}', ',', ';', '.', ':', '!', '?', '\\']).len();
        if scheme == 0 && end == 0 {
            out.push_str(&rest[at - scheme..at + width]);
        } else {
            out.push_str("[URL]");
        }
        rest = &tail[end..];
    }
    out.push_str(rest);
    out
}

/// The next `://`, also as JSON of some servers has it (`:\/\/`) and percent-encoded.
fn next_slashes(text: &str) -> Option<(usize, usize)> {
    ["://", ":\\/\\/", "%3A%2F%2F", "%3a%2f%2f"]
        .into_iter()
        .filter_map(|mark| text.find(mark).map(|at| (at, mark.len())))
        .min()
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::{STANDARD, URL_SAFE};

    use super::*;

    fn scrubber(value: &str) -> Scrubber {
        let source = |name: &str| {
            Some(if name.ends_with("URL") { "https://crm.example".to_owned() } else { value.to_owned() })
        };
        Scrubber::new(&SecretValues::from_source(&["API_KEY", "CRM_BASE_URL"], &source).unwrap())
    }

    #[test]
    fn every_form_of_a_secret_goes() {
        let secret = "s3cr+t/val ue?\"ü";
        let scrubber = scrubber(secret);
        let mut component = String::new();
        encode::component(&mut component, secret);
        let mut form = String::new();
        encode::form(&mut form, secret);
        let mut texts = vec![
            secret.to_owned(),
            component.to_lowercase(),
            component,
            form,
            format!("{secret:?}"),
            serde_json::Value::from(secret).to_string(),
        ];
        for user in ["", "a", "ab", "abc"] {
            for tail in ["", "x", "xy"] {
                let pair = format!("{user}:{secret}{tail}");
                texts.extend([STANDARD.encode(&pair), URL_SAFE.encode(&pair)]);
            }
        }
        texts.push(STANDARD.encode(secret));
        for text in texts {
            let shown = scrubber.scrub(&format!("<{text}> and ({text})")).into_owned();
            assert_eq!(shown.matches(MASK).count(), 2, "{text}: {shown}");
            assert!(shown.starts_with('<') && shown.contains("and ("), "{shown}");
        }
    }

    #[test]
    fn short_secrets_are_words_and_origins_stay() {
        let scrubber = scrubber("eu");
        assert_eq!(
            scrubber.scrub("eu neutral /eu/ https://crm.example"),
            "[redacted] neutral /[redacted]/ https://crm.example"
        );
    }

    #[test]
    fn urls_go_for_a_model() {
        let scrubber = scrubber("long-secret");
        assert_eq!(
            scrubber
                .for_model(r#"see (https://a.b/c?d=long-secret), "http:\/\/x\/y" or HTTPS://Z; a: b // c"#),
            r#"see ([URL]), "[URL]" or [URL]; a: b // c"#
        );
    }
}
