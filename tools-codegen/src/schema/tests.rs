//! Whole schemas: what becomes of them.

use std::fmt::Write as _;

use crate::diag::{Code, Sink};
use crate::json;
use crate::model::{Presence, Rule, Struct, Type, TypeDef};

use super::{Compiled, compile_arguments};

mod untidy;

/// Compiles `parameters`; the codes of what was said come with it.
fn compile(text: &str) -> (Compiled, Vec<Code>) {
    let mut sink = Sink::default();
    let node = json::read(0, text, &mut sink).node.expect("JSON");
    let compiled = compile_arguments(Some(&node), "MyTool", &mut sink);
    (compiled, sink.found().iter().map(|d| d.code).collect())
}

/// The types of a tool, as Rust would write them.
fn shown(text: &str) -> String {
    let (compiled, codes) = compile(text);
    let arguments = compiled.arguments;
    let mut out = String::new();
    structure(&mut out, "root", &arguments.root, &arguments.types);
    for def in &arguments.types {
        match def {
            TypeDef::Struct(def) => structure(&mut out, &def.name, def, &arguments.types),
            TypeDef::Enum(def) => {
                let variants: Vec<String> =
                    def.variants.iter().map(|v| format!("{}={}", v.rust, v.wire.to_text())).collect();
                let _ = writeln!(out, "enum {} {{ {} }}", def.name, variants.join(", "));
            }
            TypeDef::Union(def) => {
                let variants: Vec<String> = (def.variants.iter())
                    .map(|branch| format!("{}({})", branch.rust, ty_text(&branch.ty, &arguments.types)))
                    .collect();
                let _ = writeln!(out, "union {} {{ {} }}", def.name, variants.join(", "));
            }
        }
    }
    for code in codes {
        let _ = writeln!(out, "{}", code.id());
    }
    out
}

fn structure(out: &mut String, name: &str, def: &Struct, types: &[TypeDef]) {
    let mut parts: Vec<String> = Vec::new();
    for (wire, value) in &def.tags {
        parts.push(format!("{wire}=={value}"));
    }
    for field in &def.fields {
        let ty = ty_text(&field.ty, types);
        parts.push(match &field.presence {
            Presence::Required => format!("{}: {ty}", field.rust),
            Presence::Optional => format!("{}?: {ty}", field.rust),
            Presence::Default(json) => format!("{}: {ty} = {}", field.rust, json.to_text()),
        });
    }
    if let Some((field, ty)) = &def.rest {
        parts.push(format!("..{field}: {}", ty_text(ty, types)));
    }
    let _ = writeln!(out, "{name} {{ {} }}", parts.join(", "));
}

fn ty_text(ty: &Type, types: &[TypeDef]) -> String {
    match ty {
        Type::Named(index) => match &types[*index] {
            TypeDef::Struct(def) => def.name.clone(),
            TypeDef::Enum(def) => def.name.clone(),
            TypeDef::Union(def) => def.name.clone(),
        },
        Type::Vec(inner) => format!("[{}]", ty_text(inner, types)),
        Type::Map(inner) => format!("{{{}}}", ty_text(inner, types)),
        Type::Nullable(inner) => format!("{}|null", ty_text(inner, types)),
        Type::Boxed(inner) => format!("Box {}", ty_text(inner, types)),
        other => format!("{other:?}"),
    }
}

#[track_caller]
fn becomes(text: &str, wanted: &str) {
    let wanted: String = wanted.trim().lines().map(|line| format!("{}\n", line.trim())).collect();
    assert_eq!(shown(text), wanted, "{text}");
}

#[test]
fn a_seed() {
    becomes(
        r#"{"type":"object","properties":{
            "lead_status":{"type":"string","enum":["hot","warm","cold"]},
            "notes":{"type":"string"}, "items":{"type":"array","items":{"type":"string"}},
            "max_price":{"type":"number"}},"required":["lead_status"]}"#,
        r#"
        root { lead_status: LeadStatus, notes?: String, items?: [String], max_price?: F64 }
        enum LeadStatus { Hot="hot", Warm="warm", Cold="cold" }
        "#,
    );
}

