//! What an input costs, on whatever machine: in multiples of a fixed piece of work, and in the processor time of
//! this thread alone, so that neither a slow machine nor a busy one changes the figure much.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// Runs `run` on this thread, and says what it cost.
///
/// A unit is some 4 milliseconds of an ordinary machine in a debug build. Limits are to be generous: they stand
/// between what is linear and what is not, which are far apart.
pub(crate) fn units<T>(run: impl FnOnce() -> T) -> (T, u128) {
    static UNIT: LazyLock<Duration> = LazyLock::new(|| {
        let start = worked();
        (0..UNITS).for_each(|_| unit());
        (worked() - start) / UNITS
    });
    let unit = UNIT.as_nanos().max(1);
    let start = worked();
    let done = run();
    (done, (worked() - start).as_nanos() / unit)
}

/// So many are measured together, since the clock of a thread ticks slowly.
const UNITS: u32 = 30;

/// Texts, allocations, comparisons: what the code under test is made of.
fn unit() {
    let mut known = BTreeMap::new();
    for index in 0..4_000_u32 {
        *known.entry(format!("key {}", index.wrapping_mul(2_654_435_761) % 3_000)).or_insert(0_u32) += index;
    }
    assert!(std::hint::black_box(known).len() > 1_000);
}

/// The time that this thread has worked; elsewhere than on Linux, the time that has passed.
fn worked() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let stat = std::fs::read_to_string("/proc/thread-self/stat").ok();
    // Behind the name, which may hold anything: 10 fields, then user and system time in hundredths of a second.
    let ticks = stat.as_deref().and_then(|stat| {
        let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
        Some(fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?)
    });
    ticks.map_or_else(|| START.elapsed(), |ticks| Duration::from_millis(ticks * 10))
}
