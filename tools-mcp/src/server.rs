//! What a server is told.

use std::sync::Arc;
use std::time::Duration;

use rmcp::model::{Implementation, ServerCapabilities, ServerConfig};
use tokio::sync::Semaphore;
use tracing::Span;

use crate::auth::Auth;
use crate::error::StartError;
use crate::handler::{Core, Handler};
use crate::limits::Limits;
use crate::observe::{Observers, Operation};
use crate::rate::Rate;
use crate::sessions::Sessions;
use crate::tools::Listed;

/// An MCP server of one or more tool sets.
///
/// It lists and calls tools, and announces nothing else. [`serve_stdio`](Self::serve_stdio) serves the program that
/// started this one; [`bind`](Self::bind) opens a socket on this machine; [`router`](Self::router) gives routes for an
/// `axum` application.
#[derive(Debug)]
#[must_use]
pub struct Server {
    pub(crate) sets: Vec<Sessions>,
    info: Implementation,
    instructions: Option<String>,
    page: usize,
    ttl: Duration,
    progress: Option<Duration>,
    observers: Observers,
    pub(crate) limits: Limits,
    pub(crate) is_stateless: bool,
    pub(crate) path: String,
    pub(crate) hosts: Vec<String>,
    pub(crate) origins: Vec<String>,
    pub(crate) auth: Option<Auth>,
    pub(crate) is_anonymous: bool,
}

impl Server {
    /// A server of these tools: a session that all requests share, or a way to make one for each ([`Sessions`]).
    pub fn new(sessions: impl Into<Sessions>) -> Self {
        let program = std::env::current_exe().ok();
        let name = program.as_deref().and_then(|path| path.file_stem()?.to_str()).unwrap_or("tools");
        Self {
            sets: vec![sessions.into()],
            info: Implementation::new(name, "0.0.0"),
            instructions: None,
            page: 250,
            ttl: Duration::from_secs(300),
            progress: None,
            observers: Observers::default(),
            limits: Limits::default(),
            is_stateless: false,
            path: "/mcp".to_owned(),
            hosts: Vec::new(),
            origins: Vec::new(),
            auth: None,
            is_anonymous: false,
        }
    }

    /// The tools of another set beside them. A name that is there twice is an error at the start:
    /// [`Sessions::prefix`] tells them apart.
    pub fn with(mut self, sessions: impl Into<Sessions>) -> Self {
        self.sets.push(sessions.into());
        self
    }

    /// The server's name and version, as clients show them (`serverInfo`): without it the program's name and 0.0.0.
    pub fn info(mut self, name: impl Into<String>, version: impl Into<String>) -> Self {
        (self.info.name, self.info.version) = (name.into(), version.into());
        self
    }

    /// The server's name for people.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.info.title = Some(title.into());
        self
    }

    /// How the tools are to be used: many clients show it to the model.
    pub fn instructions(mut self, instructions: impl Into<String>) -> Self {
        self.instructions = Some(instructions.into());
        self
    }

    /// How many tools a page of the list has: 250, at least 1. There are clients that read the first page only.
    pub fn page_size(mut self, tools: usize) -> Self {
        self.page = tools.max(1);
        self
    }

    /// How long clients may keep the list: five minutes. It is the same for all clients where no set makes a session
    /// for each request.
    pub fn list_ttl(mut self, ttl: Duration) -> Self {
        self.ttl = ttl;
        self
    }

    /// Tells clients that ask for it that a call is still running, every so often; without this they hear nothing
    /// before the result.
    pub fn progress(mut self, every: Duration) -> Self {
        self.progress = Some(every.max(Duration::from_millis(10)));
        self
    }

    /// What the server bears of its clients.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Keeps nothing between two requests, so that any process of a fleet can answer each. Clients that speak a version
    /// before 2026-07-28 cannot cancel a call by a message then; that they close its connection ends it in any case.
    pub fn stateless(mut self) -> Self {
        self.is_stateless = true;
        self
    }

    /// Where it stands under its origin: `/mcp` without this.
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// A host by which it is reached, as clients write it in the header `Host`, with or without a port:
    /// `tools.yourcompany.com`. Loopback hosts always are.
    pub fn host(mut self, host: impl Into<String>) -> Self {
        self.hosts.push(host.into());
        self
    }

    /// An origin whose pages may call it, as browsers write it in the header `Origin`: `https://app.yourcompany.com`.
    /// Pages of loopback origins always may, and clients that send no `Origin`.
    pub fn origin(mut self, origin: impl Into<String>) -> Self {
        self.origins.push(origin.into());
        self
    }

    /// Asks who calls: only clients with a token that the application accepts are served.
    pub fn auth(mut self, auth: Auth) -> Self {
        self.auth = Some(auth);
        self
    }

    /// Says that everybody who reaches the server may call every tool, with the secrets that the tools have.
    pub fn allow_anonymous(mut self) -> Self {
        self.is_anonymous = true;
        self
    }

    /// Told what became of each message: for metrics ([`conventions`](crate::conventions) has their names). It must not
    /// block.
    pub fn observe(mut self, observe: impl Fn(&Operation) + Send + Sync + 'static) -> Self {
        self.observers.observe.push(Arc::new(observe));
        self
    }

    /// Given the span of each message that names its parent in `_meta` (`traceparent`, `tracestate`): where traces are
    /// exported, `set_parent` of `tracing-opentelemetry` is called here.
    pub fn trace_parent(
        mut self,
        parent: impl Fn(&Span, &str, Option<&str>) + Send + Sync + 'static,
    ) -> Self {
        self.observers.parent = Some(Arc::new(parent));
        self
    }

    /// What a running server needs, whatever it is reached by.
    pub(crate) fn handler(&mut self) -> Result<Handler, StartError> {
        let listed = Listed::of(&self.sets)?;
        let mut capabilities = ServerCapabilities::builder().enable_tools().build();
        if let Some(tools) = &mut capabilities.tools
            && self.sets.iter().any(|set| set.version().is_some())
        {
            tools.list_changed = Some(true);
        }
        let mut config = ServerConfig::new(capabilities).with_server_info(self.info.clone());
        config.instructions = self.instructions.clone();
        Ok(Handler(Arc::new(Core {
            is_private: self.sets.iter().any(|set| !set.is_fixed()),
            sets: std::mem::take(&mut self.sets),
            listed,
            config,
            page: self.page,
            ttl_ms: u64::try_from(self.ttl.as_millis()).unwrap_or(u64::MAX),
            progress: self.progress,
            calls: Semaphore::new(self.limits.concurrent_calls),
            concurrent_calls: self.limits.concurrent_calls,
            rate: Rate::new(self.limits.calls_per_minute),
            observers: self.observers.clone(),
        })))
    }
}
