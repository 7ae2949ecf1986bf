//! Settings of how requests are sent.

use std::sync::Arc;

use super::Builder;
use crate::call::{BeforeSend, Limiter, TokenStore};
use crate::core::built::Built;
use crate::transport::Transport;

impl<T: Built, S> Builder<T, S> {
    /// The HTTP client's settings: proxies, root certificates, a resolved address.
    ///
    /// Redirect policy (none), resolver (the system's), `Referer` (none), connect timeout
    /// (5 seconds) and `connection_verbose` (off: it logs credentials) are set last, whatever is given here. Without this, and with it where it does
    /// not say otherwise, the client honours `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and
    /// `NO_PROXY` of the environment, as `reqwest` does; `ClientBuilder::no_proxy` turns that off.
    pub fn client(mut self, client: reqwest::ClientBuilder) -> Self {
        self.setup.client = Some(client);
        self
    }

    /// Sends requests by this transport, in place of the HTTP client: a test double, a signing proxy, a
    /// `tower::Service`. Deadline, retries, access tokens, hooks and redaction stay as they are.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.setup.transport = Some(Arc::new(transport));
        self
    }

    /// Records what services answer into a file, or replays it, see [`Mode`](crate::doubles::Mode): for tests.
    ///
    /// Requests are matched as they are rendered, without secrets, and in the order recorded. No secret, no token
    /// exchange and no `Set-Cookie` is in the file. A request that was not recorded is a
    /// [`CallError::Network`](crate::CallError::Network) whose source says what differs.
    #[cfg(feature = "testing")]
    pub fn cassette(mut self, path: impl Into<std::path::PathBuf>, mode: crate::cassette::Mode) -> Self {
        self.setup.cassette = Some((path.into(), mode));
        self
    }

    /// Takes out of each recorded body what nobody should read there (names, numbers), before it is written.
    #[cfg(feature = "testing")]
    pub fn cassette_redact(mut self, redact: impl Fn(&mut String) + Send + Sync + 'static) -> Self {
        self.setup.redact = Some(Arc::new(redact));
        self
    }

    /// Sees every attempt before it is sent, and may add to it, see [`BeforeSend`]; several run in the order in which
    /// they were given. Requests for access tokens are not shown to it.
    pub fn before_send(mut self, hook: impl BeforeSend) -> Self {
        self.setup.hooks.before_send.push(Arc::new(hook));
        self
    }

    /// Asked before every attempt, see [`Limiter`].
    pub fn limiter(mut self, limiter: impl Limiter) -> Self {
        self.setup.hooks.limiter = Some(Arc::new(limiter));
        self
    }

    /// Where access tokens are kept beside this process, see [`TokenStore`].
    pub fn token_store(mut self, store: impl TokenStore) -> Self {
        self.setup.token_store = Some(Arc::new(store));
        self
    }

    /// The most that is read of a response, in bytes and after decompression, where its tool's definition does not say
    /// it (`response.max_bytes`): 1 MiB where nothing is said.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.setup.max_response_bytes = Some(bytes);
        self
    }
}
