//! How many calls a client makes in a minute.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Beyond this many clients the quiet ones are forgotten; they have all their calls again, and would have them anyhow.
const KEPT: usize = 4_096;
const MINUTE: Duration = Duration::from_secs(60);

/// The generic cell rate algorithm: for each client one moment, at which its calls so far are spread out over time.
pub(crate) struct Rate {
    /// Between two calls of an even stream.
    every: Duration,
    spent: Mutex<HashMap<String, Instant>>,
}

impl Rate {
    pub(crate) fn new(calls_per_minute: u32) -> Self {
        Self { every: MINUTE / calls_per_minute.max(1), spent: Mutex::default() }
    }

    /// Counts a call; an error is the time after which the client may call again.
    pub(crate) fn call(&self, client: String, now: Instant) -> Result<(), Duration> {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        if spent.len() >= KEPT && !spent.contains_key(&client) {
            spent.retain(|_, until| *until > now);
            if spent.len() >= KEPT {
                // So many active clients are one crowd: none of them is forgotten, and no more are taken in.
                return Err(self.every);
            }
        }
        let until = spent.get(&client).copied().filter(|until| *until > now).unwrap_or(now) + self.every;
        match until.checked_duration_since(now + MINUTE) {
            Some(early) if !early.is_zero() => Err(early),
            _ => {
                spent.insert(client, until);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_has_its_calls_at_once_and_then_evenly() {
        let (rate, start) = (Rate::new(6), Instant::now());
        let call = |client: &str, seconds| rate.call(client.into(), start + Duration::from_secs(seconds));
        for _ in 0..6 {
            assert_eq!(call("a", 0), Ok(()));
        }
        assert_eq!(call("a", 0), Err(Duration::from_secs(10)));
        assert_eq!(call("a", 9), Err(Duration::from_secs(1)));
        assert_eq!(call("b", 9), Ok(()), "another client");
        assert_eq!(call("a", 10), Ok(()));
        assert_eq!(call("a", 10), Err(Duration::from_secs(10)));
        for _ in 0..6 {
            assert_eq!(call("a", 1_000), Ok(()));
        }
        assert!(call("a", 1_000).is_err(), "a pause saves nothing up");
    }

    #[test]
    fn clients_are_forgotten_when_they_are_quiet() {
        let (rate, start) = (Rate::new(60), Instant::now());
        for client in 0..KEPT {
            assert_eq!(rate.call(client.to_string(), start), Ok(()));
        }
        assert_eq!(rate.call("late".into(), start), Err(Duration::from_secs(1)), "all are active");
        assert_eq!(rate.call("7".into(), start), Ok(()), "those who are known call on");
        assert_eq!(rate.call("late".into(), start + MINUTE), Ok(()));
        assert!(rate.spent.lock().unwrap().len() <= 2);
    }
}
