//! A dotted name reaches into declared context of type `Value`.

use typed_tools::serde_json::{Value, json};

mod set {
    typed_tools::tools!(
        inline = r#"{
            "name": "greet",
            "description": "Greets the caller.",
            "parameters": { "type": "object", "properties": { "text": { "type": "string" } }, "required": ["text"] },
            "api_endpoint": "https://tenants.example.com/greet?phone={{call.from.number}}",
            "http_method": "POST",
            "headers": { "X-Language": "{{call.language}}" },
            "body_template": { "text": "{{text}}", "tags": "{{call.tags}}", "intro": "for {{call.from.name}}" }
        }"#,
        context = { call: Value }
    );
}

fn sent(call: Value) -> (String, Option<String>, Value) {
    let tools = set::Tools::new(set::Secrets::from_env().expect("there are none"));
    let greet = set::ToolCall::Greet(set::Greet { text: "hello".to_owned() });
    let request = tools.session(set::Context { call }).request(&greet).expect("a request");
    let body = request.body().expect("a body");
    let mut headers = request.headers();
    let header = headers.find(|(name, _)| *name == "x-language").map(|(_, value)| value.to_owned());
    (request.url().to_string(), header, typed_tools::serde_json::from_slice(body).expect("JSON"))
}

#[test]
fn what_is_there_is_sent() {
    let call = json!({
        "from": { "number": "+43 1", "name": "Ada" }, "language": "de", "tags": ["new"], "customer": { "id": 7 },
    });
    let (url, header, body) = sent(call);
    assert_eq!(url, "https://tenants.example.com/greet?phone=%2B43%201");
    assert_eq!(header.as_deref(), Some("de"));
    assert_eq!(body, json!({ "text": "hello", "tags": ["new"], "intro": "for Ada" }));
}

#[test]
fn what_is_not_there_is_left_out() {
    for call in [json!({}), json!(null), json!({ "from": "+43 1", "tags": null }), json!({ "from": {} })] {
        let (url, header, body) = sent(call.clone());
        assert_eq!(url, "https://tenants.example.com/greet", "{call}");
        assert_eq!(header, None, "{call}");
        assert_eq!(body["text"], "hello", "{call}");
        assert_eq!(body.get("intro"), None, "{call}");
    }
}
