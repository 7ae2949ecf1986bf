//! A property that the tool does not have is left out, unless it is a typo of one that it has and that is absent:
//! what the model meant would be lost.

use typed_tools::serde_json::{Value, json};
use typed_tools::{ArgumentError, CallSet as _, NoteKind};

mod issues {
    typed_tools::tools!(
        inline = r#"{
            "name": "file_issue",
            "description": "Files an issue",
            "parameters": {
                "type": "object",
                "properties": {
                    "title": { "type": "string" },
                    "labels": { "type": "array", "items": { "type": "string" } },
                    "priority": { "type": "integer", "default": 3 },
                    "line1": { "type": "string" },
                    "assignee": {
                        "type": "object",
                        "properties": { "user_name": { "type": "string" }, "team": { "type": "string" } }
                    },
                    "links": {
                        "type": "array",
                        "items": {
                            "anyOf": [
                                {
                                    "type": "object",
                                    "properties": { "kind": { "const": "url" }, "address": { "type": "string" } },
                                    "required": ["kind"]
                                },
                                {
                                    "type": "object",
                                    "properties": { "kind": { "const": "issue" }, "number": { "type": "integer" } },
                                    "required": ["kind"]
                                }
                            ]
                        }
                    },
                    "extra": {
                        "type": "object",
                        "properties": { "colour": { "type": "string" } },
                        "additionalProperties": true
                    }
                },
                "required": ["title"]
            },
            "api_endpoint": "https://issues.example/new",
            "http_method": "POST"
        }"#
    );
}
use issues::ToolCall;

/// What becomes of the arguments, read strictly and leniently: the two agree.
fn read(arguments: Value) -> Result<(ToolCall, Vec<String>), ArgumentError> {
    let [strict, lenient] = [false, true].map(|lenient| {
        let text = ToolCall::read_call("file_issue", arguments.to_string().into(), lenient);
        let value = ToolCall::read_call("file_issue", arguments.clone().into(), lenient);
        assert_eq!(text, value);
        text
    });
    assert_eq!(strict, lenient);
    let read = strict?;
    assert!(read.notes.iter().all(|note| note.kind == NoteKind::Dropped));
    Ok((read.call, read.notes.into_iter().map(|note| note.pointer).collect()))
}

/// The places that are refused, and what was meant there.
fn refused(arguments: Value) -> Vec<(String, String)> {
    match read(arguments) {
        Err(ArgumentError::Rejected { violations, more: 0, .. }) => {
            assert!(violations.iter().all(|violation| violation.rule == "additionalProperties"));
            let meant = |near: Option<String>| near.unwrap_or_default().trim_matches('"').to_owned();
            violations.into_iter().map(|one| (one.pointer, meant(one.nearest))).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_typo_of_an_absent_property_is_refused_with_the_one_meant() {
    for (arguments, expected) in [
        (json!({"title": "t", "label": ["bug"]}), vec![("/label", "labels")]),
        (json!({"title": "t", "Labels": ["bug"]}), vec![("/Labels", "labels")]),
        // One with a default is absent too.
        (json!({"title": "t", "priorty": 1}), vec![("/priorty", "priority")]),
        (
            json!({"title": "t", "assignee": {"username": "a", "teem": "b"}}),
            vec![("/assignee/teem", "team"), ("/assignee/username", "user_name")],
        ),
        (
            json!({"title": "t", "links": [{"kind": "url", "adress": "a"}, {"kind": "issue", "numbr": 1}]}),
            vec![("/links/0/adress", "address"), ("/links/1/numbr", "number")],
        ),
        // All at once.
        (
            json!({"title": "t", "label": [], "asignee": {}}),
            vec![("/asignee", "assignee"), ("/label", "labels")],
        ),
    ] {
        let mut found = refused(arguments.clone());
        found.sort();
        let found: Vec<_> = found.iter().map(|(place, meant)| (place.as_str(), meant.as_str())).collect();
        assert_eq!(found, expected, "{arguments}");
    }
    let error = read(json!({"title": "t", "label": ["bug"]})).unwrap_err();
    let text = error.for_model();
    assert!(
        text.contains(r#"/label: no such property"#) && text.contains(r#"did you mean "labels"?"#),
        "{text}"
    );
    assert!(text.contains(r#"the properties are "title", "labels", "priority""#), "{text}");
}

#[test]
fn what_is_no_typo_of_an_absent_property_is_left_out() {
    for (arguments, dropped) in [
        // The one that it is near is there.
        (json!({"title": "t", "labels": [], "label": "x"}), vec!["/label"]),
        (json!({"title": "t", "titel": "x"}), vec!["/titel"]),
        // Near to nothing.
        (json!({"title": "t", "reasoning": "x", "id": 1}), vec!["/id", "/reasoning"]),
        // Another of a series.
        (json!({"title": "t", "line2": "x"}), vec!["/line2"]),
        // It says nothing.
        (json!({"title": "t", "label": null}), vec!["/label"]),
        // Kept, and sent.
        (json!({"title": "t", "extra": {"color": "x"}}), vec![]),
    ] {
        let (_, mut notes) = read(arguments.clone()).unwrap();
        notes.sort();
        assert_eq!(notes, dropped, "{arguments}");
    }
    let (call, _) = read(json!({"title": "t", "extra": {"color": "x"}})).unwrap();
    assert_eq!(call.arguments()["extra"], json!({"color": "x"}));
}

/// A flood of names is not compared with all that is absent.
#[test]
fn many_names_end_soon() {
    let flood: Vec<Value> = (0..20_000).map(|_| json!({"kind": "url", "adress": 1})).collect();
    let error = read(json!({"title": "t", "links": flood})).unwrap_err();
    let ArgumentError::Rejected { violations, more, .. } = &error else { panic!("{error:?}") };
    assert!(violations.len() == 100 && *more < 1_000, "{more}");
}
