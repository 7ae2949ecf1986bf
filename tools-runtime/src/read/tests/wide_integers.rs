//! Integers from 2^53 on: a float may be another one than the model meant, and their digits may come as text.

use super::*;
use crate::object;

#[derive(Debug, Clone, PartialEq)]
struct Room {
    id: i64,
    parent: Option<u64>,
}
object! { Room { 0 required id "id", 1 optional parent "parent", } }

fn room() -> Table {
    tool(
        "open_room",
        json!({
            "type": "object",
            "properties": {"id": {"type": "integer"}, "parent": {"type": "integer", "minimum": 0}},
            "required": ["id"]
        }),
    )
}

fn read_room(text: &str, lenient: bool) -> (Result<Room, ArgumentError>, Vec<String>) {
    let mut notes = Vec::new();
    let taken = read(room(), text.into(), lenient, &mut notes);
    (taken, notes.iter().map(ToString::to_string).collect())
}

#[test]
fn a_float_that_may_have_been_rounded_is_no_integer() {
    for (text, pointer, sent) in [
        (r#"{"id":1e16}"#, "/id", "10000000000000000"),
        (r#"{"id":-9.007199254740992e15}"#, "/id", "-9007199254740992"),
        (r#"{"id":9007199254740992.0}"#, "/id", "9007199254740992"),
        (r#"{"id":4.611686018427388e18}"#, "/id", "4611686018427387904"),
        (r#"{"id":1,"parent":1.8e19}"#, "/parent", "18000000000000000000"),
    ] {
        for lenient in [false, true] {
            let said = read_room(text, lenient).0.unwrap_err().for_model();
            let line = format!(
                "- {pointer}: expected all digits of the integer as text, in double quotes: sent as a number, an \
                 integer of 9007199254740992 or more may have been rounded on its way, got {sent}"
            );
            assert!(said.contains(&line), "{said}");
        }
    }
}

#[test]
fn wherever_the_schema_takes_integers_and_no_other_number() {
    let other = tool(
        "other",
        json!({
            "type": "object",
            "properties": {
                "key": {"type": ["integer", "string"]},
                "keys": {"type": "array", "items": {"anyOf": [{"type": "integer"}, {"type": "null"}]}},
                "row": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}},
                "total": {"anyOf": [{"type": "integer"}, {"type": "number"}]},
                "any": {}
            }
        }),
    );
    for arguments in [json!({"key": 1e16}), json!({"keys": [1, -1e16]}), json!({"row": {"a": 1e16}})] {
        for lenient in [false, true] {
            let said = try_read(other, &arguments, lenient).unwrap_err().for_model();
            assert!(said.contains("digits of the integer as text"), "{said}");
            let text = arguments.to_string();
            assert_eq!(try_read(other, text, lenient).unwrap_err().for_model(), said);
        }
    }
    let arguments = json!({"total": 1e16, "any": {"deep": [1e16]}, "key": 9_007_199_254_740_993_u64});
    assert_eq!(try_read(other, &arguments, false).unwrap(), (arguments, vec![]));
}

#[test]
fn a_float_below_is_the_integer_that_it_is() {
    for (text, id) in [
        (r#"{"id":3.0}"#, 3),
        (r#"{"id":9007199254740991.0}"#, 9_007_199_254_740_991),
        (r#"{"id":-9.007199254740991e15}"#, -9_007_199_254_740_991),
        // With all its digits it is no float.
        (r#"{"id":9007199254740993}"#, 9_007_199_254_740_993),
    ] {
        assert_eq!(read_room(text, false), (Ok(Room { id, parent: None }), vec![]), "{text}");
    }
}

#[test]
fn digits_as_text_are_the_integer_and_noted() {
    for (text, id) in [
        ("9007199254740992", 1 << 53),
        ("4611686018427387905", 4_611_686_018_427_387_905),
        ("-9223372036854775808", i64::MIN),
    ] {
        for lenient in [false, true] {
            let (taken, notes) = read_room(&json!({"id": text}).to_string(), lenient);
            assert_eq!(taken, Ok(Room { id, parent: None }), "{text}");
            assert_eq!(notes, [format!("/id: \"{text}\" was read as a number")]);
        }
    }
    let (taken, _) = read_room(r#"{"id":1,"parent":"18446744073709551615"}"#, false);
    assert_eq!(taken, Ok(Room { id: 1, parent: Some(u64::MAX) }));
}

#[test]
fn strict_reading_takes_no_other_text_for_an_integer() {
    for text in [
        "5",
        "9007199254740991",
        "09007199254740993",
        "1e16",
        " 9007199254740993",
        "+9007199254740993",
        "",
        "-",
    ] {
        assert!(read_room(&json!({"id": text}).to_string(), false).0.is_err(), "{text:?}");
    }
    for text in ["1e16", "9007199254740992.0", "18446744073709551616"] {
        assert!(read_room(&json!({"id": text}).to_string(), true).0.is_err(), "{text:?}");
    }
    // Where a text is allowed, or a number that floats may hold, it is not this rule's.
    let other = tool(
        "other",
        json!({"type": "object", "properties": {"id": {"type": ["integer", "string"]}, "n": {"type": "number"}}}),
    );
    let sent = json!({"id": "9007199254740993"});
    assert_eq!(try_read(other, &sent, false).unwrap(), (sent, vec![]));
    assert!(try_read(other, json!({"n": "9007199254740993"}), false).is_err());
}
