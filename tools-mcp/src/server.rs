//! What a server is told.

use std::sync::Arc;
use std::time::Duration;

use tracing::Span;
use typed_tools_runtime::Opens;

use crate::auth::Auth;
use crate::limits::Limits;
use crate::observe::Operation;
use crate::request::Request;
use crate::sessions::{ContextError, Ready, Sessions};
use crate::settings::Settings;

/// An MCP server of one or more tool sets.
///
/// It lists and calls tools, and announces nothing else. [`serve_stdio`](Self::serve_stdio) serves the program that
/// started this one; [`bind`](Self::bind) opens a socket on this machine; [`router`](Self::router) gives routes for an
/// `axum` application.
///
/// What tools work with beside their arguments is the application's, and neither the model nor the client can see or set
/// it. A server that was not told the context of a set does not compile; a set whose `Context` has no fields needs none.
///
/// ```
/// # typed_tools::tools!(inline = r#"{ "name": "ping", "description": "Says whether the service is there", "parameters": { "type": "object" },
/// #     "api_endpoint": "https://api.yourcompany.com/{{contact_id}}", "http_method": "GET" }"#);
/// # async fn customer_of(client: &str) -> Result<String, std::io::Error> { Ok(client.to_owned()) }
/// use typed_tools::mcp::{ContextError, Server};
///
/// # fn all(tools: Tools) {
/// // One for all. An open session is as good: it has a context.
/// Server::new(tools.clone()).context(Context { contact_id: "c_42".into() });
///
/// // From the headers of each request.
/// Server::new(tools.clone())
///     .context_from(|request| Ok(Context { contact_id: request.required("x-contact-id")?.into() }));
///
/// // From wherever the application knows it; the session may be another tenant's (`with_secrets`), or have fewer tools (`only`).
/// Server::new(tools).session_from(|tools, request| async move {
///     let identity = request.identity().ok_or_else(|| ContextError::new("a token is needed"))?;
///     let contact_id = customer_of(identity.client()).await?; // an error of the application's: nobody is told its words
///     Ok(tools.session(Context { contact_id }))
/// });
/// # }
/// ```
///
/// What rustc refuses, with words that name these three ways:
///
/// ```compile_fail,E0277
/// # typed_tools::tools!(inline = r#"{ "name": "ping", "description": "Says whether the service is there", "parameters": { "type": "object" },
/// #     "api_endpoint": "https://api.yourcompany.com/{{contact_id}}", "http_method": "GET" }"#);
/// # async fn serve(tools: Tools) -> Result<(), typed_tools::mcp::StartError> {
/// typed_tools::mcp::Server::new(tools).serve_stdio().await
/// # }
/// ```
///
/// What it takes, since these tools need no context:
///
/// ```
/// # typed_tools::tools!(inline = r#"{ "name": "ping", "description": "Says whether the service is there", "parameters": { "type": "object" },
/// #     "api_endpoint": "https://api.yourcompany.com/", "http_method": "GET" }"#);
/// # async fn serve(tools: Tools) -> Result<(), typed_tools::mcp::StartError> {
/// typed_tools::mcp::Server::new(tools).serve_stdio().await
/// # }
/// ```
#[derive(Debug)]
#[must_use]
pub struct Server<S = Sessions> {
    /// What holds for all sets, and the sets that are complete.
    settings: Settings,
    /// The set given last, which may want its context.
    last: S,
    prefix: String,
}

impl<S> Server<S> {
    /// A server of these tools: a set, which is told its context next, or a session that all requests share.
    pub fn new(tools: S) -> Self {
        Self { settings: Settings::new(), last: tools, prefix: String::new() }
    }

    /// The tools of another set beside them, told its context next. A name that is there twice is an error at the
    /// start: [`prefix`](Self::prefix) tells them apart.
    pub fn with<N>(self, tools: N) -> Server<N>
    where
        S: Ready,
    {
        Server { settings: self.complete(), last: tools, prefix: String::new() }
    }

    /// Puts a text before the names of the tools of the set given last: where two sets of one server share a name.
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    fn told(self, sessions: Sessions) -> Server {
        Server { settings: self.settings, last: sessions, prefix: self.prefix }
    }

    /// All that was said.
    pub(crate) fn complete(mut self) -> Settings
    where
        S: Ready,
    {
        self.settings.sets.push(self.last.sessions().prefix(self.prefix));
        self.settings
    }

    /// The server's name and version, as clients show them (`serverInfo`): without it the program's name and 0.0.0.
    pub fn info(mut self, name: impl Into<String>, version: impl Into<String>) -> Self {
        (self.settings.info.name, self.settings.info.version) = (name.into(), version.into());
        self
    }

