//! Schemas that are made to cost much.

use super::super::Dialect;
use super::super::dialects::schema;
use super::super::settle::STEPS;
use super::{checks, json, text, whole};

#[test]
fn references_that_double_at_each_step() {
    let mut defs =
        vec![r#""D0":{"type":"object","properties":{"x":{"type":"string"}},"required":["x"]}"#.to_owned()];
    for i in 1..60 {
        defs.push(format!(
            r##""D{i}":{{"type":"object","properties":{{"a":{{"$ref":"#/$defs/D{j}"}},"b":{{"$ref":"#/$defs/D{j}"}}}},"required":["a","b"]}}"##,
            j = i - 1
        ));
    }
    let exports = whole(&format!(
        r##"{{"type":"object","properties":{{"p":{{"$ref":"#/$defs/D59"}}}},"required":["p"],"$defs":{{{}}}}}"##,
        defs.join(",")
    ));
    for dialect in [Dialect::GeminiLive, Dialect::Ollama, Dialect::DeepSeekStrict, Dialect::AnthropicStrict] {
        assert_eq!(exports.get(dialect).unwrap().schema, None, "{dialect:?}");
    }
    assert!(text(&exports, Dialect::Plain).len() < 20_000);
}

#[test]
fn all_of_that_doubles_at_each_step() {
    let mut defs = vec![r#""D0":{"type":"object","properties":{"x":{"type":"string"}}}"#.to_owned()];
    for i in 1..60 {
        defs.push(format!(
            r##""D{i}":{{"allOf":[{{"$ref":"#/$defs/D{j}"}},{{"$ref":"#/$defs/D{j}"}}]}}"##,
            j = i - 1
        ));
    }
    let text =
        format!(r##"{{"allOf":[{{"$ref":"#/$defs/D59"}}],"type":"object","$defs":{{{}}}}}"##, defs.join(","));
    let exports = schema(&json(&text), false);
    assert!(exports.get(Dialect::OpenAiStrict).unwrap().schema.is_none());
    assert!(exports.get(Dialect::Mcp).unwrap().schema.is_some());
    assert_eq!(STEPS, 20_000);
}

#[test]
fn circles_of_references() {
    for text in [
        r##"{"$ref":"#/$defs/A","$defs":{"A":{"$ref":"#/$defs/A"}}}"##,
        r##"{"$ref":"#/$defs/A","$defs":{"A":{"$ref":"#/$defs/B"},"B":{"$ref":"#/$defs/A"}}}"##,
        r##"{"type":"object","properties":{"p":{"$ref":"#/$defs/A"}},"$defs":{"A":{"allOf":[{"$ref":"#/$defs/A"}]}}}"##,
        r##"{"type":"object","properties":{"p":{"$ref":"#/$defs/A"}},"$defs":{"A":{"anyOf":[{"$ref":"#/$defs/A"},{"type":"string"}]}}}"##,
        r##"{"type":"object","properties":{"p":{"$ref":"#/$defs/none"}},"allOf":[{"$ref":"#/$defs/none"}]}"##,
        r##"{"anyOf":[{"$ref":"#/$defs/A"},{"$ref":"#/$defs/A"}],"type":"object","$defs":{"A":{"anyOf":[{"$ref":"#/$defs/A"},{"type":"object"}]}}}"##,
    ] {
        let exports = schema(&json(text), false);
        assert_eq!(exports.dialects.len(), 13);
    }
}

#[test]
fn what_is_no_schema_at_all() {
    for text in [
        "true",
        "false",
        "null",
        "[]",
        "3",
        "{}",
        r#"{"type":"string"}"#,
        r#"{"properties":[],"required":{},"anyOf":3}"#,
    ] {
        let exports = schema(&json(text), false);
        assert_eq!(exports.dialects.len(), 13, "{text}");
    }
    checks::all(&schema(&json("{}"), true));
}

#[test]
fn deep_nesting() {
    for (open, close) in [(r#"{"type":"array","items":"#, "}"), (r#"{"anyOf":["#, r#",{"type":"null"}]}"#)] {
        let depth = 50;
        let deep = format!("{}{{\"type\":\"string\"}}{}", open.repeat(depth), close.repeat(depth));
        whole(&format!(r#"{{"type":"object","properties":{{"p":{deep}}},"required":["p"]}}"#));
    }
}

/// Definitions that all refer to each other: what is too large unrolled is offered without that.
#[test]
fn circles_that_are_too_many_to_unroll() {
    let all: Vec<String> = (0..6).map(|i| format!(r##""p{i}":{{"$ref":"#/$defs/D{i}"}}"##)).collect();
    let all = all.join(",");
    let defs: Vec<String> =
        (0..6).map(|i| format!(r#""D{i}":{{"type":"object","properties":{{{all}}}}}"#)).collect();
    let exports = whole(&format!(
        r##"{{"type":"object","properties":{{"p":{{"$ref":"#/$defs/D0"}}}},"$defs":{{{}}}}}"##,
        defs.join(",")
    ));
    for dialect in [Dialect::Xai, Dialect::LocalGrammar] {
        assert!(text(&exports, dialect).contains("Again of the form of `D0`"), "{dialect:?}");
        assert!(!super::why(&exports, dialect).contains("unrolled"), "{dialect:?}");
    }
}
