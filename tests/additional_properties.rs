//! Arguments that keep additional properties send them with the default body, and an object that is
//! the whole body sends its own: in JSON and in forms.

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

mod forms {
    typed_tools::tools!(
        inline = r#"[
            {
                "name": "whole_form",
                "description": "Sends a form.",
                "parameters": {
                    "type": "object",
                    "properties": {
                        "body": {
                            "type": "object",
                            "properties": { "title": { "type": "string" }, "note": { "type": "string" } },
                            "additionalProperties": true
                        }
                    },
                    "required": ["body"]
                },
                "api_endpoint": "https://api.example.com/whole",
                "http_method": "POST",
                "headers": { "Content-Type": "application/x-www-form-urlencoded" },
                "body_template": "{{body}}"
            },
            {
                "name": "whole_parts",
                "description": "Sends parts.",
                "parameters": {
                    "type": "object",
                    "properties": {
                        "body": {
                            "type": "object",
                            "properties": { "title": { "type": "string" } },
                            "additionalProperties": { "type": ["integer", "array"] }
                        }
                    },
                    "required": ["body"]
                },
                "api_endpoint": "https://api.example.com/parts",
                "http_method": "POST",
                "headers": { "Content-Type": "multipart/form-data" },
                "body_template": "{{body}}"
            },
            {
                "name": "default_form",
                "description": "Sends its arguments.",
                "parameters": {
                    "type": "object",
                    "properties": { "id": { "type": "string" }, "title": { "type": "string" } },
                    "required": ["id"],
                    "additionalProperties": { "type": "string" }
                },
                "api_endpoint": "https://api.example.com/{{id}}",
                "http_method": "POST",
                "headers": { "Content-Type": "application/x-www-form-urlencoded" }
            },
            {
                "name": "closed_form",
                "description": "Sends a form and nothing else.",
                "parameters": {
                    "type": "object",
                    "properties": {
                        "body": { "type": "object", "properties": { "title": { "type": "string" } } }
                    },
                    "required": ["body"]
                },
                "api_endpoint": "https://api.example.com/closed",
                "http_method": "POST",
                "headers": { "Content-Type": "application/x-www-form-urlencoded" },
                "body_template": "{{body}}"
            }
        ]"#
    );
}

fn sent(call: &forms::ToolCall) -> Result<String, String> {
    let secrets = forms::Secrets::from_source(&|_: &str| None).unwrap();
    let session = forms::Tools::new(secrets).session(forms::Context {});
    let request = session.request(call).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(request.body().unwrap().to_vec()).unwrap())
}

fn form(tool: &str, arguments: &str) -> Result<String, String> {
    sent(&forms::ToolCall::parse(tool, arguments).unwrap())
}

#[test]
fn a_whole_object_is_sent_with_them_as_a_form() {
    for (arguments, expected) in [
        (r#"{"body": {"z": 1, "title": "T"}}"#, "title=T&z=1"),
        (r#"{"body": {"a&b": "c=d", "no": null, "n": 1.0}}"#, "a%26b=c%3Dd&n=1"),
        // As a declared one goes.
        (r#"{"body": {"list": [1, "x", null], "o": {"p": [true]}}}"#, "list=1&list=x&o%5Bp%5D%5B0%5D=true"),
        (r#"{"body": {"rows": [{"a": 1}]}}"#, "rows%5B0%5D%5Ba%5D=1"),
    ] {
        assert_eq!(form("whole_form", arguments).as_deref(), Ok(expected), "{arguments}");
    }
    assert_eq!(form("default_form", r#"{"id": "i", "x": "1", "title": "T"}"#).as_deref(), Ok("title=T&x=1"));
    assert_eq!(form("default_form", r#"{"id": "i", "x": "1"}"#).as_deref(), Ok("x=1"));
    assert_eq!(form("closed_form", r#"{"body": {"title": "T", "x": "1"}}"#).as_deref(), Ok("title=T"));
}

#[test]
fn a_whole_object_is_sent_with_them_as_parts() {
    let body = form("whole_parts", r#"{"body": {"title": "T", "n\"": 7, "list": [1, {"a": 2}]}}"#).unwrap();
    let boundary = body.lines().next().unwrap();
    let parts: Vec<_> = body.split(boundary).map(str::trim).filter(|part| !part.is_empty()).collect();
    let plain =
        |name: &str, text: &str| format!("content-disposition: form-data; name=\"{name}\"\r\n\r\n{text}");
    let json =
        "content-disposition: form-data; name=\"list\"\r\ncontent-type: application/json\r\n\r\n{\"a\":2}";
    let expected =
        [plain("title", "T"), plain("list", "1"), json.to_owned(), plain("n%22", "7"), "--".to_owned()];
    assert_eq!(parts, expected);
}

#[test]
fn keys_of_a_form_that_a_model_chose_are_single_steps() {
    for tool in ["whole_form", "whole_parts"] {
        for key in ["", "title[x]", "a]", "["] {
            let error = form(tool, &format!(r#"{{"body": {{"{key}": 1}}}}"#)).unwrap_err();
            assert!(error.contains("whose name is empty or holds `[` or `]`"), "{error}");
        }
    }
    let error = form("default_form", r#"{"id": "i", "a[b]": "1"}"#).unwrap_err();
    assert!(error.contains("whose name is empty or holds `[` or `]`"), "{error}");
    // A caller who puts a declared one there.
    let forms::ToolCall::WholeForm(mut call) =
        forms::ToolCall::parse("whole_form", r#"{"body": {"x": "1"}}"#).unwrap()
    else {
        panic!()
    };
    let value = call.body.additional_properties.pop_first().unwrap().1;
    call.body.additional_properties.insert("title".to_owned(), value);
    let error = sent(&forms::ToolCall::WholeForm(call)).unwrap_err();
    assert!(error.contains("with the name of a declared one"), "{error}");
}

#[test]
fn a_long_key_is_not_repeated_without_measure() {
    let (key, elements) = ("k".repeat(2 << 20), "1,".repeat(40));
    let arguments = format!(r#"{{"body": {{"{key}": [{}]}}}}"#, elements.trim_end_matches(','));
    for tool in ["whole_form", "whole_parts"] {
        let error = form(tool, &arguments).unwrap_err();
        assert!(error.contains("makes the request too large"), "{error}");
    }
}
