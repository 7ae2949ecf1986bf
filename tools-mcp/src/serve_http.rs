//! A server with a socket of its own.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream, ToSocketAddrs, lookup_host};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tower_service::Service as _;

use crate::error::StartError;
use crate::handler::Core;
use crate::limits::Limits;
use crate::router::Routes;
use crate::server::Server;
use crate::sessions::Ready;
use crate::slow::Impatient;

/// How long connections have for what was still to be written when the last call ended.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// A server with an open socket, before it serves.
pub struct Listening {
    listener: TcpListener,
    address: SocketAddr,
    routes: Routes,
    limits: Limits,
}

impl<S> Server<S> {
    /// Opens a socket for HTTP/1.1: `127.0.0.1:8000`, or port 0 for a free one. TLS is for what stands before it.
    ///
    /// # Errors
    /// Two tools have one name; the address cannot be had; or it is not this machine's alone, and nobody said who may
    /// call: see [`auth`](Self::auth).
    pub async fn bind(self, address: impl ToSocketAddrs) -> Result<Listening, StartError>
    where
        S: Ready,
    {
        let settings = self.complete();
        let addresses: Vec<SocketAddr> = lookup_host(address).await?.collect();
        if let Some(open) = addresses.iter().find(|address| !address.ip().is_loopback()) {
            if settings.auth.is_none() && !settings.is_anonymous {
                return Err(StartError::Unprotected(format!("`{open}` can be reached from other machines")));
            }
            if settings.auth.is_none() && settings.hosts.is_empty() {
                return Err(StartError::Invalid(format!(
                    "`{open}` can be reached from other machines: say under which name, with `Server::host`"
                )));
            }
        }
        let limits = settings.limits.clone();
        let routes = settings.routes()?;
        let listener = TcpListener::bind(&*addresses).await?;
        Ok(Listening { address: listener.local_addr()?, listener, routes, limits })
    }
}

impl Listening {
    /// Where it listens.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// Serves for ever.
    ///
    /// # Errors
    /// There is none today: a connection that cannot be accepted is tried again.
    pub async fn serve(self) -> Result<(), StartError> {
        self.serve_until(std::future::pending()).await
    }

    /// Serves until `stop` comes. Then no more connections are taken, calls in flight have their time
    /// ([`Limits::grace`]), and what is still open is closed.
    ///
    /// # Errors
    /// As [`serve`](Self::serve).
    pub async fn serve_until(self, stop: impl Future<Output = ()> + Send) -> Result<(), StartError> {
        let Self { listener, routes, limits, .. } = self;
        let limits = Arc::new(limits);
        let (room, closing) = (Arc::new(Semaphore::new(limits.connections)), CancellationToken::new());
        let mut connections = JoinSet::new();
        let mut stop = pin!(stop);
        loop {
            let accepting = accept(&listener, &room);
            let (stream, peer, place) = tokio::select! {
                () = &mut stop => break,
                accepted = accepting => match accepted {
                    Some(accepted) => accepted,
                    None => break,
                },
            };
            while connections.try_join_next().is_some() {}
            let (router, closing) = (routes.router.clone(), closing.clone());
            connections.spawn(connection(stream, peer, router, Arc::clone(&limits), closing, place));
        }
        drop(listener);
        closing.cancel();
        routes.core.finish(limits.grace).await;
        let all_closed = async { while connections.join_next().await.is_some() {} };
        if timeout(LAST_WORDS, all_closed).await.is_err() {
            routes.end.cancel();
            let all_closed = async { while connections.join_next().await.is_some() {} };
            if timeout(LAST_WORDS, all_closed).await.is_err() {
                connections.shutdown().await;
            }
        }
        routes.end.cancel();
        Ok(())
    }
}

impl Core {
    /// Waits for the calls in flight, for no longer than this.
    pub(crate) async fn finish(&self, grace: Duration) {
        let all = u32::try_from(self.concurrent_calls).unwrap_or(u32::MAX);
        // Calls that come now are told that too many run; the server is on its way out.
        if let Ok(Ok(all)) = timeout(grace, self.calls.acquire_many(all)).await {
            all.forget();
        }
    }
}

async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = Arc::clone(room).acquire_owned().await.ok()?;
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return Some((stream, peer, place)),
            // A client that has gone already, or no more file descriptors: neither is for ever.
            Err(error) => {
                tracing::warn!(target: "typed_tools::mcp", %error, "a connection was not accepted");
                sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    limits: Arc<Limits>,
    closing: CancellationToken,
    _place: OwnedSemaphorePermit,
) {
    // An answer is one small write; waiting for more of it only delays it.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |mut request: http::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().call(request)
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.read).max_buf_size(64 << 10);
    let served = http.serve_connection(TokioIo::new(Impatient::new(stream, limits.write)), service);
    let mut served = pin!(served);
    let done = tokio::select! {
        done = &mut served => done,
        () = closing.cancelled() => {
            served.as_mut().graceful_shutdown();
            served.await
        }
    };
    if let Err(error) = done {
        tracing::debug!(target: "typed_tools::mcp", %error, "a connection ended early");
    }
}
