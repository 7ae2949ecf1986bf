//! Tools that came, went or changed: for the model, on the wire, and for whoever sets the program up.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use typed_tools_codegen::run::RunTool;
use typed_tools_codegen::{Offered, Verdict};
use typed_tools_core::table::{Origin, Source, each_placeholder};

use super::change::{Audience, Changes, Level};
use super::load::Side;
use super::{schema, wire};

use Audience::{Model, Rust, Setup, Wire};
use Level::{Breaking, Risky, Safe};

pub(super) fn compare(old: &Side, new: &Side, changes: &mut Changes) {
    let find =
        |side: &'_ Side, name: &str| side.set.tools.iter().position(|tool| tool.definition.name == name);
    let mut renamed = BTreeSet::new();
    for (index, tool) in old.set.tools.iter().enumerate() {
        let name = tool.definition.name;
        if let Some(now) = find(new, name) {
            one(name, (old, index), (new, now), changes);
            continue;
        }
        let same_wire = |other: &&RunTool| {
            find(old, other.definition.name).is_none()
                && wire::parts(other.definition) == wire::parts(tool.definition)
        };
        match new.set.tools.iter().find(same_wire) {
            Some(other) => {
                renamed.insert(other.definition.name);
                let what = format!("it is called `{}` now", other.definition.name);
                changes.push(
                    name,
                    Model,
                    Breaking,
                    what,
                    "calls of the old name, stored ones too, find no tool",
                );
                changes.push(
                    name,
                    Rust,
                    Breaking,
                    "its types and its method have other names",
                    "what uses them does not compile",
                );
            }
            None => {
                changes.push(
                    name,
                    Model,
                    Breaking,
                    "the tool is gone",
                    "calls of it, stored ones too, find no tool",
                );
                changes.push(
                    name,
                    Rust,
                    Breaking,
                    "its types and its method are gone",
                    "what uses them does not compile",
                );
            }
        }
    }
    for tool in &new.set.tools {
        let name = tool.definition.name;
        if find(old, name).is_none() && !renamed.contains(name) {
            changes.push(name, Model, Safe, "a new tool", "no call of another changes");
            changes.push(
                name,
                Rust,
                Risky,
                "`ToolCall` has a new variant",
                "a `match` without `_` needs an arm for it",
            );
        }
    }
    setup(old, new, changes);
}

