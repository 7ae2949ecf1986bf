//! Hosts and ports, held to what every URL parser reads alike.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Scheme, host and port, so that two that are the same are equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedOrigin {
    /// `https`, or plain `http`.
    pub is_https: bool,
    /// Lower case, IPv6 in brackets and its shortest form.
    pub host: String,
    /// `None` where it is the scheme's own.
    pub port: Option<u16>,
    /// Whether the host is this machine itself, whatever the network.
    pub is_loopback: bool,
}

/// `https://host[:port]`
impl fmt::Display for ParsedOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", if self.is_https { "https" } else { "http" }, self.host)?;
        match self.port {
            Some(port) => write!(f, ":{port}"),
            None => Ok(()),
        }
    }
}

/// What is wrong with a host or its port.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum HostFault {
    /// There is none.
    Empty,
    /// It is not written in ASCII.
    NotAscii,
    /// It has more than 253 characters.
    TooLong,
    /// A part between dots is empty.
    EmptyLabel,
    /// A part between dots has more than 63 characters.
    LongLabel,
    /// It holds this character.
    Character(char),
    /// A part between dots begins or ends with `-`.
    Hyphen,
    /// It ends in a number, and is no IPv4 address.
    Ipv4,
    /// What stands in brackets is no IPv6 address.
    Ipv6,
    /// The bracket of an IPv6 address is not closed, or something other than a port follows it.
    Bracket,
    /// The port is not a number from 1 to 65535.
    Port,
}

impl fmt::Display for HostFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it has no host"),
            Self::NotAscii => {
                f.write_str("a host is written in ASCII: an internationalised name in its `xn--` form")
            }
            Self::TooLong => f.write_str("a host has at most 253 characters"),
            Self::EmptyLabel => f.write_str("a part of the host between dots is empty"),
            Self::LongLabel => f.write_str("a part of the host is longer than 63 characters"),
            Self::Character(c) => {
                write!(f, "a host is made of letters, digits, `-` and dots; it cannot hold {c:?}")
            }
            Self::Hyphen => f.write_str("a part of the host begins or ends with `-`"),
            Self::Ipv4 => f.write_str(
                "a host that ends in a number is an IPv4 address: four numbers up to 255, with dots between",
            ),
            Self::Ipv6 => f.write_str("what stands in the brackets is no IPv6 address"),
            Self::Port => f.write_str("a port is a number from 1 to 65535"),
            Self::Bracket => {
                f.write_str("an IPv6 address stands in `[` and `]`, and perhaps `:` and a port follow")
            }
        }
    }
}

impl ParsedOrigin {
    /// Reads the `host[:port]` of a URL of this scheme.
    ///
    /// # Errors
    /// No request can be sent there.
    pub fn new(is_https: bool, authority: &str) -> Result<Self, HostFault> {
        let ((host, is_loopback), port) = match authority.strip_prefix('[') {
            Some(rest) => {
                let (address, port) = rest.split_once(']').ok_or(HostFault::Bracket)?;
                let address: Ipv6Addr = address.parse().map_err(|_| HostFault::Ipv6)?;
                let port = match port.strip_prefix(':') {
                    None if !port.is_empty() => return Err(HostFault::Bracket),
                    port => port,
                };
                ((format!("[{address}]"), address.is_loopback()), port)
            }
            None => match authority.split_once(':') {
                Some((host, port)) => (name_or_ipv4(host)?, Some(port)),
                None => (name_or_ipv4(authority)?, None),
            },
        };
        let default = if is_https { 443 } else { 80 };
        let port = port.map(read_port).transpose()?.filter(|port| *port != default);
        Ok(Self { is_https, host, port, is_loopback })
    }
}

fn read_port(text: &str) -> Result<u16, HostFault> {
    let is_digits = text.bytes().all(|b| b.is_ascii_digit());
    match text.parse::<u16>() {
        Ok(port) if is_digits && port > 0 => Ok(port),
        _ => Err(HostFault::Port),
    }
}

