//! Strings, numbers and words.

use super::mistake::{Swarm, is_curly, name_of, syntax};
use super::node::Kind;
use super::parse::{Parser, Stop};
use super::value::{Number, plain_length};
use crate::diag::{Code, Diagnostic, Span};

impl Parser<'_> {
    pub(super) fn key(&mut self) -> Result<String, Stop> {
        let start = self.at;
        match self.peek_char() {
            Some('"') => self.string(),
            Some(c) if is_foreign_quote(c) => self.foreign_string(c),
            Some(c) if c.is_alphanumeric() || matches!(c, '_' | '$' | '-') => {
                let word = self.take_word();
                let here = self.span(start, self.at);
                self.mistakes.swarm(Swarm::BareKeys, || {
                    syntax(here, format!("the key `{word}` stands without quotes"))
                        .help(format!("write `\"{word}\"`"))
                });
                Ok(word)
            }
            _ => Err(self.unexpected("expected a key in double quotes")),
        }
    }

    pub(super) fn scalar(&mut self) -> Result<Kind, Stop> {
        match self.peek_char() {
            Some('"') => self.string().map(Kind::String),
            Some('-' | '+' | '.' | '0'..='9') => self.number(),
            Some(c) if is_foreign_quote(c) => self.foreign_string(c).map(Kind::String),
            Some(c) if c.is_alphanumeric() || matches!(c, '_' | '$') => self.word(),
            _ => Err(self.unexpected("expected a value")),
        }
    }

    /// A string in double quotes; the parser stands on the first.
    fn string(&mut self) -> Result<String, Stop> {
        let open = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let plain = plain_length(rest);
            if plain == rest.len() {
                self.at = self.text.len();
                return Err(self.no_closing_quote(open));
            }
            text.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => self.escape(&mut text),
                Some(b'\n' | b'\r') => return self.broken_line(open, text),
                _ => {
                    let Some(c) = self.peek_char() else { return Err(Stop) };
                    let here = self.span(self.at, self.at + 1);
                    self.mistakes.swarm(Swarm::RawTabs, || {
                        let (what, escape) = match c {
                            '\t' => ("a tab".to_owned(), "\\t".to_owned()),
                            c => (name_of(c), format!("\\u{:04x}", u32::from(c))),
                        };
                        syntax(here, format!("{what} stands as it is in a string"))
                            .help(format!("write `{escape}`"))
                    });
                    text.push(c);
                    self.at += 1;
                }
            }
        }
    }

    /// One escape; the parser stands on the backslash.
    fn escape(&mut self, text: &mut String) {
        let start = self.at;
        self.at += 1;
        let Some(c) = self.peek_char() else { return };
        let decoded = match c {
            '"' | '\\' | '/' => c,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unicode_escape(start, text),
            // The line break is reported where the string is found broken.
            '\n' | '\r' => return,
            other => {
                self.at += other.len_utf8();
                let here = self.span(start, self.at);
                let help = match other {
                    '\'' => "a single quote needs no backslash in JSON: write `'`".to_owned(),
                    'x' => "write `\\u00` and the two digits".to_owned(),
                    _ => format!("for a backslash itself, as in a pattern, write two: `\\\\{other}`"),
                };
                self.mistakes.push(syntax(here, format!("`\\{other}` is no escape of JSON")).help(help));
                // As long in the decoded text as it would be if the backslash were doubled.
                text.push('\\');
                text.push(other);
                return;
            }
        };
        text.push(decoded);
        self.at += 1;
    }

    fn unicode_escape(&mut self, start: usize, text: &mut String) {
        let first = self.four_digits(start + 2);
        match first {
            Some(high @ 0xD800..=0xDBFF) => {
                let pair = self.text.get(start + 6..start + 8) == Some("\\u");
                if let Some(low @ 0xDC00..=0xDFFF) = self.four_digits(start + 8).filter(|_| pair) {
                    let code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                    text.push(char::from_u32(code).unwrap_or('\u{fffd}'));
                    self.at = start + 12;
                    return;
                }
            }
            Some(code) if char::from_u32(code).is_some() => {
                text.push(char::from_u32(code).unwrap_or('\u{fffd}'));
                self.at = start + 6;
                return;
            }
            _ => {}
        }
        let (end, message, help) = match first {
            Some(_) => (
                start + 6,
                "half of a surrogate pair",
                "characters above U+FFFF are two escapes, or better the character itself",
            ),
            None => (start + 2, "`\\u` takes four hexadecimal digits", "write them out: `\\u00e9`"),
        };
        self.mistakes.push(syntax(self.span(start, end), message).help(help));
        text.push('\u{fffd}');
        self.at = end;
    }

    fn four_digits(&self, at: usize) -> Option<u32> {
        let digits = self.text.get(at..at + 4)?;
        let all_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        all_hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
    }

    /// A string whose line ends before its quote comes.
    fn broken_line(&mut self, open: usize, text: String) -> Result<String, Stop> {
        let end = self.at;
        let next = self.rest().trim_start();
        // If the next line goes on as JSON does, then only the quote is missing.
        if next.starts_with(['}', ']', '"']) {
            let (kept, comma) = match text.trim_end().strip_suffix(',') {
                Some(kept) => (kept.to_owned(), true),
                None => (text, false),
            };
            if comma {
                let raw = self.text.get(open..end).unwrap_or_default();
                self.at = open + raw.trim_end().len().saturating_sub(1);
            }
            let trimmed = self.text.get(open..self.at).unwrap_or_default().trim_end();
            if let Some(curly) = trimmed.chars().next_back().filter(|c| is_curly(*c)) {
                let at = open + trimmed.len() - curly.len_utf8();
                let here = self.span(at, at + curly.len_utf8());
                self.mistakes.swarm(Swarm::CurlyQuotes, || curly_close(here));
                return Ok(kept.trim_end().trim_end_matches(is_curly).to_owned());
            }
            let here = self.span(open, self.at);
            self.mistakes.push(
                syntax(here, "this string has no closing quote").label("it begins here").help("add the `\"`"),
            );
            return Ok(kept);
        }
        self.mistakes.push(
            syntax(self.span(open, end), "a string cannot run over the end of a line")
                .help("close it with `\"`, or write `\\n` for a line break inside it"),
        );
        Err(Stop)
    }

    fn no_closing_quote(&mut self, open: usize) -> Stop {
        self.mistakes.push(
            syntax(self.span(open, self.text.trim_end().len().max(open + 1)), "this string is never closed")
                .help("add the closing `\"`"),
        );
        Stop
    }

    /// A string in quotes that are not JSON's.
    fn foreign_string(&mut self, open: char) -> Result<String, Stop> {
        let start = self.at;
        if self.rest().starts_with("```") {
            let here = self.span(start, start + 3);
            let help = "remove the lines with the three backticks";
            self.mistakes.push(syntax(here, "a Markdown fence stands around the JSON").help(help));
            return Err(Stop);
        }
        let inner = start + open.len_utf8();
        let line_end = self.line_end();
        let line = self.text.get(inner..line_end).unwrap_or_default();
        let same = |&(_, c): &(usize, char)| if is_curly(open) { is_curly(c) || c == '"' } else { c == open };
        // An apostrophe inside the text closes nothing: what closes stands before a token.
        let closes = |&(at, c): &(usize, char)| {
            let after = line.get(at + c.len_utf8()..).unwrap_or_default().trim_start();
            after.is_empty() || after.starts_with([',', ':', '}', ']'])
        };
        let candidates = || line.char_indices().filter(same);
        let Some((at, close)) = candidates().find(closes).or_else(|| candidates().next()) else {
            let here = self.span(start, inner);
            let help = "strings stand in `\"`, the straight double quote";
            self.mistakes.push(syntax(here, format!("{} opens no string", name_of(open))).help(help));
            return Err(Stop);
        };
        self.at = inner + at + close.len_utf8();
        let here = self.span(start, self.at);
        let (swarm, message) = match open {
            '\'' | '`' => (Swarm::SingleQuotes, format!("a string in {}", quotes_name(open))),
            _ => (Swarm::CurlyQuotes, "a string in curly quotes".to_owned()),
        };
        self.mistakes.swarm(swarm, || {
            syntax(here, message).help("put it in straight double quotes, `\"`: JSON knows no others")
        });
        Ok(line.get(..at).unwrap_or_default().to_owned())
    }

    fn number(&mut self) -> Result<Kind, Stop> {
        let start = self.at;
        let length = self
            .rest()
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_'))
            .count();
        let text = self.rest().get(..length).unwrap_or_default().to_owned();
        self.at += length;
        let here = self.span(start, self.at);
        if let Some(help) = number_mistake(&text) {
            self.mistakes.push(syntax(here, format!("`{}` is no number of JSON", clip(&text))).help(help));
            return Ok(
                match text.replace('_', "").parse::<f64>().ok().and_then(serde_json::Number::from_f64) {
                    Some(number) => Kind::Number(Number(number.to_string())),
                    None => {
                        self.sound = false;
                        Kind::Null
                    }
                },
            );
        }
        if !text.parse::<f64>().is_ok_and(f64::is_finite) {
            self.mistakes.push(
                Diagnostic::new(
                    Code::NumberTooLarge,
                    here,
                    "this number is too large for any reader of JSON",
                )
                .help("numbers go up to about 1.8e308; send longer ones as strings"),
            );
            return Ok(Kind::Number(Number("0".to_owned())));
        }
        Ok(Kind::Number(Number(text)))
    }

    fn word(&mut self) -> Result<Kind, Stop> {
        let start = self.at;
        let word = self.take_word();
        let here = self.span(start, self.at);
        let (kind, meant) = match word.as_str() {
            "true" => return Ok(Kind::Bool(true)),
            "false" => return Ok(Kind::Bool(false)),
            "null" => return Ok(Kind::Null),
            "True" | "TRUE" | "yes" => (Kind::Bool(true), "true"),
            "False" | "FALSE" | "no" => (Kind::Bool(false), "false"),
            "None" | "nil" | "undefined" | "Null" | "NULL" => (Kind::Null, "null"),
            "NaN" | "Infinity" | "inf" => {
                self.sound = false;
                let message = format!("`{word}` is no number of JSON");
                self.mistakes.push(syntax(here, message).help("use a finite number, or leave the key out"));
                return Ok(Kind::Null);
            }
            _ => {
                let rest = self.rest().trim_start_matches([' ', '\t', '\r']);
                let message = format!("`{}` stands without quotes", clip(&word));
                self.mistakes.push(syntax(here, message).help(format!("write `\"{}\"`", clip(&word))));
                let ends = rest.is_empty() || rest.starts_with([',', '}', ']', '\n']);
                return if ends { Ok(Kind::String(word)) } else { Err(Stop) };
            }
        };
        self.mistakes.swarm(Swarm::Words, || {
            syntax(here, format!("JSON has no word `{word}`"))
                .label(format!("JSON writes `{meant}`"))
                .help("the words of JSON are `true`, `false` and `null`, in lower case")
        });
        Ok(kind)
    }

    fn take_word(&mut self) -> String {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '-' | '.');
        let rest = self.rest();
        let word = rest.get(..rest.find(|c| !is_part(c)).unwrap_or(rest.len())).unwrap_or_default();
        self.at += word.len();
        word.to_owned()
    }

    /// A value has ended, and what follows is neither `,` nor a closing bracket.
    pub(super) fn after_value(&mut self, end: usize) -> Stop {
        let Some(c) = self.peek_char() else { return self.unclosed() };
        let before = self.text.get(..end).unwrap_or_default();
        if before.ends_with('"') {
            let line = before.get(before.rfind('\n').map_or(0, |at| at + 1)..).unwrap_or_default();
            let first = line.char_indices().find(|&(_, c)| is_curly(c) && !matches!(c, '‘' | '’'));
            if let Some((at, curly)) = first {
                let at = end - line.len() + at;
                let here = self.span(at, at + curly.len_utf8());
                self.mistakes.swarm(Swarm::CurlyQuotes, || curly_close(here));
                return Stop;
            }
            self.mistakes.push(
                syntax(self.next_token(), "this stands behind the end of a string")
                    .label("the quote before it closes the string")
                    .help("if the quote belongs to the text, write `\\\"`; if not, a comma is missing"),
            );
            return Stop;
        }
        self.mistakes.push(
            syntax(self.next_token(), format!("expected `,` or a closing bracket, found {}", name_of(c)))
                .help("entries are separated by `,`"),
        );
        Stop
    }

    /// The place of the token that begins here, as far as a caret should go.
    pub(super) fn next_token(&self) -> Span {
        let rest = self.rest();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let length = match rest.chars().next() {
            Some('"') => {
                rest.bytes().skip(1).take(200).position(|b| matches!(b, b'"' | b'\n')).map_or(1, |at| at + 2)
            }
            Some(c) if is_part(c) => rest.find(|c| !is_part(c)).unwrap_or(rest.len()),
            Some(c) => c.len_utf8(),
            None => 0,
        };
        self.span(self.at, self.at + length)
    }
}

