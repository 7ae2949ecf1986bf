//! What all tenants of a tool set share.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::parts::Parts;
use crate::call::Link;
use crate::native::NativeTools;
use crate::report::CallReport;

type Observe = Arc<dyn Fn(&CallReport) + Send + Sync>;
pub(crate) type Repair = Arc<dyn Fn(&mut String, &mut Value) + Send + Sync>;

/// How many calls of one reply run at a time, where nothing else is said.
const PARALLEL: usize = 8;

/// Settings, the way out, and the hooks.
pub(super) struct Settings {
    pub(super) parts: Parts,
    pub(super) lenient: bool,
    pub(super) timeout: Option<Duration>,
    /// How many calls of one reply run at a time.
    pub(super) parallel: usize,
    /// Whether spans hold arguments and results.
    pub(super) trace_content: bool,
    /// Origins that are replaced, both sides normalised.
    pub(super) overrides: Vec<(String, String)>,
    pub(super) observe: Vec<Observe>,
    pub(super) repair: Option<Repair>,
    pub(super) native: Option<Arc<dyn NativeTools>>,
    /// `None` where there is no usable client; the core's fault says why.
    pub(super) link: Option<Link>,
}

impl Settings {
    /// The default ones, without a way out.
    pub(super) fn new(parts: Parts) -> Self {
        Self {
            parts,
            lenient: false,
            timeout: None,
            parallel: PARALLEL,
            trace_content: false,
            overrides: Vec::new(),
            observe: Vec::new(),
            repair: None,
            native: None,
            link: None,
        }
    }
}
