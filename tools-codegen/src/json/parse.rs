//! The parser: strict JSON with a place for everything, and words that teach where it is not.
//!
//! It accepts exactly what JSON is. Where a mistake leaves no doubt about what was meant (a
//! trailing comma, a curly quote) it is reported and read as meant, so that one run finds the
//! others too. Where the structure is lost it stops, so that no mistake is reported twice.

use super::mistake::{Mistakes, is_curly, syntax};
use super::node::{Entry, Kind, Node};
use crate::diag::{Code, Diagnostic, Sink, Span};
use crate::map::SortedMap;

/// How deep values may nest: as deep as serde_json reads at run time. It also bounds every
/// recursion over a tree.
pub(crate) const MAX_DEPTH: usize = 128;

/// What became of one input.
#[derive(Debug)]
pub(crate) struct Parsed {
    /// The tree; what could be read of it, where it is not sound.
    pub(crate) node: Option<Node>,
    /// Whether the tree is what was meant. If not, further checks of it would only add noise.
    pub(crate) sound: bool,
}

/// Reads an input as far as it goes. Mistakes go to `sink`.
pub(crate) fn read(source: u32, text: &str, sink: &mut Sink) -> Parsed {
    let mut parser = Parser::new(source, text);
    let node = parser.document();
    let sound = parser.sound && node.is_some();
    parser.mistakes.hand_over(sink);
    Parsed { node, sound }
}

/// The structure is lost; the reason has been reported.
#[derive(Debug)]
pub(super) struct Stop;

pub(super) struct Parser<'t> {
    pub(super) source: u32,
    pub(super) text: &'t str,
    pub(super) at: usize,
    pub(super) mistakes: Mistakes,
    pub(super) sound: bool,
    /// Whether the structure is lost and nothing more is read.
    stopped: bool,
    /// The brackets that are open.
    pub(super) open: Vec<Open>,
    /// The first bracket whose partner is indented otherwise: the likely culprit where the count
    /// does not come out.
    pub(super) askew: Option<(usize, usize)>,
    /// Where the last stray comma ended.
    pub(super) stray: Option<usize>,
    pub(super) line_start: usize,
    pub(super) line_end: usize,
    pub(super) indent: usize,
    /// Where the last token ended.
    pub(super) last_end: usize,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    pub(super) at: usize,
    indent: usize,
    line_start: usize,
}

impl<'t> Parser<'t> {
    fn new(source: u32, text: &'t str) -> Self {
        let mut parser = Self {
            source,
            text,
            at: 0,
            mistakes: Mistakes::default(),
            sound: true,
            stopped: false,
            open: Vec::new(),
            askew: None,
            stray: None,
            line_start: 0,
            line_end: 0,
            indent: 0,
            last_end: 0,
        };
        // A byte order mark in front is what some editors write; it changes nothing.
        if text.starts_with('\u{feff}') {
            parser.at = '\u{feff}'.len_utf8();
        }
        parser.begin_line();
        parser
    }

    fn document(&mut self) -> Option<Node> {
        self.skip();
        if self.at >= self.text.len() {
            let help = "write one tool definition, `{ \"name\": .. }`, or an array of them";
            self.mistakes
                .push(Diagnostic::new(Code::EmptyFile, self.span(0, 0), "the file is empty").help(help));
            return None;
        }
        let node = match self.value() {
            Ok(node) => node,
            Err(Stop) => {
                self.stop();
                return None;
            }
        };
        if self.stopped {
            return node;
        }
        self.skip();
        if self.at < self.text.len() {
            self.behind_the_end();
        }
        node
    }

