//! Names of tools with what a model's prompt format puts around them: strictly the nearest tool is named, leniently
//! the one tool that fits is called.

use typed_tools::{ArgumentError, CallSet as _, NoteKind};

mod rooms {
    typed_tools::tools!(
        inline = r#"{
            "name": "book_room",
            "description": "Books a room",
            "parameters": { "type": "object", "properties": { "seats": { "type": "integer" } } },
            "api_endpoint": "https://rooms.example/book",
            "http_method": "POST"
        }"#
    );
}
use rooms::ToolCall;

const DECORATED: [&str; 6] = [
    "functions.book_room",
    "functions.book_room:0",
    "book_room<|channel|>commentary",
    "default_api.book_room",
    "default_api:book_room",
    "book_room ",
];

#[test]
fn strictly_the_nearest_tool_is_named() {
    for name in DECORATED {
        let error = ToolCall::read_call(name, "{}".into(), false).unwrap_err();
        assert!(matches!(error, ArgumentError::UnknownTool { .. }), "{name}: {error}");
        assert!(error.for_model().contains("Did you mean book_room?"), "{name}: {}", error.for_model());
    }
}

#[test]
fn leniently_the_tool_is_called_and_the_name_noted() {
    let plain = ToolCall::read_call("book_room", r#"{"seats":4}"#.into(), true).unwrap();
    assert_eq!(plain.notes, []);
    for name in DECORATED {
        let read = ToolCall::read_call(name, r#"{"seats":4}"#.into(), true).unwrap();
        assert_eq!(read.call, plain.call, "{name}");
        assert_eq!(read.notes.len(), 1, "{name}");
        assert_eq!(read.notes[0].kind, NoteKind::ToolName);
        assert_eq!(
            read.notes[0].to_string(),
            format!("the tool: \"{name}\" was read as the name of the tool that stands in it")
        );
    }
    // What is a typo besides is no tool's name; the nearest is said.
    let error = ToolCall::read_call("functions.book_rooms", "{}".into(), true).unwrap_err();
    assert!(error.for_model().contains("Did you mean book_room?"), "{}", error.for_model());
    assert!(ToolCall::read_call("tools.book_room", "{}".into(), true).is_err());
}
