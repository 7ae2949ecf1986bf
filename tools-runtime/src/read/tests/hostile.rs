//! Input that is made to cost: it is answered quickly, on a small stack.

use serde_json::Map;

use super::*;
use crate::work::units;

/// Runs on the stack of a runtime's worker thread, and with bounded work (the bound is far above
/// what is needed and far below what an exponential walk would take).
fn bounded(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(|| units(test));
    let ((), cost) = thread.unwrap().join().unwrap();
    assert!(cost < 20_000, "{cost}");
}

fn nested(open: &str, close: &str, inner: &str, depth: usize) -> String {
    format!("{{\"v\": {}{inner}{}}}", open.repeat(depth), close.repeat(depth))
}

#[test]
fn depth_bombs_are_refused() {
    bounded(|| {
        let any = tool("any", json!({"type": "object"}));
        for text in [nested("[", "]", "", 100_000), nested("{\"a\":", "}", "1", 100_000)] {
            let error = try_read(any, text, true).unwrap_err();
            assert!(error.for_model().contains("nested too deeply"), "{error}");
        }
        assert!(try_read(any, nested("[", "]", "", 120), true).is_ok());
    });
}

/// A tree whose two alternatives look alike but for what stands last.
fn tree() -> Table {
    let branch = |leaf: &str| json!({"type": "object", "properties": {"a": {"$ref": "#/$defs/tree"}, "z": {"const": leaf}}, "required": ["z"]});
    tool(
        "tree",
        json!({
            "type": "object",
            "properties": {"v": {"$ref": "#/$defs/tree"}},
            "$defs": {"tree": {"anyOf": [branch("x"), branch("y"), {"oneOf": [branch("p"), branch("q")]}]}}
        }),
    )
}

#[test]
fn nested_alternatives_take_polynomial_time() {
    bounded(|| {
        for depth in [3, 100] {
            for leaf in ["\"w\"", "null", "\"X\""] {
                for lenient in [false, true] {
                    let text = nested("{\"a\":", ",\"z\":\"y\"}", &format!("{{\"z\":{leaf}}}"), depth);
                    let read = try_read(tree(), text, lenient);
                    let coerced = lenient && leaf == "\"X\"" && depth < 30;
                    assert!(read.is_err() || leaf == "\"X\"" && lenient, "{depth} {leaf}");
                    assert!(!coerced || read.is_ok());
                }
            }
            let text = nested("{\"a\":", ",\"z\":\"q\"}", "{\"z\":\"p\"}", depth);
            assert!(try_read(tree(), text, false).is_ok(), "{depth}");
        }
    });
}

#[test]
fn nested_evaluation_takes_polynomial_time() {
    bounded(|| {
        let branch = |name: &str| json!({"properties": {name: {"$ref": "#/$defs/tree"}}, "required": [name]});
        let forest = tool(
            "forest",
            json!({
                "type": "object",
                "properties": {"v": {"$ref": "#/$defs/tree"}},
                "$defs": {"tree": {
                    "type": ["object", "string"],
                    "anyOf": [branch("a"), branch("b"), {"maxProperties": 0}, {"maxProperties": 1}],
                    "unevaluatedProperties": {"allOf": [{"$ref": "#/$defs/tree"}], "unevaluatedProperties": false}
                }}
            }),
        );
        for key in ["a", "b", "c"] {
            for leaf in ["{}", "null"] {
                let text = nested(&format!("{{\"{key}\":"), "}", leaf, 100);
                let text = format!("{{\"v\":{text}}}");
                assert_eq!(try_read(forest, text, true).is_ok(), leaf == "{}", "{key} {leaf}");
            }
        }
    });
}

#[test]
fn what_is_wrong_deep_inside_is_said_on_a_small_stack() {
    bounded(|| {
        let branch = |z: &str| json!({"type": "object", "properties": {"l": {"$ref": "#/$defs/n"}, "z": {"const": z}}});
        let union = tool(
            "union",
            json!({
                "type": "object", "properties": {"v": {"$ref": "#/$defs/n"}},
                "$defs": {"n": {"anyOf": [branch("x"), branch("y"), {"type": "null"}]}}
            }),
        );
        let mut defs = serde_json::Map::new();
        for index in 0..19 {
            let next = json!({"$ref": format!("#/$defs/n{}", index + 1)});
            let key = if index % 2 == 0 { "allOf" } else { "anyOf" };
            defs.insert(format!("n{index}"), json!({key: [next]}));
        }
        defs.insert("n19".into(), json!({"type": "object", "properties": {"l": {"$ref": "#/$defs/n0"}}}));
        let chain = tool(
            "chain",
            json!({"type": "object", "properties": {"v": {"$ref": "#/$defs/n0"}}, "$defs": defs}),
        );
        for definition in [union, chain] {
            for depth in [1, 10, 50, 110, 120] {
                assert!(try_read(definition, nested("{\"l\":", "}", "5", depth), true).is_err(), "{depth}");
            }
        }
    });
}

