//! `import`, as its users run it: the files it writes, what it says, and what it leaves alone.
//!
//! After a change, `UPDATE_GOLDENS=1 cargo test -p cargo-typed-tools --test import` writes the folders below
//! `tests/goldens/import` anew; read the difference before it is committed.

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

#[test]
fn openapi_3_1_in_yaml() {
    let output = golden("shop", &[&data("shop.yaml")]);
    assert_eq!(output.status.code(), Some(0));
    let errors = text(&output.stderr);
    let lines: Vec<&str> = errors.lines().collect();
    assert_eq!(lines.len(), 2, "{errors}");
    assert!(
        lines[0].ends_with("shop.yaml:50:7: POST /photos is left out: a body of the type `image/png`"),
        "{errors}"
    );
    assert!(
        lines[1].ends_with(
            "shop.yaml:59:11: GET /search is left out: the query parameter `near` is written in the style `tabDelimited`"
        ),
        "{errors}"
    );
    let table = text(&output.stdout);
    assert!(
        table.ends_with(
            "shop.yaml: OpenAPI 3.1.0, Corner Shop API\n       5  found\n       3  imported into tools\n       \
             2  left out\n               1  a body of the type ..\n               1  the query parameter .. is \
             written in the style ..\n"
        ),
        "{table}"
    );
}

#[test]
fn swagger_2_0_in_json() {
    let output = golden("desk", &["openapi", &data("desk.json")]);
    let errors = text(&output.stderr);
    assert!(
        errors.ends_with(
            "desk.json:49:66: GET /broken is left out: `$ref` leads nowhere: `#/parameters/nowhere`\n"
        ),
        "{errors}"
    );
    assert_eq!(errors.lines().count(), 1, "{errors}");
}