fn is_foreign_quote(c: char) -> bool {
    is_curly(c) || matches!(c, '\'' | '`')
}

fn quotes_name(c: char) -> &'static str {
    if c == '`' { "backticks" } else { "single quotes" }
}

/// What is wrong with a number, as the help that repairs it; `None` if it is JSON's.
fn number_mistake(text: &str) -> Option<&'static str> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_ok = exponent.is_none_or(|text| digits(text.strip_prefix(['+', '-']).unwrap_or(text)));
    if digits(whole) && fraction.is_none_or(digits) && exponent_ok {
        return (whole.len() > 1 && whole.starts_with('0'))
            .then_some("a number has no leading zero; an identifier with zeros in front belongs in quotes");
    }
    Some(if text.starts_with('+') {
        "leave out the `+`"
    } else if text.contains('_') {
        "leave out the `_`"
    } else if unsigned.starts_with("0x") || unsigned.starts_with("0X") {
        "write the number in decimal"
    } else if mantissa.starts_with('.') {
        "write the zero before the point: `0.5`"
    } else if mantissa.ends_with('.') {
        "write a digit after the point, or leave the point out"
    } else if unsigned.starts_with("Inf") || unsigned.starts_with("inf") || unsigned.starts_with("NaN") {
        "use a finite number, or leave the key out"
    } else {
        "if it is text, put it in double quotes"
    })
}

fn curly_close(here: Span) -> Diagnostic {
    syntax(here, "a curly quote does not close a string")
        .help("put strings in straight double quotes, `\"`: JSON knows no others")
}

fn clip(text: &str) -> String {
    text.chars().take(60).collect()
}
