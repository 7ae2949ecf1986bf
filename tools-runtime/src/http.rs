//! Sends requests: one deadline for everything, a cap on what is read, no redirects.

use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};
use serde_json::Value;
use tokio::time::Instant;

use crate::error::{BuildError, CallError, Cause, NetworkError, Timeout, TooLarge, whole};
use crate::pauses::Pauses;
use crate::redact::Scrubber;
use crate::request::Request;
use crate::response::{Kept, Raw, Response, Shape};
use crate::retry_after;
use crate::token::{Sending, SignIn};
use typed_tools_core::table::Table;

/// The most that is read of a response, after decompression.
const MOST: usize = 1 << 20;

const CONNECT: Duration = Duration::from_secs(5);

#[cfg(all(feature = "rustls-ring", not(feature = "rustls"), not(feature = "native-tls")))]
const NO_PROVIDER: &str = "no crypto provider is installed. With the feature `rustls-ring` the program does that \
    before its first `Tools`: `rustls::crypto::ring::default_provider().install_default()`";

/// Makes the client: with the host's settings, and with ours last.
pub(crate) fn client(settings: Option<ClientBuilder>) -> Result<Client, BuildError> {
    // Where `reqwest` has no TLS but rustls without a provider, it panics for want of one. Which one a
    // process has is not for a library to decide.
    #[cfg(all(feature = "rustls-ring", not(feature = "rustls"), not(feature = "native-tls")))]
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        return Err(BuildError::Client(NO_PROVIDER.into()));
    }
    settings
        .unwrap_or_default()
        .redirect(Policy::none())
        .referer(false)
        // It would log what is sent, credentials too.
        .connection_verbose(false)
        .connect_timeout(CONNECT)
        .dns_resolver(Arc::new(SystemResolver))
        .build()
        .map_err(|error| BuildError::Client(whole(&error.without_url()).into()))
}

/// The system's resolver, so that the host of a request is what it is for the rest of the process.
struct SystemResolver;

impl Resolve for SystemResolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            // The port is set by the connector.
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Sends a request and reads its response, again where that may help.
pub(crate) async fn send(
    client: &Client,
    definition: Table,
    request: Request,
    deadline: Duration,
    sign_in: Option<SignIn<'_>>,
) -> Result<Response<Value>, CallError> {
    let ends = Instant::now().checked_add(deadline);
    let mut attempts = 0;
    let whole = async {
        if let Some(sign_in) = sign_in {
            let sending = Sending { client, definition, deadline: ends };
            return sign_in.send(sending, request, &mut attempts).await;
        }
        let exchange = Exchange { client, definition, scrubber: &request.scrubber() };
        exchange.attempts(request.try_into()?, ends, &mut attempts).await
    };
    match tokio::time::timeout(deadline, whole).await {
        Ok(result) => result,
        Err(_) => {
            Err(CallError::Timeout(Timeout { tool: definition.name, deadline: Some(deadline), attempts }))
        }
    }
}

/// One request, and the responses to it.
pub(crate) struct Exchange<'a> {
    pub(crate) client: &'a Client,
    pub(crate) definition: Table,
    /// Knows the secrets of the request.
    pub(crate) scrubber: &'a Arc<Scrubber>,
}

impl Exchange<'_> {
    /// The first good response, or the last failure.
    pub(crate) async fn attempts(
        &self,
        request: reqwest::Request,
        deadline: Option<Instant>,
        attempts: &mut u32,
    ) -> Result<Response<Value>, CallError> {
        let retries = self.definition.settings.retries;
        let mut pauses = Pauses::new();
        let mut sent_before = false;
        loop {
            *attempts += 1;
            // Bodies are bytes in memory, so every request can be cloned.
            let again = if *attempts <= retries { request.try_clone() } else { None };
            let Some(next) = again else { return self.attempt(request, *attempts, sent_before).await };
            let error = match self.attempt(next, *attempts, sent_before).await {
                Err(error) if worth_repeating(&error) => error,
                result => return result,
            };
            sent_before |= !matches!(&error, CallError::Network(error) if error.connect);
            let pause = pauses.next();
            let wait = asked_for(&error).unwrap_or(pause);
            // A pause that the deadline would end tells less than the error does.
            if deadline.is_some_and(|deadline| deadline.saturating_duration_since(Instant::now()) <= wait) {
                return Err(error);
            }
            tokio::time::sleep(wait).await;
        }
    }

    async fn attempt(
        &self,
        request: reqwest::Request,
        attempts: u32,
        sent_before: bool,
    ) -> Result<Response<Value>, CallError> {
        let lost = |error| self.lost(error, attempts, sent_before);
        let mut response = self.client.execute(request).await.map_err(lost)?;
        let status = response.status().as_u16();
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(lost)? {
            if bytes.len() + chunk.len() > MOST {
                let tool = self.definition.name;
                return Err(CallError::TooLarge(TooLarge { tool, status, attempts, limit: MOST }));
            }
            bytes.extend_from_slice(&chunk);
        }
        let raw = Raw {
            tool: self.definition.name,
            status,
            attempts,
            headers: pairs(response.headers()),
            bytes: bytes.into(),
            shape: Shape::Empty,
            has_nul: false,
            rules: self.definition.settings.response,
            scrubber: Arc::clone(self.scrubber),
            kept: Kept::default(),
        };
        raw.finish()
    }

    fn lost(&self, error: reqwest::Error, attempts: u32, sent_before: bool) -> CallError {
        let connect = error.is_connect();
        if error.is_timeout() && !connect {
            // A timeout among the settings that the host gave the client.
            return CallError::Timeout(Timeout { tool: self.definition.name, deadline: None, attempts });
        }
        let cause = chain(&error.without_url(), self.scrubber);
        let tool = self.definition.name;
        CallError::Network(NetworkError { tool, attempts, connect, sent_before, cause })
    }
}

/// Whether the service could not be reached, or says itself that it may go better later. A timeout of the
/// host's own client says neither.
fn worth_repeating(error: &CallError) -> bool {
    match error {
        CallError::Network(error) => error.connect,
        error => error.is_retryable() && !error.is_timeout(),
    }
}

fn pairs(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes()))).collect()
}

/// An error and what lies under it, as scrubbed text. What only says again what stands above it is left out.
fn chain(error: &(dyn Error + 'static), scrubber: &Scrubber) -> Cause {
    let text = scrubber.scrub(&error.to_string()).into_owned();
    let mut source = error.source().map(|source| chain(source, scrubber));
    while let Some(again) = source.take_if(|source| text.contains(&source.text)) {
        source = again.source.map(|source| *source);
    }
    Cause { text, source: source.map(Box::new) }
}

/// How long the service asks to wait.
fn asked_for(error: &CallError) -> Option<Duration> {
    let CallError::Status(error) = error else { return None };
    retry_after::wait(error.raw.header(RETRY_AFTER.as_str())?, SystemTime::now())
}

impl TryFrom<Request> for reqwest::Request {
    type Error = BuildError;

    fn try_from(request: Request) -> Result<Self, BuildError> {
        request.into_wire().map_err(BuildError::from)
    }
}
