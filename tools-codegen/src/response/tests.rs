use super::types;
use crate::json;

fn types_of(schema: &str) -> Result<String, String> {
    let mut sink = crate::diag::Sink::new(&[], false);
    let node = json::read(0, schema, &mut sink).node.ok_or("not JSON")?;
    types(&node.to_json()).map(|tokens| tokens.to_string().replace(' ', ""))
}

#[test]
fn the_root_is_output_and_serde_is_the_runtimes() {
    let types =
        types_of(r#"{"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}"#)
            .unwrap();
    assert!(types.contains("pubstructOutput{pubid:::std::string::String,}"), "{types}");
    assert!(types.contains("__tt::serde::Deserialize") && !types.contains("(::serde::"), "{types}");
    assert!(types.contains(r#"#[serde(crate="__tt::serde")]"#), "{types}");
}

#[test]
fn roots_that_are_no_objects_have_a_type_too() {
    for schema in [r#"{"type": "array", "items": {"type": "string"}}"#, r#"{"type": "string"}"#, "{}"] {
        assert!(types_of(schema).unwrap().contains("Output"), "{schema}");
    }
}

#[test]
fn what_typify_trips_over_is_repaired() {
    // Each of these makes typify panic, ask for other crates, or merge types, as it stands.
    for schema in [
        r#"{"enum": ["a-b", "a_b"]}"#,
        r#"{"type": "string", "format": "date-time"}"#,
        r#"{"type": "string", "pattern": "^(?!x)a$", "maxLength": 3}"#,
        r#"{"type": "object", "properties": {"a": {"title": "T", "type": "object", "properties": {"x": {"type": "string"}}},
            "b": {"title": "T", "type": "object", "properties": {"y": {"type": "string"}}}}}"#,
        r#"{"type": "integer", "default": "nonsense"}"#,
        r##"{"$defs": {"A": {"type": "object", "properties": {"next": {"$ref": "#/$defs/A"}}}}, "$ref": "#/$defs/A"}"##,
    ] {
        let types = types_of(schema).unwrap();
        assert!(
            !types.contains("chrono") && !types.contains("regress") && !types.contains("uuid"),
            "{types}"
        );
    }
}

#[test]
fn what_cannot_be_repaired_is_refused_in_words() {
    for (schema, words) in [
        (r#"{"type": "object", "properties": {"a-b": {}, "a_b": {}}}"#, "become one field"),
        (r#"{"$defs": {"a-b": {}, "a_b": {}}}"#, "become one type"),
        (r#"{"$ref": "https://x.example/s.json"}"#, "references go to"),
    ] {
        let error = types_of(schema).unwrap_err();
        assert!(error.contains(words), "{error}");
    }
}
