//! Any `tower::Service` as a transport: concurrency limits, rate limits, load shedding, or a client of its own.

use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use tower_service::Service;

use super::contract::{Limits, RawResponse, Transport, TransportError};
use super::reqwest::client as http_client;
use crate::boxed::{BoxError, BoxFuture};
use crate::request::Request;

/// A transport that sends requests by a service, each by a clone of it that is ready.
///
/// An error of the service counts as one before anything was sent only where it is [`NotSent`].
pub fn service<S, B>(service: S) -> impl Transport
where
    S: Service<http::Request<Bytes>, Response = http::Response<B>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
    B: http_body::Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BoxError>,
{
    Tower(Mutex::new(service))
}

/// The error of a service that did not send the request: the call counts as not sent, and may be repeated.
#[derive(Debug)]
pub struct NotSent(pub BoxError);

impl std::fmt::Display for NotSent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for NotSent {}

/// Services need not be `Sync`.
struct Tower<S>(Mutex<S>);

impl<S, B> Transport for Tower<S>
where
    S: Service<http::Request<Bytes>, Response = http::Response<B>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
    B: http_body::Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BoxError>,
{
    fn send(&self, request: Request, limits: Limits) -> BoxFuture<'_, Result<RawResponse, TransportError>> {
        let mut service = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            let request = into_http(request).map_err(TransportError::connect)?;
            let ready = std::future::poll_fn(|cx| service.poll_ready(cx)).await;
            ready.map_err(|error| TransportError::connect(error.into()))?;
            let response = service.call(request).await.map_err(|error| lost(error.into()))?;
            let (head, body) = response.into_parts();
            let status = head.status.as_u16();
            let body = Limited::new(body, limits.max_response_bytes()).collect().await;
            let body = body.map_err(|error| match error.downcast_ref::<LengthLimitError>() {
                Some(_) => TransportError::too_large(status),
                None => TransportError::interrupted(error),
            })?;
            let headers = head
                .headers
                .iter()
                .map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
            Ok(RawResponse::new(status, headers, body.to_bytes().to_vec()))
        })
    }
}

fn lost(error: BoxError) -> TransportError {
    match error.downcast::<NotSent>() {
        Ok(error) => TransportError::connect(error.0),
        Err(error) => TransportError::interrupted(error),
    }
}

fn into_http(request: Request) -> Result<http::Request<Bytes>, BoxError> {
    let made: reqwest::Request = request.into_wire()?;
    let made = http::Request::try_from(made)?;
    // Bodies are bytes in memory.
    Ok(made.map(|body| body.as_bytes().map(Bytes::copy_from_slice).unwrap_or_default()))
}

/// The default HTTP client as a service, to put layers around: `Policy::none`, no `Referer`, the system's resolver.
#[derive(Clone)]
pub struct Client(reqwest::Client);

impl Client {
    /// With these settings, and ours last, as [`Builder::client`](crate::Builder::client) has it.
    ///
    /// # Errors
    /// The client cannot be made; the error is its text.
    pub fn new(settings: reqwest::ClientBuilder) -> Result<Self, BoxError> {
        Ok(Self(http_client(Some(settings))?))
    }
}

impl Service<http::Request<Bytes>> for Client {
    type Response = http::Response<reqwest::Body>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Self::Response, BoxError>>;

    fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), BoxError>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Bytes>) -> Self::Future {
        let client = self.0.clone();
        Box::pin(async move {
            let request = reqwest::Request::try_from(request.map(reqwest::Body::from))?;
            match client.execute(request).await {
                Ok(response) => Ok(response.into()),
                Err(error) if error.is_connect() => Err(NotSent(Box::new(error.without_url())).into()),
                Err(error) => Err(error.without_url().into()),
            }
        })
    }
}
