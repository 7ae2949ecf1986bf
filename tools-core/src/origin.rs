//! Origins that the host supplies at run time: base URLs and overrides, parsed strictly.
//!
//! A small parser of its own instead of a URL library: that would be paid by builds that never
//! send anything, and would mend what should be refused.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

/// What is wrong with an origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum OriginFault {
    /// It does not begin with `https://` (or `http://`).
    Scheme,
    /// Plain `http` to a host that is neither loopback nor listed in `allow_http`.
    PlainHttp,
    /// It holds a user name or password.
    Userinfo,
    /// It holds `?`.
    Query,
    /// It holds `#`.
    Fragment,
    /// Its host is empty or not a host name or address.
    Host,
    /// Its port is not a number from 1 to 65535.
    Port,
    /// It has a path where only an origin may stand.
    Path,
    /// A segment of its path is `.`, `..` or empty.
    Segment,
    /// It holds this character, which must be percent-encoded or does not belong there.
    Character(char),
}

impl fmt::Display for OriginFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scheme => f.write_str("it must begin with `https://`"),
            Self::PlainHttp => f.write_str(
                "plain `http` is for loopback hosts and for origins that `allow_http` lists; use `https://`",
            ),
            Self::Userinfo => f.write_str("it must not hold a user name or password"),
            Self::Query => f.write_str("it must not have a query"),
            Self::Fragment => f.write_str("it must not have a fragment"),
            Self::Host => f.write_str("its host is not a host name or IP address"),
            Self::Port => f.write_str("its port is not a number from 1 to 65535"),
            Self::Path => f.write_str("it must not have a path"),
            Self::Segment => f.write_str("a segment of its path is empty, `.` or `..`"),
            Self::Character(c) => write!(f, "it must not hold U+{:04X}", *c as u32),
        }
    }
}

/// An origin, normalised (lower case, no default port), and a path prefix that is empty or
/// begins with `/` and does not end with one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// `https://host[:port]`
    pub origin: String,
    /// Empty, or `/v1`.
    pub prefix: String,
}

impl BaseUrl {
    /// Parses `text`; plain `http` only for loopback and for the origins of `allow_http` (`*`
    /// allows all).
    pub fn parse(text: &str, allow_http: &[&str]) -> Result<Self, OriginFault> {
        let (parsed, plain, loopback) = split(text)?;
        let allowed = |entry: &&str| {
            *entry == "*" || split(entry).is_ok_and(|(listed, _, _)| listed.origin == parsed.origin)
        };
        if plain && !loopback && !allow_http.iter().any(allowed) {
            return Err(OriginFault::PlainHttp);
        }
        Ok(parsed)
    }

    /// Parses an origin without a path.
    pub fn origin(text: &str, allow_http: &[&str]) -> Result<String, OriginFault> {
        let parsed = Self::parse(text, allow_http)?;
        if parsed.prefix.is_empty() { Ok(parsed.origin) } else { Err(OriginFault::Path) }
    }
}

