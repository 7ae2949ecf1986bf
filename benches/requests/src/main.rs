//! Counts instructions of building requests, reading arguments and showing responses, with callgrind.
//!
//! ```text
//! cargo run --release -p typed-tools-bench-requests              # the table, and the goals
//! cargo run --release -p typed-tools-bench-requests profile CASE # where CASE spends them
//! cargo run --release -p typed-tools-bench-requests redaction    # the table of shown responses
//! ```
//!
//! Instruction counts are the same on every run, which times are not. What is counted is the
//! building of one request by a client that has built one before, averaged over [`ROUNDS`]; what
//! was built is dropped outside the count.

mod callgrind;
mod careful;
mod cases;
mod quick;
mod redaction;
mod typed;
mod values;

use std::process::ExitCode;

use callgrind::{ROUNDS, count, profile};

/// A goal: the cost of the first case, divided by that of the second, is at most the limit.
const GOALS: [(&str, &str, f64); 4] = [
    ("lead/typed", "lead/quick", 0.55),
    ("lead/typed", "lead/careful", 1.0),
    ("search/typed", "search/quick", 0.55),
    ("search/typed", "search/careful", 1.0),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => table(),
        // What valgrind runs.
        ["run", case] => redaction::run(case).unwrap_or_else(|| cases::run(case, ROUNDS)),
        ["redaction"] => redaction::table(),
        ["profile", case] => profile(case),
        _ => {
            eprintln!("usage: [redaction | profile CASE], where CASE is one of: {}", cases::NAMES.join(", "));
            ExitCode::from(2)
        }
    }
}

fn table() -> ExitCode {
    cases::assert_same();
    println!("The candidates build the same requests. Instructions each (average of {ROUNDS}):\n");
    let mut counted = Vec::new();
    for case in cases::NAMES {
        match count(case, ROUNDS) {
            Ok(instructions) => {
                println!("  {case:<24}{instructions:>9}  {}", cases::describe(case));
                counted.push((case, instructions));
            }
            Err(error) => {
                eprintln!("{case}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    println!();
    let cost =
        |case| counted.iter().find(|(name, _)| *name == case).map_or(f64::NAN, |(_, cost)| *cost as f64);
    println!("  {:<40}{:.2}", "lead/parse ÷ lead/serde", cost("lead/parse") / cost("lead/serde"));
    println!("  {:<40}{:.2}", "search/parse ÷ search/serde", cost("search/parse") / cost("search/serde"));
    let mut met = true;
    for (ours, theirs, limit) in GOALS {
        let ratio = cost(ours) / cost(theirs);
        met &= ratio <= limit;
        let verdict = if ratio <= limit { "met" } else { "MISSED" };
        println!("  {:<40}{ratio:.3}  goal {limit:.2}: {verdict}", format!("{ours} ÷ {theirs}"));
    }
    if met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
