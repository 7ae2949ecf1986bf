//! Every rule, with what it accepts and what it rejects; and what is said of the rejected.

use serde_json::{Value, json};

use super::*;
use crate::testing;

mod costs;

fn verdicts(schema: Value, accepted: &[Value], rejected: &[Value]) {
    let shown = schema.to_string();
    let schema = testing::schema(schema);
    for value in accepted {
        assert!(accepts(schema, Val::Json(value)), "{shown} rejects {value}");
        assert_eq!(check(schema, Val::Json(value)), Ok(()));
    }
    for value in rejected {
        assert!(!accepts(schema, Val::Json(value)), "{shown} accepts {value}");
        assert!(!check(schema, Val::Json(value)).unwrap_err().kept.is_empty(), "{shown} {value}");
    }
}

fn said(schema: Value, value: Value) -> Vec<String> {
    let violations = check(testing::schema(schema), Val::Json(&value)).unwrap_err();
    violations.kept.iter().map(ToString::to_string).collect()
}

#[test]
fn types_and_values() {
    verdicts(json!(true), &[json!(null), json!([1])], &[]);
    verdicts(json!(false), &[], &[json!(null), json!({})]);
    verdicts(
        json!({"type": "integer"}),
        &[json!(1), json!(1.0), json!(1e30)],
        &[json!(1.5), json!("1"), json!(true)],
    );
    verdicts(json!({"type": "number"}), &[json!(1), json!(1.5)], &[json!(null), json!("1")]);
    verdicts(json!({"type": ["null", "array"]}), &[json!(null), json!([])], &[json!({}), json!(false)]);
    verdicts(
        json!({"enum": [1, "a", {"x": [1, 2.0]}, false]}),
        &[json!(1.0), json!("a"), json!({"x": [1.0, 2]}), json!(false)],
        &[json!(true), json!(0), json!("A"), json!({"x": [2, 1]}), json!({"x": [1, 2], "y": 1}), json!(null)],
    );
    verdicts(
        json!({"const": {"a": 1, "b": 2}}),
        &[json!({"b": 2, "a": 1})],
        &[json!({"a": 1}), json!({"a": 1, "c": 2})],
    );
    verdicts(json!({"const": 0}), &[json!(-0.0)], &[json!(false), json!("")]);
}

#[test]
fn numbers() {
    verdicts(json!({"minimum": 1.5}), &[json!(1.5), json!(2), json!("x")], &[json!(1), json!(1.49)]);
    verdicts(
        json!({"maximum": i64::MAX}),
        &[json!(i64::MAX), json!(-1e300)],
        &[json!(1u64 << 63), json!(9.3e18)],
    );
    verdicts(json!({"exclusiveMinimum": 0}), &[json!(5e-324)], &[json!(0), json!(-0.0)]);
    verdicts(
        json!({"exclusiveMaximum": u64::MAX}),
        &[json!(u64::MAX - 1)],
        &[json!(u64::MAX), json!(1.9e19)],
    );
    verdicts(
        json!({"multipleOf": 0.01}),
        &[json!(19.99), json!(4.35), json!(0), json!(-1.1)],
        &[json!(0.001), json!(1.234)],
    );
    verdicts(
        json!({"multipleOf": 3}),
        &[json!(9), json!(-9.0), json!(3e20)],
        &[json!(10), json!(1e20), json!(0.3)],
    );
}

#[test]
fn strings() {
    verdicts(json!({"minLength": 2}), &[json!("ab"), json!("💩💩"), json!(1)], &[json!("💩"), json!("")]);
    verdicts(json!({"maxLength": 2}), &[json!("💩💩"), json!("")], &[json!("abc")]);
    verdicts(json!({"minLength": 0, "maxLength": 0}), &[json!("")], &[json!("a")]);
    verdicts(json!({"pattern": "b+"}), &[json!("abc"), json!(5)], &[json!("ac")]);
    for (format, good, bad) in [
        ("date", "2024-02-29", "2023-02-29"),
        ("date", "0000-01-31", "2024-1-31"),
        ("time", "23:59:60Z", "12:00:60Z"),
        ("time", "00:29:60.5-23:30", "12:00:00"),
        ("date-time", "1998-12-31t15:59:60-08:00", "1998-12-31T15:59:60Z"),
        ("date-time", "2025-03-31T14:30:00.123z", "2025-03-31 14:30:00Z"),
        ("email", "\"a b\"@[IPv6:::1]", "a..b@example.com"),
        ("email", "a+b@example.com", "a@b@"),
        ("uri", "urn:a:b", "//example.com"),
        ("uri", "http://[2001:db8::7]:80/?q#f", "http://[::1/"),
        ("uri", "https://u:p@h:1/%20", "https://h/%2"),
        ("uuid", "2EB8AA08-aa98-11ea-b4aa-73b441d16380", "2eb8aa08aa9811eab4aa73b441d16380"),
        ("ipv4", "192.0.2.255", "192.0.2.01"),
        ("ipv6", "::ffff:192.0.2.1", "fe80::1%eth0"),
        ("hostname", "xn--bcher-kva.example", "a_b.example"),
    ] {
        verdicts(json!({"format": format}), &[json!(good), json!(7)], &[json!(bad), json!("")]);
    }
    verdicts(json!({"format": "color"}), &[json!("anything")], &[]);
}

