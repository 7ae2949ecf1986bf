//! `check --fix`: what the help of a mistake spells out is done, and nothing that leaves more mistakes.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = std::env::temp_dir().join(format!("typed-tools-fix-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        files.iter().for_each(|(file, text)| fs::write(path.join(file), text).unwrap());
        Self(path)
    }

    fn check(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-typed-tools"));
        command.arg("check").args(arguments).arg(".").current_dir(&self.0).output().unwrap()
    }

    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const WRONG: &str = r#"{
  "name": "find_order",
  "desciption": "Finds an order.",
  "parameters": {
    "type": "object",
    "properties": {
      "order_id": { "type": "sting" },
      "detail": { "type": "string", "enmu": ["short", "long"] },
    },
    "required": ["order_id"]
  },
  "api_endpoint": "https://api.example.com/orders/{order_id}",
  "http_method": "get",
  "query_params": { "detail": "{{detial}}" }
}
"#;

#[test]
fn what_the_help_spells_out_is_done() {
    let folder = Folder::new("all", &[("find_order.json", WRONG)]);
    let output = folder.check(&["--fix", "--deny-warnings"]);
    let said = text(&output.stderr);
    assert_eq!(
        (output.status.code(), text(&output.stdout)),
        (Some(0), "1 tool in 1 file: no mistakes\n".into()),
        "{said}"
    );
    let right = WRONG
        .replace("desciption", "description")
        .replace("sting\"", "string\"")
        .replace("enmu", "enum")
        .replace("] },\n    },", "] }\n    },")
        .replace("{order_id}", "{{order_id}}")
        .replace("\"get\"", "\"GET\"")
        .replace("detial", "detail");
    assert_eq!(folder.text("find_order.json"), right, "{said}");
    assert!(
        said.contains("fixed find_order.json:8:64: a comma before the closing `}`: `,` is removed"),
        "{said}"
    );
    assert!(said.contains("`\"get\"` becomes `\"GET\"`"), "{said}");
    assert!(said.contains("7 fixes in 1 file"), "{said}");
    // Again: nothing is left to do.
    let again = folder.check(&["--fix"]);
    assert_eq!((text(&again.stderr), folder.text("find_order.json")), (String::new(), right));
}

/// The nearest name is there already, so that the fix would make a duplicate; and a mistake without a fix stays.
#[test]
fn no_fix_makes_it_worse() {
    let wrong = WRONG
        .replace("] },\n    },", "] }\n    },")
        .replace("\"desciption\"", "\"description\": \"Finds an order.\",\n  \"desciption\"")
        .replace("https://api.example.com", "nowhere");
    let folder = Folder::new("worse", &[("find_order.json", &wrong)]);
    let output = folder.check(&["--fix"]);
    assert_eq!(output.status.code(), Some(1));
    let (said, left) = (text(&output.stderr), folder.text("find_order.json"));
    assert!(left.contains("\"desciption\"") && left.contains("\"GET\""), "{left}");
    assert!(said.contains("did you mean `description`?"), "the mistake is still said: {said}");
    assert!(!said.contains("fixed find_order.json:4"), "{said}");
}

#[test]
fn edits_for_editors() {
    let folder = Folder::new("json", &[("find_order.json", WRONG)]);
    let output = folder.check(&["--message-format", "json"]);
    let lines: Vec<Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let comma = &lines.iter().find(|line| line["code"] == "E001").unwrap()["edits"][0];
    assert_eq!(
        *comma,
        serde_json::json!({ "file": "find_order.json", "line": 8, "column": 64, "end_line": 8, "end_column": 65,
            "replacement": "" })
    );
    assert_eq!(folder.text("find_order.json"), WRONG, "nothing is changed without --fix");
    // Every edit stands in the text where it says.
    for line in &lines {
        for edit in line["edits"].as_array().into_iter().flatten() {
            let row = WRONG.lines().nth(edit["line"].as_u64().unwrap() as usize - 1).unwrap();
            let (from, to) =
                (edit["column"].as_u64().unwrap() as usize, edit["end_column"].as_u64().unwrap() as usize);
            assert!(row.get(from - 1..to - 1).is_some_and(|old| old != edit["replacement"]), "{edit}");
        }
    }
}

#[test]
fn a_wrong_command_line() {
    let folder = Folder::new("wrong", &[("find_order.json", WRONG)]);
    let output = folder.check(&["--fix", "--watch"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--watch"), "{}", text(&output.stderr));
}
