//! What it may take to hold arguments in their types.

#![allow(unreachable_pub)] // What the macros make is public, as it is in generated code.

use super::*;
use crate::work::units;
use crate::{nested, object, union};

#[derive(Debug, Clone, PartialEq)]
struct Wood {
    trees: Vec<Tree>,
    rows: Vec<Row>,
}
object! { Wood { 0 or_default trees "trees" = Vec::new(), 1 or_default rows "rows" = Vec::new(), } }

#[derive(Debug, Clone, PartialEq)]
struct Row {
    unit: i64,
}
nested! { Row { 0 or_default unit "unit" = 1, } }

#[derive(Debug, Clone, PartialEq)]
enum Tree {
    Oak(Oak),
    Elm(Elm),
}
union! { Tree { Oak, Elm, } }

#[derive(Debug, Clone, PartialEq)]
struct Oak {
    within: Option<Box<Tree>>,
    acorns: Option<i64>,
}
nested! { Oak { 0 optional within "within", 1 optional acorns "acorns", } }

#[derive(Debug, Clone, PartialEq)]
struct Elm {
    within: Option<Box<Tree>>,
    leaves: Option<i64>,
}
nested! { Elm { 0 optional within "within", 1 optional leaves "leaves", } }

#[test]
fn what_types_take_is_bounded_and_long_arguments_are_taken() {
    let wood = tool("wood", json!({"type": "object"}));
    let read = |text: String| read::<Wood>(wood, text.into(), false, &mut Vec::new());
    // More branches are tried than one nested union may try.
    let many = read(format!(r#"{{"trees":[{}{{}}]}}"#, r#"{"leaves":1},"#.repeat(60_000))).unwrap();
    assert_eq!(many.trees.len(), 60_001);
    let rows = |count: usize| read(format!(r#"{{"rows":[{}{{}}]}}"#, "{},".repeat(count - 1)));
    assert_eq!(rows(99_000).unwrap().rows.len(), 99_000);
    // In a deep one, what no branch knows makes each try all that is in it.
    let (open, close) = ("{\"within\":".repeat(14), "}".repeat(14));
    let (deep, cost) = units(|| read(format!(r#"{{"trees":[{open}{{"moss":1}}{close}]}}"#)));
    for error in [deep.unwrap_err(), rows(101_000).unwrap_err()] {
        assert!(error.for_model().contains("send less at once"), "{error}");
    }
    assert!(cost < 1_000, "{cost}");
}
