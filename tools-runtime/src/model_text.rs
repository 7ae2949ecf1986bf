//! Bodies as text that a model, or a log, can be shown.

use std::borrow::Cow;

use serde::de::IgnoredAny;

use crate::redact::Scrubber;

/// `bytes` without a byte order mark, which JSON must not have and servers send.
pub(crate) fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// A text body. What is neither UTF-8 nor declared as Latin-1 is shown as far as it is UTF-8.
pub(crate) fn decode<'b>(bytes: &'b [u8], content_type: &str) -> Cow<'b, str> {
    let bytes = without_bom(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let declared = content_type.to_ascii_lowercase();
    if ["iso-8859-1", "latin1", "windows-1252"].iter().any(|charset| declared.contains(charset)) {
        return bytes.iter().map(|byte| char::from(*byte)).collect();
    }
    String::from_utf8_lossy(bytes)
}

/// JSON in which every escape stands for text: half of a surrogate pair, which services write where they cut
/// a string in the middle of an emoji, becomes U+FFFD.
pub(crate) fn mended(json: &str) -> Cow<'_, str> {
    let bytes = json.as_bytes();
    let unit = |at: usize| {
        let digits = json.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut out = String::new();
    let (mut kept, mut at) = (0, 0);
    while let Some(found) = bytes[at..].iter().position(|byte| *byte == b'\\') {
        at += found;
        at += match (unit(at), unit(at + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                out.push_str(&json[kept..at]);
                out.push_str("\\ufffd");
                kept = at + 6;
                6
            }
            // Whatever is escaped is no backslash of its own.
            _ => 2.min(bytes.len() - at),
        };
    }
    if kept == 0 {
        return Cow::Borrowed(json);
    }
    out.push_str(&json[kept..]);
    Cow::Owned(out)
}

/// JSON without blanks between its tokens, in its own order, with plain escapes, and without
/// secrets; other text as it is, without secrets.
///
/// Strings are written anew, since a server may escape what it need not (`\/`, `\u0073`), and
/// a secret would pass in such a form.
pub(crate) fn compact(bytes: &[u8], scrubber: &Scrubber) -> String {
    let decoded = decode(bytes, "");
    let text = mended(&decoded);
    if serde_json::from_str::<IgnoredAny>(&text).is_err() {
        // Not JSON after all (an error page, say).
        return scrubber.scrub(&text).into_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest: &str = &text;
    while let Some(first) = rest.chars().next() {
        if first == '"' {
            let end = string_end(rest);
            // Strings of valid JSON are valid.
            let string: String = serde_json::from_str(&rest[..end]).unwrap_or_default();
            out.push_str(&serde_json::Value::from(string).to_string());
            rest = &rest[end..];
        } else {
            if !" \t\r\n".contains(first) {
                out.push(first);
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    scrubber.scrub(&out).into_owned()
}

/// Behind the closing quote of the string that `text` begins with.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (i, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return i + 1,
            _ => {}
        }
    }
    text.len()
}

/// `text`, or its first `max` characters and a word about the rest.
pub(crate) fn cut(mut text: String, max: usize) -> String {
    if text.len() <= max {
        return text;
    }
    if let Some((at, _)) = text.char_indices().nth(max) {
        let whole = text.chars().count();
        text.truncate(at);
        text.push_str(&format!("… [cut: the first {max} of {whole} characters]"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_between_characters_and_says_so() {
        assert_eq!(cut("äöü".into(), 3), "äöü");
        assert_eq!(cut("äöü🦀".into(), 3), "äöü… [cut: the first 3 of 4 characters]");
        assert_eq!(cut("ab".into(), 0), "… [cut: the first 0 of 2 characters]");
    }

    #[test]
    fn compacts_json_in_its_order() {
        let scrubber = Scrubber::default();
        for (body, expected) in [
            (r#"{ "b" : 1.50, "a" :[ ] }"#, r#"{"b":1.50,"a":[]}"#),
            ("\u{feff}[\"a\\/b \\u0041 \\\" \\\\\"]\n", r#"["a/b A \" \\"]"#),
            (r#"{"a": "open"#, r#"{"a": "open"#),
            ("<h1>no \"json\"</h1>", "<h1>no \"json\"</h1>"),
        ] {
            assert_eq!(compact(body.as_bytes(), &scrubber), expected);
        }
    }

    #[test]
    fn half_a_surrogate_pair_is_mended() {
        for (json, expected) in [
            (r#""Hello \ud83d""#, r#""Hello \ufffd""#),
            (r#""\ud83d\ude00""#, r#""\ud83d\ude00""#),
            (r#""\uDE00\uD83D\uD83D\uDE00x""#, r#""\ufffd\ufffd\uD83D\uDE00x""#),
            (r#""\\ud83d""#, r#""\\ud83d""#),
            (r#""é\ud83d é \ud8""#, r#""é\ufffd é \ud8""#),
            ("\"\\", "\"\\"),
            ("\\ud83dé", "\\ufffdé"),
        ] {
            assert_eq!(mended(json), expected, "{json}");
        }
        assert_eq!(compact(br#"{"a": "b \ud83d"}"#, &Scrubber::default()), "{\"a\":\"b \u{fffd}\"}");
    }

    #[test]
    fn decodes_what_is_declared() {
        assert_eq!(decode(b"caf\xe9", "text/plain; charset=ISO-8859-1"), "café");
        assert_eq!(decode(b"caf\xe9", "text/plain"), "caf\u{fffd}");
        assert_eq!(decode(b"\xef\xbb\xbfa", ""), "a");
    }
}
