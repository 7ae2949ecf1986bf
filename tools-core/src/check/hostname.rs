//! `format: hostname`: RFC 1123 names, whose `xn--` labels must be A-labels (RFC 5890).
//!
//! An A-label is decoded and held to the rules of RFC 5891, section 4.2.3, and RFC 5892, appendix
//! A. What is left out is the table of code points that are disallowed by their properties, which
//! would outweigh the rest of this crate; registries apply it, requests are not sent to a name.

use super::marks;

/// Whether a text is a host name.
pub(crate) fn accepts(text: &str) -> bool {
    !text.is_empty() && text.len() <= 253 && text.split('.').all(label)
}

fn label(label: &str) -> bool {
    let edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = label.as_bytes();
    let plain = edge(bytes.first())
        && edge(bytes.last())
        && bytes.len() <= 63
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    match label.get(..4) {
        Some(prefix) if prefix.eq_ignore_ascii_case("xn--") => {
            plain && decode(&label[4..]).is_some_and(|decoded| u_label(&decoded))
        }
        _ => plain,
    }
}

/// RFC 3492: the characters that a punycode text stands for.
fn decode(text: &str) -> Option<Vec<char>> {
    let (basic, extended) = text.rsplit_once('-').unwrap_or(("", text));
    let mut out: Vec<char> = basic.to_ascii_lowercase().chars().collect();
    let (mut n, mut i, mut bias) = (128u32, 0u32, 72u32);
    let mut digits = extended.bytes().peekable();
    let mut first = true;
    digits.peek()?;
    while digits.peek().is_some() {
        let (before, mut weight, mut k) = (i, 1u32, 36u32);
        loop {
            let digit = match digits.next()? {
                letter @ (b'a'..=b'z' | b'A'..=b'Z') => u32::from(letter.to_ascii_lowercase() - b'a'),
                number @ b'0'..=b'9' => u32::from(number - b'0') + 26,
                _ => return None,
            };
            i = i.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(1, 26);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(36 - threshold)?;
            k += 36;
        }
        let count = u32::try_from(out.len()).ok()? + 1;
        let mut delta = (i - before) / if std::mem::take(&mut first) { 700 } else { 2 };
        delta += delta / count;
        let mut steps = 0;
        while delta > 455 {
            delta /= 35;
            steps += 36;
        }
        bias = steps + 36 * delta / (delta + 38);
        n = n.checked_add(i / count)?;
        i %= count;
        out.insert(usize::try_from(i).ok()?, char::from_u32(n)?);
        i += 1;
    }
    Some(out)
}

/// Whether decoded characters make a label that may be encoded.
fn u_label(label: &[char]) -> bool {
    let hyphen = |index: usize| label.get(index) == Some(&'-');
    let hyphens = hyphen(0) || hyphen(label.len().saturating_sub(1)) || hyphen(2) && hyphen(3);
    let mark = label.first().is_some_and(|c| marks::has(marks::COMBINING, *c));
    label.iter().any(|c| !c.is_ascii())
        && !hyphens
        && !mark
        && (0..label.len()).all(|index| in_context(label, index))
}

/// RFC 5892: the exceptions of section 2.6, and the contextual rules of appendix A.
fn in_context(label: &[char], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| label.get(before)).copied();
    let after = label.get(index + 1).copied();
    let virama = || before.is_some_and(|c| marks::has(marks::VIRAMA, c));
    let Some(c) = label.get(index).copied() else { return false };
    match c {
        '\u{640}' | '\u{7fa}' | '\u{302e}' | '\u{302f}' | '\u{3031}'..='\u{3035}' | '\u{303b}' => false,
        '\u{b7}' => before == Some('l') && after == Some('l'),
        '\u{375}' => after.is_some_and(|c| matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}')),
        '\u{5f3}' | '\u{5f4}' => before.is_some_and(|c| matches!(c, '\u{591}'..='\u{5f4}' | '\u{fb1d}'..='\u{fb4f}')),
        '\u{30fb}' => label.iter().any(|c| {
            matches!(c, '\u{3005}' | '\u{3007}' | '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fd}'..='\u{30ff}'
                | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
        }),
        '\u{660}'..='\u{669}' => !label.iter().any(|c| matches!(c, '\u{6f0}'..='\u{6f9}')),
        '\u{6f0}'..='\u{6f9}' => !label.iter().any(|c| matches!(c, '\u{660}'..='\u{669}')),
        '\u{200d}' => virama(),
        '\u{200c}' => virama() || joins(label, index),
        c => !c.is_uppercase() && !c.is_control() && !c.is_whitespace(),
    }
}

