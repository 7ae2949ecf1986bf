//! How a toolset is built: its settings, and what can be wrong with them.

#[cfg(feature = "http")]
mod sending;

use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::built::{Buildable, Built, Complete, HasNative};
use super::parts::Parts;
use super::settings::Settings;
use super::shared::{Core, Shared};
use crate::call::Setup;
use crate::error::BuildError;
use crate::native::NativeTools;
use crate::report::CallReport;
use crate::secrets::SecretValues;
use typed_tools_core::origin::BaseUrl;

/// Settings of a toolset; every generated `Tools` has a `builder()`.
#[must_use]
pub struct Builder<T, S = Complete> {
    secrets: Option<SecretValues>,
    origins: Vec<(String, String)>,
    settings: Settings,
    setup: Setup,
    tools: PhantomData<fn() -> (T, S)>,
}

impl<T: Built, S> Builder<T, S> {
    /// A builder for a set with these secrets and tools.
    #[doc(hidden)]
    pub fn new(parts: Parts) -> Self {
        Self {
            secrets: None,
            origins: Vec::new(),
            settings: Settings::new(parts),
            setup: Setup::default(),
            tools: PhantomData,
        }
    }

    /// The secrets.
    pub fn secrets(mut self, secrets: T::Secrets) -> Self {
        self.secrets = Some(T::values(secrets));
        self
    }

    /// As [`secrets`](Self::secrets), without types.
    #[cfg(feature = "testing")]
    pub(crate) fn holding(mut self, secrets: SecretValues) -> Self {
        self.secrets = Some(secrets);
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
        self.settings.lenient = lenient;
        self
    }

    /// The deadline of every call, in place of the definitions' own: from the first byte sent to
    /// the last byte read, repetitions included.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = Some(timeout);
        self
    }

    /// How many calls of one reply run at a time: 8 where nothing is said, at least 1.
    pub fn parallel(mut self, calls: usize) -> Self {
        self.settings.parallel = calls.max(1);
        self
    }

    /// Puts arguments and results into the spans of calls, without secrets: off by default, since they are what people
    /// said. Spans are `tracing`'s, by OpenTelemetry's conventions (`execute_tool NAME`, and one an attempt), and need
    /// the feature `http`.
    pub fn trace_content(mut self, shows: bool) -> Self {
        self.settings.trace_content = shows;
        self
    }

    /// Told what became of every call: for metrics and an audit. Also of calls that did not read, that the application
    /// refused or answered itself, and of native tools; not of calls whose future was dropped. It must not block.
    pub fn observe(mut self, observe: impl Fn(&CallReport) + Send + Sync + 'static) -> Self {
        self.settings.observe.push(Arc::new(observe));
        self
    }

    /// Repairs the name and the arguments of each call in a reply before it is read, in `answer`, `answer_with` and
    /// `answer_calls`: what one provider or model gets wrong again and again.
    ///
    /// The arguments are as the provider carries them: JSON in a string, or the object itself.
    pub fn repair(mut self, repair: impl Fn(&mut String, &mut Value) + Send + Sync + 'static) -> Self {
        self.settings.repair = Some(Arc::new(repair));
        self
    }

    /// The application's implementation of the set's native tools (its `Native`).
    pub fn native<N>(self, native: N) -> Builder<T, Complete>
    where
        T: HasNative<N>,
    {
        self.runs(T::native_tools(native))
    }

    /// As [`native`](Self::native), without types.
    pub(crate) fn runs(self, native: Arc<dyn NativeTools>) -> Builder<T, Complete> {
        let Self { secrets, origins, settings, setup, .. } = self;
        let settings = Settings { native: Some(native), ..settings };
        Builder { secrets, origins, settings, setup, tools: PhantomData }
    }

    /// Checks everything, and makes the client.
    ///
    /// # Errors
    ///
    /// No secrets, a base URL or origin that cannot be used, a secret that the headers in which it stands cannot
    /// carry (a mounted file ends with a line break), or a client that cannot be made.
    pub fn build(self) -> Result<T, BuildError>
    where
        S: Buildable,
    {
        Ok(T::from_core(Arc::new(self.try_build()?)))
    }

    fn try_build(self) -> Result<Core, BuildError> {
        let Self { secrets, origins, mut settings, setup, .. } = self;
        let parts = settings.parts;
        let secrets = match secrets {
            Some(secrets) => secrets,
            None if parts.secrets.is_empty() => SecretValues::from_source(&[], &|_: &str| None::<String>)?,
            None => return Err(BuildError::NoSecrets(parts.secrets)),
        };
        let origin = |origin: &str, allow_http: &[&str]| {
            BaseUrl::origin(origin, allow_http)
                .map_err(|fault| BuildError::Origin { origin: shown_origin(origin), fault })
        };
        for (from, to) in &origins {
            // Where requests do not go any more may be plain `http`.
            settings.overrides.push((origin(from, &["*"])?, origin(to, parts.origins.allow_http)?));
        }
        settings.link = Some(setup.link().map_err(|error| BuildError::Client(error.into()))?);
        Ok(Core::of(Shared::new(Arc::new(settings), secrets)?))
    }
}

impl Core {
    /// A core with default settings; what is wrong with them is the error of the first call.
    #[must_use]
    pub fn new(secrets: SecretValues, parts: Parts) -> Self {
        let mut builder = Builder::<Arc<Self>>::new(parts);
        builder.secrets = Some(secrets.clone());
        builder
            .try_build()
            .unwrap_or_else(|fault| Self::of(Shared::faulty(Arc::new(Settings::new(parts)), secrets, fault)))
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
