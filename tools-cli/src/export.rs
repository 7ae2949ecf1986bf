//! `export`: what goes into the tools field of a request, and what becomes of each tool where.

use std::fmt::Write;

use typed_tools_codegen::{Offered, Outcome, Verdict};
use typed_tools_runtime::__private::{Hints, Offer, compose};
use typed_tools_runtime::Provider;

use crate::check::report as diagnostics;
use crate::options::{Options, provider_names};
use crate::usage::Usage;
use crate::{Done, print};

mod cost;
mod report;

#[cfg(feature = "catalog")]
pub(crate) use cost::Cost;
#[cfg(feature = "catalog")]
pub(crate) use report::words;

/// Prints what goes into the tools field of a request to a provider
#[derive(clap::Args)]
#[command(after_help = after_help())]
pub(crate) struct Export {
    /// Strict, for every tool that can be
    #[arg(long)]
    strict: bool,

    /// What becomes of each tool at each provider (at those of --provider, if there are any): strict,
    /// ok, degraded or impossible, and why; what the tools field of a request costs, in bytes and in
    /// tokens (an estimate), and the twenty tools that cost most
    #[arg(long)]
    report: bool,

    /// How to write the report: for people, or as a JSON line for each tool and provider, and one for the set
    #[arg(long, value_name = "F", value_enum)]
    message_format: Option<Format>,

    #[command(flatten)]
    options: Options,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Format {
    Human,
    Json,
}

fn after_help() -> String {
    format!(
        "\
Examples:
  cargo typed-tools export --provider openai-chat tools/
  cargo typed-tools export --provider anthropic --strict tools/send_sms.json
  cargo typed-tools export --report tools/

--provider says whose tools field it is.
{}

It ends with 0 where there are no errors, 1 where there are, 2 where the command line is wrong.",
        provider_names()
    )
}

impl Export {
    pub(crate) fn run(self) -> Result<Done, Usage> {
        let providers = self.options.providers()?;
        let as_json = self.message_format == Some(Format::Json);
        let target = self.target(&providers)?;
        let outcome = self.options.without_providers().compile()?;
        diagnostics(std::slice::from_ref(&outcome));
        if outcome.errors() > 0 {
            return Ok(Done::Errors);
        }
        if let Some(provider) = target {
            print::notice(&left_out(&outcome, provider));
        }
        print::result(&match target {
            Some(provider) => tools_field(&outcome, provider, self.strict, |_| true),
            None if as_json => report::lines(&outcome, &providers),
            None => report::table(&outcome, &providers),
        });
        Ok(Done::Clean)
    }

    /// Whose tools field is asked for; `None` for the report.
    fn target(&self, providers: &[Provider]) -> Result<Option<Provider>, Usage> {
        let provider = match (self.report, providers) {
            (true, _) if self.strict => {
                return Err(Usage("--report says what can be strict; it takes no --strict".to_owned()));
            }
            (true, _) => return Ok(None),
            (false, _) if self.message_format == Some(Format::Json) => {
                return Err(Usage("--message-format goes with --report".to_owned()));
            }
            (false, [one]) => *one,
            (false, []) => {
                return Err(Usage("say whose tools field: --provider NAME; or --report for all".to_owned()));
            }
            (false, _) => return Err(Usage("one --provider at a time; --report takes several".to_owned())),
        };
        if self.strict && !provider.has_strict() {
            let known = Provider::ALL.iter().filter(|provider| provider.has_strict()).map(|p| p.as_str());
            let known: Vec<_> = known.collect();
            return Err(Usage(format!(
                "`{provider}` has no strict mode for single tools; these have one: {}",
                known.join(", ")
            )));
        }
        Ok(Some(provider))
    }
}

/// The same bytes as `Tools::specs` and `Tools::strict_specs` give, of these tools.
pub(crate) fn tools_field(
    outcome: &Outcome,
    provider: Provider,
    strict: bool,
    among: impl Fn(&str) -> bool,
) -> String {
    let tools = outcome.offered(|name| name == provider.as_str());
    let offers: Vec<Offer<'_>> = tools.iter().flatten().filter(|tool| among(&tool.name)).map(offer).collect();
    format!("{}\n", compose(provider, strict, false, &offers))
}

pub(crate) fn offer(tool: &Offered) -> Offer<'_> {
    Offer {
        name: &tool.name,
        description: &tool.description,
        hints: Hints {
            // The runtime's tables are static; a command ends soon enough.
            title: tool.title.clone().map(|title| &*title.leak()),
            read_only: tool.read_only,
            destructive: tool.destructive,
            idempotent: tool.idempotent,
            open_world: tool.open_world,
        },
        plain: tool.schema.as_deref(),
        members: &tool.members,
        strict: tool.strict.as_deref(),
        strict_members: &tool.strict_members,
        optionals: tool.optionals,
        unions: tool.unions,
    }
}

/// The tools that the provider cannot be offered, for stderr: they are not in the field.
fn left_out(outcome: &Outcome, provider: Provider) -> String {
    let mut text = String::new();
    for tool in report::offered(outcome, &[provider]).iter().flatten() {
        if let Verdict::Impossible(why) = &tool.verdict {
            let _ = writeln!(text, "note: `{}` is left out for `{provider}`: {}", tool.name, why.join("; "));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_lists_every_provider() {
        for provider in Provider::ALL {
            assert!(after_help().contains(provider.as_str()), "{provider} is not in the help");
        }
    }
}
