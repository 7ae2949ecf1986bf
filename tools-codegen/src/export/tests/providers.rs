//! The dialects of single providers.

use super::super::Dialect::{self, *};
use super::super::tree::members;
use super::{json, object, property, text, whole, why};
use crate::json::Json;

/// The property `p` in `dialect`, where it is optional.
fn optional(schema: &str, dialect: Dialect) -> String {
    property(&object(&format!(r#""p":{schema}"#), ""), dialect)
}

/// Likewise, where it is required.
fn required(schema: &str, dialect: Dialect) -> String {
    property(&object(&format!(r#""p":{schema}"#), r#""p""#), dialect)
}

#[test]
fn a_nullable_enum_is_a_choice_everywhere() {
    let schema = r#"{"type":["string","null"],"enum":["day","night",null],"description":"Shift"}"#;
    let expected =
        r#"{"description":"Shift","anyOf":[{"type":"string","enum":["day","night"]},{"type":"null"}]}"#;
    for dialect in Dialect::ALL.iter().copied() {
        let found = required(schema, dialect);
        match dialect {
            GeminiLive => assert_eq!(
                found,
                r#"{"type":"STRING","description":"Shift","enum":["day","night"],"nullable":true}"#
            ),
            Ollama => assert_eq!(
                found,
                r#"{"type":["string","null"],"enum":["day","night"],"description":"Shift (or null)"}"#
            ),
            _ => assert_eq!(found, expected, "{dialect:?}"),
        }
    }
}

#[test]
fn null_in_an_enum_of_other_kinds() {
    let schema = r#"{"enum":["a",1,null]}"#;
    let choice = r#"{"anyOf":[{"type":["integer","string"],"enum":["a",1]},{"type":"null"}]}"#;
    assert_eq!(required(schema, Plain), choice);
    assert_eq!(required(r#"{"enum":[null]}"#, Mcp), r#"{"type":"null"}"#);
    assert_eq!(required(r#"{"enum":[null]}"#, OpenAiStrict), r#"{"type":"null"}"#);
    // `type` leaves null out.
    assert_eq!(
        required(r#"{"type":"string","enum":["a",null]}"#, Plain),
        r#"{"type":"string","enum":["a"]}"#
    );
    // What stands beside it is kept.
    assert_eq!(
        required(r#"{"enum":["a",null],"anyOf":[{"minLength":1},{"type":"null"}]}"#, Mcp),
        r#"{"anyOf":[{"minLength":1},{"type":"null"}],"allOf":[{"anyOf":[{"type":"string","enum":["a"]},{"type":"null"}]}]}"#
    );
}

#[test]
fn groq_takes_null_for_what_may_be_left_out() {
    for (schema, expected) in [
        (r#"{"type":"string","default":"x"}"#, r#"{"type":["string","null"],"default":"x"}"#),
        (r#"{"type":["string","integer"]}"#, r#"{"type":["string","integer","null"]}"#),
        (r#"{"type":["string","null"]}"#, r#"{"type":["string","null"]}"#),
        (
            r#"{"enum":["a"],"description":"D"}"#,
            r#"{"description":"D","anyOf":[{"enum":["a"]},{"type":"null"}]}"#,
        ),
        (
            r#"{"anyOf":[{"type":"string"},{"type":"integer"}]}"#,
            r#"{"anyOf":[{"type":"string"},{"type":"integer"},{"type":"null"}]}"#,
        ),
        (
            r#"{"oneOf":[{"type":"string"},{"type":"integer"}]}"#,
            r#"{"anyOf":[{"oneOf":[{"type":"string"},{"type":"integer"}]},{"type":"null"}]}"#,
        ),
        ("{}", "{}"),
    ] {
        assert_eq!(optional(schema, Groq), expected);
        assert_eq!(required(schema, Groq), schema, "what is needed stays");
    }
    let exports = whole(
        r##"{"type":"object","properties":{
            "lines":{"type":"array","items":{"type":"object","properties":{"sku":{"type":"string"},"note":{"type":"string"}},"required":["sku"]}},
            "to":{"$ref":"#/$defs/Place"},
            "labels":{"type":"object","additionalProperties":{"type":"string"}},
            "kind":{"type":"string"}},
            "required":["lines"],"allOf":[{"required":["kind"]}],
            "$defs":{"Place":{"type":"object","properties":{"street":{"type":"string"}}}}}"##,
    );
    // `kind` is needed, if in another place.
    assert_eq!(
        text(&exports, Groq),
        concat!(
            r#"{"type":"object","properties":{"#,
            r#""lines":{"type":"array","items":{"type":"object","properties":{"sku":{"type":"string"},"note":{"type":["string","null"]}},"required":["sku"]}},"#,
            r##""to":{"anyOf":[{"$ref":"#/$defs/Place"},{"type":"null"}]},"##,
            r#""labels":{"type":["object","null"],"additionalProperties":{"type":"string"}},"kind":{"type":"string"}},"#,
            r#""required":["lines","kind"],"$defs":{"Place":{"type":"object","properties":{"street":{"type":["string","null"]}}}}}"#,
        )
    );
    assert_eq!(why(&exports, Groq), "");
}

#[test]
fn xai_says_that_free_keys_are_free() {
    let open = r#"{"type":"object","additionalProperties":true}"#;
    assert_eq!(required(r#"{"type":"object"}"#, Xai), open);
    assert_eq!(required(r#"{"type":"object","additionalProperties":{}}"#, Xai), open);
    let exports = object(r#""p":{"type":"object","additionalProperties":{"type":"integer"}}"#, "");
    assert_eq!(
        property(&exports, Xai),
        r#"{"type":"object","description":"Each value: {\"type\":\"integer\"}","additionalProperties":true}"#
    );
    assert_eq!(why(&exports, Xai), "what the values of `p` may be");
    let pattern =
        r#"{"type":"object","patternProperties":{"^x-":{"type":"string"}},"additionalProperties":false}"#;
    let exports = object(&format!(r#""p":{pattern}"#), "");
    assert!(property(&exports, Xai).ends_with(r#""additionalProperties":true}"#));
    assert_eq!(why(&exports, Xai), "`patternProperties`");
    // Keys that fit a pattern can be sent to Gemini, too.
    assert!(property(&exports, Gemini).ends_with(r#""additionalProperties":true}"#));
    for closed in [
        r#"{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}"#,
        r#"{"type":"object","properties":{}}"#,
        r#"{"type":"object","additionalProperties":false}"#,
    ] {
        assert_eq!(required(closed, Xai), closed);
    }
}

#[test]
fn xai_gets_no_circle() {
    let exports = whole(
        r##"{"type":"object","properties":{"p":{"$ref":"#/$defs/Node"},"q":{"$ref":"#/$defs/Leaf"}},"required":["p"],
            "$defs":{"Leaf":{"type":"object","properties":{"v":{"type":"integer"}}},
                     "Node":{"type":"object","properties":{"leaf":{"$ref":"#/$defs/Leaf"},"next":{"$ref":"#/$defs/Node"}}}}}"##,
    );
    let leaf = r##"{"$ref":"#/$defs/Leaf"}"##;
    assert_eq!(
        property(&exports, Xai),
        format!(
            concat!(
                r#"{{"type":"object","properties":{{"leaf":{leaf},"next":{{"type":"object","properties":{{"leaf":{leaf},"#,
                r#""next":{{"type":"object","description":"Again of the form of `Node`","additionalProperties":true}}}}}}}}}}"#
            ),
            leaf = leaf
        )
    );
    assert_eq!(why(&exports, Xai), "the recursion of `p.next.next`, which is unrolled once");
    assert_eq!(
        json(text(&exports, Xai)).get("$defs").map(Json::to_text).unwrap_or_default().matches("Node").count(),
        0
    );
    // A value that holds values of its own kind.
    let exports = whole(
        r##"{"type":"object","properties":{"p":{"$ref":"#/$defs/V"}},"$defs":{"V":{"anyOf":[{"type":"string"},{"type":"array","items":{"$ref":"#/$defs/V"}}]}}}"##,
    );
    assert_eq!(why(&exports, Xai), "the recursion of `p[][]`, which is unrolled once");
    assert_eq!(why(&exports, LocalGrammar), "the recursion of `p[][]`, which is unrolled once");
}

#[test]
fn what_xai_keeps() {
    let kept = r#"{"type":"string","format":"uri","pattern":"^[a-z]+$","minLength":1,"maxLength":4000}"#;
    assert_eq!(required(kept, Xai), kept);
    // A pattern that means a part of the text would have to be all of it there.
    assert_eq!(
        required(r#"{"type":"string","pattern":"@"}"#, Xai),
        r#"{"type":"string","description":"Matches the regular expression @"}"#
    );
    assert_eq!(
        required(r#"{"type":"integer","exclusiveMinimum":0,"multipleOf":5,"default":10}"#, Xai),
        r#"{"type":"integer","description":"A multiple of 5; default: 10","exclusiveMinimum":0}"#
    );
    assert_eq!(optional(r#"{"type":["string","null"]}"#, Xai), r#"{"type":["string","null"]}"#);
}

#[test]
fn what_a_grammar_is_compiled_from() {
    let table = [
        (r#"{"type":"string","pattern":"^[a-z]{2}$","maxLength":200}"#, None),
        (
            r#"{"type":"string","pattern":"[a-z]","maxLength":201,"minLength":1}"#,
            Some(
                r#"{"type":"string","description":"Matches the regular expression [a-z]; at most 201 characters","minLength":1}"#,
            ),
        ),
        (
            r#"{"type":"array","items":{"type":"string"},"maxItems":500}"#,
            Some(r#"{"type":"array","description":"At most 500 items","items":{"type":"string"}}"#),
        ),
        (r#"{"type":["string","integer"]}"#, Some(r#"{"anyOf":[{"type":"string"},{"type":"integer"}]}"#)),
        (r#"{"type":["string","null"]}"#, Some(r#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#)),
        (r#"{"type":"object"}"#, Some(r#"{"type":"object","additionalProperties":true}"#)),
        (r#"{"type":"object","additionalProperties":{"type":"integer"}}"#, None),
    ];
    for (schema, expected) in table {
        assert_eq!(required(schema, LocalGrammar), expected.unwrap_or(schema));
    }
    let exports = object(r#""p":{"description":"Any"},"q":{"type":"array"}"#, "");
    let free = r#"{"type":"object","additionalProperties":true}"#;
    let scalar = r#"{"type":"string"},{"type":"number"},{"type":"boolean"}"#;
    let list = format!(r#"{{"type":"array","items":{{"anyOf":[{scalar},{free},{{"type":"null"}}]}}}}"#);
    assert_eq!(
        property(&exports, LocalGrammar),
        format!(r#"{{"description":"Any","anyOf":[{scalar},{free},{list},{{"type":"null"}}]}}"#)
    );
    assert_eq!(why(&exports, LocalGrammar), "lists in lists of `p`; lists in lists of `q[]`");
}

/// llama.cpp and vLLM put the definitions of all tools of a request together.
#[test]
fn definitions_of_two_tools_have_one_name_where_they_are_one() {
    let schema = |kind: &str, more: &str| {
        let exports = whole(&format!(
            r##"{{"type":"object","properties":{{"p":{{"$ref":"#/$defs/A"}}{more}}},"$defs":{{"A":{{"type":"{kind}"}}}}}}"##
        ));
        let schema = json(text(&exports, LocalGrammar));
        schema.get("$defs").map(members).unwrap()[0].0.clone()
    };
    let name = schema("string", "");
    assert!(name.starts_with("A_") && name.len() == 10, "{name}");
    assert_eq!(schema("string", r#","q":{"type":"integer"}"#), name);
    assert_ne!(schema("integer", ""), name);
}

#[test]
fn gemini_reads_no_empty_text_in_an_enum() {
    let schema = r#"{"type":"string","enum":["","asc","desc"],"description":"Order"}"#;
    let words = r#""description":"Order (one of \"\", \"asc\", \"desc\")"}"#;
    assert_eq!(required(schema, Gemini), format!(r#"{{"type":"string",{words}"#));
    assert_eq!(required(schema, GeminiLive), format!(r#"{{"type":"STRING",{words}"#));
    assert!(required(schema, Plain).contains(r#""enum":["","asc","desc"]"#));
}

#[test]
fn geminis_numbers_are_doubles() {
    let note = "from 9007199254740992 on, give the digits as text, or some are lost";
    let int64 = r#"{"type":"integer","format":"int64","description":"The order"}"#;
    assert_eq!(
        required(int64, Gemini),
        format!(
            r#"{{"description":"The order ({note})","anyOf":[{{"type":"integer"}},{{"type":"string"}}]}}"#
        )
    );
    assert_eq!(
        required(int64, GeminiLive),
        format!(
            r#"{{"description":"The order ({note})","anyOf":[{{"type":"INTEGER"}},{{"type":"STRING"}}]}}"#
        )
    );
    let bounds = r#"{"type":["integer","null"],"minimum":1,"maximum":9223372036854775807}"#;
    assert_eq!(
        required(bounds, Gemini),
        format!(
            r#"{{"description":"At least 1; at most 9223372036854775807; {note}","anyOf":[{{"type":"integer"}},{{"type":"string"}},{{"type":"null"}}]}}"#
        )
    );
    assert!(required(bounds, GeminiLive).ends_with(r#""nullable":true}"#));
    let narrow = r#"{"type":"integer","minimum":0,"maximum":9007199254740991}"#;
    assert_eq!(required(narrow, Gemini), narrow);
    assert_eq!(
        required(r#"{"type":"integer","format":"int32"}"#, Gemini),
        r#"{"type":"integer","description":"Format: int32"}"#
    );
    assert_eq!(required(int64, Plain), r#"{"type":"integer","format":"int64","description":"The order"}"#);
    assert_eq!(
        required(r#"{"enum":[1,9007199254740993]}"#, Gemini),
        format!(
            r#"{{"description":"One of 1, 9007199254740993; {note}","anyOf":[{{"type":"integer"}},{{"type":"string"}}]}}"#
        )
    );
}

#[test]
fn mcp_keeps_what_json_schema_has() {
    let exports = whole(
        r##"{"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://schemas.example.com/order","type":"object",
            "title":"Order","$comment":"for people","properties":{
            "region":{"type":"string","$anchor":"region","x-mcp-header":"Region","examples":["eu"],"deprecated":true},
            "file":{"type":"string","contentEncoding":"base64"}},
            "examples":[{"region":"eu"}],"unevaluatedProperties":false,"$defs":{"unused":{}}}"##,
    );
    assert_eq!(
        text(&exports, Mcp),
        concat!(
            r#"{"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://schemas.example.com/order","type":"object","#,
            r#""title":"Order","$comment":"for people","properties":{"#,
            r#""region":{"type":"string","$anchor":"region","x-mcp-header":"Region","examples":["eu"],"deprecated":true},"#,
            r#""file":{"type":"string","contentEncoding":"base64"}},"examples":[{"region":"eu"}],"unevaluatedProperties":false}"#
        )
    );
    for dialect in Dialect::ALL.iter().copied().filter(|dialect| *dialect != Mcp) {
        let text = text(&exports, dialect);
        for key in ["$schema", "$id", "$anchor", "$comment", "x-mcp-header", "title", "examples"] {
            assert!(!text.contains(&format!("\"{key}\"")), "{dialect:?}: {text}");
        }
    }
}

/// A client must refuse the whole tool where one of these stands.
#[test]
fn a_header_of_mcp_stands_where_it_may() {
    let exports = whole(
        r##"{"type":"object","x-mcp-header":"Root","properties":{
            "in":{"type":"object","properties":{"tenant":{"type":"integer","x-mcp-header":"Tenant"}}},
            "again":{"type":"string","x-mcp-header":"tenant"},
            "number":{"type":"number","x-mcp-header":"Number"},
            "either":{"type":["string","null"],"x-mcp-header":"Either"},
            "blank":{"type":"string","x-mcp-header":"two words"},
            "list":{"type":"array","items":{"type":"string","x-mcp-header":"Item"}}}}"##,
    );
    let schema = text(&exports, Mcp);
    assert_eq!(schema.matches("x-mcp-header").count(), 1, "{schema}");
    assert!(schema.contains(r#""tenant":{"type":"integer","x-mcp-header":"Tenant"}"#), "{schema}");
    let nowhere = "an `x-mcp-header` that no chain of `properties` leads to";
    assert_eq!(
        why(&exports, Mcp),
        format!(
            "{nowhere}; `x-mcp-header` of `again`; `x-mcp-header` of `number`; `x-mcp-header` of `either`; `x-mcp-header` of `blank`"
        )
    );
}
