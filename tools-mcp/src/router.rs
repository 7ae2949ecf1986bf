//! The routes of a server.

use std::sync::Arc;

use axum::Router;
use axum::routing::{MethodRouter, any, get};
use http::uri::Authority;
use http::{Uri, header};
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::streamable_http_server::{
    SessionManager, StreamableHttpServerConfig, StreamableHttpService,
};
use tokio_util::sync::CancellationToken;

use crate::auth::Auth;
use crate::error::StartError;
use crate::guard::{Guard, guard};
use crate::handler::Core;
use crate::live::LiveSessions;
use crate::server::Server;
use crate::sessions::Ready;
use crate::settings::Settings;

const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// The routes, and what ends them.
pub(crate) struct Routes {
    pub(crate) router: Router,
    pub(crate) core: Arc<Core>,
    /// Ends all streams and calls.
    pub(crate) end: CancellationToken,
}

impl<S> Server<S> {
    /// The routes for an `axum` application to `merge`: the server at its [`path`](Self::path), and the metadata that
    /// [`Auth`] needs under `/.well-known`. Where the application serves with connection info
    /// (`into_make_service_with_connect_info::<SocketAddr>()`), calls without an identity are counted by address.
    ///
    /// # Errors
    /// Two tools have one name, or nobody said who may call: the application's socket may be open to all, so that
    /// [`auth`](Self::auth) or [`allow_anonymous`](Self::allow_anonymous) must be there.
    pub fn router(self) -> Result<Router, StartError>
    where
        S: Ready,
    {
        self.router_until(std::future::pending()).map(|(router, _)| router)
    }

    /// As [`router`](Self::router), for an application that shuts down gracefully: the second is a task to spawn. When
    /// `stop` comes, it leaves calls in flight their time, and ends streams that would keep connections open.
    ///
    /// # Errors
    /// As there.
    pub fn router_until(
        self,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(Router, impl Future<Output = ()> + Send + 'static), StartError>
    where
        S: Ready,
    {
        let settings = self.complete();
        if settings.auth.is_none() && !settings.is_anonymous {
            return Err(StartError::Unprotected(
                "a router can be reached by whoever reaches your socket".into(),
            ));
        }
        let grace = settings.limits.grace;
        let routes = settings.routes()?;
        let ending = async move {
            stop.await;
            routes.core.finish(grace).await;
            routes.end.cancel();
        };
        Ok((routes.router, ending))
    }
}

impl Settings {
    pub(crate) fn routes(mut self) -> Result<Routes, StartError> {
        let is_open = self.auth.is_some() || self.is_anonymous;
        if let Some(host) = self.hosts.iter().find(|host| !is_open && !is_loopback(host)) {
            return Err(StartError::Unprotected(format!("`{host}` is not this machine alone")));
        }
        let url = self.auth.as_ref().map(Auth::url).transpose().map_err(StartError::Invalid)?;
        if !self.path.starts_with('/') || self.path.contains(['{', '}', '*', '?', '#']) {
            let words = format!("`{}` is not a path: it begins with `/`", self.path.escape_debug());
            return Err(StartError::Invalid(words));
        }
        let handler = self.handler()?;
        let core = Arc::clone(&handler.0);
        let end = CancellationToken::new();
        let config = self.protocol(url.as_ref(), &end)?;
        let metadata = self.auth.as_ref().map(|auth| auth.metadata(&core.config.server_info.name));
        let factory = move || Ok(handler.clone());
        let (request_bytes, read) = (self.limits.request_bytes, self.limits.read);
        let guarded = if self.is_stateless {
            let mcp = StreamableHttpService::new(factory, Arc::new(NeverSessionManager::default()), config);
            guarded(Guard { auth: self.auth, request_bytes, read, live: None, mcp })
        } else {
            let live = Arc::new(LiveSessions::new(&self.limits));
            let mcp = StreamableHttpService::new(factory, Arc::clone(&live), config);
            guarded(Guard { auth: self.auth, request_bytes, read, live: Some(live), mcp })
        };
        let mut router = Router::new().route(&self.path, guarded);
        if let (Some(url), Some(metadata)) = (url, &metadata) {
            for path in Auth::metadata_paths(&url) {
                let metadata = metadata.to_string();
                let json = [(header::CONTENT_TYPE, "application/json")];
                router = router.route(&path, get(move || async move { (json, metadata) }));
            }
        }
        Ok(Routes { router, core, end })
    }

    /// How `rmcp` is to serve; `end` ends all that it serves.
    fn protocol(
        &self,
        url: Option<&Uri>,
        end: &CancellationToken,
    ) -> Result<StreamableHttpServerConfig, StartError> {
        let mut config = StreamableHttpServerConfig::default()
            .with_allowed_hosts(self.allowed_hosts(url)?)
            .with_allowed_origins(self.allowed_origins()?)
            .enforce_origin_validation();
        config.legacy_session_mode = !self.is_stateless;
        config.json_response = true;
        // A response that was not read to the end cannot be resumed: nothing promises it.
        config.sse_retry = None;
        config.max_request_body_bytes = self.limits.request_bytes;
        config.cancellation_token = end.clone();
        Ok(config)
    }

    fn allowed_hosts(&self, url: Option<&Uri>) -> Result<Vec<String>, StartError> {
        let mut hosts: Vec<String> = LOOPBACK.map(str::to_owned).into();
        for host in &self.hosts {
            let parsed: Result<Authority, _> = host.parse();
            if parsed.is_err() || host.contains('@') {
                let words =
                    format!("`{}` is not a host, as `tools.yourcompany.com` is one", host.escape_debug());
                return Err(StartError::Invalid(words));
            }
            hosts.push(host.clone());
        }
        hosts.extend(url.and_then(Uri::host).map(|host| host.trim_matches(['[', ']']).to_owned()));
        Ok(hosts)
    }

    fn allowed_origins(&self) -> Result<Vec<String>, StartError> {
        let loopback = ["localhost", "127.0.0.1", "[::1]"];
        let mut origins: Vec<String> = loopback
            .iter()
            .flat_map(|host| ["http", "https"].map(|scheme| format!("{scheme}://{host}:*")))
            .collect();
        for origin in &self.origins {
            let parsed = origin.parse::<Uri>().ok();
            let scheme = parsed.as_ref().and_then(Uri::scheme_str);
            let authority = parsed.as_ref().and_then(Uri::authority);
            let (Some(scheme @ ("http" | "https")), Some(authority), true) =
                (scheme, authority, !origin.ends_with('/'))
            else {
                let words = format!(
                    "`{}` is not an origin, as `https://app.yourcompany.com` is one",
                    origin.escape_debug()
                );
                return Err(StartError::Invalid(words));
            };
            let usual = if scheme == "https" { 443 } else { 80 };
            let port = authority.port_u16().unwrap_or(usual);
            origins.push(format!("{scheme}://{}:{port}", authority.host()));
        }
        Ok(origins)
    }
}

/// The route of a server: all methods, which MCP over HTTP tells apart.
fn guarded<M: SessionManager>(state: Guard<M>) -> MethodRouter {
    any(guard::<M>).with_state(Arc::new(state))
}

/// Whether a host with or without a port is this machine.
fn is_loopback(host: &str) -> bool {
    let name = host.parse::<Authority>().map(|authority| authority.host().to_owned());
    let name = name.unwrap_or_else(|_| host.to_owned());
    LOOPBACK.contains(&name.trim_matches(['[', ']']))
}