#[test]
fn a_filter_leaves_the_others_alone() {
    let folder = Folder::new("filter");
    let shop = data("shop.yaml");
    for (arguments, names) in [
        (&["--only", "get*"][..], &["get_order.json"][..]),
        (&["--only", "/orders*", "--method", "post"], &["create_order.json"]),
        (&["--tag", "Orders", "--read-only"], &["get_order.json"]),
        (&["--method", "delete", "--method", "post"], &["cancel_order.json", "create_order.json"]),
    ] {
        let _ = fs::remove_dir_all(folder.0.join("tools"));
        let output = folder.run(&[&["import", &shop], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert_eq!(folder.definitions("tools").into_keys().collect::<Vec<_>>(), names, "{arguments:?}");
        assert!(text(&output.stdout).contains("passed over by the filter"), "{}", text(&output.stdout));
    }
    let nothing = folder.run(&["import", &shop, "--only", "nothing"]);
    assert_eq!(nothing.status.code(), Some(1));
    let wrong = folder.run(&["import", &shop, "--read-only", "--method", "post"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn nothing_is_written_in_a_dry_run() {
    let folder = Folder::new("dry");
    let output = folder.run(&["import", &data("shop.yaml"), "--dry-run"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("3  can be imported; nothing was written"));
    assert!(folder.definitions("tools").is_empty());
}

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

#[test]
fn importing_again_keeps_what_a_person_has_changed() {
    let folder = Folder::new("again");
    folder.put("notes.yaml", NOTES);
    let import = || folder.run(&["import", "notes.yaml"]);
    assert!(text(&import().stdout).contains("2  imported into tools\n"));
    assert!(text(&import().stdout).contains("2  imported into tools\n"));

    // A person writes better words, adds a key, and gives the file a better name.
    let mine = folder.read("tools/add_note.json");
    let mine =
        mine.replace("Adds a note.", "Writes a note down. Call this when somebody asks to be reminded.");
    let mine = mine.replace("  \"x-imported\"", "  \"timeout_ms\": 3000,\n  \"x-imported\"");
    folder.put("tools/note.json", &mine);
    fs::remove_file(folder.0.join("tools/add_note.json")).unwrap();
    // The document gets a further property.
    folder.put("notes.yaml", &NOTES.replace("properties: {text", "properties: {due: {type: string}, text"));
    let output = import();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let merged = folder.read("tools/note.json");
    assert!(merged.contains("Call this when somebody asks"), "{merged}");
    assert!(merged.contains("\"timeout_ms\": 3000"), "{merged}");
    assert!(merged.contains("\"due\": \"{{due}}\""), "{merged}");
    assert!(
        text(&output.stdout).contains("1  with changes of yours, which were kept"),
        "{}",
        text(&output.stdout)
    );
    assert_eq!(folder.definitions("tools").len(), 2);

    // Both change the description: nothing is written, and the difference is shown.
    folder.put("notes.yaml", &NOTES.replace("Adds a note.", "Appends a note."));
    let output = import();
    assert_eq!(output.status.code(), Some(1));
    let errors = text(&output.stderr);
    assert!(
        errors.contains(
            "`tools/note.json` is left as it is: it was changed, and so was what it was imported from"
        ),
        "{errors}"
    );
    assert!(errors.contains("\n-  \"description\": \"Writes a note down."), "{errors}");
    assert!(errors.contains("\n+  \"description\": \"Appends a note.\""), "{errors}");
    assert_eq!(folder.read("tools/note.json"), merged);
}

#[test]
fn a_file_of_somebodys_own_is_never_overwritten() {
    let folder = Folder::new("own");
    folder.put("notes.yaml", NOTES);
    fs::create_dir(folder.0.join("tools")).unwrap();
    folder.put("tools/add_note.json", "{\"name\": \"add_note\"}\n");
    let output = folder.run(&["import", "notes.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("is left as it is: it was not imported from this"));
    assert_eq!(folder.read("tools/add_note.json"), "{\"name\": \"add_note\"}\n");
    assert!(folder.read("tools/list_notes.json").contains("Lists notes."));
}

#[test]
fn what_the_document_no_longer_has_is_named() {
    let folder = Folder::new("gone");
    folder.put("notes.yaml", NOTES);
    folder.run(&["import", "notes.yaml"]);
    folder.put("notes.yaml", &NOTES.replace("get: {operationId", "head: {operationId"));
    // Who asks for a part is not told of the rest.
    assert_eq!(text(&folder.run(&["import", "notes.yaml", "--only", "add*"]).stderr), "");
    let output = folder.run(&["import", "notes.yaml"]);
    assert!(
        text(&output.stderr)
            .contains("`tools/list_notes.json` was imported from this, which no longer has it"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn files_that_cannot_be_imported() {
    let folder = Folder::new("bad");
    folder.put("open.json", "{\"openapi\": \"3.0.0\", \"paths\": {");
    folder.put("open.yaml", "openapi: 3.0.0\npaths: [1, 2\n");
    folder.put("other.json", "{\"hello\": 1}");
    folder.put("four.yaml", "openapi: 4.0.0\n");
    for (file, message) in [
        ("open.json", "error[E001]"),
        ("open.yaml", "open.yaml:3:1: "),
        ("other.json", "`other.json` is nothing that is known; say what it is: openapi"),
        ("four.yaml", "four.yaml: version 4.0.0 of OpenAPI is not read; 2.0, 3.0 and 3.1 are"),
        ("nothing.yaml", "`nothing.yaml` cannot be read"),
    ] {
        let output = folder.run(&["import", file]);
        assert_eq!(output.status.code(), Some(1), "{file}");
        assert!(text(&output.stderr).contains(message), "{file}: {}", text(&output.stderr));
    }
    let output = folder.run(&["import", "openaip", "open.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("there is no format `openaip`; did you mean `openapi`?"));
}

/// Files are followed within the document's folder, and nowhere else.
#[test]
fn references_do_not_leave_the_folder() {
    let folder = Folder::new("outside");
    fs::create_dir(folder.0.join("api")).unwrap();
    folder.put("secret.yaml", "a: {type: string}\n");
    let with = |reference: &str| {
        NOTES.replace("{text: {type: string}}", &format!("{{text: {{$ref: '{reference}'}}}}"))
    };
    for (reference, why) in [
        ("../secret.yaml#/a", "lies outside of the document's folder"),
        ("https://x.example/a.yaml", "is not on this machine; nothing is fetched"),
        ("missing.yaml#/a", "cannot be read"),
    ] {
        folder.put("api/notes.yaml", &with(reference));
        let output = folder.run(&["import", "api/notes.yaml", "--dry-run"]);
        assert!(text(&output.stderr).contains(why), "{}", text(&output.stderr));
        assert!(text(&output.stdout).contains("1  can be imported"), "{}", text(&output.stdout));
    }
}
