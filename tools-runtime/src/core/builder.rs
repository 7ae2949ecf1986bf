//! How a toolset is built: its settings, and what can be wrong with them.

use std::marker::PhantomData;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use super::built::Built;
use super::shared::{Core, Shared};
use crate::error::BuildError;
use crate::redact::Scrubber;
use crate::request::unusable_secrets;
use crate::secrets::SecretValues;
#[cfg(feature = "http")]
use crate::token::Tokens;
use typed_tools_core::origin::BaseUrl;
use typed_tools_core::table::{Definitions, OriginRules};

/// Settings of a toolset; every generated `Tools` has a `builder()`.
#[must_use]
pub struct Builder<T> {
    secret_names: &'static [&'static str],
    rules: &'static OriginRules<'static>,
    definitions: Definitions,
    pub(super) secrets: Option<SecretValues>,
    origins: Vec<(String, String)>,
    lenient: bool,
    timeout: Option<Duration>,
    #[cfg(feature = "http")]
    client: Option<reqwest::ClientBuilder>,
    tools: PhantomData<fn() -> T>,
}

impl<T: Built> Builder<T> {
    /// A builder for a set with these secrets and tools.
    #[doc(hidden)]
    pub fn new(
        secret_names: &'static [&'static str],
        rules: &'static OriginRules<'static>,
        definitions: Definitions,
    ) -> Self {
        Self {
            secret_names,
            rules,
            definitions,
            secrets: None,
            origins: Vec::new(),
            lenient: false,
            timeout: None,
            #[cfg(feature = "http")]
            client: None,
            tools: PhantomData,
        }
    }

    /// The secrets.
    pub fn secrets(mut self, secrets: T::Secrets) -> Self {
        self.secrets = Some(T::values(secrets));
        self
    }

    /// Sends what goes to the origin `from` to the origin `to`: a test server, a staging system.
    /// Both are origins without a path; plain `http` only for loopback and for what the set's
    /// `allow_http` lists.
    ///
    /// Of two for the same origin the first counts, and what `to` names is not replaced in turn. An origin that
    /// no tool has changes nothing, and is no error: one list of overrides may serve
    /// several sets. `Session::request` shows where a call would go.
    pub fn origin(mut self, from: impl Into<String>, to: impl Into<String>) -> Self {
        self.origins.push((from.into(), to.into()));
        self
    }

    /// Reads arguments leniently: `"5"` for a number, a single value for an array, and so on.
    pub fn lenient(mut self, lenient: bool) -> Self {
        self.lenient = lenient;
        self
    }

    /// The deadline of every call, in place of the definitions' own: from the first byte sent to
    /// the last byte read, repetitions included.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// The HTTP client's settings: proxies, root certificates, a resolved address.
    ///
    /// Redirect policy (none), resolver (the system's), `Referer` (none), connect timeout
    /// (5 seconds) and `connection_verbose` (off: it logs credentials) are set last, whatever is given here. Without this, and with it where it does
    /// not say otherwise, the client honours `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and
    /// `NO_PROXY` of the environment, as `reqwest` does; `ClientBuilder::no_proxy` turns that off.
    #[cfg(feature = "http")]
    pub fn client(mut self, client: reqwest::ClientBuilder) -> Self {
        self.client = Some(client);
        self
    }

    /// Checks everything, and makes the client.
    ///
    /// # Errors
    ///
    /// No secrets, a base URL or origin that cannot be used, a secret that the headers in which it stands cannot
    /// carry (a mounted file ends with a line break), or a client that cannot be made.
    pub fn build(self) -> Result<T, BuildError> {
        Ok(T::from_core(Arc::new(self.try_build()?)))
    }

    pub(super) fn try_build(self) -> Result<Core, BuildError> {
        let secrets = match self.secrets {
            Some(secrets) => secrets,
            None if self.secret_names.is_empty() => {
                SecretValues::from_source(&[], &|_: &str| None::<String>)?
            }
            None => return Err(BuildError::NoSecrets(self.secret_names)),
        };
        let base = |(name, value): (&'static str, &str)| {
            if !self.rules.base_urls.contains(&name) {
                return Ok(None);
            }
            match BaseUrl::parse(value, self.rules.allow_http) {
                Ok(base) => Ok(Some(base)),
                Err(fault) => Err(BuildError::BaseUrl { name, fault }),
            }
        };
        let bases = secrets.iter().map(base).collect::<Result<Vec<_>, _>>()?;
        let mut unusable = Vec::new();
        for definition in self.definitions {
            unusable_secrets(definition(), &secrets, &mut unusable);
        }
        if !unusable.is_empty() {
            return Err(BuildError::Secrets(unusable));
        }
        let origin = |origin: &str, allow_http: &[&str]| {
            BaseUrl::origin(origin, allow_http)
                .map_err(|fault| BuildError::Origin { origin: shown_origin(origin), fault })
        };
        let mut overrides = Vec::with_capacity(self.origins.len());
        for (from, to) in &self.origins {
            // Where requests do not go any more may be plain `http`.
            overrides.push((origin(from, &["*"])?, origin(to, self.rules.allow_http)?));
        }
        Ok(Core::of(Shared {
            scrubber: Arc::new(Scrubber::new(&secrets, &bases)),
            secrets,
            lenient: self.lenient,
            timeout: self.timeout,
            bases,
            overrides,
            prepared: RwLock::default(),
            fault: None,
            #[cfg(feature = "http")]
            client: Some(crate::http::client(self.client)?),
            #[cfg(feature = "http")]
            tokens: Tokens::default(),
        }))
    }
}

impl Core {
    /// A core with default settings; what is wrong with them is the error of the first call.
    #[must_use]
    pub fn new(
        secrets: SecretValues,
        rules: &'static OriginRules<'static>,
        definitions: Definitions,
    ) -> Self {
        let mut builder = Builder::<Arc<Self>>::new(secrets.names(), rules, definitions);
        builder.secrets = Some(secrets.clone());
        builder.try_build().unwrap_or_else(|fault| Self::unusable(secrets, fault))
    }

    fn unusable(secrets: SecretValues, fault: BuildError) -> Self {
        Self::of(Shared {
            scrubber: Arc::new(Scrubber::new(&secrets, &[])),
            secrets,
            lenient: false,
            timeout: None,
            bases: Vec::new(),
            overrides: Vec::new(),
            prepared: RwLock::default(),
            fault: Some(fault),
            #[cfg(feature = "http")]
            client: None,
            #[cfg(feature = "http")]
            tokens: Tokens::default(),
        })
    }
}

/// An origin that cannot be used, for its error: without a user name or password in it.
fn shown_origin(origin: &str) -> String {
    match (origin.split_once("://"), origin.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        (None, Some((_, host))) => format!("…@{host}"),
        _ => origin.to_owned(),
    }
}
