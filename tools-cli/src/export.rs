//! `export`: what goes into the tools field of a request, and what becomes of each tool where.

use std::fmt::Write;

use lexopt::Arg::{Long, Value};
use lexopt::ValueExt;
use typed_tools_codegen::{Offered, Outcome, Verdict, compile};
use typed_tools_runtime::__private::{Hints, Offer, compose};
use typed_tools_runtime::Provider;

use crate::check::report as diagnostics;
use crate::usage::{Set, Usage, provider_name, set_help, unknown_flag};
use crate::{Done, print};

mod cost;
mod report;

pub(crate) const HELP: &str = concat!(
    "\
Prints what goes into the tools field of a request to a provider

Usage: cargo typed-tools export --provider NAME [--strict] [OPTIONS] PATHS...
       cargo typed-tools export --report [--message-format json] [OPTIONS] PATHS...

  --provider NAME        whose: openai-chat, openai-responses, openai-realtime, azure, anthropic,
                         gemini, gemini-live, vertex, bedrock, mistral, cohere, groq, ollama, local,
                         xai, deepseek, openrouter, vercel, mcp, mcp-2025-11-25 or mcp-2025-06-18
  --strict               strict, for every tool that can be
  --report               what becomes of each tool at each provider (at those of --provider, if
                         there are any): strict, ok, degraded or impossible, and why; what the
                         tools field of a request costs, in bytes and in tokens (an estimate), and
                         the twenty tools that cost most
  --message-format F     of the report: human (default) or json (a line for each tool and provider, and one
                         for the set)

",
    set_help!(),
    "\nIt ends with 0 where there are no errors, 1 where there are, 2 where the command line is wrong.\n"
);

const FLAGS: &[&str] = &["--strict", "--report", "--message-format"];

pub(crate) fn run(mut parser: lexopt::Parser) -> Result<Done, Usage> {
    let mut set = Set::default();
    let mut providers: Vec<Provider> = Vec::new();
    let (mut strict, mut wants_report, mut as_json) = (false, false, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Value(path) => set.path(path)?,
            Long("strict") => strict = true,
            Long("report") => wants_report = true,
            Long("provider") => {
                let name = provider_name(parser.value()?.string()?)?;
                providers.push(name.parse().map_err(|error| Usage(format!("{error}")))?);
            }
            Long("message-format") => {
                as_json = match parser.value()?.string()?.as_str() {
                    "human" => false,
                    "json" => true,
                    other => return Err(Usage(format!("--message-format is human or json, not `{other}`"))),
                }
            }
            Long(name) => {
                let name = name.to_owned();
                if !set.flag(&name, &mut parser)? {
                    return Err(unknown_flag(Long(&name), FLAGS));
                }
            }
            other => return Err(unknown_flag(other, &[])),
        }
    }
    let target = match (wants_report, providers.as_slice()) {
        (true, _) if strict => {
            return Err(Usage("--report says what can be strict; it takes no --strict".to_owned()));
        }
        (true, _) => None,
        (false, _) if as_json => return Err(Usage("--message-format goes with --report".to_owned())),
        (false, [one]) => Some(*one),
        (false, []) => {
            return Err(Usage("say whose tools field: --provider NAME; or --report for all".to_owned()));
        }
        (false, _) => return Err(Usage("one --provider at a time; --report takes several".to_owned())),
    };
    if let Some(provider) = target.filter(|provider| strict && !provider.has_strict()) {
        let known = Provider::ALL.iter().filter(|provider| provider.has_strict()).map(|p| p.as_str());
        let known: Vec<_> = known.collect();
        return Err(Usage(format!(
            "`{provider}` has no strict mode for single tools; these have one: {}",
            known.join(", ")
        )));
    }
    let outcome = compile(&set.inputs()?, &set.options);
    diagnostics(std::slice::from_ref(&outcome));
    if outcome.errors() > 0 {
        return Ok(Done::Errors);
    }
    if let Some(provider) = target {
        print::notice(&left_out(&outcome, provider));
    }
    print::result(&match target {
        Some(provider) => tools_field(&outcome, provider, strict),
        None if as_json => report::lines(&outcome, &providers),
        None => report::table(&outcome, &providers),
    });
    Ok(Done::Clean)
}

/// The same bytes as `Tools::specs` and `Tools::strict_specs` give.
fn tools_field(outcome: &Outcome, provider: Provider, strict: bool) -> String {
    let tools = outcome.offered(|name| name == provider.as_str());
    let offers: Vec<Offer<'_>> = tools.iter().flatten().map(offer).collect();
    format!("{}\n", compose(provider, strict, false, &offers))
}

fn offer(tool: &Offered) -> Offer<'_> {
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
            assert!(HELP.contains(provider.as_str()), "{provider} is not in the help");
        }
    }
}
