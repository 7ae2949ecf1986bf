//! What is imported, and what is left alone: filters, dry runs, and what a person has changed since.

use std::fs;

use super::{Folder, NOTES, data, text};

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
