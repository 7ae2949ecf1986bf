//! Where requests go.

use super::operation::{Operation, is_swagger};
use super::{Api, text};
use crate::import::name::secret;
use crate::import::tool::{literal, placeholder};

/// What stands in front of the path: an origin with the beginning of a path, or the secret that has both.
pub(super) fn base<'a>(operation: &Operation<'a>, api: &Api<'a>) -> String {
    if let Some(url) = &api.base_url {
        return url.trim_end_matches('/').to_owned();
    }
    let url = if is_swagger(api) { swagger(api) } else { server(operation, api) };
    url.unwrap_or_else(|| placeholder(&secret(&api.prefix, "BASE_URL")))
}

/// The first server whose URL says where it is.
fn server<'a>(operation: &Operation<'a>, api: &Api<'a>) -> Option<String> {
    let servers = operation.nearest(api, "servers")?.as_array()?;
    servers.iter().find_map(|server| {
        let mut url = text(server, &["url"])?.to_owned();
        let variables = server.get("variables").and_then(|entry| entry.value.as_object()).unwrap_or_default();
        for variable in variables {
            let default = variable.value.get("default").map(|entry| match entry.value.as_str() {
                Some(text) => text.to_owned(),
                None => entry.value.to_json().to_text(),
            });
            url = url.replace(&format!("{{{}}}", variable.key), &default?);
        }
        usable(&url)
    })
}

fn swagger(api: &Api<'_>) -> Option<String> {
    let host = text(api.root, &["host"])?;
    let schemes = api.root.get("schemes").and_then(|entry| entry.value.as_array()).unwrap_or_default();
    let https = schemes.is_empty() || schemes.iter().any(|scheme| scheme.as_str() == Some("https"));
    let path = text(api.root, &["basePath"]).unwrap_or_default();
    usable(&format!("{}://{host}/{}", if https { "https" } else { "http" }, path.trim_start_matches('/')))
}

/// A URL that a definition can begin with: `https`, or a loopback host. Any other is a matter of the
/// application that uses it.
fn usable(url: &str) -> Option<String> {
    let url = url.trim().trim_end_matches('/');
    let rest = match url.split_once("://")? {
        ("https", rest) => rest,
        ("http", rest) => {
            let host = rest.split(['/', ':']).next().unwrap_or_default();
            matches!(host, "localhost" | "127.0.0.1").then_some(rest)?
        }
        _ => return None,
    };
    let host = rest.split('/').next().unwrap_or_default();
    let plain = !host.is_empty() && !url.contains(['{', '}', '?', '#', '<', '>', ' ']) && !host.contains('@');
    plain.then(|| literal(url))
}

#[cfg(test)]
mod tests {
    use super::usable;

    #[test]
    fn what_is_no_origin_is_left_to_the_application() {
        for (url, expected) in [
            ("https://api.example.com/v1/", Some("https://api.example.com/v1")),
            ("http://localhost:8080", Some("http://localhost:8080")),
            ("http://api.example.com", None),
            ("/v1", None),
            ("https://{tenant}.example.com", None),
            ("https://example.com/x?y=z", None),
            ("ftp://example.com", None),
        ] {
            assert_eq!(usable(url).as_deref(), expected, "{url}");
        }
    }

    /// Whether there is a way out that a parser would take.
    #[test]
    fn a_user_name_is_no_host() {
        assert_eq!(usable("https://user@example.com"), None);
    }
}
