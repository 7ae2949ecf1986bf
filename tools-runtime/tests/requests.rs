//! The bytes of requests, rule by rule.

mod support;

use serde_json::{Value, json};
use support::*;
use typed_tools_runtime::__private::*;
use typed_tools_runtime::{Place, Refusal, Supplier};

/// What a path template gives for an argument `a` and a context value `c`.
fn path(template: &str, a: Value, c: Value) -> Result<String, CallError> {
    let tool = Sketch::new("GET", &["a"], &["c"]).path(template).finish();
    tool.request(&core(), json!({"a": a}), json!({"c": c}))
        .map(|request| request.url().strip_prefix("https://api.example").unwrap().to_owned())
}

#[test]
fn paths() {
    for (template, a, expected) in [
        ("/x/{{a}}", json!("c_42"), "/x/c_42"),
        ("/x/{{a}}", json!("a?x=1#y"), "/x/a%3Fx%3D1%23y"),
        ("/x/{{a}}", json!("%2e%2e"), "/x/%252e%252e"),
        ("/x/{{a}}", json!("é 🦀"), "/x/%C3%A9%20%F0%9F%A6%80"),
        ("/x/{{a}}", json!("*!$&'()@:;,+=[]"), "/x/%2A%21%24%26%27%28%29%40%3A%3B%2C%2B%3D%5B%5D"),
        ("/x/{{a}}", json!(7), "/x/7"),
        ("/x/{{a}}", json!(7.0), "/x/7"),
        ("/x/{{a}}", json!(1e21), "/x/1000000000000000000000"),
        ("/x/{{a}}", json!(1.5e-9), "/x/0.0000000015"),
        ("/x/{{a}}", json!(true), "/x/true"),
        ("/x/{{a}}.json", json!("..x"), "/x/..x.json"),
        ("/{{a}}", json!("x"), "/x"),
        ("/{{a}}/", json!("x"), "/x/"),
        ("//{{a}}", json!("x"), "//x"),
        ("/a/{{a}}/{{c}}/b", json!("x"), "/a/x/ctx/b"),
        ("/a%20b/{{a}}", json!("y z"), "/a%20b/y%20z"),
        ("/x/{{a:path}}", json!("a/b c/d"), "/x/a/b%20c/d"),
        ("/x/{{a:segment}}", json!("a/b c"), "/x/a%2Fb%20c"),
        ("/x/{{a:segment}}", json!("https://b"), "/x/https%3A%2F%2Fb"),
        ("/x/{{API_KEY:segment}}/y", json!(0), "/x/sk%2BKey%2F0123%3Dab%25cd/y"),
        ("", json!(0), "/"),
        ("/", json!(0), "/"),
    ] {
        assert_eq!(path(template, a.clone(), json!("ctx")).unwrap(), expected, "{template} {a}");
    }
}

#[test]
fn paths_that_are_refused() {
    for (template, a, expected) in [
        ("/x/{{a}}", json!(""), Refusal::Empty),
        ("/x/u-{{a}}", json!(""), Refusal::Empty),
        ("/x/{{a}}", json!("."), Refusal::DotSegment),
        ("/x/{{a}}", json!(".."), Refusal::DotSegment),
        ("/x/.{{a}}", json!("."), Refusal::DotSegment),
        ("/x/%2E{{a}}", json!("."), Refusal::DotSegment),
        ("/x/{{a}}{{a}}", json!("."), Refusal::DotSegment),
        ("/x/{{a}}", json!("../../admin"), Refusal::Separator('/')),
        ("/x/{{a}}", json!("a\\b"), Refusal::Separator('\\')),
        ("/x/{{a}}", json!("a\r\nb"), Refusal::Control('\r')),
        ("/x/{{a}}", json!("a\0"), Refusal::Control('\0')),
        ("/x/{{a}}", json!("a\u{85}"), Refusal::Control('\u{85}')),
        ("/x/{{a}}", json!(null), Refusal::Null),
        ("/x/{{a}}", json!(["a"]), Refusal::NotScalar),
        ("/x/{{a}}", json!({"b": 1}), Refusal::NotScalar),
        ("/x/{{a:path}}", json!("a//b"), Refusal::Empty),
        ("/x/{{a:path}}", json!("/a"), Refusal::Empty),
        ("/x/{{a:path}}", json!("a/../b"), Refusal::DotSegment),
        ("/x/.{{a:path}}", json!("./b"), Refusal::DotSegment),
        ("/x/{{a:path}}", json!("a\\b"), Refusal::Separator('\\')),
        ("/x/{{a:segment}}", json!("a\\b"), Refusal::Separator('\\')),
        ("/x/{{a:segment}}", json!("../b"), Refusal::DotSegment),
        ("/x/{{a}}", json!("x".repeat(70_000)), Refusal::TooLong),
    ] {
        let got = match path(template, a.clone(), json!("ctx")) {
            Ok(url) => panic!("{template} {a} gave {url}"),
            Err(error) => refusal(error),
        };
        assert_eq!(got, (expected, "a".to_owned()), "{template} {a}");
    }
}

