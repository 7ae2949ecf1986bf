//! Definitions that compile, each with the code that it becomes.
//!
//! Each folder of `tests/accepted` holds `tool.json` and `expected.rs`, its expansion as a build script would write
//! it. After a change, `UPDATE_GOLDENS=1 cargo test -p typed-tools-codegen --test accepted` writes these anew; read
//! the difference before it is committed. The test `accepted` of the workspace compiles them.

use std::fs;
use std::path::{Path, PathBuf};

use typed_tools_codegen::{Inputs, Options, compile};

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accepted");
    let mut folders: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

#[test]
fn each_becomes_the_code_that_is_written_down() {
    let folders = folders();
    assert!(folders.len() >= 12, "the definitions were found");
    let mut different = Vec::new();
    for folder in folders {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(folder.join("tool.json")).unwrap();
        let outcome = compile(&Inputs::inline("tool.json", &text), &Options::default());
        assert_eq!(outcome.diagnostics(), [], "{name}");
        let expected = folder.join("expected.rs");
        let code = outcome.formatted();
        if std::env::var_os("UPDATE_GOLDENS").is_some() {
            fs::write(&expected, &code).unwrap();
        }
        if fs::read_to_string(&expected).unwrap_or_default() != code {
            different.push(name);
        }
    }
    assert!(
        different.is_empty(),
        "other code than expected.rs has: {different:?}; see the head of this file"
    );
}
