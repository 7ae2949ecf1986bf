//! What the parser says where brackets and commas do not come out.

use super::mistake::{name_of, syntax};
use super::parse::{Open, Parser, Stop};

impl Parser<'_> {
    /// Something stands after the value.
    pub(super) fn behind_the_end(&mut self) {
        let Some(c) = self.peek_char() else { return };
        let here = self.span(self.at, self.at + c.len_utf8());
        let mut mistake = match c {
            '}' | ']' => syntax(here, format!("this `{c}` closes nothing"))
                .help(format!("remove it, or add the `{}` that it should close", partner(c))),
            // A bracket too many has closed the value, and its next key stands here.
            ',' if self.rest().trim_start_matches(',').trim_start().starts_with('"') => {
                let end = self.last_end.saturating_sub(1);
                syntax(here, "the value has ended before this")
                    .related(self.span(end, self.last_end), "with this bracket")
                    .help("a bracket before it closes too early, or is one too many")
            }
            ',' | '{' => syntax(here, "a second value in one file")
                .label("the first value has ended before it")
                .help("several definitions in one file are written as an array: `[{ .. }, { .. }]`"),
            _ => syntax(here, "text after the end of the JSON value")
                .help("a file holds one value, and nothing after its last bracket"),
        };
        if let Some((open, close)) = self.askew {
            mistake = mistake
                .related(self.span(open, open + 1), "should this one be closed earlier?")
                .related(self.span(close, close + 1), "closed here, at another indentation");
        }
        self.mistakes.push(mistake);
        self.sound = false;
    }

    pub(super) fn trailing(&mut self, comma: Option<usize>) {
        if let Some(at) = comma {
            let close = if self.peek() == Some(b'}') { '}' } else { ']' };
            let here = self.span(at, at + 1);
            self.mistakes.push(
                syntax(here, format!("a comma before the closing `{close}`"))
                    .help("remove the comma: JSON has none after the last entry")
                    .edit(here, ""),
            );
        }
    }

    pub(super) fn stray_comma(&mut self) {
        // A run of them is one mistake.
        if self.stray == Some(self.last_end) {
            self.at += 1;
            self.last_end = self.at;
            self.stray = Some(self.at);
            return;
        }
        let here = self.span(self.at, self.at + 1);
        self.mistakes
            .push(syntax(here, "a comma with no entry before it").help("remove the comma").edit(here, ""));
        self.at += 1;
        self.last_end = self.at;
        self.stray = Some(self.at);
    }

    /// The file ends while brackets are open.
    pub(super) fn unclosed(&mut self) -> Stop {
        let Some(&Open { at, .. }) = self.open.last() else { return Stop };
        let c = if self.text.as_bytes().get(at) == Some(&b'[') { '[' } else { '{' };
        let here = self.span(self.last_end, self.last_end);
        let mut mistake = syntax(here, format!("the file ends, and a `{c}` is still open"))
            .label(format!("a `{}` is missing", partner(c)))
            .related(self.span(at, at + 1), "still open");
        if let Some((open, close)) = self.askew {
            mistake = mistake
                .related(self.span(open, open + 1), "or should this one be closed earlier?")
                .related(self.span(close, close + 1), "closed here, at another indentation");
        }
        self.mistakes.push(mistake.help(format!("add the missing `{}`", partner(c))));
        Stop
    }

    /// A `]` where a `}` is due, or the other way round.
    pub(super) fn mismatch(&mut self) -> Stop {
        let Some(&Open { at, .. }) = self.open.last() else { return Stop };
        let here = self.span(self.at, self.at + 1);
        let (open, close) = if self.peek() == Some(b']') { ('{', ']') } else { ('[', '}') };
        let due = partner(open);
        let mut mistake = syntax(here, format!("expected `{due}`, found `{close}`"))
            .label(format!("`{close}` does not close `{open}`"))
            .related(self.span(at, at + 1), "opened here")
            .help(format!(
                "add the missing `{due}` before it, or the `{}` that it should close",
                partner(close)
            ));
        if let Some((open, close)) = self.askew {
            mistake = mistake
                .related(self.span(open, open + 1), "or should this one be closed earlier?")
                .related(self.span(close, close + 1), "closed here, at another indentation");
        }
        self.mistakes.push(mistake);
        Stop
    }

    pub(super) fn unexpected(&mut self, expected: &str) -> Stop {
        let line_start = self.at == self.line_start;
        let marker =
            ["<<<<<<<", "=======", ">>>>>>>"].iter().find(|marker| self.rest().starts_with(**marker));
        if let Some(marker) = marker.filter(|_| line_start) {
            let here = self.span(self.at, self.at + marker.len());
            let help = "take one of the two sides, and remove the three marker lines";
            self.mistakes.push(syntax(here, "a merge conflict stands in the file").help(help));
            return Stop;
        }
        let Some(c) = self.peek_char() else { return self.unclosed() };
        let here = self.span(self.at, self.at + c.len_utf8());
        self.mistakes.push(syntax(here, format!("{expected}, found {}", name_of(c))));
        Stop
    }
}

fn partner(c: char) -> char {
    match c {
        '{' => '}',
        '}' => '{',
        '[' => ']',
        _ => '[',
    }
}
