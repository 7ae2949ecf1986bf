//! A set with defaults: what its definitions have in common stands in one file.

use typed_tools::serde_json::{Value, json};
use typed_tools::testing::Mocked;
use typed_tools::{Request, ToolError};

mod shop {
    typed_tools::tools!("tests/defaults/*.json", defaults = "tests/defaults/defaults.json", allow = ["W023"]);
}

use shop::{Context, GetOrder, Guess, Native, Secrets, Session, ToolCall, Tools};

struct Luck;

impl Native for Luck {
    async fn guess(&self, _: &Context, _: Guess) -> Result<Value, ToolError> {
        Ok(json!(7))
    }
}

fn session() -> Session {
    let secrets = Secrets::from_source(&|name: &str| {
        Some(if name == "SHOP_URL" {
            "https://shop.example/v2".to_owned()
        } else {
            format!("value-of-{name}")
        })
    });
    let tools = Tools::builder().secrets(secrets.unwrap()).native(Luck).build().unwrap();
    tools.session(Context { trace: "t-1".into() })
}

fn request(name: &str, arguments: Value) -> Request {
    session().request(&ToolCall::parse(name, arguments).unwrap()).unwrap()
}

fn headers(request: &Request) -> Vec<(String, String)> {
    let own = request.headers().filter(|(name, _)| !matches!(*name, "accept" | "user-agent"));
    own.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn an_endpoint_stands_behind_the_base_url_and_has_the_rest() {
    let request = request("get_order", json!({ "id": "A1" }));
    assert_eq!(request.url(), "https://shop.example/v2/orders/A1?lang=en");
    let expected = [("x-client", "agent"), ("authorization", "Bearer value-of-SHOP_KEY"), ("x-trace", "t-1")];
    let mut found = headers(&request);
    found.sort();
    let mut expected = pairs(&expected);
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn what_a_definition_says_itself_wins() {
    let request = request("own_words", json!({}));
    assert_eq!(request.url(), "https://shop.example/v2/own?lang=fr");
    assert_eq!(headers(&request), pairs(&[("x-client", "own"), ("authorization", "Key value-of-OWN_KEY")]));
}

#[test]
fn no_secret_of_the_set_goes_elsewhere() {
    let request = request("elsewhere", json!({}));
    assert_eq!(request.url(), "https://status.example.com/now?lang=en");
    assert!(request.headers().all(|(_, value)| !value.contains("SHOP_KEY")));
}

#[tokio::test(start_paused = true)]
async fn retries_and_responses_are_those_of_the_set() {
    let (tools, mock) = Tools::mocked();
    mock.on(|_: &GetOrder| true).status(503).times(2);
    mock.on(|_: &GetOrder| true).reply("x".repeat(100)).times(1);
    let session = tools.session(Context { trace: "t-1".into() });
    let done = session.get_order(&GetOrder { id: "A1".into() }).await.unwrap();
    assert_eq!(done.report().attempts(), 3);
    assert!(done.for_model().contains("the first 40 characters"), "{}", done.for_model());
    mock.done();
}
