//! Lenient reading: what is coerced, and what is left alone.

use super::*;

fn shop() -> Table {
    tool(
        "search",
        json!({
            "type": "object",
            "properties": {
                "count": {"type": "integer"},
                "price": {"type": "number", "maximum": 10},
                "sale": {"type": "boolean"},
                "color": {"type": "string", "enum": ["Red", "blue", "BLUE"]},
                "sizes": {"type": "array", "items": {"type": "integer"}},
                "filter": {"type": "object", "properties": {"on": {"type": "boolean"}}, "required": ["on"]},
                "level": {"enum": [1, 2, "max"]},
                "either": {"type": ["string", "integer"]},
                "union": {"anyOf": [{"type": "integer"}, {"type": "array", "items": {"type": "boolean"}}]},
                "shared": {"$ref": "#/properties/count"},
                "items": {"type": "array", "items": {"type": "object", "properties": {"n": {"type": "number"}}, "required": ["n"]}}
            }
        }),
    )
}

#[test]
fn what_is_plainly_meant_is_coerced_and_noted() {
    for (sent, read, note) in [
        (json!({"count": "5"}), json!({"count": 5}), r#"/count: "5" was read as a number"#),
        (json!({"count": " -3 "}), json!({"count": -3}), r#"/count: " -3 " was read as a number"#),
        (json!({"count": "3.0"}), json!({"count": 3.0}), r#"/count: "3.0" was read as a number"#),
        (json!({"price": "1e1"}), json!({"price": 10.0}), r#"/price: "1e1" was read as a number"#),
        (json!({"sale": "True"}), json!({"sale": true}), r#"/sale: "True" was read as a boolean"#),
        (
            json!({"color": "RED"}),
            json!({"color": "Red"}),
            r#"/color: "RED" was read as the value that differs in case only"#,
        ),
        (json!({"sizes": 4}), json!({"sizes": [4]}), "/sizes: 4 was read as an array of one"),
        (
            json!({"sizes": "[1, 2]"}),
            json!({"sizes": [1, 2]}),
            r#"/sizes: "[1, 2]" was read as the JSON that it holds"#,
        ),
        (json!({"sizes": [1, "2"]}), json!({"sizes": [1, 2]}), r#"/sizes/1: "2" was read as a number"#),
        (
            json!({"filter": "{\"on\":true}"}),
            json!({"filter": {"on": true}}),
            r#"/filter: "{\"on\":true}" was read as the JSON that it holds"#,
        ),
        (json!({"level": "2"}), json!({"level": 2}), r#"/level: "2" was read as a number"#),
        (
            json!({"level": "MAX"}),
            json!({"level": "max"}),
            r#"/level: "MAX" was read as the value that differs in case only"#,
        ),
        (json!({"union": "7"}), json!({"union": 7}), r#"/union: "7" was read as a number"#),
        (json!({"shared": "7"}), json!({"shared": 7}), r#"/shared: "7" was read as a number"#),
    ] {
        let (value, notes) = try_read(shop(), &sent, true).unwrap_or_else(|error| panic!("{sent}: {error}"));
        assert_eq!(value, read);
        let notes: Vec<String> = notes.iter().map(ToString::to_string).collect();
        assert_eq!(notes, [note], "{sent}");
        assert!(try_read(shop(), &sent, false).is_err(), "strict reading takes {sent}");
    }
}

#[test]
fn coercions_combine() {
    let sent = json!({"items": "{\"n\": \"1.5\"}", "sizes": "5", "union": "true"});
    let (value, notes) = try_read(shop(), &sent, true).unwrap();
    assert_eq!(value, json!({"items": [{"n": 1.5}], "sizes": [5], "union": [true]}));
    let places: Vec<&str> = notes.iter().map(|note| note.pointer.as_str()).collect();
    assert_eq!(places, ["/items", "/items/0", "/items/0/n", "/sizes", "/sizes/0", "/union", "/union/0"]);
}

#[test]
fn what_satisfies_the_schema_is_left_alone() {
    let sent = json!({"either": "5", "color": "blue", "count": 3.0, "union": [true]});
    let (value, notes) = try_read(shop(), &sent, true).unwrap();
    assert_eq!((value, notes), (sent, vec![]));
}

#[test]
fn what_is_not_plain_is_refused() {
    for sent in [
        json!({"count": "five"}),
        json!({"count": "5.5"}),
        json!({"count": true}),
        json!({"sale": 1}),
        json!({"sale": "yes"}),
        json!({"color": "Blue"}),
        json!({"color": "red-ish"}),
        json!({"price": "11"}),
        json!({"count": "18446744073709551617"}),
        json!({"sizes": ["", ""]}),
        json!({"sizes": "[1, \"x\"]"}),
        json!({"filter": "{\"on\":"}),
        json!({"union": "maybe"}),
    ] {
        let error = try_read(shop(), &sent, true).expect_err(&sent.to_string());
        assert!(matches!(error, ArgumentError::Rejected { .. }));
    }
    // What was read is what the limit is told of.
    let error = try_read(shop(), json!({"price": "11"}), true).unwrap_err();
    assert!(error.to_string().contains("/price: expected a number of at most 10, got 11"), "{error}");
}
