//! `diff`: the verdict on each kind of change, and the ways to say it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const BASE: &str = r#"{
  "name": "book_table",
  "description": "Books a table.",
  "parameters": {
    "type": "object",
    "properties": {
      "guests": { "type": "integer", "minimum": 1, "maximum": 12 },
      "area": { "type": "string", "enum": ["inside", "outside"] },
      "wish": { "type": "string", "description": "What the guest wishes." },
      "at": {
        "type": "object",
        "properties": { "day": { "type": "string" }, "hour": { "type": "integer" } },
        "required": ["day"]
      }
    },
    "required": ["guests"]
  },
  "api_endpoint": "https://api.tables.example/v1/bookings/{{guests}}",
  "http_method": "POST",
  "headers": { "Authorization": "Bearer {{TABLES_TOKEN}}", "X-Phone": "{{caller}}" },
  "body_template": { "area": "{{area}}", "wish": "{{wish}}", "at": "{{at}}", "by": "voice" }
}
"#;

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(path.join("old")).unwrap();
    fs::create_dir_all(path.join("new")).unwrap();
    path
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-typed-tools"));
    command.arg("diff").args(arguments).current_dir(folder).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Each change of the base, as `level audience what`, and what versioning asks for.
fn changes(folder: &Path, new: &str) -> (Vec<String>, String) {
    fs::write(folder.join("old/book.json"), BASE).unwrap();
    fs::write(folder.join("new/book.json"), new).unwrap();
    let output = run(folder, &["old", "new", "--message-format", "json"]);
    assert_eq!(text(&output.stderr), "", "{new}");
    let lines: Vec<Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (summary, changes) = lines.split_last().unwrap();
    let breaks = summary["breaking"] != 0;
    assert_eq!(output.status.code(), Some(i32::from(breaks)), "{new}");
    let word = |line: &Value, key: &str| line[key].as_str().unwrap().to_owned();
    let said = changes.iter().map(|line| {
        assert!(!word(line, "why").is_empty());
        format!("{} {} {}", word(line, "level"), word(line, "audience"), word(line, "what"))
    });
    let mut said: Vec<String> = said.collect();
    said.sort();
    (said, word(summary, "semver"))
}

