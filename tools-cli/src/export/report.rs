//! The report: what becomes of each tool at each provider, and what the tools cost.

use std::fmt::Write;

use serde_json::json;
use typed_tools_codegen::{Offered, Outcome, Verdict};
use typed_tools_runtime::Provider;

use super::cost::Cost;
use crate::check::count;

/// How many tools are listed as those that cost most.
const COSTLIEST: usize = 20;

/// The tools at some providers; at all where none is given.
pub(super) fn offered(outcome: &Outcome, providers: &[Provider]) -> Vec<Vec<Offered>> {
    outcome.offered(|name| providers.is_empty() || providers.iter().any(|provider| provider.as_str() == name))
}

/// The word for a verdict, and why.
pub(crate) fn words(verdict: &Verdict) -> (&'static str, &[String]) {
    match verdict {
        Verdict::Strict => ("strict", &[]),
        Verdict::Ok(why) => ("ok", why),
        Verdict::Degraded(why) => ("degraded", why),
        Verdict::Impossible(why) => ("impossible", why),
        _ => ("unknown", &[]),
    }
}

/// For people: for each tool, the providers that do the same with it in one line; then the costs.
pub(super) fn table(outcome: &Outcome, providers: &[Provider]) -> String {
    let mut text = String::new();
    let mut counts = [("strict", 0), ("ok", 0), ("degraded", 0), ("impossible", 0)];
    let tools = offered(outcome, providers);
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
    costs(&mut text, &tools);
    let sums: Vec<_> = counts.iter().map(|(word, count)| format!("{count} {word}")).collect();
    let across = tools.first().map_or(0, Vec::len);
    let _ = writeln!(text, "{} x {across} providers: {}", count(tools.len(), "tool"), sums.join(", "));
    text
}

/// What the tools field costs at each provider, those that agree in one line, and the tools that cost most.
fn costs(text: &mut String, tools: &[Vec<Offered>]) {
    let mut groups: Vec<(Cost, Vec<&str>)> = Vec::new();
    for (provider, cost) in of_sets(tools) {
        match groups.iter_mut().find(|(known, _)| *known == cost) {
            Some((_, names)) => names.push(provider),
            None => groups.push((cost, vec![provider])),
        }
    }
    let line = |text: &mut String, cost: Cost, what: &str| {
        let Cost { bytes, tokens } = cost;
        let _ = writeln!(text, "  {bytes:>8} bytes  about {tokens:>7} tokens  {what}");
    };
    if let [(_, names), ..] = groups.as_slice() {
        let first = names.first().copied().unwrap_or_default();
        let listed = costliest(tools);
        let _ = writeln!(text, "all tools, in a request to");
        for (cost, names) in &groups {
            line(text, *cost, &names.join(", "));
        }
        let _ = match listed.len() {
            0 => Ok(()),
            1 => writeln!(text, "the tool, at {first}"),
            most => writeln!(text, "the {most} tools that cost most, at {first}"),
        };
        for (name, cost) in listed {
            line(text, cost, name);
        }
    }
}

/// What the whole field costs at each provider.
fn of_sets(tools: &[Vec<Offered>]) -> Vec<(&'static str, Cost)> {
    let providers = tools.first().map(Vec::as_slice).unwrap_or_default().iter().enumerate();
    let each = providers.map(|(index, offered)| {
        let at_it: Vec<&Offered> = tools.iter().filter_map(|tool| tool.get(index)).collect();
        (offered.provider, Cost::of_set(&at_it))
    });
    each.collect()
}

/// The tools that cost most at the first of the providers.
fn costliest(tools: &[Vec<Offered>]) -> Vec<(&str, Cost)> {
    let first = tools.iter().filter_map(|tool| tool.first());
    let mut costs: Vec<_> =
        first.filter_map(|tool| Some((tool.name.as_str(), Cost::of_tool(tool)?))).collect();
    costs.sort_by_key(|(_, cost)| std::cmp::Reverse(cost.bytes));
    costs.truncate(COSTLIEST);
    costs
}

/// For programs: a line for each tool and provider, and one for the set.
pub(super) fn lines(outcome: &Outcome, providers: &[Provider]) -> String {
    let mut text = String::new();
    let tools = offered(outcome, providers);
    for offered in tools.iter().flatten() {
        let (word, why) = words(&offered.verdict);
        let cost = Cost::of_tool(offered).unwrap_or_default();
        let line = json!({
            "tool": offered.name, "provider": offered.provider, "verdict": word, "why": why,
            "bytes": cost.bytes, "tokens": cost.tokens,
        });
        let _ = writeln!(text, "{line}");
    }
    let sets: Vec<_> = of_sets(&tools)
        .into_iter()
        .map(|(provider, cost)| json!({ "provider": provider, "bytes": cost.bytes, "tokens": cost.tokens }))
        .collect();
    let most: Vec<_> = costliest(&tools)
        .into_iter()
        .map(|(tool, cost)| json!({ "tool": tool, "bytes": cost.bytes, "tokens": cost.tokens }))
        .collect();
    let _ = writeln!(text, "{}", json!({ "tools": tools.len(), "sets": sets, "costliest": most }));
    text
}
