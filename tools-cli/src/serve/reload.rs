//! A set that is loaded again when its files change.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Map, Value};
use typed_tools_runtime::{AnyTool, Provider};

use crate::diff::Side;
use crate::engine::{self, Engine, Given, SecretFile, Settings};
use crate::export::tools_field;
use crate::options::Options;
use crate::usage::Usage;
use crate::watch::Seen;

/// What is loaded, and how.
pub(super) struct Loading {
    options: Options,
    context: Map<String, Value>,
    settings: Settings,
    /// The files, as they were before they were read last.
    seen: Seen,
    paths: Vec<PathBuf>,
}

/// A set that can be served.
pub(super) struct Set {
    pub(super) side: Side,
    /// As MCP lists them.
    pub(super) specs: String,
    tools: Vec<Arc<dyn AnyTool>>,
}

impl Loading {
    pub(super) fn new(options: Options, context: Map<String, Value>, settings: Settings) -> Self {
        Self { options, context, settings, seen: Seen::now([]), paths: Vec::new() }
    }

    /// Loads the set as it is now; `None` where it has errors, which have been shown.
    pub(super) fn load(&mut self) -> Result<Option<Set>, Usage> {
        // What changes while it is read has changed since.
        let before = Seen::now(self.paths.clone());
        let outcome = self.options.compile()?;
        let now = outcome.watched();
        self.seen = if now == self.paths { before } else { Seen::now(now.clone()) };
        self.paths = now;
        let Some(side) = Side::of(outcome) else { return Ok(None) };
        let sending = || side.set.tools.iter().filter(|tool| !tool.definition.settings.native);
        let context = Given::new(&side.set, sending(), &self.context)?;
        let secrets = SecretFile::read(self.settings.secrets.as_deref())?;
        let secrets = secrets.values(engine::secret_names(sending()))?;
        let engine = Arc::new(Engine::new(&side.set, secrets, context, &self.settings)?);
        let tools = engine::loaded(&side, &engine);
        let names: Vec<_> = tools.iter().map(|tool| tool.name()).collect();
        let specs = tools_field(&side.outcome, Provider::Mcp, false, |name| names.contains(&name));
        Ok(Some(Set { side, specs, tools }))
    }

    /// Waits until a file is different; `None` where it is over before.
    pub(super) fn changed(&self, is_over: impl Fn() -> bool) -> Option<PathBuf> {
        self.seen.clone().changed(is_over)
    }
}

impl Set {
    pub(super) fn tools(&self) -> Vec<Arc<dyn AnyTool>> {
        self.tools.clone()
    }

    /// The names of its native tools.
    pub(super) fn native(&self) -> impl Iterator<Item = &'static str> {
        let native = self.side.set.tools.iter().filter(|tool| tool.definition.settings.native);
        native.map(|tool| tool.definition.name)
    }
}
