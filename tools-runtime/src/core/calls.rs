//! One path for every call: its request, its sending or its native tool, and its report.

use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::settings::Repair;
use super::shared::Core;
use crate::call::{Going, traced, within};
use crate::error::{BuildError, CallError, FailedTool, OptionsError, ToolError};
use crate::options::CallOptions;
use crate::read::ArgumentError;
use crate::redact::Scrubber;
use crate::report::CallReport;
use crate::request::{Nothing, Request, Values, build};
use crate::response::Response;
use typed_tools_core::check::check;
use typed_tools_core::json::to_value;
use typed_tools_core::table::Table;
use typed_tools_core::value::{Fields, Val};

/// The tool of a call, and the values that fill its request.
#[derive(Clone, Copy)]
pub(crate) struct Filled<'a> {
    pub(crate) definition: Table,
    pub(crate) arguments: &'a dyn Fields,
    pub(crate) context: &'a dyn Fields,
    /// Secrets that the context holds.
    pub(crate) credentials: &'a [String],
}

impl Core {
    /// Whether arguments are read leniently.
    #[must_use]
    pub fn lenient(&self) -> bool {
        self.shared().settings.lenient
    }

    /// How many calls of one reply run at a time.
    pub(crate) fn parallel(&self) -> usize {
        self.shared().settings.parallel
    }

    /// What repairs a call before it is read.
    pub(crate) fn repair(&self) -> Option<&Repair> {
        self.shared().settings.repair.as_ref()
    }

    /// The request of a call; nothing is sent.
    ///
    /// # Errors
    ///
    /// Arguments that break the tool's schema, a value that cannot stand where the template
    /// puts it, or a client that could not be built.
    ///
    /// Where a tool signs in with OAuth, the access token is not there yet: it is asked for when the call is sent.
    pub(crate) fn request(&self, filled: Filled<'_>, key: Option<&str>) -> Result<Request, CallError> {
        let Filled { definition, arguments, context, credentials } = filled;
        checked(definition, arguments)?;
        if definition.settings.native {
            let words = format!("{} is a native tool: it sends no request", definition.name);
            return Err(BuildError::Client(words.into()).into());
        }
        let shared = self.shared();
        let values = Values { arguments, context, secrets: &shared.secrets };
        let prepared = shared.prepared(definition, values)?;
        let mut request = build(prepared, definition, values, key)?;
        if !credentials.is_empty() {
            request.hide(credentials);
        }
        Ok(request)
    }

    /// Makes a call, and tells those who watch what became of it.
    ///
    /// Dropping the future abandons the call. It needs tokio's time driver, as `reqwest` does.
    ///
    /// # Errors
    ///
    /// See [`CallError`].
    pub(crate) async fn call(
        &self,
        filled: &Filled<'_>,
        options: &CallOptions,
    ) -> Result<Response<Value>, CallError> {
        let started = Instant::now();
        // Nobody else has it until the call has ended.
        let mut kept = Arc::new(CallReport::new(filled.definition.name, "ok"));
        let report = Arc::make_mut(&mut kept);
        report.call_id = options.call_id.as_deref().map(Arc::from);
        let shown = self.shared().settings.trace_content.then(|| self.shown(filled));
        let mut result = {
            // Pinned where it is: a future that is handed on by value is copied, and takes its room twice.
            let call = pin!(async {
                match filled.definition.settings.native {
                    true => self.run(filled, options).await,
                    false => self.send(filled, options, report).await,
                }
            });
            traced(filled.definition, options, shown, call).await
        };
        let report = Arc::make_mut(&mut kept);
        report.elapsed = started.elapsed();
        match &result {
            Ok(response) => report.status = report.method.map(|_| response.status()),
            Err(error) => (report.kind, report.status) = (error.kind(), error.status()),
        }
        self.tell(report);
        match &mut result {
            Ok(response) => response.raw.report = Some(kept),
            Err(error) => error.keep(kept),
        }
        result
    }

