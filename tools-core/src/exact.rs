//! JSON text as a value without losing a digit.
//!
//! A [`Value`] has 64-bit integers and doubles, and some of those who read it have doubles alone. A number that
//! would come out as another one is a string of its digits: an id is of no use where it is rounded.

use serde::de::IgnoredAny;
use serde_json::Value;

/// What numbers can be where a value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// 64-bit integers and doubles.
    Wide,
    /// The same where values are compared: what has a fraction is a double in any case.
    Compared,
    /// Doubles, for which integers are safe below 2^53.
    Doubles,
}

/// 2^53: from here on a double may stand for several integers.
const UNSAFE: u64 = 1 << 53;

/// The value of a JSON text, where it is JSON.
#[must_use]
pub fn value(text: &str, numbers: Numbers) -> Option<Value> {
    let mut out = String::new();
    let mut kept = 0;
    for (start, token) in (Tokens { text, at: 0 }) {
        if !numbers.hold(token) {
            out.push_str(text.get(kept..start)?);
            out.push('"');
            out.push_str(token);
            out.push('"');
            kept = start + token.len();
        }
    }
    if kept == 0 {
        return serde_json::from_str(text).ok();
    }
    // What is no JSON must not become it by the quotes (`01` is no number).
    serde_json::from_str::<IgnoredAny>(text).ok()?;
    out.push_str(text.get(kept..)?);
    serde_json::from_str(&out).ok()
}

/// The numbers of a JSON text with their places.
struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Tokens<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at)? {
                b'"' => self.at = string_end(bytes, self.at),
                b'-' | b'0'..=b'9' => {
                    let of_number = |b: &&u8| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
                    let start = self.at;
                    self.at += bytes.get(start..)?.iter().take_while(of_number).count();
                    return Some((start, self.text.get(start..self.at)?));
                }
                _ => self.at += 1,
            }
        }
    }
}

/// Behind the closing quote of the string that begins at `start`.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

impl Numbers {
    /// Whether the number that is written so is there as it is.
    fn hold(self, token: &str) -> bool {
        if !token.contains(['.', 'e', 'E']) {
            let magnitude = token.strip_prefix('-').unwrap_or(token).parse::<u64>();
            return match self {
                Self::Doubles => magnitude.is_ok_and(|integer| integer < UNSAFE),
                Self::Wide | Self::Compared => {
                    magnitude.is_ok() && (!token.starts_with('-') || token.parse::<i64>().is_ok())
                }
            };
        }
        // The shortest digits of the nearest double: where they are others, digits would be lost.
        let double = token.parse::<f64>().ok().filter(|double| double.is_finite());
        double
            .is_some_and(|double| self == Self::Compared || decimal(token) == decimal(&format!("{double:e}")))
    }
}

/// Digits without zeros at either end, and the power of ten of the last of them.
fn decimal(number: &str) -> Option<(String, i64)> {
    let number = number.strip_prefix('-').unwrap_or(number);
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let trimmed = digits.trim_end_matches('0');
    let significant = trimmed.trim_start_matches('0');
    if significant.is_empty() {
        return Some((String::new(), 0));
    }
    let zeros = i64::try_from(digits.len() - trimmed.len()).ok()?;
    let fraction = i64::try_from(fraction.len()).ok()?;
    let exponent: i64 = exponent.parse().ok()?;
    Some((significant.to_owned(), exponent.checked_sub(fraction)?.checked_add(zeros)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_number_that_is_not_held_is_its_digits() {
        for (number, doubles, wide) in [
            ("9007199254740991", true, true),
            ("-9007199254740991", true, true),
            ("9007199254740992", false, true),
            ("9007199254740993", false, true),
            ("1234567890123456789", false, true),
            ("-9223372036854775808", false, true),
            ("-9223372036854775809", false, false),
            ("18446744073709551615", false, true),
            ("18446744073709551616", false, false),
            ("123456789012345678901234567890", false, false),
            ("0", true, true),
            ("-0", true, true),
            ("0.1", true, true),
            ("1.10", true, true),
            ("19.990", true, true),
            ("1e16", true, true),
            ("1.5E+3", true, true),
            ("0.0", true, true),
            ("0e999999999999999999999", true, true),
            ("5e-324", true, true),
            ("3.141592653589793", true, true),
            ("3.14159265358979323846", false, false),
            ("9007199254740993.0", false, false),
            ("0.1234567890123456789", false, false),
            ("1e400", false, false),
            ("1e-400", false, false),
        ] {
            for (numbers, held) in [(Numbers::Doubles, doubles), (Numbers::Wide, wide)] {
                let text = format!("{{\"a\":[{number}]}}");
                let expected = match held {
                    true => serde_json::from_str::<Value>(&text).unwrap(),
                    false => json!({ "a": [number] }),
                };
                assert_eq!(value(&text, numbers), Some(expected), "{number} {numbers:?}");
            }
        }
    }

    #[test]
    fn what_is_compared_stays_a_number_where_it_has_a_fraction() {
        let text = "[0.12345678901234567891,123456789012345678901234567890,7]";
        let expected = json!([0.123_456_789_012_345_68, "123456789012345678901234567890", 7]);
        assert_eq!(value(text, Numbers::Compared), Some(expected));
    }

    #[test]
    fn digits_in_strings_and_keys_are_text() {
        let text =
            r#"{"12345678901234567890123": "a \"12345678901234567890123", "b": 12345678901234567890123}"#;
        let expected = json!({
            "12345678901234567890123": "a \"12345678901234567890123",
            "b": "12345678901234567890123",
        });
        assert_eq!(value(text, Numbers::Wide), Some(expected));
    }

    #[test]
    fn what_is_no_json_stays_none() {
        for text in [
            "",
            "012345678901234567890123",
            "[1-23456789012345678901]",
            "\"12",
            "\"\\",
            "-",
            "1 2",
            "{\"a\":01}",
        ] {
            assert_eq!(value(text, Numbers::Doubles), None, "{text}");
        }
    }
}
