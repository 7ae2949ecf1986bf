//! What a tool promises in `response.schema`, its results are held to: those of native tools always, those of services where a
//! model or a client is promised them (`AnyTool`).

use std::error::Error as _;
use std::sync::atomic::{AtomicUsize, Ordering};

use typed_tools::serde_json::{Value, json};
use typed_tools::testing::Mocked;
use typed_tools::{CallError, CallOptions, Provider, ToolError};

mod shop {
    typed_tools::tools!(
        inline = r##"[
            {
                "name": "estimate_delivery",
                "description": "Estimates the days until a parcel arrives",
                "native": true,
                "response": {
                    "schema": {
                        "type": "object",
                        "properties": { "days": { "type": "integer", "minimum": 0 }, "note": { "type": "string" } },
                        "required": ["days"],
                        "additionalProperties": false
                    }
                }
            },
            {
                "name": "find_order",
                "description": "Finds an order",
                "api_endpoint": "https://shop.example/order",
                "http_method": "GET",
                "response": {
                    "schema": {
                        "type": "object",
                        "properties": { "lines": { "type": "array", "items": { "$ref": "#/$defs/line" } } },
                        "required": ["lines"],
                        "$defs": { "line": { "type": "object", "properties": { "sku": { "type": "string", "pattern": "^[A-Z]" } } } }
                    }
                }
            },
            {
                "name": "find_part",
                "description": "Finds a part of an order",
                "api_endpoint": "https://shop.example/part",
                "http_method": "GET",
                "response": { "schema": { "type": "object" }, "select": { "sku": "$.sku" } }
            },
            {
                "name": "find_loose",
                "description": "Finds what no checker reads exactly",
                "api_endpoint": "https://shop.example/loose",
                "http_method": "GET",
                "response": { "schema": { "type": "object", "properties": { "a": { "$dynamicRef": "#node" } } } }
            }
        ]"##
    );
}
use shop::{Context, EstimateDelivery, FindLoose, FindOrder, FindPart, Native, Secrets, Tools};

/// Gives one result after the other.
struct Results(Vec<Value>, AtomicUsize);

impl Native for Results {
    async fn estimate_delivery(&self, _: &Context, _: EstimateDelivery) -> Result<Value, ToolError> {
        Ok(self.0[self.1.fetch_add(1, Ordering::SeqCst)].clone())
    }
}

#[tokio::test]
async fn native_results_are_held_to_it() {
    let results = vec![
        json!({ "days": 2, "note": "by bike" }),
        json!({ "days": "two, for secret-customer", "weight": 1 }),
        json!({ "note": "?" }),
        json!(null),
    ];
    let secrets = Secrets::from_source(&|_: &str| None::<String>).unwrap();
    let tools =
        Tools::builder().secrets(secrets).native(Results(results, AtomicUsize::new(0))).build().unwrap();
    let session = tools.session(Context {});
    assert_eq!(session.estimate_delivery(&EstimateDelivery {}).await.unwrap().body()["days"], 2);
    for said in
        ["/days is to be an integer; /weight is to be", "/days is missing", "the result is to be an object"]
    {
        let error = session.estimate_delivery(&EstimateDelivery {}).await.unwrap_err();
        assert!(matches!(error, CallError::Tool(_)) && error.sent(), "{error:?}");
        let source = error.source().unwrap().to_string();
        let rest = source.strip_prefix("the result does not satisfy `response.schema`: ").unwrap();
        assert!(rest.starts_with(said), "{source}");
        let model = error.for_model();
        assert!(model.starts_with("The tool gave a result of another form than it should"), "{model}");
        for text in [source, model, error.to_string()] {
            assert!(!text.contains("secret-customer"), "{text}");
        }
    }
}

#[tokio::test]
async fn a_native_result_of_another_form_is_an_error_for_the_model() {
    let (tools, mock) = Tools::mocked();
    mock.on(|_: &EstimateDelivery| true).reply(json!({ "days": -1 }));
    let session = tools.session(Context {});
    let tool = session.tool("estimate_delivery").unwrap();
    let answer = tool.call(json!({}), CallOptions::new()).await;
    assert!(answer.is_error() && answer.structured().is_none(), "{answer:?}");
    let call = json!({ "id": "c1", "function": { "name": "estimate_delivery", "arguments": "{}" } });
    let reply = json!({ "role": "assistant", "tool_calls": [call] });
    let messages = session.answer(Provider::OpenAiChat, &reply).await.unwrap();
    assert!(messages[0]["content"].as_str().unwrap().contains("another form"), "{messages:?}");
}

/// The application sees what the service sent; who is promised the schema gets an error.
#[tokio::test]
async fn results_of_services_are_held_to_it_where_they_are_promised() {
    let (tools, mock) = Tools::mocked();
    let session = tools.session(Context {});
    let good = json!({ "lines": [{ "sku": "A1" }], "more": 1 });
    let bad = json!({ "lines": [{ "sku": "a1" }, { "sku": 5 }] });
    for body in [&good, &bad, &bad, &json!({})] {
        mock.on(|_: &FindOrder| true).reply(body.clone()).times(1);
    }
    let tool = session.tool("find_order").unwrap();
    assert!(tool.output_schema().is_some());
    let answer = tool.call(json!({}), CallOptions::new()).await;
    assert_eq!((answer.is_error(), answer.structured()), (false, Some(good)));
    let answer = tool.call(json!({}), CallOptions::new()).await;
    assert!(answer.is_error() && answer.structured().is_none());
    let words = answer.for_model();
    assert!(
        words.starts_with(
            "The service answered, but not as the tool's output schema promises: /lines/0/sku is to be"
        ),
        "{words}"
    );
    assert!(words.contains("/lines/1/sku is to be a string") && words.ends_with(&bad.to_string()), "{words}");
    assert_eq!(session.find_order(&FindOrder {}).await.unwrap().body(), &bad);
    assert!(tool.call(json!({}), CallOptions::new()).await.for_model().contains(": /lines is missing."));

    // What `select` leaves is promised to nobody, and what cannot be checked exactly is not checked.
    mock.on(|_: &FindPart| true).reply(json!([1]));
    mock.on(|_: &FindLoose| true).reply(json!({ "a": 1 }));
    for name in ["find_part", "find_loose"] {
        let answer = session.tool(name).unwrap().call(json!({}), CallOptions::new()).await;
        assert!(!answer.is_error(), "{name}: {}", answer.for_model());
    }
    mock.done();
}
