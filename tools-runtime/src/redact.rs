//! Takes secrets, and for a model URLs too, out of every text that is shown to anybody.

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use crate::origin::BaseUrl;
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
    /// Anywhere, each byte as it is or percent-encoded, upper and lower case alike: encoders
    /// differ in what they encode, and some lower the case of all they wrote.
    Encoded,
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
        self.needles.push(Needle { text: secret.to_owned(), kind: Kind::Encoded });
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
        while let Some((start, end)) = self.find(text, from) {
            let short = self.text.len() < WORD && self.kind != Kind::Base64;
            if start < kept || (short && in_word(text, start, end)) {
                from = start.max(from) + text[start.max(from)..].chars().next().map_or(1, char::len_utf8);
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

    /// Where the needle is, at `from` or behind it; of base64, the whole run.
    fn find(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        if self.kind == Kind::Encoded {
            return find_encoded(text, from, self.text.as_bytes());
        }
        let at = from + text.get(from..)?.find(&self.text)?;
        let end = at + self.text.len();
        if self.kind != Kind::Base64 {
            return Some((at, end));
        }
        let base64 = |b: &u8| b.is_ascii_alphanumeric() || b"+/-_=".contains(b);
        let bytes = text.as_bytes();
        let before = bytes[from..at].iter().rev().take_while(|b| base64(b)).count();
        let after = bytes[end..].iter().take_while(|b| base64(b)).count();
        Some((at - before, end + after))
    }
}

fn find_encoded(text: &str, from: usize, secret: &[u8]) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    // Most texts have nothing encoded, and the plain search has been there.
    if !bytes.get(from..)?.iter().any(|b| matches!(b, b'%' | b'+')) {
        return None;
    }
    let first = *secret.first()?;
    let begins = |b: u8| b.eq_ignore_ascii_case(&first) || matches!(b, b'%' | b'+');
    let end_of = |start: usize| {
        let mut at = start;
        for wanted in secret {
            at += match bytes.get(at)? {
                b'%' if hex(bytes, at + 1).is_some_and(|b| b.eq_ignore_ascii_case(wanted)) => 3,
                b'+' if *wanted == b' ' => 1,
                byte if byte.eq_ignore_ascii_case(wanted) => 1,
                _ => return None,
            };
        }
        Some(at)
    };
    (from..bytes.len()).filter(|at| begins(bytes[*at])).find_map(|at| Some((at, end_of(at)?)))
}

/// The byte that two hexadecimal digits stand for.
fn hex(bytes: &[u8], at: usize) -> Option<u8> {
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
    u8::try_from(digit(at)? * 16 + digit(at + 1)?).ok()
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
    use crate::request::encode;

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
            // As JavaScript's encodeURI, and as a path of the URL standard, have it.
            "s3cr+t/val%20ue?%22%c3%bc".to_owned(),
            "s3cr+t/val%20ue%3F\"%C3%BC".to_owned(),
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

    #[test]
    fn mixed_texts_hold_no_secret_and_cut_no_character() {
        let secret = "ab+é/x1y2z3";
        let scrubber = scrubber(secret);
        let whole = STANDARD.encode(secret);
        let mut component = String::new();
        encode::component(&mut component, secret);
        let pieces = [
            secret,
            "ab+",
            "é",
            "%C3",
            "%",
            "%a",
            "+",
            "🦀",
            "://",
            ":\\/\\/",
            " ",
            "a",
            &whole,
            &whole[3..],
            &component,
        ];
        let mut state = 1_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            pieces[(state >> 33) as usize % pieces.len()]
        };
        for _ in 0..20_000 {
            let text: String = (0..6).map(|_| next()).collect();
            for shown in [scrubber.scrub(&text).into_owned(), scrubber.for_model(&text)] {
                for form in [secret, &whole, &component] {
                    assert!(!shown.contains(form), "{text:?} gave {shown:?}");
                }
            }
        }
    }
}
