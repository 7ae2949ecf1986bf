//! All that is looked for, sorted, so that every place of a text is compared with all of it at once.

use super::escape;

/// So many bytes may be compared for each place of a text. A text that keeps beginning like a secret (which a
/// service may have chosen, too) would take a square of time otherwise.
const STEPS: usize = 32;

/// What is looked for.
pub(super) struct Pattern {
    /// The bytes as the index compares them.
    key: Box<[u8]>,
    /// The bytes as they are, where another case makes them another word.
    exact: Option<Box<[u8]>>,
    bounds: Bounds,
}

/// Where a pattern may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bounds {
    Anywhere,
    /// Not inside a longer word.
    Word,
    /// Not inside longer base64; its padding belongs to it.
    Base64,
}

/// Patterns by their bytes.
#[derive(Default)]
pub(super) struct Index {
    patterns: Vec<Pattern>,
    /// For each byte, the first of the patterns that begin with it or a greater one.
    first: Vec<usize>,
    /// For each byte, whether a pattern may begin with it as it stands in a text.
    begins: Vec<bool>,
    /// Whether upper and lower case are one, and `+` and a blank.
    folded: bool,
}

/// How much may still be compared.
pub(super) struct Steps(usize);

impl Steps {
    /// For patterns of at most so many bytes.
    pub(super) fn new(longest: usize) -> Self {
        Self(STEPS + 2 * longest)
    }

    /// So many further places of the text.
    pub(super) fn places(&mut self, number: usize) {
        self.0 = self.0.saturating_add(STEPS.saturating_mul(number));
    }

    pub(super) fn are_spent(&self) -> bool {
        self.0 == 0
    }
}

/// The patterns from `low` to `high` agree with the text up to `at`, in their first `depth` bytes.
#[derive(Clone, Copy)]
struct Range {
    low: usize,
    high: usize,
    depth: usize,
    at: usize,
}

impl Index {
    /// An index of patterns that are compared byte by byte.
    pub(super) fn exact(keys: Vec<String>) -> Self {
        let pattern =
            |key: String| Pattern { key: key.into_bytes().into(), exact: None, bounds: Bounds::Anywhere };
        Self::of(keys.into_iter().map(pattern).collect(), false)
    }

    /// An index of patterns that encoders may have written in another case; of those for which `case` says so, only
    /// where they have encoded something.
    pub(super) fn folded(patterns: Vec<(String, bool, Bounds)>) -> Self {
        let pattern = |(text, case, bounds): (String, bool, Bounds)| Pattern {
            key: text.bytes().map(fold).collect(),
            exact: case.then(|| text.into_bytes().into()),
            bounds,
        };
        Self::of(patterns.into_iter().map(pattern).collect(), true)
    }

    fn of(mut patterns: Vec<Pattern>, folded: bool) -> Self {
        patterns.retain(|pattern| !pattern.key.is_empty());
        patterns.sort_by(|a, b| a.key.cmp(&b.key));
        let below = |byte: usize| patterns.partition_point(|pattern| usize::from(pattern.key[0]) < byte);
        let first = (0..=256).map(below).collect();
        let mut index = Self { first, begins: Vec::new(), patterns, folded };
        let all = index.all(0);
        let begins =
            |byte| index.narrow(all, byte, 1).is_some() || escape::begins(byte) && !index.patterns.is_empty();
        index.begins = (0..=u8::MAX).map(begins).collect();
        index
    }

    /// The bytes of the longest pattern.
    pub(super) fn longest(&self) -> usize {
        self.patterns.iter().map(|pattern| pattern.key.len()).max().unwrap_or_default()
    }

    /// The end of the longest that stands at `at`, each byte as it is or in any of the ways of [`escape::escapes`]:
    /// encoders differ in what they encode.
    #[inline]
    pub(super) fn end(&self, text: &str, at: usize, steps: &mut Steps) -> Option<usize> {
        let byte = *text.as_bytes().get(at)?;
        // Most places of a text end here.
        if self.may_begin(byte) { self.search(text, at, byte, steps) } else { None }
    }

    /// Whether a pattern may begin with this byte as it stands in a text.
    #[inline]
    pub(super) fn may_begin(&self, byte: u8) -> bool {
        self.begins.get(usize::from(byte)).is_some_and(|begins| *begins)
    }

