//! Media types, and how each is written.

/// How a body of a media type is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Json,
    Form,
    Multipart,
    Text,
    /// `*/*`
    Open,
}

/// The kind of a `Content-Type`; `None` where it is none.
pub(super) fn kind(content_type: &str) -> Option<Kind> {
    if !content_type.bytes().all(|b| (b' '..=b'~').contains(&b) || b == b'\t') {
        return None;
    }
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (top, sub) = essence.split_once('/')?;
    if !is_token(top) || !is_token(sub) {
        return None;
    }
    Some(match (top, sub) {
        ("*" | "application", "*") => Kind::Open,
        (top, sub) if top == "*" || sub == "*" => return None,
        ("application", "x-www-form-urlencoded") => Kind::Form,
        ("multipart", "form-data") => Kind::Multipart,
        ("application", "json") => Kind::Json,
        (_, sub) if sub.ends_with("+json") => Kind::Json,
        _ => Kind::Text,
    })
}

/// A token of RFC 9110: what names of headers and both halves of a media type are.
pub(super) fn is_token(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::{Kind, kind};

    #[test]
    fn kinds() {
        for (text, expected) in [
            ("application/json", Some(Kind::Json)),
            ("Application/JSON; charset=utf-8", Some(Kind::Json)),
            ("application/vnd.api+json", Some(Kind::Json)),
            ("application/x-www-form-urlencoded", Some(Kind::Form)),
            ("multipart/form-data; boundary=x", Some(Kind::Multipart)),
            ("text/plain", Some(Kind::Text)),
            ("application/xml", Some(Kind::Text)),
            ("application/octet-stream", Some(Kind::Text)),
            ("*/*", Some(Kind::Open)),
            ("text/*", None),
            ("json", None),
            ("", None),
            ("a/b/c", None),
            ("application /json", None),
            ("application/json\r\nx: y", None),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }
}
