//! Percent-encoding, for URLs and for form bodies.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// All but what RFC 3986, section 2.3, calls unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// All but what the WHATWG URL standard keeps in a form.
const FORM: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_');

/// A part of a path or query: everything outside unreserved is encoded. A blank is `%20`, which every
/// decoder reads, while many take `+` in a URL for what it is.
pub(crate) fn component(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

/// Appends what [`component`] makes of a text: most of it stands for itself, and is copied at once.
pub(crate) fn push_component(out: &mut String, text: &str) {
    let mut rest = text;
    loop {
        let (plain, special) = rest.split_at(unreserved_prefix(rest));
        out.push_str(plain);
        let Some(first) = special.chars().next() else { return };
        let (first, after) = special.split_at(first.len_utf8());
        out.extend(component(first));
        rest = after;
    }
}

/// Whether a text is what [`component`] makes of it.
pub(crate) fn is_unreserved(text: &str) -> bool {
    unreserved_prefix(text) == text.len()
}

/// How many bytes stand for themselves, from the start.
fn unreserved_prefix(text: &str) -> usize {
    /// Looked up, since this is asked of every byte of a request's URL.
    const PLAIN: [bool; 256] = {
        let mut plain = [false; 256];
        let mut byte = 0_u8;
        while byte < 128 {
            plain[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
            byte += 1;
        }
        plain
    };
    text.bytes().take_while(|byte| PLAIN[usize::from(*byte)]).count()
}

/// A name or value of a form-urlencoded body, in pieces; a blank is `+`.
pub(crate) fn form(text: &str) -> impl Iterator<Item = &str> {
    // A `%` of the text's own is `%25`, so `%20` is a blank.
    utf8_percent_encode(text, FORM).map(|piece| if piece == "%20" { "+" } else { piece })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(text: &str) -> [String; 2] {
        let mut pushed = String::new();
        push_component(&mut pushed, text);
        assert_eq!(pushed, component(text).to_string());
        assert_eq!(is_unreserved(text), pushed == text);
        [pushed, form(text).collect()]
    }

    #[test]
    fn table() {
        for (text, in_url, in_form) in [
            ("", "", ""),
            ("aZ09-._~", "aZ09-._~", "aZ09-._%7E"),
            ("a b+c", "a%20b%2Bc", "a+b%2Bc"),
            ("%20", "%2520", "%2520"),
            ("*!$&'()", "%2A%21%24%26%27%28%29", "*%21%24%26%27%28%29"),
            ("%2e", "%252e", "%252e"),
            ("é🦀", "%C3%A9%F0%9F%A6%80", "%C3%A9%F0%9F%A6%80"),
            ("🦀x\0", "%F0%9F%A6%80x%00", "%F0%9F%A6%80x%00"),
            ("a[b]", "a%5Bb%5D", "a%5Bb%5D"),
        ] {
            assert_eq!(both(text), [in_url, in_form], "{text:?}");
        }
    }

    #[test]
    fn as_the_url_crate_does() {
        let all: String = (0..0x250_u32).filter_map(char::from_u32).collect();
        let expected: String = url::form_urlencoded::byte_serialize(all.as_bytes()).collect();
        assert_eq!(both(&all)[1], expected);
    }
}
