//! Texts that stand for "no value", in lenient reading.

use super::*;
use typed_tools_core::table::Hints;

fn parameters() -> Value {
    json!({
        "type": "object",
        "properties": {
            "subject": {"type": "string"},
            "until": {"type": "string", "format": "date"},
            "level": {"enum": ["low", "none", "high"]},
            "owner": {"type": "integer"},
            "labels": {"type": "array", "items": {"type": "string"}},
            "sizes": {"type": "array", "items": {"type": "integer"}},
            "memo": {"type": ["integer", "null"]},
            "code": {"type": "integer"},
            "groups": {"type": "array", "items": {"type": "string"}},
            "nested": {"type": "object", "properties": {"rank": {"type": "integer"}}},
            "text": {"type": "string"}
        },
        "required": ["subject", "code", "groups"]
    })
}

fn board() -> Table {
    tool("add_card", parameters())
}

/// The same, of a tool that destroys.
fn purge() -> Table {
    let harmless = tool("purge_cards", parameters());
    let hints = Hints { destructive: true, ..harmless.settings.hints };
    leak(Definition { settings: leak(Settings { hints, ..*harmless.settings }), ..*harmless })
}

fn with(sent: &Value) -> Value {
    let mut all = json!({"subject": "x", "code": 1, "groups": ["a"]});
    all.as_object_mut().unwrap().extend(sent.as_object().unwrap().clone());
    all
}

#[test]
fn for_an_optional_property_they_are_absent_and_noted() {
    for name in ["until", "owner", "labels", "sizes"] {
        for text in ["", "null", "None", "undefined"] {
            let sent = with(&json!({name: text}));
            let (value, notes) = try_read(board(), &sent, true).unwrap_or_else(|e| panic!("{sent}: {e}"));
            assert_eq!(value, with(&json!({})), "{sent}");
            let notes: Vec<String> = notes.iter().map(ToString::to_string).collect();
            assert_eq!(
                notes,
                [format!("/{name}: \"{text}\" was read as no value, and the property was left out")]
            );
            assert!(try_read(board(), &sent, false).is_err(), "strict: {sent}");
        }
    }
    let (value, notes) =
        try_read(board(), with(&json!({"sizes": [""], "nested": {"rank": ""}})), true).unwrap();
    assert_eq!(value, with(&json!({"nested": {}})));
    let places: Vec<_> = notes.iter().map(|note| (note.pointer.as_str(), note.kind)).collect();
    assert_eq!(places, [("/sizes", NoteKind::Absent), ("/nested/rank", NoteKind::Absent)]);
}

#[test]
fn what_the_schema_takes_is_kept() {
    let sent = with(&json!({"text": "", "labels": [""]}));
    assert_eq!(try_read(board(), &sent, true).unwrap(), (sent, vec![]));
}

#[test]
fn an_enum_regardless_of_case_and_null_come_first() {
    let (value, notes) = try_read(board(), with(&json!({"level": "None", "memo": "null"})), true).unwrap();
    assert_eq!(value, with(&json!({"level": "none", "memo": null})));
    let kinds: Vec<_> = notes.iter().map(|note| note.kind).collect();
    assert_eq!(kinds, [NoteKind::TextAsNull, NoteKind::EnumCase]);
    let (value, _) = try_read(board(), with(&json!({"level": "undefined"})), true).unwrap();
    assert_eq!(value, with(&json!({})));
}

#[test]
fn a_required_property_keeps_them() {
    for sent in [json!({"code": ""}), json!({"groups": ""}), json!({"groups": "null"}), json!({"code": [""]})]
    {
        assert!(try_read(board(), with(&sent), true).is_err(), "{sent}");
    }
}

/// With a filter dropped, more would be deleted.
#[test]
fn in_a_destructive_tool_nothing_becomes_absent() {
    for name in ["until", "owner", "labels", "sizes", "memo"] {
        for text in ["", "null", "None", "undefined"] {
            let sent = with(&json!({name: text}));
            let error = try_read(purge(), &sent, true).expect_err(&sent.to_string());
            assert!(error.for_model().contains(&format!("- /{name}: ")), "{error}");
        }
    }
    // All else is as lenient.
    let (value, _) = try_read(purge(), with(&json!({"owner": "7", "labels": "a"})), true).unwrap();
    assert_eq!(value, with(&json!({"owner": 7, "labels": ["a"]})));
}
