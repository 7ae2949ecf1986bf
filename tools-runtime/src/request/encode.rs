//! Percent-encoding, for paths and for form-urlencoded pairs.

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// The bytes that stand for themselves in a path: RFC 3986, section 2.3, unreserved.
const UNRESERVED: [bool; 256] = table(b"-._~");

/// The bytes that stand for themselves in a form: the WHATWG URL standard's set.
const FORM: [bool; 256] = table(b"*-._");

const fn table(marks: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let mut i = 0;
    while i < marks.len() {
        table[marks[i] as usize] = true;
        i += 1;
    }
    table
}

/// Whether a byte stands for itself in a path.
pub(crate) fn is_unreserved(byte: u8) -> bool {
    UNRESERVED[usize::from(byte)]
}

/// Appends `text` with everything outside unreserved percent-encoded.
pub(crate) fn component(out: &mut String, text: &str) {
    encode(out, text, &UNRESERVED, false);
}

/// Appends `text` as a name or value of a form-urlencoded pair; a blank is `+`.
pub(crate) fn form(out: &mut String, text: &str) {
    encode(out, text, &FORM, true);
}

fn encode(out: &mut String, text: &str, safe: &[bool; 256], plus: bool) {
    let mut kept = 0;
    for (i, byte) in text.bytes().enumerate() {
        if safe[usize::from(byte)] {
            continue;
        }
        // Only whole runs of ASCII are kept, so both ends lie between characters.
        if kept < i {
            out.push_str(&text[kept..i]);
        }
        if plus && byte == b' ' {
            out.push('+');
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
        kept = i + 1;
    }
    // Behind the last byte of a character that was encoded, or at the start.
    out.push_str(&text[kept..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(text: &str) -> [String; 2] {
        let mut out = [String::new(), String::new()];
        component(&mut out[0], text);
        form(&mut out[1], text);
        out
    }

    #[test]
    fn table() {
        for (text, path, pair) in [
            ("", "", ""),
            ("aZ09-._~", "aZ09-._~", "aZ09-._%7E"),
            ("a b+c", "a%20b%2Bc", "a+b%2Bc"),
            ("*!$&'()", "%2A%21%24%26%27%28%29", "*%21%24%26%27%28%29"),
            ("%2e", "%252e", "%252e"),
            ("é🦀", "%C3%A9%F0%9F%A6%80", "%C3%A9%F0%9F%A6%80"),
            ("🦀x\0", "%F0%9F%A6%80x%00", "%F0%9F%A6%80x%00"),
            ("a[b]", "a%5Bb%5D", "a%5Bb%5D"),
        ] {
            assert_eq!(both(text), [path, pair], "{text:?}");
        }
    }

    #[test]
    fn as_the_url_crate_does() {
        let all: String = (0..0x250_u32).filter_map(char::from_u32).collect();
        let expected: String = url::form_urlencoded::byte_serialize(all.as_bytes()).collect();
        assert_eq!(both(&all)[1], expected);
    }
}
