//! Who calls: bearer tokens, and what tells clients where to get one (RFC 9728).

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use serde_json::{Value, json};
use typed_tools_runtime::{BoxError, BoxFuture};

/// Longer ones are no tokens; the application is not asked about them.
const LONGEST_TOKEN: usize = 16 << 10;
const WELL_KNOWN: &str = "/.well-known/oauth-protected-resource";

/// Asks who calls: the application checks the bearer token of each request.
///
/// A request without a good token is answered with 401, and with where clients find out how to get one: the server
/// serves the metadata of RFC 9728 for itself. The token goes nowhere else, and no tool can see it.
///
/// ```
/// use typed_tools::mcp::{Auth, Denied, Identity};
///
/// # async fn lookup(token: &str) -> Result<Option<String>, std::io::Error> { Ok((token == "t").then(|| "acme".into())) }
/// let auth = Auth::new("https://tools.yourcompany.com/mcp", |token: String| async move {
///     // Signature, issuer, expiry, and that it was issued for *this* server (its audience).
///     let tenant = lookup(&token).await.map_err(Denied::unavailable)?;
///     tenant.map(Identity::new).ok_or(Denied::InvalidToken)
/// })
/// .authorization_server("https://login.yourcompany.com")
/// .scope("tools");
/// ```
pub struct Auth {
    resource: String,
    servers: Vec<String>,
    scopes: Vec<String>,
    verify: Verify,
}

type Verify = Box<dyn Fn(String) -> BoxFuture<'static, Result<Identity, Denied>> + Send + Sync>;

impl Auth {
    /// `resource` is the URL of the server as clients know it, which tokens are issued for; `verify` says whose a token
    /// is. Nothing is kept: it is asked for every request, and may keep what it likes.
    pub fn new<F>(resource: impl Into<String>, verify: impl Fn(String) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Identity, Denied>> + Send + 'static,
    {
        let verify: Verify = Box::new(move |token| Box::pin(verify(token)));
        Self { resource: resource.into(), servers: Vec::new(), scopes: Vec::new(), verify }
    }

    /// Where clients get tokens: the issuer's URL. Of several, clients choose.
    #[must_use]
    pub fn authorization_server(mut self, issuer: impl Into<String>) -> Self {
        self.servers.push(issuer.into());
        self
    }

    /// A scope that clients ask for.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// The resource's URL, where it is one.
    pub(crate) fn url(&self) -> Result<Uri, String> {
        let wrong = || format!("`{}` is not the URL of an MCP server", self.resource.escape_debug());
        let url: Uri = self.resource.parse().map_err(|_| wrong())?;
        let is_web = matches!(url.scheme_str(), Some("http" | "https"));
        let is_plain = url.query().is_none() && !self.resource.contains(['#', '"', '\\']);
        if is_web && url.authority().is_some() && is_plain { Ok(url) } else { Err(wrong()) }
    }

    /// Where the metadata stands: paths under the origin, the one that clients are told first.
    pub(crate) fn metadata_paths(url: &Uri) -> Vec<String> {
        let path = url.path().trim_end_matches('/');
        let mut paths = vec![format!("{WELL_KNOWN}{path}")];
        if !path.is_empty() {
            paths.push(WELL_KNOWN.to_owned());
        }
        paths
    }

    /// The metadata.
    pub(crate) fn metadata(&self, name: &str) -> Value {
        let mut metadata = json!({
            "resource": self.resource,
            "resource_name": name,
            "authorization_servers": self.servers,
            "bearer_methods_supported": ["header"],
        });
        if !self.scopes.is_empty() {
            metadata["scopes_supported"] = json!(self.scopes);
        }
        metadata
    }

    /// Who sent a request with these headers.
    pub(crate) async fn identify(&self, headers: &HeaderMap) -> Result<Identity, Unidentified> {
        let mut values = headers.get_all(header::AUTHORIZATION).into_iter();
        let Some(value) = values.next() else { return Err(Unidentified::NoToken) };
        let token = bearer(value).filter(|_| values.next().is_none());
        let token = token.ok_or(Unidentified::Denied(Denied::InvalidToken))?;
        (self.verify)(token).await.map_err(Unidentified::Denied)
    }

    /// Status and header `www-authenticate` of the answer to a request that is not served.
    pub(crate) fn challenge(&self, why: &Unidentified) -> (StatusCode, Option<HeaderValue>) {
        let place = self.url().ok().map(|url| {
            let path = Self::metadata_paths(&url).swap_remove(0);
            let authority = url.authority().map(ToString::to_string).unwrap_or_default();
            format!("{}://{authority}{path}", url.scheme_str().unwrap_or("https"))
        });
        let mut challenge = format!("Bearer resource_metadata=\"{}\"", place.unwrap_or_default());
        let mut scopes = self.scopes.join(" ");
        let status = match why {
            Unidentified::NoToken => StatusCode::UNAUTHORIZED,
            Unidentified::Denied(Denied::InvalidToken) => {
                challenge += ", error=\"invalid_token\"";
                StatusCode::UNAUTHORIZED
            }
            Unidentified::Denied(Denied::InsufficientScope(needed)) => {
                challenge += ", error=\"insufficient_scope\"";
                scopes.clone_from(needed);
                StatusCode::FORBIDDEN
            }
            Unidentified::Denied(Denied::Unavailable(_)) => return (StatusCode::SERVICE_UNAVAILABLE, None),
        };
        if !scopes.is_empty() && !scopes.contains(['"', '\\']) {
            challenge += &format!(", scope=\"{scopes}\"");
        }
        (status, HeaderValue::try_from(challenge).ok())
    }
}

/// The token of an `Authorization: Bearer` header.
fn bearer(value: &HeaderValue) -> Option<String> {
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    let is_token = !token.is_empty()
        && token.len() <= LONGEST_TOKEN
        && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte));
    (scheme.eq_ignore_ascii_case("bearer") && is_token).then(|| token.to_owned())
}

