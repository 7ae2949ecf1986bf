//! What a call costs, next to a server on `rmcp` written by hand: CPU of the server, calls a second, and how long each
//! took. Both serve in processes of their own, and take turns in one run.
//!
//! `cargo run --release -p typed-tools-bench-mcp [CALLS [ROUNDS]]`
//! `cargo run --release -p typed-tools-bench-mcp instructions [CALLS]`, which needs valgrind

mod by_hand;
mod instructions;
mod load;
mod ours;
mod served;

use std::time::{Duration, Instant};

use axum::Router;
use axum::serve::ListenerExt as _;
use load::Failure;
use served::Served;
use tokio::net::{TcpListener, TcpStream};

/// What the service answers.
const NOTES: &str = r#"{"notes":[{"id":1,"text":"Called back.","kind":"call"},{"id":2,"text":"Came by.","kind":"visit"}],"total":2}"#;

/// An answer is one small write. Kept back until there is more of it, it waits for the client's delayed acknowledgement: 40 ms a
/// call that neither side is to blame for.
fn at_once(stream: &mut TcpStream) {
    stream.set_nodelay(true).unwrap_or_default();
}

/// What one side did in one round.
struct Round {
    cpu: Duration,
    elapsed: Duration,
    took: Vec<Duration>,
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["serve", "ours", mode, service] => {
                ours::serve(mode, service).await.map_err(|error| error.to_string().into())
            }
            ["serve", "hand", mode, service] => {
                by_hand::serve(mode, service).await.map_err(|error| error.to_string().into())
            }
            ["instructions"] => instructions::count(&service().await?, 1_600).await,
            ["instructions", calls] => instructions::count(&service().await?, calls.parse()?).await,
            ref counts => {
                let count = |at: usize, usual| counts.get(at).map_or(Ok(usual), |count| count.parse());
                compare(count(0, 4_000)?, count(1, 5)?).await
            }
        }
    })
}

/// Starts what the tools call; where it is.
async fn service() -> Result<String, Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let json = [("content-type", "application/json")];
    let app = Router::new().fallback(move || async move { (json, NOTES) });
    tokio::spawn(async move { axum::serve(listener.tap_io(at_once), app).await });
    Ok(format!("http://{address}"))
}

async fn compare(calls: usize, rounds: usize) -> Result<(), Failure> {
    let service = service().await?;
    println!(
        "{calls} calls a round, {rounds} rounds in turns; CPU of the server alone, medians of the rounds"
    );
    println!(
        "{:22}{:>12}{:>12}{:>8}{:>10}{:>10}{:>9}{:>9}",
        "", "ours us", "by hand us", "ratio", "calls/s", "by hand", "p50 us", "p99 us"
    );
    for mode in ["sessions", "stateless", "stdio"] {
        for concurrent in [1, 16] {
            let mut sides = [Vec::new(), Vec::new()];
            for _ in 0..rounds {
                for (side, name) in ["ours", "hand"].into_iter().enumerate() {
                    sides[side].push(round(name, mode, &service, calls, concurrent).await?);
                }
            }
            let [ours, hand] = sides.map(|rounds| summary(rounds, calls));
            println!(
                "{:22}{:>12.1}{:>12.1}{:>8.3}{:>10.0}{:>10.0}{:>9}{:>9}",
                format!("{mode}, {concurrent} at once"),
                ours.0,
                hand.0,
                ours.0 / hand.0,
                ours.1,
                hand.1,
                ours.2,
                ours.3
            );
        }
    }
    Ok(())
}

/// CPU of a call in microseconds, calls a second, p50 and p99 in microseconds.
fn summary(mut rounds: Vec<Round>, calls: usize) -> (f64, f64, u128, u128) {
    let mut took: Vec<Duration> =
        rounds.iter_mut().flat_map(|round| std::mem::take(&mut round.took)).collect();
    took.sort_unstable();
    rounds.sort_by_key(|round| round.cpu);
    let middle = &rounds[rounds.len() / 2];
    let each = middle.cpu.as_secs_f64() * 1e6 / calls as f64;
    let rate = calls as f64 / middle.elapsed.as_secs_f64();
    (each, rate, took[took.len() / 2].as_micros(), took[took.len() * 99 / 100].as_micros())
}

async fn round(
    side: &str,
    mode: &str,
    service: &str,
    calls: usize,
    concurrent: usize,
) -> Result<Round, Failure> {
    let mut served = Served::start(side, mode, service, &[]).await?;
    served.calls(calls / 10, concurrent).await?;
    let (before, started) = (served.cpu()?, Instant::now());
    let took = served.calls(calls, concurrent).await?;
    let round = Round { cpu: served.cpu()? - before, elapsed: started.elapsed(), took };
    served.end().await?;
    Ok(round)
}
