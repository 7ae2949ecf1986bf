//! What happens to a request over HTTP before MCP sees it, and to its response.

use std::convert::Infallible;
use std::error::Error as _;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::combinators::BoxBody;
use http_body_util::{Full, LengthLimitError};
use rmcp::transport::streamable_http_server::{SessionManager, StreamableHttpService};
use tokio::time::timeout;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::auth::{Auth, Denied, Unidentified};
use crate::handler::Handler;
use crate::live::LiveSessions;
use crate::request::Caller;

/// Parsed once, and not for each request.
const SESSION: HeaderName = HeaderName::from_static("mcp-session-id");

/// Of each of these there is one: of two, whoever stands before the server may have looked at the other.
const SINGLE: [HeaderName; 3] = [header::HOST, header::ORIGIN, SESSION];

/// What a guard goes by, and what it guards.
pub(crate) struct Guard<M: SessionManager> {
    pub(crate) auth: Option<Auth>,
    pub(crate) request_bytes: usize,
    pub(crate) read: Duration,
    pub(crate) live: Option<Arc<LiveSessions>>,
    /// Asked here and not through a layer of `axum`, which clones it, all its settings with it, for each request.
    pub(crate) mcp: StreamableHttpService<Handler, M>,
}

/// Lets a request through that has a good token and comes whole in time, and ends what runs for it when its client goes.
pub(crate) async fn guard<M: SessionManager>(
    State(guard): State<Arc<Guard<M>>>,
    request: Request,
) -> Response {
    let (mut parts, body) = request.into_parts();
    if let Some(words) = ambiguous(&parts) {
        return (StatusCode::BAD_REQUEST, words).into_response();
    }
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
    let session = guard.live.as_ref().zip(parts.headers.get(SESSION));
    if let (Some((live, id)), Some(owner)) = (session, &owner)
        && !id.to_str().is_ok_and(|id| live.is_of(id, owner))
    {
        // As for one that is not there: it may be somebody's.
        return (StatusCode::NOT_FOUND, "Not Found: Session not found").into_response();
    }
    // What runs in a session does not end with the request that asked for it; without one, `rmcp` sees to it.
    let gone = session.map(|_| CancellationToken::new());

    let body = match whole(&guard, &parts.method, body).await {
        Ok(body) => body,
        Err(unread) => return unread.into_response(),
    };
    let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    parts.extensions.insert(Caller { identity, address, gone: gone.clone() });

    let (ends, until_answered) = (parts.method == Method::DELETE, gone.map(CancellationToken::drop_guard));
    let mut response = guard.mcp.handle(Request::from_parts(parts, Full::new(body))).await;
    if ends && response.status() == StatusCode::ACCEPTED {
        // The session has ended already, and Python's client takes "accepted" for a failure.
        *response.status_mut() = StatusCode::NO_CONTENT;
    }
    if let Some(live) = &guard.live {
        if response.status() == StatusCode::INTERNAL_SERVER_ERROR && live.is_full().await {
            let retry = [(header::RETRY_AFTER, "60")];
            return (StatusCode::SERVICE_UNAVAILABLE, retry, "too many sessions are open").into_response();
        }
        if let Some(owner) = owner
            && let Some(session) = response.headers().get(SESSION).and_then(|id| id.to_str().ok())
        {
            live.belongs_to(session, owner).await;
        }
    }
    match until_answered {
        Some(_) => response.map(|inner| Body::new(Watched { inner, until_read: until_answered })),
        None => response.map(Body::new),
    }
}

/// What of a request two readers may take for two things.
fn ambiguous(parts: &Parts) -> Option<String> {
    if let Some(name) = SINGLE.into_iter().find(|name| parts.headers.get_all(name).iter().nth(1).is_some()) {
        return Some(format!("there is more than one header `{name}`"));
    }
    let host = parts.headers.get(header::HOST).map(HeaderValue::as_bytes);
    let target = parts.uri.authority().map(|authority| authority.as_str().as_bytes());
    let differ = host.zip(target).is_some_and(|(host, target)| !host.eq_ignore_ascii_case(target));
    differ.then(|| "the header `host` is not the host of the target".to_owned())
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

/// The body of a request: within its size, and within its time.
async fn whole<M: SessionManager>(guard: &Guard<M>, method: &Method, body: Body) -> Result<Bytes, Unread> {
    if method != Method::POST {
        return Ok(Bytes::new());
    }
    let limit = guard.request_bytes;
    match timeout(guard.read, to_bytes(body, limit)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) if error.source().is_some_and(|source| source.is::<LengthLimitError>()) => {
            Err(Unread::TooLarge(limit))
        }
        Ok(Err(_)) => Err(Unread::Broken),
        Err(_) => Err(Unread::TooSlow),
    }
}

/// Why a body did not come whole.
enum Unread {
    TooLarge(usize),
    TooSlow,
    Broken,
}

impl IntoResponse for Unread {
    fn into_response(self) -> Response {
        match self {
            Self::TooLarge(limit) => {
                let words = format!("the message is larger than {limit} bytes");
                (StatusCode::PAYLOAD_TOO_LARGE, words).into_response()
            }
            Self::TooSlow => (StatusCode::REQUEST_TIMEOUT, "the request took too long").into_response(),
            Self::Broken => StatusCode::BAD_REQUEST.into_response(),
        }
    }
}

/// A response whose client may go before it has it all.
struct Watched {
    inner: BoxBody<Bytes, Infallible>,
    /// Ends what runs for the request when it is dropped.
    until_read: Option<DropGuard>,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
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
