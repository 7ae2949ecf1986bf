//! Where the session of each request comes from.

use std::fmt;
use std::future::ready;
use std::sync::Arc;

use rmcp::model::Tool;
use tokio::sync::watch;
use typed_tools_runtime::{AnyTool, BoxError, BoxFuture, OpensAlone, Provider, Toolset};

use crate::changing::ChangingTools;
use crate::error::StartError;
use crate::request::Request;

/// The tools of one set, and the session of each request.
pub struct Sessions {
    tools: Source,
    prefix: String,
    fixed: bool,
    open: Open,
}

pub(crate) type Opened = Result<Arc<dyn Offered>, ContextError>;
pub(crate) type Open = Box<dyn Fn(Request) -> BoxFuture<'static, Opened> + Send + Sync>;

/// Where the list of tools comes from.
enum Source {
    Fixed(Result<Vec<Tool>, serde_json::Error>),
    Changing(ChangingTools),
}

/// A session without its types.
pub(crate) trait Offered: Send + Sync {
    /// The names of its tools.
    fn names(&self) -> Vec<&'static str>;
    /// The tool of this name; else what to say of it.
    fn tool(&self, name: &str) -> Result<Arc<dyn AnyTool>, String>;
}

/// A session for all requests: its tools are made once.
struct Fixed<S> {
    session: S,
    /// Sorted by name.
    tools: Vec<Arc<dyn AnyTool>>,
}

impl<S: Toolset> Offered for Fixed<S> {
    fn names(&self) -> Vec<&'static str> {
        self.tools.iter().map(|tool| tool.name()).collect()
    }

    fn tool(&self, name: &str) -> Result<Arc<dyn AnyTool>, String> {
        match self.tools.binary_search_by(|tool| tool.name().cmp(name)) {
            Ok(place) => Ok(Arc::clone(&self.tools[place])),
            Err(_) => Offered::tool(&self.session, name),
        }
    }
}

impl<S: Toolset> Offered for S {
    fn names(&self) -> Vec<&'static str> {
        self.tools().map(|tool| tool.name()).collect()
    }

    fn tool(&self, name: &str) -> Result<Arc<dyn AnyTool>, String> {
        Toolset::tool(self, name).ok_or_else(|| match self.only(&[name]) {
            Err(unknown) => unknown.to_string(),
            Ok(_) => format!("there is no tool `{}`", name.escape_debug()),
        })
    }
}

/// A set whose sessions a server can open. Without it, a server is not told the context of its tools, and does not serve.
#[diagnostic::on_unimplemented(
    message = "the server was not told the context of the tools of `{Self}`",
    label = "`.context(..)` must come first",
    note = "after `Server::new(..)` or `.with(..)`: `.context(Context {{ .. }})` for all requests, or for each `.context_from(|request| ..)` or `.session_from(|tools, request| ..)`"
)]
pub trait Ready {
    /// For the server.
    #[doc(hidden)]
    fn sessions(self) -> Sessions;
}

impl Ready for Sessions {
    fn sessions(self) -> Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<T: OpensAlone> Ready for T {
    fn sessions(self) -> Sessions {
        Sessions::fixed(self.open_alone())
    }
}

impl Sessions {
    /// One session for all requests.
    pub(crate) fn fixed<S: Toolset>(session: S) -> Self {
        let tools = session.tools().collect();
        let session: Arc<dyn Offered> = Arc::new(Fixed { session, tools });
        let open = move |_| -> BoxFuture<'static, Opened> { Box::pin(ready(Ok(Arc::clone(&session)))) };
        Self::new::<S>(true, Box::new(open))
    }

    /// A session for each request.
    pub(crate) fn each<S, F>(open: impl Fn(Request) -> F + Send + Sync + 'static) -> Self
    where
        S: Toolset,
        F: Future<Output = Result<S, ContextError>> + Send + 'static,
    {
        let open = move |request| -> BoxFuture<'static, Opened> {
            let opening = open(request);
            Box::pin(async move { opening.await.map(|session| Arc::new(session) as _) })
        };
        Self::new::<S>(false, Box::new(open))
    }

    fn new<S: Toolset>(fixed: bool, open: Open) -> Self {
        let tools = Source::Fixed(serde_json::from_str(S::all_specs(Provider::Mcp).as_str()));
        Self { tools, prefix: String::new(), fixed, open }
    }

    /// Tools that may change, the same for every request.
    pub(crate) fn changing(tools: ChangingTools, open: Open) -> Self {
        Self { tools: Source::Changing(tools), prefix: String::new(), fixed: true, open }
    }

    /// With this text before the names of its tools.
    pub(crate) fn prefix(mut self, prefix: String) -> Self {
        self.prefix = prefix;
        self
    }

    /// Whether every request gets the same.
    pub(crate) fn is_fixed(&self) -> bool {
        self.fixed
    }

    pub(crate) fn before_names(&self) -> &str {
        &self.prefix
    }

    /// Its tools as MCP lists them.
    pub(crate) fn listed(&self) -> Result<Vec<Tool>, StartError> {
        match &self.tools {
            Source::Fixed(Ok(tools)) => Ok(tools.clone()),
            Source::Fixed(Err(error)) => {
                Err(StartError::Invalid(format!("a tool cannot be offered over MCP: {error}")))
            }
            Source::Changing(tools) => Ok(tools.listed()),
        }
    }

    /// How often they have changed, where they may.
    pub(crate) fn version(&self) -> Option<watch::Receiver<u64>> {
        match &self.tools {
            Source::Fixed(_) => None,
            Source::Changing(tools) => Some(tools.version()),
        }
    }

    pub(crate) async fn open(&self, request: Request) -> Opened {
        (self.open)(request).await
    }
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sessions")
            .field("prefix", &self.prefix)
            .field("fixed", &self.fixed)
            .finish_non_exhaustive()
    }
}

/// Why a request gets no session: nothing was sent.
#[derive(Debug)]
pub struct ContextError {
    words: Option<String>,
    source: Option<BoxError>,
}

impl ContextError {
    /// An error that the client is told in these words.
    pub fn new(words: impl Into<String>) -> Self {
        Self { words: Some(words.into()), source: None }
    }

    /// What the client is told, where that is for it.
    pub(crate) fn words(&self) -> Option<&str> {
        self.words.as_deref()
    }

    /// An error of the application's own.
    pub(crate) fn source(&self) -> Option<&BoxError> {
        self.source.as_ref()
    }
}

/// Any error of the application's: the client is told that there was one, and no more; the log has its words.
impl<E: std::error::Error + Send + Sync + 'static> From<E> for ContextError {
    fn from(error: E) -> Self {
        Self { words: None, source: Some(Box::new(error)) }
    }
}
