//! Asks for tokens (RFC 6749, section 4.4), and keeps each until shortly before it expires.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tokio::time::Instant;

use super::digest::sha256;
use super::exchange::{Exchange, Progress};
use super::hooks::Hooks;
use super::store::{AccessToken, TokenStore};
use crate::error::{CallError, TokenError};
use crate::redact::Scrubber;
use crate::request::Request;
use crate::response::Response;
use crate::shown::Shown;
use crate::transport::whole;
use typed_tools_core::table::Table;
use typed_tools_core::text::one_line;

/// So many tokens are kept. Where context values choose among tenants, there is one for each.
const MOST: usize = 1000;

/// A longer token, in bytes, is none that a header carries, and every answer is searched for it.
const LONGEST: usize = 16 << 10;

/// A token is not used for the last tenth of its life, or the last minute: it must still be good when
/// the request arrives.
const EARLY: Duration = Duration::from_secs(60);

/// A life beyond this is as good as one without an end.
const AGES: f64 = 10.0 * 365.0 * 86_400.0;

/// The tokens of a client, by the request that asked for them.
///
/// While one call asks, the others that need the same token wait for it.
#[derive(Default)]
pub(crate) struct Tokens(Mutex<HashMap<String, Place>>);

/// Where the token of a request is kept: its key in the store of the application, and its place in this process.
struct Kept {
    key: String,
    place: Place,
}

type Place = Arc<tokio::sync::Mutex<Held>>;

#[derive(Default)]
struct Held {
    token: Option<Token>,
    /// The last failure, and when it came.
    failed: Option<(Instant, TokenError)>,
}

#[derive(Clone)]
struct Token {
    text: Arc<str>,
    /// `None` where the service does not say.
    until: Option<Instant>,
}

impl Token {
    fn is_good(&self) -> bool {
        self.until.is_none_or(|until| Instant::now() < until)
    }

    /// One of the store, where it can be used; what others wrote is no more trusted than what a service answers.
    fn stored(stored: &AccessToken) -> Option<Self> {
        let left = match stored.expires() {
            Some(expires) => Some(expires.duration_since(SystemTime::now()).ok()?),
            None => None,
        };
        let until = left.filter(|left| left.as_secs_f64() < AGES).map(|left| Instant::now() + left);
        let token = Self { text: stored.expose().into(), until };
        (can_be_sent(&token.text) && token.is_good()).then_some(token)
    }

    fn for_store(&self) -> AccessToken {
        let left = |until: Instant| SystemTime::now() + until.saturating_duration_since(Instant::now());
        AccessToken::new(&*self.text, self.until.map(left))
    }
}

/// Whether a header can carry it.
fn can_be_sent(token: &str) -> bool {
    !token.is_empty() && token.len() <= LONGEST && token.bytes().all(|b| b.is_ascii_graphic())
}

/// A token, and whether an earlier call had asked for it.
struct Found {
    token: Token,
    kept: bool,
}

/// What a call needs to get its token.
pub(crate) struct SignIn<'a> {
    pub(crate) tokens: &'a Tokens,
    pub(crate) store: Option<&'a dyn TokenStore>,
    /// The request for a token, and its definition.
    pub(crate) ask: Box<Request>,
    pub(crate) definition: Table,
}