    /// A value; `None` where there is none, which has been reported.
    fn value(&mut self) -> Result<Option<Node>, Stop> {
        if self.mistakes.is_full() {
            return Err(Stop);
        }
        self.skip();
        let start = self.at;
        let kind = match self.peek() {
            None => return Err(self.unclosed()),
            Some(b'{') => self.object()?,
            Some(b'[') => self.array()?,
            Some(b',' | b'}' | b']' | b':') => {
                self.mistakes.push(
                    syntax(self.span(self.last_end, self.last_end), "a value is missing here")
                        .help("write a string, a number, true, false, null, an object or an array"),
                );
                self.sound = false;
                return Ok(None);
            }
            Some(_) => self.scalar()?,
        };
        self.last_end = self.at;
        Ok(Some(Node { kind, span: self.span(start, self.at) }))
    }

    fn stop(&mut self) {
        self.sound = false;
        self.stopped = true;
    }

    /// An array; what there is of it, where the parser has stopped.
    fn array(&mut self) -> Result<Kind, Stop> {
        self.enter()?;
        let mut items = Vec::new();
        if self.items(&mut items).is_err() {
            self.stop();
        }
        Ok(Kind::Array(items))
    }

    fn items(&mut self, items: &mut Vec<Node>) -> Result<(), Stop> {
        let mut comma = None;
        loop {
            self.skip();
            match self.peek() {
                Some(b']') => break self.trailing(comma),
                Some(b',') => {
                    self.stray_comma();
                    continue;
                }
                Some(b'}') => return Err(self.mismatch()),
                _ => {}
            }
            if let Some(item) = self.value()? {
                items.push(item);
            }
            if self.stopped {
                return Ok(());
            }
            comma = self.separator(b']')?;
        }
        self.leave();
        Ok(())
    }

    /// An object; what there is of it, where the parser has stopped.
    fn object(&mut self) -> Result<Kind, Stop> {
        self.enter()?;
        let mut entries = Vec::new();
        if self.entries(&mut entries).is_err() {
            self.stop();
        }
        self.leave_out_duplicates(&mut entries);
        Ok(Kind::Object(entries))
    }

    fn entries(&mut self, entries: &mut Vec<Entry>) -> Result<(), Stop> {
        let mut comma = None;
        loop {
            self.skip();
            match self.peek() {
                Some(b'}') => break self.trailing(comma),
                Some(b',') => {
                    self.stray_comma();
                    continue;
                }
                Some(b']') => return Err(self.mismatch()),
                None => return Err(self.unclosed()),
                _ => {}
            }
            let key_start = self.at;
            let key = self.key()?;
            let key_span = self.span(key_start, self.at);
            self.last_end = self.at;
            if self.colon(&key, key_span)?
                && let Some(value) = self.value()?
            {
                entries.push(Entry { key, key_span, value });
            }
            if self.stopped {
                return Ok(());
            }
            comma = self.separator(b'}')?;
        }
        self.leave();
        Ok(())
    }

