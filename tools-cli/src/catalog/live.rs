//! What stands behind the page's forms.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Map, Value};
use typed_tools_codegen::run::{RunTool, Runnable};
use typed_tools_runtime::{Arguments, CallOptions};

use super::preview::{Preview, Told};
use crate::engine::{self, Engine, Given, SecretFile, Settings};
use crate::usage::Usage;

/// A set and its page.
pub(super) struct Shown {
    pub(super) page: String,
    pub(super) set: Arc<Runnable>,
}

/// The set that is served, which edits replace.
pub(super) struct Live {
    settings: Settings,
    /// What the command line gives; a form may give others.
    context: Map<String, Value>,
    now: Mutex<Now>,
}

#[derive(Default)]
struct Now {
    version: u64,
    shown: Option<Arc<Shown>>,
    /// What is wrong with the last edit.
    broken: String,
    preview: Option<Arc<Preview>>,
    /// By tool: each signs in for itself, and needs its own secrets alone.
    engines: HashMap<&'static str, Arc<Engine>>,
}

impl Live {
    pub(super) fn new(settings: Settings, context: Map<String, Value>) -> Self {
        Self { settings, context, now: Mutex::default() }
    }

    fn now(&self) -> std::sync::MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a set in place of the one that is served.
    pub(super) fn show(&self, shown: Shown) {
        let mut now = self.now();
        let version = now.version.wrapping_add(1);
        *now = Now { version, shown: Some(Arc::new(shown)), ..Now::default() };
    }

    /// Says what is wrong with an edit; the set before it stays.
    pub(super) fn broken(&self, why: &str) {
        self.now().broken = why.to_owned();
    }

    pub(super) fn page(&self) -> String {
        self.now().shown.as_ref().map(|shown| shown.page.clone()).unwrap_or_default()
    }

    /// Which set is served, and what is wrong with the last edit.
    pub(super) fn version(&self) -> (u64, String) {
        let now = self.now();
        (now.version, now.broken.clone())
    }

    fn set(&self) -> Result<Arc<Runnable>, Usage> {
        let now = self.now();
        now.shown
            .as_ref()
            .map(|shown| Arc::clone(&shown.set))
            .ok_or_else(|| Usage("nothing is served".into()))
    }

    /// The values of the conversation: the form's, and for what it leaves empty the command line's.
    fn conversation(&self, given: Map<String, Value>) -> Map<String, Value> {
        let mut values = self.context.clone();
        values.extend(given);
        values
    }

    /// The request of a call.
    pub(super) fn request(
        &self,
        tool: &str,
        arguments: &str,
        context: Map<String, Value>,
    ) -> Result<Told, Usage> {
        let set = self.set()?;
        let known = self.now().preview.clone();
        let preview = match known {
            Some(preview) => preview,
            None => {
                let made = Arc::new(Preview::new(&set, &self.settings)?);
                self.now().preview = Some(Arc::clone(&made));
                made
            }
        };
        let context = self.conversation(context);
        Ok(preview.request(&set, engine::find(&set, tool)?, arguments, &context))
    }

    /// Makes a call.
    pub(super) async fn call(
        &self,
        tool: &str,
        arguments: &str,
        context: Map<String, Value>,
    ) -> Result<Told, Usage> {
        let set = self.set()?;
        let tool = engine::find(&set, tool)?;
        let given = Given::new(&set, [tool], &self.conversation(context))?;
        let engine = self.engine(&set, tool, &given)?.in_conversation(&set, given);
        let mut notes = Vec::new();
        let arguments = Arguments::from(arguments);
        let answer = engine::called(&engine, tool, arguments, &mut notes, CallOptions::new()).await;
        let notes = notes.iter().map(ToString::to_string).collect();
        Ok(Told { ok: !answer.is_error(), notes, text: answer.for_model() })
    }

    /// The engine with the tool's secrets.
    fn engine(&self, set: &Runnable, tool: &RunTool, given: &Given) -> Result<Arc<Engine>, Usage> {
        let name = tool.definition.name;
        if let Some(known) = self.now().engines.get(name) {
            return Ok(Arc::clone(known));
        }
        let secrets = SecretFile::read(self.settings.secrets.as_deref())?;
        let secrets = secrets.values(engine::secret_names([tool]))?;
        let made = Arc::new(Engine::new(set, secrets, given.clone(), &self.settings)?);
        self.now().engines.insert(name, Arc::clone(&made));
        Ok(made)
    }
}
