//! The model that definitions come to. What is wrong with definitions stands in `tests/rejected`.

use super::{Input, check};
use crate::definition;
use crate::diag::Sink;
use crate::json;
use crate::model::{Body, JsonTemplate, Model, Origin, Part, Source};
use crate::options::Options;
use crate::schema::compile_arguments;

/// Checks a set; the codes that were found, and the model.
fn run(text: &str, options: &Options) -> (Vec<&'static str>, Model) {
    let mut sink = Sink::default();
    let node = json::read(0, text, &mut sink).node.expect("JSON");
    let inputs: Vec<Input<'_>> = definition::read(&node, None, &mut sink)
        .into_iter()
        .map(|raw| {
            let compiled = compile_arguments(raw.parameters, "Tool", &mut sink);
            let (arguments, arguments_sound) = (compiled.arguments, !compiled.broken);
            Input { raw, arguments, arguments_sound, file: "tool.json".to_owned() }
        })
        .collect();
    let model = check(&inputs, &[text], options, &mut sink);
    (sink.into_found().into_iter().map(|found| found.code.id()).collect(), model)
}

/// A tool of these arguments (all required but those that end in `?`) with these lines more.
fn tool(arguments: &[&str], endpoint: &str, method: &str, more: &str) -> String {
    let names = arguments.iter().map(|name| name.trim_end_matches('?'));
    let properties: Vec<_> = names.map(|name| format!(r#""{name}": {{"type": "string"}}"#)).collect();
    let required: Vec<_> =
        arguments.iter().filter(|name| !name.ends_with('?')).map(|name| format!("\"{name}\"")).collect();
    format!(
        r#"{{"name": "t", "description": "d", "parameters": {{"type": "object", "properties": {{{}}}, "required": [{}]}},
            "api_endpoint": "{endpoint}", "http_method": "{method}"{more}}}"#,
        properties.join(","),
        required.join(",")
    )
}

fn show(parts: &[Part], model: &Model) -> String {
    let part = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Placeholder(placeholder) => {
            let name = match placeholder.source {
                Source::Argument(index) => format!("a{index}"),
                Source::Context(index) => model.context[index].wire.clone(),
                Source::Secret(index) => model.secrets[index].clone(),
            };
            format!("<{name}{}>", placeholder.suffix.as_str())
        }
    };
    parts.iter().map(part).collect()
}

#[test]
fn endpoints() {
    for (endpoint, origin, path, query) in [
        ("https://API.example.com", "https://api.example.com", "", ""),
        ("https://a.b:443/", "https://a.b", "/", ""),
        ("http://localhost:3000/x", "http://localhost:3000", "/x", ""),
        ("https://a.b/x//y/", "https://a.b", "/x//y/", ""),
        ("https://a.b/%7euser/a%2fb/é |", "https://a.b", "/~user/a%2Fb/%C3%A9%20%7C", ""),
        ("https://a.b/@{{x}},{{x}}", "https://a.b", "/@<a0>,<a0>", ""),
        ("https://a.b/{{ x }}/{{x:path}}/{{x:segment}}", "https://a.b", "/<a0>/<a0:path>/<a0:segment>", ""),
        ("https://a.b/{{contact_id}}/{{TENANT}}", "https://a.b", "/<contact_id>/<TENANT>", ""),
        ("https://a.b?q=a+b%21&flag&&e=&q={{x}}-1", "https://a.b", "", "q=a b!&flag=&e=&q=<a0>-1"),
        ("{{CRM_BASE_URL}}/leads?x=1", "CRM_BASE_URL", "/leads", "x=1"),
        ("{{HR_API}}", "HR_API", "", ""),
        ("{{ HR_API }}?x=1", "HR_API", "", "x=1"),
        ("https://a.b/{{{{x}}", "https://a.b", "/%7B%7Bx%7D%7D", ""),
    ] {
        let (_, model) = run(&tool(&["x"], endpoint, "POST", ""), &Options::default());
        let request = &model.tools[0].request;
        let found_origin = match &request.origin {
            Origin::Fixed(origin) => origin.clone(),
            Origin::BaseUrl(index) => model.secrets[*index].clone(),
        };
        let found_path: String =
            request.path.iter().map(|parts| format!("/{}", show(parts, &model))).collect();
        let pair = |pair: &crate::model::Pair| format!("{}={}", pair.name, show(&pair.value, &model));
        let found_query: Vec<_> = request.query.iter().map(pair).collect();
        assert_eq!(
            (found_origin.as_str(), found_path.as_str(), found_query.join("&").as_str()),
            (origin, path, query),
            "{endpoint}"
        );
    }
}

