use super::*;

fn read_all(text: &str) -> (usize, Vec<(String, String)>) {
    let mut sink = Sink::default();
    let node = crate::json::read(0, text, &mut sink).node.expect("JSON");
    let tools = read(&node, None, &mut sink).len();
    let found = sink.into_found().into_iter().map(|d| {
        let at = d.label.map_or("", |label| &text[label.span.start as usize..label.span.end as usize]);
        (d.code.id().to_owned(), at.to_owned())
    });
    (tools, found.collect())
}

/// A definition with these lines more.
fn with(more: &str) -> String {
    format!(
        r#"{{ "name": "a", "description": "b", "api_endpoint": "https://a.b", "http_method": "GET"{more} }}"#
    )
}

#[test]
fn well_formed() {
    for more in [
        "",
        r#", "parameters": {}, "headers": {"a": "b", "c": 1, "d": true}, "query_params": {"a": 1.5}"#,
        r#", "query_params": {"a": {"value": "{{x}}", "style": "comma", "x-note": 1}}, "body_template": null"#,
        r#", "$schema": "https://x.y", "x-note": [1], "x-rust-name": "Abc", "timeout_ms": 1e3, "retries": 2.0"#,
        r#", "auth": {"type": "basic", "username": "a", "password": "b"}, "idempotency_key": "Key""#,
        r#", "auth": {"type": "bearer", "token": "a"}, "response": {"max_chars": 5, "errors": "hide"}"#,
        r#", "auth": {"type": "api_key", "in": "query", "name": "k", "value": "v"}, "response": {"schema": true}"#,
        r#", "annotations": {"title": "A", "readOnlyHint": true, "destructiveHint": false,
            "idempotentHint": true, "openWorldHint": false}"#,
    ] {
        assert_eq!(read_all(&with(more)), (1, vec![]), "{more}");
    }
    assert_eq!(read_all(&format!("[{}, {}]", with(""), with(""))), (2, vec![]));
}

#[test]
fn mistakes() {
    for (more, code, at) in [
        (r#", "htpp": 1"#, "E021", r#""htpp""#),
        (r#", "headers": ["a"]"#, "E023", "["),
        (r#", "headers": {"a": null}"#, "E023", "null"),
        (r#", "headers": {"a": {"value": "b"}}"#, "E023", "{"),
        (r#", "query_params": {"a": []}"#, "E023", "["),
        (r#", "query_params": {"a": {"style": "comma"}}"#, "E022", "{"),
        (r#", "query_params": {"a": {"value": "b", "style": "coma"}}"#, "E045", r#""coma""#),
        (r#", "query_params": {"a": {"value": "b", "styl": "comma"}}"#, "E021", r#""styl""#),
        (r#", "timeout_ms": "5""#, "E023", r#""5""#),
        (r#", "timeout_ms": 0"#, "E058", "0"),
        (r#", "timeout_ms": 1.5"#, "E058", "1.5"),
        (r#", "retries": -1"#, "E058", "-1"),
        (r#", "retries": 11"#, "E058", "11"),
        (r#", "auth": {"type": "basic", "username": "a"}"#, "E022", r#""auth""#),
        (r#", "auth": {"type": "bearer", "tokn": "a"}"#, "E021", r#""tokn""#),
        (r#", "auth": {"type": "baerer", "token": "a"}"#, "E045", r#""baerer""#),
        (r#", "auth": {"token": "a"}"#, "E022", r#""auth""#),
        (r#", "auth": "x""#, "E023", r#""x""#),
        (
            r#", "auth": {"type": "oauth2_client_credentials", "token_url": "a", "client_id": "b"}"#,
            "E022",
            r#""auth""#,
        ),
        (r#", "response": {"select": {"a": 5}}"#, "E023", "5"),
        (r#", "response": {"select": "$.a"}"#, "E023", r#""$.a""#),
        (r#", "response": {"max_chars": 0}"#, "E058", "0"),
        (r#", "response": {"errors": "all"}"#, "E045", r#""all""#),
        (r#", "annotations": {"readOnly": true}"#, "E021", r#""readOnly""#),
        (r#", "annotations": {"readOnlyHint": "true"}"#, "E023", r#""true""#),
    ] {
        assert_eq!(read_all(&with(more)), (1, vec![(code.to_owned(), at.to_owned())]), "{more}");
    }
}

#[test]
fn a_misspelt_key_is_one_mistake() {
    let text = with("").replace("http_method", "htpp_method");
    assert_eq!(read_all(&text), (1, vec![("E021".to_owned(), r#""htpp_method""#.to_owned())]));
    let text = with("").replace("api_endpoint", "url");
    assert_eq!(read_all(&text), (1, vec![("E021".to_owned(), r#""url""#.to_owned())]));
}

#[test]
fn missing_keys() {
    let (_, found) = read_all(r#"{ "name": "a" }"#);
    assert_eq!(found, vec![("E022".to_owned(), r#""a""#.to_owned()); 3]);
}

#[test]
fn no_definition_at_all() {
    for (text, at) in [
        ("3", "3"),
        ("\"x\"", "\"x\""),
        ("{}", "{"),
        (r#"{"tools": []}"#, "{"),
        (r#"{"type": "function", "function": {}}"#, "{"),
    ] {
        assert_eq!(read_all(text), (0, vec![("E020".to_owned(), at.to_owned())]), "{text}");
    }
}

#[test]
fn methods() {
    for (method, help) in [
        ("get", "write `GET`, in upper case"),
        ("PSOT", "did you mean `POST`?"),
        ("PACTH", "did you mean `PATCH`?"),
        ("delet", "did you mean `DELETE`?"),
        ("GET ", "write `GET`, without blanks"),
        // Another word is no typo, however few letters it shares.
        ("FETCH", "it is one of `GET`, `POST`, `PUT`, `PATCH`, `DELETE` and `HEAD`"),
        ("OPTIONS", "it is one of `GET`, `POST`, `PUT`, `PATCH`, `DELETE` and `HEAD`"),
    ] {
        let text = with("").replace("\"GET\"", &format!("\"{method}\""));
        let mut sink = Sink::default();
        let node = crate::json::read(0, &text, &mut sink).node.expect("JSON");
        read(&node, None, &mut sink);
        let found = sink.into_found();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].code, found[0].help.as_deref()), (Code::HttpMethod, Some(help)), "{method}");
    }
}
