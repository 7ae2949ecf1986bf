//! The application around a call: decisions, narrowed sessions, native tools, watching, tenants and options.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use typed_tools::serde_json::{self, Value, json};
use typed_tools::{
    BoxFuture, CallError, CallOptions, CallReport, Limits, Outcome, Pending, Provider, RawResponse, Request,
    Secret, ToolError, Transport, TransportError,
};

mod shop {
    typed_tools::tools!(
        inline = r#"[
            {
                "name": "get_order",
                "description": "Gets an order",
                "parameters": {
                    "type": "object",
                    "properties": { "order_id": { "type": "string" } },
                    "required": ["order_id"]
                },
                "api_endpoint": "https://api.shop.example/orders/{{order_id}}",
                "http_method": "GET",
                "retries": 2,
                "headers": { "Authorization": "Bearer {{SHOP_KEY}}", "X-Customer": "{{customer_token}}" }
            },
            {
                "name": "refund_order",
                "description": "Pays an order back",
                "parameters": {
                    "type": "object",
                    "properties": { "order_id": { "type": "string" }, "amount": { "type": "number", "minimum": 0 } },
                    "required": ["order_id", "amount"]
                },
                "api_endpoint": "https://api.shop.example/refunds",
                "http_method": "POST",
                "idempotency_key": "Idempotency-Key",
                "annotations": { "destructiveHint": true },
                "headers": { "Authorization": "Bearer {{SHOP_KEY}}" }
            },
            {
                "name": "post_message",
                "description": "Posts a message to a channel",
                "parameters": {
                    "type": "object",
                    "properties": { "text": { "type": "string" } },
                    "required": ["text"]
                },
                "api_endpoint": "https://chat.example/api/post",
                "http_method": "POST",
                "headers": { "Authorization": "Bearer {{SHOP_KEY}}" },
                "response": { "error": { "path": "$.ok", "is": false, "message": "$.error" }, "max_bytes": 400 }
            },
            {
                "name": "estimate_delivery",
                "description": "Estimates the days until a parcel arrives",
                "parameters": {
                    "type": "object",
                    "properties": { "zip": { "type": "string", "pattern": "^[0-9]{5}$" } },
                    "required": ["zip"]
                },
                "native": true
            }
        ]"#,
        context = { customer_token: Secret, tier: Option<String> },
    );
}

use shop::{
    Context, EstimateDelivery, GetOrder, Native, PostMessage, RefundOrder, Secrets, Session, ToolCall, Tools,
};

const CUSTOMER: &str = "cust-tok-0123456789";

struct Warehouse;

impl Native for Warehouse {
    async fn estimate_delivery(
        &self,
        context: &Context,
        arguments: EstimateDelivery,
    ) -> Result<Value, ToolError> {
        if arguments.zip == "00000" {
            return Err(ToolError::new("There is no such place; ask for the zip code again."));
        }
        let days = if context.tier.as_deref() == Some("gold") { 1 } else { 3 };
        Ok(json!({ "days": days, "zip": arguments.zip, "token": context.customer_token.expose() }))
    }
}

/// Keeps what it was given, and answers with a script; the last answer stays.
#[derive(Clone, Default)]
struct Script {
    answers: Arc<Mutex<Vec<RawResponse>>>,
    sent: Arc<Mutex<Vec<Request>>>,
}

impl Script {
    fn of(answers: impl IntoIterator<Item = (u16, Value)>) -> Self {
        let answers = answers.into_iter().map(|(status, body)| {
            RawResponse::new(status, [("Content-Type", "application/json")], body.to_string())
        });
        let mut answers: Vec<_> = answers.collect();
        answers.reverse();
        Self { answers: Arc::new(Mutex::new(answers)), ..Self::default() }
    }

    fn urls(&self) -> Vec<String> {
        self.sent.lock().unwrap().iter().map(|request| request.url().to_owned()).collect()
    }

    fn header(&self, at: usize, name: &str) -> Option<String> {
        let sent = self.sent.lock().unwrap();
        sent[at].headers().find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
    }
}

