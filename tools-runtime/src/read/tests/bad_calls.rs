//! What a model reads after a bad call, as a golden file: `bad_calls.txt`.

use super::*;

fn tools() -> Vec<Table> {
    vec![
        tool(
            "update_lead_status",
            json!({
                "type": "object",
                "properties": {
                    "lead_status": {"type": "string", "enum": ["hot", "warm", "cold"]},
                    "notes": {"type": "string", "maxLength": 200}
                },
                "required": ["lead_status"],
                "additionalProperties": false
            }),
        ),
        tool(
            "book_table",
            json!({
                "type": "object",
                "properties": {
                    "restaurant_id": {"type": "string", "format": "uuid"},
                    "guests": {"type": "integer", "minimum": 1, "maximum": 12},
                    "at": {"type": "string", "format": "date-time"},
                    "contact": {
                        "type": "object",
                        "properties": {"email": {"type": "string", "format": "email"}, "phone": {"type": "string", "pattern": "^\\+[0-9]{6,15}$"}},
                        "required": ["email"]
                    },
                    "courses": {"type": "array", "items": {"type": "string", "enum": ["starter", "main", "dessert"]}, "minItems": 1, "uniqueItems": true}
                },
                "required": ["restaurant_id", "guests", "at"]
            }),
        ),
        tool(
            "pay",
            json!({
                "type": "object",
                "properties": {
                    "amount": {"type": "number", "exclusiveMinimum": 0, "multipleOf": 0.01},
                    "method": {"oneOf": [
                        {"type": "object", "properties": {"kind": {"const": "card"}, "number": {"type": "string"}, "cvc": {"type": "string"}},
                         "required": ["kind", "number"]},
                        {"type": "object", "properties": {"kind": {"const": "transfer"}, "iban": {"type": "string"}}, "required": ["kind", "iban"]}
                    ]},
                    "note": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
                },
                "required": ["amount", "method"]
            }),
        ),
    ]
}

const CALLS: &[(&str, &str)] = &[
    ("update_lead_status", r#"{"lead_status": "boiling"}"#),
    ("update_lead_status", r#"{"lead_status": "wram"}"#),
    ("update_lead_status", r#"{"leadStatus": "hot"}"#),
    ("update_lead_status", r#"{"lead_status": "hot", "note": "call back"}"#),
    ("update_lead_status", "{}"),
    ("update_lead_status", r#"{"lead_status": ["hot"]}"#),
    ("update_lead_status", r#"{"lead_status": "hot", "notes": "cut off in the mid"#),
    ("update_lead_status", r#"{lead_status: "hot"}"#),
    ("update_led_status", r#"{"lead_status": "hot"}"#),
    ("delete_everything", "{}"),
    ("book_table", r#"{"restaurant_id": "17", "guests": 0, "at": "tomorrow at 8"}"#),
    (
        "book_table",
        r#"{"restaurant_id": "123e4567-e89b-12d3-a456-426614174000", "guests": "four", "at": "2025-03-31T19:00:00", "courses": []}"#,
    ),
    (
        "book_table",
        r#"{"restaurantId": "123e4567-e89b-12d3-a456-426614174000", "guests": 2.5, "at": "2025-03-31T19:00:00Z", "contact": {"mail": "a@example.com", "phone": "555"}}"#,
    ),
    (
        "book_table",
        r#"{"restaurant_id": "123e4567-e89b-12d3-a456-426614174000", "guests": 2, "at": "2025-02-30T19:00:00Z", "courses": ["main", "desert", "main"]}"#,
    ),
    ("book_table", r#"[1, 2]"#),
    ("pay", r#"{"amount": 0, "method": {"kind": "card", "number": "4111"}}"#),
    ("pay", r#"{"amount": 9.999, "method": {"kind": "cash"}}"#),
    ("pay", r#"{"amount": 10, "method": {"kind": "transfer", "number": "4111"}}"#),
    ("pay", r#"{"amount": 10, "method": "card", "note": 5}"#),
    ("pay", r#"{"amount": 123456789012345678901234567890, "method": {"number": "4111"}}"#),
    ("pay", r#"{"amount": 10, "method": {"number": "4111"}, "note": ["a", 1]}"#),
];

#[test]
fn a_model_reads_what_to_do() {
    let tools = tools();
    let mut out = String::new();
    for (name, arguments) in CALLS {
        let error = match tools.iter().find(|tool| tool.name == *name) {
            Some(tool) => try_read(tool, *arguments, true).expect_err(arguments),
            None => {
                ArgumentError::unknown_tool(name, &tools.iter().map(|tool| tool.name).collect::<Vec<_>>())
            }
        };
        out += &format!("> {name} {arguments}\n{}\n\n", error.for_model());
    }
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/src/read/tests/bad_calls.txt");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(golden, &out).unwrap();
    }
    assert_eq!(out, std::fs::read_to_string(golden).unwrap(), "set BLESS=1 to accept the new texts");
}

#[test]
fn what_a_model_reads_is_bounded() {
    let long = "x".repeat(100_000);
    let many: String =
        (0..2000).map(|index| format!("\"{index}{long}\":[{{\"a\":\"é\"}}],", long = &long[..50])).collect();
    for tool in tools() {
        for arguments in [
            format!("{{\"{long}\": \"{long}\"}}"),
            format!("{{{many}\"z\":0}}"),
            format!(
                "{{\"lead_status\": \"{long}\", \"at\": \"{long}\", \"guests\": {{{many}\"z\":0}}, \"method\": \"{long}\"}}"
            ),
            format!("{{\"lead_status\": {long}}}"),
            long.clone(),
        ] {
            let error = try_read(tool, arguments, true).unwrap_err();
            let text = error.for_model();
            assert!(text.chars().count() <= 2400 && text.contains(tool.name), "{}", text.chars().count());
        }
    }
    let names: Vec<String> = (0..1000).map(|index| format!("tool_{index}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert!(ArgumentError::unknown_tool(&long, &names).for_model().chars().count() <= 2400);
}

#[test]
fn a_call_without_a_name_is_told_the_names() {
    for name in ["", " \n"] {
        let error = ArgumentError::unknown_tool(name, &["find_room", "book_room"]);
        assert_eq!(
            error.for_model(),
            "The call names no tool: call one by its name. The tools are: find_room, book_room."
        );
        assert_eq!(error.to_string(), "the call names no tool");
    }
}
