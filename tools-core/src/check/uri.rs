//! `format: uri`: RFC 3986, section 3, an absolute URI with or without fragment.

use std::net::Ipv6Addr;

/// Whether a text is a URI.
pub(crate) fn accepts(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let (rest, fragment) = split(rest, '#');
    let (rest, query) = split(rest, '?');
    let hierarchy = match rest.strip_prefix("//") {
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            self::authority(authority) && characters(path, b":@/")
        }
        None => characters(rest, b":@/"),
    };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && hierarchy
        && query.is_none_or(|query| characters(query, b":@/?"))
        && fragment.is_none_or(|fragment| characters(fragment, b":@/?"))
}

fn split(text: &str, mark: char) -> (&str, Option<&str>) {
    text.split_once(mark).map_or((text, None), |(front, back)| (front, Some(back)))
}

fn authority(text: &str) -> bool {
    let (user, host_port) = match text.rsplit_once('@') {
        Some((user, rest)) => (user, rest),
        None => ("", text),
    };
    let (host, port) = match host_port.strip_prefix('[') {
        Some(rest) => {
            let Some((literal, after)) = rest.split_once(']') else { return false };
            let port = match after.strip_prefix(':') {
                Some(port) => port,
                None if after.is_empty() => "",
                None => return false,
            };
            return ip_literal(literal) && digits(port) && characters(user, b":");
        }
        None => host_port.rsplit_once(':').unwrap_or((host_port, "")),
    };
    characters(user, b":") && characters(host, b"") && digits(port)
}

fn ip_literal(text: &str) -> bool {
    match text.strip_prefix(['v', 'V']) {
        Some(future) => future.split_once('.').is_some_and(|(version, rest)| {
            let hex = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_hexdigit());
            hex && !rest.is_empty() && !rest.contains('%') && characters(rest, b":")
        }),
        None => text.parse::<Ipv6Addr>().is_ok(),
    }
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Unreserved characters, sub-delimiters, percent-encoded bytes, and `more`.
fn characters(text: &str, more: &[u8]) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let fine = match byte {
            b'%' => (0..2).all(|_| bytes.next().is_some_and(|byte| byte.is_ascii_hexdigit())),
            b'-' | b'.' | b'_' | b'~' => true,
            b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' => true,
            other => other.is_ascii_alphanumeric() || more.contains(&other),
        };
        if !fine {
            return false;
        }
    }
    true
}
