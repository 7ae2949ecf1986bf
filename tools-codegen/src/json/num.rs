//! Numbers as JSON writes them, compared exactly.

use std::cmp::Ordering;

use super::value::Number;

/// `0.digits * 10^exponent`, without zeros at either end of the digits; zero has no digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    exponent: i64,
}

impl Number {
    /// Whether it has no fraction: `3.0` is an integer, as JSON Schema has it.
    pub(crate) fn is_integer(&self) -> bool {
        Decimal::new(self).is_integer()
    }
}

impl Decimal {
    /// Of the text of a JSON number.
    pub(crate) fn new(number: &Number) -> Self {
        let text = number.0.as_str();
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        // An exponent too long for an `i64` is as good as endless.
        let limit = if exponent.starts_with('-') { i64::MIN / 4 } else { i64::MAX / 4 };
        let exponent = exponent.strip_prefix('+').unwrap_or(exponent).parse::<i64>().unwrap_or(limit);
        let mut exponent = exponent.clamp(i64::MIN / 4, i64::MAX / 4) + whole.len() as i64;
        let digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).map(|b| b.wrapping_sub(b'0')).collect();
        let zeros = digits.iter().take_while(|d| **d == 0).count();
        let mut digits: Vec<u8> = digits.into_iter().skip(zeros).collect();
        exponent -= zeros as i64;
        while digits.last() == Some(&0) {
            digits.pop();
        }
        if digits.is_empty() {
            return Self { negative: false, digits, exponent: 0 };
        }
        Self { negative, digits, exponent }
    }

    /// Of an integer.
    pub(crate) fn int(value: i128) -> Self {
        Self::new(&Number(value.to_string()))
    }

    /// Writes its one form: `-0.15e3`.
    pub(crate) fn write(&self, out: &mut String) {
        out.push_str(if self.negative { "-0." } else { "0." });
        out.extend(self.digits.iter().map(|digit| char::from(b'0'.saturating_add(*digit))));
        out.push_str(&format!("e{}", self.exponent));
    }

    /// Whether it has no fraction.
    pub(crate) fn is_integer(&self) -> bool {
        self.exponent >= self.digits.len() as i64
    }

    /// As an integer, where it is one and not too wide.
    pub(crate) fn to_i128(&self) -> Option<i128> {
        if !self.is_integer() || self.exponent > 38 {
            return None;
        }
        let padding = usize::try_from(self.exponent).ok()?.checked_sub(self.digits.len())?;
        let mut value: i128 = 0;
        for digit in self.digits.iter().copied().chain(std::iter::repeat_n(0, padding)) {
            value = value.checked_mul(10)?.checked_add(i128::from(digit))?;
        }
        Some(if self.negative { -value } else { value })
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |d: &Self| match (d.digits.is_empty(), d.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let by_size = || self.exponent.cmp(&other.exponent).then_with(|| self.digits.cmp(&other.digits));
        sign(self).cmp(&sign(other)).then_with(|| if self.negative { by_size().reverse() } else { by_size() })
    }
}

/// Whether a number is exactly what the runtime's tables can hold and its parser reads: an
/// integer of 64 bits, or the nearest float of a text with a fraction or an exponent.
pub(crate) fn is_exact(number: &Number) -> bool {
    let whole = Decimal::new(number).to_i128();
    whole.is_some_and(|value| (i128::from(i64::MIN)..=i128::from(u64::MAX)).contains(&value))
        || is_float(number)
}

/// Whether a number is a float: the nearest one of a text with a fraction or an exponent, and of an
/// integer that it is digit by digit.
pub(crate) fn is_float(number: &Number) -> bool {
    match number.0.parse::<f64>() {
        Ok(float) if !number.0.contains(['.', 'e', 'E']) => {
            float.is_finite() && Decimal::new(&Number(format!("{float:.0}"))) == Decimal::new(number)
        }
        Ok(float) => float.is_finite(),
        Err(_) => false,
    }
}

/// Whether a number can bound others. An integer beyond 64 bits need not be exact for that: as an
/// argument it would be read as the nearest float too, and rounding keeps the order of numbers.
pub(crate) fn is_bound(number: &Number) -> bool {
    is_exact(number) || number.0.parse::<f64>().is_ok_and(f64::is_finite)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::new(&Number(text.into()))
    }

    #[test]
    fn one_value_has_one_form() {
        for text in ["1", "1.0", "1.00", "1e0", "10e-1", "0.1E+1", "0.01e2"] {
            assert_eq!(decimal(text), decimal("1"), "{text}");
        }
        assert_eq!(decimal("-0.0"), decimal("0"));
        assert_ne!(decimal("-1"), decimal("1"));
    }

    #[test]
    fn order() {
        let texts =
            ["-1e400", "-10", "-9.5", "-0.1", "0", "1e-400", "0.09", "0.1", "1", "9.99", "10", "1e30"];
        for pair in texts.windows(2) {
            assert!(decimal(pair[0]) < decimal(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn integers() {
        assert!(decimal("3.0").is_integer() && decimal("1e30").is_integer() && decimal("0").is_integer());
        assert!(!decimal("3.5").is_integer() && !decimal("1e-1").is_integer());
        assert_eq!(decimal("-120").to_i128(), Some(-120));
    }

    #[test]
    fn what_the_tables_hold() {
        for text in
            ["0", "-9223372036854775808", "18446744073709551615", "0.1", "1e308", "18446744073709551616"]
        {
            assert!(is_exact(&Number(text.into())), "{text}");
        }
        for text in ["18446744073709551617", "1e400", "-9223372036854775809"] {
            assert!(!is_exact(&Number(text.into())), "{text}");
        }
        for text in ["-9223372036854776000", "18446744073709552000", "-1.7976931348623157E+308"] {
            assert!(is_bound(&Number(text.into())), "{text}");
        }
        assert!(!is_bound(&Number("1e400".into())));
    }
}