    /// The server's name for people.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.settings.info.title = Some(title.into());
        self
    }

    /// How the tools are to be used: many clients show it to the model.
    pub fn instructions(mut self, instructions: impl Into<String>) -> Self {
        self.settings.instructions = Some(instructions.into());
        self
    }

    /// How many tools a page of the list has: 250, at least 1. There are clients that read the first page only.
    pub fn page_size(mut self, tools: usize) -> Self {
        self.settings.page = tools.max(1);
        self
    }

    /// How long clients may keep the list: five minutes. It is the same for all clients where no set makes a session
    /// for each request.
    pub fn list_ttl(mut self, ttl: Duration) -> Self {
        self.settings.ttl = ttl;
        self
    }

    /// Tells clients that ask for it that a call is still running, every so often; without this they hear nothing
    /// before the result.
    pub fn progress(mut self, every: Duration) -> Self {
        self.settings.progress = Some(every.max(Duration::from_millis(10)));
        self
    }

    /// What the server bears of its clients.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.limits = limits;
        self
    }

    /// Keeps nothing between two requests, so that any process of a fleet can answer each. Clients that speak a version
    /// before 2026-07-28 cannot cancel a call by a message then; that they close its connection ends it in any case.
    pub fn stateless(mut self) -> Self {
        self.settings.is_stateless = true;
        self
    }

    /// Where it stands under its origin: `/mcp` without this.
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.settings.path = path.into();
        self
    }

    /// A host by which it is reached, as clients write it in the header `Host`, with or without a port:
    /// `tools.yourcompany.com`. Loopback hosts always are.
    pub fn host(mut self, host: impl Into<String>) -> Self {
        self.settings.hosts.push(host.into());
        self
    }

    /// An origin whose pages may call it, as browsers write it in the header `Origin`: `https://app.yourcompany.com`.
    /// Pages of loopback origins always may, and clients that send no `Origin`.
    pub fn origin(mut self, origin: impl Into<String>) -> Self {
        self.settings.origins.push(origin.into());
        self
    }

    /// Asks who calls: only clients with a token that the application accepts are served.
    pub fn auth(mut self, auth: Auth) -> Self {
        self.settings.auth = Some(auth);
        self
    }

    /// Says that everybody who reaches the server may call every tool, with the secrets that the tools have.
    pub fn allow_anonymous(mut self) -> Self {
        self.settings.is_anonymous = true;
        self
    }

    /// Told what became of each message: for metrics. It must not block.
    ///
    /// An [`Operation`] is a measurement of the histogram `mcp.server.operation.duration`, with the attributes that
    /// OpenTelemetry's conventions ask for; [`conventions`](crate::conventions) has their names, and the bounds of its buckets.
    /// What the tools themselves took is told to the set's `Builder::observe`. The example `mcp_metrics` does both.
    ///
    /// ```
    /// # use typed_tools::mcp::{ChangingTools, Server, conventions};
    /// # struct Histogram(f64);
    /// # impl Histogram { fn new(_: &str, bounds: &[f64]) -> Self { Self(bounds[0]) } fn record(&self, _: f64, _: &[(&str, &str)]) {} }
    /// # fn of(tools: ChangingTools) {
    /// let histogram = Histogram::new(conventions::OPERATION_DURATION, &conventions::DURATION_BUCKETS); // your metrics library's
    /// let server = Server::new(tools).observe(move |operation| {
    ///     let attributes: Vec<_> = operation.attributes().collect(); // ("mcp.method.name", "tools/call"), ..
    ///     histogram.record(operation.seconds(), &attributes);
    /// });
    /// # }
    /// ```
    pub fn observe(mut self, observe: impl Fn(&Operation) + Send + Sync + 'static) -> Self {
        self.settings.observers.observe.push(Arc::new(observe));
        self
    }

    /// Given the span of each message that names its parent in `_meta` (`traceparent`, `tracestate`): where traces are
    /// exported, `set_parent` of `tracing-opentelemetry` is called here.
    pub fn trace_parent(
        mut self,
        parent: impl Fn(&Span, &str, Option<&str>) + Send + Sync + 'static,
    ) -> Self {
        self.settings.observers.parent = Some(Arc::new(parent));
        self
    }
}

impl<T: Opens> Server<T> {
    /// What the tools of the set given last work with, for every request.
    pub fn context(self, context: T::Context) -> Server {
        let sessions = Sessions::fixed(self.last.open(context));
        self.told(sessions)
    }

    /// What the tools of the set given last work with, for each request: from its headers, or from who sent it.
    pub fn context_from(
        self,
        context: impl Fn(&Request) -> Result<T::Context, ContextError> + Send + Sync + 'static,
    ) -> Server {
        let tools = self.last.clone();
        let open =
            move |request: Request| std::future::ready(context(&request).map(|context| tools.open(context)));
        self.told(Sessions::each(open))
    }

    /// The session of each request, made by an async function of the set given last: a context, the secrets
    /// (`Tools::with_secrets`) and the tools (`Session::only`) that it is entitled to. It is dropped where the client
    /// has gone.
    pub fn session_from<F>(self, open: impl Fn(T, Request) -> F + Send + Sync + 'static) -> Server
    where
        F: Future<Output = Result<T::Session, ContextError>> + Send + 'static,
    {
        let tools = self.last.clone();
        self.told(Sessions::each(move |request| open(tools.clone(), request)))
    }
}
