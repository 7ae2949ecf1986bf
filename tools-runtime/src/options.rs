//! What an application says of one call.

use std::time::Instant;

/// Options of one call; everything is optional.
///
/// ```
/// use std::time::{Duration, Instant};
/// use typed_tools_runtime::CallOptions;
///
/// let options = CallOptions::new()
///     .idempotency_key("order-7-refund")
///     .deadline(Instant::now() + Duration::from_secs(3))
///     .retries(0);
/// ```
#[derive(Debug, Clone, Default)]
pub struct CallOptions {
    pub(crate) idempotency_key: Option<String>,
    pub(crate) call_id: Option<String>,
    pub(crate) deadline: Option<Instant>,
    pub(crate) retries: Option<u32>,
    pub(crate) attributes: Vec<(String, String)>,
}

impl CallOptions {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The idempotency key, in place of a random one: the same for all tries of what is meant to happen once, over a
    /// model's retries, a queue or a restart. The tool's definition must name the header (`idempotency_key`), else the
    /// call is a [`CallError::Options`](crate::CallError::Options).
    #[must_use]
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.idempotency_key = Some(key.into());
        self
    }

    /// The id of the call, for reports and spans.
    #[must_use]
    pub fn call_id(mut self, id: impl Into<String>) -> Self {
        self.call_id = Some(id.into());
        self
    }

    /// When the call must have ended, where that is before the tool's own deadline.
    #[must_use]
    pub fn deadline(mut self, at: Instant) -> Self {
        self.deadline = Some(at);
        self
    }

    /// How often a failed attempt is repeated, in place of the definition's `retries`. A tool that must not be repeated
    /// (POST and PATCH without an `idempotency_key`) never is.
    #[must_use]
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = Some(retries);
        self
    }

    /// An attribute of the call's span.
    #[must_use]
    pub fn attribute(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.push((key.into(), value.into()));
        self
    }
}
