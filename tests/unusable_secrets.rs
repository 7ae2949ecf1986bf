//! Secrets that no header can carry are found when the client is built, by their names.

use typed_tools::serde_json::json;
use typed_tools::{BuildError, CallError, Refusal};

mod shop {
    typed_tools::tools!(
        inline = r#"[
            {
                "name": "find_order",
                "description": "Finds an order",
                "parameters": { "type": "object", "properties": {} },
                "api_endpoint": "https://shop.example/orders/{{region}}",
                "http_method": "GET",
                "headers": { "X-Tenant": "{{region}}/{{TENANT}}", "X-Trace": "{{TRACE_KEY}}" },
                "auth": { "type": "bearer", "token": "{{SHOP_TOKEN}}" }
            },
            {
                "name": "find_parcel",
                "description": "Finds a parcel",
                "parameters": { "type": "object", "properties": {} },
                "api_endpoint": "https://parcels.example/find",
                "http_method": "POST",
                "auth": { "type": "basic", "username": "{{PARCEL_USER}}", "password": "{{PARCEL_PASSWORD}}" },
                "body_template": { "key": "{{SIGNING_KEY}}" }
            },
            {
                "name": "find_invoice",
                "description": "Finds an invoice",
                "parameters": { "type": "object", "properties": {} },
                "api_endpoint": "https://billing.example/find?key={{QUERY_KEY}}",
                "http_method": "GET",
                "auth": {
                    "type": "oauth2_client_credentials",
                    "token_url": "https://login.example/token",
                    "client_id": "{{CLIENT_ID}}",
                    "client_secret": "{{CLIENT_SECRET}}"
                }
            }
        ]"#,
        context = { region: String },
        allow = ["W012"]
    );
}
use shop::{Context, FindOrder, Secrets, Tools};

/// All secrets as they should be, but those.
fn secrets(wrong: &[(&str, &str)]) -> Secrets {
    let source = |name: &str| {
        let wrong = wrong.iter().find(|(known, _)| *known == name);
        Some(wrong.map_or_else(|| format!("value-of-{name}"), |(_, value)| (*value).to_owned()))
    };
    Secrets::from_source(&source).unwrap()
}

fn build(wrong: &[(&str, &str)]) -> Result<Tools, BuildError> {
    Tools::builder().secrets(secrets(wrong)).build()
}

#[test]
fn what_no_header_can_carry_is_found_at_once() {
    let wrong = [
        ("SHOP_TOKEN", "sk-1234\n"),
        ("TENANT", "caf\u{e9}"),
        ("PARCEL_USER", "a:b"),
        ("PARCEL_PASSWORD", "hunter22\r\n"),
        ("TRACE_KEY", "trace-1 "),
        ("CLIENT_SECRET", "c1\0c2"),
    ];
    let error = build(&wrong).unwrap_err();
    let BuildError::Secrets(unusable) = &error else { panic!("{error:?}") };
    let mut found: Vec<_> = unusable.iter().map(|one| (one.name(), one.refusal(), one.tool())).collect();
    found.sort_unstable_by_key(|(name, ..)| *name);
    assert_eq!(
        found,
        [
            ("CLIENT_SECRET", Refusal::Control('\0'), "find_invoice"),
            ("PARCEL_PASSWORD", Refusal::LineEnd, "find_parcel"),
            ("PARCEL_USER", Refusal::Colon, "find_parcel"),
            ("SHOP_TOKEN", Refusal::LineEnd, "find_order"),
            ("TENANT", Refusal::NotHeaderText('\u{e9}'), "find_order"),
            ("TRACE_KEY", Refusal::OuterBlank, "find_order"),
        ]
    );
    for text in [error.to_string(), format!("{error:?}")] {
        for (name, value) in wrong {
            assert!(text.contains(name) && !text.contains(value.trim()), "{text}");
        }
    }
    let error = build(&wrong[..1]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "secrets that no header can carry: SHOP_TOKEN must not end with a line break \
         (the header `authorization`); trim what is read from a file"
    );
}

#[test]
fn what_stands_elsewhere_may_have_lines() {
    let pem = "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n";
    // The credentials of OAuth are form-urlencoded first.
    let fine = [
        ("SIGNING_KEY", pem),
        ("QUERY_KEY", "a\nb"),
        ("PARCEL_PASSWORD", "p\u{e4}ss:"),
        ("CLIENT_ID", "a:b"),
    ];
    let tools = build(&fine).unwrap();
    let session = tools.session(Context { region: "eu".to_owned() });
    assert!(session.request(&shop::ToolCall::parse("find_parcel", json!({})).unwrap()).is_ok());
}

/// `Tools::new` cannot fail, so the first call says it, of whichever tool.
#[test]
fn the_first_call_says_it_where_new_cannot() {
    let tools = Tools::new(secrets(&[("PARCEL_PASSWORD", "hunter22\n")]));
    let session = tools.session(Context { region: "eu".to_owned() });
    let error = session.request(&shop::ToolCall::FindOrder(FindOrder::new())).unwrap_err();
    assert!(matches!(error, CallError::Build(BuildError::Secrets(_))), "{error:?}");
    assert!(
        error.to_string().contains("PARCEL_PASSWORD") && !error.to_string().contains("hunter22"),
        "{error}"
    );
}
