//! What holds for a server, and what becomes of it when it starts.

use std::sync::Arc;
use std::time::Duration;

use rmcp::model::{Implementation, ServerCapabilities, ServerConfig};
use tokio::sync::Semaphore;

use crate::auth::Auth;
use crate::error::StartError;
use crate::handler::{Core, Handler};
use crate::limits::Limits;
use crate::observe::Observers;
use crate::rate::Rate;
use crate::sessions::Sessions;
use crate::tools::Listed;

/// What a server was told.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) sets: Vec<Sessions>,
    pub(crate) info: Implementation,
    pub(crate) instructions: Option<String>,
    pub(crate) page: usize,
    pub(crate) ttl: Duration,
    pub(crate) progress: Option<Duration>,
    pub(crate) observers: Observers,
    pub(crate) limits: Limits,
    pub(crate) is_stateless: bool,
    pub(crate) path: String,
    pub(crate) hosts: Vec<String>,
    pub(crate) origins: Vec<String>,
    pub(crate) auth: Option<Auth>,
    pub(crate) is_anonymous: bool,
}

impl Settings {
    /// The usual ones, and no tools.
    pub(crate) fn new() -> Self {
        let program = std::env::current_exe().ok();
        let name = program.as_deref().and_then(|path| path.file_stem()?.to_str()).unwrap_or("tools");
        Self {
            sets: Vec::new(),
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