fn split(text: &str) -> Result<(BaseUrl, bool, bool), OriginFault> {
    if let Some(c) = text.chars().find(|c| !('!'..='~').contains(c) || "\\\"<>^`{|}".contains(*c)) {
        return Err(OriginFault::Character(c));
    }
    let (scheme, rest) = text.split_once("://").ok_or(OriginFault::Scheme)?;
    let plain = match scheme.to_ascii_lowercase().as_str() {
        "https" => false,
        "http" => true,
        _ => return Err(OriginFault::Scheme),
    };
    if rest.contains('#') {
        return Err(OriginFault::Fragment);
    }
    if rest.contains('?') {
        return Err(OriginFault::Query);
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    if authority.contains('@') {
        return Err(OriginFault::Userinfo);
    }
    let (host, port) = match authority.strip_prefix('[') {
        Some(inner) => {
            let (address, port) = inner.split_once(']').ok_or(OriginFault::Host)?;
            (&authority[..address.len() + 2], port)
        }
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let (host, loopback) = host_name(host)?;
    let default = if plain { 80 } else { 443 };
    let port = port_number(port)?.filter(|port| *port != default);
    let prefix = path.strip_suffix('/').unwrap_or(path);
    for segment in prefix.split('/').skip(1) {
        if segment.is_empty() || is_dots(segment) {
            return Err(OriginFault::Segment);
        }
    }
    let mut origin = format!("{}://{host}", if plain { "http" } else { "https" });
    if let Some(port) = port {
        origin.push_str(&format!(":{port}"));
    }
    Ok((BaseUrl { origin, prefix: prefix.to_owned() }, plain, loopback))
}

fn host_name(text: &str) -> Result<(String, bool), OriginFault> {
    if let Some(inner) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
        let address: Ipv6Addr = inner.parse().map_err(|_| OriginFault::Host)?;
        return Ok((format!("[{address}]"), address.is_loopback()));
    }
    let name = text.to_ascii_lowercase();
    if let Ok(address) = name.parse::<Ipv4Addr>() {
        return Ok((name, address.is_loopback()));
    }
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    // URL parsers read a host whose last label is a number as an IPv4 address in disguise.
    let last = name.rsplit('.').next().unwrap_or_default();
    let numeric = last.bytes().all(|b| b.is_ascii_digit())
        || last.strip_prefix("0x").is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
    if name.len() > 253 || numeric || !name.split('.').all(label) {
        return Err(OriginFault::Host);
    }
    let loopback = name == "localhost" || name.ends_with(".localhost");
    Ok((name, loopback))
}

fn port_number(text: &str) -> Result<Option<u16>, OriginFault> {
    if text.is_empty() {
        return Ok(None);
    }
    let digits = text.strip_prefix(':').ok_or(OriginFault::Host)?;
    let valid = digits.bytes().all(|b| b.is_ascii_digit());
    match digits.parse::<u16>() {
        Ok(port) if valid && port != 0 => Ok(Some(port)),
        _ => Err(OriginFault::Port),
    }
}

/// Whether a URL parser takes the encoded `segment` for `.` or `..`.
fn is_dots(segment: &str) -> bool {
    if segment.len() > 6 {
        return false;
    }
    let mut rest = segment;
    let mut dots = 0;
    while !rest.is_empty() {
        rest = match rest.strip_prefix('.') {
            Some(rest) => rest,
            None => match rest.get(..3) {
                Some(code) if code.eq_ignore_ascii_case("%2e") => &rest[3..],
                _ => return false,
            },
        };
        dots += 1;
    }
    dots == 1 || dots == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken() {
        for (text, origin, prefix) in [
            ("https://API.Example.com", "https://api.example.com", ""),
            ("https://api.example.com:443/", "https://api.example.com", ""),
            ("HTTPS://a.b:8443/v1/x/", "https://a.b:8443", "/v1/x"),
            ("http://localhost:3000/api", "http://localhost:3000", "/api"),
            ("http://127.0.0.9", "http://127.0.0.9", ""),
            ("http://[::1]:80", "http://[::1]", ""),
            ("https://[2001:DB8::0:1]/a%20b", "https://[2001:db8::1]", "/a%20b"),
            ("http://billing.internal", "http://billing.internal", ""),
        ] {
            let parsed = BaseUrl::parse(text, &["http://billing.internal:80"]).unwrap();
            assert_eq!((parsed.origin.as_str(), parsed.prefix.as_str()), (origin, prefix), "{text}");
            let reference = url::Url::parse(text).unwrap();
            assert_eq!(reference.origin().ascii_serialization(), parsed.origin, "{text}");
        }
    }

    #[test]
    fn what_is_refused() {
        use OriginFault::*;
        for (text, fault) in [
            ("", Scheme),
            ("example.com", Scheme),
            ("ftp://example.com", Scheme),
            ("http://example.com", PlainHttp),
            ("http://127.0.0.1.evil.example", PlainHttp),
            ("https://user@example.com", Userinfo),
            ("https://a:b@example.com", Userinfo),
            ("https://example.com?x", Query),
            ("https://example.com/a#b", Fragment),
            ("https://", Host),
            ("https:///path", Host),
            ("https://exa mple.com", Character(' ')),
            ("https://example.com\n", Character('\n')),
            ("https://ex\\ample.com", Character('\\')),
            ("https://bücher.example", Character('ü')),
            ("https://a..b", Host),
            ("https://2130706433", Host),
            ("https://0x7f.1", Host),
            ("https://a.0x7f", Host),
            ("https://[::1", Host),
            ("https://[::1]x", Host),
            ("https://example.com:", Port),
            ("https://example.com:0", Port),
            ("https://example.com:65536", Port),
            ("https://example.com:+80", Port),
            ("https://example.com/a/../b", Segment),
            ("https://example.com/a/%2E./b", Segment),
            ("https://example.com//b", Segment),
        ] {
            assert_eq!(BaseUrl::parse(text, &[]), Err(fault), "{text:?}");
        }
        assert_eq!(BaseUrl::origin("https://a.b/c", &[]), Err(Path));
        assert!(BaseUrl::parse("http://anything.example", &["*"]).is_ok());
    }
}
