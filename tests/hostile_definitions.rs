//! Definitions whose text is made to break what is generated from it. That this file compiles,
//! with every warning an error, is the better half of the test.
#![deny(warnings, missing_docs)]

/// The set.
pub mod set {
    typed_tools::tools!(
        inline = r##"[{
            "name": "Option",
            "description": "*/ #![allow(x)] \u202eabc\u2066 a\rb \u0000 ```\nfn x(\n``` [Foo](x) <b>",
            "parameters": {
                "type": "object",
                "properties": {
                    "state": { "type": "string", "enum": ["ok", "err", "None", "Some", "self", "Output"], "description": "\u202e\r" },
                    "mixed": { "enum": ["err", 1, null], "default": "err" },
                    "Self": { "type": "string", "default": "\u202d\r*/" },
                    "\u202e": { "type": "string" },
                    "String": { "type": "object", "properties": { "Vec": { "type": "string" } } }
                },
                "required": ["state"]
            },
            "api_endpoint": "https://api.example.com/x",
            "http_method": "POST"
        }, {
            "name": "__tt",
            "description": "A tool with the name of what generated code names the runtime by.",
            "parameters": { "type": "object", "properties": { "Result": { "type": "string", "enum": ["Ok", "Err"] } } },
            "api_endpoint": "https://api.example.com/y",
            "http_method": "POST"
        }]"##
    );
}

#[test]
fn an_enum_may_have_a_value_called_err() {
    use set::option::State;
    assert_eq!("err".parse::<State>().ok(), Some(State::Err));
    assert_eq!(State::ALL.len(), 6);
    assert!("worse".parse::<State>().is_err());
    assert_eq!("err".parse::<set::option::Mixed>().ok(), Some(set::option::Mixed::Err));
}

#[test]
fn descriptions_are_kept_for_the_model() {
    let text = set::Tools::specs(typed_tools::Provider::OpenAiChat).as_str().to_owned();
    let specs: typed_tools::serde_json::Value = typed_tools::serde_json::from_str(&text).unwrap();
    let mut found = specs.as_array().unwrap().iter().map(|spec| &spec["function"]);
    let option = found.find(|function| function["name"] == "Option").unwrap();
    assert!(
        option["description"].as_str().unwrap().starts_with("*/ #![allow(x)] \u{202e}abc\u{2066} a\rb \0")
    );
}