#[test]
fn a_missing_value_of_a_path_is_an_error() {
    let tool = Sketch::new("GET", &["a"], &["c"]).path("/{{a}}/{{c}}").finish();
    let error = tool.request(&core(), json!({}), json!({"c": "x"})).unwrap_err();
    assert!(matches!(&error, CallError::Missing(missing) if missing.supplier() == Supplier::Argument));
    assert_eq!(
        error.for_model(),
        "The argument `a` is missing. Nothing was sent. Call the tool again with it."
    );
    let error = tool.request(&core(), json!({"a": "x"}), json!({})).unwrap_err();
    assert!(matches!(&error, CallError::Missing(missing) if missing.name() == "c"));
    assert!(!error.for_model().contains('`'), "what the host forgot is not the model's to know");
}

#[test]
fn queries() {
    use Style::*;
    for (style, a, expected) in [
        (Repeat, json!("a b&c=d"), "?k=a%20b%26c%3Dd"),
        (Repeat, json!(""), "?k="),
        (Repeat, json!(100.0), "?k=100"),
        (Repeat, json!(199.5), "?k=199.5"),
        (Repeat, json!(18446744073709551615u64), "?k=18446744073709551615"),
        (Repeat, json!(null), ""),
        (Repeat, json!([]), ""),
        (Repeat, json!({}), ""),
        (Repeat, json!(["a b", 1, true, null]), "?k=a%20b&k=1&k=true"),
        (Comma, json!(["a,b", "c d"]), "?k=a%2Cb,c%20d"),
        (Pipe, json!(["a|b", "c"]), "?k=a%7Cb%7Cc"),
        (Space, json!(["a", "b c"]), "?k=a%20b%20c"),
        (Brackets, json!(["a", "b"]), "?k%5B%5D=a&k%5B%5D=b"),
        (Brackets, json!("a"), "?k=a"),
        (Comma, json!([null, "a"]), "?k=a"),
        (Comma, json!([]), ""),
        (Repeat, json!({"s": "v", "t": {"u": 1}}), "?k%5Bs%5D=v&k%5Bt%5D%5Bu%5D=1"),
        (Repeat, json!({"s": ["x", "y"]}), "?k%5Bs%5D%5B0%5D=x&k%5Bs%5D%5B1%5D=y"),
        (Comma, json!([{"s": 1}, {"s": 2}]), "?k%5B0%5D%5Bs%5D=1&k%5B1%5D%5Bs%5D=2"),
        (Repeat, json!([["a"], []]), "?k%5B0%5D%5B0%5D=a"),
        (Repeat, json!({"a&x": "&="}), "?k%5Ba%26x%5D=%26%3D"),
        (Repeat, json!({"s": null, "t": {}}), ""),
        (Repeat, json!("\r\n\0é"), "?k=%0D%0A%00%C3%A9"),
        (Repeat, json!({"a b": "+ ~*"}), "?k%5Ba%20b%5D=%2B%20~%2A"),
    ] {
        let tool = Sketch::new("GET", &["a"], &[]).path("/p").query("k", "{{a}}", style).finish();
        let request = tool.request(&core(), json!({"a": a}), json!({})).unwrap();
        assert_eq!(request.url(), format!("https://api.example/p{expected}"), "{style:?} {a}");
    }
}

#[test]
fn pairs_keep_their_order_whatever_they_hold() {
    let tool = Sketch::new("GET", &["a", "b"], &["c"])
        .path("/p")
        .query("v[]", "1", Style::Repeat)
        .query("a", "{{a}}", Style::Comma)
        .query("mix", "x-{{b}}-{{c}}", Style::Repeat)
        .query("c", "{{c}}", Style::Repeat)
        .finish();
    for (arguments, expected) in [
        (json!({"a": [1, 2], "b": "ü"}), "?v%5B%5D=1&a=1,2&mix=x-%C3%BC-ctx&c=ctx"),
        (json!({"a": "s", "b": null}), "?v%5B%5D=1&a=s&c=ctx"),
        (json!({}), "?v%5B%5D=1&c=ctx"),
    ] {
        let request = tool.request(&core(), arguments, json!({"c": "ctx"})).unwrap();
        assert_eq!(request.url(), format!("https://api.example/p{expected}"));
    }
}

