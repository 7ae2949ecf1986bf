//! What cannot be said, and why.

use super::super::Dialect::{self, *};
use super::{object, property, text, whole, why};

fn required(schema: &str) -> super::Exports {
    object(&format!(r#""p":{schema}"#), r#""p""#)
}

#[test]
fn what_strict_cannot_say() {
    let cases = [
        (r#"{"type":"object"}"#, "`p` takes keys of any name"),
        (r#"{"type":"object","additionalProperties":{"type":"string"}}"#, "`p` takes keys of any name"),
        (
            r#"{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":true}"#,
            "`p` takes keys of any name",
        ),
        (
            r#"{"type":"object","patternProperties":{"^a":{}},"additionalProperties":false}"#,
            "`p` takes keys of any name",
        ),
        (r#"{"type":"array"}"#, "`p` allows items of any type"),
        (r#"{"type":"array","prefixItems":[{"type":"string"}],"items":{"type":"string"}}"#, "`p` is a tuple"),
        (r#"{"description":"Anything"}"#, "`p` allows values of any type"),
        (r#"{"enum":[[1],{"a":2}]}"#, "`p` allows items of any type"),
    ];
    for (schema, reason) in cases {
        let exports = required(schema);
        for dialect in [OpenAiStrict, AzureStrict, DeepSeekStrict, AnthropicStrict] {
            assert_eq!(exports.get(dialect).unwrap().schema, None, "{schema}");
            assert_eq!(why(&exports, dialect), reason, "{schema} in {dialect:?}");
        }
        assert!(exports.get(Plain).unwrap().schema.is_some());
    }
}

#[test]
fn optional_and_nullable_cannot_be_told_apart() {
    for schema in [
        r#"{"type":["string","null"]}"#,
        r#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#,
        r#"{"enum":["a",null]}"#,
    ] {
        let exports = object(&format!(r#""p":{schema}"#), "");
        for dialect in [OpenAiStrict, AzureStrict, DeepSeekStrict] {
            assert_eq!(why(&exports, dialect), "`p` is optional and may be null");
        }
        assert!(exports.get(AnthropicStrict).unwrap().schema.is_some());
    }
}

#[test]
fn recursion() {
    let exports = whole(
        r##"{"type":"object","properties":{"p":{"$ref":"#/$defs/Node"}},"required":["p"],
            "$defs":{"Node":{"type":"object","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/$defs/Node"}}},"required":["name"]}}}"##,
    );
    assert!(text(&exports, OpenAiStrict).contains(r##""items":{"$ref":"#/$defs/Node"}"##));
    assert!(text(&exports, Gemini).contains(r##""$defs":{"Node":"##));
    assert_eq!(why(&exports, AnthropicStrict), "`p.children[]` is recursive");
    assert_eq!(why(&exports, DeepSeekStrict), "`p.children[]` is recursive");
    // The optional `children` can be done without.
    assert_eq!(
        property(&exports, GeminiLive),
        r#"{"type":"OBJECT","properties":{"name":{"type":"STRING"}},"required":["name"]}"#
    );
    assert_eq!(why(&exports, GeminiLive), "`p.children` is left out: `p.children[]` is recursive");
    assert!(property(&exports, Ollama).contains("Again of the form of `Node`"));
}

#[test]
fn gemini_live_leaves_out_what_it_cannot_say_or_refuses_the_tool() {
    let map = r#"{"type":"object","additionalProperties":{"type":"string"}}"#;
    let exports = object(&format!(r#""a":{{"type":"string"}},"p":{map}"#), r#""a""#);
    assert_eq!(property(&exports, GeminiLive), "");
    assert_eq!(why(&exports, GeminiLive), "`p` is left out: `p` takes keys of any name");
    let exports = required(map);
    assert_eq!(exports.get(GeminiLive).unwrap().schema, None);
    assert_eq!(why(&exports, GeminiLive), "`p` takes keys of any name");
    assert_eq!(property(&exports, Gemini), map);
}

#[test]
fn a_union_at_the_top_becomes_one_object() {
    let exports = whole(
        r#"{"oneOf":[
            {"type":"object","properties":{"kind":{"const":"email"},"to":{"type":"string"}},"required":["kind","to"]},
            {"type":"object","properties":{"kind":{"const":"sms"},"to":{"type":"integer"},"note":{"type":"string"}},"required":["kind","to"]}]}"#,
    );
    assert_eq!(
        text(&exports, Plain),
        concat!(
            r#"{"type":"object","properties":{"kind":{"type":"string","enum":["email","sms"]},"#,
            r#""to":{"anyOf":[{"type":"string"},{"type":"integer"}]},"note":{"type":"string"}},"required":["kind","to"],"#,
            r#""description":"Give one of these forms: `kind` = \"email\", `to`; or `kind` = \"sms\", `to`, `note` (optional)"}"#
        )
    );
    let merged = "a choice between forms at the top, which are merged into one object";
    assert_eq!(why(&exports, Plain), merged);
    assert_eq!(why(&exports, OpenAiStrict), "it is a choice between forms at the top");
    assert_eq!(why(&exports, AnthropicStrict), merged);
    assert!(text(&exports, Mcp).starts_with(r#"{"type":"object","oneOf":[{"#));
    assert_eq!(why(&exports, Mcp), "");
}

#[test]
fn needed_alternatives_at_the_top_are_said_in_words() {
    let exports = whole(
        r#"{"type":"object","description":"Finds one.","properties":{"email":{"type":"string"},"phone":{"type":"string"}},
            "anyOf":[{"required":["email"]},{"required":["phone"]}]}"#,
    );
    assert_eq!(
        text(&exports, Plain),
        r#"{"type":"object","description":"Finds one. (needed: `email`, or `phone`)","properties":{"email":{"type":"string"},"phone":{"type":"string"}}}"#
    );
    assert_eq!(why(&exports, Plain), "which of several properties are needed");
    assert!(text(&exports, OpenAiStrict).contains("needed: `email`, or `phone`"));
}

#[test]
fn limits_of_openai_and_azure() {
    let many: Vec<_> = (0..101).map(|i| format!(r#""p{i}":{{"type":"string"}}"#)).collect();
    let exports = object(&many.join(","), "");
    assert_eq!(why(&exports, AzureStrict), "it has 101 properties, 100 are allowed");
    assert!(exports.get(OpenAiStrict).unwrap().schema.is_some());
    let values: Vec<_> = (0..1001).map(|i| format!(r#""{i}""#)).collect();
    let exports = required(&format!(r#"{{"enum":[{}]}}"#, values.join(",")));
    assert_eq!(why(&exports, OpenAiStrict), "it has 1001 enum values, 1000 are allowed");
    let mut deep = r#"{"type":"string"}"#.to_owned();
    for _ in 0..10 {
        deep = format!(r#"{{"type":"object","properties":{{"p":{deep}}},"required":["p"]}}"#);
    }
    let exports = required(&deep);
    assert_eq!(why(&exports, OpenAiStrict), "it has 11 levels of objects, 10 are allowed");
    assert_eq!(why(&exports, AzureStrict), "it has 11 levels of objects, 5 are allowed");
}

#[test]
fn verdicts() {
    use super::super::report::{Verdict, verdict};
    use typed_tools_core::provider::Provider;
    let map = required(r#"{"type":"object"}"#);
    let of = |exports: &super::Exports, name: &str| verdict(exports, Provider::named(name).unwrap());
    let why = vec!["`p` takes keys of any name".to_owned()];
    assert_eq!(of(&map, "openai-chat"), Verdict::Ok(why.clone()));
    assert_eq!(of(&map, "gemini-live"), Verdict::Impossible(why));
    assert_eq!(of(&map, "mcp"), Verdict::Ok(Vec::new()));
    let plain = required(r#"{"type":"string"}"#);
    assert_eq!(of(&plain, "anthropic"), Verdict::Strict);
    assert_eq!(of(&plain, "openai-realtime"), Verdict::Ok(Vec::new()));
    assert_eq!(Provider::ALL.len(), 21);
    let lost = vec!["the shape of `p`, which is described".to_owned()];
    assert_eq!(of(&map, "ollama"), Verdict::Degraded(lost));
    let dialects: Vec<Dialect> = Dialect::ALL.into();
    assert_eq!(dialects.len(), 13);
}
