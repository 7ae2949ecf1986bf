//! What all sessions of a tenant share: the secrets and all that is made of them, and the settings.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use super::settings::Settings;
use crate::call::Tokens;
use crate::error::{BuildError, CallError};
use crate::redact::Scrubber;
use crate::request::{Prepared, Values, unusable_secrets};
use crate::secrets::SecretValues;
use typed_tools_core::origin::BaseUrl;
use typed_tools_core::table::{Origin, Table};

/// What all sessions of a tenant share. Generated code keeps it behind an `Arc`.
///
/// rustc proves anew for every tool of a set that its session is `Send` and `Sync`, down to the last
/// field of the HTTP client. Behind a trait object that is one step, a tenth of what a tool costs.
pub struct Core(Box<dyn Held>);

trait Held: Send + Sync {
    fn shared(&self) -> &Shared;
}

impl Held for Shared {
    fn shared(&self) -> &Shared {
        self
    }
}

pub(super) struct Shared {
    pub(super) settings: Arc<Settings>,
    pub(super) secrets: SecretValues,
    pub(super) scrubber: Arc<Scrubber>,
    /// Base URLs by the index of their secret.
    pub(super) bases: Vec<Option<BaseUrl>>,
    /// What of a tool's request is the same for every call, made at its first; sorted by the
    /// address of the definition, which lives as long as the program. rustc may write a constant
    /// twice, so one tool may have two entries; two tools never share one, since names differ.
    prepared: RwLock<Vec<(usize, Arc<Prepared>)>>,
    /// Why there is no usable client, for the first call to say.
    fault: Option<BuildError>,
    pub(super) tokens: Tokens,
}

impl Core {
    pub(super) fn of(shared: Shared) -> Self {
        Self(Box::new(shared))
    }

    pub(super) fn shared(&self) -> &Shared {
        self.0.shared()
    }

    /// Another tenant: the same settings, client and connections, and secrets, tokens and redaction of its own.
    ///
    /// # Errors
    /// A base URL that cannot be used, or secrets that no header can carry.
    pub fn with_secrets(&self, secrets: SecretValues) -> Result<Self, BuildError> {
        let shared = self.shared();
        match &shared.fault {
            Some(fault) => Err(fault.clone()),
            None => Ok(Self::of(Shared::new(Arc::clone(&shared.settings), secrets)?)),
        }
    }
}

impl Shared {
    /// A tenant with these secrets.
    pub(super) fn new(settings: Arc<Settings>, secrets: SecretValues) -> Result<Self, BuildError> {
        let base = |(name, value): (&'static str, &str)| {
            if !settings.parts.origins.base_urls.contains(&name) {
                return Ok(None);
            }
            match BaseUrl::parse(value, settings.parts.origins.allow_http) {
                Ok(base) => Ok(Some(base)),
                Err(fault) => Err(BuildError::BaseUrl { name, fault }),
            }
        };
        let bases = secrets.iter().map(base).collect::<Result<Vec<_>, _>>()?;
        let mut unusable = Vec::new();
        for definition in settings.parts.definitions {
            unusable_secrets(definition(), &secrets, &mut unusable);
        }
        if !unusable.is_empty() {
            return Err(BuildError::Secrets(unusable));
        }
        Ok(Self::made(settings, secrets, bases, None))
    }

    /// One that answers every call with this fault.
    pub(super) fn faulty(settings: Arc<Settings>, secrets: SecretValues, fault: BuildError) -> Self {
        Self::made(settings, secrets, Vec::new(), Some(fault))
    }

    fn made(
        settings: Arc<Settings>,
        secrets: SecretValues,
        bases: Vec<Option<BaseUrl>>,
        fault: Option<BuildError>,
    ) -> Self {
        let scrubber = Arc::new(Scrubber::new(&secrets, &bases));
        let (prepared, tokens) = (RwLock::default(), Tokens::default());
        Self { settings, secrets, scrubber, bases, prepared, fault, tokens }
    }

    /// The base URL that the secret of this name is.
    fn base(&self, name: &str) -> Option<&BaseUrl> {
        let index = self.secrets.names().iter().position(|known| *known == name)?;
        self.bases.get(index)?.as_ref()
    }

    /// What of the tool's request is the same for every call.
    pub(super) fn prepared(&self, definition: Table, values: Values<'_>) -> Result<Arc<Prepared>, CallError> {
        let key = std::ptr::from_ref(definition).addr();
        {
            let known = self.prepared.read().unwrap_or_else(PoisonError::into_inner);
            if let Ok(at) = known.binary_search_by_key(&key, |(key, _)| *key) {
                return Ok(Arc::clone(&known[at].1));
            }
        }
        if let Some(fault) = &self.fault {
            return Err(fault.clone().into());
        }
        let (origin, prefix) = match definition.request.origin {
            Origin::Fixed(origin) => (origin, ""),
            Origin::BaseUrl(name) => match self.base(name) {
                Some(base) => (base.origin.as_str(), base.prefix.as_str()),
                _ => return Err(BuildError::NoSecrets(self.secrets.names()).into()),
            },
        };
        let replaced = self.settings.overrides.iter().find(|(from, _)| from == origin);
        let origin = replaced.map_or(origin, |(_, to)| to);
        let made = Prepared::new(definition, origin, prefix, values, Arc::clone(&self.scrubber))?;
        let made = Arc::new(made);
        let mut known = self.prepared.write().unwrap_or_else(PoisonError::into_inner);
        // Another call may have been faster; either is good.
        if let Err(at) = known.binary_search_by_key(&key, |(key, _)| *key) {
            known.insert(at, (key, Arc::clone(&made)));
        }
        Ok(made)
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show("Core", f)
    }
}

impl Core {
    /// `Debug` of `name`, which holds this core: settings, and no secrets.
    ///
    /// # Errors
    /// The formatter's.
    pub fn show(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shared = self.shared();
        f.debug_struct(name)
            .field("secrets", &shared.secrets)
            .field("lenient", &shared.settings.lenient)
            .field("timeout", &shared.settings.timeout)
            .field("origins", &shared.settings.overrides)
            .field("fault", &shared.fault)
            .finish_non_exhaustive()
    }
}
