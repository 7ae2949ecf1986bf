//! Numbers: how they are compared and how they are written, the same everywhere.

use std::cmp::Ordering;
use std::fmt;

use serde_json::{Number, Value};

/// A JSON number as a tool's arguments and tables hold it.
#[derive(Debug, Clone, Copy)]
pub enum Num {
    /// An integer that `i64` holds.
    Int(i64),
    /// An integer that only `u64` holds.
    UInt(u64),
    /// Any other number.
    Float(f64),
}

/// 2^63 and 2^64 are exactly floats; the largest integers below them are not.
const TWO_63: f64 = 9_223_372_036_854_775_808.0;
const TWO_64: f64 = 18_446_744_073_709_551_616.0;

/// 2^53: floats from here on do not tell every integer from its neighbours.
pub const FLOAT_INTEGERS: u64 = 1 << 53;

impl Num {
    /// The number as JSON has it.
    pub fn of(number: &Number) -> Self {
        if let Some(int) = number.as_i64() {
            Self::Int(int)
        } else if let Some(int) = number.as_u64() {
            Self::UInt(int)
        } else {
            // Always there: the crate is built without arbitrary precision. Should a user's
            // build turn that on, a number beyond `f64` is no number a tool can take.
            Self::Float(number.as_f64().unwrap_or(f64::NAN))
        }
    }

    /// The same number as an integer where it is one that `i64` or `u64` holds.
    pub fn whole(self) -> Self {
        match self {
            Self::Float(f) if f.fract() == 0.0 && (-TWO_63..TWO_63).contains(&f) => Self::Int(f as i64),
            Self::Float(f) if f.fract() == 0.0 && (TWO_63..TWO_64).contains(&f) => Self::UInt(f as u64),
            Self::UInt(u) => i64::try_from(u).map_or(self, Self::Int),
            other => other,
        }
    }

    /// JSON has no NaN and no infinity; a typed `f64` may.
    pub fn is_finite(self) -> bool {
        !matches!(self, Self::Float(f) if !f.is_finite())
    }

    /// Whether it has no fraction: `3.0` is an integer, as JSON Schema has it.
    pub fn is_integral(self) -> bool {
        !matches!(self, Self::Float(f) if !(f.is_finite() && f.fract() == 0.0))
    }

    /// Whether it is a float of 2^53 or more, which may stand for several integers.
    pub fn is_rounded_integer(self) -> bool {
        matches!(self, Self::Float(f) if f.is_finite() && f.abs() >= FLOAT_INTEGERS as f64)
    }

    /// By value; `None` beside NaN.
    pub fn compare(self, other: Self) -> Option<Ordering> {
        match (self.whole(), other.whole()) {
            (Self::Float(a), Self::Float(b)) => a.partial_cmp(&b),
            // What is still a float here is fractional or beyond every integer type, so that
            // an integer can be rounded towards it without crossing it...
            (Self::Float(a), b) => compare_float(a, b.wide()),
            (a, Self::Float(b)) => compare_float(b, a.wide()).map(Ordering::reverse),
            (a, b) => Some(a.wide().cmp(&b.wide())),
        }
    }

    /// An integer in a type that holds both kinds.
    fn wide(self) -> i128 {
        match self {
            Self::Int(i) => i.into(),
            Self::UInt(u) => u.into(),
            Self::Float(f) => f as i128,
        }
    }

    /// The number as JSON; an integer without a fraction.
    pub fn to_value(self) -> Value {
        match self.whole() {
            Self::Int(i) => i.into(),
            Self::UInt(u) => u.into(),
            Self::Float(f) => Number::from_f64(f).map_or(Value::Null, Value::Number),
        }
    }
}

/// ...by comparing with the float's own integer part first.
fn compare_float(float: f64, int: i128) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    // Saturates beyond i128, which is the right side of every 64-bit integer.
    let floor = float.floor() as i128;
    Some(floor.cmp(&int).then(if float.fract() == 0.0 { Ordering::Equal } else { Ordering::Greater }))
}

impl PartialEq for Num {
    fn eq(&self, other: &Self) -> bool {
        self.compare(*other) == Some(Ordering::Equal)
    }
}

/// Without fraction where there is none, without exponent always, and with the shortest digits
/// that read back as the same value: the form of URLs and headers, and of JSON.
impl fmt::Display for Num {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.whole() {
            Self::Int(i) => i.fmt(f),
            Self::UInt(u) => u.fmt(f),
            Self::Float(x) => x.fmt(f),
        }
    }
}

/// An exact decimal: `digits` × 10^`exponent`, without trailing zeros.
#[derive(Clone, Copy)]
struct Decimal {
    digits: u64,
    exponent: i32,
}

