//! Makes a definition of every query of the suite, and compiles those that are accepted into one set.

use std::path::Path;
use std::{env, fs};

use serde_json::{Value, json};
use typed_tools_codegen::{Inputs, Options, compile};

fn main() {
    println!("cargo::rerun-if-env-changed=JSONPATH_SUITE");
    let file = env::var("JSONPATH_SUITE").expect("JSONPATH_SUITE: the suite's file");
    println!("cargo::rerun-if-changed={file}");
    let suite: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let mut accepted = Vec::new();
    let mut list = String::new();
    for (index, test) in suite["tests"].as_array().unwrap().iter().enumerate() {
        let definition = json!({
            "name": format!("q{index:03}"),
            "description": "A query",
            "api_endpoint": "https://api.example.com/",
            "http_method": "GET",
            "response": { "select": { "found": test["selector"] } }
        });
        let outcome = compile(&Inputs::inline("query.json", definition.to_string()), &Options::default());
        let said: Vec<String> =
            outcome.diagnostics().iter().map(|d| format!("{}: {}", d.code.id(), d.message)).collect();
        let said = said.join("; ");
        if said.is_empty() {
            accepted.push(definition);
        }
        let test = test.to_string();
        list += &format!("Case {{ tool: \"q{index:03}\", refused: {said:?}, test: {test:?} }},\n");
    }
    let set = compile(&Inputs::inline("queries.json", Value::Array(accepted).to_string()), &Options::default());
    let code = format!(
        "mod tools {{ use typed_tools_runtime::__private as __tt; {} }}\npub static CASES: &[Case] = &[{list}];",
        set.tokens()
    );
    fs::write(Path::new(&env::var("OUT_DIR").unwrap()).join("queries.rs"), code).unwrap();
}
