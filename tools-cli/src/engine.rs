//! A set that runs without generated Rust: the very tables and the very runtime that programs have, with values from
//! the command line. `request`, `serve` and `catalog` stand on it.

mod context;
#[cfg(feature = "serve")]
mod loaded;
mod loose;
mod secrets;
#[cfg(feature = "send")]
mod tool;

use std::path::PathBuf;
use std::sync::Arc;

use typed_tools_codegen::run::{RunTool, Runnable};
use typed_tools_core::nearest::nearest;
use typed_tools_core::table::{Source, each_placeholder};
use typed_tools_runtime::__private::{Builder, Core, OriginRules, Parts, Scope, SecretValues};
use typed_tools_runtime::{Arguments, CallError, CallReport, Note, Request};

use crate::usage::Usage;
pub(crate) use context::Given;
#[cfg(feature = "serve")]
pub(crate) use loaded::loaded;
pub(crate) use loose::Loose;
pub(crate) use secrets::SecretFile;
#[cfg(feature = "send")]
pub(crate) use tool::{called, runtime};

/// How calls are read and where they go.
#[derive(clap::Args, Debug, Clone, Default)]
pub(crate) struct Settings {
    /// Reads arguments leniently, and says what was coerced
    #[arg(long)]
    pub(crate) lenient: bool,

    /// Sends what goes to the origin A to the origin B; repeatable
    #[arg(long, value_name = "A=B")]
    origin: Vec<String>,

    /// Secrets, as lines NAME=VALUE or as a JSON object; what is not in it comes from the environment
    #[arg(long, value_name = "FILE")]
    pub(crate) secrets: Option<PathBuf>,

    /// Told what became of each call.
    #[arg(skip)]
    pub(crate) observe: Option<fn(&CallReport)>,
}

/// A set and the engine that runs it. It lives as long as the process, as generated constants do.
pub(crate) struct Engine {
    pub(crate) core: Arc<Core>,
    pub(crate) scope: Scope,
    pub(crate) context: Arc<Given>,
}

/// The names of the secrets that these tools use, sorted.
pub(crate) fn secret_names<'a>(tools: impl IntoIterator<Item = &'a RunTool>) -> Vec<&'static str> {
    let mut names = Vec::new();
    for tool in tools {
        each_placeholder(tool.definition, &mut |_, placeholder| {
            if let Source::Secret(name) = placeholder.source {
                names.push(name);
            }
        });
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// The tool of this name.
pub(crate) fn find<'s>(set: &'s Runnable, name: &str) -> Result<&'s RunTool, Usage> {
    set.tools.iter().find(|tool| tool.definition.name == name).ok_or_else(|| {
        let near = nearest(name, set.tools.iter().map(|tool| tool.definition.name));
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        Usage(format!("there is no tool `{name}`{near}"))
    })
}

impl Engine {
    /// With a value for each of the secrets.
    pub(crate) fn new(
        set: &Runnable,
        secrets: SecretValues,
        context: Given,
        settings: &Settings,
    ) -> Result<Self, Usage> {
        let origins: &'static OriginRules<'static> = Box::leak(Box::new(OriginRules {
            base_urls: Vec::leak(set.base_urls.clone()),
            allow_http: Vec::leak(set.allow_http.clone()),
        }));
        let parts = Parts { secrets: secrets.names(), origins, definitions: &[] };
        let mut builder = Builder::<Arc<Core>>::new(parts).secrets(secrets).lenient(settings.lenient);
        if let Some(observe) = settings.observe {
            builder = builder.observe(observe);
        }
        for pair in &settings.origin {
            let Some((from, to)) = pair.split_once('=') else {
                return Err(Usage(format!(
                    "--origin takes A=B, such as https://api.example.com=http://127.0.0.1:8080, not `{pair}`"
                )));
            };
            builder = builder.origin(from, to);
        }
        Ok(Self::opened(builder.build().map_err(|error| Usage(error.to_string()))?, set, context))
    }

    /// The same engine in another conversation.
    #[cfg(feature = "catalog")]
    pub(crate) fn in_conversation(&self, set: &Runnable, context: Given) -> Self {
        Self::opened(Arc::clone(&self.core), set, context)
    }

    fn opened(core: Arc<Core>, set: &Runnable, context: Given) -> Self {
        let credentials = context.secrets(set);
        let credentials: Vec<&str> = credentials.iter().map(String::as_str).collect();
        let scope = Scope::new(&core, &credentials);
        Self { core, scope, context: Arc::new(context) }
    }

    /// Reads the arguments of a call.
    pub(crate) fn read(
        &self,
        tool: &RunTool,
        arguments: Arguments,
        notes: &mut Vec<Note>,
    ) -> Result<Loose, CallError> {
        Ok(loose::read(tool, arguments, self.core.lenient(), notes)?)
    }

    /// The request of a call; nothing is sent.
    pub(crate) fn request(&self, tool: &RunTool, arguments: &Loose) -> Result<Request, CallError> {
        self.scope.request(tool.definition, arguments, &*self.context)
    }

    /// The request by which the tool signs in, where it does.
    pub(crate) fn sign_in(&self, tool: &RunTool) -> Option<Result<Request, CallError>> {
        let sign_in = tool.definition.settings.token?;
        let scope = Scope::new(&self.core, &[]);
        Some(scope.request(sign_in, &Loose::default(), &*self.context))
    }
}
