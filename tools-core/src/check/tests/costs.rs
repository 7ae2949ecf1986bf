//! Patterns against texts that a model chose to be long.

use serde_json::{Value, json};

use super::verdicts;
use crate::check::explain;
use crate::testing;

/// A pattern of this length costs that much for each character, in tests.
fn costly(units: usize) -> String {
    format!("^(?:a|{})*$", "b".repeat(units - 9))
}

#[test]
fn a_text_that_costs_too_much_is_refused_in_its_own_words() {
    let pattern = costly(1_000);
    let schema = json!({"properties": {"p": {"pattern": pattern}}});
    let send = |length: usize| json!({"p": "a".repeat(length)});
    verdicts(schema.clone(), &[send(9_999)], &[send(10_000)]);
    let found = explain(testing::schema(schema.clone()), &send(10_000));
    let [violation] = found.kept.as_slice() else { panic!("{found:?}") };
    assert_eq!((&*violation.pointer, violation.rule), ("/p", "pattern"));
    for part in ["too long to be checked against the pattern ^(?:a|bbb", "send at most 9999 characters"] {
        assert!(violation.allowed.contains(part), "{}", violation.allowed);
    }
    assert!(violation.sent.ends_with("(10000 characters)"), "{}", violation.sent);
    // Characters count, not bytes.
    let schema = json!({"pattern": format!("^(?:é|{})*$", "b".repeat(990))});
    verdicts(schema, &[json!("é".repeat(9_900))], &[json!("é".repeat(10_000))]);
}

#[test]
fn what_was_not_checked_is_never_accepted() {
    let (pattern, long) = (costly(1_000), "a".repeat(10_000));
    for schema in [
        json!({"not": {"pattern": pattern}}),
        json!({"not": {"not": {"pattern": pattern}}}),
        json!({"oneOf": [{"pattern": pattern}, {"type": "string"}]}),
        json!({"if": {"pattern": pattern}, "then": false}),
    ] {
        let found = explain(testing::schema(schema.clone()), &json!(long));
        verdicts(schema.clone(), &[], &[json!(long)]);
        let told = found.kept.iter().any(|violation| violation.allowed.contains("too long to be checked"));
        assert!(told, "{schema}: {found:?}");
    }
    // Keys too.
    let object = json!({long.as_str(): 5});
    for schema in [
        json!({"patternProperties": {pattern.as_str(): {"type": "integer"}}}),
        json!({"patternProperties": {pattern.as_str(): false}}),
        json!({"propertyNames": {"pattern": pattern}}),
    ] {
        verdicts(schema.clone(), &[], std::slice::from_ref(&object));
        let found = explain(testing::schema(schema.clone()), &object);
        let told = found.kept.iter().any(|violation| violation.allowed.contains("too long to be checked"));
        assert!(told, "{schema}: {found:?}");
    }
}

#[test]
fn all_texts_of_a_check_have_a_bound_together() {
    let schema = json!({"items": {"pattern": costly(1_000)}});
    let send = |count: usize| Value::Array((0..count).map(|i| json!("a".repeat(4_000 + i % 7))).collect());
    // Four million each: more than is spent without a memory, and less than all.
    verdicts(schema.clone(), &[send(9)], &[send(10)]);
    let found = explain(testing::schema(schema.clone()), &send(11));
    let places: Vec<_> = found.kept.iter().map(|violation| violation.pointer.as_str()).collect();
    assert_eq!(places, ["/9", "/10"]);
    assert!(found.kept[0].allowed.contains("send less at once"), "{}", found.kept[0].allowed);
    // A text that is asked about again and again costs once.
    let branches: Vec<_> = (0..60).map(|n| json!({"allOf": [schema], "minItems": n})).collect();
    verdicts(json!({"anyOf": branches, "minItems": 1}), &[send(8)], &[send(10)]);
}

#[test]
fn a_pattern_is_not_run_where_the_length_is_broken_already() {
    let schema = json!({"maxLength": 3, "pattern": costly(1_000)});
    let rules = |length: usize| {
        let found = explain(testing::schema(schema.clone()), &json!("c".repeat(length)));
        found.kept.iter().map(|violation| violation.rule).collect::<Vec<_>>()
    };
    // All that is wrong at once, where that costs nothing; else what is known already.
    assert_eq!(rules(10), ["maxLength", "pattern"]);
    assert_eq!(rules(1_000), ["maxLength"]);
    assert_eq!(rules(100_000), ["maxLength"]);
}