impl SignIn<'_> {
    /// Sends `request` with a token; once more with a new one where the service takes a kept one no longer,
    /// which is safe for any method: 401 says that nothing was done.
    pub(crate) async fn send(
        &self,
        exchange: Exchange<'_>,
        request: Box<Request>,
        progress: &mut Progress,
    ) -> Result<Response<Value>, CallError> {
        let Found { token, kept } = self.token(exchange, None).await?;
        let again = kept.then(|| request.clone());
        let scrubber = request.scrubber().with(&token.text);
        let first = authorized(exchange, request, &token, scrubber, progress).await;
        let refused = matches!(&first, Err(CallError::Status(error)) if error.status() == 401);
        let Some(request) = again.filter(|_| refused) else { return first };
        let new = self.token(exchange, Some(&token)).await?.token;
        if new.text == token.text {
            return first;
        }
        let scrubber = request.scrubber().with(&token.text).with(&new.text);
        authorized(exchange, request, &new, scrubber, progress).await
    }

    /// A token that is good, and is not `refused`, within the call's time and the request's own.
    async fn token(&self, exchange: Exchange<'_>, refused: Option<&Token>) -> Result<Found, TokenError> {
        let asked = Instant::now();
        let own = asked.checked_add(Duration::from_millis(self.definition.settings.timeout_ms));
        let found = self.wait(exchange, refused, asked);
        let Some(end) = own.into_iter().chain(exchange.deadline).min() else { return found.await };
        tokio::time::timeout_at(end, found).await.unwrap_or_else(|_| {
            let what = format!("none within {:?}", end.saturating_duration_since(asked));
            Err(TokenError { is_timeout: true, is_retryable: true, ..self.error(None, what) })
        })
    }

    async fn wait(
        &self,
        exchange: Exchange<'_>,
        refused: Option<&Token>,
        asked: Instant,
    ) -> Result<Found, TokenError> {
        let Kept { key, place } = self.tokens.kept(&self.ask);
        let mut held = place.lock().await;
        // A newer one than the refused is another, whatever it reads.
        let good = |token: &&Token| {
            token.is_good() && refused.is_none_or(|refused| !Arc::ptr_eq(&refused.text, &token.text))
        };
        if let Some(token) = held.token.as_ref().filter(good) {
            return Ok(Found { token: token.clone(), kept: true });
        }
        // What came while this call waited is the answer to it, too.
        if let Some((_, error)) = held.failed.as_ref().filter(|(at, _)| *at >= asked) {
            return Err(error.clone());
        }
        let store = self.store.map(|store| (store, sha256(&key)));
        if let Some((store, key)) = &store
            && let Some(token) = store.get(key).await.as_ref().and_then(Token::stored)
            && refused.is_none_or(|refused| refused.text != token.text)
        {
            *held = Held { token: Some(token.clone()), failed: None };
            return Ok(Found { token, kept: true });
        }
        match self.fetch(exchange).await {
            Ok(token) => {
                *held = Held { token: Some(token.clone()), failed: None };
                // Who waits for the token waits for no store.
                drop(held);
                if let Some((store, key)) = &store {
                    store.put(key, &token.for_store()).await;
                }
                Ok(Found { token, kept: false })
            }
            Err(error) => {
                held.failed = Some((Instant::now(), error.clone()));
                Err(error)
            }
        }
    }

    async fn fetch(&self, exchange: Exchange<'_>) -> Result<Token, TokenError> {
        let scrubber = Arc::new(self.scrubber());
        let ask = Exchange {
            hooks: &Hooks::NONE,
            definition: self.definition,
            retries: self.definition.settings.retries,
            ..exchange
        };
        match ask.attempts(self.ask.clone(), &scrubber, &mut Progress::default()).await {
            Ok(response) => {
                read(response.body()).map_err(|what| self.error(Some(response.status()), what.to_owned()))
            }
            Err(CallError::Decode(error)) => {
                Err(self.error(Some(error.raw.status), "is not JSON".to_owned()))
            }
            Err(CallError::Status(error)) => {
                let (status, what) = (error.status(), refusal(error.body(), &scrubber));
                let is_retryable = CallError::Status(error).is_retryable();
                Err(TokenError { is_retryable, ..self.error(Some(status), what) })
            }
            Err(error) => Err(self.failed(error)),
        }
    }

    /// Knows the credentials as they are sent, too: form-urlencoded, and in base64.
    fn scrubber(&self) -> Scrubber {
        let sent = self.ask.headers().find(|(name, _)| *name == "authorization");
        let pair = sent.and_then(|(_, value)| value.split_once(' ')).map_or("", |(_, pair)| pair);
        self.ask.scrubber().with(pair)
    }

    fn error(&self, status: Option<u16>, what: String) -> TokenError {
        TokenError { tool: self.definition.name, status, what, is_timeout: false, is_retryable: false }
    }

    /// What is no answer at all.
    fn failed(&self, error: CallError) -> TokenError {
        let (is_timeout, is_retryable) = (error.is_timeout(), error.is_retryable());
        TokenError { is_timeout, is_retryable, ..self.error(None, whole(&error)) }
    }
}

async fn authorized(
    exchange: Exchange<'_>,
    mut request: Box<Request>,
    token: &Token,
    scrubber: Scrubber,
    progress: &mut Progress,
) -> Result<Response<Value>, CallError> {
    request.add_token(&token.text);
    exchange.attempts(request, &Arc::new(scrubber), progress).await
}

impl Tokens {
    /// Where the token that answers `ask` is kept.
    fn kept(&self, ask: &Request) -> Kept {
        let mut key = format!("{}\n", ask.url());
        for (name, value) in ask.headers().filter(|(name, _)| *name == "authorization") {
            key.extend([name, value, "\n"]);
        }
        key.push_str(&String::from_utf8_lossy(ask.body().unwrap_or_default()));
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if places.len() >= MOST && !places.contains_key(&key) {
            let is_good = |held: &Held| held.token.as_ref().is_some_and(Token::is_good);
            places.retain(|_, place| {
                Arc::strong_count(place) > 1 || place.try_lock().is_ok_and(|held| is_good(&held))
            });
            // All are in use or good: one is asked for anew, when it is needed.
            if places.len() >= MOST
                && let Some(other) = places.keys().next().cloned()
            {
                places.remove(&other);
            }
        }
        let place = Arc::clone(places.entry(key.clone()).or_default());
        Kept { key, place }
    }
}

/// What an answer that gives no token says of it (RFC 6749, section 5.2), and nothing else of it.
fn refusal(body: &[u8], scrubber: &Scrubber) -> String {
    let answer: Value = serde_json::from_slice(body).unwrap_or_default();
    let said = ["error", "error_description"].into_iter().filter_map(|key| answer.get(key)?.as_str());
    match said.collect::<Vec<_>>().join(": ") {
        said if said.is_empty() => "is no success".to_owned(),
        said => {
            let said = Shown::new(&said, scrubber, 300).first(300);
            format!("says: {}", one_line(&said))
        }
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
    if !can_be_sent(text) {
        return Err("has an `access_token` that no header can carry");
    }
    let kind = answer.get("token_type").and_then(Value::as_str).unwrap_or("bearer");
    if !kind.eq_ignore_ascii_case("bearer") {
        return Err("has a `token_type` other than `Bearer`");
    }
    let seconds = answer.get("expires_in").and_then(|seconds| match seconds {
        Value::String(digits) => digits.trim().parse().ok(),
        seconds => seconds.as_f64(),
    });
    let until = seconds.filter(|seconds| *seconds < AGES || seconds.is_nan()).map(|seconds: f64| {
        let life = Duration::try_from_secs_f64(seconds).unwrap_or_default();
        Instant::now() + (life - EARLY.min(life / 10))
    });
    Ok(Token { text: text.into(), until })
}