/// A base URL is one for the whole set, whichever tool begins with it.
#[test]
fn base_urls_elsewhere() {
    let begins = tool(&[], "{{HR_API}}/a", "GET", "");
    let begins = begins.replace(r#""name": "t""#, r#""name": "u""#);
    for (endpoint, more, expected) in [
        // As text: an address that the API calls back, or one that it proxies.
        ("https://a.b/", r#", "body_template": {"callback": "{{HR_API}}/hook"}"#, &[][..]),
        ("https://a.b/?from={{HR_API}}", "", &[]),
        ("https://a.b/{{HR_API:segment}}", r#", "headers": {"X-Origin": "{{HR_API}}"}"#, &[]),
        // A name is none by its ending.
        ("https://a.b/", r#", "body_template": {"a": "{{DATABASE_URL}}"}"#, &["W012"]),
        ("https://a.b/", r#", "auth": {"type": "bearer", "token": "{{DATABASE_URL}}"}"#, &[]),
        ("https://a.b/", r#", "auth": {"type": "bearer", "token": "{{HR_API}}"}"#, &["E062"]),
        (
            "https://a.b/",
            r#", "auth": {"type": "basic", "username": "{{HR_API}}", "password": "{{HR_API}}"}"#,
            &["E062", "E062"],
        ),
        (
            "https://a.b/",
            r#", "auth": {"type": "api_key", "in": "query", "name": "k", "value": "{{HR_API}}"}"#,
            &["E062"],
        ),
        ("https://a.b/", r#", "headers": {"Cookie": "a={{HR_API}}"}"#, &["E062"]),
        (
            "https://a.b/",
            r#", "auth": {"type": "oauth2_client_credentials", "token_url": "{{HR_API}}/token", "client_id": "{{ID}}",
                "client_secret": "{{SECRET}}", "scope": "{{HR_API}}/.default"}"#,
            &[],
        ),
    ] {
        let one = tool(&[], endpoint, "POST", more);
        for text in [format!("[{one}, {begins}]"), format!("[{begins}, {one}]")] {
            let (codes, model) = run(&text, &Options::default());
            assert_eq!(codes, expected, "{text}");
            assert_eq!(model.base_urls, ["HR_API"], "{text}");
        }
    }
}

#[test]
fn headers() {
    let more = r#", "headers": {"X-A": " v ", "Authorization": "Bearer {{KEY}}", "X-Api-Key": "k", "x-b": "{{x}}",
        "x-c": "{{SECRET_B}}", "Content-Type": "application/vnd.x+json", "N": 1.0, "E": ""}"#;
    let (codes, model) = run(&tool(&["x"], "https://a.b", "POST", more), &Options::default());
    assert_eq!(codes, ["W017"], "a body is left by no argument");
    let headers = &model.tools[0].request.headers;
    let found: Vec<_> =
        headers.iter().map(|h| (h.name.as_str(), show(&h.value, &model), h.sensitive)).collect();
    let expected = [
        ("x-a", "v", false),
        ("authorization", "Bearer <KEY>", true),
        ("x-api-key", "k", true),
        ("x-b", "<a0>", false),
        ("x-c", "<SECRET_B>", true),
        ("n", "1", false),
        ("e", "", false),
    ];
    assert_eq!(found, expected.map(|(name, value, sensitive)| (name, value.to_owned(), sensitive)));
    assert_eq!(model.secrets, ["KEY", "SECRET_B"]);
}

#[test]
fn bodies() {
    let body = |method: &str, more: &str| {
        let (codes, model) = run(&tool(&["x", "y?"], "https://a.b/{{x}}", method, more), &Options::default());
        (codes, model.tools[0].request.body.clone())
    };
    // What is used nowhere else goes into the body.
    let (codes, default) = body("POST", "");
    assert!(codes.is_empty(), "{codes:?}");
    assert!(matches!(&default, Body::Json { content_type, value: JsonTemplate::Object(entries) }
        if content_type == "application/json" && entries.len() == 1 && entries[0].0 == "y"));
    let (_, form) = body("PUT", r#", "headers": {"Content-Type": "application/x-www-form-urlencoded"}"#);
    assert!(matches!(form, Body::Form { fields, .. } if fields.len() == 1));
    let (codes, none) = body("GET", r#", "query_params": {"y": "{{y}}"}"#);
    assert!(codes.is_empty() && matches!(none, Body::None));
    let (codes, text) =
        body("POST", r#", "headers": {"Content-Type": "text/csv"}, "body_template": "a,{{y}}""#);
    assert!(codes.is_empty() && matches!(text, Body::Text { value, .. } if value.len() == 2));
    let (codes, nested) = body(
        "POST",
        r#", "headers": {"Content-Type": "application/x-www-form-urlencoded"},
            "body_template": {"a": {"b": "{{y}}", "c": [1, {"d": true}]}, "e": ["f", "{{y}}"], "g": null}"#,
    );
    assert!(codes.is_empty(), "{codes:?}");
    let Body::Form { fields, .. } = nested else { panic!("{nested:?}") };
    let names: Vec<_> = fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["a[b]", "a[c][0]", "a[c][1][d]", "e", "e"]);
    let (codes, json) =
        body("POST", r#", "body_template": {"a": [1.0, "x{{{{"], "b": "{{y}}", "c": ["-{{y}}"]}"#);
    assert!(codes.is_empty(), "{codes:?}");
    let Body::Json { value: JsonTemplate::Object(entries), .. } = json else { panic!("{json:?}") };
    assert!(matches!(&entries[0].1, JsonTemplate::Raw(json) if json.to_text() == r#"[1,"x{{"]"#));
    assert!(matches!(&entries[1].1, JsonTemplate::Placeholder(_)));
    assert!(
        matches!(&entries[2].1, JsonTemplate::Array(items) if matches!(&items[..], [JsonTemplate::Text(_)]))
    );
}

/// An object that holds nothing has no field to send; one that may hold anything has no fixed ones.
#[test]
fn a_form_of_an_object_without_properties() {
    let form = |schema: &str| {
        let text = format!(
            r#"{{"name": "t", "description": "d", "parameters": {{"properties": {{"body": {schema}}}}},
                "api_endpoint": "https://a.b/", "http_method": "DELETE", "body_template": "{{{{body}}}}",
                "headers": {{"Content-Type": "application/x-www-form-urlencoded"}}}}"#
        );
        let (codes, model) = run(&text, &Options::default());
        (codes, matches!(&model.tools[0].request.body, Body::Form { fields, .. } if fields.is_empty()))
    };
    assert_eq!(
        form(r#"{"type": "object", "properties": {}, "additionalProperties": false}"#),
        (vec![], true)
    );
    assert_eq!(form(r#"{"type": "object", "properties": {}}"#).0, ["E053"]);
}

#[test]
fn what_a_set_shares_is_sorted() {
    let one = tool(&[], "https://a.b/{{zeta}}/{{alpha}}", "GET", r#", "headers": {"a": "{{ZED}}{{ABC}}"}"#);
    let (codes, model) = run(&one, &Options::default());
    assert!(codes.is_empty(), "{codes:?}");
    let names: Vec<_> = model.context.iter().map(|field| field.wire.as_str()).collect();
    assert_eq!(
        (names.as_slice(), model.secrets.as_slice()),
        (&["alpha", "zeta"][..], &["ABC".to_owned(), "ZED".to_owned()][..])
    );
    let request = &model.tools[0].request;
    assert_eq!(show(&request.path[0], &model), "<zeta>");
    assert_eq!(show(&request.headers[0].value, &model), "<ZED><ABC>");
}

#[test]
fn declared_context_keeps_its_order_and_types() {
    let mut options = Options::default();
    for (name, ty) in [("zeta", "Option<i64>"), ("alpha", "String")] {
        let setting = crate::options::Setting::Context(vec![(name.to_owned(), ty.to_owned())]);
        assert!(options.set("context", setting).is_ok());
    }
    let one = tool(&[], "https://a.b/{{alpha}}", "POST", r#", "body_template": {"z": "{{zeta}}"}"#);
    let (codes, model) = run(&one, &options);
    assert!(codes.is_empty(), "{codes:?}");
    let found: Vec<_> = model.context.iter().map(|field| (field.wire.as_str(), field.optional)).collect();
    assert_eq!(found, [("zeta", true), ("alpha", false)]);
}

/// One mistake is one error, and its tool still stands in the model.
#[test]
fn a_broken_tool_keeps_its_items() {
    for (text, code) in [
        (tool(&["order_id"], "https://a.b/{{oder_id}}", "GET", ""), "E034"),
        (tool(&["order_id?"], "https://a.b/{{order_id}}", "GET", ""), "E047"),
        (tool(&["order_id"], "https://{{order_id}}.b/", "GET", ""), "E039"),
        (tool(&["order_id"], "https://a.b/{{order_id}", "GET", ""), "E030"),
        (tool(&["order_id"], "http://a.b/{{order_id}}", "GET", ""), "E042"),
        (tool(&["order_id"], "https://a.b/", "get", r#", "query_params": {"a": "{{order_id}}"}"#), "E025"),
        (tool(&["order_id"], "https://a.b/", "GET", r#", "body_template": {"a": "{{order_id}}"}"#), "E052"),
        (tool(&["order_id"], "https://a.b/", "PUT", r#", "body_tmplate": {"a": "{{order_id}}"}"#), "E021"),
        (tool(&["order_id"], "https://a.b/", "GET", r#", "headers": {"Cookie": "{{order_id}}"}"#), "E049"),
    ] {
        let (codes, model) = run(&text, &Options::default());
        assert_eq!(codes, [code], "{text}");
        assert_eq!(model.tools.len(), 1, "{text}");
        assert_eq!(model.tools[0].arguments.root.fields.len(), 1, "{text}");
        assert!(model.context.is_empty(), "{text}");
    }
}
