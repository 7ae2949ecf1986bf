//! What is too much: text, numbers, and patterns against long texts.

use super::*;
use crate::__private::to_value;
use crate::nested;
use typed_tools_core::value::Wire;

#[derive(Debug, Clone, PartialEq)]
struct Numbers {
    signed: Option<i64>,
    unsigned: Option<u64>,
    list: Option<Vec<i64>>,
}
nested! { Numbers { 0 optional signed "signed", 1 optional unsigned "unsigned", 2 optional list "list", } }

#[derive(Debug)]
struct Ids {
    id: Option<f64>,
    ids: Option<Vec<Option<f64>>>,
}
nested! { Ids { 0 optional id "id", 1 optional ids "ids", } }

fn numbers() -> Table {
    tool(
        "numbers",
        json!({
            "type": "object",
            "properties": {
                "signed": {"type": "integer"},
                "unsigned": {"type": "integer", "minimum": 0, "maximum": 18_446_744_073_709_551_615_u64},
                "list": {"type": "array", "items": {"type": "integer"}}
            }
        }),
    )
}

#[test]
fn an_integer_that_no_type_holds_is_shown_with_the_bounds() {
    let signed = "expected an integer from -9223372036854775808 to 9223372036854775807";
    let unsigned = "expected an integer from 0 to 18446744073709551615";
    for (text, expected) in [
        (r#"{"signed": 9223372036854775808}"#, format!("/signed: {signed}, got 9223372036854775808")),
        (r#"{"signed": 1e20}"#, format!("/signed: {signed}, got 100000000000000000000")),
        (r#"{"list": [1, 18446744073709551615]}"#, format!("/list/1: {signed}, got 18446744073709551615")),
        (r#"{"signed": 1e300}"#, format!("/signed: {signed}, got 1000000000")),
    ] {
        let error = read::<Numbers>(numbers(), text.into(), false, &mut Vec::new()).unwrap_err();
        let said = error.for_model();
        assert!(said.contains(&expected), "{said}");
        assert!(!said.contains("Rust") && said.len() < 600, "{said}");
    }
    let number = tool(
        "number",
        json!({"properties": {"id": {"type": "number"}, "ids": {"type": "array", "items": {"type": ["number", "null"]}}}}),
    );
    for (sent, pointer) in
        [("9007199254740993", "/id"), ("-9223372036854775807", "/id"), ("18446744073709551615", "/ids/0")]
    {
        let text = match pointer {
            "/id" => format!(r#"{{"id": {sent}}}"#),
            _ => format!(r#"{{"ids": [{sent}]}}"#),
        };
        let said = read::<Ids>(number, text.as_str().into(), false, &mut Vec::new()).unwrap_err().for_model();
        assert!(said.contains(&format!("{pointer}: expected a number that is kept exactly")), "{said}");
        assert!(said.contains(&format!("got {sent}")), "{said}");
    }
    let text = r#"{"id": 9007199254740992, "ids": [-1152921504606846976, 0.1, null]}"#;
    let held = read::<Ids>(number, text.into(), false, &mut Vec::new()).unwrap();
    assert_eq!(
        to_value(held.val()),
        json!({"id": 9_007_199_254_740_992_u64, "ids": [-1_152_921_504_606_846_976_i64, 0.1, null]})
    );
    // Where the schema does not say so itself.
    let open = tool("open", json!({"properties": {"unsigned": {"type": "integer", "minimum": 0}}}));
    let error = read::<Numbers>(open, r#"{"unsigned": 1e20}"#.into(), false, &mut Vec::new()).unwrap_err();
    let said = error.for_model();
    assert!(said.contains(&format!("/unsigned: {unsigned}, got 100000000000000000000")), "{said}");
    let text = r#"{"signed": -9223372036854775808, "unsigned": 18446744073709551615}"#;
    let held = read::<Numbers>(numbers(), text.into(), false, &mut Vec::new()).unwrap();
    assert_eq!((held.signed, held.unsigned), (Some(i64::MIN), Some(u64::MAX)));
}

#[test]
fn text_beyond_the_limit_is_not_parsed() {
    let limit = 4 << 20;
    let send = |length: usize| format!("{{\"note\": \"{}\"}}", "a".repeat(length - 12));
    let open = tool("open", json!({"type": "object"}));
    assert_eq!(send(limit).len(), limit);
    assert!(try_read(open, send(limit), false).is_ok());
    // Not even where it is no JSON at all.
    for text in [send(limit + 1), "x".repeat(limit + 1)] {
        for lenient in [false, true] {
            let error = try_read(open, text.as_str(), lenient).unwrap_err();
            assert!(matches!(&error, ArgumentError::Malformed { .. }), "{error:?}");
            for said in [error.to_string(), error.for_model()] {
                assert!(said.contains("4194305 bytes, of at most 4194304 (4 MiB)"), "{said}");
            }
        }
        let error = read::<Numbers>(numbers(), text.into(), false, &mut Vec::new()).unwrap_err();
        assert!(error.for_model().contains("4194305 bytes"), "{error}");
    }
}

#[test]
fn lenient_reading_of_what_is_too_long_for_its_pattern_ends() {
    let pattern = format!("^(?:a|{})*$", "b".repeat(991));
    let text = tool("text", json!({"properties": {"p": {"pattern": pattern}, "n": {"type": "integer"}}}));
    for lenient in [false, true] {
        let error = try_read(text, json!({"p": "a".repeat(20_000)}), lenient).unwrap_err();
        assert!(error.for_model().contains("send at most 9999 characters"), "{error}");
        // Beside one that fits, a null that means absent still does.
        let (read, _) = try_read(text, json!({"p": "a".repeat(9_000), "n": null}), lenient).unwrap();
        assert_eq!(read.as_object().unwrap().len(), 1);
    }
}
