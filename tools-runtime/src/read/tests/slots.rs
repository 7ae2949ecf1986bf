//! Text is read without a `Value` where all is well; what comes of it is what comes of a `Value`.

use std::collections::BTreeMap;

use super::*;
use crate::{nested, object, union};

#[derive(Debug, Clone, PartialEq)]
struct Part {
    name: String,
    weight: Option<f64>,
}
nested! { Part { 0 required name "name", 1 optional weight "weight", } }

#[derive(Debug, Clone, PartialEq)]
enum Either {
    Part(Part),
    Count(u64),
}
union! { Either { Part, Count, } }

#[derive(Debug, Clone, PartialEq)]
struct Order {
    id: i64,
    parts: Option<Vec<Part>>,
    either: Option<Either>,
    named: Option<BTreeMap<String, Part>>,
    free: Option<Value>,
    text: Option<String>,
}
object! { Order {
    0 required id "id",
    1 optional parts "parts",
    2 optional either "either",
    3 optional named "named",
    4 optional free "free",
    5 optional text "text",
} }

fn tool_of_order() -> Table {
    tool(
        "order",
        json!({
            "type": "object",
            "properties": {
                "id": {"type": "integer"},
                "parts": {"type": "array", "items": {"$ref": "#/$defs/part"}, "uniqueItems": true},
                "either": {"anyOf": [{"$ref": "#/$defs/part"}, {"type": "integer", "minimum": 0}]},
                "named": {"type": "object", "additionalProperties": {"$ref": "#/$defs/part"}},
                "free": {},
                "text": {"enum": ["a", "b\n", "é"]}
            },
            "required": ["id"],
            "dependentRequired": {"text": ["free"]},
            "$defs": {"part": {
                "type": "object",
                "properties": {"name": {"type": "string", "minLength": 1}, "weight": {"type": "number", "maximum": 50}},
                "required": ["name"]
            }}
        }),
    )
}

fn read_order(arguments: Arguments, lenient: bool) -> (Result<Order, ArgumentError>, Vec<Note>) {
    let mut notes = Vec::new();
    (read(tool_of_order(), arguments, lenient, &mut notes), notes)
}

