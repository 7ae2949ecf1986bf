//! What tenants, sessions and many calls at once cost.
//!
//! `cargo run --release -p typed-tools-bench-load [SESSIONS [CALLS [ROUNDS]]]`, or `instructions`, which needs valgrind.

mod calls;
mod dropped;
mod instructions;
mod process;
mod service;
mod tenants;

use std::error::Error;
use std::process::Stdio;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use typed_tools::serde_json::{Value, from_str};

mod crm {
    typed_tools::tools!("tools/*.json", watch = false);
}
use crm::{Secrets, Tools};

pub(crate) type Failure = Box<dyn Error + Send + Sync>;

pub(crate) const KEY: &str = "crm-key-1-of-the-company";

/// The service, which ends with this.
pub(crate) struct Service {
    pub(crate) origin: String,
    client: reqwest::Client,
    _process: Child,
}

impl Service {
    async fn start() -> Result<Self, Failure> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg("serve")
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let mut origin = String::new();
        BufReader::new(process.stdout.take().ok_or("no output")?).read_line(&mut origin).await?;
        let client = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build()?;
        Ok(Self { origin: origin.trim().to_owned(), client, _process: process })
    }

    /// What it counted since it was asked last.
    pub(crate) async fn counts(&self) -> Result<Value, Failure> {
        let text = self.client.get(format!("{}/counts", self.origin)).send().await?.text().await?;
        Ok(from_str(&text)?)
    }

    /// Comes when it counts so many.
    pub(crate) async fn until(&self, what: &str, number: u64) -> Result<(), Failure> {
        let started = Instant::now();
        while self.counts().await?[what] != number {
            if started.elapsed() > Duration::from_secs(30) {
                return Err(format!("{what} does not become {number}").into());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Ok(())
    }
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut runtime = match arguments.as_slice() {
        // What is counted runs in one order.
        ["one", ..] => tokio::runtime::Builder::new_current_thread(),
        _ => tokio::runtime::Builder::new_multi_thread(),
    };
    runtime.worker_threads(2).enable_all().build()?.block_on(run(&arguments))
}

fn tools(origin: &str) -> Result<Tools, Failure> {
    let secrets = Secrets::from_source(&|_: &str| Some(KEY.to_owned()))?;
    // As the careful side has it: what proxies the environment names is another question.
    let client = reqwest::Client::builder().no_proxy();
    Ok(Tools::builder().secrets(secrets).origin("https://crm.example.com", origin).client(client).build()?)
}

async fn run(arguments: &[&str]) -> Result<(), Failure> {
    match arguments {
        ["serve"] => return service::serve().await,
        ["one", side, count, origin] => return calls::one(side, origin, count.parse()?).await,
        ["instructions"] => return instructions::table(&Service::start().await?),
        _ => {}
    }
    let count = |at: usize, usual| arguments.get(at).map_or(Ok(usual), |count| count.parse::<usize>());
    let (sessions, calls, rounds) = (count(0, 1_000)?, count(1, 20)?, count(2, 5)?);
    let service = Service::start().await?;
    let tools = || tools(&service.origin);
    // First, while the heap is small: what is freed again is not seen as used.
    tenants::tenants(&tools()?, 1_000)?;
    dropped::dropped(&tools()?, &service, 1_000).await?;
    calls::compare(&tools()?, &service, sessions, calls as u64, rounds).await?;
    tenants::sessions(&tools()?, 10 * sessions).await
}
