//! What a process has used, by Linux's `/proc`.

use std::time::Duration;

use crate::Failure;

/// Resident bytes of this process.
pub(crate) fn resident() -> Result<u64, Failure> {
    let statm = std::fs::read_to_string("/proc/self/statm")?;
    let pages: u64 = statm.split(' ').nth(1).unwrap_or_default().parse()?;
    Ok(pages * 4_096)
}

/// CPU time of this process: the sum over its threads.
pub(crate) fn cpu() -> Result<Duration, Failure> {
    let mut nanoseconds = 0;
    for task in std::fs::read_dir("/proc/self/task")? {
        let times = std::fs::read_to_string(task?.path().join("schedstat"))?;
        nanoseconds += times.split(' ').next().unwrap_or_default().parse::<u64>()?;
    }
    Ok(Duration::from_nanos(nanoseconds))
}

/// Open sockets of this process.
pub(crate) fn sockets() -> Result<usize, Failure> {
    let mut sockets = 0;
    for open in std::fs::read_dir("/proc/self/fd")? {
        let target = std::fs::read_link(open?.path()).unwrap_or_default();
        sockets += usize::from(target.to_string_lossy().starts_with("socket:"));
    }
    Ok(sockets)
}
