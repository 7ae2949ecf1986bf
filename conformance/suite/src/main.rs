//! The JSON Schema Test Suite: a schema may be refused when it is compiled, but no verdict of
//! one that is accepted may be wrong.

use std::collections::BTreeMap;
use std::process::ExitCode;

use serde_json::Value;
use typed_tools_runtime::__private::{Schema, Val, accepts};

/// One schema of the suite with its tests.
pub struct Group {
    file: &'static str,
    about: &'static str,
    schema: Option<&'static Schema<'static>>,
    refused: &'static str,
    tests: &'static str,
}

#[allow(missing_docs)]
mod suite {
    use super::Group;
    include!(concat!(env!("OUT_DIR"), "/suite.rs"));
}

fn main() -> ExitCode {
    let verbose = std::env::args().any(|arg| arg == "--refused");
    let mut totals: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for group in suite::GROUPS {
        let draft = group.file.split('/').next().unwrap_or_default();
        let [schemas, accepted, right, wrong] = totals.entry(draft).or_default();
        *schemas += 1;
        let Some(schema) = group.schema else {
            if verbose {
                println!("refused  {}: {}: {}", group.file, group.about, group.refused);
            }
            continue;
        };
        *accepted += 1;
        let tests: Vec<Value> = serde_json::from_str(group.tests).expect("the suite is JSON");
        for test in &tests {
            if accepts(schema, Val::Json(&test["data"])) == (test["valid"] == Value::Bool(true)) {
                *right += 1;
            } else {
                *wrong += 1;
                println!("WRONG    {}: {}: {}", group.file, group.about, test["description"]);
            }
        }
    }
    let mut failed = false;
    for (draft, [schemas, accepted, right, wrong]) in totals {
        println!(
            "{draft}: {accepted} of {schemas} schemas accepted; {right} of {} verdicts right",
            right + wrong
        );
        failed |= wrong > 0 || accepted == 0;
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
