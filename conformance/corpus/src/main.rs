//! Runs the argument cases of published definitions against generated code: what is valid must be
//! accepted and come out as it went in, what is not must be refused.

#![deny(warnings)]

use std::collections::BTreeMap;

use typed_tools::__private::{Val, check, to_value};
use typed_tools::serde_json::{self, Value};
use typed_tools::{ArgumentError, CallSet, NoteKind};

#[cfg(feature = "oracle")]
mod oracle;

/// A call that was read.
pub struct Call {
    /// What goes out again.
    out: Value,
    /// The pointers of what was dropped.
    dropped: Vec<String>,
    /// The rules that the typed arguments break, as they are checked before a request.
    broken: Vec<String>,
}

/// Reads a call.
pub type ReadFn = fn(&Value) -> Result<Call, ArgumentError>;

#[deny(missing_docs)]
#[allow(missing_docs)]
mod tools {
    include!(concat!(env!("OUT_DIR"), "/tools.rs"));
}

/// Strictly, with the notes that a silent `parse` does not give.
pub fn read<C: CallSet>(arguments: &Value) -> Result<Call, ArgumentError> {
    let name = C::DEFINITIONS[0]().name;
    let read = C::read_call(name, arguments.into(), false)?;
    let dropped = read.notes.iter().filter(|note| note.kind == NoteKind::Dropped);
    let (definition, arguments) = read.call.parts();
    let broken = match check(&definition.arguments, Val::Object(arguments)) {
        Ok(()) => Vec::new(),
        Err(violations) => violations.kept.iter().map(ToString::to_string).collect(),
    };
    let dropped = dropped.map(|note| note.pointer.clone()).collect();
    Ok(Call { out: to_value(Val::Object(arguments)), dropped, broken })
}

fn main() {
    let corpus = std::env::var("CORPUS").expect("CORPUS: the folder of definitions and cases");
    let cases = std::fs::read_to_string(format!("{corpus}/cases.jsonl")).expect("cases.jsonl");
    let tools: BTreeMap<_, _> = tools::TOOLS.iter().copied().collect();
    for (tool, why) in tools::REFUSED {
        println!("refused: {tool}: {why}");
    }
    let total = tools::TOOLS.len() + tools::REFUSED.len();
    println!("tools: {} of {total} accepted", tools::TOOLS.len());

    #[cfg(feature = "oracle")]
    let mut oracle = oracle::Asked::new();
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let (mut passed, mut failed) = (0, 0);
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).expect("JSON lines");
        let tool = case["tool"].as_str().expect("a tool");
        let kind = case["kind"].as_str().expect("a kind").split(':').next().unwrap_or_default().to_owned();
        let Some(read) = tools.get(tool) else {
            *counts.entry((kind, "tool refused")).or_default() += 1;
            continue;
        };
        let sent = &case["arguments"];
        #[cfg(feature = "oracle")]
        oracle.ask(tool, &kind, &case, read(sent).err());
        let verdict = match (case["valid"] == true, read(sent)) {
            (true, Ok(Call { broken, dropped, .. })) if !broken.is_empty() => {
                println!("broken: {tool} {kind}: {sent}: {}", broken.join("; "));
                match dropped.is_empty() {
                    true => "WRONG: no request can be made of it",
                    // `minProperties` counts what the definition does not name, and so drops.
                    false => "accepted: without what was dropped, no request can be made of it",
                }
            }
            (true, Ok(Call { out, dropped, .. })) => match difference(sent, &out, "", &dropped) {
                None => "as it should",
                Some(at) => {
                    println!("changed: {tool} {kind}: at {at}: {sent} -> {out}");
                    "WRONG: changed"
                }
            },
            // The validator of the cases takes `format` for an annotation.
            (true, Err(ArgumentError::Rejected { violations, .. }))
                if violations.iter().all(|one| one.rule == "format") =>
            {
                "refused: a date or other format that is none"
            }
            (true, Err(error)) => {
                println!("refused: {tool} {kind}: {sent}: {}", error.for_model());
                "WRONG: refused"
            }
            (false, Err(_)) => "as it should",
            (false, Ok(_)) if kind == "null_for_optional" => "accepted: null means absent",
            (false, Ok(Call { out, .. })) => {
                println!("accepted: {tool} {kind}: {sent} -> {out}");
                "WRONG: accepted"
            }
        };
        if verdict.starts_with("WRONG") {
            failed += 1
        } else {
            passed += 1
        }
        *counts.entry((kind, verdict)).or_default() += 1;
    }
    for ((kind, verdict), count) in &counts {
        println!("{count:5} {kind}: {verdict}");
    }
    println!("{passed} passed, {failed} failed");
    #[cfg(feature = "oracle")]
    if oracle.report() {
        std::process::exit(1);
    }
    if failed > 0 {
        std::process::exit(1);
    }
}

/// Where what came out is not what went in; dropped properties aside, and defaults, which are
/// properties that were not there.
fn difference(sent: &Value, out: &Value, pointer: &str, dropped: &[String]) -> Option<String> {
    match (sent, out) {
        (Value::Object(sent), Value::Object(out)) => sent.iter().find_map(|(key, value)| {
            let pointer = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
            match out.get(key) {
                Some(out) => difference(value, out, &pointer, dropped),
                None if dropped.contains(&pointer) || value.is_null() => None,
                None => Some(pointer),
            }
        }),
        (Value::Array(sent), Value::Array(out)) if sent.len() == out.len() => {
            sent.iter().zip(out).enumerate().find_map(|(index, (sent, out))| {
                difference(sent, out, &format!("{pointer}/{index}"), dropped)
            })
        }
        (Value::Number(sent), Value::Number(out)) if sent.as_f64() == out.as_f64() => None,
        _ if sent == out => None,
        _ => Some(pointer.to_owned()),
    }
}
