//! Whatever a model or a caller puts into a value: the request keeps its origin, its segments,
//! its query keys, its header names and the shape of its body, or there is none.

mod support;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use support::*;
use typed_tools_core::table::Rest;
use typed_tools_runtime::__private::*;
use typed_tools_runtime::Refusal;
use url::Url;

fn hostile() -> Vec<String> {
    let mut all: Vec<String> = [
        "..",
        ".",
        "",
        "../../admin",
        "a?x=1",
        "a#b",
        "%2e%2e",
        "%2E",
        ".%2e",
        "%",
        "%00",
        "%2f",
        "a\\b",
        "\\..\\..",
        "/",
        "//evil.example/",
        "a/b",
        "a\r\nx-evil: 1",
        "\r\n\r\nGET /",
        "\0",
        "a\0b",
        "\u{7f}",
        "\u{85}",
        "\u{2028}",
        "\u{202e}abc\u{202c}",
        "\u{feff}",
        "🦀",
        "é",
        "e\u{301}",
        "{{API_KEY}}",
        "{{a}}",
        "{{",
        "\"",
        "\"},\"admin\":true,{\"",
        "'",
        "`",
        "<script>",
        "&admin=1",
        "a=b&c=d",
        ";x=1",
        "[0]",
        "k]&x[",
        "@evil.example",
        "https://evil.example/x",
        "javascript:alert(1)",
        ":80",
        "*",
        " ",
        " a ",
        "\t",
        "+",
        "null",
        "true",
        "-1e999",
        "--boundary",
        "\u{1f1e9}\u{1f1ea}",
    ]
    .map(str::to_owned)
    .into();
    all.push("x".repeat(10_240));
    all.push("../".repeat(3_000));
    all.push("🦀".repeat(2_560));
    // Mixtures of these pieces, the same in every run.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % n as u64) as usize
    };
    let pieces = [
        "..", ".", "/", "\\", "%2e", "%", "?", "#", "&", "=", "\r", "\n", "\0", "\"", "[", "]", "é", "🦀",
        "\u{202e}", " ", "a", "{{a}}", ":", "@", "+",
    ];
    for _ in 0..1_500 {
        let length = 1 + next(6);
        all.push((0..length).map(|_| pieces[next(pieces.len())]).collect());
    }
    all
}

/// What no value may change.
#[derive(Debug, PartialEq)]
struct Frame {
    origin: String,
    segments: usize,
    keys: Vec<String>,
    headers: BTreeSet<String>,
    body: Option<Value>,
}

fn frame(request: &Request) -> Frame {
    let url = Url::parse(request.url()).unwrap();
    assert_eq!(url.as_str(), request.url(), "a parser changes the URL");
    assert!(url.username().is_empty() && url.password().is_none() && url.fragment().is_none());
    for (name, value) in request.headers() {
        assert!(value.bytes().all(|b| b == b'\t' || (b' '..=b'~').contains(&b)), "{name}: {value:?}");
    }
    Frame {
        origin: url.origin().ascii_serialization(),
        segments: url.path_segments().map_or(0, Iterator::count),
        keys: url.query_pairs().map(|(key, _)| key.into_owned()).collect(),
        headers: request.headers().map(|(name, _)| name.to_owned()).collect(),
        body: request.body().map(|body| shape(&serde_json::from_slice(body).unwrap())),
    }
}

/// The value with every string blanked.
fn shape(value: &Value) -> Value {
    match value {
        Value::String(_) => Value::String(String::new()),
        Value::Array(items) => items.iter().map(shape).collect(),
        Value::Object(entries) => entries.iter().map(|(k, v)| (k.clone(), shape(v))).collect(),
        other => other.clone(),
    }
}

fn hold(tool: Sketched, core: &Arc<Core>) {
    let arguments = |a: &str| json!({"a": a, "list": [a, "plain"], "plain": "p"});
    let normal = frame(&tool.request(core, arguments("plain"), json!({"c": "plain"})).unwrap());
    let (mut built, mut refused) = (0, 0);
    for value in hostile() {
        for (a, c) in [(value.as_str(), "plain"), ("plain", value.as_str()), (&value, &value)] {
            match tool.request(core, arguments(a), json!({"c": c})) {
                Ok(request) => {
                    assert_eq!(frame(&request), normal, "{value:?}");
                    built += 1;
                }
                Err(CallError::Refused(error)) => {
                    assert!(["a", "c", "list"].contains(&error.name()), "{error}");
                    refused += 1;
                }
                Err(other) => panic!("{value:?}: {other:?}"),
            }
        }
    }
    assert!(built > 100, "{built} built, {refused} refused");
}

#[test]
fn in_paths() {
    for template in
        ["/v1/{{a}}/x/{{c}}", "/{{a}}/{{c}}", "/{{a}}-{{c}}/x", "/x/{{a}}{{c}}", "/x/.{{a}}/{{c}}.json"]
    {
        hold(Sketch::new("GET", &["a"], &["c"]).path(template).finish(), &core());
    }
    hold(Sketch::new("GET", &["a"], &["c"]).base_url().path("/{{a}}/{{c}}").finish(), &core());
    hold(Sketch::new("GET", &["a"], &["c"]).path("/x/{{a:segment}}/{{c:segment}}").finish(), &core());
}

#[test]
fn in_queries() {
    for style in [Style::Repeat, Style::Comma, Style::Pipe, Style::Space, Style::Brackets] {
        let sketch = Sketch::new("GET", &["a", "list"], &["c"])
            .path("/p")
            .query("k", "{{a}}", style)
            .query("mixed", "{{a}} of {{c}}", style)
            .query("list", "{{list}}", style)
            .query("last", "{{c}}", style);
        hold(sketch.finish(), &core());
    }
}

