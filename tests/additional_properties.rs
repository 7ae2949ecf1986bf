//! Arguments that keep additional properties send them with the default body.

mod records {
    typed_tools::tools!(
        inline = r#"{
            "name": "create_record",
            "description": "Creates a record.",
            "parameters": {
                "type": "object",
                "properties": { "table": { "type": "string" }, "title": { "type": "string" } },
                "required": ["table"],
                "additionalProperties": { "type": ["string", "number"] }
            },
            "api_endpoint": "https://api.example.com/tables/{{table}}",
            "http_method": "POST"
        }"#
    );
}

fn body(arguments: &str) -> String {
    let secrets = records::Secrets::from_source(&|_: &str| None).unwrap();
    let session = records::Tools::new(secrets).session(records::Context {});
    let call = records::ToolCall::parse("create_record", arguments).unwrap();
    let request = session.request(&call).unwrap();
    assert_eq!(request.url(), "https://api.example.com/tables/t");
    String::from_utf8(request.body().unwrap().to_vec()).unwrap()
}

#[test]
fn they_follow_the_named_ones() {
    assert_eq!(body(r#"{"table": "t", "z": 1, "a": "x", "title": "T"}"#), r#"{"title":"T","a":"x","z":1}"#);
    assert_eq!(body(r#"{"table": "t", "a\"},{": "\"}"}"#), r#"{"a\"},{":"\"}"}"#);
    assert_eq!(body(r#"{"table": "t"}"#), "{}");
}

#[test]
fn none_stands_for_a_declared_one() {
    let secrets = records::Secrets::from_source(&|_: &str| None).unwrap();
    let session = records::Tools::new(secrets).session(records::Context {});
    // A caller who copies a map of somebody else's.
    for name in ["title", "table"] {
        let mut record = records::CreateRecord::new("t".to_owned());
        record.title = Some("mine".to_owned());
        let call = records::ToolCall::parse("create_record", r#"{"table": "t", "x": "theirs"}"#).unwrap();
        let records::ToolCall::CreateRecord(theirs) = call;
        record.additional_properties =
            theirs.additional_properties.into_values().map(|value| (name.to_owned(), value)).collect();
        let error = session.request(&records::ToolCall::CreateRecord(record)).unwrap_err();
        assert!(error.to_string().contains("with the name of a declared one"), "{error}");
    }
}
