//! Texts that are of a format beyond doubt.
//!
//! The runtime knows the formats exactly; this crate does not depend on it. What is not recognised
//! here may still be of the format.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::model::Format;

/// Whether a text is surely of a format.
pub(super) fn is(format: Format, text: &str) -> bool {
    match format {
        Format::Date => date(text),
        Format::Time => time(text),
        Format::DateTime => text.split_once('T').is_some_and(|(day, rest)| date(day) && time(rest)),
        Format::Uuid => shaped(text, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
        Format::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
        Format::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
        Format::Hostname => hostname(text),
        Format::Email => text
            .split_once('@')
            .is_some_and(|(local, host)| local.split('.').all(|atom| words(atom, "_+-")) && hostname(host)),
        Format::Uri => uri(text),
    }
}

/// Whether a text has the shape of another: `0` stands for a digit, `x` for a hexadecimal one.
fn shaped(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(byte, wanted)| match wanted {
            b'0' => byte.is_ascii_digit(),
            b'x' => byte.is_ascii_hexdigit(),
            other => byte == other,
        })
}

/// A day that every year has.
fn date(text: &str) -> bool {
    let number = |range: std::ops::Range<usize>| {
        text.get(range).and_then(|digits| digits.parse::<u8>().ok()).unwrap_or(0)
    };
    let (month, day) = (number(5..7), number(8..10));
    let days = match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    shaped(text, "0000-00-00") && (1..=12).contains(&month) && (1..=days).contains(&day)
}

/// A time of day without a leap second, with its zone.
fn time(text: &str) -> bool {
    let below = |text: &str, shape: &str, hours: &str, rest: &str| {
        shaped(text, shape)
            && text.get(..2).is_some_and(|hour| hour < hours)
            && text.split(':').skip(1).all(|part| part < rest)
    };
    let (clock, zone) = text.split_at_checked(8).unwrap_or((text, ""));
    let zone = match zone.strip_prefix('.') {
        Some(fraction) => {
            let zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if zone.len() == fraction.len() { "" } else { zone }
        }
        None => zone,
    };
    let offset = zone.strip_prefix(['+', '-']);
    below(clock, "00:00:00", "24", "60")
        && (zone == "Z" || offset.is_some_and(|offset| below(offset, "00:00", "24", "60")))
}

/// Letters, digits and some others, at least one.
fn words(text: &str, others: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || others.contains(c))
}

fn hostname(text: &str) -> bool {
    let label = |label: &str| {
        words(label, "-")
            && label.len() < 64
            && !label.contains("--")
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() < 254 && text.split('.').all(label)
}

/// An address on the web.
fn uri(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let Some(rest) = rest else { return false };
    let (host, path) = rest.find(['/', '?', '#']).map_or((rest, ""), |at| rest.split_at(at));
    let (host, port) = host.split_once(':').unwrap_or((host, "80"));
    let fragments = path.matches('#').count();
    hostname(host)
        && shaped(port, "00000".get(..port.len().min(5)).unwrap_or_default())
        && fragments < 2
        && (path.is_empty() || words(path, "/?#&=+:,;@._~-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sure_and_not() {
        for (format, sure, not) in [
            (
                Format::Date,
                &["2024-01-31", "2024-02-28"][..],
                &["today", "", "2024-02-30", "2024-13-01", "24-01-01"][..],
            ),
            (
                Format::Time,
                &["09:00:00Z", "23:20:50.52+01:00"],
                &["09:00", "23:20:50.52", "24:00:00Z", "09:00:60Z", "09:00:00.Z"],
            ),
            (Format::DateTime, &["2024-01-01T00:00:00Z"], &["now", "2024-01-01", "2024-01-01 00:00:00Z"]),
            (
                Format::Uuid,
                &["123e4567-e89b-42d3-a456-426614174000"],
                &["string", "123e4567e89b42d3a456426614174000"],
            ),
            (Format::Ipv4, &["127.0.0.1"], &["127.0.0.01", "localhost"]),
            (Format::Ipv6, &["::1"], &["1"]),
            (Format::Hostname, &["localhost", "a-b.example.com"], &["my_host", "-a", "a..b", ""]),
            (Format::Email, &["a.b+c@example.com"], &["user", "@example.com", "a..b@example.com"]),
            (
                Format::Uri,
                &["https://example.com", "http://localhost:8080/a?b=c#d"],
                &["", "/api", "https://", "https://a b"],
            ),
        ] {
            for text in sure {
                assert!(is(format, text), "{format:?} {text}");
            }
            for text in not {
                assert!(!is(format, text), "{format:?} {text}");
            }
        }
    }
}
