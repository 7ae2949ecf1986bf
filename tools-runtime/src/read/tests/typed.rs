//! Generated types, written by hand: read, written, and held to their schema from Rust.

#![allow(unreachable_pub)] // What the macros make is public, as it is in generated code.
#![allow(irrefutable_let_patterns)] // Of a struct without fields; rustc keeps it to itself in other crates.

use std::collections::BTreeMap;

use super::*;
use crate::__private::{Map, check, deserialize_wire, serialize, to_value};
use crate::work::units;
use crate::{nested, object, string_enum, union, value_enum};
use typed_tools_core::value::{Fields, Wire};

string_enum! { Size { Small "small", Large "large/XL", } }

value_enum! { Level { One Lit::Int(1), "1"; Max Lit::Str("max"), "max"; None Lit::Null, "null"; } }

#[derive(Debug, Clone, PartialEq)]
struct Card {
    number: String,
    cvc: Option<i64>,
}
nested! { Card { 0 required number "number", 1 optional cvc "cvc", } tag { 2 "kind" "card", } }

#[derive(Debug, Clone, PartialEq)]
struct Bank {
    iban: String,
    cvc: Option<i64>,
    bic: Option<String>,
}
nested! { Bank { 0 required iban "iban", 1 optional cvc "cvc", 2 optional bic "bic", } }

#[derive(Debug, Clone, PartialEq)]
enum Method {
    Card(Card),
    Bank(Bank),
    Other(String),
}
union! { Method { Card, Bank, Other, } }

#[derive(Debug, Clone, PartialEq)]
struct Node {
    value: f64,
    next: Option<Box<Node>>,
}
nested! { Node { 0 required value "value", 1 optional next "next", } }

#[derive(Debug, Clone, PartialEq)]
struct Pay {
    amount: f64,
    size: Option<Size>,
    level: Level,
    method: Method,
    tags: Vec<String>,
    limit: i64,
    nullable: Option<Option<String>>,
    chain: Option<Node>,
    more: BTreeMap<String, u64>,
}
object! { Pay {
    0 required amount "amount",
    1 optional size "size",
    2 required level "level",
    3 required method "method",
    4 required tags "tags",
    5 or_default limit "limit" = 10,
    6 optional nullable "nullable",
    7 optional chain "chain",
} rest more }

#[derive(Debug, Clone, PartialEq)]
struct Labels {
    more: BTreeMap<String, bool>,
}
nested! { Labels {} tag { 0 "kind" "labels", } rest more }

#[derive(Debug, Clone, PartialEq)]
struct Nothing {}
nested! { Nothing {} }

fn pay() -> Table {
    tool(
        "pay",
        json!({
            "type": "object",
            "properties": {
                "amount": {"type": "number", "exclusiveMinimum": 0},
                "size": {"type": "string", "enum": ["small", "large/XL"]},
                "level": {"enum": [1, "max", null]},
                "method": {"anyOf": [
                    {"type": "object", "properties": {"kind": {"const": "card"}, "number": {"type": "string"}, "cvc": {"type": "integer"}}, "required": ["kind", "number"]},
                    {"type": "object", "properties": {"iban": {"type": "string"}, "cvc": {"type": "integer"}, "bic": {"type": "string"}}, "required": ["iban"]},
                    {"type": "string"}
                ]},
                "tags": {"type": "array", "items": {"type": "string", "maxLength": 3}, "uniqueItems": true},
                "limit": {"type": "integer", "maximum": 50},
                "nullable": {"type": ["string", "null"]},
                "chain": {"$ref": "#/$defs/node"}
            },
            "required": ["amount", "level", "method", "tags"],
            "additionalProperties": {"type": "integer", "minimum": 0},
            "$defs": {"node": {"type": "object", "properties": {"value": {"type": "number"}, "next": {"$ref": "#/$defs/node"}}, "required": ["value"]}}
        }),
    )
}

fn read_pay(value: Value) -> (Pay, Vec<String>) {
    let mut notes = Vec::new();
    let read = read(pay(), value.into(), false, &mut notes).unwrap_or_else(|error| panic!("{error}"));
    (read, notes.iter().map(ToString::to_string).collect())
}

