//! What stands behind the page's forms.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value};
use typed_tools_codegen::run::{RunTool, Runnable};
use typed_tools_runtime::{Arguments, CallOptions};

use super::preview::{Preview, Told};
use crate::engine::{self, Engine, Given, SecretFile, Settings};
use crate::usage::Usage;

/// A set and its page, and what is made for it when it is asked for.
pub(super) struct Shown {
    page: String,
    set: Arc<Runnable>,
    preview: Mutex<Option<Arc<Preview>>>,
    /// By tool: each signs in for itself, and needs its own secrets alone.
    engines: Mutex<HashMap<&'static str, Arc<Engine>>>,
}

impl Shown {
    pub(super) fn new(page: String, set: Arc<Runnable>) -> Self {
        Self { page, set, preview: Mutex::default(), engines: Mutex::default() }
    }

    fn preview(&self, settings: &Settings) -> Result<Arc<Preview>, Usage> {
        let mut known = locked(&self.preview);
        if let Some(preview) = &*known {
            return Ok(Arc::clone(preview));
        }
        let made = Arc::new(Preview::new(&self.set, settings)?);
        *known = Some(Arc::clone(&made));
        Ok(made)
    }

    /// The engine with the tool's secrets.
    fn engine(&self, tool: &RunTool, given: &Given, settings: &Settings) -> Result<Arc<Engine>, Usage> {
        let mut known = locked(&self.engines);
        let name = tool.definition.name;
        if let Some(engine) = known.get(name) {
            return Ok(Arc::clone(engine));
        }
        let secrets = SecretFile::read(settings.secrets.as_deref())?;
        let secrets = secrets.values(engine::secret_names([tool]))?;
        let made = Arc::new(Engine::new(&self.set, secrets, given.clone(), settings)?);
        known.insert(name, Arc::clone(&made));
        Ok(made)
    }
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
}

impl Live {
    pub(super) fn new(settings: Settings, context: Map<String, Value>) -> Self {
        Self { settings, context, now: Mutex::default() }
    }

    /// Puts a set in place of the one that is served.
    pub(super) fn show(&self, shown: Shown) {
        let mut now = locked(&self.now);
        let version = now.version.wrapping_add(1);
        *now = Now { version, shown: Some(Arc::new(shown)), ..Now::default() };
    }

    /// Says what is wrong with an edit; the set before it stays.
    pub(super) fn broken(&self, why: &str) {
        locked(&self.now).broken = why.to_owned();
    }

    pub(super) fn page(&self) -> String {
        self.shown().map(|shown| shown.page.clone()).unwrap_or_default()
    }

    /// Which set is served, and what is wrong with the last edit.
    pub(super) fn version(&self) -> (u64, String) {
        let now = locked(&self.now);
        (now.version, now.broken.clone())
    }

    fn shown(&self) -> Result<Arc<Shown>, Usage> {
        locked(&self.now).shown.clone().ok_or_else(|| Usage("nothing is served".into()))
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
        let shown = self.shown()?;
        let preview = shown.preview(&self.settings)?;
        let context = self.conversation(context);
        Ok(preview.request(&shown.set, engine::find(&shown.set, tool)?, arguments, &context))
    }

    /// Makes a call.
    pub(super) async fn call(
        &self,
        tool: &str,
        arguments: &str,
        context: Map<String, Value>,
    ) -> Result<Told, Usage> {
        let shown = self.shown()?;
        let set = &shown.set;
        let tool = engine::find(set, tool)?;
        let given = Given::new(set, [tool], &self.conversation(context))?;
        let engine = shown.engine(tool, &given, &self.settings)?.in_conversation(set, given);
        let mut notes = Vec::new();
        let arguments = Arguments::from(arguments);
        let answer = engine::called(&engine, tool, arguments, &mut notes, CallOptions::new()).await;
        let notes = notes.iter().map(ToString::to_string).collect();
        Ok(Told { ok: !answer.is_error(), notes, text: answer.for_model() })
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
