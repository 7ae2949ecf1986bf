//! Origins: of definitions, of base URLs, and of `allow_http`, held to one rule.
//!
//! A small parser of its own instead of a URL library: that would be paid by builds that never
//! send anything, and would repair what should be refused.

mod host;

use std::fmt;

pub use host::{HostFault, ParsedOrigin};

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
    /// Its host or port is none.
    Host(HostFault),
    /// It has a path where only an origin may stand.
    Path,
    /// A segment of its path is `.`, `..` or empty.
    Segment,
    /// It holds this character, which must be percent-encoded or does not belong there.
    Character(char),
}

impl From<HostFault> for OriginFault {
    fn from(fault: HostFault) -> Self {
        Self::Host(fault)
    }
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
            Self::Host(fault) => fault.fmt(f),
            Self::Path => f.write_str("it must not have a path"),
            Self::Segment => f.write_str("a segment of its path is empty, `.` or `..`"),
            Self::Character(c) => write!(f, "it must not hold U+{:04X}", *c as u32),
        }
    }
}

impl ParsedOrigin {
    /// Whether requests may go there: in plain text only to this machine and to the origins of
    /// `allow_http` (`*` is all).
    pub fn is_allowed<'a>(&self, allow_http: impl IntoIterator<Item = &'a str>) -> bool {
        let is_listed =
            |entry: &str| entry == "*" || split(entry).is_ok_and(|listed| listed == (self.clone(), ""));
        self.is_https || self.is_loopback || allow_http.into_iter().any(is_listed)
    }
}

/// An origin, and a path prefix that is empty or begins with `/` and does not end with one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// `https://host[:port]`
    pub origin: String,
    /// Empty, or `/v1`.
    pub prefix: String,
}

impl BaseUrl {
    /// Parses `text`; plain `http` only as [`ParsedOrigin::is_allowed`] has it.
    ///
    /// # Errors
    /// No request can be sent there.
    pub fn parse(text: &str, allow_http: &[&str]) -> Result<Self, OriginFault> {
        let (origin, prefix) = split(text)?;
        if !origin.is_allowed(allow_http.iter().copied()) {
            return Err(OriginFault::PlainHttp);
        }
        Ok(Self { origin: origin.to_string(), prefix: prefix.to_owned() })
    }

    /// Parses an origin without a path.
    ///
    /// # Errors
    /// No request can be sent there, or it has a path.
    pub fn origin(text: &str, allow_http: &[&str]) -> Result<String, OriginFault> {
        let parsed = Self::parse(text, allow_http)?;
        if parsed.prefix.is_empty() { Ok(parsed.origin) } else { Err(OriginFault::Path) }
    }
}

/// The origin of a text, and the path behind it without its last `/`.
fn split(text: &str) -> Result<(ParsedOrigin, &str), OriginFault> {
    if let Some(c) = text.chars().find(|c| !('!'..='~').contains(c) || "\\\"<>^`{|}".contains(*c)) {
        return Err(OriginFault::Character(c));
    }
    let (scheme, rest) = text.split_once("://").ok_or(OriginFault::Scheme)?;
    let is_https = match scheme.to_ascii_lowercase().as_str() {
        "https" => true,
        "http" => false,
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
    let origin = ParsedOrigin::new(is_https, authority)?;
    let prefix = path.strip_suffix('/').unwrap_or(path);
    if prefix.split('/').skip(1).any(|segment| segment.is_empty() || is_dots(segment)) {
        return Err(OriginFault::Segment);
    }
    Ok((origin, prefix))
}

/// Whether a URL parser takes the encoded `segment` for `.` or `..`.
fn is_dots(segment: &str) -> bool {
    if segment.len() > 6 {
        return false;
    }
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
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
            ("https://", Host(HostFault::Empty)),
            ("https:///path", Host(HostFault::Empty)),
            ("https://crm_api", Host(HostFault::Character('_'))),
            ("https://crm-.example", Host(HostFault::Hyphen)),
            ("https://[::1]x", Host(HostFault::Bracket)),
            ("https://example.com:", Host(HostFault::Port)),
            ("https://exa mple.com", Character(' ')),
            ("https://example.com\n", Character('\n')),
            ("https://ex\\ample.com", Character('\\')),
            ("https://b\u{fc}cher.example", Character('\u{fc}')),
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
