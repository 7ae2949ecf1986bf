//! The command line as its users run it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn run(arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    Command::new(env!("CARGO_BIN_EXE_cargo-typed-tools"))
        .args(arguments)
        .current_dir(root)
        .env_remove("NO_COLOR")
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_clean_set_ends_with_zero() {
    for first in [&["check"][..], &["typed-tools", "check"]] {
        let output = run(&[first, &["good/*.json"]].concat());
        assert_eq!(text(&output.stderr), "");
        assert_eq!(text(&output.stdout), "1 tool in 1 file: no mistakes\n");
        assert_eq!(output.status.code(), Some(0));
    }
}

#[test]
fn errors_go_to_stderr_and_end_with_one() {
    let output = run(&["check", "good", "bad"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
    let errors = text(&output.stderr);
    assert!(
        errors.starts_with("error[E001]: a comma before the closing `}`\n --> bad/comma.json:5:23\n"),
        "{errors}"
    );
    assert!(errors.contains("error[E001]: the file ends, and a `{` is still open"), "{errors}");
    assert!(errors.ends_with("2 errors\n"), "{errors}");
    assert!(!errors.contains('\u{1b}'), "no colour where there is no terminal");
}

#[test]
fn json_is_a_line_each_and_a_summary() {
    let output = run(&["check", "--message-format", "json", "bad", "good"]);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(1), ""));
    let lines: Vec<Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [first, second, summary] = lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!(first["file"], "bad/comma.json");
    assert_eq!((&first["line"], &first["column"], &first["end_column"]), (&5.into(), &23.into(), &24.into()));
    let mut keys: Vec<&str> = second.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    let all = [
        "code",
        "column",
        "edits",
        "end_column",
        "end_line",
        "file",
        "help",
        "level",
        "line",
        "message",
        "rendered",
    ];
    assert_eq!(keys, all);
    assert_eq!(summary["files"], 3);
    assert_eq!((&summary["errors"], &summary["warnings"]), (&2.into(), &0.into()));
}

#[test]
fn sarif_is_one_document() {
    let output = run(&["check", "--message-format=sarif", "bad"]);
    let sarif: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 2);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn each_file_can_be_a_set() {
    let output = run(&["check", "--each", "--message-format", "json", "bad", "good", "nowhere/*.json"]);
    let lines = text(&output.stdout);
    let summary: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert_eq!((&summary["files"], &summary["errors"]), (&3.into(), &3.into()), "{lines}");
}

#[test]
fn a_wrong_command_line_ends_with_two() {
    for (arguments, message) in [
        (&["chekc", "good"][..], "there is no command `chekc`; did you mean `check`?"),
        (&["check"], "no PATHS are given"),
        (&["check", "--alow", "W001", "good"], "there is no option `--alow`; did you mean `--allow`?"),
        (&["check", "--allow", "W999", "good"], "there is no code `W999`"),
        (&["check", "--allow"], "missing argument for option '--allow'"),
        (
            &["check", "--message-format", "xml", "good"],
            "--message-format is human, json or sarif, not `xml`",
        ),
        (&["check", "--context", "a", "good"], "--context takes NAME:TYPE"),
        (&["check", "--context", "a:Strng", "good"], "did you mean `String`?"),
        (&["check", "-x", "good"], "invalid option '-x'"),
        (&["explain", "E0001"], "there is no code `E0001`; did you mean E001"),
        (&["explain", "E001", "E002"], "unexpected argument"),
        (&["completions"], "<SHELL> is missing"),
    ] {
        let output = run(arguments);
        let errors = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {errors}");
        assert!(errors.starts_with("error: ") && errors.contains(message), "{arguments:?}: {errors}");
        assert_eq!(text(&output.stdout), "");
    }
}

#[test]
fn help_and_version_are_results() {
    for arguments in
        [&[][..], &["--help"], &["check", "--help"], &["check", "x", "-h"], &["--version"], &["help"]]
    {
        let output = run(arguments);
        assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""), "{arguments:?}");
        assert!(!output.stdout.is_empty());
    }
}

#[test]
fn every_help_has_an_example_that_can_be_copied() {
    let overview = text(&run(&["--help"]).stdout);
    for command in
        ["check", "expand", "explain", "export", "import", "request", "diff", "audit", "init", "completions"]
    {
        assert!(overview.contains(&format!("  {command} ")), "{overview}");
        let help = text(&run(&[command, "--help"]).stdout);
        assert!(help.contains(&format!("Usage: cargo typed-tools {command}")), "{help}");
        assert!(help.contains(&format!("Examples:\n  cargo typed-tools {command} ")), "{help}");
    }
}

/// Three ways in, one result: that the macro emits these very tokens is held by a test of `tools-macros`.
#[test]
fn expand_prints_what_a_build_script_writes() {
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-typed-tools"))
        .args(["expand", "../../../tools/*.json"])
        // From the same folder, since docs of generated items name the files.
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/hygiene/script"))
        .output()
        .unwrap();
    let (printed, written) = (text(&output.stdout), hygiene_script::crm::SOURCE);
    assert!(written.contains("pub struct UpdateLeadStatus"), "{written}");
    let different = printed.lines().zip(written.lines()).find(|(left, right)| left != right);
    assert_eq!(different, None);
    assert_eq!(printed.len(), written.len());
}

