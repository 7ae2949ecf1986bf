//! `audit`: what a model can reach with a set of tools, and what is dangerous about it.

mod finding;
mod identity;
mod inventory;
mod places;
mod rules;
mod said;
mod sarif;

use crate::check::report;
use crate::options::Options;
use crate::usage::Usage;
use crate::{Done, print};
pub(crate) use finding::{AuditCode, Finding};
#[cfg(feature = "catalog")]
pub(crate) use inventory::{filled_places as filled, nature, url};

/// Says what a model can reach with tools, and what is dangerous about it
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo typed-tools audit tools/
  cargo typed-tools audit tools/ --deny A001 --deny A006
  cargo typed-tools audit tools/ --message-format sarif > audit.sarif

`cargo typed-tools explain A001` says more of a finding. It ends with 0, or with 1 where a finding of --deny was made
(or the definitions have errors), 2 where the command line is wrong.")]
pub(crate) struct Audit {
    /// How to say it: to people, as a JSON line for each tool and finding, or the findings as SARIF 2.1.0
    #[arg(long, value_name = "F", value_enum, default_value_t = Format::Human)]
    message_format: Format,

    /// A finding that ends the run with 1, or `all`; repeatable
    #[arg(long, value_name = "CODE")]
    deny: Vec<String>,

    /// --allow also takes codes of findings
    #[command(flatten)]
    options: Options,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Human,
    Json,
    Sarif,
}

impl Audit {
    pub(crate) fn run(mut self) -> Result<Done, Usage> {
        let named = |id: &String| AuditCode::named(id).map_err(Usage);
        let allowed = self.options.take_allowed(AuditCode::is_one);
        let allowed = allowed.iter().map(named).collect::<Result<Vec<_>, _>>()?;
        let all = self.deny.iter().any(|id| id == "all");
        let denied = self.deny.iter().filter(|id| *id != "all").map(named).collect::<Result<Vec<_>, _>>()?;
        let outcome = self.options.compile()?;
        if outcome.errors() > 0 {
            report(std::slice::from_ref(&outcome));
            return Ok(Done::Errors);
        }
        let set = outcome.runnable();
        let places = places::Places::of(&outcome);
        let mut findings = rules::findings(&set, &places);
        findings.retain(|finding| !allowed.contains(&finding.code));
        print::result(&match self.message_format {
            Format::Human => format!("{}{}", inventory::text(&set), finding::text(&findings)),
            Format::Json => format!("{}{}", inventory::json(&set), finding::json(&findings)),
            Format::Sarif => sarif::sarif(&findings),
        });
        let stops = |finding: &Finding| all || denied.contains(&finding.code);
        Ok(if findings.iter().any(stops) { Done::Errors } else { Done::Clean })
    }
}

/// What an audit finds in a set.
#[cfg(feature = "catalog")]
pub(crate) fn of(
    outcome: &typed_tools_codegen::Outcome,
    set: &typed_tools_codegen::run::Runnable,
) -> Vec<Finding> {
    rules::findings(set, &places::Places::of(outcome))
}