/// A tool that is on both sides.
fn one(name: &str, old: (&Side, usize), new: (&Side, usize), changes: &mut Changes) {
    let at = |(side, index): (&'_ Side, usize)| side.offered.get(index).cloned().unwrap_or_default();
    let (before, after) = (at(old), at(new));
    // What MCP's clients see has every keyword of a schema.
    let full = |offered: &[Offered]| offered.iter().find(|one| one.provider == "mcp").cloned();
    if let (Some(before), Some(after)) = (full(&before), full(&after)) {
        if before.description != after.description {
            changes.push(name, Model, Risky, "another description", "a model may call it at other times");
        }
        let parsed = |offered: &Offered| -> Value {
            serde_json::from_str(offered.schema.as_deref().unwrap_or("{}")).unwrap_or_default()
        };
        for difference in schema::compare(&parsed(&before), &parsed(&after)) {
            changes.push(name, Model, difference.level, difference.what, difference.why);
        }
        let hints = |one: &Offered| (one.read_only, one.destructive, one.idempotent, one.open_world);
        if hints(&before) != hints(&after) {
            changes.push(
                name,
                Model,
                Risky,
                "other annotations",
                "a client may ask a person, or no longer ask",
            );
        }
    }
    verdicts(name, &before, &after, changes);
    let (Some(old), Some(new)) = (old.0.set.tools.get(old.1), new.0.set.tools.get(new.1)) else { return };
    if old.definition.settings.native != new.definition.settings.native {
        let what = if new.definition.settings.native { "it is native now" } else { "it sends a request now" };
        changes.push(name, Rust, Breaking, what, "the set's `Native` has another method");
        return;
    }
    on_the_wire(name, old, new, changes);
}

/// What becomes of the tool at the providers.
fn verdicts(name: &str, before: &[Offered], after: &[Offered], changes: &mut Changes) {
    let rank = |verdict: &Verdict| match verdict {
        Verdict::Strict => ("strict", 0),
        Verdict::Ok(_) => ("not strict", 1),
        Verdict::Degraded(_) => ("degraded", 2),
        _ => ("impossible", 3),
    };
    let mut groups: BTreeMap<(&str, &str, bool), Vec<&str>> = BTreeMap::new();
    for (before, after) in before.iter().zip(after) {
        let ((was, old), (is, new)) = (rank(&before.verdict), rank(&after.verdict));
        if old != new {
            groups.entry((was, is, new > old)).or_default().push(after.provider);
        }
    }
    for ((was, is, worse), providers) in groups {
        let what = format!("it was {was}, and is {is}, at {}", providers.join(", "));
        let (level, why) = match (worse, is) {
            (true, "impossible") => (Breaking, "it can no longer be offered there"),
            (true, _) => (Risky, "more calls may come that do not fit"),
            (false, _) => (Safe, "fewer calls may come that do not fit"),
        };
        changes.push(name, Model, level, what, why);
    }
}

fn on_the_wire(name: &str, old: &RunTool, new: &RunTool, changes: &mut Changes) {
    let (before, after) = (wire::parts(old.definition), wire::parts(new.definition));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for part in names {
        let what = match (before.get(part), after.get(part)) {
            (old, new) if old == new => continue,
            (Some(old), Some(new)) => format!("{part} was {old}, and is {new}"),
            (None, Some(new)) => format!("{part} is new: {new}"),
            (Some(old), None) => format!("{part} is gone: {old}"),
            (None, None) => continue,
        };
        let (level, why) = match part.as_str() {
            "method" | "path" => (Breaking, "another operation of the service is called"),
            "origin" => (Breaking, "another service is called"),
            "body's type" => (Breaking, "the service reads another format"),
            _ => (Risky, "the service must expect it"),
        };
        changes.push(name, Wire, level, what, why);
    }
    let (old, new) = (old.definition.settings, new.definition.settings);
    let mut setting = |what: &str, differs: bool, level, why: &str| {
        if differs {
            changes.push(name, Wire, level, what, why);
        }
    };
    setting("another deadline", old.timeout_ms != new.timeout_ms, Safe, "calls end earlier or later");
    setting(
        "another number of retries",
        old.retries != new.retries,
        Risky,
        "the service is called more or less often",
    );
    setting(
        "another idempotency key",
        old.idempotency_key != new.idempotency_key,
        Risky,
        "a repeated call may take effect twice, or no longer",
    );
    let rules = |settings: &typed_tools_core::table::Settings<'_>| format!("{:?}", settings.response);
    setting(
        "what a model reads of the response",
        rules(old) != rules(new),
        Risky,
        "a model sees more, less, or other values",
    );
}

/// Secrets and context: what a program needs before its first call.
fn setup(old: &Side, new: &Side, changes: &mut Changes) {
    for name in new.set.secrets.iter().filter(|name| !old.set.secrets.contains(name)) {
        let what = format!("the secret `{name}` is new");
        changes.push("", Setup, Breaking, what, "the program does not start where it is not set");
    }
    for name in old.set.secrets.iter().filter(|name| !new.set.secrets.contains(name)) {
        changes.push(
            "",
            Setup,
            Safe,
            format!("the secret `{name}` is no longer needed"),
            "it may be taken away",
        );
    }
    let (before, after) = (destinations(old), destinations(new));
    for (secret, origins) in &after {
        let Some(known) = before.get(secret) else { continue };
        for origin in origins.difference(known) {
            let what = format!("the secret `{secret}` goes to {origin}, too");
            changes.push("", Setup, Risky, what, "another service gets this credential");
        }
    }
    for (name, ty, optional) in &new.set.context {
        let what = match old.set.context.iter().find(|(known, ..)| known == name) {
            None => format!("the context `{name}` is new"),
            Some((_, old_ty, old_optional)) if (old_ty, old_optional) != (ty, optional) => {
                format!("the context `{name}` has another type")
            }
            Some(_) => continue,
        };
        changes.push("", Setup, Breaking, what, "`Context` has another field, which the program must fill");
    }
    for (name, ..) in
        old.set.context.iter().filter(|(name, ..)| !new.set.context.iter().any(|(known, ..)| known == name))
    {
        changes.push(
            "",
            Setup,
            Breaking,
            format!("the context `{name}` is gone"),
            "`Context` has no such field any more",
        );
    }
}

/// Where each secret goes.
fn destinations(side: &Side) -> BTreeMap<&'static str, BTreeSet<String>> {
    let mut found: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    for tool in &side.set.tools {
        let origin = match tool.definition.request.origin {
            Origin::Fixed(origin) => origin.to_owned(),
            Origin::BaseUrl(name) => format!("{{{{{name}}}}}"),
        };
        each_placeholder(tool.definition, &mut |_, placeholder| {
            if let Source::Secret(name) = placeholder.source {
                found.entry(name).or_default().insert(origin.clone());
            }
        });
    }
    found
}
