//! What happens to a request over HTTP before MCP sees it, and to its response.

use std::error::Error as _;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{Method, StatusCode, header};
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::LengthLimitError;
use tokio::time::timeout;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::auth::{Auth, Denied, Unidentified};
use crate::live::LiveSessions;
use crate::request::Caller;

const SESSION: &str = "mcp-session-id";

/// What a guard goes by.
pub(crate) struct Guard {
    pub(crate) auth: Option<Auth>,
    pub(crate) request_bytes: usize,
    pub(crate) read: Duration,
    pub(crate) live: Option<Arc<LiveSessions>>,
}

/// Lets a request through that has a good token and comes whole in time, and ends what runs for it when its client goes.
pub(crate) async fn guard(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let identity = match &guard.auth {
        None => None,
        // The check may ask another server: it has the time that a client has.
        Some(auth) => match timeout(guard.read, auth.identify(&parts.headers)).await {
            Ok(Ok(identity)) => Some(Arc::new(identity)),
            Ok(Err(why)) => return refused(auth, &why),
            Err(_) => {
                return refused(auth, &Unidentified::Denied(Denied::unavailable("the check took too long")));
            }
        },
    };
    // It was for this server; nobody behind it needs to know it.
    parts.headers.remove(header::AUTHORIZATION);

    let owner = identity.as_deref().map(|identity| identity.client().to_owned());
    let session = parts.headers.get(SESSION).and_then(|id| id.to_str().ok());
    if let (Some(live), Some(session), Some(owner)) = (&guard.live, session, &owner)
        && !live.is_of(session, owner)
    {
        // As for one that is not there: it may be somebody's.
        return (StatusCode::NOT_FOUND, "Not Found: Session not found").into_response();
    }

    let body = if parts.method == Method::POST {
        match timeout(guard.read, to_bytes(body, guard.request_bytes)).await {
            Ok(Ok(bytes)) => Body::from(bytes),
            Ok(Err(error)) => return unread(&error, guard.request_bytes),
            Err(_) => return (StatusCode::REQUEST_TIMEOUT, "the request took too long").into_response(),
        }
    } else {
        Body::empty()
    };
    let gone = CancellationToken::new();
    let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    parts.extensions.insert(Caller { identity, address, gone: gone.clone() });

    let (ends, until_answered) = (parts.method == Method::DELETE, gone.drop_guard());
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if ends && response.status() == StatusCode::ACCEPTED {
        // The session has ended already, and Python's client takes "accepted" for a failure.
        *response.status_mut() = StatusCode::NO_CONTENT;
    }
    if let Some(live) = &guard.live {
        if response.status() == StatusCode::INTERNAL_SERVER_ERROR && live.is_full().await {
            let retry = [(header::RETRY_AFTER, "60")];
            return (StatusCode::SERVICE_UNAVAILABLE, retry, "too many sessions are open").into_response();
        }
        let session = response.headers().get(SESSION).and_then(|id| id.to_str().ok());
        if let (Some(session), Some(owner)) = (session, owner) {
            live.belongs_to(session, owner).await;
        }
    }
    response.map(|inner| Body::new(Watched { inner, until_read: Some(until_answered) }))
}

fn refused(auth: &Auth, why: &Unidentified) -> Response {
    if let Unidentified::Denied(Denied::Unavailable(error)) = why {
        tracing::error!(target: "typed_tools::mcp", %error, "a token could not be checked");
    }
    let (status, challenge) = auth.challenge(why);
    let mut response = status.into_response();
    if let Some(challenge) = challenge {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}

/// The answer to a body that did not come whole.
fn unread(error: &axum::Error, limit: usize) -> Response {
    if error.source().is_some_and(|source| source.is::<LengthLimitError>()) {
        let words = format!("the message is larger than {limit} bytes");
        return (StatusCode::PAYLOAD_TOO_LARGE, words).into_response();
    }
    StatusCode::BAD_REQUEST.into_response()
}

/// A response whose client may go before it has it all.
struct Watched {
    inner: Body,
    /// Ends what runs for the request when it is dropped.
    until_read: Option<DropGuard>,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.inner).poll_frame(context);
        if matches!(polled, Poll::Ready(None)) || self.inner.is_end_stream() {
            self.until_read.take().map(DropGuard::disarm);
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
