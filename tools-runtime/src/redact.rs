//! Takes secrets, and for a model URLs too, out of every text that is shown to anybody.

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use percent_encoding::percent_decode_str;

use crate::secrets::SecretValues;
use typed_tools_core::origin::BaseUrl;

const MASK: &str = "[redacted]";

/// Below this length a secret is looked for as a whole word: `eu` must not blank out `neutral`.
const WORD: usize = 4;

/// Below this length the base64 of a secret is too short to tell from other text.
const ENCODED: usize = 6;

/// From this length on a secret in another case is still nothing but the secret.
const CASELESS: usize = 8;

/// From this length on a segment of a base URL's path is taken for a credential.
const TOKEN: usize = 16;

/// The segments of a base URL's path that are long enough to be credentials, as they are written and
/// decoded: whoever has the URL of a webhook may post to it, while `/v1` tells nothing.
fn tokens(base: &BaseUrl) -> impl Iterator<Item = Cow<'_, str>> {
    let long = base.prefix.split('/').filter(|segment| segment.len() >= TOKEN);
    long.flat_map(|segment| [Cow::Borrowed(segment), percent_decode_str(segment).decode_utf8_lossy()])
}

/// Knows the secrets of a set in every form in which they could come back.
#[derive(Default)]
pub(crate) struct Scrubber {
    needles: Vec<Needle>,
}

#[derive(Clone)]
struct Needle {
    text: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Anywhere.
    Plain,
    /// Anywhere, each byte as it is or in any of the ways of [`step`], upper and lower case alike:
    /// encoders differ in what they encode, and some lower the case of all they wrote.
    Encoded,
    /// Not inside a longer word.
    Word,
    /// With all base64 around it: the secret may be part of what was encoded.
    Base64,
}

impl Scrubber {
    /// Knows `secrets`; `bases` are those that are base URLs, by the same index.
    pub(crate) fn new(secrets: &SecretValues, bases: &[Option<BaseUrl>]) -> Self {
        let mut scrubber = Self::default();
        for (index, (_, value)) in secrets.iter().enumerate() {
            match bases.get(index) {
                // Where requests go is no secret, and what looks like a token on the way there is.
                Some(Some(base)) => tokens(base).for_each(|token| scrubber.add(&token)),
                _ => scrubber.add(value),
            }
        }
        scrubber.settle();
        scrubber
    }

    fn settle(&mut self) {
        // The longest first: one secret may hold another.
        self.needles.sort_by(|a, b| b.text.len().cmp(&a.text.len()).then_with(|| a.text.cmp(&b.text)));
        self.needles.dedup_by(|a, b| a.text == b.text && a.kind == b.kind);
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
            if let Some(inner) = whole.get(start..end).filter(|inner| inner.len() >= 5) {
                self.needles.push(Needle { text: inner.to_owned(), kind: Kind::Base64 });
                let url_safe = inner.replace('+', "-").replace('/', "_");
                if url_safe != inner {
                    self.needles.push(Needle { text: url_safe, kind: Kind::Base64 });
                }
            }
        }
    }

    /// Knows further credentials too, such as are made of secrets.
    pub(crate) fn with(&self, credentials: &str) -> Self {
        let mut scrubber = Self { needles: self.needles.clone() };
        scrubber.add(credentials);
        scrubber.settle();
        scrubber
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
        // Most texts have nothing encoded, and the plain search has been there; but a long secret
        // may be written in another case (a UUID that was parsed, the name of a header).
        let encoded = text.bytes().any(|b| b"%+\\&".contains(&b));
        if self.kind == Kind::Encoded && !encoded && self.text.len() < CASELESS {
            return Cow::Borrowed(text);
        }
        let mut out = String::new();
        let mut kept = 0;
        let mut from = 0;
        while let Some((start, end)) = self.find(text, from, encoded) {
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
    fn find(&self, text: &str, from: usize, encoded: bool) -> Option<(usize, usize)> {
        let (at, end) = match self.kind {
            Kind::Encoded => return find_encoded(text, from, self.text.as_bytes(), true),
            Kind::Base64 if encoded => find_encoded(text, from, self.text.as_bytes(), false)?,
            _ => {
                let at = from + text.get(from..)?.find(&self.text)?;
                (at, at + self.text.len())
            }
        };
        if self.kind != Kind::Base64 {
            return Some((at, end));
        }
        let base64 = |b: &u8| b.is_ascii_alphanumeric() || b"+/-_=%\\".contains(b);
        let bytes = text.as_bytes();
        let before = bytes[from..at].iter().rev().take_while(|b| base64(b)).count();
        let after = bytes[end..].iter().take_while(|b| base64(b)).count();
        Some((at - before, end + after))
    }
}

fn find_encoded(text: &str, from: usize, secret: &[u8], any_case: bool) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let first = *secret.first()?;
    let begins = |at: usize| match bytes[at] {
        b'\\' => first == b'\\' || bytes.get(at + 1) == Some(&b'u'),
        b'%' | b'+' | b'&' => true,
        b => b.eq_ignore_ascii_case(&first),
    };
    // A text that keeps beginning like the secret (which a service may have chosen, too) takes a square of
    // time: then nothing of the rest is shown.
    let mut left = STEPS * (bytes.len() - from) + secret.len();
    for start in (from..bytes.len()).filter(|at| begins(*at)) {
        for layers in 1..=LAYERS {
            let mut at = start;
            let whole = secret.iter().all(|wanted| {
                left = left.saturating_sub(1);
                let width = bytes.get(at..).and_then(|rest| step(rest, *wanted, any_case, layers));
                at += width.unwrap_or_default();
                width.is_some()
            });
            if whole {
                return Some((start, at));
            }
        }
        if left == 0 {
            return Some((start, bytes.len()));
        }
    }
    None
}

