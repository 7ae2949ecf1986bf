//! Where the session of each request comes from.

use std::fmt;
use std::future::ready;
use std::sync::Arc;

use rmcp::model::Tool;
use tokio::sync::watch;
use typed_tools_runtime::{AnyTool, BoxError, BoxFuture, Provider, Toolset};

use crate::changing::ChangingTools;
use crate::error::StartError;
use crate::request::Request;

/// The tools of one set, and the session of each request: what a [`Server`](crate::Server) is made of.
///
/// A session has the context, the secrets (`Tools::with_secrets`) and the tools (`Session::only`) that the request is
/// entitled to. Neither the model nor the client can see or set them.
///
/// ```
/// # typed_tools::tools!(inline = r#"{ "name": "ping", "description": "Says whether the service is there", "parameters": { "type": "object" },
/// #     "api_endpoint": "https://api.yourcompany.com/{{contact_id}}", "http_method": "GET" }"#);
/// # async fn customer_of(client: &str) -> Result<String, std::io::Error> { Ok(client.to_owned()) }
/// use typed_tools::mcp::{ContextError, Request, Sessions};
///
/// # fn all(tools: Tools) {
/// // One for all: a session is enough.
/// let fixed = Sessions::from(tools.session(Context { contact_id: "c_42".into() }));
///
/// // From the headers of each request.
/// let of = tools.clone();
/// let by_header = Sessions::from_request(move |request| {
///     Ok(of.session(Context { contact_id: request.required("x-contact-id")?.into() }))
/// });
///
/// // From wherever the application knows it.
/// let of = tools.clone();
/// let by_identity = Sessions::from_request_async(move |request: Request| {
///     let tools = of.clone();
///     async move {
///         let identity = request.identity().ok_or_else(|| ContextError::new("a token is needed"))?;
///         let contact_id = customer_of(identity.client()).await?; // an error of the application's: nobody is told its words
///         Ok(tools.session(Context { contact_id }))
///     }
/// });
/// # }
/// ```
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

impl<S: Toolset> From<S> for Sessions {
    fn from(session: S) -> Self {
        let session: Arc<dyn Offered> = Arc::new(session);
        let open = move |_| -> BoxFuture<'static, Opened> { Box::pin(ready(Ok(Arc::clone(&session)))) };
        Self::new::<S>(true, Box::new(open))
    }
}

impl Sessions {
    /// A session for each request, made at once: from its headers, or from its identity.
    pub fn from_request<S: Toolset>(
        open: impl Fn(&Request) -> Result<S, ContextError> + Send + Sync + 'static,
    ) -> Self {
        let open = move |request: Request| -> BoxFuture<'static, Opened> {
            Box::pin(ready(open(&request).map(|session| Arc::new(session) as _)))
        };
        Self::new::<S>(false, Box::new(open))
    }

    /// A session for each request, made by an async function. It is dropped where the client has gone.
    pub fn from_request_async<S, F>(open: impl Fn(Request) -> F + Send + Sync + 'static) -> Self
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

    /// Puts a text before the names of these tools: where two sets of one server share a name.
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
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
