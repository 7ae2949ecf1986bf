//! What a call costs in instructions of the client's process, which another load on the machine does not change.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::{Failure, Service, calls};

/// The difference of these, so that what a process does once does not count.
const FEW: u64 = 100;
const MANY: u64 = 1_100;

/// Counts both sides.
pub(crate) fn table(service: &Service) -> Result<(), Failure> {
    println!("instructions a call, one session, {FEW} to {MANY} calls");
    let mut counted = Vec::new();
    for side in [calls::OURS, calls::CAREFUL] {
        let each = (count(service, side, MANY)? - count(service, side, FEW)?) / (MANY - FEW);
        println!("{side:>14}{each:>14}");
        counted.push(each as f64);
    }
    println!("{:>14}{:>14.3}", "ratio", counted[0] / counted[1]);
    Ok(())
}

/// The instructions of a process that makes so many calls.
fn count(service: &Service, side: &str, calls: u64) -> Result<u64, Failure> {
    let program = std::env::current_exe()?;
    let file: PathBuf = program.with_file_name(format!("callgrind.out.load-{side}-{calls}"));
    let status = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet"])
        .arg(format!("--callgrind-out-file={}", file.display()))
        .arg(&program)
        .args(["one", side, &calls.to_string(), &service.origin])
        .stdout(Stdio::null())
        .status()?;
    if !status.success() {
        return Err(format!("valgrind: {status}").into());
    }
    let text = std::fs::read_to_string(&file)?;
    let total = text.lines().find_map(|line| line.strip_prefix("summary: ")).ok_or("no summary")?;
    Ok(total.trim().parse()?)
}