/// So many bytes may be compared for each of a text.
const STEPS: usize = 32;

/// So often may a text have been percent-encoded over and over.
const LAYERS: usize = 3;

/// So many backslashes may stand before a byte. Bounded, since a service can send a megabyte.
const BACKSLASHES: usize = 8;

/// How many bytes at the start of `text` stand for the byte `wanted`: itself, percent-encoded
/// (`%2F`, and `%252F` where that was encoded again), escaped as in JSON (`\/`, `\u002f`, and
/// `\\/` where that was), or an entity of HTML (`&amp;`, `&#x2F;`, `&#47;`).
fn step(text: &[u8], wanted: u8, any_case: bool, layers: usize) -> Option<usize> {
    let same = |b: u8| b == wanted || any_case && b.eq_ignore_ascii_case(&wanted);
    let first = *text.first()?;
    // An escape first: of `&amp;`, the `&` alone is not what was encoded.
    escaped(text, wanted, same, layers).or_else(|| same(first).then_some(1))
}

fn escaped(text: &[u8], wanted: u8, same: impl Fn(u8) -> bool, layers: usize) -> Option<usize> {
    match *text.first()? {
        b'+' if wanted == b' ' => Some(1),
        b'%' => {
            // `%2F`, then `%252F`, then `%25252F`.
            let at = 2 * layers - 1;
            let inner = text.get(1..at)?.chunks(2).all(|pair| pair == b"25");
            hex(text, at).filter(|b| inner && same(*b)).map(|_| at + 2)
        }
        b'\\' => {
            let at = text.iter().take(BACKSLASHES).take_while(|b| **b == b'\\').count();
            match text.get(at)? {
                b'u' if hex(text, at + 1) == Some(0) && hex(text, at + 3).is_some_and(&same) => Some(at + 5),
                b'n' if wanted == b'\n' => Some(at + 1),
                b'r' if wanted == b'\r' => Some(at + 1),
                b't' if wanted == b'\t' => Some(at + 1),
                b => same(*b).then_some(at + 1),
            }
        }
        b'&' => {
            let end = text.iter().take(10).position(|b| *b == b';')?;
            let name = std::str::from_utf8(text.get(1..end)?).ok()?;
            let byte = match name {
                "amp" => b'&',
                "lt" => b'<',
                "gt" => b'>',
                "quot" => b'"',
                "apos" => b'\'',
                _ => {
                    let number = name.strip_prefix('#')?;
                    match number.strip_prefix(['x', 'X']) {
                        Some(digits) => u8::from_str_radix(digits, 16).ok()?,
                        None => number.parse().ok()?,
                    }
                }
            };
            same(byte).then_some(end + 1)
        }
        _ => None,
    }
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

/// The next `://`, also as JSON of some servers has it (`:\/\/`) and percent-encoded. One pass, so
/// that a text full of one of them is not searched to its end for the others each time.
fn next_slashes(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().filter(|(_, b)| matches!(b, b':' | b'%')).find_map(|(at, _)| {
        let rest = &bytes[at..];
        let is = |mark: &[u8]| rest.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
        let marks: [&[u8]; 3] = [b"://", b":\\/\\/", b"%3A%2F%2F"];
        marks.into_iter().find(|mark| is(mark)).map(|mark| (at, mark.len()))
    })
}

#[cfg(test)]
mod tests;