fn sample() -> Pay {
    Pay {
        amount: 100.0,
        size: Some(Size::Large),
        level: Level::None,
        method: Method::Card(Card { number: "4111".into(), cvc: None }),
        tags: vec!["a".into()],
        limit: 10,
        nullable: Some(None),
        chain: None,
        more: BTreeMap::from([("extra".into(), 7)]),
    }
}

#[test]
fn what_is_read_is_what_is_written() {
    let sent = json!({
        "amount": 100, "size": "large/XL", "level": null, "method": {"kind": "card", "number": "4111"}, "tags": ["a"],
        "limit": 10, "nullable": null, "extra": 7
    });
    let (read, notes) = read_pay(sent.clone());
    assert_eq!((&read, notes.len()), (&sample(), 0));
    assert_eq!(to_value(Val::Object(&read)), sent);
    let mut out = Vec::new();
    serialize(Val::Object(&read), &mut serde_json::Serializer::new(&mut out)).unwrap();
    assert_eq!(
        String::from_utf8(out).unwrap(),
        r#"{"amount":100,"size":"large/XL","level":null,"method":{"number":"4111","kind":"card"},"tags":["a"],"limit":10,"nullable":null,"extra":7}"#
    );
    check(&pay().arguments, Val::Object(&read)).unwrap();
}

#[test]
fn a_union_takes_the_branch_that_loses_least() {
    let method = |method: Value| read_pay(json!({"amount": 1, "level": 1, "method": method, "tags": []}));
    assert_eq!(method(json!("cash")).0.method, Method::Other("cash".into()));
    let bank = Bank { iban: "DE".into(), cvc: None, bic: Some("X".into()) };
    assert_eq!(method(json!({"iban": "DE", "bic": "X"})).0.method, Method::Bank(bank.clone()));
    // What no branch knows is dropped, noted once, from the branch that knows the most.
    let (read, notes) = method(json!({"iban": "DE", "bic": "X", "kind": "card", "number": "1"}));
    assert_eq!(read.method, Method::Card(Card { number: "1".into(), cvc: None }));
    assert_eq!(notes.len(), 2);
    let (read, notes) = method(json!({"iban": "DE", "bic": "X", "surprise": [1]}));
    assert_eq!(read.method, Method::Bank(bank));
    assert_eq!(notes, ["/method/surprise: [1] was left out, since the tool has no such property"]);
}

#[test]
fn typed_values_are_held_to_the_schema() {
    let rules = |pay_: &Pay| {
        let violations = check(&pay().arguments, Val::Object(pay_)).unwrap_err();
        let mut rules: Vec<_> = violations.kept.iter().map(|v| format!("{} {}", v.pointer, v.rule)).collect();
        rules.sort_unstable();
        rules
    };
    let broken =
        Pay { amount: -1.0, tags: vec!["long".into(), "a".into(), "a".into()], limit: 51, ..sample() };
    assert_eq!(
        rules(&broken),
        ["/amount exclusiveMinimum", "/limit maximum", "/tags/0 maxLength", "/tags/2 uniqueItems"]
    );
    let nan = Pay { amount: f64::NAN, chain: Some(Node { value: f64::INFINITY, next: None }), ..sample() };
    assert_eq!(rules(&nan), ["/amount type", "/chain/value type"]);
    let big = Pay { more: BTreeMap::from([("extra".into(), u64::MAX)]), ..sample() };
    check(&pay().arguments, Val::Object(&big)).unwrap();
}

#[test]
fn deep_typed_values_are_refused_not_followed() {
    let mut chain = Node { value: 0.0, next: None };
    for _ in 0..5_000 {
        chain = Node { value: 0.0, next: Some(Box::new(chain)) };
    }
    let deep = Pay { chain: Some(chain), ..sample() };
    let violations = check(&pay().arguments, Val::Object(&deep)).unwrap_err();
    assert_eq!(violations.kept.len(), 1);
}

