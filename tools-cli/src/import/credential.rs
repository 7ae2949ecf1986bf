//! Credentials that stand in what is imported: their place is taken by a secret, so that none gets into a file.

use super::name::secret;
use super::tool::placeholder;

/// The name of an API by its host: `https://api.acme.example/v1` is `ACME`.
pub(super) fn prefix_of(url: &str) -> String {
    let host =
        url.split_once("://").map_or(url, |(_, rest)| rest).split(['/', ':', '?']).next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let label = match labels.as_slice() {
        [.., name, _] => name,
        [name] => name,
        [] => "",
    };
    let word: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
    match word.chars().next() {
        Some(first) if first.is_ascii_alphabetic() && !host.contains(['{', '}']) => word.to_ascii_uppercase(),
        _ => "API".to_owned(),
    }
}

/// Whether a header, query pair or field of this name is a credential.
pub(super) fn is_credential(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace(['-', '_'], "");
    ["authorization", "apikey", "token", "secret", "password", "cookie", "accesskey", "signature", "xkey"]
        .iter()
        .any(|word| name.contains(word))
        || name == "key"
        || name == "auth"
}

/// The value of a header with a secret in place of a credential.
pub(super) fn hidden(prefix: &str, name: &str, value: &str) -> String {
    if value.contains("{{") {
        return value.to_owned();
    }
    let lower = name.to_ascii_lowercase();
    if lower == "authorization" || lower == "proxy-authorization" {
        return match value.split_once(' ') {
            Some((scheme, _)) if scheme.eq_ignore_ascii_case("bearer") => {
                format!("Bearer {}", placeholder(&secret(prefix, "TOKEN")))
            }
            Some((scheme, _)) if scheme.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => {
                format!("{scheme} {}", placeholder(&secret(prefix, "AUTHORIZATION")))
            }
            _ => placeholder(&secret(prefix, "AUTHORIZATION")),
        };
    }
    placeholder(&secret(prefix, name))
}

#[cfg(test)]
mod tests {
    use super::{hidden, is_credential, prefix_of};

    #[test]
    fn credentials_become_secrets() {
        for (name, value, expected) in [
            ("Authorization", "Bearer sk_live_1", "Bearer {{ACME_TOKEN}}"),
            ("authorization", "Basic YTpi", "Basic {{ACME_AUTHORIZATION}}"),
            ("Authorization", "{{MINE}}", "{{MINE}}"),
            ("X-Api-Key", "123", "{{ACME_API_KEY}}"),
        ] {
            assert!(is_credential(name));
            assert_eq!(hidden("ACME", name, value), expected);
        }
        assert!(!is_credential("Accept") && !is_credential("X-Request-Id") && !is_credential("monkey"));
    }

    #[test]
    fn an_api_is_called_by_its_host() {
        for (url, prefix) in [
            ("https://api.acme.example/v1", "ACME"),
            ("http://localhost:80/x", "LOCALHOST"),
            ("https://10.0.0.1/x", "API"),
            ("{{BASE}}/x", "API"),
        ] {
            assert_eq!(prefix_of(url), prefix, "{url}");
        }
    }
}
