//! Pieces of messages: values cut to a sane length, lists, the nearest name.

use std::borrow::Cow;
use std::io;

use serde_json::Value;

use crate::json::{Json, lit_value};
use crate::table::Lit;
use crate::value::Val;

/// At most so many characters of one value appear in a message.
const SENT: usize = 80;

/// At most so many alternatives are listed in a message.
const LISTED: usize = 24;

/// At most so many characters of a list.
const LIST: usize = 600;

/// The byte at which the first `max` characters of a text end; `None` where it has no more than these.
pub fn end_of(text: &str, max: usize) -> Option<usize> {
    // No text has more characters than bytes, which are not to be counted.
    if text.len() <= max { None } else { text.char_indices().nth(max).map(|(end, _)| end) }
}

/// A text of at most `max` characters; what is cut off is said by `…`.
pub fn cut(text: &str, max: usize) -> String {
    match end_of(text, max) {
        None => text.to_owned(),
        Some(end) => format!("{}…", &text[..end]),
    }
}

/// A text as JSON, cut.
pub fn quoted(text: &str) -> String {
    match end_of(text, SENT) {
        None => escaped(text),
        Some(end) => {
            let mut shown = escaped(&text[..end]);
            shown.pop();
            format!("{shown}…\" ({} characters)", text.chars().count())
        }
    }
}

/// A text as JSON, whole. Beside what JSON escapes, what would not be seen or would reorder the
/// line is escaped too.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A value as JSON, cut.
pub fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Array(items) if items.is_empty() => "[]".to_owned(),
        Value::Array(_) | Value::Object(_) => {
            let mut out = Limited { bytes: Vec::new(), left: SENT * 4 };
            // Fails where the limit is reached, which is all that is wanted.
            let whole = serde_json::to_writer(&mut out, &Json(Val::Json(value))).is_ok();
            let text = String::from_utf8_lossy(&out.bytes);
            let text = text.trim_end_matches('\u{fffd}');
            let text = one_line(text);
            if whole || text.chars().count() > SENT { cut(&text, SENT) } else { format!("{text}…") }
        }
        other => Json(Val::Json(other)).to_string(),
    }
}

struct Limited {
    bytes: Vec<u8>,
    left: usize,
}

impl io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let take = bytes.len().min(self.left);
        self.bytes.extend_from_slice(&bytes[..take]);
        self.left -= take;
        if take < bytes.len() { Err(io::ErrorKind::WriteZero.into()) } else { Ok(take) }
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A literal as JSON, cut.
pub fn lit(lit: &Lit<'_>) -> String {
    shown(&lit_value(lit))
}

/// `a, b, c`, of a bounded length.
pub fn list(items: impl IntoIterator<Item = String>) -> String {
    joined(items, ", ")
}

/// Items with a separator between them, of a bounded length.
pub fn joined(items: impl IntoIterator<Item = String>, separator: &str) -> String {
    join(&mut items.into_iter(), separator)
}

/// Compiled once, whatever the items come from.
fn join(items: &mut dyn Iterator<Item = String>, separator: &str) -> String {
    let mut out = String::new();
    for (index, item) in (&mut *items).enumerate() {
        if index == LISTED || out.len() + item.len() > LIST && index > 0 {
            // The item in hand is one of those left out.
            out.push_str(&format!("{separator}… ({} more)", items.count() + 1));
            return out;
        }
        if index > 0 {
            out.push_str(separator);
        }
        out.push_str(&item);
    }
    out
}

/// `text` for a log: nothing in it ends the line, reorders it, or steers a terminal.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if steers(c) { out.extend(c.escape_default()) } else { out.push(c) }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_cut_on_character_boundaries() {
        assert_eq!(shown(&json!("é")), "\"é\"");
        let long = shown(&json!("é".repeat(5000)));
        assert!(long.ends_with("…\" (5000 characters)") && long.chars().count() < 120, "{long}");
        let long = shown(&json!(vec!["é"; 5000]));
        assert!(long.ends_with('…') && long.chars().count() <= 81, "{long}");
        assert_eq!(shown(&json!({"a": 1.0, "b": []})), r#"{"a":1,"b":[]}"#);
        assert_eq!(shown(&json!("a\u{202e}b\u{0}\n")), r#""a\u202eb\u0000\n""#);
    }

    #[test]
    fn a_line_stays_one() {
        assert_eq!(one_line("grüße \"a\" \\ b"), "grüße \"a\" \\ b");
        assert_eq!(one_line("a\r\nINFO b\u{1b}[31m\u{202e}"), "a\\r\\nINFO b\\u{1b}[31m\\u{202e}");
    }

    #[test]
    fn lists_are_bounded() {
        assert_eq!(list((0..3).map(|i| i.to_string())), "0, 1, 2");
        let long = list((0..1000).map(|i| i.to_string()));
        assert!(long.ends_with(", 23, … (976 more)"), "{long}");
    }
}
