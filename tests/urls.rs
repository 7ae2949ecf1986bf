//! What URLs are made of: base URLs, and blanks in a query.

mod support;

use support::{Arrived, Server};
use typed_tools::serde_json::json;

mod hr {
    typed_tools::tools!(
        inline = r#"[
            {
                "name": "check_balance",
                "description": "Checks how many days off are left",
                "api_endpoint": "{{HR_API}}/balance",
                "http_method": "POST",
                "body_template": { "callback": "{{HR_API}}/done", "database": "{{DATABASE_URL}}" },
                "auth": {
                    "type": "oauth2_client_credentials",
                    "token_url": "{{TOKEN_HOST}}/token",
                    "client_id": "{{HR_ID}}",
                    "client_secret": "{{HR_SECRET}}",
                    "scope": "{{HR_API}}/.default"
                }
            }
        ]"#,
        allow = ["W012"]
    );
}

mod shipments {
    typed_tools::tools!(
        inline = r#"{
            "name": "find_shipments",
            "description": "Finds shipments",
            "parameters": {
                "type": "object",
                "properties": {
                    "filter": { "type": "string" },
                    "fields": { "type": "array", "items": { "type": "string" } },
                    "near": { "type": "object", "additionalProperties": { "type": "string" } }
                },
                "required": ["filter"]
            },
            "api_endpoint": "https://api.example.com/odata/Shipments?$orderby=due+desc&note=a%2Bb%20c",
            "http_method": "GET",
            "query_params": { "$filter": "{{filter}}", "fields": "{{fields}}", "near to": "{{near}}" }
        }"#
    );
}

use hr::{CheckBalance, Context, Secrets, ToolCall, Tools};

const TOKEN: &str = "B0123456789abcdef";

fn tools(api: &str, login: &str) -> Result<Tools, typed_tools::BuildError> {
    let source = |name: &str| {
        Some(match name {
            "HR_API" => format!("{api}/v1/{TOKEN}"),
            "TOKEN_HOST" => login.to_owned(),
            "DATABASE_URL" => "https://db.example/users".to_owned(),
            name => format!("value-of-{name}"),
        })
    };
    Tools::builder().secrets(Secrets::from_source(&source).unwrap()).build()
}

/// OData services and others take a `+` for what it is; every decoder reads `%20`.
#[test]
fn a_blank_in_a_query_is_percent_encoded() {
    let session =
        shipments::Tools::new(shipments::Secrets::from_env().unwrap()).session(shipments::Context {});
    let arguments =
        json!({"filter": "number eq 'A+1~*'", "fields": ["a b", "c"], "near": {"the town": "New York"}});
    let call = shipments::ToolCall::parse("find_shipments", arguments).unwrap();
    assert_eq!(
        session.request(&call).unwrap().url(),
        "https://api.example.com/odata/Shipments?%24orderby=due%20desc&note=a%2Bb%20c\
         &%24filter=number%20eq%20%27A%2B1~%2A%27&fields=a%20b&fields=c&near%20to%5Bthe%20town%5D=New%20York"
    );
}

#[tokio::test]
async fn requests_go_where_it_says() {
    let login =
        Server::answering(|_| ("200 OK", json!({"access_token": "tok", "token_type": "bearer"}).to_string()));
    let api = Server::start();
    let session = tools(&api.origin(), &login.origin()).unwrap().session(Context {});
    session.check_balance(&CheckBalance {}).await.unwrap();
    let (asked, called) = (login.arrived(), api.arrived());
    assert_eq!(asked[0].target, "/token");
    let body = |arrived: &Arrived| String::from_utf8(arrived.body.clone()).unwrap();
    assert!(body(&asked[0]).contains("%2Fv1%2FB0123456789abcdef%2F.default"), "{}", body(&asked[0]));
    assert_eq!(called[0].target, "/v1/B0123456789abcdef/balance");
    assert!(body(&called[0]).contains("/v1/B0123456789abcdef/done"), "{}", body(&called[0]));
}

#[test]
fn its_origin_is_shown_and_its_path_is_not() {
    let session = tools("https://hr.example", "https://login.example").unwrap().session(Context {});
    let request = session.request(&ToolCall::CheckBalance(CheckBalance {})).unwrap();
    for shown in [request.to_curl(), format!("{request:?}"), format!("{request:#?}")] {
        assert!(shown.contains("https://hr.example/balance"), "{shown}");
        assert!(shown.contains("https://hr.example/v1/[redacted]/done"), "{shown}");
        assert!(!shown.contains(TOKEN) && !shown.contains("db.example"), "{shown}");
    }
}

#[test]
fn it_is_checked_when_the_client_is_built() {
    let error = |api, login| tools(api, login).unwrap_err().to_string();
    assert_eq!(
        error("https://hr.example", "login.example"),
        "TOKEN_HOST is not a usable base URL: it must begin with `https://`"
    );
    assert_eq!(
        error("https://user@hr.example", "https://login.example"),
        "HR_API is not a usable base URL: it must not hold a user name or password"
    );
    // The rule that hosts of definitions and of `allow_http` are held to.
    assert_eq!(
        error("https://hr_api.example", "https://login.example"),
        "HR_API is not a usable base URL: a host is made of letters, digits, `-` and dots; it cannot hold '_'"
    );
}
