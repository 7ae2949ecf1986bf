//! What real schemas get wrong, and what is made of it.

use super::*;

#[test]
fn a_property_that_no_value_is_allowed_for() {
    let text = r#"{"properties": {"a": {"type": "string", "enum": [1]}}}"#;
    becomes(text, "root {  }\nW046");
    let mut sink = Sink::default();
    let node = json::read(0, text, &mut sink).node.expect("JSON");
    let properties = super::super::compile_rules(&node, &mut sink).nodes.concat().into_iter().find_map(
        |rule| match rule {
            Rule::Object { properties, .. } => Some(properties),
            _ => None,
        },
    );
    assert_eq!(properties.map(|all| all.len()), Some(1));
    for contradiction in [
        r#""type":"string","const":5"#,
        r#""type":"integer","minimum":5,"maximum":3"#,
        r#""type":"number","exclusiveMinimum":0,"maximum":0"#,
        r#""type":["integer","number"],"minimum":1e2,"exclusiveMaximum":100"#,
        r#""type":"string","minLength":5,"maxLength":3"#,
        r#""type":"string","minimum":5,"maximum":3,"minLength":5,"maxLength":3"#,
        r#""type":"array","minItems":2,"maxItems":1"#,
        r#""type":"object","minProperties":2,"maxProperties":1"#,
    ] {
        becomes(&format!(r#"{{"properties": {{"a": {{{contradiction}}}}}}}"#), "root {  }\nW046");
    }
    for possible in [
        r#""type":"integer","minimum":3,"maximum":3"#,
        r#""type":["integer","null"],"minimum":5,"maximum":3"#,
        r#""type":"integer","nullable":true,"minimum":5,"maximum":3"#,
        r#""type":"integer","minLength":5,"maxLength":3"#,
        r#""minimum":5,"maximum":3"#,
    ] {
        let (compiled, _) = compile(&format!(r#"{{"properties": {{"a": {{{possible}}}}}}}"#));
        assert_eq!(compiled.arguments.root.fields.len(), 1, "{possible}");
    }
}

/// Also where the contradiction stands in a schema that the property refers to.
#[test]
fn a_property_that_refers_to_what_allows_nothing() {
    let text = |more: &str| {
        format!(
            r##"{{"properties":{{"a":{{"$ref":"#/$defs/A"}},"b":{{"type":"array","items":{{"$ref":"#/$defs/B"}}}}}}{more},
                "$defs":{{"A":{{"$ref":"#/$defs/B"}},"B":{{"type":"object","enum":["x","y"]}}}}}}"##
        )
    };
    let (compiled, codes) = compile(&text(""));
    assert_eq!(codes, [Code::PropertyWithoutValue, Code::EnumExcluded, Code::EnumExcluded]);
    assert_eq!(compiled.arguments.root.fields.len(), 1);
    assert!(
        !compiled.arguments.neutral.to_text().contains("enum"),
        "{}",
        compiled.arguments.neutral.to_text()
    );
    assert!(compile(&text(r#","required":["a"]"#)).1.contains(&Code::NothingAllowed));
}

/// A schema that narrows a recursive one meets it at every level: once is enough.
#[test]
fn a_recursive_schema_that_is_narrowed() {
    becomes(
        r##"{"properties":{"filter":{"$ref":"#/$defs/Ext"}},"$defs":{
            "Base":{"type":"object","properties":{"left":{"$ref":"#/$defs/Base"},"right":{"$ref":"#/$defs/Base"}}},
            "Ext":{"allOf":[{"$ref":"#/$defs/Base"},{"type":"object","properties":{"left":{"$ref":"#/$defs/Ext"},"right":{"$ref":"#/$defs/Ext"}}}]}}}"##,
        "root { filter?: Ext }\nExt { left?: Box Ext, right?: Box Ext }\n",
    );
    // Two that neither holds the other.
    becomes(
        r##"{"properties":{"a":{"allOf":[{"$ref":"#/$defs/A"},{"$ref":"#/$defs/B"}]}},"$defs":{
            "A":{"type":"object","properties":{"next":{"$ref":"#/$defs/A"},"x":{"type":"string"}}},
            "B":{"type":"object","properties":{"next":{"$ref":"#/$defs/B"},"y":{"type":"string"}}}}}"##,
        "root { a?: A }\nA { next?: ANext, x?: String, y?: String }\nANext { next?: Box ANext, x?: String, y?: String }\n",
    );
}

#[test]
fn a_default_that_a_rule_would_feel_is_not_applied() {
    for (schema, fields) in [
        (
            r#""properties":{"page":{"type":"integer","default":1},"cursor":{"type":"string"}},"not":{"required":["page","cursor"]}"#,
            "page?: I64, cursor?: String",
        ),
        (
            r#""properties":{"id":{"type":"integer"},"name":{"type":"string","default":"x"}},"oneOf":[{"required":["id"]},{"required":["name"]}]"#,
            "id?: I64, name?: String",
        ),
        (
            r#""properties":{"sort":{"type":"string","default":"asc"},"by":{"type":"string"}},"dependentRequired":{"sort":["by"]}"#,
            "sort?: String, by?: String",
        ),
        (
            r#""properties":{"kind":{"type":"string","default":"email"},"to":{"type":"string"}},"if":{"properties":{"kind":{"const":"email"}},"required":["kind"]},"then":{"required":["to"]}"#,
            "kind?: String, to?: String",
        ),
        (
            r#""properties":{"a":{"type":"integer"},"b":{"type":"integer","default":1}},"maxProperties":1"#,
            "a?: I64, b?: I64",
        ),
        (
            r#""allOf":[{"properties":{"x":{"type":"integer"}},"additionalProperties":false},{"properties":{"k":{"type":"integer","default":1}}}]"#,
            "x?: I64, k?: I64",
        ),
    ] {
        becomes(&format!(r#"{{"type":"object",{schema}}}"#), &format!("root {{ {fields} }}\nW041\n"));
    }
    // One more property cannot turn these into a "no".
    becomes(
        r#"{"type":"object","properties":{"id":{"type":"integer"},"name":{"type":"string","default":"x"},
            "limit":{"type":"integer","default":5}},"anyOf":[{"required":["id"]},{"required":["name"]}],
            "minProperties":1,"additionalProperties":false,"dependentRequired":{"id":["limit"]}}"#,
        r#"root { id?: I64, name: String = "x", limit: I64 = 5 }"#,
    );
}

#[test]
fn any_published_draft_is_read() {
    for draft in [
        "http://json-schema.org/draft-03/schema#",
        "http://json-schema.org/draft-07/hyper-schema#",
        "https://www.json-schema.org/draft/2020-12/schema",
        "https://spec.openapis.org/oas/3.1/dialect/base",
        "http://json-schema.org/schema#/",
    ] {
        let text =
            format!(r#"{{"$schema":"{draft}","type":"object","properties":{{"a":{{"type":"string"}}}}}}"#);
        becomes(&text, "root { a?: String }");
    }
    let given_up = r#"{"$schema":"http://json-schema.org/draft-03/schema","type":"object","properties":{"a":{"divisibleBy":2}}}"#;
    assert_eq!(compile(given_up).1, [Code::UnsupportedKeyword]);
}

#[test]
fn references_go_by_id_and_anchor_too() {
    becomes(
        r##"{"$id":"https://example.com/root.json","type":"object","properties":{
            "a":{"$id":"#/properties/a","type":"string"}, "b":{"$ref":"#/$defs/B"},
            "c":{"$ref":"/schemas/b"}, "d":{"$ref":"#Guest"}},
            "$defs":{"B":{"$id":"/schemas/b","type":"boolean"},
              "Guest":{"$anchor":"Guest","type":"object","properties":{"name":{"type":"string"}}}}}"##,
        "root { a?: String, b?: Bool, c?: Bool, d?: Guest }\nGuest { name?: String }\n",
    );
    // As TypeBox writes a recursive type, and `$dynamicRef` where nothing else can answer.
    const V2019: &str = "https://json-schema.org/draft/2019-09/schema";
    for (id, reference) in [
        (r#""$id":"Node""#, r#""$ref":"Node""#),
        (r#""$id":"Node""#, r##""$ref":"#""##),
        (r#""$dynamicAnchor":"Node""#, r##""$dynamicRef":"#Node""##),
        (r#""$id":"Node","$recursiveAnchor":true"#, r##""$recursiveRef":"#""##),
    ] {
        let node = format!(
            r#"{{{id},"type":"object","properties":{{"nodes":{{"type":"array","items":{{{reference}}}}}}}}}"#
        );
        becomes(
            &format!(r#"{{"$schema":"{V2019}","type":"object","properties":{{"node":{node}}}}}"#),
            "root { node?: Node }\nNode { nodes?: [Node] }\n",
        );
    }
    // 2020-12 does not know it.
    becomes(
        r##"{"properties":{"node":{"type":"object","$recursiveAnchor":true,"properties":{"nodes":{"type":"array","items":{"$recursiveRef":"#"}}}}}}"##,
        "root { node?: Node }\nNode { nodes?: [Value] }\nW040",
    );
    for (text, code) in [
        (
            r##"{"properties":{"a":{"$id":"a.json","items":{"$ref":"#/$defs/x"}}},"$defs":{"x":{}}}"##,
            Code::ReferenceNowhere,
        ),
        (r##"{"properties":{"a":{"$ref":"#none"}}}"##, Code::ReferenceNowhere),
        (r##"{"properties":{"a":{"$ref":"b.json"}}}"##, Code::ReferenceOutside),
        (
            r##"{"$id":"r","$dynamicAnchor":"x","properties":{"a":{"$id":"a","$dynamicAnchor":"x","items":{"$dynamicRef":"#x"}}}}"##,
            Code::UnsupportedKeyword,
        ),
    ] {
        assert_eq!(compile(text).1, [code], "{text}");
    }
}

#[test]
fn a_default_that_its_type_would_round_is_left_out() {
    becomes(
        r#"{"type":"object","properties":{
            "a":{"type":"integer","default":99999999999999999999}, "b":{"type":"number","default":9007199254740993},
            "c":{"default":{"id":12345678901234567890123}}, "d":{"type":"array","items":{"type":"integer"},"default":[1e30]}}}"#,
        "root { a?: I64, b?: F64, c?: Value, d?: [I64] }\nW041\nW041\nW041\nW041",
    );
    becomes(
        r#"{"type":"object","properties":{
            "a":{"type":"integer","default":9223372036854775807}, "b":{"type":"number","default":1e22},
            "c":{"default":{"id":18446744073709551615}}, "d":{"type":"number","default":0.1}}}"#,
        "root { a: I64 = 9223372036854775807, b: F64 = 1e22, c: Value = {\"id\":18446744073709551615}, d: F64 = 0.1 }",
    );
}

#[test]
fn a_default_that_the_runtime_would_refuse_or_never_finish_is_left_out() {
    becomes(
        r#"{"type":"object","properties":{
            "since":{"type":"string","format":"date-time","default":"now"}, "day":{"type":"string","format":"date","default":"2024-01-31"},
            "url":{"anyOf":[{"type":"string","format":"uri"},{"type":"null"}],"default":"/api"},
            "any":{"anyOf":[{"type":"string","format":"uri"},{"type":"string"}],"default":"/api"},
            "x":{"type":"string","format":"color","default":"red"}}}"#,
        "root { since?: String, day: String = \"2024-01-31\", url?: String|null, any: String = \"/api\", x: String = \"red\" }\nW041\nW041",
    );
    for default in [
        r##""sub":{"$ref":"#/$defs/T","default":{}}"##,
        r##""sub":{"type":"array","items":{"$ref":"#/$defs/T"},"default":[{}]}"##,
        r##""sub":{"additionalProperties":{"$ref":"#/$defs/T"},"default":{"k":{}}}"##,
        r##""sub":{"anyOf":[{"$ref":"#/$defs/T"},{"type":"null"}],"default":{}}"##,
    ] {
        let text = format!(
            r##"{{"type":"object","properties":{{"t":{{"$ref":"#/$defs/T"}}}},"$defs":{{"T":{{"type":"object","properties":{{"d":{{"type":"integer","default":0}},{default}}}}}}}}}"##
        );
        assert_eq!(compile(&text).1, [Code::DefaultDropped], "{text}");
    }
}

#[test]
fn a_default_that_makes_another_branch_fit_is_left_to_the_server() {
    becomes(
        r#"{"type":"object","properties":{"when":{"oneOf":[
            {"title":"At","type":"object","properties":{"date":{"type":"string"},"tz":{"type":"string","default":"UTC"}},"required":["date"]},
            {"title":"Cron","type":"object","properties":{"tz":{"type":"string"},"n":{"type":"integer","default":1}},"required":["tz"]}]}}}"#,
        r#"
        root { when?: When }
        union When { At(At), Cron(Cron), Other(Value) }
        At { date: String, tz?: String }
        Cron { tz: String, n: I64 = 1 }
        W041"#,
    );
}