#[test]
fn a_context_type_of_the_applications_own() {
    let flags = ["--context-type", "common::Caller", "--context", "call_sid:String", "--allow", "W015"];
    let output = run(&[&["expand", "good"][..], &flags].concat());
    let code = text(&output.stdout);
    assert!(code.contains("own_context!"), "{code}{}", text(&output.stderr));
    let line = code.lines().find(|line| line.contains("common")).unwrap();
    assert!(line.contains("__Context Context = common::Caller {"), "{line}");
    let wrong = run(&["expand", "good", "--context-type", "Caller<'a>"]);
    assert!(text(&wrong.stderr).contains("is not the path of a type"), "{}", text(&wrong.stderr));
}

#[test]
fn shells_can_complete_flags() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = text(&run(&["completions", shell]).stdout);
        assert!(script.contains("cargo-typed-tools") && script.contains("deny-warnings"), "{shell}");
    }
    let output = run(&["completions", "csh"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("SHELL is bash, elvish, fish, powershell or zsh, not `csh`"));
}

#[test]
fn explain_prints_the_entry() {
    let output = run(&["explain", "e005"]);
    let entry = text(&output.stdout);
    assert!(entry.starts_with("E005: a duplicate key in an object\n\n"), "{entry}");
    assert!(!entry.contains("E006"), "{entry}");
    assert!(text(&run(&["explain"]).stdout).contains("E005  a duplicate key in an object\n"));
}

#[test]
fn the_entries_are_the_documentation() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: PathBuf| std::fs::read_to_string(path).unwrap();
    assert_eq!(read(here.join("errors.md")), read(here.join("../docs/errors.md")));
    assert_eq!(read(here.join("audit.md")), read(here.join("../docs/audit.md")));
}

#[test]
fn responses_are_typed_with_the_feature() {
    let output = run(&["check", "--typed-responses", "responses"]);
    let errors = text(&output.stderr);
    if cfg!(feature = "typed-responses") {
        assert_eq!((output.status.code(), errors.as_str()), (Some(0), ""));
    } else {
        assert_eq!(output.status.code(), Some(1));
        assert!(errors.contains("error[E060]") && errors.contains("--features typed-responses"), "{errors}");
    }
}

/// The lines up to one that holds these words; the test's own limit is generous.
fn lines_until(lines: &std::sync::mpsc::Receiver<String>, words: &str) -> Vec<String> {
    let mut seen = Vec::new();
    loop {
        let line = lines.recv_timeout(std::time::Duration::from_secs(60));
        seen.push(line.unwrap_or_else(|_| panic!("no `{words}` in {seen:?}")));
        if seen.last().unwrap().contains(words) {
            return seen;
        }
    }
}

#[test]
fn a_watched_set_is_checked_again() {
    use std::io::{BufRead, BufReader};
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watch");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let good = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/good/find_order.json"),
    )
    .unwrap();
    std::fs::write(folder.join("a.json"), &good).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-typed-tools"))
        .args(["check", "--watch", "."])
        .current_dir(&folder)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let (send, lines) = std::sync::mpsc::channel();
    let reader = BufReader::new(child.stdout.take().unwrap());
    let reading = std::thread::spawn(move || {
        for line in reader.lines().map_while(Result::ok) {
            let _ = send.send(line);
        }
    });
    assert_eq!(
        lines_until(&lines, "watching"),
        ["checking", "1 tool in 1 file: no mistakes", "watching for changes"]
    );
    // A file that comes, and one that is changed.
    std::fs::write(folder.join("b.json"), good.replace("find_order", "find_orders_2")).unwrap();
    assert!(lines_until(&lines, "watching").contains(&"2 tools in 2 files: no mistakes".to_owned()));
    std::fs::write(folder.join("a.json"), "{").unwrap();
    assert_eq!(lines_until(&lines, "watching"), ["checking", "watching for changes"]);
    child.kill().unwrap();
    child.wait().unwrap();
    reading.join().unwrap();
    assert_eq!(run(&["check", "--watch", "--message-format", "sarif", "good"]).status.code(), Some(2));
}

/// A redirected result that is cut off must not look like a whole one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_no_success() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-typed-tools"))
        .args(["expand", "good"])
        .current_dir(root)
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).starts_with("error: the result cannot be written: "));
}

/// The problem matcher of docs/cli.md, as an editor applies it: each line of a mistake in turn.
#[test]
fn an_editor_finds_the_places() {
    let docs = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/cli.md")).unwrap();
    let task = docs.split("```json").map(|rest| rest.split("```").next().unwrap());
    let task = { task }.find(|json| json.contains("problemMatcher")).expect("a task in docs/cli.md");
    let task: Value = serde_json::from_str(task).unwrap();
    let matcher = &task["tasks"][0]["problemMatcher"];
    let pattern =
        |index: usize| regex_lite::Regex::new(matcher["pattern"][index]["regexp"].as_str().unwrap()).unwrap();
    let (first, second) = (pattern(0), pattern(1));
    let output = run(&["check", "bad"]);
    let said = text(&output.stderr);
    let lines: Vec<&str> = said.lines().collect();
    let group = |captured: &regex_lite::Captures<'_>, number: &Value| {
        captured.get(number.as_u64().unwrap() as usize).unwrap().as_str().to_owned()
    };
    let mut found = Vec::new();
    for pair in lines.windows(2) {
        if let (Some(what), Some(place)) = (first.captures(pair[0]), second.captures(pair[1])) {
            let keys = &matcher["pattern"][1];
            let at = ["file", "line", "column"].map(|key| group(&place, &keys[key]));
            found.push((group(&what, &matcher["pattern"][0]["code"]), at.join(":")));
        }
    }
    assert_eq!(found.len(), 2, "{said}");
    assert_eq!(found[0], ("E001".to_owned(), "bad/comma.json:5:23".to_owned()));
    for key in ["beginsPattern", "endsPattern"] {
        assert!(matcher["background"][key].is_string());
    }
}
