//! Hosts and ports, held to what every URL parser reads alike.

use std::net::{Ipv4Addr, Ipv6Addr};

/// A host and port that a request can go to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Authority {
    /// Lower case, IPv6 in brackets and its shortest form.
    pub(super) host: String,
    /// `None` where it is the scheme's own.
    pub(super) port: Option<u16>,
    pub(super) loopback: bool,
}

/// Reads `host[:port]`; the error says what is wrong.
pub(super) fn authority(text: &str, is_https: bool) -> Result<Authority, String> {
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest.split_once(']').ok_or("the `[` of an IPv6 address is not closed")?;
            let address: Ipv6Addr = address.parse().map_err(|_| format!("`{address}` is no IPv6 address"))?;
            let port = match port.strip_prefix(':') {
                _ if port.is_empty() => None,
                Some(port) => Some(port),
                None => return Err("behind `]` stands `:` and a port, or nothing".to_owned()),
            };
            (Host { text: format!("[{address}]"), loopback: address.is_loopback() }, port)
        }
        None => {
            let (host, port) = match text.split_once(':') {
                Some((host, port)) => (host, Some(port)),
                None => (text, None),
            };
            (name_or_ipv4(host)?, port)
        }
    };
    let default = if is_https { 443 } else { 80 };
    let port = port.map(read_port).transpose()?.filter(|port| *port != default);
    Ok(Authority { host: host.text, port, loopback: host.loopback })
}

struct Host {
    text: String,
    loopback: bool,
}

fn read_port(text: &str) -> Result<u16, String> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match text.parse::<u16>() {
        Ok(port) if digits && port > 0 => Ok(port),
        _ => Err(format!("`{text}` is no port: a number from 1 to 65535")),
    }
}

fn name_or_ipv4(text: &str) -> Result<Host, String> {
    if text.is_empty() {
        return Err("it has no host".to_owned());
    }
    if !text.is_ascii() {
        return Err("a host is written in ASCII: an internationalised name in its `xn--` form".to_owned());
    }
    let host = text.to_ascii_lowercase();
    if host.len() > 253 {
        return Err("a host has at most 253 characters".to_owned());
    }
    for label in host.split('.') {
        if label.is_empty() {
            return Err("a part of the host between dots is empty".to_owned());
        }
        if label.len() > 63 {
            return Err("a part of the host is longer than 63 characters".to_owned());
        }
        if let Some(c) = label.chars().find(|c| !(c.is_ascii_alphanumeric() || *c == '-')) {
            return Err(format!("a host is made of letters, digits, `-` and dots; it cannot hold {c:?}"));
        }
        if label.starts_with('-') || label.ends_with('-') {
            return Err(format!("the part `{label}` of the host begins or ends with `-`"));
        }
    }
    // URL parsers take a host whose last part is a number for an IPv4 address, in many spellings.
    let last = host.rsplit('.').next().unwrap_or_default();
    let hex = last.strip_prefix("0x").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_hexdigit()));
    if hex || last.bytes().all(|b| b.is_ascii_digit()) {
        let address: Ipv4Addr = host.parse().map_err(|_| {
            format!("`{host}` is neither a host name nor an IPv4 address: four numbers up to 255")
        })?;
        return Ok(Host { text: address.to_string(), loopback: address.is_loopback() });
    }
    let loopback = host == "localhost" || host.ends_with(".localhost");
    Ok(Host { text: host, loopback })
}

#[cfg(test)]
mod tests {
    use super::authority;

    #[test]
    fn good() {
        for (text, host, port, loopback) in [
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
            let found = authority(text, true).unwrap_or_else(|why| panic!("{text}: {why}"));
            assert_eq!((found.host.as_str(), found.port, found.loopback), (host, port, loopback), "{text}");
        }
        assert_eq!(authority("a.b:80", false).map(|found| found.port), Ok(None));
    }

    #[test]
    fn bad() {
        let long = format!("{}.b", "a".repeat(64));
        for text in [
            "",
            ":80",
            "a..b",
            ".a",
            "a.",
            "a_b.c",
            "a b",
            "a%20b",
            "bücher.example",
            "-a.b",
            "a-.b",
            "a.b:",
            "a.b:0",
            "a.b:65536",
            "a.b:+80",
            "a.b:8x",
            "1.2.3",
            "1.2.3.256",
            "01.2.3.4",
            "0x7f.1",
            "a.0x7f",
            "2130706433",
            "[::1",
            "[::1]x",
            "[::g]",
            "[fe80::1%25eth0]",
            "a,b",
            "a!b",
            "a.b:80:90",
            &long,
        ] {
            assert!(authority(text, true).is_err(), "{text}");
        }
    }
}
