//! What holds for all arguments: those that lenient reading accepts satisfy the schema as they come out, and those
//! that strict reading accepts are read the same leniently. Over the definitions of `tools/` and over schemas and
//! values that are thrown with dice.

#[path = "../../../tests/streams/dice.rs"]
mod dice;

use dice::Dice;
use serde_json::Map;
use typed_tools_core::check;
use typed_tools_core::value::Val;

use super::*;

/// A schema of a few keywords, and of others inside.
fn a_schema(dice: &mut Dice, depth: usize) -> Value {
    let kinds = if depth == 0 { 7 } else { 11 };
    match dice.below(kinds) {
        0 => json!({"type": "string"}),
        1 => json!({"type": "string", "minLength": 1, "maxLength": 4}),
        2 => json!({"type": ["string", "null"], "enum": ["Red", "green", "none", null]}),
        3 => json!({"type": "integer", "minimum": -5}),
        4 => json!({"type": "number", "maximum": 100}),
        5 => json!({"type": "boolean"}),
        6 => json!({"enum": ["on", "off", 1, 2]}),
        7 => json!({"type": "array", "items": a_schema(dice, depth - 1), "maxItems": 2}),
        8 => json!({"anyOf": [a_schema(dice, depth - 1), a_schema(dice, depth - 1)]}),
        9 => json!({"type": "object", "additionalProperties": a_schema(dice, depth - 1)}),
        _ => an_object(dice, depth - 1),
    }
}

fn an_object(dice: &mut Dice, depth: usize) -> Value {
    let mut object = json!({
        "type": "object",
        "properties": {"a": a_schema(dice, depth), "b": a_schema(dice, depth), "c": a_schema(dice, depth)}
    });
    if dice.once_in(2) {
        object["required"] = json!(["a"]);
    }
    if dice.once_in(2) {
        object["additionalProperties"] = json!(false);
    }
    object
}

const SCALARS: &[&str] = &[
    "null",
    "true",
    "1",
    "-7",
    "2.0",
    "3.5",
    "1e16",
    "9007199254740993",
    r#""""#,
    r#""null""#,
    r#""None""#,
    r#""RED""#,
    r#""green""#,
    r#""On""#,
    r#""7""#,
    r#""true""#,
    r#""2.5""#,
    r#""9007199254740993""#,
    r#""[1,\"2\"]""#,
    r#""{\"a\":\"1\"}""#,
    r#""text""#,
    "[]",
    "{}",
    r#"[""]"#,
    r#"["7"]"#,
];

/// A value that a model may have meant for a schema, more or less.
fn a_value(dice: &mut Dice, schema: &Value) -> Value {
    if dice.once_in(3) {
        return serde_json::from_str(dice.copy(SCALARS)).unwrap();
    }
    if let Some(values) = schema["enum"].as_array() {
        return dice.pick(values).clone();
    }
    if let Some(schemas) = schema["anyOf"].as_array() {
        let schema = dice.pick(schemas);
        return a_value(dice, schema);
    }
    let value = match schema["type"].as_str() {
        Some("object") => {
            let mut object = Map::new();
            if schema["additionalProperties"].is_object() {
                object.insert("k".to_owned(), a_value(dice, &schema["additionalProperties"]));
            }
            for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
                if !dice.once_in(4) {
                    object.insert(name.clone(), a_value(dice, schema));
                }
            }
            Value::Object(object)
        }
        Some("array") => (0..dice.below(3)).map(|_| a_value(dice, &schema["items"])).collect(),
        Some("integer") => json!(dice.below(9)),
        Some("number") => json!(dice.below(90) as f64 / 4.0),
        Some("boolean") => json!(dice.once_in(2)),
        _ => json!("abc"),
    };
    // Some encode a part once more.
    if dice.once_in(8) { json!(value.to_string()) } else { value }
}

/// How many were accepted strictly, and leniently alone.
fn hold(tool: Table, schema: &Value, dice: &mut Dice, times: usize) -> (usize, usize) {
    let (mut strictly, mut leniently) = (0, 0);
    for _ in 0..times {
        let sent = a_value(dice, schema);
        let strict = try_read(tool, &sent, false);
        let lenient = try_read(tool, &sent, true);
        if let Ok((value, _)) = &lenient {
            let context = || format!("{schema}\nsent {sent}\nread {value}");
            assert!(check::accepts(&tool.arguments, Val::Json(value)), "{}", context());
            let again = try_read(tool, value.to_string(), false);
            assert_eq!(again, Ok((value.clone(), vec![])), "{}", context());
        }
        match strict {
            Ok(_) => {
                assert_eq!(lenient, strict, "{schema}\nsent {sent}");
                strictly += 1;
            }
            Err(_) => leniently += usize::from(lenient.is_ok()),
        }
    }
    (strictly, leniently)
}

#[test]
fn of_generated_schemas() {
    let (mut strictly, mut leniently) = (0, 0);
    for seed in 1..=330 {
        let dice = &mut Dice::new(seed);
        let schema = an_object(dice, 2);
        let counts = hold(tool("generated", schema.clone()), &schema, dice, 40);
        strictly += counts.0;
        leniently += counts.1;
    }
    // The dice throw enough of both.
    assert!(strictly > 1000 && leniently > 1000, "{strictly} {leniently}");
}

#[test]
fn of_the_definitions_of_this_repository() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tools");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut strictly, mut leniently) = (0, 0);
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "json")) {
        let definition: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let schema = &definition["parameters"];
        let counts = hold(tool("seed", schema.clone()), schema, &mut Dice::new(7), 1000);
        strictly += counts.0;
        leniently += counts.1;
    }
    assert!(strictly > 50 && leniently > 50, "{strictly} {leniently}");
}