#[test]
fn nested_types_are_named_after_their_path() {
    becomes(
        r##"{"type":"object","properties":{
            "billing":{"type":"object","properties":{"address":{"type":"object","properties":{"type":{"type":"string"}}}}},
            "lines":{"type":"array","items":{"type":"object","properties":{"sku":{"type":"integer"}},"required":["sku"]}},
            "ship_to":{"$ref":"#/$defs/postal_address"}},
            "$defs":{"postal_address":{"type":"object","properties":{"city":{"type":"string"}}}}}"##,
        "
        root { billing?: Billing, lines?: [Lines], ship_to?: PostalAddress }
        Billing { address?: BillingAddress }
        BillingAddress { r#type?: String }
        Lines { sku: I64 }
        PostalAddress { city?: String }
        ",
    );
}

#[test]
fn null_in_all_spellings() {
    becomes(
        r##"{"type":"object","properties":{
            "a":{"type":["string","null"]}, "b":{"anyOf":[{"type":"integer"},{"type":"null"}]},
            "c":{"type":"string","nullable":true}, "d":{"type":["string","null"],"enum":["x",null]},
            "e":{"nullable":true,"allOf":[{"$ref":"#/$defs/E"}]}, "f":{"enum":["x",null]},
            "g":{"type":"null"}},
            "$defs":{"E":{"type":"object","properties":{"x":{"type":"boolean"}}}}}"##,
        r#"
        root { a?: String|null, b?: I64|null, c?: String|null, d?: D|null, e?: E|null, f?: F|null, g?: Value }
        enum D { X="x" }
        E { x?: Bool }
        enum F { X="x" }
        "#,
    );
}

#[test]
fn unions() {
    becomes(
        r##"{"type":"object","properties":{
            "pay":{"oneOf":[
                {"type":"object","properties":{"kind":{"const":"card"},"no":{"type":"string"}},"required":["kind"]},
                {"type":"object","properties":{"kind":{"const":"cash"}},"required":["kind"]}]},
            "who":{"anyOf":[{"type":"object","properties":{"a":{"type":"string"}}},
                            {"type":"object","properties":{"b":{"type":"string"}}}]},
            "id":{"type":["integer","string"]},
            "num":{"anyOf":[{"type":"number"},{"type":"integer"}]},
            "when":{"anyOf":[{"type":"string","format":"date"},{"type":"string","format":"date-time"}]},
            "list":{"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]},
            "level":{"oneOf":[{"const":"low","description":"Low"},{"const":"high"}]},
            "any":{"anyOf":[{"type":"string"},{}]}}}"##,
        r#"
        root { pay?: Pay, who?: Who, id?: Id, num?: F64, when?: String, list?: List, level?: Level, any?: Value }
        union Pay { Card(Card), Cash(Cash) }
        Card { kind==card, no?: String }
        Cash { kind==cash }
        union Who { Objectecd2(WhoObject75ba), Objectdf1f(WhoObject83eb), Other(Value) }
        WhoObject75ba { a?: String }
        WhoObject83eb { b?: String }
        union Id { Integer(I64), String(String) }
        union List { String(String), Array([String]) }
        enum Level { Low="low", High="high" }
        W047
        "#,
    );
}

