//! `request --send`: the call is made by the engine, and what a model would be told is printed.

mod support;

use std::path::Path;
use std::process::{Command, Output};

use support::Service;

fn run(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/request");
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-typed-tools"));
    command.arg("request").args(arguments).arg("--send").current_dir(root).env_clear();
    command.envs(environment.iter().copied()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const TENANT: &str = r#"{"tenant": "t1"}"#;

#[test]
fn a_call_is_sent_with_secrets_from_a_file_and_the_environment() {
    let service = Service::start(|_| ("201 Created", r#"{"id": 7, "echo": "word!"}"#.to_owned()));
    let file = std::env::temp_dir().join(format!("typed-tools-send-{}.env", std::process::id()));
    std::fs::write(&file, format!("CRM_API={}/v2\nexport CRM_PASSWORD='word!'\n", service.origin)).unwrap();
    let arguments = [
        "add_contact",
        "tools.json",
        "--args",
        r#"{"person": {"name": "A", "level": "5"}}"#,
        "--lenient",
        "--context",
        TENANT,
        "--secrets",
        file.to_str().unwrap(),
    ];
    let output = run(&arguments, &[("CRM_USER", "me"), ("CRM_KEY", "k1")]);
    std::fs::remove_file(&file).unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    // A secret that the service sends back is hidden, as a model would see it.
    let told = text(&output.stdout);
    assert!(told.contains(r#""id":7"#) && !told.contains("word!"), "{told}");
    assert!(text(&output.stderr).contains("note: /person/level: \"5\" was read as a number"));
    let seen = service.seen();
    assert!(seen[0].starts_with("POST /v2/contacts/t1?key=k1 HTTP/1.1"), "{seen:?}");
    assert!(seen[0].contains("authorization: Basic bWU6cDp3b3JkIQ=="), "{seen:?}");
    assert!(seen[0].ends_with(r#"{"person":{"name":"A","level":5}}"#), "{seen:?}");
    assert_eq!(seen.len(), 1);
}

#[test]
fn a_failed_call_is_what_a_model_would_be_told() {
    let service = Service::start(|request| match request.starts_with("POST /token") {
        true => ("200 OK", r#"{"access_token": "t-1", "token_type": "Bearer"}"#.to_owned()),
        false => ("404 Not Found", r#"{"error": "no such lead"}"#.to_owned()),
    });
    let (leads, login) = (
        format!("https://leads.example={}", service.origin),
        format!("https://login.example={}", service.origin),
    );
    let arguments =
        ["get_lead", "tools.json", "--args", r#"{"id": "7"}"#, "--origin", &leads, "--origin", &login];
    let output = run(&arguments, &[("LEADS_ID", "me"), ("LEADS_SECRET", "s")]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), String::new()));
    let told = text(&output.stderr);
    assert!(told.contains("404") && told.contains("no such lead"), "{told}");
    assert!(service.seen()[1].contains("authorization: Bearer t-1"), "the token was asked for first");
}

#[test]
fn nothing_is_sent_where_something_is_missing() {
    let service = Service::start(|_| ("200 OK", "{}".to_owned()));
    let origin = format!("https://leads.example={}", service.origin);
    let lead = ["get_lead", "tools.json", "--args", r#"{"id": "7"}"#, "--origin", &origin];
    // Secrets of the set's other tools need not be there.
    let output = run(&lead, &[("LEADS_ID", "me")]);
    assert_eq!(output.status.code(), Some(2));
    let words = text(&output.stderr);
    assert!(words.contains("missing secret: LEADS_SECRET; set what is missing"), "{words}");
    let wrong = ["get_lead", "tools.json", "--args", r#"{"id": 7}"#, "--origin", &origin];
    let output = run(&wrong, &[("LEADS_ID", "me"), ("LEADS_SECRET", "s")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("/id: expected a string"), "{}", text(&output.stderr));
    assert_eq!(service.seen(), [""; 0]);
}