#[test]
fn arrays() {
    verdicts(json!({"minItems": 1, "maxItems": 2}), &[json!([1]), json!({})], &[json!([]), json!([1, 2, 3])]);
    verdicts(
        json!({"uniqueItems": true}),
        &[json!([1, true, "1", [1], {"a": 1}]), json!([{"a": 1, "b": 2}, {"a": 2, "b": 1}])],
        &[
            json!([1, 1.0]),
            json!([{"a": 1, "b": 2}, {"b": 2.0, "a": 1}]),
            json!([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0]),
        ],
    );
    verdicts(
        json!({"prefixItems": [{"type": "string"}], "items": {"type": "integer"}}),
        &[json!([]), json!(["a", 1, 2])],
        &[json!([1]), json!(["a", "b"])],
    );
    verdicts(json!({"contains": {"const": 1}}), &[json!([2, 1])], &[json!([]), json!([2])]);
    verdicts(
        json!({"contains": {"const": 1}, "minContains": 2, "maxContains": 3}),
        &[json!([1, 1]), json!([1, 2, 1, 1])],
        &[json!([1]), json!([1, 1, 1, 1])],
    );
    verdicts(
        json!({"contains": {"const": 1}, "minContains": 0, "maxContains": 1}),
        &[json!([]), json!([1])],
        &[json!([1, 1])],
    );
}

#[test]
fn objects() {
    verdicts(
        json!({"minProperties": 1, "maxProperties": 2}),
        &[json!({"a": 1})],
        &[json!({}), json!({"a": 1, "b": 1, "c": 1})],
    );
    verdicts(
        json!({"required": ["a", "__proto__"]}),
        &[json!({"a": null, "__proto__": 1}), json!([])],
        &[json!({"a": 1})],
    );
    verdicts(
        json!({"properties": {"a": {"type": "string"}}, "patternProperties": {"^x": {"minimum": 1}}, "additionalProperties": {"type": "boolean"}}),
        &[json!({"a": "a", "x1": 5, "z": true})],
        &[json!({"a": 1}), json!({"x1": 0}), json!({"z": 1})],
    );
    verdicts(
        json!({"properties": {"xa": {"maximum": 5}}, "patternProperties": {"^x": {"minimum": 1}}, "additionalProperties": false}),
        &[json!({"xa": 3}), json!({"xb": 9})],
        &[json!({"xa": 0}), json!({"xa": 6}), json!({"a": 3})],
    );
    verdicts(json!({"propertyNames": {"maxLength": 2}}), &[json!({"ab": 1})], &[json!({"abc": 1})]);
    verdicts(
        json!({"dependentRequired": {"a": ["b"]}}),
        &[json!({"b": 1}), json!({"a": 1, "b": 1})],
        &[json!({"a": 1})],
    );
    verdicts(
        json!({"dependentSchemas": {"a": {"minProperties": 2}}}),
        &[json!({"b": 1}), json!({"a": 1, "b": 1})],
        &[json!({"a": 1})],
    );
}

#[test]
fn combinations() {
    verdicts(json!({"allOf": [{"minimum": 1}, {"maximum": 3}]}), &[json!(2)], &[json!(0), json!(4)]);
    verdicts(json!({"anyOf": [{"type": "string"}, {"minimum": 1}]}), &[json!("a"), json!(1)], &[json!(0)]);
    verdicts(json!({"oneOf": [{"minimum": 1}, {"maximum": 3}]}), &[json!(0), json!(4)], &[json!(2)]);
    verdicts(json!({"not": {"type": "string"}}), &[json!(1)], &[json!("a")]);
    verdicts(
        json!({"if": {"minimum": 10}, "then": {"multipleOf": 10}, "else": {"multipleOf": 3}}),
        &[json!(20), json!(9)],
        &[json!(15), json!(4)],
    );
    verdicts(
        json!({"$ref": "#/$defs/list", "$defs": {"list": {"type": "object", "properties": {"next": {"$ref": "#/$defs/list"}}, "additionalProperties": false}}}),
        &[json!({"next": {"next": {}}})],
        &[json!({"next": {"nex": {}}}), json!({"next": 1})],
    );
}

