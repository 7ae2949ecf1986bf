//! Strings, numbers and words.

use super::{Parsed, Parser};
use crate::json::{Json, Number};

impl Parser<'_> {
    /// A string in single or double quotes.
    pub(super) fn string(&mut self) -> Parsed<String> {
        let start = self.at;
        let quote = self.peek().unwrap_or_default();
        self.at += quote.len_utf8();
        let mut out = String::new();
        loop {
            match self.peek() {
                Some(c) if c == quote => {
                    self.at += 1;
                    return Ok(out);
                }
                Some('\\') => out.push(self.escape(quote)?),
                Some(c) if c >= ' ' => {
                    self.at += c.len_utf8();
                    out.push(c);
                }
                Some(_) => {
                    return Err(self
                        .fault("a string has no control characters", "write it as `\\n`, `\\t`, `\\u001f`"));
                }
                None => {
                    let at = start..start + quote.len_utf8();
                    return Err(self.fault_at(at, "this string is not closed", "add the closing quote"));
                }
            }
        }
    }

    fn escape(&mut self, quote: char) -> Parsed<char> {
        let start = self.at;
        self.at += 1;
        let c = self.peek();
        self.at += c.map_or(0, char::len_utf8);
        let meant = match c {
            Some('b') => Some('\u{8}'),
            Some('f') => Some('\u{c}'),
            Some('n') => Some('\n'),
            Some('r') => Some('\r'),
            Some('t') => Some('\t'),
            Some('/') => Some('/'),
            Some('\\') => Some('\\'),
            Some(c) if c == quote => Some(c),
            Some('u') => self.code_point(),
            _ => None,
        };
        meant.ok_or_else(|| {
            let at = start..self.at;
            let text = self.text.get(at.clone()).unwrap_or_default();
            let help = "there are `\\b \\f \\n \\r \\t \\/ \\\\ \\u0000` and the quote around the string";
            self.fault_at(at, format!("`{text}` is no escape"), help)
        })
    }

    /// Behind `\u`: a unit, or two that are a pair.
    fn code_point(&mut self) -> Option<char> {
        let first = self.unit()?;
        let mut units = vec![first];
        if (0xd800..0xdc00).contains(&first) {
            self.eats("\\u").then_some(())?;
            units.push(self.unit()?);
        }
        char::decode_utf16(units).next()?.ok()
    }

    fn unit(&mut self) -> Option<u16> {
        let digits =
            self.rest().get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        let unit = u16::from_str_radix(digits, 16).ok()?;
        self.at += 4;
        Some(unit)
    }

    /// A number as JSON has it, if one stands here.
    pub(super) fn number(&mut self) -> Parsed<Option<Json>> {
        let is_start = self.peek().is_some_and(|c| c == '-' || c.is_ascii_digit());
        if !is_start {
            return Ok(None);
        }
        let length =
            self.rest().bytes().take_while(|byte| byte.is_ascii_digit() || b"+-.eE".contains(byte)).count();
        let text = self.rest().get(..length).unwrap_or_default().to_owned();
        let is_json = serde_json::from_str::<serde_json::Number>(&text)
            .is_ok_and(|number| number.as_f64().is_some_and(f64::is_finite));
        if !is_json {
            let at = self.at..self.at + length;
            return Err(self.fault_at(
                at,
                format!("`{text}` is no number"),
                "numbers are written as in JSON",
            ));
        }
        self.at += length;
        Ok(Some(Json::Number(Number(text))))
    }

    /// `true`, `false` or `null`, if one stands here.
    pub(super) fn word(&mut self) -> Option<Json> {
        for (word, value) in [("true", Json::Bool(true)), ("false", Json::Bool(false)), ("null", Json::Null)]
        {
            let behind = self.rest().strip_prefix(word).map(|rest| rest.chars().next());
            if behind.is_some_and(|c| !c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_' || c == '(')) {
                self.at += word.len();
                return Some(value);
            }
        }
        None
    }
}
