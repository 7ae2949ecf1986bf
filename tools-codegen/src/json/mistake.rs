//! How the parser reports: mistakes that come in swarms (every quote of a file pasted from a
//! word processor) are told once, with their number.

use crate::diag::{Code, Diagnostic, Sink, Span};

/// The kinds of mistake that are told once for a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Swarm {
    CurlyQuotes,
    SingleQuotes,
    Comments,
    Blanks,
    BareKeys,
    RawTabs,
    Words,
}

/// Collects the mistakes of one file.
#[derive(Debug, Default)]
pub(super) struct Mistakes {
    found: Vec<Diagnostic>,
    /// A swarm, the index of its diagnostic, and how many followed.
    swarms: Vec<(Swarm, usize, usize)>,
    /// How many found no room.
    more: usize,
}

/// Nobody reads on behind as many; the sink shows fewer.
const ROOM: usize = 1000;

impl Mistakes {
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        if self.is_full() {
            self.more += 1;
        } else {
            self.found.push(diagnostic);
        }
    }

    /// Whether it is time to give up on the file.
    pub(super) fn is_full(&self) -> bool {
        self.found.len() >= ROOM
    }

    /// Tells the first of a swarm and counts the others.
    pub(super) fn swarm(&mut self, kind: Swarm, diagnostic: impl FnOnce() -> Diagnostic) {
        if let Some((.., more)) = self.swarms.iter_mut().find(|(known, ..)| *known == kind) {
            *more += 1;
        } else {
            self.swarms.push((kind, self.found.len(), 0));
            self.found.push(diagnostic());
        }
    }

    pub(super) fn hand_over(mut self, sink: &mut Sink) {
        for (_, index, more) in self.swarms {
            if let Some(diagnostic) = self.found.get_mut(index).filter(|_| more > 0) {
                let help = diagnostic.help.take().unwrap_or_default();
                diagnostic.help = Some(match more {
                    1 => format!("{help}; there is one more like it in this file"),
                    _ => format!("{help}; there are {more} more like it in this file"),
                });
            }
        }
        for diagnostic in self.found {
            sink.push(diagnostic);
        }
        sink.skip(self.more);
    }
}

/// A syntax error at `span`.
pub(super) fn syntax(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::JsonSyntax, span, message)
}

/// How a character is called in a message: itself, or its number where it cannot be seen.
pub(super) fn name_of(c: char) -> String {
    match c {
        '\u{a0}' => "a no-break space (U+00A0)".to_owned(),
        '\u{feff}' => "a byte order mark (U+FEFF)".to_owned(),
        '\u{200b}' => "a zero-width space (U+200B)".to_owned(),
        '\0' => "a NUL byte".to_owned(),
        '`' => "a backtick".to_owned(),
        c if c.is_control() || c.is_whitespace() || is_invisible(c) => {
            format!("the invisible character U+{:04X}", u32::from(c))
        }
        c => format!("`{c}`"),
    }
}

/// Characters that take no room: direction marks, joiners, the byte order mark.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// Typographic quotes that word processors and chat programs put for `"`.
pub(super) fn is_curly(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' | '‘' | '’' | '‚' | '‛')
}
