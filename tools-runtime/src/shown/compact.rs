//! JSON as a model is shown it: without blanks between its tokens, in its own order, with plain escapes.
//!
//! Strings are written anew, since a server may escape what it need not (`\/`, `\u0073`), and a secret would pass in
//! such a form.

use std::borrow::Cow;

/// The start of `json`, which is valid, in at least `least` bytes; and whether that is the whole.
pub(super) fn compact(json: &str, least: usize) -> (Cow<'_, str>, bool) {
    // As most services write it.
    if json.len() <= least && is_compact(json) {
        return (Cow::Borrowed(json), true);
    }
    let (text, is_whole) = written(json, least);
    (Cow::Owned(text), is_whole)
}

/// Whether nothing in it would be written in another way.
fn is_compact(json: &str) -> bool {
    let mut in_string = false;
    json.bytes().all(|byte| match byte {
        b'"' => {
            in_string = !in_string;
            true
        }
        b'\\' => false,
        b' ' | b'\t' | b'\r' | b'\n' => in_string,
        _ => true,
    })
}

fn written(json: &str, least: usize) -> (String, bool) {
    let mut out = String::with_capacity(json.len().min(least) + 16);
    let mut in_string = false;
    let mut rest = json;
    while let Some(first) = rest.chars().next() {
        if out.len() >= least {
            return (out, false);
        }
        let mut width = first.len_utf8();
        match first {
            '"' => {
                in_string = !in_string;
                out.push(first);
            }
            '\\' => {
                let (c, escape) = escaped(rest);
                push(&mut out, c);
                width = escape;
            }
            ' ' | '\t' | '\r' | '\n' if !in_string => {}
            _ => {
                width = plain(rest, least - out.len(), in_string);
                out.push_str(&rest[..width]);
            }
        }
        rest = &rest[width..];
    }
    (out, true)
}

/// How many bytes of `text` may be copied, at least one character; of more than `enough`, no more than begin there.
fn plain(text: &str, enough: usize, in_string: bool) -> usize {
    let stops = |b: &u8| matches!(b, b'"' | b'\\') || !in_string && b.is_ascii_whitespace();
    let mut end = enough.clamp(1, text.len());
    end = text.as_bytes()[..end].iter().position(stops).unwrap_or(end);
    while !text.is_char_boundary(end) {
        end += 1;
    }
    end
}

/// The character that the escape at the start of `text` stands for, and the bytes of the escape. Half of a surrogate
/// pair, which services write where they cut a string in the middle of an emoji, is U+FFFD.
fn escaped(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    if let Some(first) = unit(0) {
        let pair = [first, unit(6).unwrap_or_default()];
        return match char::decode_utf16(pair).next() {
            Some(Ok(c)) => (c, 6 * c.len_utf16()),
            _ => (char::REPLACEMENT_CHARACTER, 6),
        };
    }
    let Some(c) = text[1..].chars().next() else { return ('\\', 1) };
    let meant = match c {
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        c => c,
    };
    (meant, 1 + c.len_utf8())
}

/// A character of a string.
fn push(out: &mut String, c: char) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn whole(json: &str) -> String {
        let (text, is_whole) = compact(json, usize::MAX);
        assert!(is_whole);
        text.into_owned()
    }

    #[test]
    fn json_stays_in_its_order() {
        for (json, expected) in [
            (r#"{ "b" : 1.50, "a" :[ ] }"#, r#"{"b":1.50,"a":[]}"#),
            ("[\"a\\/b \\u0041 \\\" \\\\\"]\n", r#"["a/b A \" \\"]"#),
            (r#"{"a b":[" 	",1]}"#, r#"{"a b":[" 	",1]}"#),
            (r#"{"a": "b \ud83d"}"#, "{\"a\":\"b \u{fffd}\"}"),
            (r#"["\ud83d\ud83d\ude00", "é \u00e9" , true ]"#, "[\"\u{fffd}\u{1f600}\",\"é é\",true]"),
        ] {
            assert_eq!(whole(json), expected, "{json}");
        }
    }

    #[test]
    fn strings_are_written_as_serde_writes_them() {
        let all: String = (0..0x2100).filter_map(char::from_u32).chain("🦀".chars()).collect();
        let json = Value::from(all.clone()).to_string();
        assert_eq!(whole(&json), json);
        let escaped: String = all.encode_utf16().map(|unit| format!("\\u{unit:04X}")).collect();
        assert_eq!(whole(&format!("\"{escaped}\"")), json);
    }

    #[test]
    fn a_part_is_a_start_of_the_whole() {
        let json = r#"{ "a" : [ 1 , "é\u00e9 🦀\n" , null ] , "b\/" : -1.5e7 }"#;
        let whole = whole(json);
        for least in 0..whole.len() + 3 {
            let (part, is_whole) = compact(json, least);
            assert!(whole.starts_with(&*part) && part.len() >= least.min(whole.len()), "{least}: {part}");
            assert!(part.len() < least + 8 && (is_whole || part.len() >= least), "{least}: {part}");
        }
    }
}
