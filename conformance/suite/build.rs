//! Compiles every schema of the suite into one file of static tables.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;
use typed_tools_codegen::{Level, compile_schema};

/// The formats that are asserted; the suite tests formats in files of these names.
const FORMATS: &[&str] = &["date", "time", "date-time", "email", "uri", "uuid", "ipv4", "ipv6", "hostname"];

fn main() {
    println!("cargo::rerun-if-env-changed=JSON_SCHEMA_SUITE");
    let suite = PathBuf::from(env::var("JSON_SCHEMA_SUITE").expect("JSON_SCHEMA_SUITE: the suite's folder"));
    println!("cargo::rerun-if-changed={}", suite.display());
    let mut code = String::from("use typed_tools_runtime::__private as __tt;\n");
    let mut list = String::new();
    let mut groups = Vec::new();
    for (draft, uri) in [
        ("draft2020-12", "https://json-schema.org/draft/2020-12/schema"),
        ("draft7", "http://json-schema.org/draft-07/schema#"),
    ] {
        for file in files(&suite.join(draft)) {
            let name = format!("{draft}/{}", file.strip_prefix(suite.join(draft)).unwrap().display());
            let text = fs::read_to_string(&file).unwrap();
            for group in serde_json::from_str::<Vec<Value>>(&text).unwrap() {
                groups.push((name.clone(), uri, group));
            }
        }
    }
    for (index, (file, uri, group)) in groups.iter().enumerate() {
        let mut schema = group["schema"].clone();
        // The suite's files stand for their draft; draft 7's do not say it.
        if let Some(schema) = schema.as_object_mut() {
            if !schema.contains_key("$schema") {
                schema.insert("$schema".into(), Value::String((*uri).into()));
            }
        }
        let name = format!("S{index}");
        let (table, refused) = match compile_schema(&schema.to_string()) {
            Ok(tokens) => {
                let _ = writeln!(code, "{}", tokens.into_static(&name));
                (format!("Some(&{name})"), String::new())
            }
            Err(said) => {
                let errors = said.iter().filter(|d| d.level == Level::Error);
                (
                    "None".to_owned(),
                    errors.map(|d| format!("{}: {}", d.code.id(), d.message)).collect::<Vec<_>>().join("; "),
                )
            }
        };
        let about = group["description"].as_str().unwrap();
        let tests = group["tests"].to_string();
        let _ = writeln!(
            list,
            "Group {{ file: {file:?}, about: {about:?}, schema: {table}, refused: {refused:?}, tests: {tests:?} }},"
        );
    }
    let _ = writeln!(code, "pub static GROUPS: &[Group] = &[{list}];");
    fs::write(Path::new(&env::var("OUT_DIR").unwrap()).join("suite.rs"), code).unwrap();
}

/// The required tests, `format.json` aside (it holds that formats are not asserted), and those
/// of the asserted formats.
fn files(folder: &Path) -> Vec<PathBuf> {
    let json =
        |entry: fs::DirEntry| Some(entry.path()).filter(|p| p.extension().is_some_and(|e| e == "json"));
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().filter_map(|e| json(e.unwrap())).collect();
    files.retain(|file| file.file_stem().unwrap() != "format");
    for format in FORMATS {
        files.push(folder.join("optional/format").join(format!("{format}.json")));
    }
    // Draft 7 has no `uuid`.
    files.retain(|file| file.exists());
    files.sort();
    files
}
