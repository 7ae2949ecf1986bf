//! What a session works with: its tenant's core, the tools that it offers, and the secrets of its context.

use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use crate::core::{Core, Filled};
use crate::error::CallError;
use crate::options::CallOptions;
use crate::read::ArgumentError;
use crate::report::{CallReport, UNKNOWN_TOOL};
use crate::request::Request;
use crate::response::Response;
use typed_tools_core::nearest::nearest;
use typed_tools_core::table::{Definitions, Table};
use typed_tools_core::value::{Fields, Val};

/// The text of a field; empty where it has none. For the secrets of a context type of the application's own.
#[must_use]
pub fn text(fields: &dyn Fields, index: usize) -> &str {
    if let Val::Str(text) = fields.value(index) { text } else { "" }
}

/// What a session works with. Generated sessions hold one.
#[derive(Clone)]
pub struct Scope {
    core: Arc<Core>,
    /// The names of the tools that it offers and runs, sorted; `None` for all.
    only: Option<Arc<[&'static str]>>,
    /// Secrets that its context holds.
    credentials: Arc<[String]>,
}

impl Scope {
    /// All tools, with a context that holds these secrets.
    #[must_use]
    pub fn new(core: &Arc<Core>, credentials: &[&str]) -> Self {
        let credentials = credentials.iter().map(|secret| (*secret).to_owned()).collect();
        Self { core: Arc::clone(core), only: None, credentials }
    }

    pub(super) fn core(&self) -> &Core {
        &self.core
    }

    /// The same with these tools alone, of those that it has.
    pub(super) fn narrowed(&self, names: &[&str], definitions: Definitions) -> Result<Self, UnknownTool> {
        let known = self.names(definitions);
        let mut only = Vec::with_capacity(names.len());
        for name in names {
            match known.iter().find(|known| *known == name) {
                Some(known) => only.push(*known),
                None => return Err(UnknownTool::new(name, &known)),
            }
        }
        only.sort_unstable();
        only.dedup();
        Ok(Self { only: Some(only.into()), ..self.clone() })
    }

    /// The names of its tools, where they are not all of the set.
    pub(super) fn only(&self) -> Option<&[&'static str]> {
        self.only.as_deref()
    }

    /// The names of its tools, sorted.
    pub(super) fn names(&self, definitions: Definitions) -> Vec<&'static str> {
        match &self.only {
            Some(only) => only.to_vec(),
            None => definitions.iter().map(|definition| definition().name).collect(),
        }
    }

    /// Whether it has this tool.
    pub(super) fn has(&self, tool: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only.binary_search(&tool).is_ok())
    }

    /// The error of a call of a tool that it does not have; no other hidden one is named.
    fn unknown(&self, tool: &str) -> CallError {
        ArgumentError::unknown_tool(tool, self.only.as_deref().unwrap_or_default()).into()
    }

    fn filled<'a>(
        &'a self,
        definition: Table,
        arguments: &'a dyn Fields,
        context: &'a dyn Fields,
    ) -> Filled<'a> {
        Filled { definition, arguments, context, credentials: &self.credentials }
    }

    /// The request of a call; nothing is sent.
    ///
    /// # Errors
    /// See [`Toolset::request`](super::Toolset::request).
    pub fn request(
        &self,
        definition: Table,
        arguments: &dyn Fields,
        context: &dyn Fields,
    ) -> Result<Request, CallError> {
        if !self.has(definition.name) {
            return Err(self.unknown(definition.name));
        }
        self.core.request(self.filled(definition, arguments, context), None)
    }

    /// Makes a call.
    ///
    /// # Errors
    /// See [`CallError`].
    #[expect(
        clippy::manual_async_fn,
        reason = "an `async fn` that lends out what it was given has room for it twice"
    )]
    pub fn call(
        &self,
        definition: Table,
        arguments: &dyn Fields,
        context: &dyn Fields,
        options: CallOptions,
    ) -> impl Future<Output = Result<Response<Value>, CallError>> + Send {
        async move {
            if !self.has(definition.name) {
                self.tell(definition.name, "arguments", options.call_id.as_deref());
                return Err(self.unknown(definition.name));
            }
            self.core.call(&self.filled(definition, arguments, context), &options).await
        }
    }

    /// Tells those who watch of a call that was not made.
    pub(super) fn tell(&self, tool: &'static str, kind: &'static str, call_id: Option<&str>) {
        let tool = if self.has(tool) { tool } else { UNKNOWN_TOOL };
        let mut report = CallReport::new(tool, kind);
        report.call_id = call_id.map(Arc::from);
        self.core.tell(&report);
    }

    /// `Debug` of `name`, which holds this.
    ///
    /// # Errors
    /// The formatter's.
    pub fn show(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.core.show(name, f)
    }
}

/// A tool that is not there, or that a session was not given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTool {
    name: String,
    nearest: Option<&'static str>,
}

impl UnknownTool {
    fn new(name: &str, known: &[&'static str]) -> Self {
        Self { name: name.to_owned(), nearest: nearest(name, known.iter().copied()) }
    }

    /// The name that was asked for.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The tool that comes nearest, if one is near.
    #[must_use]
    pub fn nearest(&self) -> Option<&'static str> {
        self.nearest
    }
}

impl fmt::Display for UnknownTool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no tool `{}`", self.name.escape_debug())?;
        self.nearest.map_or(Ok(()), |near| write!(f, "; did you mean `{near}`?"))
    }
}

impl std::error::Error for UnknownTool {}