    async fn send(
        &self,
        filled: &Filled<'_>,
        options: &CallOptions,
        report: &mut CallReport,
    ) -> Result<Response<Value>, CallError> {
        let (definition, settings) = (filled.definition, filled.definition.settings);
        if options.idempotency_key.is_some() && settings.idempotency_key.is_none() {
            return Err(CallError::Options(OptionsError { tool: definition.name }));
        }
        let mut request = Box::new(self.request(*filled, options.idempotency_key.as_deref())?);
        report.method = Some(definition.request.method);
        report.url_template = Some(Arc::clone(request.shared_url_template()));
        report.request_bytes = request.body().map_or(0, |body| body.len() as u64);
        let shared = self.shared();
        let Some(link) = &shared.settings.link else {
            return Err(BuildError::Client("there is none".into()).into());
        };
        if link.wants_arguments() {
            request.carry(to_value(Val::Object(filled.arguments)));
        }
        let ask = match settings.token {
            None => None,
            Some(definition) => {
                Some(Box::new(self.request(Filled { definition, arguments: &Nothing, ..*filled }, None)?))
            }
        };
        let repeatable = settings.idempotency_key.is_some()
            || matches!(definition.request.method, "GET" | "HEAD" | "PUT" | "DELETE");
        let going = Going {
            definition,
            request,
            ask,
            tokens: &shared.tokens,
            timeout: self.time(definition, options),
            retries: if repeatable { options.retries.unwrap_or(settings.retries) } else { 0 },
        };
        let (result, attempts, response_bytes) = link.send(going).await;
        (report.attempts, report.response_bytes) = (attempts, response_bytes);
        result
    }

    /// Runs a native tool, within the tool's deadline where there is a clock for it.
    async fn run(&self, filled: &Filled<'_>, options: &CallOptions) -> Result<Response<Value>, CallError> {
        let Filled { definition, arguments, context, credentials } = *filled;
        checked(definition, arguments)?;
        let shared = self.shared();
        let Some(native) = &shared.settings.native else {
            return Err(BuildError::NoNative(definition.name).into());
        };
        let timeout = self.time(definition, options);
        let running = native.run(definition.name, arguments, context);
        let Some(result) = within(timeout, running).await else {
            return Err(CallError::Timeout(crate::error::Timeout {
                tool: definition.name,
                deadline: Some(timeout),
                attempts: 1,
                report: None,
            }));
        };
        match result {
            Ok(value) => {
                let response = Response::native(definition, value, Arc::new(self.scrubber(credentials)));
                match response.conforms() {
                    Ok(()) => Ok(response),
                    Err(why) => {
                        let error = ToolError::nonconforming(why);
                        Err(CallError::Tool(Box::new(FailedTool { tool: definition.name, error })))
                    }
                }
            }
            Err(error) => Err(CallError::Tool(Box::new(FailedTool { tool: definition.name, error }))),
        }
    }

    /// How long a call may take from now on.
    fn time(&self, definition: Table, options: &CallOptions) -> Duration {
        let usual = Duration::from_millis(definition.settings.timeout_ms);
        let most = self.shared().settings.timeout.unwrap_or(usual);
        options.deadline.map_or(most, |at| most.min(at.saturating_duration_since(Instant::now())))
    }

    /// The arguments as a span shows them.
    fn shown(&self, filled: &Filled<'_>) -> String {
        let arguments = to_value(Val::Object(filled.arguments)).to_string();
        self.scrubber(filled.credentials).scrub(&arguments).into_owned()
    }

    /// Knows the secrets of the tenant, and these.
    fn scrubber(&self, credentials: &[String]) -> Scrubber {
        let known = |known: Scrubber, new: &String| known.with(new);
        credentials.iter().fold((*self.shared().scrubber).clone(), known)
    }

    /// Tells those who watch.
    pub(crate) fn tell(&self, report: &CallReport) {
        for observe in &self.shared().settings.observe {
            observe(report);
        }
    }
}

fn checked(definition: Table, arguments: &dyn Fields) -> Result<(), CallError> {
    if !definition.checked_by_types {
        check(&definition.arguments, Val::Object(arguments))
            .map_err(|violations| ArgumentError::rejected(definition, violations))?;
    }
    Ok(())
}