#[test]
fn long_lists_in_a_schema_and_long_arguments_end_soon() {
    bounded(|| {
        let words: Vec<String> = (0..5_000).map(|index| format!("word{index}")).collect();
        let names: Vec<String> = (0..300).map(|index| format!("name{index}")).collect();
        let properties: serde_json::Map<_, _> = names.iter().map(|name| (name.clone(), json!({}))).collect();
        let branches: Vec<_> = names.iter().map(|name| json!({"required": [name]})).collect();
        let list = tool(
            "list",
            json!({
                "type": "object",
                "properties": {
                    "words": {"items": {"enum": words}},
                    "rows": {"items": {"type": "object", "properties": properties, "required": names}},
                    "one": {"items": {"oneOf": branches}}
                }
            }),
        );
        for (key, item) in
            [("words", "\"word\""), ("words", "\"word4999\""), ("rows", "{}"), ("one", "{\"name299\":1}")]
        {
            let count = 100_000 / item.len();
            let text = format!("{{\"{key}\":[{}{item}]}}", format!("{item},").repeat(count));
            for lenient in [false, true] {
                let read = try_read(list, text.clone(), lenient).map_err(|error| error.for_model());
                assert_eq!(read.is_ok(), item.contains("99"), "{item}");
            }
        }
    });
}

#[test]
fn a_schema_that_only_refers_to_itself_ends() {
    bounded(|| {
        let circle = tool(
            "circle",
            json!({"$ref": "#/$defs/a", "$defs": {"a": {"allOf": [{"$ref": "#/$defs/b"}]}, "b": {"$ref": "#/$defs/a"}}}),
        );
        let error = try_read(circle, "{}", true).unwrap_err();
        assert!(error.to_string().contains("nested"), "{error}");
    });
}

#[test]
fn long_arrays_are_compared_without_a_square() {
    bounded(|| {
        let unique = tool(
            "unique",
            json!({"type": "object", "properties": {"v": {"type": "array", "uniqueItems": true}}}),
        );
        let items: Vec<String> = (0..30_000).map(|index| format!("{{\"a\":{index}}}")).collect();
        assert!(try_read(unique, format!("{{\"v\":[{}]}}", items.join(",")), false).is_ok());
        let error =
            try_read(unique, format!("{{\"v\":[{},{{\"a\":7.0}}]}}", items.join(",")), false).unwrap_err();
        assert!(
            error.to_string().contains("/v/30000: expected no element twice; this is the same as element 7"),
            "{error}"
        );
        let all_equal = vec!["1"; 30_000].join(",");
        assert!(try_read(unique, format!("{{\"v\":[{all_equal}]}}"), false).is_err());
    });
}

/// A key of a free-form object is the model's, and every pointer below it would repeat it.
#[test]
fn a_long_key_does_not_multiply() {
    bounded(|| {
        let map = tool(
            "map",
            json!({"type": "object", "additionalProperties": {"type": "array", "items": {"type": "integer"}}}),
        );
        let key = "é/".repeat(500_000);
        let error = try_read(map, json!({key: vec!["x"; 1000]}), true).unwrap_err();
        assert!(error.to_string().len() < 100_000, "{}", error.to_string().len());
        let ArgumentError::Rejected { violations, more, .. } = error else { panic!() };
        assert_eq!((violations.len(), more), (100, 900));
        assert!(violations[3].pointer.ends_with("…/3"), "{}", violations[3].pointer);
        let short = try_read(map, json!({"a~/b": ["x"]}), false).unwrap_err();
        assert!(short.to_string().contains(" /a~0~1b/0: "), "{short}");
    });
}

#[test]
fn many_unknown_properties_are_counted_not_explained() {
    bounded(|| {
        let names: Vec<String> = (0..60).map(|index| format!("property_number_{index}")).collect();
        let properties: Map<String, Value> = names.iter().map(|name| (name.clone(), json!({}))).collect();
        let strict = tool(
            "strict",
            json!({"type": "object", "properties": properties, "additionalProperties": false}),
        );
        let mut sent: Map<String, Value> =
            (0..30_000).map(|index| (format!("property_numbe_{index}"), Value::Null)).collect();
        sent.insert("property_number_7".into(), Value::Null);
        let (read, cost) = units(|| try_read(strict, Value::Object(sent), false));
        let ArgumentError::Rejected { violations, more, .. } = read.unwrap_err() else { panic!() };
        assert_eq!((violations.len(), more), (100, 29_900));
        // To find the nearest name for each would cost many times as much.
        assert!(cost < 4_000, "{cost}");
    });
}

