//! Where the parser stands, and what it passes over.

use super::mistake::{Swarm, is_invisible, name_of, syntax};
use super::parse::Parser;
use crate::diag::Span;

impl<'t> Parser<'t> {
    /// Takes blanks, and what people take for blanks.
    pub(super) fn skip(&mut self) {
        while let Some(byte) = self.peek() {
            let start = self.at;
            match byte {
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\n' => {
                    self.at += 1;
                    self.begin_line();
                }
                b'#' => self.comment(self.line_end()),
                b'/' if self.rest().starts_with("//") => self.comment(self.line_end()),
                b'/' if self.rest().starts_with("/*") => {
                    let end = self.rest().find("*/").map_or(self.text.len(), |at| start + at + 2);
                    self.comment(end);
                }
                _ => {
                    let Some(c) = self.peek_char() else { return };
                    if !c.is_whitespace() && !is_invisible(c) {
                        return;
                    }
                    self.at += c.len_utf8();
                    let here = self.span(start, self.at);
                    self.mistakes.swarm(Swarm::Blanks, || {
                        syntax(here, format!("{} stands between the tokens", name_of(c))).help(
                            "JSON takes only space, tab and line breaks there; type it again as a space",
                        )
                    });
                }
            }
        }
    }

    pub(super) fn comment(&mut self, end: usize) {
        let here = self.span(self.at, end.min(self.line_end()));
        self.mistakes.swarm(Swarm::Comments, || {
            syntax(here, "JSON has no comments")
                .help("remove it, or keep the note under a key that begins with `x-`, such as \"x-note\"")
        });
        while self.at < end {
            self.at += 1;
            if self.text.as_bytes().get(self.at - 1) == Some(&b'\n') {
                self.begin_line();
            }
        }
    }

    pub(super) fn begin_line(&mut self) {
        self.line_start = self.at;
        self.line_end = self.next_break();
        self.indent = self.rest().bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    }

    /// The end of the line that is read, without its break. Kept, since a line may hold all of a large file.
    pub(super) fn line_end(&self) -> usize {
        // A string that is not closed may have gone over a line break.
        if self.at <= self.line_end { self.line_end } else { self.next_break() }
    }

    fn next_break(&self) -> usize {
        let end = self.rest().find('\n').map_or(self.text.len(), |at| self.at + at);
        let is_crlf = end > self.at && self.text.as_bytes().get(end - 1) == Some(&b'\r');
        if is_crlf { end - 1 } else { end }
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn peek_char(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Inputs are held below 4 GiB, so nothing is lost.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let clamp = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Span { source: self.source, start: clamp(start), end: clamp(end) }
    }
}
