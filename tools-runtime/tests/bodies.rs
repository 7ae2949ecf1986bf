//! The bytes of request bodies, rule by rule.

mod support;

use serde_json::{Value, json};
use support::*;
use typed_tools_core::table::Rest;
use typed_tools_runtime::__private::*;
use typed_tools_runtime::Refusal;

#[test]
fn json_bodies() {
    let tool = Sketch::new("POST", &["a", "b"], &["c"])
        .path("/p")
        .json(&[
            ("z", json!("{{a}}")),
            ("é\"", json!("{{b}} for {{c}}")),
            ("n", json!({"x": "{{b}}", "y": ["{{b}}", "{{b}}"]})),
            ("l", json!(["{{a}}", 1, "{{b}}"])),
            ("fixed", json!({"k": [null, {}]})),
        ])
        .finish();
    for (arguments, expected) in [
        (
            json!({"a": [1.0, 2.5, {"k": null}], "b": "\"q\"\u{1}é🦀"}),
            r#"{"z":[1,2.5,{"k":null}],"é\"":"\"q\"\u0001é🦀 for ctx","n":{"x":"\"q\"\u0001é🦀","y":["\"q\"\u0001é🦀","\"q\"\u0001é🦀"]},"l":[[1,2.5,{"k":null}],1,"\"q\"\u0001é🦀"],"fixed":{"k":[null,{}]}}"#,
        ),
        (json!({"a": null}), r#"{"z":null,"l":[null,1],"fixed":{"k":[null,{}]}}"#),
        (json!({}), r#"{"l":[1],"fixed":{"k":[null,{}]}}"#),
        (
            json!({"a": "{{API_KEY}}", "b": "{{c}}"}),
            r#"{"z":"{{API_KEY}}","é\"":"{{c}} for ctx","n":{"x":"{{c}}","y":["{{c}}","{{c}}"]},"l":["{{API_KEY}}",1,"{{c}}"],"fixed":{"k":[null,{}]}}"#,
        ),
    ] {
        let request = tool.request(&core(), arguments, json!({"c": "ctx"})).unwrap();
        assert_eq!(std::str::from_utf8(request.body().unwrap()).unwrap(), expected);
        assert_eq!(header(&request, "content-type"), Some("application/json"));
    }
    let error = tool.request(&core(), json!({"b": [1]}), json!({"c": "ctx"})).unwrap_err();
    assert_eq!(refusal(error), (Refusal::NotScalar, "b".to_owned()));
}

/// A value of a text says how it is written.
#[test]
fn text_bodies() {
    let sketch = Sketch::new("POST", &["a", "b"], &[]).path("/p");
    let text = |template: &str| {
        let value = sketch.parts(template);
        sketch.clone().body(Body::Text { content_type: "text/xml", value }).finish()
    };
    for (template, a, expected) in [
        (
            "<a b='{{a:xml}}'/>",
            json!("\"'<&>\t\r\n"),
            Some("<a b='&quot;&apos;&lt;&amp;&gt;&#9;&#13;&#10;'/>"),
        ),
        ("<a>{{a:xml}}</a>", json!("]]>é🦀\u{7f}\u{85}"), Some("<a>]]&gt;é🦀\u{7f}\u{85}</a>")),
        ("<a>{{a:xml}}</a>", json!(1.50), Some("<a>1.5</a>")),
        ("<a>{{a:xml}}</a>", json!(null), None),
        ("f({{a:json}})", json!("\"\\\u{0}\n"), Some(r#"f("\"\\\u0000\n")"#)),
        ("f({{a:json}})", json!({"x": [1, null, "y"]}), Some(r#"f({"x":[1,null,"y"]})"#)),
        ("{{a:json}}", json!(null), Some("null")),
        ("{{a:json}}{{b:json}}", json!(1), None),
        ("{{a}}", json!("<&>"), Some("<&>")),
    ] {
        let request = text(template).request(&core(), json!({"a": a}), json!({})).unwrap();
        let body = request.body().map(|body| std::str::from_utf8(body).unwrap());
        assert_eq!(body, expected, "{template} {a}");
    }
    for forbidden in ["\0", "\u{8}", "\u{b}", "\u{1f}", "\u{fffe}", "\u{ffff}"] {
        let error =
            text("<a>{{a:xml}}</a>").request(&core(), json!({"a": forbidden}), json!({})).unwrap_err();
        let c = forbidden.chars().next().unwrap();
        assert_eq!(refusal(error), (Refusal::NotXml(c), "a".to_owned()));
    }
    let error = text("{{a:xml}}").request(&core(), json!({"a": [1]}), json!({})).unwrap_err();
    assert_eq!(refusal(error), (Refusal::NotScalar, "a".to_owned()));
}

#[test]
fn json_numbers_keep_their_value() {
    let tool = Sketch::new("POST", &["a"], &[]).path("/p").json(&[("n", json!("{{a}}"))]).finish();
    for (a, expected) in [
        (json!(100.0), "100"),
        (json!(0.1), "0.1"),
        (json!(i64::MIN), "-9223372036854775808"),
        (json!(u64::MAX), "18446744073709551615"),
        (json!(9007199254740993i64), "9007199254740993"),
        (json!(1e300), &*format!("1{}", "0".repeat(300))),
        (json!(5e-324), "5e-324"),
    ] {
        let request = tool.request(&core(), json!({"a": a}), json!({})).unwrap();
        let body = std::str::from_utf8(request.body().unwrap()).unwrap();
        assert_eq!(body, format!("{{\"n\":{expected}}}"));
        let back: Value = serde_json::from_str(body).unwrap();
        assert_eq!(back["n"].as_f64(), a.as_f64());
    }
}

#[test]
fn bodies_that_are_one_value() {
    let sketch = Sketch::new("POST", &["a"], &[]).path("/p");
    let whole = sketch.template(&json!("{{a}}"));
    let array = sketch.template(&json!(["{{a}}"]));
    let object = sketch.template(&json!({"k": {"l": "{{a}}"}}));
    for (value, a, expected) in [
        (whole, json!({"a": [1]}), Some("[1]")),
        (whole, json!({"a": null}), Some("null")),
        (whole, json!({}), None),
        (array, json!({}), Some("[]")),
        (object, json!({}), Some("{}")),
    ] {
        let tool =
            sketch.clone().body(Body::Json { content_type: "application/merge-patch+json", value }).finish();
        let request = tool.request(&core(), a, json!({})).unwrap();
        assert_eq!(request.body().map(|body| std::str::from_utf8(body).unwrap()), expected);
        assert_eq!(header(&request, "content-type"), expected.map(|_| "application/merge-patch+json"));
    }
}

#[test]
fn values_nested_beyond_all_reason_are_refused() {
    let mut deep = json!(1);
    for _ in 0..200 {
        deep = json!([deep]);
    }
    let sketch = Sketch::new("POST", &["a"], &[]).path("/p");
    for tool in [
        sketch.clone().json(&[("n", json!("{{a}}"))]).finish(),
        sketch.clone().query("n", "{{a}}", Style::Repeat).finish(),
    ] {
        let error = tool.request(&core(), json!({"a": deep}), json!({})).unwrap_err();
        assert_eq!(refusal(error), (Refusal::TooDeep, "a".to_owned()));
    }
}

#[test]
fn form_and_text_bodies() {
    let sketch = Sketch::new("POST", &["a", "b"], &["c"]).path("/p");
    let fields = vec![
        sketch.pair("To", "{{c}}", Style::Repeat),
        sketch.pair("a", "{{a}}", Style::Repeat),
        sketch.pair("b", "{{b}}", Style::Brackets),
    ]
    .leak();
    let form = sketch
        .clone()
        .body(Body::Form { content_type: "application/x-www-form-urlencoded", fields, rest: Rest::None })
        .finish();
    for (arguments, expected) in [
        (json!({"a": {"x": "1&2"}, "b": [1, 2]}), "To=%2B49+30&a%5Bx%5D=1%262&b%5B%5D=1&b%5B%5D=2"),
        (json!({"a": null}), "To=%2B49+30"),
    ] {
        let request = form.request(&core(), arguments, json!({"c": "+49 30"})).unwrap();
        assert_eq!(std::str::from_utf8(request.body().unwrap()).unwrap(), expected);
        assert_eq!(header(&request, "content-type"), Some("application/x-www-form-urlencoded"));
    }
    let value = sketch.parts("<a>{{a}}</a>");
    let text = sketch.clone().body(Body::Text { content_type: "text/xml", value }).finish();
    let request = text.request(&core(), json!({"a": 1.0}), json!({})).unwrap();
    assert_eq!(
        (request.body(), header(&request, "content-type")),
        (Some(&b"<a>1</a>"[..]), Some("text/xml"))
    );
    let request = text.request(&core(), json!({}), json!({})).unwrap();
    assert_eq!((request.body(), header(&request, "content-type")), (None, None));
}

#[test]
fn multipart_bodies() {
    let sketch = Sketch::new("POST", &["a", "b"], &[]).path("/p");
    let fields = vec![
        Field {
            name: "a\"\r\n",
            value: sketch.parts("{{a}}"),
            file: false,
            filename: None,
            content_type: None,
        },
        Field { name: "f", value: sketch.parts("{{b}}"), file: true, filename: None, content_type: None },
    ]
    .leak();
    let tool = sketch.body(Body::Multipart { fields, rest: Rest::None }).finish();
    let request = tool.request(&core(), json!({"a": ["x", {"k": 1.0}], "b": "AP8=\n"}), json!({})).unwrap();
    let content_type = header(&request, "content-type").unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let expected = [
        &b"--B\r\ncontent-disposition: form-data; name=\"a%22%0D%0A\"\r\n\r\nx\r\n"[..],
        b"--B\r\ncontent-disposition: form-data; name=\"a%22%0D%0A\"\r\ncontent-type: application/json\r\n\r\n{\"k\":1}\r\n",
        b"--B\r\ncontent-disposition: form-data; name=\"f\"; filename=\"f\"\r\ncontent-type: application/octet-stream\r\n\r\n\x00\xff\r\n",
        b"--B--\r\n",
    ]
    .concat();
    let body = request.body().unwrap();
    let lines = |bytes: &[u8], mark: &str| String::from_utf8_lossy(bytes).replace(mark, "B");
    assert_eq!(lines(body, boundary), String::from_utf8_lossy(&expected));
    let other = tool.request(&core(), json!({"a": 1}), json!({})).unwrap();
    assert!(
        !header(&other, "content-type").unwrap().contains(boundary),
        "a boundary is made for each request"
    );
    for b in [json!("no base64!"), json!(5)] {
        let error = tool.request(&core(), json!({"b": b}), json!({})).unwrap_err();
        assert_eq!(refusal(error), (Refusal::NotBase64, "b".to_owned()));
    }
}
