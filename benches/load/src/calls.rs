//! Many sessions that call, next to careful `reqwest` doing the same, in turns.

use std::time::{Duration, Instant};

use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Client, Url};
use serde::Serialize;
use tokio::task::JoinSet;
use typed_tools::serde_json::Value;

use crate::crm::{AddNote, Context, Tools};
use crate::{Failure, KEY, Service, process};

pub(crate) const OURS: &str = "typed-tools";
pub(crate) const CAREFUL: &str = "careful";

const TEXT: &str = "Called back, wants an offer by Friday.";

/// What one side did in one round.
struct Round {
    cpu: Duration,
    elapsed: Duration,
    took: Vec<Duration>,
}

#[derive(Serialize)]
struct Note<'a> {
    number: u64,
    text: &'a str,
}

/// What an engineer writes who counts: the URL parsed once, the key a header value already, a borrowed body, a limit, a status that
/// is looked at, and the body as JSON.
async fn careful(
    client: Client,
    base: Url,
    key: HeaderValue,
    session: usize,
    calls: u64,
) -> Result<Vec<Duration>, Failure> {
    let mut took = Vec::new();
    for number in 0..calls {
        let started = Instant::now();
        let mut url = base.clone();
        url.path_segments_mut().map_err(|()| "no base")?.extend([
            "contacts",
            &format!("s{session}"),
            "notes",
        ]);
        let request = client.post(url).header(AUTHORIZATION, key.clone()).timeout(Duration::from_secs(10));
        let response = request.json(&Note { number, text: TEXT }).send().await?.error_for_status()?;
        let body: Value = response.json().await?;
        took.push(started.elapsed());
        assert_eq!(body["id"], number);
    }
    Ok(took)
}

async fn ours(tools: Tools, session: usize, calls: u64) -> Result<Vec<Duration>, Failure> {
    let session = tools.session(Context { contact_id: format!("s{session}") });
    let mut took = Vec::new();
    for number in 0..calls {
        let started = Instant::now();
        let note = AddNote { number: i64::try_from(number)?, text: TEXT.into() };
        let body = session.add_note(&note).await?.into_body();
        took.push(started.elapsed());
        assert_eq!(body["id"], number);
    }
    Ok(took)
}

/// What the careful side has once.
fn prepared(origin: &str) -> Result<(Client, Url, HeaderValue), Failure> {
    let client = Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build()?;
    let mut key = HeaderValue::try_from(format!("Bearer {KEY}"))?;
    key.set_sensitive(true);
    Ok((client, origin.parse()?, key))
}

/// So many calls of one session, by one side.
pub(crate) async fn one(side: &str, origin: &str, calls: u64) -> Result<(), Failure> {
    if side == OURS {
        ours(crate::tools(origin)?, 0, calls).await?;
    } else {
        let (client, base, key) = prepared(origin)?;
        careful(client, base, key, 0, calls).await?;
    }
    Ok(())
}

/// So many sessions of so many calls, by either side in turns.
pub(crate) async fn compare(
    tools: &Tools,
    service: &Service,
    sessions: usize,
    calls: u64,
    rounds: usize,
) -> Result<(), Failure> {
    let (client, base, key) = prepared(&service.origin)?;
    let mut sides = [Vec::new(), Vec::new()];
    // The first round opens the connections, and is not counted.
    for round in 0..=rounds {
        for (side, taken) in sides.iter_mut().enumerate() {
            let (cpu, started) = (process::cpu()?, Instant::now());
            let mut running = JoinSet::new();
            for session in 0..sessions {
                match side {
                    0 => running.spawn(ours(tools.clone(), session, calls)),
                    _ => running.spawn(careful(client.clone(), base.clone(), key.clone(), session, calls)),
                };
            }
            let mut took = Vec::new();
            while let Some(done) = running.join_next().await {
                took.extend(done??);
            }
            let (cpu, elapsed) = (process::cpu()? - cpu, started.elapsed());
            let counts = service.counts().await?;
            let all = sessions as u64 * calls;
            if counts["notes"] != all || counts["twice"] != 0 || took.len() as u64 != all {
                return Err(format!("{all} calls, and the service counts {counts}").into());
            }
            if round > 0 {
                taken.push(Round { cpu, elapsed, took });
            }
        }
    }
    let [ours, careful] = sides.map(summary);
    println!(
        "{sessions} sessions x {calls} calls, {rounds} rounds in turns, medians; nothing lost, nothing twice"
    );
    println!("{:>14}{:>14}{:>14}{:>10}", "", OURS, CAREFUL, "ratio");
    for (at, name) in ["calls/s", "CPU us a call", "p50 us", "p99 us"].into_iter().enumerate() {
        println!("{name:>14}{:>14.1}{:>14.1}{:>10.3}", ours[at], careful[at], ours[at] / careful[at]);
    }
    Ok(())
}

fn summary(mut rounds: Vec<Round>) -> [f64; 4] {
    let mut took: Vec<Duration> =
        rounds.iter_mut().flat_map(|round| std::mem::take(&mut round.took)).collect();
    took.sort_unstable();
    let calls = took.len() as f64 / rounds.len() as f64;
    let median = |of: fn(&Round) -> Duration, rounds: &mut Vec<Round>| {
        rounds.sort_by_key(of);
        of(&rounds[rounds.len() / 2]).as_secs_f64()
    };
    let elapsed = median(|round| round.elapsed, &mut rounds);
    let cpu = median(|round| round.cpu, &mut rounds);
    let at = |percent: usize| took[took.len() * percent / 100].as_secs_f64() * 1e6;
    [calls / elapsed, cpu * 1e6 / calls, at(50), at(99)]
}
