//! Calls as models make them, good and bad.

use serde_json::{Value, json};

use super::*;
use crate::testing::{leak, schema};
use typed_tools_core::table::{
    Body, Definition, ErrorText, Origin, ResponseRules, Settings, Table, Template, usual,
};

mod bad_calls;
mod budgets;
mod encoding;
mod hostile;
mod lenient;
mod limits;
mod properties;
mod sentinels;
mod slots;
mod typed;
mod wide_integers;

/// A tool with these parameters.
fn tool(name: &'static str, parameters: Value) -> Table {
    leak(Definition {
        name,
        description: "A tool.",
        arguments: *schema(parameters),
        checked_by_types: false,
        request: Template {
            method: "GET",
            origin: Origin::Fixed("https://example.com"),
            path: &[],
            query: &[],
            headers: &[],
            body: Body::None,
        },
        settings: leak(Settings {
            timeout_ms: 1000,
            response: ResponseRules {
                select: &[],
                max_chars: 100,
                max_bytes: None,
                failure: None,
                schema: None,
                errors: ErrorText::Hide,
            },
            ..usual::GET
        }),
    })
}

/// Reads without a type: the checked JSON, and the notes.
fn try_read(
    definition: Table,
    arguments: impl Into<Arguments>,
    lenient: bool,
) -> Result<(Value, Vec<Note>), ArgumentError> {
    let mut notes = Vec::new();
    let value = arguments
        .into()
        .into_value(lenient, &mut notes)
        .map_err(|error| ArgumentError::malformed(definition, error))?;
    Ok((checked(definition, value, lenient, &mut notes)?, notes))
}

fn order() -> Table {
    tool(
        "place_order",
        json!({
            "type": "object",
            "properties": {
                "sku": {"type": "string", "minLength": 1, "pattern": "^[A-Z]{2}-[0-9]+$"},
                "quantity": {"type": "integer", "minimum": 1, "maximum": 99},
                "note": {"type": "string", "maxLength": 20},
                "gift": {"type": "boolean"},
                "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 3, "uniqueItems": true},
                "maybe": {"type": ["string", "null"]}
            },
            "required": ["sku", "quantity"]
        }),
    )
}

#[test]
fn every_way_of_sending_no_arguments_is_an_empty_object() {
    let ping = tool("ping", json!({"type": "object"}));
    for text in ["", "  \n", "null", "{}", " {} ", "\"\"", "\"{}\"", "\"null\""] {
        assert_eq!(try_read(ping, text, false).unwrap().0, json!({}), "{text:?}");
    }
    for value in [Value::Null, json!(""), json!({}), json!("{}"), json!("\"{}\"")] {
        assert_eq!(try_read(ping, &value, false).unwrap().0, json!({}), "{value:?}");
        assert_eq!(try_read(ping, value, false).unwrap().0, json!({}));
    }
}

#[test]
fn an_object_is_taken_however_it_is_wrapped() {
    let sent = r#"{"sku":"AB-1","quantity":2}"#;
    let expected = json!({"sku": "AB-1", "quantity": 2});
    let twice = serde_json::to_string(sent).unwrap();
    let raw = serde_json::value::RawValue::from_string(sent.to_owned()).unwrap();
    let raw_twice = serde_json::value::RawValue::from_string(twice.clone()).unwrap();
    let raw_thrice =
        serde_json::value::RawValue::from_string(serde_json::to_string(&twice).unwrap()).unwrap();
    let all: Vec<Arguments> = vec![
        sent.into(),
        (&sent.to_owned()).into(),
        sent.to_owned().into(),
        twice.as_str().into(),
        (&expected).into(),
        expected.clone().into(),
        json!(sent).into(),
        json!(twice).into(),
        (&*raw).into(),
        raw_twice.into(),
        raw_thrice.into(),
    ];
    for arguments in all {
        let shown = format!("{arguments:?}");
        assert_eq!(try_read(order(), arguments, false).unwrap().0, expected, "{shown}");
    }
    let (_, notes) = try_read(order(), twice, false).unwrap();
    assert_eq!(notes[0].to_string(), "the arguments: a JSON string was read as the JSON that it holds");
}