#[test]
fn properties_of_branches_at_the_root() {
    // As zod writes a discriminated union.
    becomes(
        r#"{"type":"object","oneOf":[
            {"type":"object","properties":{"kind":{"const":"a"},"x":{"type":"integer"},"note":{"type":"string"}},"required":["kind","x"],"additionalProperties":false},
            {"type":"object","properties":{"kind":{"const":"b"},"y":{"type":"string"},"note":{"type":"string"}},"required":["kind"],"additionalProperties":false}]}"#,
        r#"
        root { kind: Kind, x?: I64, note?: String, y?: String }
        enum Kind { A="a", B="b" }"#,
    );
    // Open branches let the other's properties be anything, and keep what they do not name.
    becomes(
        r#"{"type":"object","oneOf":[
            {"properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":true},
            {"properties":{"b":{"type":"string"}},"required":["b"]}]}"#,
        "root { a?: Value, b?: Value, ..additional_properties: Value }",
    );
    becomes(
        r#"{"type":"object","properties":{"q":{"type":"string"}},"anyOf":[{"required":["id"]},{"required":["name"]}]}"#,
        "root { q?: String, id?: Value, name?: Value }",
    );
}

#[test]
fn tuples_of_one_kind_and_branches_that_hold_nothing() {
    becomes(
        r#"{"type":"object","properties":{
            "box":{"type":"array","prefixItems":[{"type":"number"},{"type":"number"}],"minItems":2,"maxItems":2},
            "old":{"type":"array","items":[{"type":"string"},{"type":"string"}],"additionalItems":false},
            "open":{"type":"array","prefixItems":[{"type":"number"},{"type":"number"}]},
            "more":{"type":"array","prefixItems":[{"type":"string"}],"items":{"type":"string"}},
            "mixed":{"type":"array","prefixItems":[{"type":"string"},{"type":"number"}],"maxItems":2},
            "zod":{"anyOf":[{"not":{}},{"type":"string"}]}, "list":{"type":"array","items":{"anyOf":[{"not":{}},{"type":"integer"}]}}}}"#,
        "root { r#box?: [F64], old?: [String], open?: [Value], more?: [String], mixed?: [Value], zod?: String, list?: [I64] }",
    );
}