impl Decimal {
    fn of(number: Num) -> Option<Self> {
        let (mut digits, mut exponent) = match number.whole() {
            Num::Int(i) => (i.unsigned_abs(), 0),
            Num::UInt(u) => (u, 0),
            Num::Float(f) if f.is_finite() => {
                // The shortest decimal that reads as `f` is the one that somebody wrote.
                let text = format!("{:e}", f.abs());
                let (mantissa, exponent) = text.split_once('e')?;
                let exponent: i32 = exponent.parse().ok()?;
                let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
                let digits = format!("{whole}{fraction}").parse().ok()?;
                (digits, exponent - i32::try_from(fraction.len()).ok()?)
            }
            Num::Float(_) => return None,
        };
        while digits != 0 && digits % 10 == 0 {
            digits /= 10;
            exponent += 1;
        }
        Some(Self { digits, exponent })
    }
}

/// Whether `value` is a whole multiple of `divisor`, in decimal and without rounding.
pub fn is_multiple(value: Num, divisor: Num) -> bool {
    if let (Num::Int(value), Num::Int(divisor)) = (value, divisor) {
        return divisor != 0 && i128::from(value) % i128::from(divisor) == 0;
    }
    let (Some(value), Some(divisor)) = (Decimal::of(value), Decimal::of(divisor)) else { return false };
    if divisor.digits == 0 {
        return false;
    }
    if value.digits == 0 {
        return true;
    }
    let shift = value.exponent - divisor.exponent;
    if shift >= 0 {
        // digits × 10^shift mod divisor, by squaring.
        let modulus = u128::from(divisor.digits);
        let (mut power, mut base, mut left) = (1 % modulus, 10 % modulus, shift);
        while left > 0 {
            if left & 1 == 1 {
                power = power * base % modulus;
            }
            base = base * base % modulus;
            left >>= 1;
        }
        u128::from(value.digits) % modulus * power % modulus == 0
    } else {
        // value has no trailing zeros, but may hold the tens as other factors' product: 5 is
        // 10 × 0.5, so the divisor grows instead.
        u32::try_from(-shift)
            .ok()
            .and_then(|shift| 10u128.checked_pow(shift))
            .and_then(|tens| tens.checked_mul(divisor.digits.into()))
            .is_some_and(|divisor| u128::from(value.digits) % divisor == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_by_value() {
        use Ordering::{Equal, Greater, Less};
        for (a, b, expected) in [
            (Num::Int(1), Num::Float(1.0), Equal),
            (Num::Int(0), Num::Float(-0.0), Equal),
            (Num::Int(-1), Num::Float(-1.5), Greater),
            (Num::Int(-2), Num::Float(-1.5), Less),
            (Num::Int(i64::MAX), Num::Float(TWO_63), Less),
            (Num::UInt(u64::MAX), Num::Float(TWO_64), Less),
            (Num::UInt(1 << 63), Num::Float(TWO_63), Equal),
            (Num::Int(9_007_199_254_740_993), Num::Float(9_007_199_254_740_992.0), Greater),
            (Num::Int(i64::MIN), Num::Float(-1e300), Greater),
            (Num::Float(1e300), Num::UInt(u64::MAX), Greater),
            (Num::UInt(5), Num::Int(5), Equal),
        ] {
            assert_eq!(a.compare(b), Some(expected), "{a:?} {b:?}");
            assert_eq!(b.compare(a), Some(expected.reverse()), "{b:?} {a:?}");
        }
        assert_eq!(Num::Float(f64::NAN).compare(Num::Int(1)), None);
    }

    #[test]
    fn numbers_are_written_without_needless_fraction_or_exponent() {
        for (number, text) in [
            (Num::Float(100.0), "100"),
            (Num::Float(-0.0), "0"),
            (Num::Float(1e21), "1000000000000000000000"),
            (Num::Float(1e-7), "0.0000001"),
            (Num::Float(0.1), "0.1"),
            (Num::UInt(u64::MAX), "18446744073709551615"),
        ] {
            assert_eq!(number.to_string(), text);
        }
    }

    #[test]
    fn multiples_are_exact() {
        for (value, divisor, expected) in [
            (Num::Float(0.0075), Num::Float(0.0001), true),
            (Num::Float(0.00751), Num::Float(0.0001), false),
            (Num::Float(4.5), Num::Float(1.5), true),
            (Num::Int(35), Num::Float(1.5), false),
            (Num::Float(1e308), Num::Float(0.123_456_789), false),
            (Num::Float(1e308), Num::Float(0.5), true),
            (Num::Int(12_391_239_123), Num::Float(1e-8), true),
            (Num::Float(19.99), Num::Float(0.01), true),
            (Num::Float(0.5), Num::Int(5), false),
            (Num::Int(50), Num::Float(2.5), true),
            (Num::Int(0), Num::Float(0.3), true),
            (Num::Int(i64::MIN), Num::Int(-1), true),
            (Num::UInt(u64::MAX), Num::Int(5), true),
            (Num::Float(5e-324), Num::Float(1e300), false),
        ] {
            assert_eq!(is_multiple(value, divisor), expected, "{value:?} {divisor:?}");
        }
    }
}