/// Whether the letters on both sides would join: then a zero width non-joiner says something.
fn joins(label: &[char], index: usize) -> bool {
    let letter = |c: &&char| !marks::has(marks::COMBINING, **c);
    let before = label[..index].iter().rev().find(letter).copied();
    let after = label[index + 1..].iter().find(letter).copied();
    let joining = |c: char| {
        matches!(c, '\u{620}' | '\u{622}'..='\u{64a}' | '\u{66e}'..='\u{6d3}' | '\u{710}'..='\u{72f}' | '\u{74d}'..='\u{77f}'
            | '\u{7ca}'..='\u{7ea}' | '\u{840}'..='\u{858}' | '\u{8a0}'..='\u{8c8}' | '\u{1820}'..='\u{1878}' | '\u{a840}'..='\u{a872}')
    };
    // Right-joining letters do not join to what follows them.
    let right = |c: char| {
        matches!(c, '\u{622}'..='\u{625}' | '\u{627}' | '\u{629}' | '\u{62f}'..='\u{632}' | '\u{648}' | '\u{671}'..='\u{673}'
            | '\u{675}'..='\u{677}' | '\u{688}'..='\u{699}' | '\u{6c0}' | '\u{6c3}'..='\u{6cb}' | '\u{6cd}' | '\u{6cf}' | '\u{6d2}' | '\u{6d3}'
            | '\u{710}' | '\u{715}'..='\u{719}' | '\u{71e}' | '\u{728}' | '\u{72a}' | '\u{72c}' | '\u{72f}')
    };
    before.is_some_and(|c| joining(c) && !right(c)) && after.is_some_and(joining)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_letters_digits_and_hyphens() {
        let long = format!("{}.example", "a".repeat(63));
        for name in ["localhost", "a", "1", "api.example.com", "a--b.example", long.as_str()] {
            assert!(accepts(name), "{name}");
        }
        let longer = "a".repeat(64);
        let longest = "a.".repeat(127);
        for name in [
            "",
            ".",
            "a.",
            ".a",
            "-a",
            "a-",
            "a_b",
            "a b",
            "ä.example",
            "a..b",
            longer.as_str(),
            longest.as_str(),
        ] {
            assert!(!accepts(name), "{name}");
        }
    }

    #[test]
    fn a_labels_decode_to_labels() {
        for name in [
            "xn--bcher-kva.example",
            "XN--BCHER-KVA.example",
            "xn--4gbwdl.xn--wgbh1c",
            "xn--ihqwcrb4cv8a8dqg056pqjye",
        ] {
            assert!(accepts(name), "{name}");
        }
        // Broken punycode, no punycode, plain ASCII, `--` in the third and fourth place.
        for name in ["xn--X", "xn--", "xn--abc-", "xn--99999999", "XN--aa---o47jg78q"] {
            assert!(!accepts(name), "{name}");
        }
        assert_eq!(decode("bcher-kva"), Some("bücher".chars().collect()));
    }

    #[test]
    fn characters_stand_where_they_may() {
        let fine = |text: &str| u_label(&text.chars().collect::<Vec<_>>());
        for text in
            ["l·l", "α͵β", "א׳ב", "・ぁ", "・ァ", "・丈", "ب٠ب", "क\u{94d}\u{200d}ष", "بي\u{200c}بي", "ßς་〇"]
        {
            assert!(fine(text), "{text}");
        }
        for text in [
            "a·l",
            "l·",
            "·l",
            "α͵S",
            "α͵",
            "A׳ב",
            "def・abc",
            "・",
            "ب٠۰",
            "क\u{200d}ष",
            "\u{200d}ष",
            "\u{903}hello",
            "\u{300}hello",
            "\u{488}hello",
            "실\u{302e}례",
            "ـߺ",
            "-ü",
            "ü-",
            "ab--ü",
            "abc",
        ] {
            assert!(!fine(text), "{text}");
        }
    }
}
