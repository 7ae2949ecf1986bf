//! `init`: what it makes builds and passes its own tests, offline.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::json;

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-typed-tools"));
    command.args(arguments).current_dir(folder).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Runs Cargo with the workspace's target folder and lockfile, so that dependencies are compiled once.
fn cargo(folder: &Path, arguments: &[&str]) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_NET_OFFLINE", "true")
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
}

/// The crates of this workspace are not published here.
fn unpublished(project: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut manifest = fs::read_to_string(project.join("Cargo.toml")).unwrap();
    manifest.push_str(&format!(
        "\n[workspace]\n\n[patch.crates-io]\ntyped-tools = {{ path = {:?} }}\n",
        root.canonicalize().unwrap()
    ));
    fs::write(project.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("Cargo.lock"), project.join("Cargo.lock")).unwrap();
}

#[test]
fn a_project_builds_and_passes_its_tests() {
    let folder = folder("init");
    for (provider, command) in [
        ("openai-chat", &["test", "--offline"][..]),
        ("anthropic", &["test", "--offline"]),
        ("gemini", &["test", "--offline"]),
    ] {
        let name = format!("my-{provider}");
        let made = run(&folder, &["init", &name, "--provider", provider]);
        assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
        let project = folder.join(&name);
        let check = run(&project, &["check", "--deny-warnings", "tools"]);
        assert_eq!(check.status.code(), Some(0), "{}", text(&check.stderr));
        let audit = run(&project, &["audit", "tools", "--deny", "all"]);
        assert_eq!(audit.status.code(), Some(0), "{}", text(&audit.stdout));
        for entry in ["src/lib.rs", "src/main.rs", "tests/agent.rs", "Cargo.toml", ".github/workflows/ci.yml"]
        {
            assert!(!fs::read_to_string(project.join(entry)).unwrap().contains("@@"), "{entry}");
        }
        unpublished(&project);
        cargo(&project, command);
    }
}

#[test]
fn a_project_with_somebodys_document_does_too() {
    let folder = folder("init-import");
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "Bells", "version": "1" },
        "servers": [{ "url": "https://bells.example.com" }],
        "paths": { "/bells/{id}": {
            "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
            "get": { "operationId": "getBell", "summary": "A bell", "responses": { "200": { "description": "It" } } },
            "delete": { "operationId": "meltBell", "summary": "Melts it", "responses": { "204": { "description": "Gone" } } },
        } },
    });
    fs::write(folder.join("bells.json"), document.to_string()).unwrap();
    let init = |more: &[&str]| run(&folder, &[&["init", "ringing", "--import", "bells.json"], more].concat());

    let nothing = init(&["--only", "steeple"]);
    assert_eq!(nothing.status.code(), Some(1), "{}", text(&nothing.stdout));
    assert!(!folder.join("ringing/Cargo.toml").exists(), "what has no tools is no project");

    let made = init(&["--read-only"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    assert!(text(&made.stdout).ends_with("  cd ringing\n  cargo test\n  cargo typed-tools audit tools\n"));
    let project = folder.join("ringing");
    let definitions: Vec<_> =
        fs::read_dir(project.join("tools")).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(definitions, ["get_bell.json"]);
    unpublished(&project);
    cargo(&project, &["test", "--offline"]);

    let alone = run(&folder, &["init", "alone", "--read-only"]);
    assert_eq!(alone.status.code(), Some(2));
}

#[test]
fn nothing_is_overwritten() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("init-twice");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("mine/src")).unwrap();
    fs::write(folder.join("mine/src/main.rs"), "fn main() {}\n").unwrap();
    let output = run(&folder, &["init", "mine"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stderr), "error: nothing was made: `mine` has src/main.rs already\n");
    assert!(!folder.join("mine/Cargo.toml").exists());
    let output = run(&folder, &["init", "123"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("is no name for a package"));
}

/// The editor's schema is the compiler's.
#[test]
fn the_schema_is_the_same() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| fs::read_to_string(here.join(path)).unwrap();
    assert_eq!(read("definition.schema.json"), read("../tools-codegen/definition.schema.json"));
}
