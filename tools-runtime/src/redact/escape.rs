//! The ways in which an encoder may have written a character.

/// So often may a text have been percent-encoded over and over.
const LAYERS: usize = 3;

/// So many backslashes may stand before a character. Bounded, since a service can send a megabyte.
const BACKSLASHES: usize = 8;

/// An entity of HTML has at most so many bytes.
const ENTITY: usize = 10;

/// No escape has more bytes: eight backslashes, and `u{10ffff}`.
pub(super) const WIDEST: usize = BACKSLASHES + 9;

/// Whether an escape may begin with this byte.
pub(super) fn begins(byte: u8) -> bool {
    matches!(byte, b'%' | b'\\' | b'&')
}

/// Calls `read` with each way to read the start of `text` as an escape: what it stands for, and how many bytes
/// it has. Percent-encoded (`%2F`, and `%252F` where that was encoded again), escaped as in JSON or in Rust's
/// `Debug` (`\/`, `\u002f`, `\u{2f}`, and `\\/` where that was escaped again), or an entity of HTML (`&amp;`,
/// `&#x2F;`, `&#47;`).
pub(super) fn escapes(text: &[u8], mut read: impl FnMut(&[u8], usize)) {
    let mut character = |c: char, width| read(c.encode_utf8(&mut [0; 4]).as_bytes(), width);
    match text.first() {
        Some(b'\\') => {
            let at = text.iter().take(BACKSLASHES).take_while(|b| **b == b'\\').count();
            let Some(escaped) = text.get(at) else { return };
            match escaped {
                b'n' => character('\n', at + 1),
                b'r' => character('\r', at + 1),
                b't' => character('\t', at + 1),
                b'u' => {
                    if let Some((c, width)) = unicode(&text[at + 1..]) {
                        character(c, at + 1 + width);
                    }
                }
                _ => {}
            }
            // Some encoders write a backslash before a letter that needs none.
            if escaped.is_ascii() {
                character(char::from(*escaped), at + 1);
            }
        }
        Some(b'&') => {
            if let Some((c, width)) = entity(text) {
                character(c, width);
            }
        }
        Some(b'%') => {
            for layer in 0..LAYERS {
                // `%2F`, then `%252F`, then `%25252F`.
                let at = 1 + 2 * layer;
                if let Some(byte) = hex(text, at) {
                    read(&[byte], at + 2);
                }
                if text.get(at..at + 2) != Some(b"25") {
                    break;
                }
            }
        }
        _ => {}
    }
}

/// `002f`, or `{2f}`.
fn unicode(text: &[u8]) -> Option<(char, usize)> {
    let (digits, width) = match text.first()? {
        b'{' => {
            let end = text.iter().take(8).position(|b| *b == b'}')?;
            (text.get(1..end)?, end + 1)
        }
        _ => (text.get(..4)?, 4),
    };
    let digits = std::str::from_utf8(digits).ok().filter(|digits| !digits.starts_with('+'))?;
    Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, width))
}

fn entity(text: &[u8]) -> Option<(char, usize)> {
    // A text may be full of `&`, and is not searched behind each of them.
    let rest = text.get(1..)?;
    let end = 1 + rest.iter().take(ENTITY - 1).position(|b| !b.is_ascii_alphanumeric() && *b != b'#')?;
    if text.get(end) != Some(&b';') {
        return None;
    }
    let c = match std::str::from_utf8(text.get(1..end)?).ok()? {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        name => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)?
        }
    };
    Some((c, end + 1))
}

/// The byte that two hexadecimal digits stand for.
fn hex(bytes: &[u8], at: usize) -> Option<u8> {
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
    u8::try_from(digit(at)? * 16 + digit(at + 1)?).ok()
}

/// Whether a word of the characters that `inside` knows may begin at `at`, behind whatever stands there.
pub(super) fn may_begin(text: &str, at: usize, inside: fn(char) -> bool) -> bool {
    let bytes = text.as_bytes();
    let mut before = Edge::default();
    for start in at.saturating_sub(WIDEST)..at {
        if begins(bytes[start]) {
            escapes(&bytes[start..], |decoded, width| {
                if start + width == at {
                    before.escape(decoded, inside);
                }
            });
        }
    }
    before.is_open(text.get(..at).and_then(|text| text.chars().next_back()), inside)
}

/// Whether such a word may end at `at`.
pub(super) fn may_end(text: &str, at: usize, inside: fn(char) -> bool) -> bool {
    let mut after = Edge::default();
    let rest = text.get(at..).unwrap_or_default();
    escapes(rest.as_bytes(), |decoded, _| after.escape(decoded, inside));
    after.is_open(rest.chars().next(), inside)
}

/// What stands beside a word. Of several ways to read it, one that ends the word is enough.
#[derive(Default)]
struct Edge {
    ends: bool,
    goes_on: bool,
}

impl Edge {
    fn escape(&mut self, decoded: &[u8], inside: fn(char) -> bool) {
        // A part of a longer character is a letter, as far as one can tell.
        let is_inside = std::str::from_utf8(decoded).map_or(true, |text| text.chars().all(inside));
        if is_inside { self.goes_on = true } else { self.ends = true }
    }

    fn is_open(&self, literal: Option<char>, inside: fn(char) -> bool) -> bool {
        self.ends || !self.goes_on && !literal.is_some_and(inside)
    }
}
