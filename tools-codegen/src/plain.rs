//! Numbers as they are sent: the exact value, without an exponent, without a fraction of zeros.

use crate::json::{Json, Number};

/// The longest number that is written out; beyond it the exponent is absurd.
const LONGEST: usize = 400;

/// The number in plain decimal; `None` where that would be absurdly long.
pub(crate) fn plain(number: &Number) -> Option<String> {
    let text = number.0.as_str();
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    // How many digits stand before the point.
    let point = i64::try_from(whole.len()).ok()?.checked_add(exponent)?;
    if digits.bytes().all(|b| b == b'0') {
        return Some("0".to_owned());
    }
    if usize::try_from(point.unsigned_abs()).ok()? > LONGEST || digits.len() > 2 * LONGEST {
        return None;
    }
    let (whole, fraction) = match usize::try_from(point) {
        Ok(point) if point >= digits.len() => (format!("{digits:0<point$}"), String::new()),
        Ok(point) => {
            let (whole, fraction) = digits.split_at_checked(point)?;
            (whole.to_owned(), fraction.to_owned())
        }
        Err(_) => (String::new(), "0".repeat(usize::try_from(point.unsigned_abs()).ok()?) + &digits),
    };
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{fraction}"))
}

/// A literal value as a body carries it: integral floats as integers, all else as written.
/// The parser bounds the depth, and with it this recursion.
pub(crate) fn literal(json: Json) -> Json {
    match json {
        Json::Number(number) => {
            let integral = plain(&number).filter(|text| !text.contains('.') && text.len() <= 20);
            Json::Number(integral.map_or(number, Number))
        }
        Json::Array(items) => Json::Array(items.into_iter().map(literal).collect()),
        Json::Object(entries) => {
            Json::Object(entries.into_iter().map(|(key, value)| (key, literal(value))).collect())
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_out() {
        for (given, expected) in [
            ("0", "0"),
            ("-0", "0"),
            ("0.0e5", "0"),
            ("1", "1"),
            ("-12", "-12"),
            ("1.0", "1"),
            ("100", "100"),
            ("1e2", "100"),
            ("1.50", "1.5"),
            ("1.5e1", "15"),
            ("1.25e1", "12.5"),
            ("12.5E-1", "1.25"),
            ("1e-3", "0.001"),
            ("0.1", "0.1"),
            ("-0.5e0", "-0.5"),
            ("9007199254740993", "9007199254740993"),
            ("123456789012345678901234567890", "123456789012345678901234567890"),
        ] {
            assert_eq!(plain(&Number(given.to_owned())).as_deref(), Some(expected), "{given}");
        }
        for given in ["1e999999999", "1e-500", "1e99999999999999999999"] {
            assert_eq!(plain(&Number(given.to_owned())), None, "{given}");
        }
    }

    #[test]
    fn in_a_body() {
        let number = |text: &str| Json::Number(Number(text.to_owned()));
        for (given, expected) in
            [("1.0", "1"), ("1e3", "1000"), ("0.10", "0.10"), ("1e30", "1e30"), ("7", "7")]
        {
            assert_eq!(literal(number(given)), number(expected));
        }
    }
}
