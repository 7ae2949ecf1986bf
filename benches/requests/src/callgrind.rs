//! Runs this program again, a case at a time, under `valgrind --tool=callgrind`.

use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

/// How often a case is run inside the count.
pub(crate) const ROUNDS: u64 = 100;

/// Callgrind counts only while this function runs (`--toggle-collect`).
#[inline(never)]
pub(crate) fn counted(work: &mut dyn FnMut()) {
    work();
}

/// The instructions of one of so many rounds.
pub(crate) fn count(case: &str, rounds: u64) -> Result<u64, String> {
    let file = run(case)?;
    let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let total = text.lines().find_map(|line| line.strip_prefix("summary: "));
    let total: u64 = total.and_then(|total| total.trim().parse().ok()).ok_or("callgrind gave no summary")?;
    if total == 0 {
        return Err("callgrind counted nothing: is the program stripped of its symbols?".to_owned());
    }
    Ok(total / rounds)
}

/// Prints where a case spends its instructions.
pub(crate) fn profile(case: &str) -> ExitCode {
    let shown = run(case).and_then(|file| {
        let status =
            Command::new("callgrind_annotate").args(["--auto=no", "--inclusive=yes"]).arg(file).status();
        status.map_err(|error| format!("callgrind_annotate: {error}"))
    });
    match shown {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(status) => {
            eprintln!("callgrind_annotate: {status}");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(case: &str) -> Result<PathBuf, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let file = program.with_file_name(format!("callgrind.out.{}", case.replace('/', "-")));
    let status = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet", "--toggle-collect=*callgrind::counted*"])
        .arg(format!("--callgrind-out-file={}", file.display()))
        .arg(&program)
        .args(["run", case])
        .stdout(Stdio::null())
        .status()
        .map_err(|error| format!("valgrind cannot be run (is it installed?): {error}"))?;
    if status.success() { Ok(file) } else { Err(format!("valgrind: {status}")) }
}
