//! What an application adds to the sending of a request.

use std::sync::Arc;
use std::time::Duration;

use crate::boxed::{BoxError, BoxFuture};
use crate::request::Request;

/// Sees every attempt before it is sent, and may add to it: signatures (HMAC, AWS Signature Version 4), trace headers.
///
/// It can set headers, add to the query, and replace the body; where the request goes cannot be changed. Closures that
/// wait for nothing implement it, too:
///
/// ```
/// use typed_tools_runtime::{BeforeSend, Request};
///
/// fn hook() -> impl BeforeSend {
///     |request: &mut Request| {
///         request.set_header("x-request-id", "7f3a")?;
///         Ok(())
///     }
/// }
/// ```
pub trait BeforeSend: Send + Sync + 'static {
    /// Called for every attempt, repeated ones too, with the request as it would be sent. An error ends the call: this
    /// attempt is not sent.
    fn before_send<'a>(&'a self, request: &'a mut Request) -> BoxFuture<'a, Result<(), BoxError>>;
}

impl<F> BeforeSend for F
where
    F: Fn(&mut Request) -> Result<(), BoxError> + Send + Sync + 'static,
{
    fn before_send<'a>(&'a self, request: &'a mut Request) -> BoxFuture<'a, Result<(), BoxError>> {
        let done = self(request);
        Box::pin(async { done })
    }
}

/// Decides whether an attempt may be sent now: a rate limit of this process, or of a fleet.
///
/// ```
/// use std::time::Duration;
/// use typed_tools_runtime::{BoxFuture, Limiter};
///
/// /// Nothing before the next second.
/// struct Later;
///
/// impl Limiter for Later {
///     fn acquire<'a>(&'a self, _origin: &'a str, _tool: &'a str) -> BoxFuture<'a, Result<(), Duration>> {
///         Box::pin(async { Err(Duration::from_secs(1)) })
///     }
/// }
/// ```
pub trait Limiter: Send + Sync + 'static {
    /// Asked before every attempt. An error is the time after which asking again makes sense: the call waits for it
    /// where its deadline allows that, and fails otherwise.
    fn acquire<'a>(&'a self, origin: &'a str, tool: &'a str) -> BoxFuture<'a, Result<(), Duration>>;
}

/// The hooks of a tool set.
#[derive(Clone, Default)]
pub(crate) struct Hooks {
    pub(crate) before_send: Vec<Arc<dyn BeforeSend>>,
    pub(crate) limiter: Option<Arc<dyn Limiter>>,
}

impl Hooks {
    /// Those of a request that the application does not know of: the one for an access token.
    pub(crate) const NONE: Self = Self { before_send: Vec::new(), limiter: None };
}