#[test]
fn what_is_wrong_is_said_where_it_is() {
    let said_of = |schema: Value, value: Value, expected: &[&str]| assert_eq!(said(schema, value), expected);
    said_of(
        json!({"type": ["string", "null"]}),
        json!(5),
        &["the arguments: expected a string or null, got 5"],
    );
    said_of(
        json!({"properties": {"a/b~c": {"items": {"maximum": 1}}}}),
        json!({"a/b~c": [0, 2]}),
        &["/a~1b~0c/1: expected a number of at most 1, got 2"],
    );
    said_of(
        json!({"maxLength": 2}),
        json!("abc"),
        &["the arguments: expected a string, at most 2 characters long, got \"abc\" (3 characters)"],
    );
    said_of(
        json!({"properties": {"card": {}}, "dependentRequired": {"card": ["cvc"]}}),
        json!({"card": 1}),
        &["/cvc: missing; expected a value, because \"card\" is there"],
    );
    said_of(
        json!({"oneOf": [{"required": ["id"]}, {"required": ["email"]}]}),
        json!({"id": 1, "email": 2}),
        &[
            "the arguments: expected a value that fits exactly one of these, not number 1 and 2 at once: an object with \"id\"; or an object with \"email\", got {\"email\":2,\"id\":1}",
        ],
    );
    said_of(
        json!({"not": {"required": ["a", "b"]}}),
        json!({"a": 1, "b": 1}),
        &["the arguments: expected anything but an object with \"a\" and \"b\", got {\"a\":1,\"b\":1}"],
    );
    said_of(
        json!({"contains": {"type": "string"}, "minContains": 2}),
        json!([1]),
        &["the arguments: expected an array with at least 2 elements that are: a string, got [1]"],
    );
    said_of(
        json!({"propertyNames": {"pattern": "^[a-z]+$"}}),
        json!({"A": 1}),
        &["/A: expected a property name matching the pattern ^[a-z]+$, got \"A\""],
    );
    said_of(
        json!({"anyOf": [{"type": "integer"}, {"enum": ["auto", "off"]}]}),
        json!("atuo"),
        &["the arguments: expected one of \"auto\", \"off\", got \"atuo\"; did you mean \"auto\"?"],
    );
    // One of several would do.
    let either = json!({"anyOf": [{"required": ["a"]}, {"required": ["b", "c"]}, {"required": ["d"]}]});
    said_of(
        either.clone(),
        json!({}),
        &[r#"the arguments: expected an object with "a"; or with "d", got {}"#],
    );
    said_of(
        either,
        json!({"b": 1}),
        &[r#"the arguments: expected an object with "a"; or with "c"; or with "d", got {"b":1}"#],
    );
    said_of(
        json!({"allOf": [{"type": "string"}, {"type": "string"}]}),
        json!(1),
        &["the arguments: expected a string, got 1"],
    );
}

#[test]
fn a_key_does_not_break_the_line() {
    let said = said(json!({"additionalProperties": false}), json!({"a\nINFO all is well\u{1b}[2J": 1}));
    assert!(said[0].starts_with("/a\\nINFO all is well\\u{1b}[2J: no such property"), "{said:?}");
}

#[test]
fn violations_are_counted_beyond_those_that_are_kept() {
    let violations =
        check(testing::schema(json!({"items": {"type": "string"}})), Val::Json(&json!(vec![1; 5000])))
            .unwrap_err();
    assert_eq!((violations.kept.len(), violations.more), (100, 4900));
}

#[test]
fn what_others_have_evaluated() {
    let card = json!({
        "properties": {"id": {"type": "string"}},
        "anyOf": [
            {"properties": {"card": {"type": "string"}}, "required": ["card"]},
            {"properties": {"iban": {"type": "string"}}, "required": ["iban"]},
        ],
        "unevaluatedProperties": false,
    });
    verdicts(
        card.clone(),
        &[json!({"card": "1"}), json!({"id": "a", "iban": "b"}), json!({"card": "1", "iban": "b"}), json!(7)],
        &[json!({"card": "1", "crad": "2"}), json!({"id": "a"}), json!({"card": "1", "iban": 2})],
    );
    assert_eq!(
        said(card, json!({"card": "1", "ids": "2"})),
        [r#"/ids: no such property; the properties are "id", "card"; did you mean "id"?"#]
    );
    verdicts(
        json!({"if": {"patternProperties": {"^x-": true}}, "unevaluatedProperties": {"type": "integer"}}),
        &[json!({"x-a": "", "b": 1})],
        &[json!({"b": "", "x-a": 1})],
    );
    let row = json!({
        "allOf": [{"prefixItems": [{"type": "string"}]}],
        "contains": {"type": "null"},
        "unevaluatedItems": false,
    });
    verdicts(
        row.clone(),
        &[json!(["a", null, null]), json!({})],
        &[json!(["a"]), json!([null]), json!(["a", null, 1])],
    );
    assert_eq!(said(row, json!(["a", null, 1])), ["/2: expected no element here, got 1"]);
}

#[test]
fn a_shape_has_what_branches_add() {
    let shape = |schema: Value| super::shape(testing::schema(schema));
    let kid = json!({"properties": {"kid": {"type": "string"}}, "required": ["kid"]});
    assert_eq!(
        shape(
            json!({"type": "object", "properties": {"v": {"type": "integer"}}, "anyOf": [kid, {"required": ["leaf"]}]})
        ),
        r#"{"v"?: integer} & ({"kid": string} | {"leaf": any})"#
    );
    assert_eq!(
        shape(
            json!({"type": "object", "properties": {"v": {"type": "integer"}}, "anyOf": [{"minProperties": 1}]})
        ),
        r#"{"v"?: integer}"#
    );
}
