use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::read;

type Orders = BTreeMap<String, Vec<BTreeMap<String, Option<i64>>>>;

#[test]
fn an_error_says_where() {
    let orders = |value: Value| read::<Orders>(&value).map_err(|error| error.to_string());
    let words = |value: Value| orders(value).expect_err("it does not fit");
    assert_eq!(
        words(json!({ "lines": [{ "count": 1 }, { "count": "two" }] })),
        "$.lines[1].count: invalid type: string \"two\", expected i64"
    );
    assert_eq!(
        words(json!({ "the lines": { "a": 1 } })),
        "$[\"the lines\"]: invalid type: map, expected a sequence"
    );
    assert_eq!(words(json!({ "lines": [[]] })), "$.lines[0]: invalid type: sequence, expected a map");
    assert_eq!(words(json!([])), "invalid type: sequence, expected a map");
    assert_eq!(words(json!(null)), "invalid type: null, expected a map");
    assert!(orders(json!({ "lines": [{ "count": null, "more": 2 }] })).is_ok());
}

/// What fits and what does not is as `serde_json` has it.
#[test]
fn reads_what_serde_json_reads() {
    fn same<T: serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(value: &Value) {
        assert_eq!(read::<T>(value).ok(), T::deserialize(value).ok(), "{value}");
    }
    for value in [
        json!(null),
        json!(true),
        json!(-7),
        json!(300),
        json!(1.5),
        json!(u64::MAX),
        json!("a"),
        json!("text"),
        json!([]),
        json!([1, 2]),
        json!([1, "a", null]),
        json!({}),
        json!({ "7": [1], "8": [] }),
        json!({ "true": 1 }),
        json!({ "Ok": 1 }),
        json!({ "Err": "x" }),
        json!({ "a": { "b": [1, { "c": 1.25 }] } }),
    ] {
        same::<Value>(&value);
        same::<Option<u8>>(&value);
        same::<i64>(&value);
        same::<f64>(&value);
        same::<bool>(&value);
        same::<char>(&value);
        same::<String>(&value);
        same::<()>(&value);
        same::<(i64, i64)>(&value);
        same::<Vec<Value>>(&value);
        same::<BTreeMap<u8, Vec<i32>>>(&value);
        same::<BTreeMap<bool, i32>>(&value);
        same::<BTreeMap<String, Value>>(&value);
        same::<Result<i32, String>>(&value);
        same::<Box<[Option<String>]>>(&value);
    }
}
