//! Rate limits by `governor` as the limiter of a tool set: so many calls a second to an origin, and fewer of one tool. It runs
//! offline: `.ci/integrations governor`; the service is on loopback.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::{get, post};
use governor::clock::{Clock as _, MonotonicClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tokio::task::JoinSet;
use typed_tools::{BoxError, BoxFuture, CallError, CallOptions, Limiter};

mod api {
    typed_tools::tools!(
        inline = r#"[{
            "name": "get_weather",
            "description": "Gets the weather",
            "parameters": { "type": "object" },
            "api_endpoint": "https://weather.yourcompany.com/now",
            "http_method": "GET"
        }, {
            "name": "send_warning",
            "description": "Warns everybody",
            "parameters": { "type": "object" },
            "api_endpoint": "https://weather.yourcompany.com/warnings",
            "http_method": "POST"
        }]"#
    );
}
use api::{Context, GetWeather, SendWarning, ToolCall, Tools};

/// One bucket an origin, and one for each tool that has a limit of its own.
struct Limits {
    clock: MonotonicClock,
    origins: DefaultKeyedRateLimiter<String>,
    warnings: DefaultKeyedRateLimiter<String>,
}

impl Limits {
    fn new() -> Self {
        let quota = |a_second, at_once| Quota::per_second(a_second).allow_burst(at_once);
        let [one, two, five, twenty] = [1, 2, 5, 20].map(|n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN));
        Self {
            clock: MonotonicClock,
            origins: RateLimiter::keyed(quota(twenty, five)),
            warnings: RateLimiter::keyed(quota(two, one)),
        }
    }

    /// Whether a call may go now, or after which time to ask again.
    fn decide(&self, origin: &str, tool: &str) -> Result<(), Duration> {
        let check = |limiter: &DefaultKeyedRateLimiter<String>, key: &str| {
            let decided = limiter.check_key(&key.to_owned());
            decided.map_err(|not_yet| not_yet.wait_time_from(self.clock.now()))
        };
        // The narrower one first: a call that it holds back takes nothing from the origin's.
        if tool == "send_warning" {
            check(&self.warnings, tool)?;
        }
        check(&self.origins, origin)
    }
}

impl Limiter for Limits {
    fn acquire<'a>(&'a self, origin: &'a str, tool: &'a str) -> BoxFuture<'a, Result<(), Duration>> {
        let decided = self.decide(origin, tool);
        Box::pin(async move { decided })
    }
}

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    let came = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&came);
    let answer = move || async move { counted.fetch_add(1, SeqCst).to_string() };
    let app = Router::new().route("/now", get(answer.clone())).route("/warnings", post(answer));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, app).await });
    let tools =
        Tools::builder().origin("https://weather.yourcompany.com", origin).limiter(Limits::new()).build()?;
    let session = tools.session(Context {});

    // 15 calls at once: five go, and one more every 50 ms.
    let (started, mut calls) = (Instant::now(), JoinSet::new());
    for _ in 0..15 {
        let session = session.clone();
        calls.spawn(async move { session.get_weather(&GetWeather {}).await });
    }
    while let Some(done) = calls.join_next().await {
        done??;
    }
    let took = started.elapsed();
    println!("{} calls of get_weather took {took:?}", came.load(SeqCst));

    // A second warning would have to wait for half a second. This call has no time for that: it fails at once, unsent, and the
    // model is told when to come back.
    session.send_warning(&SendWarning {}).await?;
    let hurry = CallOptions::new().deadline(Instant::now() + Duration::from_millis(100));
    match session.call_with(&ToolCall::SendWarning(SendWarning {}), hurry).await {
        Err(CallError::Limited(error)) => println!("{error} (retry after {:?})", error.retry_after()),
        other => return Err(format!("{other:?}, and not limited").into()),
    }
    // This one waits.
    session.send_warning(&SendWarning {}).await?;
    println!("and {} warnings, {:?} later", came.load(SeqCst) - 15, started.elapsed() - took);
    let held = took >= Duration::from_millis(480) && started.elapsed() - took >= Duration::from_millis(480);
    if held && came.load(SeqCst) == 17 { Ok(()) } else { Err("the limits do not hold".into()) }
}
