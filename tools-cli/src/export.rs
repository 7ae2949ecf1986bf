//! `export`: what goes into the tools field of a request, and what becomes of each tool where.

use std::fmt::Write;

use lexopt::Arg::{Long, Value};
use lexopt::ValueExt;
use serde_json::json;
use typed_tools_codegen::{Offered, Outcome, Verdict, compile};
use typed_tools_runtime::__private::{Hints, Offer, compose};
use typed_tools_runtime::Provider;

use crate::check::{count, report};
use crate::usage::{Set, Usage, provider_name, set_help, unknown_flag};
use crate::{Done, print};

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
                         there are any): strict, ok, degraded or impossible, and why
  --message-format F     of the report: human (default) or json (a line for each tool and provider)

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
    report(std::slice::from_ref(&outcome));
    if outcome.errors() > 0 {
        return Ok(Done::Errors);
    }
    if let Some(provider) = target {
        print::notice(&left_out(&outcome, provider));
    }
    print::result(&match target {
        Some(provider) => tools_field(&outcome, provider, strict),
        None if as_json => lines(&outcome, &providers),
        None => table(&outcome, &providers),
    });
    Ok(Done::Clean)
}

/// The same bytes as `Tools::specs` and `Tools::strict_specs` give.
fn tools_field(outcome: &Outcome, provider: Provider, strict: bool) -> String {
    let tools = outcome.offered(|name| name == provider.as_str());
    let tools: Vec<&Offered> = tools.iter().flatten().collect();
    let offers: Vec<Offer<'_>> = tools
        .iter()
        .map(|tool| Offer {
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
        })
        .collect();
    format!("{}\n", compose(provider, strict, false, &offers))
}

/// The tools that the provider cannot be offered, for stderr: they are not in the field.
fn left_out(outcome: &Outcome, provider: Provider) -> String {
    let mut text = String::new();
    for tool in reported(outcome, &[provider]).iter().flatten() {
        if let Verdict::Impossible(why) = &tool.verdict {
            let _ = writeln!(text, "note: `{}` is left out for `{provider}`: {}", tool.name, why.join("; "));
        }
    }
    text
}

fn reported(outcome: &Outcome, providers: &[Provider]) -> Vec<Vec<Offered>> {
    outcome.offered(|name| providers.is_empty() || providers.iter().any(|provider| provider.as_str() == name))
}

/// The word for a verdict, and why.
fn words(verdict: &Verdict) -> (&'static str, &[String]) {
    match verdict {
        Verdict::Strict => ("strict", &[]),
        Verdict::Ok(why) => ("ok", why),
        Verdict::Degraded(why) => ("degraded", why),
        Verdict::Impossible(why) => ("impossible", why),
        _ => ("unknown", &[]),
    }
}

/// For people: for each tool, the providers that do the same with it in one line.
fn table(outcome: &Outcome, providers: &[Provider]) -> String {
    let mut text = String::new();
    let mut counts = [("strict", 0), ("ok", 0), ("degraded", 0), ("impossible", 0)];
    let tools = reported(outcome, providers);
    for tool in &tools {
        let Some(first) = tool.first() else { continue };
        let _ = writeln!(text, "{}", first.name);
        for (word, count) in &mut counts {
            let mut groups: Vec<(&[String], Vec<&str>)> = Vec::new();
            for offered in tool.iter().filter(|offered| words(&offered.verdict).0 == *word) {
                *count += 1;
                let why = words(&offered.verdict).1;
                match groups.iter_mut().find(|(known, _)| *known == why) {
                    Some((_, names)) => names.push(offered.provider),
                    None => groups.push((why, vec![offered.provider])),
                }
            }
            for (why, names) in groups {
                let names = names.join(", ");
                let _ = match (why, *word) {
                    ([], _) => writeln!(text, "  {word:<10}  {names}"),
                    (why, "ok") => writeln!(text, "  {word:<10}  {names} (not strict: {})", why.join("; ")),
                    (why, _) => writeln!(text, "  {word:<10}  {names}: {}", why.join("; ")),
                };
            }
        }
    }
    let sums: Vec<_> = counts.iter().map(|(word, count)| format!("{count} {word}")).collect();
    let across = tools.first().map_or(0, Vec::len);
    let _ = writeln!(text, "{} x {across} providers: {}", count(tools.len(), "tool"), sums.join(", "));
    text
}

/// For programs: a line for each tool and provider.
fn lines(outcome: &Outcome, providers: &[Provider]) -> String {
    let mut text = String::new();
    for offered in reported(outcome, providers).iter().flatten() {
        let (word, why) = words(&offered.verdict);
        let line = json!({ "tool": offered.name, "provider": offered.provider, "verdict": word, "why": why });
        let _ = writeln!(text, "{line}");
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
