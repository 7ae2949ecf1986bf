//! One deadline for everything that a call does.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::exchange::{Exchange, Progress};
use super::token::SignIn;
use crate::error::{CallError, Timeout};
use crate::request::Request;
use crate::response::Response;

/// A request, and how it is sent.
pub(crate) struct Sending<'a> {
    pub(crate) exchange: Exchange<'a>,
    pub(crate) request: Request,
    pub(crate) sign_in: Option<SignIn<'a>>,
    /// How long all of it may take.
    pub(crate) timeout: Duration,
}

/// Sends a request and reads its response, again where that may help.
pub(crate) async fn send(
    sending: Sending<'_>,
    progress: &mut Progress,
) -> Result<Response<Value>, CallError> {
    let Sending { exchange, request, sign_in, timeout } = sending;
    let definition = exchange.definition;
    let done = {
        // Pinned where it is: a future that is handed on by value is copied, and takes its room twice.
        let whole = pin!(async {
            match sign_in {
                // Boxed: its innards are several times those of a call that needs no token, and would be a part of each.
                Some(sign_in) => Box::pin(sign_in.send(exchange, request, progress)).await,
                None => {
                    let scrubber = Arc::clone(request.scrubber());
                    exchange.attempts(request, &scrubber, progress).await
                }
            }
        });
        tokio::time::timeout(timeout, whole).await
    };
    done.unwrap_or_else(|_| {
        Err(CallError::Timeout(Timeout {
            tool: definition.name,
            deadline: Some(timeout),
            attempts: progress.attempts,
            report: None,
        }))
    })
}
