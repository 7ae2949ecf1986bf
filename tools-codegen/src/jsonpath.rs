//! JSONPath (RFC 9535) → a query of the model, or what is wrong with it.

mod filter;
mod literal;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::model::{Query, Segment, Selector};

/// What is wrong with a query.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Where, in bytes of the text.
    pub(crate) at: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: String,
    /// Whether the RFC has it, and this version does not.
    pub(crate) unsupported: bool,
}

/// Reads a whole query.
pub(crate) fn parse(text: &str) -> Result<Query, Fault> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    if !parser.eats("$") {
        return Err(
            parser.fault("a query begins with `$`, the whole response", "write for example `$.data.id`")
        );
    }
    let segments = parser.segments()?;
    if parser.at < text.len() {
        return Err(parser.fault(
            format!("{} cannot stand here", parser.shown()),
            "behind a step comes `.name`, `[0]`, `[*]`, `..name` or nothing; a name with other characters than letters, \
             digits and `_` stands in brackets and quotes: `['my-name']`",
        ));
    }
    Ok(Query { absolute: true, segments })
}

/// Filters nest at most so deep.
const DEEPEST: u32 = 32;

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: u32,
}

type Parsed<T> = Result<T, Fault>;

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eats(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn blanks(&mut self) {
        self.at += self.rest().bytes().take_while(|byte| b" \t\n\r".contains(byte)).count();
    }

    /// The next character, for a message.
    fn shown(&self) -> String {
        self.peek().map_or_else(|| "the end".to_owned(), |c| format!("{c:?}"))
    }

    /// A fault at the next character.
    fn fault(&self, message: impl Into<String>, help: &str) -> Fault {
        let width = self.peek().map_or(0, char::len_utf8);
        self.fault_at(self.at..self.at + width, message, help)
    }

    fn fault_at(&self, at: Range<usize>, message: impl Into<String>, help: &str) -> Fault {
        Fault { at, message: message.into(), help: help.to_owned(), unsupported: false }
    }

    fn expect(&mut self, token: &str, help: &str) -> Parsed<()> {
        if self.eats(token) {
            return Ok(());
        }
        Err(self.fault(format!("here should be `{token}`, not {}", self.shown()), help))
    }

    /// `*(S segment)`
    fn segments(&mut self) -> Parsed<Vec<Segment>> {
        let mut segments = Vec::new();
        loop {
            let before = self.at;
            self.blanks();
            let (deep, selectors) = if self.eats("..") {
                (true, if self.peek() == Some('[') { self.brackets()? } else { vec![self.shorthand()?] })
            } else if self.eats(".") {
                (false, vec![self.shorthand()?])
            } else if self.peek() == Some('[') {
                (false, self.brackets()?)
            } else {
                // A blank behind the last step belongs to what comes after it.
                self.at = before;
                return Ok(segments);
            };
            segments.push(Segment { deep, selectors });
        }
    }

    /// `*`, or a name without quotes.
    fn shorthand(&mut self) -> Parsed<Selector> {
        if self.eats("*") {
            return Ok(Selector::All);
        }
        let starts = |c: char| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii();
        let part = |c: char| starts(c) || c.is_ascii_digit();
        let end = self.rest().find(|c| !part(c)).unwrap_or(self.rest().len());
        let name = self.rest().get(..end).unwrap_or_default().to_owned();
        if !name.starts_with(starts) {
            let help =
                "a name that is not letters, digits and `_` stands in brackets and quotes: `['my-name']`";
            return Err(self.fault(format!("here should be a name or `*`, not {}", self.shown()), help));
        }
        self.at += end;
        Ok(Selector::Name(name))
    }

    fn brackets(&mut self) -> Parsed<Vec<Selector>> {
        self.expect("[", "")?;
        let mut selectors = Vec::new();
        loop {
            self.blanks();
            selectors.push(self.selector()?);
            self.blanks();
            if self.eats("]") {
                return Ok(selectors);
            }
            self.expect(",", "selectors are separated by `,`, and end with `]`")?;
        }
    }

    fn selector(&mut self) -> Parsed<Selector> {
        match self.peek() {
            Some('*') => {
                self.at += 1;
                Ok(Selector::All)
            }
            Some('?') => {
                self.at += 1;
                self.blanks();
                Ok(Selector::Filter(self.any()?))
            }
            Some('\'' | '"') => Ok(Selector::Name(self.string()?)),
            Some(c) if c == '-' || c == ':' || c.is_ascii_digit() => self.index_or_slice(),
            _ => {
                let help =
                    "in brackets stands a name in quotes, an index, `*`, a slice `1:3`, or a filter `?..`";
                Err(self.fault(format!("{} is no selector", self.shown()), help))
            }
        }
    }

    fn index_or_slice(&mut self) -> Parsed<Selector> {
        let start = self.integer()?;
        let behind = self.at;
        self.blanks();
        if !self.eats(":") {
            self.at = behind;
            return start.map(Selector::Index).ok_or_else(|| self.fault("here should be an index", ""));
        }
        self.blanks();
        let end = self.integer()?;
        let behind = self.at;
        self.blanks();
        let mut step = None;
        if self.eats(":") {
            let behind = self.at;
            self.blanks();
            step = self.integer()?;
            if step.is_none() {
                self.at = behind;
            }
        } else {
            self.at = behind;
        }
        Ok(Selector::Slice { start, end, step: step.unwrap_or(1) })
    }

    /// An integer that JSON's numbers hold exactly, if one stands here.
    fn integer(&mut self) -> Parsed<Option<i64>> {
        let sign = usize::from(self.peek() == Some('-'));
        let digits = self.rest().bytes().skip(sign).take_while(u8::is_ascii_digit).count();
        if sign + digits == 0 {
            return Ok(None);
        }
        let text = self.rest().get(..sign + digits).unwrap_or_default();
        let at = self.at..self.at + sign + digits;
        let is_plain = match text.trim_start_matches('-') {
            "0" => sign == 0,
            digits => !digits.is_empty() && !digits.starts_with('0'),
        };
        let value = text.parse().ok().filter(|value: &i64| is_plain && value.unsigned_abs() < 1 << 53);
        let Some(value) = value else {
            let help = "an index is `0`, `1`, .. from the start or `-1`, `-2`, .. from the end, below 2^53";
            return Err(self.fault_at(at, format!("`{text}` is no index"), help));
        };
        self.at = at.end;
        Ok(Some(value))
    }
}
