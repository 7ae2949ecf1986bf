//! Each recipe, on one property at a time.

use super::super::Dialect::{self, *};
use super::{object, property, text, whole, why};

/// `(schema of p, whether it is required, dialect, p in it)`
fn table(cases: &[(&str, bool, Dialect, &str)]) {
    for (schema, required, dialect, expected) in cases {
        let required = if *required { r#""p""# } else { "" };
        let exports = object(&format!(r#""p":{schema}"#), required);
        assert_eq!(property(&exports, *dialect), *expected, "{schema} in {dialect:?}");
    }
}

#[test]
fn the_seed_that_helpers_get_wrong() {
    let exports = whole(
        r#"{"type":"object","properties":{
            "lead_status":{"type":"string","enum":["hot","warm","cold"],"description":"The lead's interest level"},
            "notes":{"type":"string","description":"Notes about the conversation"}},
            "required":["lead_status"]}"#,
    );
    assert_eq!(
        text(&exports, OpenAiStrict),
        concat!(
            r#"{"type":"object","properties":{"#,
            r#""lead_status":{"type":"string","description":"The lead's interest level","enum":["hot","warm","cold"]},"#,
            r#""notes":{"type":["string","null"],"description":"Notes about the conversation"}},"#,
            r#""required":["lead_status","notes"],"additionalProperties":false}"#
        )
    );
    assert_eq!(
        text(&exports, AnthropicStrict),
        concat!(
            r#"{"type":"object","properties":{"#,
            r#""lead_status":{"type":"string","description":"The lead's interest level","enum":["hot","warm","cold"]},"#,
            r#""notes":{"type":"string","description":"Notes about the conversation"}},"#,
            r#""required":["lead_status"],"additionalProperties":false}"#
        )
    );
    let anthropic = exports.get(AnthropicStrict).unwrap();
    assert_eq!((anthropic.optionals, anthropic.unions), (1, 0));
    assert_eq!(
        text(&exports, GeminiLive),
        concat!(
            r#"{"type":"OBJECT","properties":{"#,
            r#""lead_status":{"type":"STRING","description":"The lead's interest level","enum":["hot","warm","cold"]},"#,
            r#""notes":{"type":"STRING","description":"Notes about the conversation"}},"required":["lead_status"]}"#
        )
    );
    assert_eq!(text(&exports, Plain), text(&exports, Mcp));
    assert_eq!(text(&exports, Plain), text(&exports, Anthropic));
    for dialect in Dialect::ALL.iter().copied() {
        assert_eq!(why(&exports, dialect), "", "{dialect:?}");
    }
}

#[test]
fn optional_becomes_nullable_where_all_is_required() {
    table(&[
        (r#"{"type":"string"}"#, false, OpenAiStrict, r#"{"type":["string","null"]}"#),
        (
            r#"{"enum":["a","b"]}"#,
            false,
            OpenAiStrict,
            r#"{"anyOf":[{"type":"string","enum":["a","b"]},{"type":"null"}]}"#,
        ),
        (
            r#"{"type":"array","items":{"type":"string"}}"#,
            false,
            OpenAiStrict,
            r#"{"type":["array","null"],"items":{"type":"string"}}"#,
        ),
        (
            r#"{"type":"array","items":{"type":"string"}}"#,
            false,
            DeepSeekStrict,
            r#"{"anyOf":[{"type":"array","items":{"type":"string"}},{"type":"null"}]}"#,
        ),
        (
            r#"{"type":"object","description":"D","properties":{"a":{"type":"integer"}},"required":["a"]}"#,
            false,
            OpenAiStrict,
            r#"{"description":"D","anyOf":[{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"],"additionalProperties":false},{"type":"null"}]}"#,
        ),
        (
            r#"{"oneOf":[{"type":"string"},{"type":"integer"}]}"#,
            false,
            OpenAiStrict,
            r#"{"anyOf":[{"type":"string"},{"type":"integer"},{"type":"null"}]}"#,
        ),
        (
            r#"{"type":"string","default":"x"}"#,
            false,
            OpenAiStrict,
            r#"{"type":["string","null"],"description":"Default: \"x\""}"#,
        ),
        (r#"{"type":"string","default":"x"}"#, false, Plain, r#"{"type":"string","default":"x"}"#),
        (r#"{"type":"string"}"#, false, AnthropicStrict, r#"{"type":"string"}"#),
        (r#"{"type":["string","null"]}"#, true, OpenAiStrict, r#"{"type":["string","null"]}"#),
        (r#"{"type":["string","null"]}"#, true, GeminiLive, r#"{"type":"STRING","nullable":true}"#),
        (
            r#"{"type":["string","null"],"enum":["a",null]}"#,
            true,
            GeminiLive,
            r#"{"type":"STRING","enum":["a"],"nullable":true}"#,
        ),
        (
            r#"{"type":["string","null"],"enum":["a",null]}"#,
            true,
            OpenAiStrict,
            r#"{"anyOf":[{"type":"string","enum":["a"]},{"type":"null"}]}"#,
        ),
    ]);
}

#[test]
fn rules_about_values_go_into_the_description() {
    let bounds = r#"{"type":"integer","minimum":1,"maximum":9,"description":"How many."}"#;
    let text = r#"{"type":"string","minLength":1,"maxLength":8,"pattern":"^a","format":"uri"}"#;
    table(&[
        (
            bounds,
            true,
            OpenAiStrict,
            r#"{"type":"integer","description":"How many.","minimum":1,"maximum":9}"#,
        ),
        (
            bounds,
            true,
            AzureStrict,
            r#"{"type":"integer","description":"How many. (at least 1; at most 9)"}"#,
        ),
        (
            bounds,
            true,
            AnthropicStrict,
            r#"{"type":"integer","description":"How many. (at least 1; at most 9)"}"#,
        ),
        (bounds, true, Gemini, r#"{"type":"integer","description":"How many.","minimum":1,"maximum":9}"#),
        (
            text,
            true,
            OpenAiStrict,
            r#"{"type":"string","description":"At least 1 character; at most 8 characters; format: uri","pattern":"^a"}"#,
        ),
        (
            text,
            true,
            GeminiLive,
            r#"{"type":"STRING","description":"Format: uri","minLength":1,"maxLength":8,"pattern":"^a"}"#,
        ),
        (text, true, Plain, text),
        (
            text,
            true,
            AnthropicStrict,
            r#"{"type":"string","description":"At least 1 character; at most 8 characters; matches the regular expression ^a","format":"uri"}"#,
        ),
        (
            r#"{"type":"string","pattern":"^(?!x)"}"#,
            true,
            OpenAiStrict,
            r#"{"type":"string","description":"Matches the regular expression ^(?!x)"}"#,
        ),
        (r#"{"const":3}"#, true, OpenAiStrict, r#"{"type":"integer","enum":[3]}"#),
        (r#"{"const":3}"#, true, Gemini, r#"{"type":"integer","enum":[3]}"#),
        (r#"{"const":3}"#, true, Mcp, r#"{"const":3}"#),
        (
            r#"{"type":"integer","enum":[1,2]}"#,
            true,
            GeminiLive,
            r#"{"type":"INTEGER","description":"One of 1, 2"}"#,
        ),
        (
            r#"{"enum":["",  "a"]}"#,
            true,
            GeminiLive,
            r#"{"type":"STRING","description":"One of \"\", \"a\""}"#,
        ),
        (
            r#"{"type":"number","exclusiveMinimum":0}"#,
            true,
            Gemini,
            r#"{"type":"number","description":"More than 0"}"#,
        ),
        (
            r#"{"type":"array","items":{"type":"string"},"uniqueItems":true,"minItems":1}"#,
            true,
            OpenAiStrict,
            r#"{"type":"array","description":"No item twice","items":{"type":"string"},"minItems":1}"#,
        ),
        (r#"{"type":"array"}"#, true, Plain, r#"{"type":"array","items":{}}"#),
        (
            r#"{"type":"object","additionalProperties":{"type":"string"},"propertyNames":{"type":"string"}}"#,
            true,
            Gemini,
            r#"{"type":"object","additionalProperties":{"type":"string"}}"#,
        ),
        (
            r#"{"type":"string","title":"T","examples":["x"],"nonsense":1}"#,
            true,
            Plain,
            r#"{"type":"string"}"#,
        ),
    ]);
}

#[test]
fn schemas_are_merged_and_unions_spread() {
    table(&[
        (
            r#"{"allOf":[{"type":"string","minLength":2},{"minLength":3,"description":"inner"}],"description":"outer"}"#,
            true,
            GeminiLive,
            r#"{"type":"STRING","description":"outer","minLength":3}"#,
        ),
        (
            r#"{"allOf":[{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]},{"properties":{"b":{"type":"integer"}},"required":["b"]}]}"#,
            true,
            OpenAiStrict,
            r#"{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"integer"}},"required":["a","b"],"additionalProperties":false}"#,
        ),
        (
            r#"{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"anyOf":[{"properties":{"b":{"const":1}},"required":["b"]},{"properties":{"c":{"const":2}},"required":["c"]}]}"#,
            true,
            AnthropicStrict,
            r#"{"anyOf":[{"type":"object","properties":{"b":{"type":"integer","enum":[1]},"a":{"type":"string"}},"required":["b","a"],"additionalProperties":false},{"type":"object","properties":{"c":{"type":"integer","enum":[2]},"a":{"type":"string"}},"required":["c","a"],"additionalProperties":false}]}"#,
        ),
        (
            r#"{"type":["string","array"],"items":{"type":"string"},"description":"One or many"}"#,
            true,
            OpenAiStrict,
            r#"{"description":"One or many","anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]}"#,
        ),
        (r#"{"type":["string","integer"]}"#, true, OpenAiStrict, r#"{"type":["string","integer"]}"#),
        (
            r#"{"type":["string","integer"]}"#,
            true,
            GeminiLive,
            r#"{"anyOf":[{"type":"STRING"},{"type":"INTEGER"}]}"#,
        ),
        (
            r#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#,
            true,
            OpenAiStrict,
            r#"{"type":["string","null"]}"#,
        ),
        (
            r#"{"properties":{"a":{"type":"string"}}}"#,
            true,
            Gemini,
            r#"{"type":"object","properties":{"a":{"type":"string"}}}"#,
        ),
    ]);
}

#[test]
fn references() {
    let exports = whole(
        r##"{"type":"object","properties":{
            "p":{"$ref":"#/$defs/A b","description":"Where to"},
            "q":{"$ref":"#/$defs/A b"}},
            "required":["p"],
            "$defs":{"A b":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]},"unused":{}}}"##,
    );
    let def = r#"{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}"#;
    assert_eq!(
        text(&exports, OpenAiStrict),
        format!(
            concat!(
                r##"{{"type":"object","properties":{{"p":{{"description":"Where to","anyOf":[{{"$ref":"#/$defs/A_b"}}]}},"##,
                r##""q":{{"anyOf":[{{"$ref":"#/$defs/A_b"}},{{"type":"null"}}]}}}},"required":["p","q"],"##,
                r#""additionalProperties":false,"$defs":{{"A_b":{}}}}}"#
            ),
            def
        )
    );
    assert_eq!(
        property(&exports, AnthropicStrict),
        r#"{"type":"object","description":"Where to","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}"#
    );
    assert_eq!(
        property(&exports, GeminiLive),
        r#"{"type":"OBJECT","description":"Where to","properties":{"city":{"type":"STRING"}},"required":["city"]}"#
    );
    assert!(text(&exports, Plain).contains(r#""A b""#));
    assert!(!text(&exports, Plain).contains("unused"));
    assert_eq!(
        property(&exports, Ollama),
        r#"{"type":"object","description":"Where to (an object with `city` (string))"}"#
    );
}

#[test]
fn ollama_is_told_in_words() {
    table(&[
        (
            r#"{"type":"object","properties":{"a":{"type":"integer","minimum":1,"description":"Count"},"b":{"type":"array","items":{"enum":["x","y"]}}},"required":["a"]}"#,
            true,
            Ollama,
            r#"{"type":"object","description":"an object with `a` (integer; Count (at least 1)), `b` (a list, each item: string, one of \"x\", \"y\", optional)"}"#,
        ),
        (
            r#"{"type":"string","format":"date"}"#,
            true,
            Ollama,
            r#"{"type":"string","description":"Format: date"}"#,
        ),
        (
            r#"{"anyOf":[{"type":"string"},{"type":"object","additionalProperties":{"type":"number"}}]}"#,
            true,
            Ollama,
            r#"{"type":["string","object"],"description":"string or an object with any other names (number)"}"#,
        ),
    ]);
}

#[test]
fn ollama_has_no_place_for_words_about_all_arguments() {
    let schema = r#"{"type":"object","description":"Which order","properties":{"id":{"type":"string"}}}"#;
    let exports = whole(schema);
    assert_eq!(text(&exports, Ollama), r#"{"type":"object","properties":{"id":{"type":"string"}}}"#);
    assert_eq!(why(&exports, Ollama), "the description of the arguments as a whole");
}

#[test]
fn a_tool_without_arguments() {
    let exports = super::super::dialects::schema(&super::json(r#"{"type":"object"}"#), true);
    super::checks::all(&exports);
    assert_eq!(text(&exports, Plain), r#"{"type":"object","properties":{}}"#);
    assert_eq!(
        text(&exports, OpenAiStrict),
        r#"{"type":"object","properties":{},"required":[],"additionalProperties":false}"#
    );
    assert_eq!(
        text(&exports, AnthropicStrict),
        r#"{"type":"object","properties":{},"additionalProperties":false}"#
    );
    assert_eq!((text(&exports, Gemini), text(&exports, GeminiLive)), ("", ""));
}

#[test]
fn names_that_are_refused_stand_under_an_alias() {
    let exports = object(
        r#""$top":{"type":"integer","description":"How many"},"filter[status]":{"type":"string"},"filter_status":{"type":"string"},"in":{"type":"object","properties":{"a.b":{"type":"string"}},"required":["a.b"]}"#,
        r#""$top""#,
    );
    let alias = |alias: &str, name: &str| (alias.to_owned(), name.to_owned());
    assert_eq!(
        exports.aliases,
        [alias("a_b", "a.b"), alias("top", "$top"), alias("filter_status_2", "filter[status]")]
    );
    assert_eq!(
        text(&exports, Gemini),
        concat!(
            r#"{"type":"object","properties":{"top":{"type":"integer","description":"How many (this is `$top`)"},"#,
            r#""filter_status_2":{"type":"string","description":"This is `filter[status]`"},"filter_status":{"type":"string"},"#,
            r#""in":{"type":"object","properties":{"a_b":{"type":"string","description":"This is `a.b`"}},"required":["a_b"]}},"required":["top"]}"#
        )
    );
    // Anthropic takes the dot.
    assert!(
        text(&exports, Anthropic).contains(r#""properties":{"a.b":{"type":"string"}},"required":["a.b"]"#)
    );
    assert!(text(&exports, Anthropic).contains(r#""filter_status_2":"#));
    assert!(text(&exports, Plain).contains(r#""$top":{"type":"integer","description":"How many"}"#));
}

#[test]
fn what_is_unevaluated_is_closed_where_nothing_is_left_beside_it() {
    table(&[
        (
            r#"{"allOf":[{"type":"object","properties":{"a":{"type":"string"}}}],"unevaluatedProperties":false}"#,
            true,
            Gemini,
            r#"{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}"#,
        ),
        (
            r#"{"anyOf":[{"type":"object","properties":{"a":{"type":"string"}}},{"type":"object","properties":{"b":{"type":"integer"}}}],"unevaluatedProperties":false}"#,
            true,
            Gemini,
            concat!(
                r#"{"anyOf":[{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false},"#,
                r#"{"type":"object","properties":{"b":{"type":"integer"}},"additionalProperties":false}]}"#
            ),
        ),
        (
            r#"{"type":"object","properties":{"a":{"type":"string"}},"if":{"required":["a"]},"then":{"minProperties":2}}"#,
            true,
            Gemini,
            r#"{"type":"object","description":"Must also match the JSON Schema {\"if\":{\"required\":[\"a\"]},\"then\":{\"minProperties\":2}}","properties":{"a":{"type":"string"}}}"#,
        ),
    ]);
    // Free keys are beyond strict modes, whichever keyword asks for them.
    let free = object(
        r#""p":{"allOf":[{"type":"object","properties":{"a":{"type":"string"}}}],"unevaluatedProperties":{"type":"string"}}"#,
        r#""p""#,
    );
    assert_eq!(why(&free, OpenAiStrict), "`p` takes keys of any name");
}

/// As OpenAPI 3.0 describes a reference: it stays one, so that it may be recursive.
#[test]
fn a_described_reference_stays_one() {
    let node = r##""p":{"$ref":"#/$defs/N"}},"$defs":{"N":{"type":"object","properties":{"l":{"allOf":[{"$ref":"#/$defs/N"}],"description":"left"}}}"##;
    let exports = whole(&format!(r#"{{"type":"object","properties":{{{node}}}}}"#));
    assert_eq!(
        text(&exports, Dialect::Gemini),
        r##"{"type":"object","properties":{"p":{"$ref":"#/$defs/N"}},"$defs":{"N":{"type":"object","properties":{"l":{"description":"left","anyOf":[{"$ref":"#/$defs/N"}]}}}}}"##
    );
}

/// As the checker has it, and JSON Schema: a fraction of zeros is none.
#[test]
fn an_integral_float_is_an_integer() {
    table(&[
        (r#"{"enum":[1.0,2e1]}"#, true, OpenAiStrict, r#"{"type":"integer","enum":[1.0,2e1]}"#),
        (r#"{"type":"integer","const":3.0}"#, true, OpenAiStrict, r#"{"type":"integer","enum":[3.0]}"#),
        (r#"{"enum":[1.0,1.5]}"#, true, OpenAiStrict, r#"{"type":"number","enum":[1.0,1.5]}"#),
        (
            r#"{"type":"integer","allOf":[{"enum":[1,2.0,3]},{"enum":[2,3.0,4]}]}"#,
            true,
            OpenAiStrict,
            r#"{"type":"integer","enum":[2.0,3]}"#,
        ),
        (
            r#"{"type":["integer","string"],"enum":[1.0,"a"]}"#,
            true,
            Anthropic,
            r#"{"type":["integer","string"],"enum":[1.0,"a"]}"#,
        ),
    ]);
}
