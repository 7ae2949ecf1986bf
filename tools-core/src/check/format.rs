//! The formats that are asserted.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::{hostname, uri};
use crate::table::Format;

/// Whether a text is of the format.
pub(crate) fn accepts(format: Format, text: &str) -> bool {
    match format {
        Format::Date => date(text),
        Format::Time => time(text),
        Format::DateTime => date_time(text),
        Format::Email => email(text),
        Format::Uri => uri::accepts(text),
        Format::Uuid => uuid(text),
        Format::Ipv4 => ipv4(text),
        Format::Ipv6 => ipv6(text),
        Format::Hostname => hostname::accepts(text),
    }
}

/// Both parsers of the standard library are strict: no leading zeros, no zone.
pub(super) fn ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

pub(super) fn ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}

fn uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// A number of exactly `N` ASCII digits at the front.
fn digits<const N: usize>(text: &[u8]) -> Option<(u32, &[u8])> {
    let (front, rest) = text.split_first_chunk::<N>()?;
    let mut number = 0;
    for byte in front {
        number = number * 10 + u32::from(byte.is_ascii_digit().then(|| byte - b'0')?);
    }
    Some((number, rest))
}

/// One byte at the front, one of `any`.
fn one<'t>(text: &'t [u8], any: &[u8]) -> Option<(u8, &'t [u8])> {
    let (first, rest) = text.split_first()?;
    any.contains(first).then_some((*first, rest))
}

fn date(text: &str) -> bool {
    full_date(text.as_bytes()).is_some_and(<[u8]>::is_empty)
}

fn time(text: &str) -> bool {
    full_time(text.as_bytes()).is_some_and(<[u8]>::is_empty)
}

fn date_time(text: &str) -> bool {
    full_date(text.as_bytes())
        .and_then(|rest| one(rest, b"Tt"))
        .and_then(|(_, rest)| full_time(rest))
        .is_some_and(<[u8]>::is_empty)
}

fn full_date(text: &[u8]) -> Option<&[u8]> {
    let (year, text) = digits::<4>(text)?;
    let (month, text) = digits::<2>(one(text, b"-")?.1)?;
    let (day, text) = digits::<2>(one(text, b"-")?.1)?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    (1..=days).contains(&day).then_some(text)
}

fn full_time(text: &[u8]) -> Option<&[u8]> {
    let (hour, text) = digits::<2>(text)?;
    let (minute, text) = digits::<2>(one(text, b":")?.1)?;
    let (second, mut text) = digits::<2>(one(text, b":")?.1)?;
    if let Some((_, fraction)) = one(text, b".") {
        let end = fraction.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(fraction.len());
        if end == 0 {
            return None;
        }
        text = &fraction[end..];
    }
    let (sign, mut text) = one(text, b"Zz+-")?;
    let mut offset = 0;
    if matches!(sign, b'+' | b'-') {
        let (hours, rest) = digits::<2>(text)?;
        let (minutes, rest) = digits::<2>(one(rest, b":")?.1)?;
        if hours > 23 || minutes > 59 {
            return None;
        }
        // As what is added to reach UTC.
        offset = if sign == b'+' { 1440 - (hours * 60 + minutes) } else { hours * 60 + minutes };
        text = rest;
    }
    // A leap second is the last of a day in UTC.
    let last = (hour * 60 + minute + offset) % 1440 == 1439;
    let ok = hour <= 23 && minute <= 59 && (second <= 59 || second == 60 && last);
    ok.then_some(text)
}

/// RFC 5321, section 4.1.2: `Mailbox`.
fn email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    local_part(local) && domain_part(domain)
}

fn local_part(local: &str) -> bool {
    if let Some(inner) = local.strip_prefix('"') {
        let Some(inner) = inner.strip_suffix('"') else { return false };
        let mut bytes = inner.bytes();
        while let Some(byte) = bytes.next() {
            let fine = match byte {
                b'\\' => bytes.next().is_some_and(|next| matches!(next, 32..=126)),
                b'"' => false,
                other => matches!(other, 32..=126),
            };
            if !fine {
                return false;
            }
        }
        return true;
    }
    let atext = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    local.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(atext))
}

fn domain_part(domain: &str) -> bool {
    match domain.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
        Some(literal) => match literal.get(..5) {
            Some(tag) if tag.eq_ignore_ascii_case("IPv6:") => ipv6(&literal[5..]),
            _ => ipv4(literal),
        },
        None => hostname::accepts(domain),
    }
}
