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