impl fmt::Debug for Auth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Auth").field("resource", &self.resource).finish_non_exhaustive()
    }
}

/// Why nobody knows who sent a request.
#[derive(Debug)]
pub(crate) enum Unidentified {
    NoToken,
    Denied(Denied),
}

/// Who calls, by a token that the application accepted.
#[derive(Clone)]
pub struct Identity {
    client: Arc<str>,
    details: Arc<dyn Any + Send + Sync>,
}

impl Identity {
    /// `client` tells clients apart: the subject of the token, or the tenant. Calls are counted by it.
    pub fn new(client: impl Into<String>) -> Self {
        Self { client: client.into().into(), details: Arc::new(()) }
    }

    /// With what else the application knows of it: claims, a tenant.
    #[must_use]
    pub fn with(mut self, details: impl Any + Send + Sync) -> Self {
        self.details = Arc::new(details);
        self
    }

    /// What tells clients apart.
    #[must_use]
    pub fn client(&self) -> &str {
        &self.client
    }

    pub(crate) fn shared_client(&self) -> Arc<str> {
        Arc::clone(&self.client)
    }

    /// What else the application knows of it, if it is of this type.
    #[must_use]
    pub fn details<T: Any + Send + Sync>(&self) -> Option<&T> {
        (*self.details).downcast_ref()
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("client", &self.client).finish_non_exhaustive()
    }
}

/// Why a token is not accepted.
#[derive(Debug)]
#[non_exhaustive]
pub enum Denied {
    /// It is none, has expired, or was issued by or for somebody else: 401.
    InvalidToken,
    /// It is good, but not for this: 403. The scopes that are needed, with spaces between them.
    InsufficientScope(String),
    /// It could not be found out: 503. The client is not told why; the log is.
    Unavailable(BoxError),
}

impl Denied {
    /// The check itself failed.
    pub fn unavailable(error: impl Into<BoxError>) -> Self {
        Self::Unavailable(error.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_bearer_token_is_one() {
        for (value, expected) in [
            ("Bearer abc.DEF-_~+/=", Some("abc.DEF-_~+/=")),
            ("bearer  abc", Some("abc")),
            ("Basic abc", None),
            ("Bearer", None),
            ("Bearer ", None),
            ("Bearer a b", None),
            ("Bearer a,b", None),
            ("Bearerabc", None),
        ] {
            assert_eq!(bearer(&HeaderValue::from_static(value)).as_deref(), expected, "{value}");
        }
        let long = HeaderValue::try_from(format!("Bearer {}", "a".repeat(LONGEST_TOKEN + 1))).unwrap();
        assert_eq!(bearer(&long), None);
    }

    #[test]
    fn metadata_stands_where_rfc_9728_wants_it() {
        let paths = |url: &str| Auth::metadata_paths(&url.parse().unwrap());
        assert_eq!(paths("https://a.example/mcp"), [format!("{WELL_KNOWN}/mcp"), WELL_KNOWN.to_owned()]);
        assert_eq!(paths("https://a.example"), [WELL_KNOWN]);
        let auth = |url: &str| Auth::new(url, async |_| Err(Denied::InvalidToken)).url().is_ok();
        for (url, expected) in [
            ("https://a.example/mcp", true),
            ("http://127.0.0.1:8000/mcp", true),
            ("a.example/mcp", false),
            ("ftp://a.example/", false),
            ("https://a.example/mcp?x=1", false),
            ("https://a.example/mcp#x", false),
        ] {
            assert_eq!(auth(url), expected, "{url}");
        }
    }
}