#[test]
fn dotted_names_reach_into_objects() {
    let tool = Sketch::new("POST", &["a"], &[])
        .path("/p/{{a.id}}")
        .query("city", "{{a.home.city}}", Style::Repeat)
        .json(&[("zip", json!("{{a.home.zip}}")), ("none", json!("{{a.id.x}}"))])
        .finish();
    let arguments = json!({"a": {"id": 7, "home": {"city": "Köln", "zip": [50667]}}});
    let request = tool.request(&core(), arguments, json!({})).unwrap();
    assert_eq!(request.url(), "https://api.example/p/7?city=K%C3%B6ln");
    assert_eq!(request.body().unwrap(), br#"{"zip":[50667]}"#);
    let error = tool.request(&core(), json!({"a": {"id": ".."}}), json!({})).unwrap_err();
    assert_eq!(refusal(error), (Refusal::DotSegment, "a.id".to_owned()));
}

#[test]
fn headers() {
    let tool = Sketch::new("GET", &["a"], &["c"])
        .path("/p")
        .header("x-a", "{{a}}")
        .header("x-mixed", "v1 {{c}}")
        .header("authorization", "Bearer {{API_KEY}}")
        .finish();
    for (a, expected) in [
        (json!("plain \t text~"), Some("plain \t text~")),
        (json!(""), Some("")),
        (json!(5.0), Some("5")),
        (json!(["a", 2, null, "b c"]), Some("a,2,b c")),
        (json!([]), None),
        (json!(null), None),
    ] {
        let request = tool.request(&core(), json!({"a": a}), json!({"c": "ctx"})).unwrap();
        assert_eq!(header(&request, "x-a"), expected, "{a}");
        assert_eq!(header(&request, "x-mixed"), Some("v1 ctx"));
        assert_eq!(header(&request, "authorization"), Some(&*format!("Bearer {API_KEY}")));
        assert_eq!(header(&request, "user-agent"), Some(concat!("typed-tools/", env!("CARGO_PKG_VERSION"))));
        assert_eq!(header(&request, "accept"), Some("application/json, */*;q=0.5"));
        assert_eq!(header(&request, "content-type"), None);
    }
    for (a, expected) in [
        (json!("a\r\nx-b: 1"), Refusal::Control('\r')),
        (json!("a\0"), Refusal::Control('\0')),
        (json!("é"), Refusal::NotHeaderText('é')),
        (json!(" a"), Refusal::OuterBlank),
        (json!("a\t"), Refusal::OuterBlank),
        (json!(["a", "b\n"]), Refusal::LineEnd),
        (json!([["a"]]), Refusal::NotScalar),
        (json!({"a": 1}), Refusal::NotScalar),
    ] {
        let error = tool.request(&core(), json!({"a": a}), json!({"c": "ctx"})).unwrap_err();
        match &error {
            CallError::Refused(refused) => assert_eq!(refused.place(), Place::Header("x-a")),
            other => panic!("{other:?}"),
        }
        assert_eq!(refusal(error), (expected, "a".to_owned()), "{a}");
    }
}

#[test]
fn a_definition_has_the_last_word_on_the_defaults() {
    let tool = Sketch::new("GET", &[], &[])
        .path("/p")
        .header("accept", "text/csv")
        .header("user-agent", "crm")
        .finish();
    let request = tool.request(&core(), json!({}), json!({})).unwrap();
    let pairs: Vec<_> = request.headers().collect();
    assert_eq!(pairs, [("accept", "text/csv"), ("user-agent", "crm")]);
}

#[test]
fn basic_credentials() {
    let tool = Sketch::new("GET", &[], &["c"]).path("/p").basic("{{SID}}", "{{API_KEY}}").finish();
    let request = tool.request(&core(), json!({}), json!({"c": "x"})).unwrap();
    // echo -n 'AC1234567890:sk+Key/0123=ab%cd' | base64
    assert_eq!(header(&request, "authorization"), Some("Basic QUMxMjM0NTY3ODkwOnNrK0tleS8wMTIzPWFiJWNk"));
    let tool = Sketch::new("GET", &[], &["c"]).path("/p").basic("{{c}}", "{{API_KEY}}").finish();
    assert!(tool.request(&core(), json!({}), json!({"c": "user"})).is_ok());
    for (c, expected) in [("a:b", Refusal::Colon), ("a\nb", Refusal::Control('\n'))] {
        let error = tool.request(&core(), json!({}), json!({"c": c})).unwrap_err();
        assert_eq!(refusal(error), (expected, "c".to_owned()));
    }
    let error = tool.request(&core(), json!({}), json!({})).unwrap_err();
    assert!(matches!(error, CallError::Missing(_)));
}

#[test]
fn base_urls_and_overrides() {
    let tool = Sketch::new("GET", &["a"], &[]).base_url().path("/leads/{{a}}").finish();
    let request = tool.request(&core(), json!({"a": "x"}), json!({})).unwrap();
    assert_eq!(request.url(), "https://crm.example:8443/api/v2/leads/x");
    let moved = builder().origin("https://crm.example:8443", "http://127.0.0.1:9/").build().unwrap();
    let request = tool.request(&moved, json!({"a": "x"}), json!({})).unwrap();
    assert_eq!(request.url(), "http://127.0.0.1:9/api/v2/leads/x");
    for (from, to) in [
        ("https://api.example/x", "https://b.example"),
        ("https://api.example", "https://b.example/x"),
        ("https://api.example", "http://b.example"),
        ("api.example", "https://b.example"),
        ("https://api.example", "https://u:p@b.example"),
    ] {
        let error = builder().origin(from, to).build().unwrap_err();
        assert!(!error.to_string().contains("u:p"), "{error}");
    }
    const ALLOWING: &OriginRules<'_> = &OriginRules { allow_http: &["http://b.example"], ..*RULES };
    let allowed =
        Builder::<std::sync::Arc<Core>>::new(Parts { secrets: SECRETS, origins: ALLOWING, definitions: &[] });
    assert!(allowed.secrets(secrets()).origin("https://api.example", "http://b.example:80").build().is_ok());
}

#[test]
fn a_client_that_cannot_be_built_is_the_first_calls_error() {
    let source =
        |name: &str| Some(if name == "CRM_BASE_URL" { "ftp://crm" } else { "s3cret-value" }.to_owned());
    let secrets = SecretValues::from_source(SECRETS, &source).unwrap();
    let core = std::sync::Arc::new(Core::new(
        secrets.clone(),
        Parts { secrets: SECRETS, origins: RULES, definitions: &[] },
    ));
    let tool = Sketch::new("GET", &[], &[]).path("/p").finish();
    let error = tool.request(&core, json!({}), json!({})).unwrap_err();
    assert!(matches!(error, CallError::Build(_)));
    assert_eq!(error.to_string(), "CRM_BASE_URL is not a usable base URL: it must begin with `https://`");
    assert!(!error.for_model().contains("CRM"));
    let same =
        Builder::<std::sync::Arc<Core>>::new(Parts { secrets: SECRETS, origins: RULES, definitions: &[] })
            .secrets(secrets)
            .build()
            .unwrap_err();
    assert!(error.to_string().ends_with(&same.to_string()));
    let none =
        Builder::<std::sync::Arc<Core>>::new(Parts { secrets: SECRETS, origins: RULES, definitions: &[] })
            .build()
            .unwrap_err();
    assert!(none.to_string().contains("API_KEY, CRM_BASE_URL, SID"), "{none}");
}

#[test]
fn a_base_url_is_one_by_its_place_and_not_by_its_name() {
    const NAMES: &[&str] = &["DATABASE_URL", "HR_API"];
    const RULES: &OriginRules<'_> = &OriginRules { base_urls: &["HR_API"], allow_http: &[] };
    let core = |hr: &'static str| {
        let source = move |name: &str| {
            Some(if name == "HR_API" { hr } else { "https://u.example/hunter22" }.to_owned())
        };
        let secrets = SecretValues::from_source(NAMES, &source).unwrap();
        Builder::<std::sync::Arc<Core>>::new(Parts { secrets: NAMES, origins: RULES, definitions: &[] })
            .secrets(secrets)
            .build()
    };
    let tool = Sketch::new("POST", &["a"], &[])
        .path("/p")
        .json(&[("a", json!("{{a}}"))])
        .with(|d| d.template.origin = Origin::BaseUrl("HR_API"))
        .finish();
    let core = |hr| core(hr).map_err(|error| error.to_string());
    let request = tool
        .request(&core("https://hr.example").unwrap(), json!({"a": "https://u.example/hunter22"}), json!({}))
        .unwrap();
    assert_eq!(request.url(), "https://hr.example/p");
    // Its name ends in `BASE_URL`, and its value is a URL: a secret all the same.
    let shown = format!("{request:?}");
    assert!(!shown.contains("hunter22") && shown.contains("https://hr.example/p"), "{shown}");
    assert_eq!(
        core("hr.example").unwrap_err(),
        "HR_API is not a usable base URL: it must begin with `https://`"
    );
}

