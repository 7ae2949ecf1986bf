//! The defaults of a set: one JSON file with what its definitions have in common. They are put into the tree of each
//! definition, with their own places, so that whatever is wrong with one is told where it is written.

use super::raw::{KEYS, OF_A_REQUEST};
use super::words::{list, short, start_of};
use crate::diag::{Code, Diagnostic, Sink};
use crate::json::{Entry, Kind, Node};
use typed_tools_core::nearest::nearest;

/// The keys of a file of defaults.
const OF_DEFAULTS: &[&str] =
    &["base_url", "headers", "query_params", "auth", "timeout_ms", "retries", "response"];

/// Says what a file of defaults has that is none; whether it is one at all.
pub(crate) fn check(defaults: &Node, sink: &mut Sink) -> bool {
    let Some(entries) = defaults.as_object() else {
        let message = format!("the defaults of a set are an object, not {}", defaults.describe());
        let help = "write `{ \"base_url\": \"https://..\", \"headers\": { .. } }`";
        sink.push(Diagnostic::new(Code::WrongKind, start_of(defaults), message).help(help));
        return false;
    };
    for entry in entries {
        let key = entry.key.as_str();
        if OF_DEFAULTS.contains(&key) || key == "$schema" || key.starts_with("x-") {
            continue;
        }
        let near = nearest(key, OF_DEFAULTS.iter().copied());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if KEYS.contains(&key) => "it belongs to one definition, and stands there".to_owned(),
            None => {
                format!("they have {}; your own notes go under keys that begin with `x-`", list(OF_DEFAULTS))
            }
        };
        let message = format!("the defaults of a set have no key `{}`", short(key));
        sink.push(Diagnostic::new(Code::UnknownKey, entry.key_span, message).help(help).meant_if(near));
    }
    true
}

/// Puts the defaults into each definition of a file.
pub(crate) fn apply(file: &mut Node, defaults: &Node, sink: &mut Sink) {
    match &mut file.kind {
        Kind::Array(items) => items.iter_mut().for_each(|item| apply_to_one(item, defaults, sink)),
        _ => apply_to_one(file, defaults, sink),
    }
}

fn apply_to_one(tool: &mut Node, defaults: &Node, sink: &mut Sink) {
    let Kind::Object(entries) = &mut tool.kind else { return };
    let get = |key: &str| entries.iter().find(|entry| entry.key == key);
    // What is no definition is said to be none, and not completed.
    if !entries.iter().any(|entry| KEYS.contains(&entry.key.as_str())) {
        return;
    }
    let is_native = get("native").is_some_and(|entry| entry.value.as_bool() == Some(true));
    let endpoint = get("api_endpoint").and_then(|entry| entry.value.as_str());
    let base = defaults.get("base_url").and_then(|entry| entry.value.as_str());
    let is_at_base = endpoint.is_some_and(|endpoint| {
        endpoint.starts_with('/') || base.is_some_and(|base| is_below(endpoint, base))
    });
    let has_credentials = get("auth").is_some() || has(get("headers"), "authorization");
    let is_repeatable = get("idempotency_key").is_some()
        || get("http_method")
            .and_then(|entry| entry.value.as_str())
            .is_some_and(|method| matches!(method, "GET" | "HEAD" | "PUT" | "DELETE"));
    for default in defaults.as_object().unwrap_or_default() {
        let key = default.key.as_str();
        if is_native && (OF_A_REQUEST.contains(&key) || key == "base_url") {
            continue;
        }
        let own = entries.iter().position(|entry| entry.key == key);
        match key {
            "headers" | "query_params" => {
                let mut given = default.clone();
                let Kind::Object(pairs) = &mut given.value.kind else {
                    if own.is_none() {
                        entries.push(given);
                    }
                    continue;
                };
                // Credentials of a definition's own replace those of the set.
                pairs.retain(|pair| !has_credentials || !pair.key.eq_ignore_ascii_case("authorization"));
                pairs.retain(|pair| is_at_base || !elsewhere(pair, sink));
                match own.and_then(|at| entries.get_mut(at)) {
                    Some(own) => complete(&mut own.value, pairs, key == "headers"),
                    None => entries.push(given),
                }
            }
            "auth" if has_credentials => {}
            "auth" if !is_at_base && elsewhere(default, sink) => {}
            "retries" if !is_repeatable => {}
            "response" => match own.and_then(|at| entries.get_mut(at)) {
                Some(own) => {
                    let given = default.value.as_object().unwrap_or_default();
                    complete(&mut own.value, given, false);
                }
                None => entries.push(default.clone()),
            },
            key if own.is_none() && OF_DEFAULTS.contains(&key) => entries.push(default.clone()),
            _ => {}
        }
    }
}

/// Adds to an object what it does not have itself; `null` takes one of them away.
fn complete(own: &mut Node, given: &[Entry], any_case: bool) {
    let Kind::Object(entries) = &mut own.kind else { return };
    let same = |a: &str, b: &str| a == b || any_case && a.eq_ignore_ascii_case(b);
    for default in given {
        match entries.iter().position(|entry| same(&entry.key, &default.key)) {
            Some(at) if entries.get(at).is_some_and(|entry| matches!(entry.value.kind, Kind::Null)) => {
                entries.remove(at);
            }
            Some(_) => {}
            None => entries.push(default.clone()),
        }
    }
}

fn has(headers: Option<&Entry>, name: &str) -> bool {
    let headers = headers.and_then(|entry| entry.value.as_object()).unwrap_or_default();
    headers.iter().any(|header| header.key.eq_ignore_ascii_case(name))
}

/// Whether an endpoint is below a base URL: the same text, and then a path or a query.
fn is_below(endpoint: &str, base: &str) -> bool {
    let rest = endpoint.strip_prefix(base.trim_end_matches('/'));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

/// Whether what holds a secret is left out, since the request goes elsewhere than to the set's base URL: then it is
/// said.
fn elsewhere(default: &Entry, sink: &mut Sink) -> bool {
    let holds = holds_secret(&default.value);
    if holds {
        let message =
            format!("the default `{}` is left out where a request goes elsewhere", short(&default.key));
        let help = "it holds a secret, which goes to endpoints at the set's `base_url` alone; a definition that needs it says so itself";
        sink.push(Diagnostic::new(Code::DefaultElsewhere, default.key_span, message).help(help));
    }
    holds
}

fn holds_secret(value: &Node) -> bool {
    match &value.kind {
        Kind::String(text) => text.split("{{").skip(1).any(|behind| {
            let name = behind.split("}}").next().unwrap_or_default().trim();
            !name.is_empty()
                && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
        }),
        Kind::Array(items) => items.iter().any(holds_secret),
        Kind::Object(entries) => entries.iter().any(|entry| holds_secret(&entry.value)),
        _ => false,
    }
}