impl Transport for Script {
    fn send(&self, request: Request, _: Limits) -> BoxFuture<'_, Result<RawResponse, TransportError>> {
        Box::pin(async move {
            self.sent.lock().unwrap().push(request);
            let mut answers = self.answers.lock().unwrap();
            let next = if answers.len() > 1 { answers.pop() } else { answers.last().cloned() };
            next.ok_or_else(|| TransportError::connect("nobody listens"))
        })
    }
}

fn secrets(key: &str) -> Secrets {
    Secrets::from_source(&|_: &str| Some(key.to_owned())).unwrap()
}

fn context() -> Context {
    Context { customer_token: CUSTOMER.into(), tier: Some("gold".into()) }
}

fn tools(script: &Script) -> Tools {
    Tools::builder()
        .secrets(secrets("shop-key-0123456789"))
        .native(Warehouse)
        .transport(script.clone())
        .build()
        .unwrap()
}

fn session(script: &Script) -> Session {
    tools(script).session(context())
}

/// A reply with these calls.
fn reply(calls: &[(&str, &str, Value)]) -> Value {
    let calls = calls.iter().map(
        |(id, name, arguments)| json!({ "type": "tool_use", "id": id, "name": name, "input": arguments }),
    );
    json!({ "role": "assistant", "stop_reason": "tool_use", "content": calls.collect::<Vec<_>>() })
}