    /// Takes the `:` after a key. `false` where the key has no value.
    fn colon(&mut self, key: &str, key_span: Span) -> Result<bool, Stop> {
        self.skip();
        let start = self.at;
        match self.peek() {
            Some(b':') => self.at += 1,
            Some(b'=') => {
                self.at += if self.rest().starts_with("=>") { 2 } else { 1 };
                let here = self.span(start, self.at);
                self.mistakes.push(syntax(here, "a key and its value are joined by `:`").help("write `:`"));
            }
            None => return Err(self.unclosed()),
            Some(b',' | b'}') => {
                let message = format!("the key `{}` has no value", shorten(key));
                self.mistakes.push(syntax(key_span, message).help("write `\"key\": value`"));
                self.sound = false;
                return Ok(false);
            }
            Some(b'"' | b'{' | b'[' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => {
                let here = self.span(self.last_end, self.last_end);
                self.mistakes
                    .push(syntax(here, "a `:` is missing after the key").help("write `\"key\": value`"));
            }
            // A key that took in more than it should, because a quote in it was no quote.
            Some(_) if key.contains(is_curly) || self.peek_char().is_some_and(char::is_alphanumeric) => {
                return Err(self.after_value(self.last_end));
            }
            Some(_) => return Err(self.unexpected("expected `:` after the key")),
        }
        self.last_end = self.at;
        Ok(true)
    }

    /// Takes what stands between two entries: where the comma is, or `None` before the end.
    fn separator(&mut self, close: u8) -> Result<Option<usize>, Stop> {
        let lines = self.line_start;
        let end = self.last_end;
        self.skip();
        let at = self.at;
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                self.last_end = self.at;
                Ok(Some(at))
            }
            Some(b) if b == close => Ok(None),
            None => Err(self.unclosed()),
            Some(b'}' | b']') => Err(self.mismatch()),
            Some(b';') => {
                self.at += 1;
                let here = self.span(at, at + 1);
                self.mistakes
                    .push(syntax(here, "entries are separated by `,`, not by `;`").help("write `,`"));
                Ok(Some(at))
            }
            Some(_) if self.goes_on(close == b'}', lines != self.line_start) => {
                let here = self.span(end, end);
                let next = self.next_token();
                self.mistakes.push(
                    syntax(here, "a comma is missing here")
                        .related(next, "before this entry")
                        .help("entries are separated by `,`"),
                );
                Ok(None)
            }
            Some(_) => Err(self.after_value(end)),
        }
    }

    /// Whether what stands here is surely the next entry, and only a comma is missing.
    fn goes_on(&self, in_object: bool, on_new_line: bool) -> bool {
        match self.peek() {
            Some(b'"') => {
                let after = self.behind_string();
                match after.trim_start().as_bytes().first() {
                    Some(b':') => in_object,
                    Some(b',' | b']') => !in_object,
                    _ => !in_object && on_new_line,
                }
            }
            Some(b'{' | b'[' | b'-' | b'0'..=b'9') => !in_object,
            _ => false,
        }
    }

    /// The text behind the string that begins here, as far as a line goes.
    fn behind_string(&self) -> &'t str {
        let rest = self.rest().get(1..).unwrap_or_default();
        let mut escaped = false;
        for (at, byte) in rest.bytes().enumerate().take(4096) {
            match byte {
                b'\n' => break,
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => return rest.get(at + 1..).unwrap_or_default(),
                _ => {}
            }
        }
        ""
    }

    fn leave_out_duplicates(&mut self, entries: &mut Vec<Entry>) {
        let mut firsts: SortedMap<&str, Span> = SortedMap::new();
        let mut second = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let first = firsts.entry(&entry.key);
            match first {
                Some(first) => second.push((index, *first)),
                None => *first = Some(entry.key_span),
            }
        }
        for &(index, first) in &second {
            if let Some(entry) = entries.get(index) {
                let message = format!("duplicate key `{}` in this object", shorten(&entry.key));
                self.mistakes.push(
                    Diagnostic::new(Code::DuplicateKey, entry.key_span, message)
                        .label("the second time")
                        .related(first, "the first time")
                        .help("keep one of the two: JSON readers differ in which they take"),
                );
            }
        }
        let mut index = 0;
        entries.retain(|_| {
            index += 1;
            second.binary_search_by_key(&(index - 1), |&(at, _)| at).is_err()
        });
    }

    fn enter(&mut self) -> Result<(), Stop> {
        if self.open.len() >= MAX_DEPTH {
            let here = self.span(self.at, self.at + 1);
            let message = format!("values nest more than {MAX_DEPTH} deep");
            let help = "flatten the value: no reader of a tool call takes it so deep";
            self.mistakes.push(Diagnostic::new(Code::TooDeep, here, message).help(help));
            return Err(Stop);
        }
        self.open.push(Open { at: self.at, indent: self.indent, line_start: self.line_start });
        self.at += 1;
        self.last_end = self.at;
        Ok(())
    }

    fn leave(&mut self) {
        let first_on_line = self.at == self.line_start + self.indent;
        if let Some(open) = self.open.pop()
            && first_on_line
            && open.line_start != self.line_start
            && open.indent != self.indent
            && self.askew.is_none()
        {
            self.askew = Some((open.at, self.at));
        }
        self.at += 1;
        self.last_end = self.at;
    }
}

/// A name as a message quotes it: the start of it, where it is very long.
fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}
