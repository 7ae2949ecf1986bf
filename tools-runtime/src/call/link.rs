//! The way out that all tenants of a tool set share: the transport, and the hooks around it.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::time::Instant;

use super::exchange::{Exchange, Progress};
use super::hooks::Hooks;
use super::store::TokenStore;
use super::token::{SignIn, Tokens};
#[cfg(feature = "testing")]
use crate::cassette::{Cassette, Mode, Redact};
use crate::error::{BuildError, CallError, Timeout};
use crate::request::Request;
use crate::response::Response;
use crate::transport::{Limits, Transport, client};
use typed_tools_core::table::Table;

/// What the builder is given of it.
#[derive(Default)]
pub(crate) struct Setup {
    pub(crate) client: Option<reqwest::ClientBuilder>,
    pub(crate) transport: Option<Arc<dyn Transport>>,
    pub(crate) hooks: Hooks,
    pub(crate) token_store: Option<Arc<dyn TokenStore>>,
    pub(crate) max_response_bytes: Option<usize>,
    #[cfg(feature = "testing")]
    pub(crate) cassette: Option<(std::path::PathBuf, Mode)>,
    #[cfg(feature = "testing")]
    pub(crate) redact: Option<Redact>,
}

/// The way out.
pub(crate) struct Link {
    transport: Arc<dyn Transport>,
    hooks: Hooks,
    token_store: Option<Arc<dyn TokenStore>>,
    max_response_bytes: Option<usize>,
}

/// A request on its way, and what is known of it.
pub(crate) struct Going<'a> {
    pub(crate) definition: Table,
    /// Boxed, as it goes through the hands of several futures, and each has room for it.
    pub(crate) request: Box<Request>,
    /// The request for an access token, where the tool needs one.
    pub(crate) ask: Option<Box<Request>>,
    pub(crate) tokens: &'a Tokens,
    /// How long the call may take.
    pub(crate) timeout: Duration,
    /// How often a failed attempt is repeated.
    pub(crate) retries: u32,
}

impl Setup {
    /// Makes the transport, where none was given. The error says why there is none.
    pub(crate) fn link(self) -> Result<Link, String> {
        let link = |transport| Link {
            transport,
            hooks: self.hooks,
            token_store: self.token_store,
            max_response_bytes: self.max_response_bytes,
        };
        #[cfg(feature = "testing")]
        if let Some((path, mode)) = &self.cassette {
            // What is replayed needs no client.
            let inner = match mode {
                Mode::Replay => None,
                Mode::Record | Mode::New => Some(transport(self.transport, self.client)?),
            };
            return Ok(link(Arc::new(Cassette::new(path, *mode, self.redact, inner))));
        }
        Ok(link(transport(self.transport, self.client)?))
    }
}

/// The transport that was given, or the HTTP client.
fn transport(
    given: Option<Arc<dyn Transport>>,
    settings: Option<reqwest::ClientBuilder>,
) -> Result<Arc<dyn Transport>, String> {
    match given {
        Some(transport) => Ok(transport),
        None => Ok(Arc::new(client(settings)?)),
    }
}

impl Link {
    /// Whether requests are to carry their arguments.
    pub(crate) fn wants_arguments(&self) -> bool {
        self.transport.wants_arguments()
    }

    /// Sends the request and reads its response, again where that may help, within one deadline for all of it; also how often that
    /// was tried, and how much came back.
    pub(crate) async fn send(&self, going: Going<'_>) -> (Result<Response<Value>, CallError>, u32, u64) {
        let Going { definition, request, ask, tokens, timeout, retries } = going;
        let rules = definition.settings.response;
        let most = rules.max_bytes.map(|most| most as usize).or(self.max_response_bytes);
        let exchange = Exchange {
            transport: &*self.transport,
            hooks: &self.hooks,
            limits: Limits::new(most.unwrap_or(MOST)),
            definition,
            retries,
            deadline: Instant::now().checked_add(timeout),
        };
        let mut progress = Progress::default();
        let done = {
            // Pinned where it is: a future that is handed on by value is copied, and takes its room twice.
            let whole = pin!(async {
                match ask.zip(definition.settings.token) {
                    Some((ask, definition)) => {
                        let store = self.token_store.as_deref();
                        let sign_in = SignIn { tokens, store, ask, definition };
                        // Boxed: its innards are several times those of a call that needs no token, and would be a part of each.
                        Box::pin(sign_in.send(exchange, request, &mut progress)).await
                    }
                    None => {
                        let scrubber = Arc::clone(request.scrubber());
                        exchange.attempts(request, &scrubber, &mut progress).await
                    }
                }
            });
            tokio::time::timeout(timeout, whole).await
        };
        let result = done.unwrap_or_else(|_| {
            Err(CallError::Timeout(Timeout {
                tool: definition.name,
                deadline: Some(timeout),
                attempts: progress.attempts,
                report: None,
            }))
        });
        (result, progress.attempts, progress.response_bytes)
    }
}

/// The most that is read of a response, after decompression, where nothing else is said.
const MOST: usize = 1 << 20;

/// What the future gives within the time; `None` where it did not come to that.
pub(crate) async fn within<T>(time: Duration, future: impl Future<Output = T>) -> Option<T> {
    tokio::time::timeout(time, future).await.ok()
}

impl TryFrom<Request> for reqwest::Request {
    type Error = BuildError;

    fn try_from(request: Request) -> Result<Self, BuildError> {
        request.into_wire().map_err(|error| BuildError::Client(error.into()))
    }
}
