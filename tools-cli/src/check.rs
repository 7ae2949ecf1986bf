//! `check`: finds every mistake and says it, to people or to programs.

mod fix;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use typed_tools_codegen::{Inputs, Outcome, compile, compile_each, sarif, summary_line};

use crate::options::Options;
use crate::usage::Usage;
use crate::{Done, print, watch};

/// Finds every mistake in definitions
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo typed-tools check tools/
  cargo typed-tools check --context contact_id:String --deny-warnings 'tools/*.json'
  cargo typed-tools check --message-format sarif tools/ > tools.sarif
  cargo typed-tools check --watch tools/
  cargo typed-tools check --fix tools/

It ends with 0 where there are no errors, 1 where there are, 2 where the command line is wrong.")]
pub(crate) struct Check {
    /// How to say it: to people, as a JSON line each and a summary last, or as SARIF 2.1.0
    #[arg(long, value_name = "F", value_enum, default_value_t = Format::Human)]
    message_format: Format,

    /// Each file is a set of its own
    #[arg(long)]
    each: bool,

    /// Checks again whenever a file of the set changes, until it is stopped
    #[arg(long)]
    watch: bool,

    /// First makes the changes that the help of a mistake spells out, where they leave fewer mistakes
    #[arg(long, conflicts_with = "watch")]
    fix: bool,

    #[command(flatten)]
    options: Options,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Format {
    Human,
    Json,
    Sarif,
}

impl Check {
    pub(crate) fn run(self) -> Result<Done, Usage> {
        if self.watch && self.message_format == Format::Sarif {
            return Err(Usage(
                "--watch says what it finds again and again; SARIF is one document".to_owned(),
            ));
        }
        let mut paths = Vec::new();
        if self.fix {
            fix::fix(|unsaved| self.compiled(unsaved))?;
        }
        loop {
            // What changes while it is read has changed since.
            let before = watch::Seen::now(paths.clone());
            if self.watch {
                print::result_for_people(self.message_format == Format::Human, "checking\n");
            }
            let outcomes = self.compiled(&BTreeMap::new())?;
            match self.message_format {
                Format::Human => human(&outcomes),
                Format::Json => print::result(&json(&outcomes)),
                Format::Sarif => print::result(&format!("{}\n", sarif(&outcomes))),
            }
            let clean = outcomes.iter().all(|outcome| outcome.errors() == 0);
            let done = if clean { Done::Clean } else { Done::Errors };
            if !self.watch {
                return Ok(done);
            }
            let now: Vec<_> = outcomes.iter().flat_map(Outcome::watched).collect();
            drop(outcomes);
            let seen = if now == paths { before } else { watch::Seen::now(now.clone()) };
            paths = now;
            print::result_for_people(self.message_format == Format::Human, "watching for changes\n");
            match seen.changed(print::nobody_reads) {
                Some(path) => print::notice(&format!("{} has changed\n", path.display())),
                None => return Ok(done),
            }
        }
    }
}

impl Check {
    /// The sets, with texts in place of what some files hold.
    fn compiled(&self, unsaved: &BTreeMap<PathBuf, String>) -> Result<Vec<Outcome>, Usage> {
        let inputs = Inputs { unsaved: unsaved.clone(), ..self.options.inputs()? };
        let options = self.options.of_set()?;
        Ok(if self.each { compile_each(&inputs, &options) } else { vec![compile(&inputs, &options)] })
    }
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