/// Whoever has the URL of a webhook may post to it.
#[test]
fn a_base_urls_path_is_not_shown() {
    const NAMES: &[&str] = &["HOOK"];
    const RULES: &OriginRules<'_> = &OriginRules { base_urls: NAMES, allow_http: &[] };
    const TOKEN: &str = "T0123456%2B89abcd";
    let source = |_: &str| Some(format!("https://hooks.example/v1/{TOKEN}/"));
    let core = std::sync::Arc::new(Core::new(
        SecretValues::from_source(NAMES, &source).unwrap(),
        Parts { secrets: SECRETS, origins: RULES, definitions: &[] },
    ));
    let tool = Sketch::new("POST", &["a"], &[])
        .path("/leads/{{a}}")
        .query("q", "{{a}}", Style::Repeat)
        .with(|d| d.template.origin = Origin::BaseUrl("HOOK"))
        .finish();
    let request = tool.request(&core, json!({"a": "x"}), json!({})).unwrap();
    assert_eq!(request.url(), format!("https://hooks.example/v1/{TOKEN}/leads/x?q=x"));
    let curl = request.to_curl();
    assert!(curl.starts_with("curl -X POST 'https://hooks.example/leads/x?q=x' "), "{curl}");
    assert!(format!("{request:?}").contains(r#"url: "https://hooks.example/leads/x?q=x""#), "{request:?}");
    // Where a value brings it back, a long segment goes as a secret does, in any form; a short one is no secret.
    let echoed = |a: &str| tool.request(&core, json!({"a": a}), json!({})).unwrap().to_curl();
    for form in [TOKEN, "T0123456+89abcd", "t0123456%2b89abcd"] {
        assert!(echoed(form).contains("/leads/[redacted]?q=[redacted]'"), "{}", echoed(form));
    }
    assert!(echoed("v1").contains("/leads/v1?q=v1'"), "{}", echoed("v1"));
}

#[test]
fn an_idempotency_key_is_made_for_each_call() {
    let sketch = Sketch::new("POST", &["a"], &[])
        .path("/p")
        .with(|d| d.call.idempotency_key = Some("idempotency-key"));
    let tool = sketch.clone().finish();
    let key = |tool: &Sketched| {
        let request = tool.request(&core(), json!({"a": "own"}), json!({})).unwrap();
        assert_eq!(request.headers().filter(|(name, _)| *name == "idempotency-key").count(), 1);
        header(&request, "idempotency-key").unwrap().to_owned()
    };
    let (one, two) = (key(&tool), key(&tool));
    assert_ne!(one, two);
    assert!(one.len() == 36 && &one[14..15] == "4" && "89ab".contains(&one[19..20]), "{one}");
    let chosen = sketch.header("idempotency-key", "{{a}}").finish();
    assert_eq!(key(&chosen), "own");
    // Where the model gives none, the call still has one: it may be sent again.
    for arguments in [json!({}), json!({"a": null}), json!({"a": ""})] {
        let request = chosen.request(&core(), arguments, json!({})).unwrap();
        let keys: Vec<_> = request.headers().filter(|(name, _)| *name == "idempotency-key").collect();
        assert!(keys.len() == 1 && keys[0].1.len() == 36, "{keys:?}");
    }
}

#[test]
fn what_is_shown_holds_no_secret() {
    let tool = Sketch::new("POST", &["a"], &[])
        .path("/{{API_KEY:segment}}")
        .query("key", "{{API_KEY}}", Style::Repeat)
        .header("authorization", "Bearer {{API_KEY}}")
        .header("x-copy", "{{SID}}/{{API_KEY}}")
        .json(&[("k", json!("{{API_KEY}}")), ("a", json!("{{a}}"))])
        .finish();
    let request = tool.request(&core(), json!({"a": "it's"}), json!({})).unwrap();
    let shown = [request.to_curl(), format!("{request:?}"), format!("{request:#?}"), format!("{:?}", core())];
    for text in &shown {
        for form in ["0123", "Key", SID] {
            assert!(!text.contains(form), "{form} in {text}");
        }
    }
    assert_eq!(
        shown[0],
        "curl -X POST 'https://api.example/[redacted]?key=[redacted]' \\\n  -H 'authorization: Bearer [redacted]' \\\n  \
         -H 'x-copy: [redacted]' \\\n  -H 'accept: application/json, */*;q=0.5' \\\n  -H 'user-agent: typed-tools/0.1.0' \\\n  \
         -H 'content-type: application/json' \\\n  --data-raw '{\"k\":\"[redacted]\",\"a\":\"it'\\''s\"}'"
    );
}
