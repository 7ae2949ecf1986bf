//! The call layer where nothing can be sent (no feature `http`): requests are built, and that is all.

use std::time::Duration;

use serde_json::Value;

use crate::error::{BuildError, CallError};
use crate::options::CallOptions;
use crate::request::Request;
use crate::response::Response;
use typed_tools_core::table::Table;

#[derive(Default)]
pub(crate) struct Setup {}

pub(crate) struct Link;

#[derive(Default)]
pub(crate) struct Tokens {}

pub(crate) struct Going<'a> {
    pub(crate) definition: Table,
    pub(crate) request: Box<Request>,
    pub(crate) ask: Option<Box<Request>>,
    pub(crate) tokens: &'a Tokens,
    pub(crate) timeout: Duration,
    pub(crate) retries: u32,
}

impl Setup {
    #[expect(clippy::unnecessary_wraps, reason = "as the layer has it that sends")]
    pub(crate) fn link(self) -> Result<Link, String> {
        Ok(Link)
    }
}

impl Link {
    pub(crate) fn wants_arguments(&self) -> bool {
        false
    }

    pub(crate) async fn send(&self, _: Going<'_>) -> (Result<Response<Value>, CallError>, u32, u64) {
        let why = "requests are not sent: typed-tools was built without its feature `http`";
        (Err(BuildError::Client(why.into()).into()), 0, 0)
    }
}

/// The call itself: there are no spans here.
pub(crate) async fn traced(
    _: Table,
    _: &CallOptions,
    _: Option<String>,
    call: impl Future<Output = Result<Response<Value>, CallError>>,
) -> Result<Response<Value>, CallError> {
    call.await
}

/// What the future gives: there is no clock here.
pub(crate) async fn within<T>(_: Duration, future: impl Future<Output = T>) -> Option<T> {
    Some(future.await)
}