/// The other way round: names that are missing, each of which one of the strangers may have been.
#[test]
fn many_unknown_properties_are_not_all_compared_with_what_is_missing() {
    bounded(|| {
        let names: Vec<String> = (0..100).map(|index| format!("{index:0>100}")).collect();
        let tool = tool("required", json!({"type": "object", "required": names}));
        let mut sent: Map<String, Value> =
            (0..30_000).map(|index| (format!("{index:x>100}"), Value::Null)).collect();
        sent.insert(names[0].replace('0', "o"), Value::Null);
        let (read, cost) = units(|| try_read(tool, Value::Object(sent), false));
        let ArgumentError::Rejected { violations, .. } = read.unwrap_err() else { panic!() };
        assert_eq!(violations.len(), 100);
        assert!(cost < 4_000, "{cost}");
    });
}

/// Arguments made at random, over a schema with every kind of rule: reading ends with a verdict
/// and never panics, and what is accepted satisfies the schema.
#[test]
fn random_arguments_get_a_verdict() {
    let all = tool(
        "all",
        json!({
            "type": "object",
            "properties": {
                "a": {"type": "array", "items": {"anyOf": [{"type": "integer", "multipleOf": 3}, {"$ref": "#/properties/o"}]}, "contains": {"type": "integer"}, "uniqueItems": true},
                "o": {"type": "object", "properties": {"s": {"enum": ["A", "b", 3, null]}, "o": {"$ref": "#/properties/o"}}, "patternProperties": {"^x": {"type": "boolean"}},
                      "additionalProperties": {"type": "number"}, "propertyNames": {"maxLength": 4}, "dependentRequired": {"s": ["x"]}},
                "n": {"type": ["number", "null"], "exclusiveMaximum": 1e3},
                "f": {"type": "string", "format": "date", "minLength": 2},
                "i": {"if": {"type": "string"}, "then": {"maxLength": 2}, "else": {"not": {"type": "array"}}},
                "p": {"prefixItems": [{"type": "string"}, {"type": "boolean"}], "items": false}
            },
            "minProperties": 1
        }),
    );
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut accepted, mut coerced) = (0, 0);
    for _ in 0..6_000 {
        let value = random.object(3);
        let text = value.to_string();
        match try_read(all, text.as_str(), false) {
            Ok((read, _)) => {
                accepted += 1;
                assert!(check::accepts(&all.arguments, Val::Json(&read)), "{text}");
            }
            Err(error) => assert!(error.for_model().len() > 20, "{text}"),
        }
        if let Ok((read, _)) = try_read(all, text.as_str(), true) {
            coerced += 1;
            assert!(check::accepts(&all.arguments, Val::Json(&read)), "{text}");
            // What has been coerced once has nothing left to coerce.
            assert_eq!(try_read(all, &read, true).unwrap(), (read, vec![]));
        }
    }
    assert!(accepted > 100 && coerced > accepted, "{accepted} {coerced}");
}

/// xorshift64*: the same values in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % bound
    }

    fn object(&mut self, depth: u32) -> Value {
        let names = ["a", "o", "n", "f", "i", "p", "s", "x", "x1", "other"];
        let count = self.below(4);
        (0..count).map(|_| (names[self.below(10) as usize].to_owned(), self.value(depth))).collect()
    }

    fn value(&mut self, depth: u32) -> Value {
        match self.below(if depth == 0 { 8 } else { 12 }) {
            0 => Value::Null,
            1 => self.below(2).eq(&0).into(),
            2 => (self.below(20) as i64 - 5).into(),
            3 => json!(self.below(1000) as f64 / 8.0),
            4 => json!(self.below(9) as f64),
            5 => json!(
                ["A", "a", "B", "b", "3", "true", "2025-03-31", "{\"s\":\"b\"}", "[3]", ""]
                    [self.below(10) as usize]
            ),
            6 => json!("x".repeat(self.below(4) as usize)),
            7 => json!([]),
            8 | 9 => (0..self.below(4)).map(|_| self.value(depth - 1)).collect(),
            _ => self.object(depth - 1),
        }
    }
}
