//! Places inside a string: from offsets in the decoded text to bytes of the file.

use crate::diag::Span;

/// The way back from one decoded string to its source. Made once for a string, it answers each
/// question in logarithmic time, so that a long string with many mistakes stays cheap.
#[derive(Debug)]
pub(crate) struct Inside {
    source: u32,
    /// Where the text between the quotes begins and ends.
    start: usize,
    end: usize,
    /// The escapes, in order.
    escapes: Vec<Escape>,
    /// Another string whose text stands in front, and its length.
    front: Option<(usize, Box<Self>)>,
}

#[derive(Debug)]
struct Escape {
    /// In the decoded text.
    decoded: (usize, usize),
    /// In the file.
    raw: (usize, usize),
}

impl Inside {
    /// `text` is the whole input, `span` the place of the string with its quotes.
    pub(crate) fn new(text: &str, span: Span) -> Self {
        let (from, to) = (span.start as usize, span.end as usize);
        let whole = text.get(from..to).unwrap_or_default();
        // A string that the parser repaired may stand in other quotes, or in none.
        let is_quote = |c: &char| !c.is_alphanumeric() && !matches!(c, '_' | '$' | '\\');
        let open = whole.chars().next().filter(is_quote).map_or(0, char::len_utf8);
        let close = whole.chars().next_back().filter(is_quote).map_or(0, char::len_utf8);
        let inner = whole.get(open..whole.len().saturating_sub(close)).unwrap_or_default();
        let start = from + open;
        let mut escapes = Vec::new();
        let bytes = inner.as_bytes();
        let (mut at, mut decoded) = (0, 0);
        while let Some(step) = bytes.get(at..).and_then(|rest| rest.iter().position(|&b| b == b'\\')) {
            at += step;
            decoded += step;
            let (taken, gives) = measure(bytes.get(at..).unwrap_or_default());
            let raw = (start + at, start + at + taken);
            escapes.push(Escape { decoded: (decoded, decoded + gives), raw });
            at += taken;
            decoded += gives;
        }
        Self { source: span.source, start, end: start + inner.len(), escapes, front: None }
    }

    /// The way through the first `length` bytes of this string's text and then through another one's.
    pub(crate) fn before(self, length: usize, behind: Self) -> Self {
        Self { front: Some((length, Box::new(self))), ..behind }
    }

    /// The place of the decoded bytes from `start` to `end`.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        let (start, end) = match &self.front {
            Some((length, front)) if start < *length => return front.span(start, end.min(*length)),
            Some((length, _)) => (start - length, end.saturating_sub(*length)),
            None => (start, end),
        };
        let from = self.raw(start, false);
        let to = self.raw(end.max(start), true).max(from);
        Span { source: self.source, start: clamp(from), end: clamp(to) }
    }

    fn raw(&self, decoded: usize, is_end: bool) -> usize {
        let passed = self.escapes.partition_point(|escape| escape.decoded.1 <= decoded);
        if let Some(escape) = self.escapes.get(passed).filter(|escape| escape.decoded.0 < decoded) {
            return if is_end { escape.raw.1 } else { escape.raw.0 };
        }
        let (decoded_from, raw_from) = match passed.checked_sub(1).and_then(|last| self.escapes.get(last)) {
            Some(escape) => (escape.decoded.1, escape.raw.1),
            None => (0, self.start),
        };
        (raw_from + (decoded - decoded_from)).min(self.end)
    }
}

/// How many bytes the escape at the start of `bytes` takes, and how many it decodes to. What is
/// no escape decodes as the parser has it: `\x` to itself, a bad `\u` to U+FFFD.
fn measure(bytes: &[u8]) -> (usize, usize) {
    let unit = |at: usize| {
        let digits = bytes.get(at..at + 4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
        u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    match bytes.get(1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => (2, 1),
        Some(b'u') => match unit(2) {
            Some(0xD800..=0xDBFF) => {
                let low = unit(8).filter(|_| bytes.get(6..8) == Some(b"\\u"));
                if matches!(low, Some(0xDC00..=0xDFFF)) { (12, 4) } else { (6, 3) }
            }
            Some(code) => (6, char::from_u32(code).map_or(3, char::len_utf8)),
            None => (2, 3),
        },
        _ => (1, 1),
    }
}

/// Inputs are held below 4 GiB, so nothing is lost.
fn clamp(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