#[test]
fn null_for_an_optional_property_means_absent() {
    let (value, notes) =
        try_read(order(), r#"{"sku":"AB-1","quantity":2.0,"note":null,"maybe":null,"tags":null}"#, false)
            .unwrap();
    assert_eq!(value, json!({"sku": "AB-1", "quantity": 2.0, "maybe": null}));
    assert_eq!(notes, []);
    // Not where the property is required.
    let error = try_read(order(), r#"{"sku":null,"quantity":2}"#, false).unwrap_err();
    assert!(error.to_string().contains("/sku: expected a string, got null"), "{error}");
}

#[test]
fn null_means_absent_before_alternatives_are_judged() {
    // "One of these two", a frequent shape: a null for the other must not count as given.
    let either = tool(
        "find",
        json!({
            "type": "object",
            "properties": {"id": {"type": "string"}, "email": {"type": "string"},
                           "deep": {"type": "object", "properties": {"x": {"type": "integer"}}}},
            "oneOf": [{"required": ["id"]}, {"required": ["email"]}]
        }),
    );
    let (value, _) = try_read(either, r#"{"id":"1","email":null,"deep":{"x":null}}"#, false).unwrap();
    assert_eq!(value, json!({"id": "1", "deep": {}}));
    assert!(try_read(either, r#"{"id":null,"email":null}"#, false).is_err());
    assert!(try_read(either, r#"{"id":"1","email":"2"}"#, false).is_err());
    // A null inside the alternative that the value is meant for.
    let union = tool(
        "pay",
        json!({
            "type": "object",
            "properties": {"by": {"anyOf": [
                {"type": "object", "properties": {"kind": {"const": "card"}, "cvc": {"type": "string"}},
                 "required": ["kind"], "additionalProperties": false},
                {"type": "object", "properties": {"kind": {"const": "bank"}, "cvc": {"type": "null"}, "x": {"type": "integer"}},
                 "required": ["kind"], "additionalProperties": false}
            ]}}
        }),
    );
    let read = |text: &str| try_read(union, text, false).unwrap().0;
    assert_eq!(read(r#"{"by":{"kind":"card","cvc":null}}"#), json!({"by": {"kind": "card"}}));
    assert_eq!(read(r#"{"by":{"kind":"bank","cvc":null}}"#), json!({"by": {"kind": "bank", "cvc": null}}));
    assert_eq!(
        read(r#"{"by":{"kind":"bank","cvc":null,"x":null}}"#),
        json!({"by": {"kind": "bank", "cvc": null}})
    );
}

#[test]
fn broken_json_says_where() {
    for (text, line, column, reason) in [
        ("{", 1, 2, "the text ends inside an object; it is incomplete"),
        ("{\"sku\": \"AB", 1, 12, "the text ends inside a string; it is incomplete"),
        ("{\"a\": 1,\n \"b\": }", 2, 7, "expected a JSON value"),
        ("{\"é\": 1,, }", 1, 9, "a key must be a string in double quotes"),
        ("{'a': 1}", 1, 2, "a key must be a string in double quotes"),
        ("```json\n{}\n```", 1, 1, "expected a JSON value"),
        (
            "{\"a\": 1} {\"b\": 2}",
            1,
            10,
            "the JSON value ends here, and more text follows: send one JSON object and nothing else",
        ),
        ("{\"a\": NaN}", 1, 7, "expected a JSON value"),
        ("{\"a\": 1e999}", 1, 11, "the number is too large: send one below 1e308"),
        ("\"{\\\"a\\\": \"", 1, 7, "the text ends inside a value; it is incomplete"),
    ] {
        match try_read(order(), text, true) {
            Err(ArgumentError::Malformed { line: l, column: c, reason: r, excerpt, .. }) => {
                assert_eq!((l, c, r.as_str()), (line, column, reason), "{text:?}: {excerpt}");
                assert!(excerpt.contains("<!>"));
            }
            other => panic!("{text:?}: {other:?}"),
        }
    }
}

#[test]
fn numbers_are_kept_digit_by_digit_or_refused() {
    let any = tool("any", json!({"type": "object"}));
    for number in [
        "18446744073709551615",
        "-9223372036854775808",
        "1e23",
        "100000000000000000000",
        "1.5e300",
        "0.1",
        "0.12345678901234567890123",
        "1234567890123456.7",
        "9007199254740993",
        "-0.0",
        "1E400000000000000000000e",
        "0e99999999999999999999",
    ] {
        let text = format!("{{\"n\": {number}}}");
        match try_read(any, text.as_str(), false) {
            Ok((value, _)) => assert_eq!(value["n"].as_f64(), number.parse().ok(), "{number}"),
            Err(error) => assert!(number.ends_with('e'), "{number}: {error}"),
        }
    }
    for number in [
        "18446744073709551616",
        "-9223372036854775809",
        "123456789012345678901234567890",
        "9007199254740993.0",
        "9007199254740993e0",
    ] {
        let text = format!("{{\"s\": \"\\\"1\", \"n\": [1, {number}]}}");
        let error = try_read(any, text.as_str(), false).unwrap_err();
        assert!(error.to_string().contains(&format!("the number {number} has more digits")), "{error}");
        let position = text.find(number).unwrap() + 1;
        assert!(error.to_string().contains(&format!("column {position}")), "{error}");
        // In a string it is no number.
        let text = format!("{{\"n\": \"\\\\\\\"{number}\"}}");
        assert!(try_read(any, text.as_str(), false).is_ok(), "{text}");
    }
}

#[test]
fn only_an_object_is_arguments() {
    for text in ["[]", "5", "true", "\"hello\"", "[{\"sku\":\"AB-1\",\"quantity\":1}]"] {
        let error = try_read(order(), text, true).unwrap_err();
        assert!(error.to_string().contains("the arguments: expected one JSON object, got "), "{error}");
    }
}

#[test]
fn every_violation_is_found_at_once() {
    let text = r#"{"sku":"x","quantity":0.5,"note":"0123456789012345678901","gift":"yes","tags":["a","b","a",4],"maybe":1}"#;
    let Err(ArgumentError::Rejected { violations, .. }) = try_read(order(), text, false) else { panic!() };
    let mut found: Vec<_> = violations.iter().map(|v| (v.pointer.as_str(), v.rule)).collect();
    found.sort_unstable();
    let expected = [
        ("/gift", "type"),
        ("/maybe", "type"),
        ("/note", "maxLength"),
        ("/quantity", "minimum"),
        ("/quantity", "type"),
        ("/sku", "pattern"),
        ("/tags", "maxItems"),
        ("/tags/2", "uniqueItems"),
        ("/tags/3", "type"),
    ];
    assert_eq!(found, expected);
}