#[test]
fn words_among_other_branches_are_one_enum() {
    becomes(
        r#"{"type":"object","properties":{
            "sort":{"anyOf":[{"type":"string","const":"auto"},{"type":"integer"},{"type":"string","const":"none"}]},
            "label":{"anyOf":[{"type":"string"},{"type":"object","properties":{"name":{"type":"string","enum":["a","b"]}}}]}}}"#,
        r#"
        root { sort?: Sort, label?: Label }
        union Sort { String(SortString), Integer(I64) }
        enum SortString { Auto="auto", None="none" }
        union Label { String(String), Object(LabelObject) }
        LabelObject { name?: LabelObjectName }
        enum LabelObjectName { A="a", B="b" }"#,
    );
}

#[test]
fn branches_are_called_after_what_tells_them_apart() {
    becomes(
        r#"{"type":"object","properties":{
            "part":{"oneOf":[{"type":"object","properties":{"type":{"const":1},"x":{"type":"string"}},"required":["type"]},
              {"type":"object","properties":{"type":{"const":2},"y":{"type":"string"}},"required":["type"]}]},
            "block":{"anyOf":[{"type":"object","properties":{"kind":{"const":"text","default":"text"},"t":{"type":"string"}}},
              {"type":"object","properties":{"kind":{"enum":["image","photo"]},"url":{"type":"string"}}}]}}}"#,
        r#"
        root { part?: Part, block?: Block }
        union Part { Type1(Type1), Type2(Type2) }
        Type1 { r#type: Type1Type, x?: String }
        enum Type1Type { _1=1 }
        Type2 { r#type: Type2Type, y?: String }
        enum Type2Type { _2=2 }
        union Block { Text(Text), ImageOrPhoto(ImageOrPhoto), Other(Value) }
        Text { kind: TextKind = "text", t?: String }
        enum TextKind { Text="text" }
        ImageOrPhoto { kind?: ImageOrPhotoKind, url?: String }
        enum ImageOrPhotoKind { Image="image", Photo="photo" }"#,
    );
}

