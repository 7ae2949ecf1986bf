//! Bodies as text that a model, or a log, can be shown.

use std::borrow::Cow;

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
pub(crate) fn repaired(json: &str) -> Cow<'_, str> {
    let bytes = json.as_bytes();
    if !bytes.contains(&b'\\') {
        return Cow::Borrowed(json);
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_surrogate_pair_is_repaired() {
        for (json, expected) in [
            (r#""Hello \ud83d""#, r#""Hello \ufffd""#),
            (r#""\ud83d\ude00""#, r#""\ud83d\ude00""#),
            (r#""\uDE00\uD83D\uD83D\uDE00x""#, r#""\ufffd\ufffd\uD83D\uDE00x""#),
            (r#""\\ud83d""#, r#""\\ud83d""#),
            (r#""é\ud83d é \ud8""#, r#""é\ufffd é \ud8""#),
            ("\"\\", "\"\\"),
            ("\\ud83dé", "\\ufffdé"),
        ] {
            assert_eq!(repaired(json), expected, "{json}");
        }
    }

    #[test]
    fn decodes_what_is_declared() {
        assert_eq!(decode(b"caf\xe9", "text/plain; charset=ISO-8859-1"), "café");
        assert_eq!(decode(b"caf\xe9", "text/plain"), "caf\u{fffd}");
        assert_eq!(decode(b"\xef\xbb\xbfa", ""), "a");
    }
}
