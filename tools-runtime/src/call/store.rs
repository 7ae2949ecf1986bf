//! Access tokens that processes share.

use std::fmt;
use std::time::SystemTime;

use crate::boxed::BoxFuture;

/// An access token in a [`TokenStore`]. `Debug` shows when it ends, and nothing else of it.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken {
    text: String,
    expires: Option<SystemTime>,
}

impl AccessToken {
    /// A token, as a store kept it.
    pub fn new(text: impl Into<String>, expires: Option<SystemTime>) -> Self {
        Self { text: text.into(), expires }
    }

    /// The token itself, which is a credential: for the store, and for nothing that is shown.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// Until when it is used, a little before the service ends it; `None` where the service does not say.
    #[must_use]
    pub fn expires(&self) -> Option<SystemTime> {
        self.expires
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken").field("expires", &self.expires).finish_non_exhaustive()
    }
}

/// Keeps access tokens where several processes find them (Redis, a database), so that a fleet asks for a token once.
///
/// It is asked where this process has no token that is good, and told of every token that the process asked for itself.
/// What it holds are credentials: who can read it can call the services. Waiting for it counts towards a call's deadline;
/// a store that fails has no token (`None`), and the service is asked.
///
/// ```
/// use std::collections::HashMap;
/// use std::sync::Mutex;
/// use typed_tools_runtime::{AccessToken, BoxFuture, TokenStore};
///
/// #[derive(Default)]
/// struct Shared(Mutex<HashMap<String, AccessToken>>);
///
/// impl TokenStore for Shared {
///     fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Option<AccessToken>> {
///         Box::pin(async { self.0.lock().ok()?.get(key).cloned() })
///     }
///     fn put<'a>(&'a self, key: &'a str, token: &'a AccessToken) -> BoxFuture<'a, ()> {
///         Box::pin(async {
///             if let Ok(mut tokens) = self.0.lock() {
///                 tokens.insert(key.to_owned(), token.clone());
///             }
///         })
///     }
/// }
/// ```
pub trait TokenStore: Send + Sync + 'static {
    /// The token under this key. The key is a digest of the whole request for a token (its URL, form and credentials), the same
    /// in every process: 64 hexadecimal digits that tell none of them.
    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Option<AccessToken>>;

    /// Keeps a token, in place of the one that is there. It may be forgotten when it has [expired](AccessToken::expires).
    fn put<'a>(&'a self, key: &'a str, token: &'a AccessToken) -> BoxFuture<'a, ()>;
}
