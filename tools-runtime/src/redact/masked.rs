//! A text on its way to being shown: what is taken out of it, and where it ends.

use std::borrow::Cow;

use typed_tools_core::text;

pub(super) const MASK: &str = "[redacted]";

/// What is shown of a text.
pub(crate) struct Window<'t> {
    /// Without secrets.
    pub(crate) text: Cow<'t, str>,
    /// Whether that is not the whole.
    pub(crate) cut: bool,
    /// So much of the original has been looked at.
    pub(crate) seen: usize,
}

/// A text on its way to being shown.
pub(super) struct Masked<'t> {
    text: &'t str,
    most: usize,
    out: String,
    /// The characters of `out`.
    count: usize,
    /// From here on the text is not yet in `out`, and so many characters are to be.
    from: usize,
    left: usize,
}

impl<'t> Masked<'t> {
    pub(super) fn new(text: &'t str, most: usize) -> Self {
        Self { text, most, out: String::new(), count: 0, from: 0, left: 0 }
    }

    /// So many characters more are looked at.
    pub(super) fn room(&self) -> usize {
        self.most.saturating_sub(self.count + self.left)
    }

    pub(super) fn is_full(&self, at: usize) -> bool {
        self.room() == 0 && at >= self.from
    }

    /// Hides what stands from `start` to `end`; `start` is never before that of an earlier call.
    pub(super) fn hide(&mut self, start: usize, end: usize) {
        if start >= self.from {
            self.out.push_str(self.text.get(self.from..start).unwrap_or_default());
            self.out.push_str(MASK);
            self.count += self.left + MASK.len();
            self.left = 0;
        }
        self.from = self.from.max(end);
    }

    /// The place behind the character at `at`.
    pub(super) fn pass(&mut self, at: usize) -> usize {
        self.left += usize::from(at >= self.from);
        let mut next = at + 1;
        while !self.text.is_char_boundary(next) {
            next += 1;
        }
        next
    }

    pub(super) fn finish(mut self, seen: usize) -> Window<'t> {
        let rest = self.text.get(self.from..seen).unwrap_or_default();
        let mut text = if self.from == 0 {
            Cow::Borrowed(rest)
        } else {
            self.out.push_str(rest);
            Cow::Owned(self.out)
        };
        let mut cut = seen < self.text.len();
        if self.count + self.left > self.most
            && let Some(end) = text::end_of(&text, self.most)
        {
            cut = true;
            text = match text {
                Cow::Borrowed(text) => Cow::Borrowed(&text[..end]),
                Cow::Owned(mut text) => {
                    text.truncate(end);
                    Cow::Owned(text)
                }
            };
        }
        Window { text, cut, seen }
    }
}
