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
}