#[test]
fn in_headers() {
    let sketch = Sketch::new("GET", &["a", "list"], &["c"])
        .path("/p")
        .header("x-a", "{{a}}")
        .header("x-c", "v {{c}} w")
        .header("x-list", "{{list}}");
    hold(sketch.finish(), &core());
}

#[test]
fn in_json() {
    let sketch = Sketch::new("POST", &["a", "list"], &["c"]).path("/p").json(&[
        ("a", json!("{{a}}")),
        ("mixed", json!("{{a}} of {{c}}")),
        ("nested", json!({"list": "{{list}}", "more": ["{{c}}", {"d": "{{a}}"}]})),
    ]);
    hold(sketch.finish(), &core());
}

#[test]
fn a_path_of_several_segments_stays_below_its_place() {
    let tool = Sketch::new("GET", &["a"], &[]).path("/files/{{a:path}}/raw").finish();
    for value in hostile() {
        let Ok(request) = tool.request(&core(), json!({"a": value}), json!({})) else { continue };
        let url = Url::parse(request.url()).unwrap();
        assert_eq!(url.as_str(), request.url());
        let segments: Vec<_> = url.path_segments().unwrap().collect();
        assert_eq!(segments.len(), 2 + value.split('/').count(), "{value:?}");
        assert!(segments[0] == "files" && segments[segments.len() - 1] == "raw", "{value:?}");
    }
}

#[test]
fn in_forms_and_parts() {
    let sketch = Sketch::new("POST", &["a"], &["c"]).path("/p");
    let fields =
        vec![sketch.pair("a", "{{a}}", Style::Repeat), sketch.pair("c", "{{c}}", Style::Repeat)].leak();
    let form = sketch
        .clone()
        .body(Body::Form { content_type: "application/x-www-form-urlencoded", fields, rest: Rest::None })
        .finish();
    let fields = vec![Field {
        name: "a",
        value: sketch.parts("{{a}}"),
        file: false,
        filename: None,
        content_type: None,
    }]
    .leak();
    let multipart = sketch.body(Body::Multipart { fields, rest: Rest::None }).finish();
    for value in hostile() {
        let request = form.request(&core(), json!({"a": value}), json!({"c": value})).unwrap();
        let pairs: Vec<_> = url::form_urlencoded::parse(request.body().unwrap()).into_owned().collect();
        assert_eq!(pairs, [("a".to_owned(), value.clone()), ("c".to_owned(), value.clone())]);
        let request = multipart.request(&core(), json!({"a": value}), json!({"c": ""})).unwrap();
        let boundary = header(&request, "content-type").unwrap().rsplit_once('=').unwrap().1.to_owned();
        let body = String::from_utf8(request.body().unwrap().to_vec()).unwrap();
        assert_eq!(body.matches(&boundary).count(), 2, "{value:?}");
        let content = body.split_once("\r\n\r\n").unwrap().1.rsplit_once("\r\n--").unwrap().0;
        assert_eq!(content, value);
    }
}

/// Services take `key[a][b]` apart after decoding it: a key that the model makes up must not say
/// where its value goes.
#[test]
fn keys_that_a_model_makes_up_do_not_nest() {
    let query = Sketch::new("GET", &["a"], &[]).path("/p").query("k", "{{a}}", Style::Repeat).finish();
    let sketch = Sketch::new("POST", &["a"], &[]).path("/p");
    let fields = vec![sketch.pair("k", "{{a}}", Style::Repeat)].leak();
    let form = sketch
        .body(Body::Form { content_type: "application/x-www-form-urlencoded", fields, rest: Rest::None })
        .finish();
    for tool in [query, form] {
        for key in hostile().iter().map(String::as_str).chain(["x][role", "role][0", "][", "]"]) {
            for value in [json!({key: "admin"}), json!([{"a": {key: "admin"}}])] {
                match tool.request(&core(), json!({"a": value}), json!({})) {
                    Ok(request) => {
                        let sent = match request.body() {
                            Some(body) => String::from_utf8(body.to_vec()).unwrap(),
                            None => request.url().split_once('?').unwrap().1.to_owned(),
                        };
                        let pairs: Vec<_> =
                            url::form_urlencoded::parse(sent.as_bytes()).into_owned().collect();
                        let around = if value.is_array() { "k[0][a]" } else { "k" };
                        assert_eq!(pairs, [(format!("{around}[{key}]"), "admin".to_owned())]);
                        assert!(!key.is_empty() && !key.contains(['[', ']']), "{key:?}");
                    }
                    Err(error) => {
                        let (refusal, _) = refusal(error);
                        let long = refusal == Refusal::TooLong;
                        assert!(long || refusal == Refusal::NestingKey, "{key:?}: {refusal:?}");
                    }
                }
            }
        }
    }
}

/// A key is repeated for each value below it, so a short text could ask for a huge request.
#[test]
fn a_long_key_is_not_written_without_measure() {
    let sketch = Sketch::new("POST", &["a"], &[]).path("/p").query("k", "{{a}}", Style::Repeat);
    let query = sketch.finish();
    let sketch = Sketch::new("POST", &["a"], &[]).path("/p");
    let fields = vec![sketch.pair("k", "{{a}}", Style::Repeat)].leak();
    let form = sketch
        .body(Body::Form { content_type: "application/x-www-form-urlencoded", fields, rest: Rest::None })
        .finish();
    // Two megabytes, which would become a hundred gigabytes.
    let value = json!({"a": {"k".repeat(1_000_000): vec![1; 100_000]}});
    for (tool, expected) in [(query, Refusal::TooLong), (form, Refusal::TooLarge)] {
        let error = tool.request(&core(), value.clone(), json!({})).unwrap_err();
        assert_eq!(refusal(error), (expected, "a".to_owned()));
    }
}