#[test]
fn the_verdict_on_each_change() {
    let folder = folder("verdicts");
    // What is replaced, by what, and all that is said of it.
    for (from, to, expected, semver) in [
        ("\"name\"", "\"name\"", &[][..], "none"),
        ("Books a table.", "Reserves a table.", &["risky model another description"], "minor"),
        ("What the guest wishes.", "Any wish.", &["risky model `wish`: another description"], "minor"),
        ("\"maximum\": 12", "\"maximum\": 8", &["breaking model `guests`: maximum is 8"], "major"),
        ("\"maximum\": 12", "\"maximum\": 20", &["safe model `guests`: maximum is 20"], "patch"),
        ("\"minimum\": 1, ", "", &["safe model `guests`: there is no minimum any more"], "patch"),
        (
            "\"outside\"]",
            "\"outside\", \"bar\"]",
            &["risky rust `book_table::Area::Bar` is new", "safe model `area`: \"bar\" is a new value"],
            "minor",
        ),
        (
            "\"inside\", \"outside\"",
            "\"inside\"",
            &[
                "breaking model `area`: \"outside\" is no value any more",
                "breaking rust `book_table::Area::Outside` is gone",
            ],
            "major",
        ),
        (
            "\"required\": [\"guests\"]",
            "\"required\": [\"guests\", \"wish\"]",
            &[
                "breaking model `wish`: it is required",
                "breaking rust `BookTable.wish` was `Option<String>`, and is `String`",
            ],
            "major",
        ),
        (
            "\"required\": [\"day\"]",
            "\"required\": [\"day\", \"hour\"]",
            &[
                "breaking model `at.hour`: it is required",
                "breaking rust `book_table::At.hour` was `Option<i64>`, and is `i64`",
            ],
            "major",
        ),
        (
            "\"type\": \"integer\" }",
            "\"type\": \"number\" }",
            &[
                "breaking rust `book_table::At.hour` was `Option<i64>`, and is `Option<f64>`",
                "safe model `at.hour`: it was integer, and is number",
            ],
            "major",
        ),
        (
            "\"day\": { \"type\": \"string\" }",
            "\"day\": { \"type\": \"string\", \"pattern\": \"^[a-z]+$\" }",
            &["breaking model `at.day`: pattern is \"^[a-z]+$\""],
            "major",
        ),
        (
            "\"wish\": { \"type\": \"string\", \"description\": \"What the guest wishes.\" }",
            "\"wish\": { \"type\": \"string\", \"description\": \"What the guest wishes.\", \"default\": \"none\" }",
            &[
                "breaking rust `BookTable.wish` was `Option<String>`, and is `String`",
                "risky model `wish`: the default was none, and is \"none\"",
            ],
            "major",
        ),
        (
            "\"POST\"",
            "\"PUT\"",
            &["breaking wire method was POST, and is PUT", "risky model other annotations"],
            "major",
        ),
        (
            "/v1/",
            "/v2/",
            &["breaking wire path was /v1/bookings/{{guests}}, and is /v2/bookings/{{guests}}"],
            "major",
        ),
        (
            "api.tables",
            "eu.tables",
            &[
                "breaking wire origin was https://api.tables.example, and is https://eu.tables.example",
                "risky setup the secret `TABLES_TOKEN` goes to https://eu.tables.example, too",
            ],
            "major",
        ),
        (
            "\"by\": \"voice\"",
            "\"by\": \"phone\"",
            &["risky wire body `by` was \"voice\", and is \"phone\""],
            "minor",
        ),
        (
            "\"X-Phone\"",
            "\"X-Caller\"",
            &[
                "risky wire header `x-caller` is new: {{caller}}",
                "risky wire header `x-phone` is gone: {{caller}}",
            ],
            "minor",
        ),
        (
            "TABLES_TOKEN",
            "TABLES_KEY",
            &[
                "breaking setup the secret `TABLES_KEY` is new",
                "risky wire header `authorization` was Bearer {{TABLES_TOKEN}}, and is Bearer {{TABLES_KEY}}",
                "safe setup the secret `TABLES_TOKEN` is no longer needed",
            ],
            "major",
        ),
        (
            "{{caller}}",
            "{{contact_phone}}",
            &[
                "breaking setup the context `caller` is gone",
                "breaking setup the context `contact_phone` is new",
                "risky wire header `x-phone` was {{caller}}, and is {{contact_phone}}",
            ],
            "major",
        ),
        (
            "\"name\": \"book_table\"",
            "\"name\": \"reserve_table\"",
            &[
                "breaking model it is called `reserve_table` now",
                "breaking rust its types and its method have other names",
            ],
            "major",
        ),
        (
            "\"http_method\"",
            "\"timeout_ms\": 5000, \"http_method\"",
            &["safe wire another deadline"],
            "minor",
        ),
    ] {
        assert!(BASE.contains(from), "{from}");
        let (found, found_semver) = changes(&folder, &BASE.replace(from, to));
        assert_eq!(found, expected, "{from} -> {to}");
        assert_eq!(found_semver, semver, "{from} -> {to}");
    }
}

