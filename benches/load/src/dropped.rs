//! Calls that are dropped midway leave nothing behind.

use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::task::JoinSet;

use crate::crm::{Context, Tools, Wait};
use crate::{Failure, Service, process};

pub(crate) async fn dropped(tools: &Tools, service: &Service, calls: u64) -> Result<(), Failure> {
    let tasks = || Handle::current().metrics().num_alive_tasks();
    let before = (tasks(), process::sockets()?);
    let mut running = JoinSet::new();
    for _ in 0..calls {
        let session = tools.session(Context { contact_id: "c_1".into() });
        running.spawn(async move { session.wait(&Wait {}).await.map(drop) });
    }
    service.until("waiting", calls).await?;
    let midway = (tasks(), process::sockets()?);
    let started = Instant::now();
    running.shutdown().await;
    service.until("waiting", 0).await?;
    while (tasks(), process::sockets()?) > before {
        if started.elapsed() > Duration::from_secs(20) {
            return Err(format!(
                "{:?} tasks and sockets are left, and were {before:?}",
                (tasks(), process::sockets()?)
            )
            .into());
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    println!(
        "{calls} calls dropped midway ({} tasks, {} sockets): all gone after {:.0} ms",
        midway.0 - before.0,
        midway.1 - before.1,
        started.elapsed().as_secs_f64() * 1e3
    );
    Ok(())
}