#[test]
fn nested_types_are_read_by_their_shape() {
    let read = |value: Value| deserialize_wire::<_, Card>(value);
    assert_eq!(
        read(json!({"kind": "card", "number": "1", "cvc": null})).unwrap(),
        Card { number: "1".into(), cvc: None }
    );
    let error = read(json!({"kind": "card", "number": 1})).unwrap_err();
    assert_eq!(error.to_string(), "the value at /number is missing or does not fit its type");
    assert!(read(json!({"kind": "card"})).unwrap_err().to_string().contains("/number is missing"));
    assert!(read(json!({"kind": "cash", "number": "1"})).is_err());
    assert_eq!(serde_json::from_str::<Level>("1.0").unwrap(), Level::One);
    assert_eq!(serde_json::to_string(&[Level::One, Level::Max, Level::None]).unwrap(), r#"[1,"max",null]"#);
    assert!(serde_json::to_string(&Node { value: f64::NAN, next: None }).is_err());
    assert_eq!(serde_json::to_string(&Node { value: -0.0, next: None }).unwrap(), r#"{"value":0}"#);
}

#[test]
fn an_unknown_enum_value_says_the_nearest() {
    assert_eq!("large/XL".parse::<Size>().unwrap(), Size::Large);
    assert_eq!(Size::ALL.map_to_text(), ["small", "large/XL"]);
    let error = "smal".parse::<Size>().unwrap_err();
    assert_eq!(error.to_string(), r#""smal" is none of "small", "large/XL"; did you mean "small"?"#);
    assert_eq!((error.sent(), error.nearest()), ("smal", Some("small")));
    assert_eq!(Level::Max.to_string().parse::<Level>().unwrap(), Level::Max);
    assert!("2".parse::<Level>().is_err());
}

trait Texts {
    fn map_to_text(&self) -> Vec<&'static str>;
}

impl Texts for &[Size] {
    fn map_to_text(&self) -> Vec<&'static str> {
        self.iter().map(|size| size.as_str()).collect()
    }
}

#[test]
fn fields_that_are_absent_are_not_there() {
    let card = Card { number: "1".into(), cvc: None };
    assert!(matches!(card.at(1), Some(("cvc", Val::Absent))));
    assert!(card.at(9).is_none());
    assert_eq!(to_value(card.val()), json!({"number": "1", "kind": "card"}));
    let map: Map<Option<i64>> = BTreeMap::from([("a".to_owned(), None), ("b".to_owned(), Some(1))]);
    assert_eq!(to_value(map.val()), json!({"a": null, "b": 1}));
}

#[derive(Debug, Clone, PartialEq)]
struct Closed {
    inner: Option<Box<Tree>>,
    text: Option<String>,
}
nested! { Closed { 0 optional inner "inner", 1 optional text "text", } }

#[derive(Debug, Clone, PartialEq)]
struct Open {
    inner: Option<Box<Tree>>,
    more: Option<i64>,
}
nested! { Open { 0 optional inner "inner", 1 optional more "more", } }

#[derive(Debug, Clone, PartialEq)]
enum Tree {
    Closed(Closed),
    Open(Open),
}
union! { Tree { Closed, Open, } }

/// Each branch that is tried takes a copy of all that is below.
#[test]
fn a_large_text_in_nested_unions_is_not_copied_without_measure() {
    let mut value = json!({"text": "x".repeat(4_000_000), "neither": 1});
    for _ in 0..20 {
        value = json!({"inner": value, "more": 1});
    }
    let mut notes = Vec::new();
    // Taken or not: what matters is that it ends.
    let (_, cost) = units(|| Tree::take(Slot::Json(value), &mut Reader::new(&mut notes)));
    assert!(cost < 5_000, "{cost}");
}

#[test]
fn a_struct_without_fields_reads_the_rest_or_nothing() {
    let labels: Labels = serde_json::from_value(json!({"kind": "labels", "urgent": true})).unwrap();
    assert_eq!(labels.more, BTreeMap::from([("urgent".to_owned(), true)]));
    assert_eq!(to_value(labels.val()), json!({"kind": "labels", "urgent": true}));
    assert!(serde_json::from_value::<Labels>(json!({"kind": "notes", "urgent": true})).is_err());
    assert!(serde_json::from_value::<Labels>(json!({"kind": "labels", "urgent": 1})).is_err());

    let nothing: Nothing = serde_json::from_value(json!({})).unwrap();
    assert_eq!(to_value(nothing.val()), json!({}));
}
