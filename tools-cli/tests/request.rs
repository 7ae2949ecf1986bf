//! `request`: what a call would send, as text that a shell can run.

use std::path::Path;
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/request");
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-typed-tools"));
    command.arg("request").args(arguments).current_dir(root).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn shown(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

const CONTACT: &str =
    r#"{"person": {"name": "Åsa's $HOME", "phones": ["1"]}, "tags": {"b": 2, "a": 1.0}, "score": null}"#;

/// The words that `curl` gets, where a shell runs the command with the secrets in its environment.
fn words(command: &str) -> Vec<String> {
    let script = format!("curl() {{ for word; do printf '%s\\0' \"$word\"; done; }}\n{command}");
    let output = Command::new("sh")
        .args(["-c", &script])
        .env("CRM_API", "https://crm.example/v2")
        .env("CRM_USER", "me")
        .env("CRM_PASSWORD", "pass word")
        .env("CRM_KEY", "k1")
        .env("HOME", "wrong")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout).split_terminator('\0').map(str::to_owned).collect()
}

#[test]
fn the_command_can_be_pasted() {
    let command =
        shown(&["add_contact", "tools.json", "--args", CONTACT, "--context", r#"{"tenant": "t1"}"#]);
    let words = words(&command);
    assert_eq!(words[..3], ["-X", "POST", "https://crm.example/v2/contacts/t1?key=k1"], "{command}");
    assert!(words.windows(2).any(|pair| pair == ["-u", "me:p:pass word"]), "{words:?}");
    let body =
        r#"{"person":{"name":"Åsa's $HOME","level":3,"phones":["1"]},"tags":{"a":1,"b":2},"score":null}"#;
    assert_eq!(words.last().unwrap(), body);
}

#[test]
fn as_http() {
    let http = shown(&[
        "add_contact",
        "tools.json",
        "--args",
        r#"{"person": {"name": "A"}}"#,
        "--context",
        r#"{"tenant": "t1"}"#,
        "--raw",
    ]);
    let lines: Vec<&str> = http.lines().collect();
    assert_eq!(lines[..2], ["POST /contacts/t1?key=$CRM_KEY HTTP/1.1", "host: $CRM_API"], "{http}");
    assert!(lines.contains(&"authorization: Basic base64($CRM_USER:p:$CRM_PASSWORD)"), "{http}");
    assert_eq!(lines[lines.len() - 2..], ["", r#"{"person":{"name":"A","level":3}}"#], "{http}");
}

#[test]
fn a_sign_in_is_shown_beside() {
    let output = run(&[
        "get_lead",
        "tools.json",
        "--args",
        r#"{"id": "7"}"#,
        "--origin",
        "https://leads.example=http://127.0.0.1:9",
    ]);
    let (command, note) = (text(&output.stdout), text(&output.stderr));
    assert!(command.starts_with("curl -X GET 'http://127.0.0.1:9/leads/7'"), "{command}");
    assert!(command.contains("-H \"authorization: Bearer $ACCESS_TOKEN\""), "{command}");
    assert!(note.contains("curl -X POST 'https://login.example/token'"), "{note}");
    assert!(note.contains("-u \"${LEADS_ID}:${LEADS_SECRET}\""), "{note}");
    assert!(note.contains("--data-raw 'grant_type=client_credentials'"), "{note}");
}

#[test]
fn a_body_that_is_no_text_is_said() {
    let command = shown(&["send_photo", "tools.json", "--args", r#"{"photo": "iVBORw0KGgo="}"#]);
    assert!(command.contains("--data-binary @BODY # "), "{command}");
}

/// The texts are those of the runtime; a model would read them.
#[test]
fn wrong_arguments_in_the_words_for_a_model() {
    for (arguments, message) in [
        (r#"{"person": {}}"#, "- /person/name: missing"),
        (r#"{"person": {"name": 5}}"#, "/person/name: expected a string"),
        (r#"{"person": {"name": "x", "phone": ["1"]}}"#, "did you mean \"phones\"?"),
        (r#"{"person": "#, "not valid JSON"),
    ] {
        let output =
            run(&["add_contact", "tools.json", "--args", arguments, "--context", r#"{"tenant": "t1"}"#]);
        assert_eq!(output.status.code(), Some(1), "{arguments}");
        assert!(text(&output.stderr).contains(message), "{arguments}: {}", text(&output.stderr));
        assert_eq!(text(&output.stdout), "");
    }
    let lenient = run(&[
        "add_contact",
        "tools.json",
        "--args",
        r#"{"person": {"name": "x", "level": "5", "color": 1}}"#,
        "--context",
        r#"{"tenant": "t1"}"#,
        "--lenient",
    ]);
    assert!(
        text(&lenient.stdout).contains(r#"{"person":{"name":"x","level":5}}"#),
        "{}",
        text(&lenient.stdout)
    );
    let notes = text(&lenient.stderr);
    assert!(notes.contains("note: /person/level: \"5\" was read as a number"), "{notes}");
    assert!(notes.contains("note: /person/color: 1 was left out"), "{notes}");
}

#[test]
fn a_wrong_command_line() {
    let tenant = r#"{"tenant": "t1"}"#;
    for (arguments, message) in [
        (&["add_contat", "tools.json"][..], "there is no tool `add_contat`; did you mean `add_contact`?"),
        (&["add_contact", "tools.json", "--args", CONTACT], r#"--context '{"tenant": ".."}'"#),
        (
            &["add_contact", "tools.json", "--context", r#"{"tenent": "x"}"#],
            "no definition names the context `tenent`; did you mean `tenant`?",
        ),
        (
            &["add_contact", "tools.json", "--context", r#"{"tenant": 5}"#],
            "the context `tenant` is a string, not 5",
        ),
        (&["add_contact", "tools.json", "--context", "{"], "--context is no JSON object"),
        (&["add_contact", "tools.json", "--context", tenant, "--origin", "x"], "--origin takes A=B"),
        (
            &[
                "add_contact",
                "tools.json",
                "--context",
                tenant,
                "--origin",
                "https://a.example=http://b.example",
            ],
            "http",
        ),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains(message), "{arguments:?}: {}", text(&output.stderr));
    }
}

/// A value that no URL can carry is refused before anything is sent, as in a program.
#[test]
fn a_value_that_cannot_stand_where_it_would() {
    let output = run(&["get_lead", "tools.json", "--args", r#"{"id": "../admin"}"#]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("id"), "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout), "");
}

/// A file of the context is given by its path.
#[test]
fn a_file() {
    let call = |value: &str| {
        run(&["add_photo", "photo.json", "--context", "photo:File", "--context", value, "--raw"])
    };
    let output = call(r#"{"photo": "note.txt"}"#);
    let part = "content-disposition: form-data; name=\"photo\"; filename=\"note.txt\"";
    assert!(
        text(&output.stdout).contains(part) && text(&output.stdout).contains("a photo\n"),
        "{}",
        text(&output.stdout)
    );
    for (value, said) in [
        (r#"{"photo": "nowhere.txt"}"#, "`nowhere.txt` cannot be read"),
        (r#"{"photo": 5}"#, "the path of a file"),
    ] {
        let output = call(value);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains(said), "{}", text(&output.stderr));
    }
}
