//! Time that a test alone moves.

use std::sync::mpsc;
use std::time::Duration;

/// Holds tokio's paused clock (`#[tokio::test(start_paused = true)]`) between the test's own steps.
///
/// By itself, a paused clock goes on to the next timer whenever nothing is ready, and bytes on their way through a
/// socket are not ready yet: a deadline would race them. It stands still while a blocking task runs, and so
/// one waits here.
pub(crate) struct Clock {
    _until_dropped: mpsc::Sender<()>,
}

impl Clock {
    pub(crate) fn held() -> Self {
        let (until_dropped, held) = mpsc::channel();
        tokio::task::spawn_blocking(move || {
            // An error: that the sender is gone is the signal.
            let _: Result<(), _> = held.recv();
        });
        Self { _until_dropped: until_dropped }
    }

    /// Moves on, and lets what is due then run.
    pub(crate) async fn advance(&self, time: Duration) {
        tokio::time::advance(time).await;
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
    }
}