/// The results by id: the text, and whether it is an error.
fn results(messages: &[Value]) -> Vec<(String, String, bool)> {
    let content = messages[0]["content"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    content
        .iter()
        .map(|result| {
            let is_error = result["is_error"].as_bool().unwrap();
            (text(&result["tool_use_id"]), text(&result["content"]), is_error)
        })
        .collect()
}

#[tokio::test]
async fn each_call_is_decided_and_no_refusal_stops_another() {
    let script = Script::of([(200, json!({ "state": "sent" }))]);
    let session = session(&script);
    let reply = reply(&[
        ("1", "get_order", json!({ "order_id": "A1" })),
        ("2", "refund_order", json!({ "order_id": "A1", "amount": 5 })),
        ("3", "refund_order", json!({ "order_id": "A2", "amount": -5 })),
        ("4", "estimate_delivery", json!({ "zip": "10115" })),
        ("5", "get_ordr", json!({})),
    ]);
    let mut seen = Vec::new();
    let messages = session
        .answer_with(Provider::Anthropic, &reply, |call: Pending<'_, ToolCall>| {
            seen.push((call.name(), call.id().map(str::to_owned), call.annotations().destructive));
            async move {
                match call.tool_call() {
                    ToolCall::RefundOrder(_) => call.refuse("The customer did not confirm it."),
                    ToolCall::EstimateDelivery(_) => call.answer(json!({ "days": 9 })),
                    ToolCall::GetOrder(_) | ToolCall::PostMessage(_) => call.send().await,
                }
            }
        })
        .await
        .unwrap();
    let results = results(&messages);
    assert_eq!(results[0], ("1".to_owned(), r#"{"state":"sent"}"#.to_owned(), false));
    assert_eq!(results[1], ("2".to_owned(), "The customer did not confirm it.".to_owned(), true));
    assert!(results[2].1.contains("minimum") || results[2].1.contains("at least"), "{results:?}");
    assert_eq!(results[3], ("4".to_owned(), r#"{"days":9}"#.to_owned(), false));
    assert!(results[4].2 && results[4].1.contains("get_order"), "{results:?}");
    assert_eq!(script.urls(), ["https://api.shop.example/orders/A1"], "no other was sent");
}

#[tokio::test]
async fn a_decision_may_borrow_wait_and_run_in_a_task() {
    let script = Script::of([(200, json!({ "ok": true }))]);
    let session = session(&script);
    let task = tokio::spawn(async move {
        let allowed = ["A1".to_owned()];
        let reply = reply(&[
            ("1", "refund_order", json!({ "order_id": "A1", "amount": 5 })),
            ("2", "refund_order", json!({ "order_id": "B2", "amount": 5 })),
        ]);
        session
            .answer_with(Provider::Anthropic, &reply, async |call: Pending<'_, ToolCall>| {
                tokio::task::yield_now().await;
                match call.tool_call() {
                    ToolCall::RefundOrder(refund) if !allowed.contains(&refund.order_id) => {
                        call.refuse("not this one")
                    }
                    ToolCall::RefundOrder(_)
                    | ToolCall::GetOrder(_)
                    | ToolCall::PostMessage(_)
                    | ToolCall::EstimateDelivery(_) => call.send().await,
                }
            })
            .await
    });
    let messages = task.await.unwrap().unwrap();
    assert_eq!(results(&messages).iter().map(|(.., error)| *error).collect::<Vec<_>>(), [false, true]);
}

#[tokio::test]
async fn a_pending_approval_outlives_its_process() {
    let script = Script::of([(200, json!({ "paid": 5 }))]);
    let session = session(&script);
    let reply = reply(&[("7", "refund_order", json!({ "order_id": "A1", "amount": 5 }))]);
    let stored = Mutex::new(String::new());
    let messages = session
        .answer_with(Provider::Anthropic, &reply, |call| {
            *stored.lock().unwrap() = serde_json::to_string(&call.call()).unwrap();
            async move { call.refuse("It waits for an approval.") }
        })
        .await;
    assert!(messages.is_ok() && script.urls().is_empty());
    // Later, elsewhere.
    let call = serde_json::from_str(&stored.into_inner().unwrap()).unwrap();
    let answered = session.answer_calls(vec![call], Pending::send).await;
    let [(call, outcome)] = answered.as_slice() else { panic!("{answered:?}") };
    assert_eq!((call.id.as_deref(), outcome.text()), (Some("7"), r#"{"paid":5}"#));
    let stored = serde_json::to_string(outcome).unwrap();
    assert_eq!(serde_json::from_str::<Outcome>(&stored).unwrap(), *outcome);
    // And a typed call.
    let refund = ToolCall::RefundOrder(RefundOrder { order_id: "A1".into(), amount: 5.0 });
    let stored = serde_json::to_string(&refund).unwrap();
    assert_eq!(serde_json::from_str::<ToolCall>(&stored).unwrap(), refund);
    let bad = stored.replace('5', "-5");
    assert!(serde_json::from_str::<ToolCall>(&bad).is_err(), "it reads through its checks");
}

#[tokio::test]
async fn a_changed_call_goes_in_its_place() {
    let script = Script::of([(200, json!({}))]);
    let session = session(&script);
    let reply = reply(&[("1", "get_order", json!({ "order_id": "A1" }))]);
    session
        .answer_with(Provider::Anthropic, &reply, async |call| {
            call.send_changed(&ToolCall::GetOrder(GetOrder { order_id: "B2".into() })).await
        })
        .await
        .unwrap();
    assert_eq!(script.urls(), ["https://api.shop.example/orders/B2"]);
}

#[tokio::test]
async fn only_what_was_offered_runs() {
    let script = Script::of([(200, json!({}))]);
    let all = session(&script);
    let session = all.only(&["get_order"]).unwrap();
    assert_eq!(session.specs(Provider::OpenAiChat).names().collect::<Vec<_>>(), ["get_order"]);
    assert_eq!(session.strict_specs(Provider::OpenAiChat).names().collect::<Vec<_>>(), ["get_order"]);
    assert_eq!(session.tools().map(|tool| tool.name()).collect::<Vec<_>>(), ["get_order"]);
    assert!(session.tool("refund_order").is_none() && all.tool("refund_order").is_some());

    // Neither a model, nor a typed method, nor a changed or restored call reaches another tool.
    let refund = RefundOrder { order_id: "A1".into(), amount: 1.0 };
    for error in [
        session.refund_order(&refund).await.unwrap_err(),
        session.call(&ToolCall::RefundOrder(refund.clone())).await.unwrap_err(),
        session.request(&ToolCall::RefundOrder(refund.clone())).unwrap_err(),
    ] {
        assert!(matches!(error, CallError::Arguments(_)), "{error:?}");
    }
    let reply = reply(&[("1", "refund_ordr", json!({ "order_id": "A1", "amount": 1 }))]);
    let messages = session.answer(Provider::Anthropic, &reply).await.unwrap();
    let text = &results(&messages)[0].1;
    assert!(text.contains("get_order") && !text.contains("refund_order"), "{text}");
    assert_eq!(script.urls(), Vec::<String>::new());

    // It narrows, and never widens.
    let error = session.only(&["refund_order"]).unwrap_err();
    assert_eq!(error.to_string(), "there is no tool `refund_order`");
    let error = all.only(&["get_order", "refund_oder"]).unwrap_err();
    assert_eq!((error.name(), error.nearest()), ("refund_oder", Some("refund_order")));
}

#[tokio::test]
async fn native_tools_are_tools() {
    let script = Script::default();
    let session = session(&script);
    let done = session.estimate_delivery(&EstimateDelivery { zip: "10115".into() }).await.unwrap();
    assert_eq!(done.body()["days"], 1);
    assert!(!done.for_model().contains(CUSTOMER) && done.for_model().contains("[redacted]"));
    // Checked as all others are.
    let error = session.estimate_delivery(&EstimateDelivery { zip: "x".into() }).await.unwrap_err();
    assert!(matches!(error, CallError::Arguments(_)), "{error:?}");
    let error = session.estimate_delivery(&EstimateDelivery { zip: "00000".into() }).await.unwrap_err();
    assert_eq!(error.for_model(), "There is no such place; ask for the zip code again.");
    assert_eq!(error.kind(), "tool_error");
    let specs = Tools::specs(Provider::OpenAiChat);
    assert!(specs.names().any(|name| name == "estimate_delivery"));
    let tool = session.tool("estimate_delivery").unwrap();
    let answer = tool.call(json!({ "zip": "10115" }), CallOptions::new()).await;
    assert_eq!(answer.structured().unwrap()["token"], "[redacted]");
    assert!(session.request(&ToolCall::EstimateDelivery(EstimateDelivery { zip: "10115".into() })).is_err());
}

#[tokio::test(start_paused = true)]
async fn whoever_watches_is_told_of_every_call() {
    let reports: Arc<Mutex<Vec<CallReport>>> = Arc::default();
    let told = Arc::clone(&reports);
    let script = Script::of([(503, json!({})), (200, json!({ "a": 1 }))]);
    let tools = Tools::builder()
        .secrets(secrets("shop-key-0123456789"))
        .native(Warehouse)
        .transport(script.clone())
        .observe(move |report| told.lock().unwrap().push(report.clone()))
        .build()
        .unwrap();
    let session = tools.session(context());
    let reply = reply(&[
        ("1", "get_order", json!({ "order_id": "A1" })),
        ("2", "get_order", json!({})),
        ("3", "no_such", json!({})),
        ("4", "refund_order", json!({ "order_id": "A1", "amount": 1 })),
        ("5", "estimate_delivery", json!({ "zip": "10115" })),
    ]);
    session
        .answer_with(Provider::Anthropic, &reply, async |call| match call.tool_call() {
            ToolCall::RefundOrder(_) => call.refuse("no"),
            _ => call.send().await,
        })
        .await
        .unwrap();
    let mut seen: Vec<_> = reports
        .lock()
        .unwrap()
        .iter()
        .map(|report| {
            let id = report.call_id().unwrap_or_default().to_owned();
            (id, report.tool(), report.kind(), report.status(), report.attempts())
        })
        .collect();
    seen.sort();
    let expected = [
        ("1", "get_order", "ok", Some(200), 2),
        ("2", "get_order", "arguments", None, 0),
        ("3", "_OTHER", "arguments", None, 0),
        ("4", "refund_order", "declined", None, 0),
        ("5", "estimate_delivery", "ok", None, 0),
    ];
    assert_eq!(
        seen,
        expected.map(|(id, tool, kind, status, attempts)| { (id.to_owned(), tool, kind, status, attempts) })
    );
    let reports = reports.lock().unwrap().clone();
    let sent = reports.iter().find(|report| report.call_id() == Some("1")).unwrap();
    assert_eq!(sent.method(), Some("GET"));
    assert_eq!(sent.url_template(), Some("https://api.shop.example/orders/{order_id}"));
    assert_eq!(sent.response_bytes(), 7);
    assert!(sent.elapsed() >= Duration::ZERO);

    // The same from what a call gives.
    let done = session.get_order(&GetOrder { order_id: "A1".into() }).await.unwrap();
    assert_eq!((done.report().kind(), done.report().attempts()), ("ok", 1));
    let error = session.get_order(&GetOrder { order_id: "..".into() }).await.unwrap_err();
    assert_eq!((error.report().kind(), error.report().tool()), ("refused", "get_order"));
}

#[tokio::test(start_paused = true)]
async fn a_hook_sees_every_attempt_and_cannot_move_it() {
    let script = Script::of([(503, json!({})), (200, json!({ "echo": "sig-0123456789-2" }))]);
    let count = Arc::new(Mutex::new(0));
    let tools = Tools::builder()
        .secrets(secrets("shop-key-0123456789"))
        .native(Warehouse)
        .transport(script.clone())
        .before_send(move |request: &mut Request| {
            let mut count = count.lock().unwrap();
            *count += 1;
            assert!(request.set_header("Host", "evil.example").is_err());
            assert!(request.set_header("X-A", "line\nbreak").is_err());
            request.set_sensitive_header("X-Signature", &format!("sig-0123456789-{count}"))?;
            request.append_query("attempt", &format!("{count} of 3"));
            Ok(())
        })
        .build()
        .unwrap();
    let session = tools.session(context());
    let done = session.get_order(&GetOrder { order_id: "A1".into() }).await.unwrap();
    assert_eq!(
        script.urls(),
        [
            "https://api.shop.example/orders/A1?attempt=1%20of%203",
            "https://api.shop.example/orders/A1?attempt=2%20of%203",
        ]
    );
    assert_eq!(script.header(1, "x-signature").as_deref(), Some("sig-0123456789-2"));
    assert_eq!(done.for_model(), r#"{"echo":"[redacted]"}"#);
    let shown = format!("{:?}", script.sent.lock().unwrap()[1]);
    assert!(!shown.contains("sig-0123456789") && !shown.contains(CUSTOMER), "{shown}");

    let failing = Tools::builder()
        .secrets(secrets("shop-key-0123456789"))
        .native(Warehouse)
        .transport(script.clone())
        .before_send(|_: &mut Request| Err("the key shop-key-0123456789 has expired".into()))
        .build()
        .unwrap();
    let error = failing.session(context()).get_order(&GetOrder { order_id: "A1".into() }).await.unwrap_err();
    assert_eq!((error.kind(), error.sent(), error.attempts()), ("hook", false, 0));
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(source, "the key [redacted] has expired");
}

#[tokio::test]
async fn tenants_share_a_client_and_no_secret() {
    let script = Script::of([(200, json!({ "echo": ["shop-key-0123456789", "acme-key-0123456789"] }))]);
    let ours = tools(&script);
    let acme = ours.with_secrets(secrets("acme-key-0123456789")).unwrap();
    let order = GetOrder { order_id: "A1".into() };
    let from_ours = ours.session(context()).get_order(&order).await.unwrap();
    let from_acme = acme.session(context()).get_order(&order).await.unwrap();
    assert_eq!(script.header(0, "authorization").as_deref(), Some("Bearer shop-key-0123456789"));
    assert_eq!(script.header(1, "authorization").as_deref(), Some("Bearer acme-key-0123456789"));
    assert_eq!(from_ours.for_model(), r#"{"echo":["[redacted]","acme-key-0123456789"]}"#);
    assert_eq!(from_acme.for_model(), r#"{"echo":["shop-key-0123456789","[redacted]"]}"#);
    let error = ours.with_secrets(secrets("line\nbreak")).unwrap_err();
    assert!(error.to_string().contains("SHOP_KEY"), "{error}");
}

#[tokio::test]
async fn a_conversations_own_secret_is_shown_nowhere() {
    let script = Script::of([(500, json!({ "you_sent": CUSTOMER }))]);
    let session = session(&script);
    let error = session.get_order(&GetOrder { order_id: "A1".into() }).await.unwrap_err();
    let request = session.request(&ToolCall::GetOrder(GetOrder { order_id: "A1".into() })).unwrap();
    assert_eq!(script.header(0, "x-customer").as_deref(), Some(CUSTOMER));
    for text in [
        error.for_model(),
        error.to_string(),
        format!("{error:?}"),
        request.to_curl(),
        format!("{request:?}"),
        format!("{:?}", session.context()),
        format!("{:?}", Secret::from(CUSTOMER)),
    ] {
        assert!(!text.contains(CUSTOMER), "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn options_of_one_call() {
    let script = Script::of([(503, json!({}))]);
    let session = session(&script);
    let refund = ToolCall::RefundOrder(RefundOrder { order_id: "A1".into(), amount: 1.0 });
    let options = CallOptions::new().idempotency_key("refund-A1").retries(1);
    session.call_with(&refund, options).await.unwrap_err();
    assert_eq!(script.header(0, "idempotency-key").as_deref(), Some("refund-A1"));
    assert_eq!(script.header(1, "idempotency-key").as_deref(), Some("refund-A1"));

    let order = ToolCall::GetOrder(GetOrder { order_id: "A1".into() });
    let error = session.call_with(&order, CallOptions::new().idempotency_key("x")).await.unwrap_err();
    assert_eq!((error.kind(), error.sent()), ("options", false));
    let error = session.call_with(&order, CallOptions::new().retries(0)).await.unwrap_err();
    assert_eq!(error.attempts(), 1);
    let soon = Instant::now() + Duration::from_millis(10);
    let error = session.call_with(&order, CallOptions::new().retries(9).deadline(soon)).await.unwrap_err();
    assert!(error.attempts() <= 1, "the deadline leaves no time for a second");
}

#[tokio::test]
async fn a_call_is_repaired_before_it_is_read() {
    let script = Script::of([(200, json!({}))]);
    let tools = Tools::builder()
        .secrets(secrets("shop-key-0123456789"))
        .native(Warehouse)
        .transport(script.clone())
        .repair(|name, arguments| {
            if name == "fetch_order" {
                *name = "get_order".to_owned();
            }
            if let Some(Value::String(id)) = arguments.get_mut("order_id") {
                *id = id.replace("&amp;", "&");
            }
        })
        .build()
        .unwrap();
    let reply = reply(&[("1", "fetch_order", json!({ "order_id": "A&amp;1" }))]);
    let messages = tools.session(context()).answer(Provider::Anthropic, &reply).await.unwrap();
    assert_eq!(results(&messages), [("1".to_owned(), "{}".to_owned(), false)]);
    assert_eq!(script.urls(), ["https://api.shop.example/orders/A%261"]);
}

#[tokio::test]
async fn a_200_that_is_a_failure() {
    let failed =
        json!({ "ok": false, "error": "no channel for shop-key-0123456789, see https://chat.example/help" });
    let script =
        Script::of([(200, failed), (200, json!({ "ok": true })), (200, json!({ "ok": "x".repeat(400) }))]);
    let session = session(&script);
    let message = PostMessage { text: "hi".into() };
    let error = session.post_message(&message).await.unwrap_err();
    let CallError::Failed(failed) = &error else { panic!("{error:?}") };
    assert_eq!((error.kind(), error.status(), error.sent()), ("failed", Some(200), true));
    assert_eq!(failed.message(), Some("no channel for [redacted], see https://chat.example/help"));
    let told = error.for_model();
    assert!(told.starts_with("The service says that the call failed: no channel for [redacted]"), "{told}");
    assert!(!told.contains("chat.example"), "{told}");
    assert_eq!(session.post_message(&message).await.unwrap().body()["ok"], true);
    let error = session.post_message(&message).await.unwrap_err();
    let CallError::TooLarge(large) = &error else { panic!("{error:?}") };
    assert_eq!(large.limit(), 400, "the definition's own limit");
}

/// A call holds it, and copies it once: with a thousand calls at a time that is what they cost beside the HTTP client.
#[test]
fn the_future_of_a_call_holds_only_what_most_calls_need() {
    use typed_tools::{Conversation as _, Tool as _};
    let session = session(&Script::default());
    let order = shop::GetOrder { order_id: "A1".into() };
    let scope = session.scope();
    let call = scope.call(shop::GetOrder::definition(), &order, session.fields(), CallOptions::new());
    assert!(size_of_val(&call) <= 3_600, "{} bytes", size_of_val(&call));
}