#[test]
fn tools_that_come_and_go() {
    let folder = folder("tools");
    let two = BASE
        .replace("book_table", "cancel_table")
        .replace("\"POST\"", "\"DELETE\"")
        .replace("bookings", "cancellations");
    fs::write(folder.join("old/book.json"), BASE).unwrap();
    fs::write(folder.join("new/book.json"), BASE).unwrap();
    fs::write(folder.join("new/cancel.json"), &two).unwrap();
    let added = run(&folder, &["old", "new"]);
    assert_eq!(
        text(&added.stdout),
        "cancel_table\n  risky     rust   `ToolCall` has a new variant: a `match` without `_` needs an arm for it\n  safe      \
         model  a new tool: no call of another changes\n0 changes breaking, 1 risky, 1 safe: a new minor version\n"
    );
    assert_eq!(added.status.code(), Some(0));
    let gone = run(&folder, &["new", "old", "--message-format", "markdown"]);
    assert_eq!(gone.status.code(), Some(1));
    let table = text(&gone.stdout);
    assert!(
        table.starts_with("**Tools:** 2 changes breaking, 0 risky, 0 safe: a new major version (before 1.0, a new minor one)\n\n| tool |"),
        "{table}"
    );
    assert!(
        table.contains("| `cancel_table` | **breaking** | model | the tool is gone | calls of it,"),
        "{table}"
    );
}

#[test]
fn schemas_that_hold_themselves_come_to_an_end() {
    let folder = folder("recursion");
    let tree = r##"{ "name": "plant", "description": "Plants.", "parameters": { "type": "object",
        "properties": { "tree": { "$ref": "#/$defs/Tree" } },
        "$defs": { "Tree": { "type": "object", "properties": { "kids": { "type": "array", "items": { "$ref": "#/$defs/Tree" } }, "age": { "type": "integer" } } } } },
        "api_endpoint": "https://a.example/x", "http_method": "POST" }"##;
    fs::write(folder.join("old/a.json"), tree).unwrap();
    fs::write(folder.join("new/a.json"), tree.replace("\"integer\"", "\"string\"")).unwrap();
    let output = run(&folder, &["old", "new"]);
    let said = text(&output.stdout);
    assert!(said.contains("breaking  model  `tree.age`: it was integer, and is string"), "{said}");
}

/// Revisions are read from git, the working tree from the disk.
#[test]
fn revisions_of_git() {
    let folder = folder("git");
    let git = |arguments: &[&str]| {
        let identity =
            ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"];
        let done = Command::new("git").args(identity).args(arguments).current_dir(&folder).output().unwrap();
        assert!(done.status.success(), "{}", text(&done.stderr));
    };
    fs::create_dir(folder.join("tools")).unwrap();
    fs::write(folder.join("tools/book.json"), BASE).unwrap();
    git(&["init", "-q"]);
    git(&["add", "tools"]);
    git(&["commit", "-q", "-m", "one"]);
    fs::write(folder.join("tools/book.json"), BASE.replace("12", "10")).unwrap();
    let changed = "  breaking  model  `guests`: maximum is 10";
    assert!(text(&run(&folder, &["HEAD:tools", "tools"]).stdout).contains(changed));
    git(&["commit", "-q", "-a", "-m", "two"]);
    assert!(text(&run(&folder, &["HEAD~1:tools", "HEAD:tools/book.json"]).stdout).contains(changed));
    // A path counts from where the command runs, as git's own `./` does.
    assert!(text(&run(&folder.join("tools"), &["HEAD~1:.", "."]).stdout).contains(changed));
    assert_eq!(text(&run(&folder, &["HEAD:tools", "tools"]).stdout), "nothing has changed\n");
    for (arguments, message) in [
        (&["nope:tools", "tools"][..], "nope"),
        (&["HEAD:nothing", "tools"], "`HEAD:nothing` holds no definition"),
        (&["--output=x:tools", "tools"], "there is no option"),
        (&["tools"], "diff takes OLD and NEW"),
    ] {
        let output = run(&folder, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(message), "{arguments:?}: {}", text(&output.stderr));
    }
}

#[test]
fn what_does_not_compile_is_not_compared() {
    let folder = folder("errors");
    fs::write(folder.join("old/book.json"), BASE).unwrap();
    fs::write(folder.join("new/book.json"), BASE.replace("\"POST\"", "\"SEND\"")).unwrap();
    let output = run(&folder, &["old", "new"]);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(1), ""));
    assert!(text(&output.stderr).contains("error[E025]"));
}
