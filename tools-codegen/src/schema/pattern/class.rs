//! Sets of characters.

/// Ranges of code points, in order, apart from each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Class {
    ranges: Vec<(u32, u32)>,
}

const LAST: u32 = 0x10_ffff;
const LINE_ENDS: &[(u32, u32)] = &[(0xa, 0xa), (0xd, 0xd), (0x2028, 0x2029)];
const DIGITS: &[(u32, u32)] = &[(0x30, 0x39)];
const WORD: &[(u32, u32)] = &[(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)];
/// ECMA-262's WhiteSpace and LineTerminator.
const SPACE: &[(u32, u32)] = &[
    (0x9, 0xd),
    (0x20, 0x20),
    (0xa0, 0xa0),
    (0x1680, 0x1680),
    (0x2000, 0x200a),
    (0x2028, 0x2029),
    (0x202f, 0x202f),
    (0x205f, 0x205f),
    (0x3000, 0x3000),
    (0xfeff, 0xfeff),
];

impl Class {
    /// How many ranges it has.
    pub(super) fn size(&self) -> usize {
        self.ranges.len()
    }

    /// One character.
    pub(super) fn one(c: u32) -> Self {
        Self { ranges: vec![(c, c)] }
    }

    /// `.`
    pub(super) fn dot() -> Self {
        Self { ranges: LINE_ENDS.to_vec() }.negated()
    }

    /// `\d`, `\w`, `\s` and their opposites.
    pub(super) fn escape(c: char) -> Option<Self> {
        let ranges = match c.to_ascii_lowercase() {
            'd' => DIGITS,
            'w' => WORD,
            's' => SPACE,
            _ => return None,
        };
        let class = Self { ranges: ranges.to_vec() };
        Some(if c.is_ascii_uppercase() { class.negated() } else { class })
    }

    /// Adds a range.
    pub(super) fn add(&mut self, from: u32, to: u32) {
        self.ranges.push((from, to));
    }

    /// Adds another set.
    pub(super) fn extend(&mut self, other: &Self) {
        self.ranges.extend(&other.ranges);
    }

    /// In order, apart from each other, without the surrogates, which no string holds.
    pub(super) fn normal(mut self) -> Self {
        self.ranges.sort_unstable();
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for (from, to) in self.ranges {
            match ranges.last_mut() {
                Some((_, end)) if from <= end.saturating_add(1) => *end = to.max(*end),
                _ => ranges.push((from, to)),
            }
        }
        Self { ranges }
    }

    /// All other characters.
    pub(super) fn negated(self) -> Self {
        let mut ranges = Vec::new();
        let mut next = 0;
        for (from, to) in self.normal().ranges {
            if from > next {
                ranges.push((next, from - 1));
            }
            next = to + 1;
        }
        if next <= LAST {
            ranges.push((next, LAST));
        }
        Self { ranges }
    }

    /// As `regex-lite` writes it.
    pub(super) fn print(&self, out: &mut String) {
        let class = self.clone().normal();
        match class.ranges.as_slice() {
            [] => out.push_str("[^\\x{0}-\\x{10FFFF}]"),
            [(from, to)] if from == to => point(*from, out),
            // The shorter of the two forms.
            ranges => {
                let whole = class.clone().negated();
                let negate = ranges.last().is_some_and(|(_, to)| *to == LAST) && !whole.ranges.is_empty();
                out.push_str(if negate { "[^" } else { "[" });
                for (from, to) in if negate { &whole.ranges } else { &class.ranges } {
                    point(*from, out);
                    if from != to {
                        out.push('-');
                        point(*to, out);
                    }
                }
                out.push(']');
            }
        }
    }
}

/// A code point that stands for itself, in a class and outside. A range that begins or ends
/// among the surrogates is moved to the next character, since no string holds them.
fn point(c: u32, out: &mut String) {
    match char::from_u32(c) {
        Some(c) if c.is_ascii_alphanumeric() || "_ /@:,;<>=!%\"'`".contains(c) => out.push(c),
        Some(c) if c.is_ascii_punctuation() => {
            out.push('\\');
            out.push(c);
        }
        Some(c) => out.push_str(&format!("\\x{{{:X}}}", u32::from(c))),
        None => out.push_str(if c < 0xdc00 { "\\x{D7FF}" } else { "\\x{E000}" }),
    }
}
