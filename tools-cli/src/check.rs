//! `check`: finds every mistake and says it, to people or to programs.

use std::fmt::Write;

use lexopt::Arg::{Long, Value};
use lexopt::ValueExt;
use typed_tools_codegen::{Outcome, compile, compile_each, sarif, summary_line};

use crate::usage::{Set, Usage, set_help, unknown_flag};
use crate::{Done, print};

pub(crate) const HELP: &str = concat!(
    "\
Finds every mistake in definitions

Usage: cargo typed-tools check [OPTIONS] PATHS...

  --message-format F     human (default), json (a line for each, a summary last) or sarif (2.1.0)
  --each                 each file is a set of its own

",
    set_help!(),
    "\nIt ends with 0 where there are no errors, 1 where there are, 2 where the command line is wrong.\n"
);

#[derive(Clone, Copy)]
enum Format {
    Human,
    Json,
    Sarif,
}

pub(crate) fn run(mut parser: lexopt::Parser) -> Result<Done, Usage> {
    let mut set = Set::default();
    let mut format = Format::Human;
    let mut each = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Value(path) => set.path(path)?,
            Long("each") => each = true,
            Long("message-format") => {
                format = match parser.value()?.string()?.as_str() {
                    "human" => Format::Human,
                    "json" => Format::Json,
                    "sarif" => Format::Sarif,
                    other => {
                        return Err(Usage(format!(
                            "--message-format is human, json or sarif, not `{other}`"
                        )));
                    }
                }
            }
            Long(name) => {
                let name = name.to_owned();
                if !set.flag(&name, &mut parser)? {
                    return Err(unknown_flag(Long(&name), &["--message-format", "--each"]));
                }
            }
            other => return Err(unknown_flag(other, &[])),
        }
    }
    let inputs = set.inputs()?;
    let outcomes =
        if each { compile_each(&inputs, &set.options) } else { vec![compile(&inputs, &set.options)] };
    match format {
        Format::Human => human(&outcomes),
        Format::Json => print::result(&json(&outcomes)),
        Format::Sarif => print::result(&format!("{}\n", sarif(&outcomes))),
    }
    let clean = outcomes.iter().all(|outcome| outcome.errors() == 0);
    Ok(if clean { Done::Clean } else { Done::Errors })
}

fn human(outcomes: &[Outcome]) {
    report(outcomes);
    let sum = |count: fn(&Outcome) -> usize| outcomes.iter().map(count).sum::<usize>();
    let (errors, warnings) = (sum(Outcome::errors), sum(Outcome::warnings));
    let mut line = format!(
        "{} in {}: ",
        count(sum(Outcome::tools), "tool"),
        count(sum(|outcome| outcome.sources().files().len()), "file")
    );
    match (errors, warnings) {
        (0, 0) => line.push_str("no mistakes"),
        (0, _) => line.push_str(&count(warnings, "warning")),
        (_, 0) => line.push_str(&count(errors, "error")),
        _ => line.push_str(&format!("{}, {}", count(errors, "error"), count(warnings, "warning"))),
    }
    line.push('\n');
    if errors == 0 { print::result(&line) } else { print::notice(&line) }
}

/// Writes what was found to stderr.
pub(crate) fn report(outcomes: &[Outcome]) {
    let look = print::look();
    let mut text = String::new();
    for outcome in outcomes {
        for diagnostic in outcome.diagnostics() {
            let _ = writeln!(text, "{}\n", outcome.render(diagnostic, look));
        }
    }
    print::notice(&text);
}

fn json(outcomes: &[Outcome]) -> String {
    let mut text = String::new();
    for outcome in outcomes {
        for diagnostic in outcome.diagnostics() {
            text.push_str(&outcome.json_line(diagnostic));
            text.push('\n');
        }
    }
    text.push_str(&summary_line(outcomes));
    text.push('\n');
    text
}

pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
