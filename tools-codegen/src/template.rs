//! The `{{}}` scanner: one decoded string into text and placeholders, with their places in it.
//!
//! It knows nothing of what names mean. `{{{{` is a literal `{{`; `}}` outside a placeholder is
//! text; a name ends at the first `}}`.

use std::ops::Range;

/// A stretch of a string. Ranges are bytes of the decoded string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Literal text, with `{{{{` already read as `{{`.
    Text { text: String, at: Range<usize> },
    /// `{{name}}`: the text between the braces, untrimmed, and the whole with its braces.
    Placeholder { name: String, at: Range<usize> },
    /// What should have been a placeholder; a [`Mistake`] says why it is none.
    Broken { at: Range<usize> },
}

/// What is wrong with the braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mistake {
    /// `{{` without `}}`.
    Unclosed { at: Range<usize> },
    /// `{{}}` or blanks between the braces.
    Empty { at: Range<usize> },
    /// `{{{`
    Triple { at: Range<usize> },
}

/// A string, scanned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Scan {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) mistakes: Vec<Mistake>,
}

/// Parts a string into its pieces. Takes time linear in its length.
pub(crate) fn scan(text: &str) -> Scan {
    let mut scanner = Scanner { text, at: 0, literal: String::new(), literal_start: 0, out: Scan::default() };
    scanner.run();
    scanner.out
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// The text since the last placeholder.
    literal: String,
    literal_start: usize,
    out: Scan,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while let Some(step) = self.rest().find("{{") {
            self.take_text(step);
            match self.rest().bytes().take(4).take_while(|&b| b == b'{').count() {
                0..=2 => self.placeholder(),
                3 => self.triple(),
                _ => {
                    self.literal.push_str("{{");
                    self.at += 4;
                }
            }
        }
        let left = self.rest().len();
        self.take_text(left);
        self.flush(self.at);
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take_text(&mut self, length: usize) {
        let end = self.at + length;
        self.literal.push_str(self.text.get(self.at..end).unwrap_or_default());
        self.at = end;
    }

    /// Ends the running text at `end`.
    fn flush(&mut self, end: usize) {
        if !self.literal.is_empty() {
            let text = std::mem::take(&mut self.literal);
            self.out.pieces.push(Piece::Text { text, at: self.literal_start..end });
        }
        self.literal_start = self.at;
    }

    /// At a `{{` that opens a placeholder.
    fn placeholder(&mut self) {
        let start = self.at;
        let inner = self.text.get(start + 2..).unwrap_or_default();
        let length = match next_pair(inner) {
            Some((length, b'}')) => length,
            Some((length, _)) => return self.unclosed(length),
            None => return self.unclosed(inner.len()),
        };
        let name = inner.get(..length).unwrap_or_default().to_owned();
        let at = start..start + length + 4;
        self.flush(start);
        self.at = at.end;
        self.literal_start = at.end;
        if name.trim().is_empty() {
            self.out.mistakes.push(Mistake::Empty { at: at.clone() });
            self.out.pieces.push(Piece::Broken { at });
        } else {
            self.out.pieces.push(Piece::Placeholder { name, at });
        }
    }

    /// At a `{{` that nothing closes before `length` more bytes. The name is what looks like one;
    /// the text behind it is taken up again.
    fn unclosed(&mut self, length: usize) {
        let start = self.at;
        let inner = self.text.get(start + 2..start + 2 + length).unwrap_or_default();
        let name = inner.trim_start();
        let blanks = inner.len() - name.len();
        let word: usize =
            name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').map(char::len_utf8).sum();
        // One closing brace too few belongs to the mistake.
        let brace = usize::from(name.get(word..).is_some_and(|rest| rest.starts_with('}')));
        let end = if word == 0 { start + 2 } else { start + 2 + blanks + word + brace };
        self.broken(start..end, |at| Mistake::Unclosed { at });
    }

    /// At exactly three opening braces.
    fn triple(&mut self) {
        let start = self.at;
        let inner = self.text.get(start + 3..).unwrap_or_default();
        let end = match next_pair(inner) {
            Some((close, b'}')) => {
                let behind = start + 3 + close + 2;
                behind + usize::from(self.text.get(behind..).is_some_and(|rest| rest.starts_with('}')))
            }
            _ => start + 3,
        };
        self.broken(start..end, |at| Mistake::Triple { at });
    }

    fn broken(&mut self, at: Range<usize>, mistake: impl FnOnce(Range<usize>) -> Mistake) {
        self.flush(at.start);
        self.at = at.end;
        self.literal_start = at.end;
        self.out.mistakes.push(mistake(at.clone()));
        self.out.pieces.push(Piece::Broken { at });
    }
}

/// The first `{{` or `}}`: where, and which brace. (Looking for one at a time would read a long
/// text again and again.)
fn next_pair(text: &str) -> Option<(usize, u8)> {
    let bytes = text.as_bytes();
    bytes
        .iter()
        .zip(bytes.iter().skip(1))
        .position(|(a, b)| a == b && matches!(a, b'{' | b'}'))
        .and_then(|at| Some((at, *bytes.get(at)?)))
}

/// A name in another tool's notation, in literal text: `{x}`, `:x`, `${X}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Foreign {
    pub(crate) name: String,
    /// Bytes of the text that was searched.
    pub(crate) at: Range<usize>,
}

/// Finds `${X}` in a text and, `in_endpoint`, `{x}` anywhere and `:x` as a whole path segment.
pub(crate) fn foreign(text: &str, in_endpoint: bool) -> Vec<Foreign> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = text.get(at..).and_then(|rest| rest.find(['{', ':'])) {
        let start = at + step;
        let behind = text.get(start + 1..).unwrap_or_default();
        let name = word(behind);
        let after = behind.get(name.len()..).unwrap_or_default();
        let before = text.get(..start).unwrap_or_default();
        at = start + 1;
        if name.is_empty() {
            continue;
        }
        let is_brace = text.get(start..).is_some_and(|rest| rest.starts_with('{'));
        let range = if is_brace && after.starts_with('}') && before.ends_with('$') {
            start - 1..start + name.len() + 2
        } else if is_brace && in_endpoint && after.starts_with('}') {
            start..start + name.len() + 2
        } else if !is_brace
            && in_endpoint
            && before.ends_with('/')
            && (after.is_empty() || after.starts_with(['/', '?', '#']))
        {
            start..start + name.len() + 1
        } else {
            continue;
        };
        at = range.end;
        found.push(Foreign { name: name.to_owned(), at: range });
    }
    found
}

/// The name that a text begins with: a letter or `_`, then letters, digits, `_`, `-`, `.`.
fn word(text: &str) -> &str {
    if !text.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return "";
    }
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')));
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests;
