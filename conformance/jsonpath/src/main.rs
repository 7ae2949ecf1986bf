//! The JSONPath Compliance Test Suite (RFC 9535): a query that is none must be refused when it is
//! compiled, and what another one finds must be what the suite says. `match()` and `search()` are not
//! supported, and refused with a code of their own.

use std::process::ExitCode;

use serde_json::Value;
use typed_tools_runtime::__private::{CallSet, select};

/// A query of the suite.
pub struct Case {
    tool: &'static str,
    refused: &'static str,
    test: &'static str,
}

#[allow(missing_docs, clippy::all, unused)]
mod queries {
    use super::Case;
    include!(concat!(env!("OUT_DIR"), "/queries.rs"));

    pub type ToolCall = tools::ToolCall;
}

fn main() -> ExitCode {
    let (mut right, mut wrong, mut unsupported) = (0, 0, 0);
    for case in queries::CASES {
        let test: Value = serde_json::from_str(case.test).expect("the suite is JSON");
        if case.refused.starts_with("E029") {
            unsupported += 1;
            continue;
        }
        let is_query = test.get("invalid_selector").is_none();
        let found = case.refused.is_empty().then(|| found(case.tool, &test["document"]));
        let is_right = match &found {
            None => !is_query && case.refused.starts_with("E061"),
            Some(found) => {
                // Where an object's order decides, there are several.
                let several = test["results"].as_array().map(Vec::as_slice).unwrap_or_default();
                is_query && (test["result"] == *found || several.contains(found))
            }
        };
        if is_right {
            right += 1;
        } else {
            wrong += 1;
            println!("WRONG    {}: {} {found:?} {}", test["name"], test["selector"], case.refused);
        }
    }
    println!("{right} of {} queries right; {unsupported} not supported", right + wrong);
    if wrong == 0 && right > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What the tool's query finds, as a list.
fn found(tool: &str, document: &Value) -> Value {
    let definitions = <queries::ToolCall as CallSet>::DEFINITIONS;
    let definition = definitions.iter().map(|of| of()).find(|definition| definition.name == tool);
    let selected = definition.expect("every accepted query is in the set").settings.response.select;
    let text = select(selected, document).expect("no document of the suite is large");
    let object: Value = serde_json::from_str(&text).unwrap();
    match (selected[0].single, object.get("found")) {
        (true, None) => Value::Array(Vec::new()),
        (true, Some(one)) => Value::Array(vec![one.clone()]),
        (false, found) => found.cloned().unwrap_or_default(),
    }
}
