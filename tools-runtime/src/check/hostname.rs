//! `format: hostname`: RFC 1123 names, whose `xn--` labels must be real A-labels (RFC 5890).

/// Whether a text is a host name.
pub(crate) fn accepts(text: &str) -> bool {
    !text.is_empty() && text.len() <= 253 && text.split('.').all(label)
}

fn label(label: &str) -> bool {
    let edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = label.as_bytes();
    edge(bytes.first())
        && edge(bytes.last())
        && bytes.len() <= 63
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}