/// Readers differ in which of two counts: neither does.
#[test]
fn a_duplicate_key_is_said() {
    for (text, key, column) in [
        (r#"{"id":"no","id":1}"#, "id", 15),
        (r#"{"id":1,"free":{"x":1,"y":[{"\u0078":2,"x":3}]}}"#, "x", 42),
        (r#""{\"id\":1,\"id\":1}""#, "id", 12),
    ] {
        assert!(Slot::parse(text).is_none_or(|slot| slot.as_str().is_some()));
        for lenient in [false, true] {
            let (read, _) = read_order(text.into(), lenient);
            let error = read.unwrap_err();
            let wanted = format!("the key \"{key}\" is a duplicate in its object");
            assert!(error.to_string().contains(&wanted), "{error}");
            assert!(error.to_string().contains(&format!("column {column}")), "{error}");
        }
    }
}

#[test]
fn text_is_read_as_its_value_is() {
    let many: Vec<String> = (0..60).map(|i| format!(r#""k{i}":{{"name":"n{i}","x":{i}}}"#)).collect();
    let many = format!(r#"{{"id":1,"named":{{{}}}}}"#, many.join(","));
    let deep = format!(r#"{{"id":1,"free":{}1{}}}"#, "[".repeat(120), "]".repeat(120));
    for (text, quick) in [
        (r#"{"id":1}"#, true),
        (" { \"id\" : -7 ,\t\"free\" : null }\n", true),
        // In any order, names and texts with escapes.
        (r#"{"text":"b\n","free":[1.0,-0.0,1e3,true,{"b":1,"a":{}}],"id":2.0}"#, true),
        (r#"{"\u0069d":1,"text":"\u00e9","free":"\ud83d\ude00"}"#, true),
        (r#"{"id":9223372036854775807,"free":18446744073709551615,"either":18446744073709551615}"#, true),
        // What is dropped, at its place and in one order.
        (
            r#"{"z":1,"id":1,"a/b":[1,{"c":null}],"parts":[{"name":"p"},{"q~":1,"weight":2,"name":"r","b":2}]}"#,
            true,
        ),
        (r#"{"id":1,"named":{"z":{"name":"1","x":1},"a":{"name":"2","y":{"k":2}}}}"#, true),
        (r#"{"id":1,"either":{"name":"p","what":1}}"#, true),
        (&deep, true),
        // What breaks the schema, what is coerced, and what no type holds.
        (r#"{"id":1,"parts":null,"either":null}"#, true),
        (r#"{"id":"12","parts":{"name":"p","weight":"3.5"}}"#, true),
        (r#"{"id":1,"parts":[{"name":"p","weight":51},{"name":""}],"text":"A","either":-1}"#, true),
        (r#"{"id":1,"parts":[{"name":"p","weight":1},{"weight":1.0,"name":"p"}]}"#, true),
        (r#"{"id":18446744073709551615}"#, true),
        (r#"{}"#, true),
        // What is left to the other way: large floats, many properties, the names of serde_json.
        (r#"{"id":1e15,"free":1e300}"#, false),
        (&many, false),
        (r#"{"id":1,"free":{"$serde_json::private::Nothing":"1"}}"#, false),
    ] {
        assert_eq!(Slot::parse(text).is_some(), quick, "{text}");
        let value: Value = serde_json::from_str(text).unwrap();
        if let Some(slot) = Slot::parse(text) {
            assert_eq!(slot.into_value(), value);
        }
        for lenient in [false, true] {
            let of_text = read_order(text.into(), lenient);
            assert_eq!(of_text, read_order(value.clone().into(), lenient), "{text}");
        }
    }
}

#[test]
fn the_quick_way_loses_no_digit_and_no_fault() {
    for text in [
        r#"{"id":9007199254740993.0}"#,
        r#"{"id":1,"free":123456789012345678901}"#,
        r#"{"id":1} x"#,
        r#"{"id":1"#,
        r#"{"id":1,}"#,
        r#"{"id":1e999}"#,
        "{\"id\":1,\"text\":\"a\u{1}\"}",
    ] {
        assert!(Slot::parse(text).is_none(), "{text}");
        // Strictly: lenient reading repairs a raw control character.
        let (read, _) = read_order(text.into(), false);
        assert!(matches!(read, Err(ArgumentError::Malformed { .. })), "{text}: {read:?}");
    }
}

#[test]
fn pointers_of_what_is_dropped_and_of_what_is_not_held() {
    let pointers = |text: &str| -> Vec<String> {
        let (read, notes) = read_order(text.into(), false);
        read.unwrap();
        notes.into_iter().map(|note| note.pointer).collect()
    };
    assert_eq!(
        pointers(
            r#"{"y":1,"x":2,"id":1,"named":{"a/b":{"u":1,"name":"n"}},"parts":[{"name":"p"},{"name":"q","t~":1}]}"#
        ),
        ["/parts/1/t~0", "/named/a~1b/u", "/x", "/y"]
    );
    // A schema that allows more than the type holds.
    let loose = tool("loose", json!({"type": "object"}));
    let error =
        |text: &str| read::<Order>(loose, text.into(), false, &mut Vec::new()).unwrap_err().to_string();
    assert!(error(r#"{"id":1,"named":{"k":{"name":"a"},"~":{"name":7}}}"#).contains("/named/~0/name"));
    assert!(error(r#"{"id":1,"parts":[{"name":"a"},{}]}"#).contains("/parts/1/name"));
    assert!(error(r#"{"id":1.5}"#).contains("/id"));
    assert!(error("{}").contains("/id"));
}
