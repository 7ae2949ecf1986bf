//! `expand`: the Rust that a set becomes.

use crate::check::report;
use crate::options::Options;
use crate::usage::Usage;
use crate::{Done, print};

/// Prints the Rust that definitions become
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo typed-tools expand tools/
  cargo typed-tools expand tools/send_sms.json | less

It ends with 0 where there are no errors, 1 where there are, 2 where the command line is wrong.")]
pub(crate) struct Expand {
    #[command(flatten)]
    options: Options,
}

impl Expand {
    pub(crate) fn run(self) -> Result<Done, Usage> {
        let outcome = self.options.compile()?;
        report(std::slice::from_ref(&outcome));
        if outcome.errors() > 0 {
            return Ok(Done::Errors);
        }
        print::result(&outcome.formatted());
        Ok(Done::Clean)
    }
}
