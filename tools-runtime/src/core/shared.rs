//! What all sessions of a toolset share: the secrets, the origins, and the HTTP client.

use std::fmt;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use crate::error::{BuildError, CallError};
use crate::read::ArgumentError;
use crate::redact::Scrubber;
#[cfg(feature = "http")]
use crate::request::Nothing;
use crate::request::{Prepared, Request, Values, build};
use crate::secrets::SecretValues;
#[cfg(feature = "http")]
use crate::token::{SignIn, Tokens};
use typed_tools_core::check::check;
use typed_tools_core::origin::BaseUrl;
use typed_tools_core::table::{Origin, Table};
use typed_tools_core::value::{Fields, Val};

/// What all sessions of a toolset share. Generated code keeps it behind an `Arc`.
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
    pub(super) secrets: SecretValues,
    pub(super) scrubber: Arc<Scrubber>,
    pub(super) lenient: bool,
    pub(super) timeout: Option<Duration>,
    /// Base URLs by the index of their secret.
    pub(super) bases: Vec<Option<BaseUrl>>,
    /// Origins that are replaced, both sides normalised.
    pub(super) overrides: Vec<(String, String)>,
    /// What of a tool's request is the same for every call, made at its first; sorted by the
    /// address of the definition, which lives as long as the program. rustc may write a constant
    /// twice, so one tool may have two entries; two tools never share one, since names differ.
    pub(super) prepared: RwLock<Vec<(usize, Arc<Prepared>)>>,
    /// Why there is no usable client, for the first call to say.
    pub(super) fault: Option<BuildError>,
    #[cfg(feature = "http")]
    pub(super) client: Option<reqwest::Client>,
    #[cfg(feature = "http")]
    pub(super) tokens: Tokens,
}

impl Core {
    pub(super) fn of(shared: Shared) -> Self {
        Self(Box::new(shared))
    }

    /// Whether arguments are read leniently.
    #[must_use]
    pub fn lenient(&self) -> bool {
        self.0.shared().lenient
    }

    /// The request of a call; nothing is sent.
    ///
    /// # Errors
    ///
    /// Arguments that break the tool's schema, a value that cannot stand where the template
    /// puts it, or a client that could not be built.
    ///
    /// Where a tool signs in with OAuth, the access token is not there yet: it is asked for when the call is sent.
    pub fn request(
        &self,
        definition: Table,
        arguments: &dyn Fields,
        context: &dyn Fields,
    ) -> Result<Request, CallError> {
        if !definition.checked_by_types {
            check(&definition.arguments, Val::Object(arguments))
                .map_err(|violations| ArgumentError::rejected(definition, violations))?;
        }
        let shared = self.0.shared();
        let values = Values { arguments, context, secrets: &shared.secrets };
        let prepared = shared.prepared(definition, values)?;
        Ok(build(prepared, definition, values)?)
    }

    /// Sends a call, and reads its response.
    ///
    /// Dropping the future abandons the call. It needs tokio's time driver, as `reqwest` does.
    ///
    /// # Errors
    ///
    /// See [`CallError`].
    #[cfg(feature = "http")]
    pub async fn call(
        &self,
        definition: Table,
        arguments: &dyn Fields,
        context: &dyn Fields,
    ) -> Result<crate::Response<serde_json::Value>, CallError> {
        let request = self.request(definition, arguments, context)?;
        let shared = self.0.shared();
        let Some(client) = &shared.client else {
            return Err(BuildError::Client("there is none".into()).into());
        };
        let deadline =
            shared.timeout.unwrap_or_else(|| Duration::from_millis(definition.settings.timeout_ms));
        let sign_in = match definition.settings.token {
            None => None,
            Some(definition) => {
                let ask = self.request(definition, &Nothing, context)?;
                Some(SignIn { tokens: &shared.tokens, ask, definition })
            }
        };
        crate::http::send(client, definition, request, deadline, sign_in).await
    }
}

impl Shared {
    /// The base URL that the secret of this name is.
    fn base(&self, name: &str) -> Option<&BaseUrl> {
        let index = self.secrets.names().iter().position(|known| *known == name)?;
        self.bases.get(index)?.as_ref()
    }

    /// What of the tool's request is the same for every call.
    fn prepared(&self, definition: Table, values: Values<'_>) -> Result<Arc<Prepared>, CallError> {
        let key = std::ptr::from_ref(definition).addr();
        {
            let known = self.prepared.read().unwrap_or_else(std::sync::PoisonError::into_inner);
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
        let replaced = self.overrides.iter().find(|(from, _)| from == origin);
        let origin = replaced.map_or(origin, |(_, to)| to);
        let made = Prepared::new(definition, origin, prefix, values, Arc::clone(&self.scrubber))?;
        let made = Arc::new(made);
        let mut known = self.prepared.write().unwrap_or_else(std::sync::PoisonError::into_inner);
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
        let shared = self.0.shared();
        f.debug_struct(name)
            .field("secrets", &shared.secrets)
            .field("lenient", &shared.lenient)
            .field("timeout", &shared.timeout)
            .field("origins", &shared.overrides)
            .field("fault", &shared.fault)
            .finish_non_exhaustive()
    }
}