/// The host, and whether it is loopback.
fn name_or_ipv4(text: &str) -> Result<(String, bool), HostFault> {
    if text.is_empty() {
        return Err(HostFault::Empty);
    }
    if !text.is_ascii() {
        return Err(HostFault::NotAscii);
    }
    if text.len() > 253 {
        return Err(HostFault::TooLong);
    }
    let host = text.to_ascii_lowercase();
    for label in host.split('.') {
        if label.is_empty() {
            return Err(HostFault::EmptyLabel);
        }
        if label.len() > 63 {
            return Err(HostFault::LongLabel);
        }
        if let Some(c) = label.chars().find(|c| !(c.is_ascii_alphanumeric() || *c == '-')) {
            return Err(HostFault::Character(c));
        }
        if label.starts_with('-') || label.ends_with('-') {
            return Err(HostFault::Hyphen);
        }
    }
    // URL parsers take a host whose last part is a number for an IPv4 address, in many spellings.
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_hex = last.strip_prefix("0x").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_hexdigit()));
    if is_hex || last.bytes().all(|b| b.is_ascii_digit()) {
        let address: Ipv4Addr = host.parse().map_err(|_| HostFault::Ipv4)?;
        return Ok((address.to_string(), address.is_loopback()));
    }
    let is_loopback = host == "localhost" || host.ends_with(".localhost");
    Ok((host, is_loopback))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good() {
        for (text, host, port, is_loopback) in [
            ("api.example.com", "api.example.com", None, false),
            ("API.Example.COM:8443", "api.example.com", Some(8443), false),
            ("a.b:443", "a.b", None, false),
            ("a.b:80", "a.b", Some(80), false),
            ("localhost:3000", "localhost", Some(3000), true),
            ("api.localhost", "api.localhost", None, true),
            ("127.0.0.1", "127.0.0.1", None, true),
            ("127.8.8.8:1", "127.8.8.8", Some(1), true),
            ("10.0.0.1", "10.0.0.1", None, false),
            ("[::1]:9", "[::1]", Some(9), true),
            ("[2001:DB8:0:0::1]", "[2001:db8::1]", None, false),
            ("xn--bcher-kva.example", "xn--bcher-kva.example", None, false),
            ("1password.com", "1password.com", None, false),
        ] {
            let found = ParsedOrigin::new(true, text).unwrap();
            assert_eq!(
                (found.host.as_str(), found.port, found.is_loopback),
                (host, port, is_loopback),
                "{text}"
            );
        }
        let plain = ParsedOrigin::new(false, "A.b:80").unwrap();
        assert_eq!((plain.to_string().as_str(), plain.port), ("http://a.b", None));
    }

    #[test]
    fn bad() {
        use HostFault::*;
        let (label, host) = (format!("{}.b", "a".repeat(64)), "a.".repeat(127) + "b");
        for (text, fault) in [
            ("", Empty),
            (":80", Empty),
            ("a..b", EmptyLabel),
            (".a", EmptyLabel),
            ("a.", EmptyLabel),
            ("a_b.c", Character('_')),
            ("a b", Character(' ')),
            ("a%20b", Character('%')),
            ("b\u{fc}cher.example", NotAscii),
            ("-a.b", Hyphen),
            ("a-.b", Hyphen),
            ("a.b:", Port),
            ("a.b:0", Port),
            ("a.b:65536", Port),
            ("a.b:+80", Port),
            ("a.b:8x", Port),
            ("a.b:80:90", Port),
            ("1.2.3", Ipv4),
            ("1.2.3.256", Ipv4),
            ("01.2.3.4", Ipv4),
            ("0x7f.1", Ipv4),
            ("a.0x7f", Ipv4),
            ("2130706433", Ipv4),
            ("[::1", Bracket),
            ("[::1]x", Bracket),
            ("[::g]", Ipv6),
            ("[fe80::1%25eth0]", Ipv6),
            ("a,b", Character(',')),
            ("a!b", Character('!')),
            (&label, LongLabel),
            (&host, TooLong),
        ] {
            assert_eq!(ParsedOrigin::new(true, text), Err(fault), "{text}");
        }
    }
}
