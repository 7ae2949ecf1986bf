//! The default transport: an HTTP client by `reqwest`, with its unsafe defaults turned off.

use std::borrow::Cow;
use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};

use super::contract::{Limits, RawResponse, Transport, TransportError};
use crate::boxed::BoxFuture;
use crate::headers::Headers;
use crate::request::Request;

const CONNECT: Duration = Duration::from_secs(5);

/// The most room that is made for a body on the service's word.
const AHEAD: usize = 1 << 20;

#[cfg(all(feature = "rustls-ring", not(feature = "rustls"), not(feature = "native-tls")))]
const NO_PROVIDER: &str = "no crypto provider is installed. With the feature `rustls-ring` the program does that \
    before its first `Tools`: `rustls::crypto::ring::default_provider().install_default()`";

/// Makes the client: with the application's settings, and with ours last. The error is its text.
pub(crate) fn client(settings: Option<ClientBuilder>) -> Result<Client, String> {
    // Where `reqwest` has no TLS but rustls without a provider, it panics for want of one. Which one a
    // process has is not for a library to decide.
    #[cfg(all(feature = "rustls-ring", not(feature = "rustls"), not(feature = "native-tls")))]
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        return Err(NO_PROVIDER.to_owned());
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
        .map_err(|error| whole(&error.without_url()))
}

/// The texts of an error and of what lies under it.
pub(crate) fn whole(error: &dyn Error) -> String {
    let mut out = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        out.push_str(": ");
        out.push_str(&error.to_string());
        next = error.source();
    }
    out
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

impl Transport for Client {
    fn send(&self, request: Request, limits: Limits) -> BoxFuture<'_, Result<RawResponse, TransportError>> {
        Box::pin(async move {
            let request = request.into_wire().map_err(TransportError::connect)?;
            let mut response = self.execute(request).await.map_err(lost)?;
            let status = response.status().as_u16();
            let told = response.content_length().and_then(|length| usize::try_from(length).ok());
            let room = told.unwrap_or(0).min(limits.max_response_bytes()).min(AHEAD);
            let mut body = Vec::with_capacity(room);
            while let Some(chunk) = response.chunk().await.map_err(lost)? {
                if body.len() + chunk.len() > limits.max_response_bytes() {
                    return Err(TransportError::too_large(status));
                }
                body.extend_from_slice(&chunk);
            }
            Ok(RawResponse { status, headers: pairs(response.headers()), body })
        })
    }
}

fn lost(error: reqwest::Error) -> TransportError {
    if error.is_connect() {
        TransportError::connect(error.without_url())
    } else if error.is_timeout() {
        // A timeout among the settings that the application gave the client.
        TransportError::timeout()
    } else {
        TransportError::interrupted(error.without_url())
    }
}

fn pairs<'h>(headers: &'h HeaderMap) -> Headers {
    // Nearly all are text, which is found out faster than what is to be replaced.
    let text = |value: &'h HeaderValue| match std::str::from_utf8(value.as_bytes()) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(value.as_bytes()),
    };
    headers.iter().map(|(name, value)| (name.as_str(), text(value))).collect()
}
