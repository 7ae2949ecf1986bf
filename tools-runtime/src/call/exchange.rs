//! One request, and the responses to it: attempts until one is good, or none can be.

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tokio::time::Instant;
use tracing::Instrument as _;

use super::hooks::Hooks;
use super::pauses::Pauses;
use super::retry_after;
use super::spans;
use crate::error::{CallError, HookError, Limited, NetworkError, Timeout, TooLarge};
use crate::redact::Scrubber;
use crate::request::Request;
use crate::response::{Cause, Raw, Response};
use crate::transport::{Kind, Limits, RawResponse, Transport, TransportError};
use typed_tools_core::table::Table;

/// One request, and the responses to it.
#[derive(Clone, Copy)]
pub(crate) struct Exchange<'a> {
    pub(crate) transport: &'a dyn Transport,
    pub(crate) hooks: &'a Hooks,
    pub(crate) limits: Limits,
    pub(crate) definition: Table,
    /// How often a failed attempt is repeated.
    pub(crate) retries: u32,
    pub(crate) deadline: Option<Instant>,
}

/// How far a call has got.
#[derive(Default)]
pub(crate) struct Progress {
    pub(crate) attempts: u32,
    /// Whether an attempt may have reached the service.
    pub(crate) sent: bool,
    pub(crate) response_bytes: u64,
}

impl Exchange<'_> {
    /// The first good response, or the last failure. `scrubber` knows the secrets of the request.
    pub(crate) async fn attempts(
        &self,
        mut request: Box<Request>,
        scrubber: &Arc<Scrubber>,
        progress: &mut Progress,
    ) -> Result<Response<Value>, CallError> {
        let mut pauses = Pauses::new();
        loop {
            // Only what may be repeated is cloned.
            let again = (progress.attempts < self.retries).then(|| request.clone());
            let error = match (self.attempt(request, scrubber, progress).await, again) {
                (Err(error), Some(again)) if worth_repeating(&error) => {
                    request = again;
                    error
                }
                (result, _) => return result,
            };
            let pause = pauses.next();
            let wait = asked_for(&error).unwrap_or(pause);
            // A pause that the deadline would end tells less than the error does.
            if self.ends_within(wait) {
                return Err(error);
            }
            tokio::time::sleep(wait).await;
        }
    }

    fn ends_within(&self, wait: Duration) -> bool {
        self.deadline.is_some_and(|deadline| deadline.saturating_duration_since(Instant::now()) <= wait)
    }

    async fn attempt(
        &self,
        mut request: Box<Request>,
        scrubber: &Arc<Scrubber>,
        progress: &mut Progress,
    ) -> Result<Response<Value>, CallError> {
        if let Some(limiter) = &self.hooks.limiter {
            while let Err(retry_after) = limiter.acquire(request.origin(), self.definition.name).await {
                if self.ends_within(retry_after) {
                    let (tool, sent) = (self.definition.name, progress.sent);
                    return Err(CallError::Limited(Limited { tool, retry_after, sent }));
                }
                tokio::time::sleep(retry_after).await;
            }
        }
        let mut scrubber = Arc::clone(scrubber);
        for hook in &self.hooks.before_send {
            let done = hook.before_send(&mut request).await;
            let known = request.set_credentials().fold(None, |known: Option<Scrubber>, new| {
                Some(known.as_ref().unwrap_or(&scrubber).with(new))
            });
            scrubber = known.map_or(scrubber, Arc::new);
            done.map_err(|error| {
                let cause = chain(&*error, &scrubber);
                CallError::Hook(Box::new(HookError {
                    tool: self.definition.name,
                    sent: progress.sent,
                    cause,
                }))
            })?;
        }
        progress.attempts += 1;
        let sent_before = std::mem::replace(&mut progress.sent, true);
        let span = spans::attempt(&request, progress.attempts - 1);
        let came = self.transport.send(*request, self.limits).instrument(span.clone()).await;
        spans::ended(&span, &came);
        let came = match came {
            Ok(came) if came.body.len() <= self.limits.max_response_bytes() => came,
            Ok(came) => return Err(self.lost(TransportError::too_large(came.status), &scrubber, progress)),
            Err(error) => {
                progress.sent = sent_before || error.kind != Kind::Connect;
                return Err(self.lost(error, &scrubber, progress));
            }
        };
        let RawResponse { status, headers, body } = came;
        progress.response_bytes = body.len() as u64;
        let raw = Raw {
            tool: self.definition.name,
            attempts: progress.attempts,
            rules: self.definition.settings.response,
            scrubber,
            ..Raw::made(status, headers, body)
        };
        Ok(raw.finish()?)
    }

    fn lost(&self, error: TransportError, scrubber: &Scrubber, progress: &Progress) -> CallError {
        let (tool, attempts) = (self.definition.name, progress.attempts);
        match error.kind {
            Kind::Timeout => CallError::Timeout(Timeout { tool, deadline: None, attempts, report: None }),
            Kind::TooLarge(status) => {
                let limit = self.limits.max_response_bytes();
                CallError::TooLarge(TooLarge { tool, status, attempts, limit, report: None })
            }
            Kind::Connect | Kind::Interrupted => CallError::Network(NetworkError {
                tool,
                attempts,
                connect: error.kind == Kind::Connect,
                sent: progress.sent,
                cause: chain(error.source.as_deref().unwrap_or(&error), scrubber),
                report: None,
            }),
        }
    }
}

/// Whether the service could not be reached, or says itself that it may go better later. A time limit of the
/// transport's own says neither.
fn worth_repeating(error: &CallError) -> bool {
    match error {
        CallError::Network(error) => error.connect,
        CallError::Status(_) => error.is_retryable(),
        _ => false,
    }
}

/// An error and what lies under it, as scrubbed text. What only says again what stands above it is left out.
fn chain(error: &(dyn Error + 'static), scrubber: &Scrubber) -> Cause {
    let text = scrubber.scrub(&error.to_string()).into_owned();
    let mut source = error.source().map(|source| chain(source, scrubber));
    while let Some(again) = source.take_if(|source| text.contains(&source.text)) {
        source = again.source.map(|source| *source);
    }
    Cause { text, source: source.map(Box::new) }
}

/// How long the service asks to wait.
fn asked_for(error: &CallError) -> Option<Duration> {
    let CallError::Status(error) = error else { return None };
    retry_after::wait(error.raw.header("retry-after")?, SystemTime::now())
}