#[test]
fn recursion() {
    becomes(
        r##"{"type":"object","properties":{
            "tree":{"$ref":"#/$defs/Tree"}, "lines":{"$ref":"#/$defs/lines"}, "json":{"$ref":"#/$defs/json"},
            "nest":{"$ref":"#/$defs/nest"}, "self":{"$ref":"#"}},
            "$defs":{
              "Tree":{"type":"object","properties":{"left":{"$ref":"#/$defs/Tree"},"more":{"type":"array","items":{"$ref":"#/$defs/Tree"}}}},
              "lines":{"type":"array","items":{"type":"object","properties":{"sub":{"$ref":"#/$defs/lines"}}}},
              "json":{"anyOf":[{"type":"string"},{"type":"array","items":{"$ref":"#/$defs/json"}}]},
              "nest":{"type":"array","items":{"$ref":"#/$defs/nest"}}}}"##,
        "
        root { tree?: Tree, lines?: [Lines], json?: Json, nest?: [Value], self_?: MyToolNode }
        Tree { left?: Box Tree, more?: [Tree] }
        Lines { sub?: [Lines] }
        union Json { String(String), Array([Json]) }
        MyToolNode { tree?: Tree, lines?: [Lines], json?: Json, nest?: [Value], self_?: Box MyToolNode }
        ",
    );
}

/// The ends of 64 bits as other languages round them, and all that a float can be.
#[test]
fn bounds_wider_than_their_type() {
    becomes(
        r#"{"properties": {
            "a": {"type": "integer", "minimum": -9223372036854776000, "maximum": 9223372036854776000},
            "b": {"type": "integer", "minimum": 0, "maximum": 18446744073709552000},
            "c": {"type": "number", "minimum": -1.7976931348623157E+308, "exclusiveMaximum": 1e300},
            "d": {"const": 1e300}}}"#,
        "root { a?: I64, b?: U64, c?: F64, d?: D }\nenum D { _1e300=1e300 }",
    );
    assert_eq!(compile(r#"{"properties": {"a": {"enum": [18446744073709551617]}}}"#).1, [Code::NumberRange]);
    assert_eq!(compile(r#"{"properties": {"a": {"maximum": 1e400}}}"#).1, [Code::NumberTooLarge]);
}

/// For arguments only: a schema that nothing satisfies stays one where any schema is checked.
#[test]
fn objects_and_maps() {
    becomes(
        r#"{"type":"object","properties":{
            "free":{"type":"object"}, "map":{"type":"object","additionalProperties":{"type":"integer"}},
            "kept":{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":true},
            "both":{"allOf":[{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]},
                             {"type":"object","properties":{"b":{"type":"integer"}}}]},
            "either":{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},
                      "anyOf":[{"required":["a"]},{"required":["b"]}]},
            "bare":{"properties":{"a":{}}}, "pair":{"type":"array","prefixItems":[{"type":"string"}]},
            "yes":true, "big":{"type":"integer","minimum":0,"maximum":18446744073709551615}},
            "required":["gone"]}"#,
        "
        root { free?: {Value}, map?: {I64}, kept?: Kept, both?: Both, either?: Either, bare?: Value, pair?: [Value], yes?: Value, big?: U64, gone: Value }
        Kept { a?: String, ..additional_properties: Value }
        Both { a: String, b?: I64 }
        Either { a?: String, b?: String }
        W044
        W045
        ",
    );
}

#[test]
fn given_names() {
    becomes(
        r#"{"type":"object","properties":{
            "a":{"type":"object","x-rust-name":"Better","properties":{"x":{"type":"string"},"X":{"type":"string"}},
                 "x-rust-names":{"X":"big_x"}},
            "b":{"enum":["1","2"],"x-rust-name":"type"}}}"#,
        r#"
        root { a?: Better, b?: B }
        Better { x?: String, big_x?: String }
        enum B { _1="1", _2="2" }
        E084
        "#,
    );
}

#[test]
fn defaults() {
    becomes(
        r#"{"type":"object","properties":{
            "n":{"type":"integer","default":3}, "bad":{"type":"integer","default":"3"},
            "null":{"type":["string","null"],"default":null}, "req":{"type":"string","default":"x"}},
            "required":["req"]}"#,
        "
        root { n: I64 = 3, bad?: I64, null?: String|null, req: String }
        W041
        ",
    );
}

