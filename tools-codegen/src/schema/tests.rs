//! Whole schemas: what becomes of them.

use std::fmt::Write as _;

use crate::diag::{Code, Sink};
use crate::json;
use crate::model::{Presence, Struct, Type, TypeDef};

use super::{Compiled, compile_arguments};

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
                    .map(|(name, ty, _)| format!("{name}({})", ty_text(ty, &arguments.types)))
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
        union Who { Objectac7c(WhoObjectce2b), Object3616(WhoObjectc3ab), Other(Value) }
        WhoObjectce2b { a?: String }
        WhoObjectc3ab { b?: String }
        union Id { Integer(I64), String(String) }
        union List { String(String), Array([String]) }
        enum Level { Low="low", High="high" }
        W047
        "#,
    );
}
