//! Spans of calls and attempts: their names and fields, and what is not in them.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use typed_tools::serde_json::json;
use typed_tools::testing::Mocked;
use typed_tools::{CallOptions, Secret};

mod api {
    typed_tools::tools!(
        inline = r#"{
            "name": "get_order",
            "description": "Gets an order",
            "parameters": {
                "type": "object",
                "properties": { "id": { "type": "string" } },
                "required": ["id"]
            },
            "api_endpoint": "https://api.example/orders/{{id}}",
            "http_method": "GET",
            "headers": { "Authorization": "Bearer {{API_KEY}}", "X-Customer": "{{token}}" },
            "retries": 1
        }"#,
        context = { token: Secret },
    );
}

use api::{Context, GetOrder, ToolCall, Tools};

type Spans = Arc<Mutex<Vec<BTreeMap<&'static str, String>>>>;

/// Keeps the fields of every span.
struct Keeper(Spans);

struct Fields<'a>(&'a mut BTreeMap<&'static str, String>);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl Subscriber for Keeper {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_span() && metadata.target().starts_with("typed_tools")
    }
    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut spans = self.0.lock().unwrap();
        let mut fields = BTreeMap::from([("", attributes.metadata().name().to_owned())]);
        attributes.record(&mut Fields(&mut fields));
        spans.push(fields);
        Id::from_u64(spans.len() as u64)
    }
    fn record(&self, span: &Id, values: &Record<'_>) {
        let index = usize::try_from(span.into_u64()).unwrap() - 1;
        values.record(&mut Fields(&mut self.0.lock().unwrap()[index]));
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

async fn spans(content: bool) -> Vec<BTreeMap<&'static str, String>> {
    let spans = Spans::default();
    let _guard = tracing::subscriber::set_default(Keeper(Arc::clone(&spans)));
    let (tools, mock) = Tools::mocked_with(|builder| builder.trace_content(content)).unwrap();
    mock.on(|_: &GetOrder| true).status(503).times(1);
    mock.on(|_: &GetOrder| true).reply(json!({ "key": "mock-API_KEY", "state": "sent" })).times(1);
    mock.on(|_: &GetOrder| true).status(404);
    let session = tools.session(Context { token: Secret::from("customer-token-01") });
    let call = ToolCall::GetOrder(GetOrder { id: "customer-token-01".into() });
    let options = CallOptions::new().call_id("call_7").attribute("tenant", "acme");
    session.call_with(&call, options).await.unwrap();
    session.call(&call).await.unwrap_err();
    drop(session);
    std::mem::take(&mut *spans.lock().unwrap())
}

#[tokio::test(start_paused = true)]
async fn a_call_and_its_attempts() {
    let spans = spans(false).await;
    let field = |index: usize, name: &str| spans[index].get(name).map_or("", String::as_str);
    let names: Vec<_> = spans.iter().map(|span| span["otel.name"].as_str()).collect();
    let attempt = "GET https://api.example/orders/{id}";
    assert_eq!(names, ["execute_tool get_order", attempt, attempt, "execute_tool get_order", attempt]);
    assert_eq!(field(0, "gen_ai.operation.name"), "execute_tool");
    assert_eq!(field(0, "gen_ai.tool.name"), "get_order");
    assert_eq!(field(0, "gen_ai.tool.type"), "function");
    assert_eq!(field(0, "gen_ai.tool.call.id"), "call_7");
    assert_eq!(field(0, "typed_tools.attributes"), r#"{"tenant":"acme"}"#);
    assert_eq!(field(0, "error.type"), "");
    assert_eq!(field(1, "otel.kind"), "client");
    assert_eq!(field(1, "http.response.status_code"), "503");
    assert_eq!(field(1, "error.type"), "503");
    // What a tracing backend shows as failed.
    let failed: Vec<_> = (0..5).map(|span| field(span, "otel.status_code")).collect();
    assert_eq!(failed, ["", "error", "", "error", "error"]);
    assert_eq!(field(2, "http.request.resend_count"), "1");
    assert_eq!(field(2, "server.address"), "api.example");
    assert_eq!(field(2, "server.port"), "443");
    assert_eq!(field(2, "url.template"), "https://api.example/orders/{id}");
    assert_eq!(field(3, "error.type"), "status");
    let all = format!("{spans:?}");
    for hidden in
        ["customer-token-01", "mock-API_KEY", "gen_ai.tool.call.arguments", "gen_ai.tool.call.result"]
    {
        assert!(!all.contains(hidden), "{hidden} in {all}");
    }
}

#[tokio::test(start_paused = true)]
async fn content_is_there_when_it_is_asked_for_and_without_secrets() {
    let spans = spans(true).await;
    assert_eq!(spans[0]["gen_ai.tool.call.arguments"], r#"{"id":"[redacted]"}"#);
    assert_eq!(spans[0]["gen_ai.tool.call.result"], r#"{"key":"[redacted]","state":"sent"}"#);
    let all = format!("{spans:?}");
    assert!(!all.contains("customer-token-01") && !all.contains("mock-API_KEY"), "{all}");
}
