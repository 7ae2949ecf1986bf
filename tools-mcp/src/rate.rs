//! How many calls a client makes in a minute.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Beyond this many clients the quiet ones are forgotten; they have all their calls again, and would have them anyhow.
const KEPT: usize = 4_096;
const MINUTE: Duration = Duration::from_secs(60);

/// Whose calls are counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Client {
    Identity(Arc<str>),
    Address(IpAddr),
    /// One that nothing is known of: all of these together.
    Any,
}

/// The generic cell rate algorithm: for each client one moment, at which its calls so far are spread out over time.
pub(crate) struct Rate {
    /// Between two calls of an even stream.
    every: Duration,
    spent: Mutex<HashMap<Client, Instant>>,
}

impl Rate {
    pub(crate) fn new(calls_per_minute: u32) -> Self {
        Self { every: MINUTE / calls_per_minute.max(1), spent: Mutex::default() }
    }

    /// Counts a call; an error is the time after which the client may call again.
    pub(crate) fn call(&self, client: Client, now: Instant) -> Result<(), Duration> {
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

    fn named(client: &str) -> Client {
        Client::Identity(client.into())
    }

    #[test]
    fn a_client_has_its_calls_at_once_and_then_evenly() {
        let (rate, start) = (Rate::new(6), Instant::now());
        let call = |client, seconds| rate.call(named(client), start + Duration::from_secs(seconds));
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
            assert_eq!(rate.call(named(&client.to_string()), start), Ok(()));
        }
        assert_eq!(rate.call(named("late"), start), Err(Duration::from_secs(1)), "all are active");
        assert_eq!(rate.call(named("7"), start), Ok(()), "those who are known call on");
        assert_eq!(rate.call(named("late"), start + MINUTE), Ok(()));
        assert!(rate.spent.lock().unwrap().len() <= 2);
    }
}
