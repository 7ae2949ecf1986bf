//! Generates a module for each definition under `CORPUS`, each a set of its own, and says which
//! were refused.

#[cfg(feature = "oracle")]
mod oracle;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use typed_tools_codegen::{Inputs, Level, Options, Setting, compile};

fn main() {
    println!("cargo::rerun-if-env-changed=CORPUS");
    let corpus =
        PathBuf::from(std::env::var_os("CORPUS").expect("CORPUS: the folder of definitions and cases"));
    println!("cargo::rerun-if-changed={}", corpus.display());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("a build script"));
    let mut files = Vec::new();
    collect(&corpus, &mut files);
    files.sort();

    let mut options = Options::default();
    options.set("allow_http", Setting::List(vec!["*".to_owned()])).expect("an option");
    let (mut modules, mut table, mut refused) = (String::new(), String::new(), String::new());
    let mut oracles = Oracles::default();
    for (index, file) in files.iter().enumerate() {
        let shown = file.strip_prefix(&corpus).expect("found in it").display().to_string();
        let text = legal_name(&std::fs::read_to_string(file).expect("a text file"));
        let outcome = compile(&Inputs::inline(&shown, text.clone()), &options);
        let errors: Vec<_> = outcome.diagnostics().iter().filter(|d| d.level == Level::Error).collect();
        if errors.is_empty() {
            std::fs::write(out.join(format!("t{index}.rs")), outcome.formatted()).expect("OUT_DIR");
            let _ = writeln!(
                modules,
                "pub mod t{index} {{ use typed_tools::__private as __tt; \
                 include!(concat!(env!(\"OUT_DIR\"), \"/t{index}.rs\")); }}"
            );
            let _ = writeln!(table, "({shown:?}, crate::read::<t{index}::ToolCall>),");
            ask_oracle(index, &shown, &text, &out, &mut oracles);
        } else {
            let codes: Vec<_> = errors.iter().map(|d| format!("{} {}", d.code.id(), d.message)).collect();
            let _ = writeln!(refused, "({shown:?}, {:?}),", codes.join("; "));
        }
    }
    let text = format!(
        "{modules}\npub const TOOLS: &[(&str, crate::ReadFn)] = &[\n{table}];\n\
         pub const REFUSED: &[(&str, &str)] = &[\n{refused}];\n"
    );
    std::fs::write(out.join("tools.rs"), text).expect("OUT_DIR");
    let Oracles { modules, table, without } = oracles;
    let text = format!(
        "{modules}\npub const ORACLES: &[(&str, fn(&serde_json::Value) -> Result<(), String>)] = &[\n{table}];\n\
         pub const WITHOUT: &[(&str, &str)] = &[\n{without}];\n"
    );
    std::fs::write(out.join("oracles.rs"), text).expect("OUT_DIR");
}

#[derive(Default)]
struct Oracles {
    modules: String,
    table: String,
    /// Why a definition has none.
    without: String,
}

#[cfg(not(feature = "oracle"))]
fn ask_oracle(_: usize, _: &str, _: &str, _: &Path, _: &mut Oracles) {}

/// Types of typify's for the same definition.
#[cfg(feature = "oracle")]
fn ask_oracle(index: usize, shown: &str, definition: &str, out: &Path, oracles: &mut Oracles) {
    let why = match oracle::types(definition) {
        oracle::Oracle::Types(code, root) => {
            std::fs::write(out.join(format!("o{index}.rs")), code).expect("OUT_DIR");
            let _ = writeln!(
                oracles.modules,
                "mod o{index} {{ include!(concat!(env!(\"OUT_DIR\"), \"/o{index}.rs\")); }}"
            );
            let _ = writeln!(oracles.table, "({shown:?}, super::accepts::<o{index}::{root}>),");
            return;
        }
        oracle::Oracle::Dropped(keyword) => format!("`{keyword}`"),
        oracle::Oracle::Unread(why) => format!("not read: {why}"),
    };
    let _ = writeln!(oracles.without, "({shown:?}, {why:?}),");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
}

/// Published names have dots, slashes and more; providers take none of them.
fn legal_name(text: &str) -> String {
    let mut definition: serde_json::Value = serde_json::from_str(text).expect("JSON");
    if let Some(name) = definition["name"].as_str() {
        let legal: String = name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || c == '_' || c == '-' { c } else { '_' })
            .take(64)
            .collect();
        let legal = if legal.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
            legal
        } else {
            format!("_{legal}").chars().take(64).collect()
        };
        definition["name"] = legal.into();
    }
    serde_json::to_string_pretty(&definition).expect("JSON")
}
