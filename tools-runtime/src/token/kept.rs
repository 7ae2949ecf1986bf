//! Asks for tokens (RFC 6749, section 4.4), and keeps each until shortly before it expires.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::Client;
use serde_json::Value;
use tokio::time::Instant;

use super::{TokenError, TokenFault};
use crate::error::CallError;
use crate::http::Exchange;
use crate::request::Request;
use crate::response::Response;
use crate::table::Definition;

/// So many tokens are kept. Where context values choose among tenants, there is one for each.
const MOST: usize = 1000;

/// A token is not used for the last tenth of its life, or the last minute: it must still be good when
/// the request arrives.
const EARLY: Duration = Duration::from_secs(60);

/// The tokens of a client, by the request that asked for them.
///
/// While one call asks, the others that need the same token wait for it.
#[derive(Default)]
pub(crate) struct Tokens(Mutex<HashMap<String, Arc<tokio::sync::Mutex<Option<Token>>>>>);

#[derive(Clone)]
struct Token {
    text: Arc<str>,
    /// `None` where the service does not say.
    until: Option<Instant>,
}

/// A token, and whether an earlier call had asked for it.
struct Found {
    token: Token,
    kept: bool,
}

/// What a call needs to get its token.
pub(crate) struct SignIn<'a> {
    pub(crate) tokens: &'a Tokens,
    /// The request for a token, and its definition.
    pub(crate) ask: Request,
    pub(crate) definition: &'static Definition,
}

impl SignIn<'_> {
    /// Sends `request` with a token; once more with a new one where the service takes a kept one no longer,
    /// which is safe for any method: 401 says that nothing was done.
    pub(crate) async fn send(
        &self,
        client: &Client,
        definition: &'static Definition,
        request: Request,
        deadline: Option<Instant>,
        attempts: &mut u32,
    ) -> Result<Response<Value>, CallError> {
        let Found { token, kept } = self.token(client, deadline, None).await?;
        let again = kept.then(|| request.clone());
        let first = authorized(client, definition, request, &token, deadline, attempts).await;
        match (again, first) {
            (Some(request), Err(CallError::Status(error))) if error.status() == 401 => {
                let Found { token, .. } = self.token(client, deadline, Some(&token)).await?;
                authorized(client, definition, request, &token, deadline, attempts).await
            }
            (_, first) => first,
        }
    }

    /// A token that is good, and is not `refused`.
    async fn token(
        &self,
        client: &Client,
        deadline: Option<Instant>,
        refused: Option<&Token>,
    ) -> Result<Found, CallError> {
        let place = self.tokens.place(&self.ask);
        let mut place = place.lock().await;
        let good = |token: &&Token| {
            token.until.is_none_or(|until| Instant::now() < until)
                && refused.is_none_or(|refused| refused.text != token.text)
        };
        if let Some(token) = place.as_ref().filter(good) {
            return Ok(Found { token: token.clone(), kept: true });
        }
        *place = None;
        let token = self
            .fetch(client, deadline)
            .await
            .map_err(|fault| CallError::Token(Box::new(TokenError { tool: self.definition.name, fault })))?;
        *place = Some(token.clone());
        Ok(Found { token, kept: false })
    }

    async fn fetch(&self, client: &Client, deadline: Option<Instant>) -> Result<Token, TokenFault> {
        let exchange = Exchange { client, definition: self.definition, scrubber: &self.ask.scrubber() };
        let request =
            self.ask.clone().try_into().map_err(|error| TokenFault::Call(CallError::Build(error)))?;
        match exchange.attempts(request, deadline, &mut 0).await {
            Ok(response) => {
                let status = response.status();
                read(response.body()).map_err(|what| TokenFault::Answer { status, what })
            }
            // What came may hold a token, which no scrubber knows.
            Err(CallError::Decode(error)) => {
                Err(TokenFault::Answer { status: error.raw.status, what: "is not JSON" })
            }
            Err(error) => Err(TokenFault::Call(error)),
        }
    }
}

async fn authorized(
    client: &Client,
    definition: &'static Definition,
    request: Request,
    token: &Token,
    deadline: Option<Instant>,
    attempts: &mut u32,
) -> Result<Response<Value>, CallError> {
    let scrubber = Arc::new(request.scrubber().with(&token.text));
    let exchange = Exchange { client, definition, scrubber: &scrubber };
    exchange.attempts(request.with_token(&token.text).try_into()?, deadline, attempts).await
}

impl Tokens {
    /// Where the token that answers `ask` is kept.
    fn place(&self, ask: &Request) -> Arc<tokio::sync::Mutex<Option<Token>>> {
        let mut key = format!("{}\n", ask.url());
        for (name, value) in ask.headers().filter(|(name, _)| *name == "authorization") {
            key.extend([name, value, "\n"]);
        }
        key.push_str(&String::from_utf8_lossy(ask.body().unwrap_or_default()));
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if places.len() >= MOST && !places.contains_key(&key) {
            // They are asked for anew.
            places.clear();
        }
        Arc::clone(places.entry(key).or_default())
    }
}

/// The token in an answer (RFC 6749, section 5.1); the error says what is wrong with the answer.
fn read(answer: &Value) -> Result<Token, &'static str> {
    // Some services send it as text.
    let parsed;
    let answer = match answer {
        Value::String(text) => {
            parsed = serde_json::from_str(text).unwrap_or_default();
            &parsed
        }
        answer => answer,
    };
    let Some(text) = answer.get("access_token").and_then(Value::as_str) else {
        return Err("has no `access_token`");
    };
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_graphic()) {
        return Err("has an `access_token` that no header can carry");
    }
    let kind = answer.get("token_type").and_then(Value::as_str).unwrap_or("bearer");
    if !kind.eq_ignore_ascii_case("bearer") {
        return Err("has a `token_type` other than `Bearer`");
    }
    let seconds = answer.get("expires_in").and_then(|seconds| match seconds {
        Value::String(digits) => digits.parse().ok(),
        seconds => seconds.as_f64(),
    });
    let until = seconds.map(|seconds| {
        let life = Duration::try_from_secs_f64(seconds).unwrap_or_default();
        Instant::now().checked_add(life - EARLY.min(life / 10)).unwrap_or_else(Instant::now)
    });
    Ok(Token { text: text.into(), until })
}
