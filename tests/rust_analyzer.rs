//! Editors see through both macros: what rust-analyzer says of a generated struct is not nothing.

mod lsp;
mod nested;

use std::io::Write;
use std::path::Path;
use std::process::Command;

use nested::{Package, alone};
use typed_tools::serde_json::{Value, json};

const LIB: &str = "\
pub mod at_once { typed_tools::tools!(\"defs/*.json\"); }
pub mod by_script { typed_tools::include_tools!(); }
pub mod by_name { typed_tools::include_tools!(\"named\"); }
pub fn takes(_: at_once::Ping, _: by_script::Ping, _: by_name::Ping) {}
";

const SCRIPT: &str = r#"
fn main() -> Result<(), typed_tools_codegen::BuildError> {
    typed_tools_codegen::build("defs/*.json")?;
    typed_tools_codegen::Builder::new("defs/*.json").name("named").build()
}
"#;

const DEFINITION: &str = r#"{"name": "ping", "description": "Asks whether all is well.", "api_endpoint": "https://a.example/ping", "http_method": "GET"}"#;

/// rust-analyzer, where it and the sources of the standard library are there: without those, not even
/// `include!` means anything to it.
fn rust_analyzer() -> Result<Command, String> {
    let text = |program: &str, argument: &[&str]| {
        let output =
            Command::new(program).args(argument).output().map_err(|error| format!("{program}: {error}"))?;
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        if output.status.success() { Ok(said(&output.stdout)) } else { Err(said(&output.stderr)) }
    };
    text("rust-analyzer", &["--version"])?;
    let sysroot = text("rustc", &["--print", "sysroot"])?;
    if !Path::new(&sysroot).join("lib/rustlib/src/rust/library/core/src").is_dir() {
        return Err("the component rust-src is not installed".to_owned());
    }
    Ok(Command::new("rust-analyzer"))
}

#[test]
fn shows_what_both_macros_generate() {
    let mut command = match rust_analyzer() {
        Ok(command) => command,
        Err(why) => {
            // Not `eprintln!`, which is not shown of a test that passes.
            let _ = writeln!(
                std::io::stderr(),
                "SKIPPED shows_what_both_macros_generate: `rustup component add rust-analyzer rust-src` ({why})"
            );
            return;
        }
    };
    let _alone = alone();
    let package = Package::new(
        "analyzed",
        "[dependencies]\ntyped-tools = { path = \"$ROOT\", default-features = false, features = [\"macros\"] }\n\n\
         [build-dependencies]\ntyped-tools-codegen = { path = \"$ROOT/tools-codegen\" }",
    );
    package.write("src/lib.rs", LIB);
    package.write("build.rs", SCRIPT);
    package.write("defs/ping.json", DEFINITION);
    // What it would run itself, so that a mistake here is seen.
    package.cargo(&["check", "--all-targets"]).ok();

    nested::surroundings(command.current_dir(package.folder()));
    let mut server = lsp::Server::start(
        command,
        &format!("file://{}", package.folder().display()),
        json!({
            "cachePriming": { "enable": false },
            "cargo": { "buildScripts": { "useRustcWrapper": false } },
            "checkOnSave": false,
        }),
    );
    let uri = format!("file://{}/src/lib.rs", package.folder().display());
    let status = server.loaded().clone();
    // A warning is no harm: offline it misses the dependencies of the standard library.
    assert_ne!(status["health"], "error", "{status}");
    for form in ["at_once", "by_script", "by_name"] {
        let at = position(&format!("{form}::Ping"), "Ping");
        let at = json!({ "textDocument": { "uri": uri }, "position": at });
        let hover = server.request("textDocument/hover", at.clone());
        let shown = hover["contents"]["value"].as_str().unwrap_or_default();
        assert!(shown.contains("struct Ping"), "{form}: {hover} {status}");
        assert!(shown.contains("Asks whether all is well."), "{form}: {hover}");
        // The file that a build script wrote can be opened.
        let leads = server.request("textDocument/definition", at).to_string();
        assert!(form == "at_once" || leads.contains("/out/typed_tools"), "{form}: {leads}");
    }
}

/// Where `name` stands in the last piece of [`LIB`] that reads `around`.
fn position(around: &str, name: &str) -> Value {
    let at = LIB.rfind(around).and_then(|start| Some(start + around.find(name)?)).expect("it is there");
    let before = &LIB[..at];
    json!({ "line": before.matches('\n').count(), "character": before.rsplit('\n').next().map_or(0, str::len) })
}
