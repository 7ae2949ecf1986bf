//! Tools that are not compiled in, and may change while a server runs.

use std::future::ready;
use std::sync::{Arc, PoisonError, RwLock};

use rmcp::model::Tool;
use tokio::sync::watch;
use typed_tools_runtime::{AnyTool, BoxFuture};

use crate::error::StartError;
use crate::sessions::{Offered, Opened, Ready, Sessions};

/// Tools that are only known when the program runs: read from files, or made by another program. They can be replaced
/// while a server runs; clients that want to know are told. Clones are the same list.
///
/// ```no_run
/// # use std::sync::Arc;
/// # use typed_tools::{AnyTool, mcp};
/// # async fn serve(read: impl Fn() -> (String, Vec<Arc<dyn AnyTool>>)) -> Result<(), Box<dyn std::error::Error>> {
/// let (specs, tools) = read();
/// let list = mcp::ChangingTools::new(&specs, tools)?;
/// let server = mcp::Server::new(list.clone());
/// // Elsewhere, when there are others:
/// let (specs, tools) = read();
/// list.replace(&specs, tools)?;
/// # server.serve_stdio().await?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
pub struct ChangingTools(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    now: RwLock<Now>,
    version: watch::Sender<u64>,
}

#[derive(Clone)]
struct Now {
    listed: Vec<Tool>,
    tools: Arc<[Arc<dyn AnyTool>]>,
}

impl std::fmt::Debug for Now {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.tools.iter().map(|tool| tool.name())).finish()
    }
}

impl ChangingTools {
    /// These tools, listed as `specs` says: the tools field for [`Provider::Mcp`](typed_tools_runtime::Provider::Mcp).
    ///
    /// # Errors
    /// `specs` is no list of MCP's tools, or lists a tool that is not among them.
    pub fn new(specs: &str, tools: Vec<Arc<dyn AnyTool>>) -> Result<Self, StartError> {
        let now = RwLock::new(Now::of(specs, tools)?);
        Ok(Self(Arc::new(Inner { now, version: watch::Sender::new(0) })))
    }

    /// Puts these tools in place of those there are. Calls that are running end as they began.
    ///
    /// # Errors
    /// As [`new`](Self::new); what there is stays.
    pub fn replace(&self, specs: &str, tools: Vec<Arc<dyn AnyTool>>) -> Result<(), StartError> {
        let now = Now::of(specs, tools)?;
        *self.0.now.write().unwrap_or_else(PoisonError::into_inner) = now;
        self.0.version.send_modify(|version| *version = version.wrapping_add(1));
        Ok(())
    }

    pub(crate) fn listed(&self) -> Vec<Tool> {
        self.now().listed
    }

    /// How often they were replaced; it can be waited on.
    pub(crate) fn version(&self) -> watch::Receiver<u64> {
        self.0.version.subscribe()
    }

    fn now(&self) -> Now {
        self.0.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Now {
    fn of(specs: &str, tools: Vec<Arc<dyn AnyTool>>) -> Result<Self, StartError> {
        let listed: Vec<Tool> = serde_json::from_str(specs)
            .map_err(|error| StartError::Invalid(format!("a tool cannot be offered over MCP: {error}")))?;
        match listed.iter().find(|listed| !tools.iter().any(|tool| tool.name() == listed.name)) {
            Some(lacking) => Err(StartError::Invalid(format!("`{}` is listed and not there", lacking.name))),
            None => Ok(Self { listed, tools: tools.into() }),
        }
    }
}

impl Offered for Now {
    fn names(&self) -> Vec<&'static str> {
        self.tools.iter().map(|tool| tool.name()).collect()
    }

    fn tool(&self, name: &str) -> Result<Arc<dyn AnyTool>, String> {
        let found = self.tools.iter().find(|tool| tool.name() == name).cloned();
        found.ok_or_else(|| format!("there is no tool `{}`", name.escape_debug()))
    }
}

impl Ready for ChangingTools {
    fn sessions(self) -> Sessions {
        let current = self.clone();
        let open =
            move |_| -> BoxFuture<'static, Opened> { Box::pin(ready(Ok(Arc::new(current.now()) as _))) };
        Sessions::changing(self, Box::new(open))
    }
}
