//! Requests with names in place of the values that only a program has.

use serde_json::{Map, Value};
use typed_tools_codegen::run::{RunTool, Runnable};
use typed_tools_runtime::Arguments;

use crate::engine::{self, Engine, Given, Settings};
use crate::request::show::{Secrets, curl};
use crate::usage::Usage;

/// The engine of one set, with names in place of secrets.
pub(super) struct Preview {
    engine: Engine,
    names: Secrets,
}

/// What a call comes to.
pub(super) struct Told {
    pub(super) ok: bool,
    pub(super) notes: Vec<String>,
    pub(super) text: String,
}

impl Preview {
    pub(super) fn new(set: &Runnable, settings: &Settings) -> Result<Self, Usage> {
        let mut names = Secrets::of(set);
        let sending = set.tools.iter().filter(|tool| !tool.definition.settings.native);
        let values = names.values(engine::secret_names(sending))?;
        let context = Given::named(set, &Map::new(), &mut names);
        Ok(Self { engine: Engine::new(set, values, context, settings)?, names })
    }

    /// The request of a call, as curl; or why there is none, as a model would read it. What of the context is not
    /// given is named.
    pub(super) fn request(
        &self,
        set: &Runnable,
        tool: &RunTool,
        arguments: &str,
        context: &Map<String, Value>,
    ) -> Told {
        let mut names = self.names.clone();
        let engine = self.engine.in_conversation(set, Given::named(set, context, &mut names));
        let mut notes = Vec::new();
        let read = engine.read(tool, Arguments::from(arguments), &mut notes);
        let built = read.and_then(|read| engine.request(tool, &read));
        let notes = notes.iter().map(ToString::to_string).collect();
        match built {
            Ok(built) => {
                let token = tool.definition.settings.token.map(|_| "$ACCESS_TOKEN");
                Told { ok: true, notes, text: curl(&built, &names, token) }
            }
            Err(error) => Told { ok: false, notes, text: error.for_model() },
        }
    }
}
