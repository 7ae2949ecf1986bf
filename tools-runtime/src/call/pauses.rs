//! How long to wait before an attempt is repeated, where the service does not say it.

use std::hash::{BuildHasher as _, RandomState};
use std::time::Duration;

/// Before the first repetition, at most; it doubles with each, up to [`LONGEST`].
const FIRST: Duration = Duration::from_millis(200);

const LONGEST: Duration = Duration::from_secs(5);

/// The pauses of one call: at most 200 ms, 400 ms, 800 ms and so on up to 5 s, and at least half of that. Calls that
/// failed together come back at times of their own, and do not bring down together what has just come up again.
pub(crate) struct Pauses {
    longest: Duration,
    random: fn() -> u64,
}

impl Pauses {
    pub(crate) fn new() -> Self {
        // The standard library's hasher is keyed by the operating system's random numbers.
        Self { longest: FIRST, random: || RandomState::new().hash_one(0_u8) }
    }

    /// The next one.
    pub(crate) fn next(&mut self) -> Duration {
        let half = self.longest / 2;
        self.longest = (self.longest * 2).min(LONGEST);
        // The upper half of the bits, as a share of `half`.
        let share = u32::try_from((self.random)() >> 32).unwrap_or(u32::MAX);
        half + half.mul_f64(f64::from(share) / f64::from(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn milliseconds(random: fn() -> u64) -> Vec<u128> {
        let mut pauses = Pauses { random, ..Pauses::new() };
        (0..7).map(|_| pauses.next().as_millis()).collect()
    }

    #[test]
    fn they_double_and_differ_within_bounds() {
        assert_eq!(milliseconds(|| 0), [100, 200, 400, 800, 1600, 2500, 2500]);
        assert_eq!(milliseconds(|| u64::MAX), [200, 400, 800, 1600, 3200, 5000, 5000]);
        assert_eq!(milliseconds(|| u64::MAX / 2)[..2], [150, 300]);
    }

    #[test]
    fn no_two_calls_wait_alike() {
        let times: std::collections::BTreeSet<_> = (0..100).map(|_| Pauses::new().next()).collect();
        assert!(times.len() > 90, "{}", times.len());
    }
}