#[test]
fn what_may_be_null_is_of_the_type_that_it_is_otherwise() {
    becomes(
        r##"{"type":"object","properties":{
            "rows":{"anyOf":[{"type":"array","items":{"$ref":"#/$defs/Row"}},{"type":"null"}]},
            "size":{"anyOf":[{"type":"integer","minimum":0,"maximum":18446744073709551615},{"type":"null"}]},
            "labels":{"anyOf":[{"type":"object","additionalProperties":{"type":"string"}},{"type":"null"}]},
            "single":{"oneOf":[{"type":"array","items":{"type":"boolean"}}]},
            "old":{"nullable":true,"allOf":[{"type":"array","items":{"$ref":"#/$defs/Row"}}]},
            "color":{"anyOf":[{"$ref":"#/$defs/Color"},{"type":"null"}]}},
            "$defs":{"Row":{"type":"object","properties":{"a":{"type":"string"}}},
                "Color":{"type":"string","enum":["red"]}}}"##,
        r#"
        root { rows?: [Row]|null, size?: U64|null, labels?: {String}|null, single?: [Bool], old?: [Row]|null, color?: Color|null }
        Row { a?: String }
        enum Color { Red="red" }
        "#,
    );
}

#[test]
fn the_neutral_form() {
    let (compiled, _) = compile(
        r##"{"$schema":"http://json-schema.org/draft-04/schema#","$comment":"x","x-a":1,
            "properties":{"a":{"$ref":"#/definitions/A"},"b":{"type":"integer","minimum":1,"exclusiveMinimum":true},
              "c":{"type":"string","nullable":true,"default":5},"d":{"type":"array","items":[{"type":"string"}],"additionalItems":false},
              "e":{"type":"string","enum":["x",1,"x"],"example":"x"}},
            "definitions":{"A":{"type":"object","properties":{"self":{"$ref":"#"}}},"Unused":{}}}"##,
    );
    assert_eq!(
        compiled.arguments.neutral.to_text(),
        concat!(
            r##"{"type":"object","$schema":"https://json-schema.org/draft/2020-12/schema","$comment":"x","properties":"##,
            r##"{"a":{"$ref":"#/$defs/A"},"b":{"type":"integer","exclusiveMinimum":1},"##,
            r##""c":{"type":["string","null"]},"d":{"type":"array","prefixItems":[{"type":"string"}],"items":false},"##,
            r##""e":{"type":"string","enum":["x"],"examples":["x"]}},"$defs":{"Root":{"$comment":"x","properties":{"a":{"$ref":"#/$defs/A"},"##,
            r##""b":{"type":"integer","exclusiveMinimum":1},"c":{"type":["string","null"]},"##,
            r##""d":{"type":"array","prefixItems":[{"type":"string"}],"items":false},"##,
            r##""e":{"type":"string","enum":["x"],"examples":["x"]}}},"##,
            r##""A":{"type":"object","properties":{"self":{"$ref":"#/$defs/Root"}}}}}"##
        )
    );
}

#[test]
fn types_that_hold_every_rule() {
    for (schema, held) in [
        (
            r#"{"type":"object","properties":{"a":{"type":"string"},"b":{"enum":["x"]},"c":{"type":"array","items":{"type":"boolean"}}},"required":["a"]}"#,
            true,
        ),
        (
            r#"{"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":["integer","null"]}}}}}"#,
            true,
        ),
        (r#"{"type":"object","properties":{"a":{"type":"string","minLength":1}}}"#, false),
        // The engine refuses infinity and NaN.
        (r#"{"type":"object","properties":{"a":{"type":"number"}}}"#, true),
        (r#"{"type":"object","properties":{"a":{"type":"number","minimum":0}}}"#, false),
        (
            r#"{"type":"object","properties":{"a":{"type":"array","items":{"type":"integer","maximum":3}}}}"#,
            false,
        ),
        (r#"{"type":"object","properties":{"a":{"type":"string"}},"minProperties":1}"#, false),
        (r#"{"type":"object","properties":{"a":{"type":["string","integer"]}}}"#, false),
        (r#"{"type":"object","properties":{"a":true}}"#, true),
    ] {
        assert_eq!(compile(schema).0.arguments.checked_by_types, held, "{schema}");
    }
}
