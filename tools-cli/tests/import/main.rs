//! `import`, as its users run it: the files it writes, what it says, and what it leaves alone.
//!
//! After a change, `UPDATE_GOLDENS=1 cargo test -p cargo-typed-tools --test import` writes the folders below
//! `tests/goldens/import` anew; read the difference before it is committed.

mod again;
mod formats;
mod openapi;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder for one test, empty at its start.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("import").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-typed-tools"));
        command.args(arguments).current_dir(&self.0).output().unwrap()
    }

    /// Its definitions, by file name.
    fn definitions(&self, folder: &str) -> BTreeMap<String, String> {
        let files = fs::read_dir(self.0.join(folder)).into_iter().flatten().flatten();
        let read = |path: PathBuf| {
            (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
        };
        files.map(|entry| read(entry.path())).collect()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn data(name: &str) -> String {
    format!("{}/tests/data/import/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Imports a file into an empty folder, checks the definitions, and compares them with the goldens.
fn golden(name: &str, arguments: &[&str]) -> Output {
    let folder = Folder::new(name);
    let output = folder.run(&[&["import"], arguments, &["-o", "tools"]].concat());
    let found = folder.definitions("tools");
    assert!(!found.is_empty(), "{}", text(&output.stderr));
    let check = folder.run(&["check", "tools"]);
    assert_eq!(check.status.code(), Some(0), "{}", text(&check.stderr));
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens/import").join(name);
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        let _ = fs::remove_dir_all(&golden);
        fs::create_dir_all(&golden).unwrap();
        for (file, text) in &found {
            fs::write(golden.join(file), text).unwrap();
        }
    }
    for (file, text) in &found {
        let expected = fs::read_to_string(golden.join(file)).unwrap_or_default();
        assert!(*text == expected, "{name}/{file} is not what is imported now:\n{text}");
    }
    let kept = fs::read_dir(&golden).unwrap().count();
    assert_eq!(kept, found.len(), "{name}: {:?}", found.keys());
    output
}

/// A document of two operations.
const NOTES: &str = "openapi: 3.0.0
info: {title: Notes}
servers: [{url: 'https://notes.example'}]
paths:
  /notes:
    get: {operationId: listNotes, description: Lists notes., responses: {}}
    post:
      operationId: addNote
      description: Adds a note.
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, required: [text], properties: {text: {type: string}}}
      responses: {}
";