#[test]
fn defaults_that_other_rules_can_feel() {
    let branch = |more: &str, required: &str| {
        format!(
            r#"{{"type":"object","properties":{{"k":{{"type":"string"}},"a":{{"type":"integer","default":1}}{more}}},"required":["k"{required}]}}"#
        )
    };
    for (other, dropped) in [
        // Fits as soon as `a` is there.
        (r#"{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}"#.to_owned(), true),
        (r#"{"type":"object","anyOf":[{"required":["a"]},{"required":["z"]}]}"#.to_owned(), true),
        (r#"{"type":"object","minProperties":2}"#.to_owned(), true),
        (branch("", r#","z""#), false),
    ] {
        let text =
            format!(r#"{{"type":"object","properties":{{"u":{{"oneOf":[{},{other}]}}}}}}"#, branch("", ""));
        let codes = compile(&text).1;
        assert_eq!(codes.contains(&Code::DefaultDropped), dropped, "{text} {codes:?}");
    }
    // Tags with other values keep the branches apart, whatever is filled in.
    let tagged = |tag: &str, required: &str| branch(&format!(r#","t":{{"const":"{tag}"}}"#), required);
    for (tag, dropped) in [("x", true), ("y", false)] {
        let (one, other) = (tagged("x", r#","t""#), tagged(tag, r#","t","a""#));
        let text = format!(r#"{{"type":"object","properties":{{"u":{{"oneOf":[{one},{other}]}}}}}}"#);
        assert_eq!(compile(&text).1.contains(&Code::DefaultDropped), dropped, "{text}");
    }
    let patterns = r#"{"type":"object","properties":{"ab":{"type":"string","default":"xx"}},"patternProperties":{"^a":{"maxLength":1}}}"#;
    assert_eq!(compile(patterns).1, [Code::DefaultDropped]);
    let nested = r#"{"type":"object","properties":{"o":{"type":"object","properties":{"n":{"type":"integer"}},"default":{"n":1e40}}}}"#;
    assert_eq!(compile(nested).1, [Code::DefaultDropped]);
}

#[test]
fn what_is_unevaluated_in_arrays_and_what_is_refused_of_it() {
    becomes(
        r#"{"type":"object","properties":{
            "row":{"type":"array","allOf":[{"prefixItems":[{"type":"string"}]}],"unevaluatedItems":false},
            "all":{"type":"array","items":{"type":"string"},"unevaluatedItems":false},
            "plain":{"type":"array","prefixItems":[{"type":"string"}],"unevaluatedItems":{"type":"string"}}}}"#,
        "root { row?: [Value], all?: [String], plain?: [String] }",
    );
    let draft = r#""$schema":"https://json-schema.org/draft/2019-09/schema""#;
    for (text, codes) in [
        (format!(r#"{{{draft},"properties":{{"a":{{"contains":{{}},"unevaluatedItems":false}}}}}}"#), &[][..]),
        (
            format!(r#"{{{draft},"properties":{{"a":{{"allOf":[{{"contains":{{}}}}],"unevaluatedItems":false}}}}}}"#),
            &[Code::UnsupportedKeyword],
        ),
        (
            r##"{"properties":{"a":{"$ref":"#","$dynamicRef":"#"}}}"##.to_owned(),
            &[Code::UnsupportedKeyword],
        ),
        (
            r##"{"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{"$recursiveRef":"#"}}}"##.to_owned(),
            &[Code::UnsupportedKeyword],
        ),
        // What cannot be joined is no base, which an absolute reference does not need.
        (
            r##"{"properties":{"a":{"$id":"../x","items":{"$ref":"https://e.example/b"}},"b":{"$id":"https://e.example/b"}}}"##.to_owned(),
            &[],
        ),
        (
            r##"{"properties":{"a":{"$anchor":"x"},"b":{"$anchor":"x"},"c":{"$ref":"#x"}}}"##.to_owned(),
            &[Code::ReferenceNowhere],
        ),
    ] {
        assert_eq!(compile(&text).1, codes, "{text}");
    }
}

#[test]
fn what_a_condition_adds_to_an_object_inside_is_kept() {
    becomes(
        r#"{"type":"object","properties":{"k":{"type":"string"},
            "a":{"type":"object","properties":{"p":{"type":"string"}}}, "b":{"type":"object","properties":{"p":{"type":"string"}}}},
            "if":{"properties":{"k":{"const":"x"}}},
            "then":{"properties":{"a":{"properties":{"q":{"type":"integer"}}},"b":{"required":["r"]}}}}"#,
        r#"
        root { k?: String, a?: A, b?: B }
        A { p?: String, q?: Value }
        B { p?: String, r?: Value }"#,
    );
    becomes(
        r##"{"type":"object","properties":{"t":{"$ref":"#/$defs/T"}},"$defs":{"T":{"type":"object",
            "properties":{"t":{"$ref":"#/$defs/T"},"k":{"type":"string"}},
            "if":{"required":["k"]},"then":{"properties":{"t":{"properties":{"q":{"type":"integer"}}}}}}}}"##,
        r#"
        root { t?: T }
        T { t?: TT, k?: String }
        TT { t?: Box T, k?: String, q?: Value }"#,
    );
}
