//! A definition that is edited, added or removed is noticed by the next build; nothing else makes
//! one necessary.

mod nested;

use nested::{Package, Ran, alone};

/// Prints what became of each tool: its request line, or the error.
const MAIN: &str = r#"
mod set { TOOLS }

fn main() {
    let session = set::Tools::new(set::Secrets::from_source(&|_: &str| None::<String>).unwrap())
        .session(set::Context {});
    for name in ["first", "second"] {
        match set::ToolCall::parse(name, "{}") {
            Ok(call) => println!("{name}: {}", session.request(&call).unwrap().url()),
            Err(_) => println!("{name}: unknown"),
        }
    }
}
"#;

fn definition(name: &str, path: &str) -> String {
    format!(
        r#"{{"name": "{name}", "description": "d", "api_endpoint": "https://a.example/{path}", "http_method": "GET"}}"#
    )
}

fn run(package: &Package) -> Ran {
    package.cargo(&["run"]).ok()
}

#[track_caller]
fn notices_everything(package: &Package) {
    package.write("defs/first.json", &definition("first", "one"));
    assert_eq!(run(package).stdout, "first: https://a.example/one\nsecond: unknown\n");

    let again = run(package);
    assert!(!again.stderr.contains("Compiling"), "nothing has changed:\n{}", again.stderr);

    package.write("defs/first.json", &definition("first", "two"));
    assert_eq!(run(package).stdout, "first: https://a.example/two\nsecond: unknown\n", "edited");

    package.write("defs/second.json", &definition("second", "three"));
    let added = "first: https://a.example/two\nsecond: https://a.example/three\n";
    assert_eq!(run(package).stdout, added, "added");

    package.remove("defs/first.json");
    assert_eq!(run(package).stdout, "first: unknown\nsecond: https://a.example/three\n", "removed");

    package.write("defs/notes.txt", "no definition");
    assert_eq!(
        run(package).stdout,
        "first: unknown\nsecond: https://a.example/three\n",
        "beside the pattern"
    );
}

const MACRO: &str = "[dependencies]\n\
    typed-tools = { path = \"$ROOT\", default-features = false, features = [\"macros\"] }";

#[test]
fn by_the_macro_with_a_build_script_of_one_line() {
    let _alone = alone();
    let package = Package::new("rebuild-macro", MACRO);
    package.write("src/main.rs", &MAIN.replace("TOOLS", "typed_tools::tools!(\"defs/*.json\");"));
    package.write("build.rs", "fn main() { println!(\"cargo::rerun-if-changed=defs\"); }");
    notices_everything(&package);
}

#[test]
fn by_a_build_script_that_compiles_the_set() {
    let _alone = alone();
    let package = Package::new(
        "rebuild-script",
        "[dependencies]\n\
         typed-tools = { path = \"$ROOT\", default-features = false }\n\
         [build-dependencies]\n\
         typed-tools-codegen = { path = \"$ROOT/tools-codegen\" }",
    );
    package.write("src/main.rs", &MAIN.replace("TOOLS", "typed_tools::include_tools!();"));
    package.write(
        "build.rs",
        "fn main() -> Result<(), typed_tools_codegen::BuildError> { typed_tools_codegen::build(\"defs/*.json\") }",
    );
    notices_everything(&package);
}

/// Without a build script, a new file would go unnoticed: the macro says so, and what to do.
#[test]
fn a_pattern_without_a_build_script_is_warned_of() {
    let _alone = alone();
    let package = Package::new("rebuild-unwatched", MACRO);
    package.write("defs/first.json", &definition("first", "one"));
    let main = |tools: &str| package.write("src/main.rs", &MAIN.replace("TOOLS", tools));

    main("typed_tools::tools!(\"defs/*.json\");");
    let warned = run(&package).stderr;
    assert!(warned.contains("fn main() { println!(\"cargo::rerun-if-changed=defs\"); }"), "{warned}");
    assert_eq!(warned.matches("\nwarning: ").count(), 2, "one, and Cargo's count of them:\n{warned}");
    assert!(warned.contains("src/main.rs:2:"), "{warned}");

    main("typed_tools::tools!(\"defs/*.json\", watch = false);");
    let silent = run(&package).stderr;
    assert!(!silent.contains("warning"), "{silent}");

    main("typed_tools::tools!(\"defs/first.json\");");
    let one_file = run(&package).stderr;
    assert!(!one_file.contains("warning"), "{one_file}");
}