    fn search(&self, text: &str, at: usize, byte: u8, steps: &mut Steps) -> Option<usize> {
        let all = self.all(at);
        let mut end = None;
        let mut open = Vec::new();
        self.read_escapes(text.as_bytes(), all, &mut open);
        let mut next = self.narrow(all, byte, 1).or_else(|| open.pop());
        while let Some(mut range) = next {
            steps.0 = steps.0.saturating_sub(1);
            if steps.are_spent() {
                break;
            }
            while let Some(pattern) = self.patterns[range.low..range.high].first()
                && pattern.key.len() == range.depth
            {
                end = end.max(pattern.fits(text, at, range.at));
                range.low += 1;
            }
            next = None;
            if range.low < range.high {
                self.read_escapes(text.as_bytes(), range, &mut open);
                next = text.as_bytes().get(range.at).and_then(|byte| self.narrow(range, *byte, 1));
            }
            next = next.or_else(|| open.pop());
        }
        end
    }

    fn all(&self, at: usize) -> Range {
        Range { low: 0, high: self.patterns.len(), depth: 0, at }
    }

    fn read_escapes(&self, text: &[u8], range: Range, open: &mut Vec<Range>) {
        let Some(rest) = text.get(range.at..).filter(|rest| rest.first().is_some_and(|b| escape::begins(*b)))
        else {
            return;
        };
        escape::escapes(rest, |decoded, width| {
            let mut narrowed = Some(range);
            for (index, byte) in decoded.iter().enumerate() {
                // The first byte moves on in the text; a longer character stands for several.
                let width = if index == 0 { width } else { 0 };
                narrowed = narrowed.and_then(|range| self.narrow(range, *byte, width));
            }
            open.extend(narrowed);
        });
    }

    /// Those of a range that go on with `byte`, for which `width` bytes stand in the text.
    fn narrow(&self, range: Range, byte: u8, width: usize) -> Option<Range> {
        let Range { low, high, depth, at } = range;
        let byte = if self.folded { fold(byte) } else { byte };
        let (from, to) = if depth == 0 {
            let place = usize::from(byte);
            (*self.first.get(place)?, *self.first.get(place + 1)?)
        } else {
            let patterns = self.patterns.get(low..high)?;
            // A shorter one sorts first.
            let from = patterns.partition_point(|pattern| pattern.key.get(depth).is_none_or(|b| *b < byte));
            let same = patterns[from..].partition_point(|pattern| pattern.key.get(depth) == Some(&byte));
            (low + from, low + from + same)
        };
        (from < to).then_some(Range { low: from, high: to, depth: depth + 1, at: at + width })
    }
}

impl Pattern {
    /// Where the pattern ends that was found from `start` to `end`, if it may stand there.
    fn fits(&self, text: &str, start: usize, end: usize) -> Option<usize> {
        if let Some(exact) = &self.exact {
            let found = text.as_bytes().get(start..end)?;
            // Nothing is encoded, and it is in another case: another word.
            if found.eq_ignore_ascii_case(exact) && found != &**exact {
                return None;
            }
        }
        match self.bounds {
            Bounds::Anywhere => Some(end),
            Bounds::Word => (escape::may_begin(text, start, char::is_alphanumeric)
                && escape::may_end(text, end, char::is_alphanumeric))
            .then_some(end),
            Bounds::Base64 => {
                let end = padded(text.as_bytes(), end);
                (escape::may_begin(text, start, is_base64) && escape::may_end(text, end, is_base64))
                    .then_some(end)
            }
        }
    }
}

/// Whether base64, or its variant for URLs, is made of it.
pub(super) fn is_base64(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_')
}

/// Behind the padding of base64 that ends at `end`.
fn padded(text: &[u8], mut end: usize) -> usize {
    for _ in 0..2 {
        let mut width = usize::from(text.get(end) == Some(&b'='));
        escape::escapes(&text[end..], |decoded, wide| {
            if decoded == b"=" {
                width = wide;
            }
        });
        end += width;
    }
    end
}

/// Forms write a blank as `+`.
fn fold(byte: u8) -> u8 {
    if byte == b'+' { b' ' } else { byte.to_ascii_lowercase() }
}
