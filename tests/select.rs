//! `response.select`: what of a response a model reads.

mod support;

use support::Server;
use typed_tools::serde_json::json;

mod shop {
    typed_tools::tools!(
        inline = r#"{
            "name": "find_order",
            "description": "Finds an order",
            "api_endpoint": "https://api.example.com/orders",
            "http_method": "GET",
            "response": {
                "select": {
                    "order_id": "$.data.id",
                    "missing": "$.data.nothing",
                    "skus": "$.data.lines[*]['sku']",
                    "open": "$..[?@.state == 'open' && !(length(@.sku) > 3 || @.count >= 10)].sku",
                    "last": "$.data.lines[-1:].count"
                },
                "errors": "status"
            }
        }"#
    );
}

#[tokio::test]
async fn the_model_reads_what_is_selected_and_the_host_all() {
    let body = json!({ "data": { "id": 7, "margin": 0.4, "lines": [
        { "sku": "a", "state": "open", "count": 2 },
        { "sku": "long", "state": "open", "count": 2 },
        { "sku": "b", "state": "open", "count": 10 },
        { "sku": "c", "state": "sent", "count": 1 }
    ] } });
    let sent = body.to_string();
    let server = Server::answering(move |_| ("200 OK", sent.clone()));
    let secrets = shop::Secrets::from_source(&|_: &str| None).unwrap();
    let tools = shop::Tools::builder()
        .secrets(secrets)
        .origin("https://api.example.com", server.origin())
        .build()
        .unwrap();
    let response = tools.session(shop::Context {}).find_order(&shop::FindOrder {}).await.unwrap();
    assert_eq!(*response.body(), body);
    assert_eq!(response.for_model(), r#"{"order_id":7,"skus":["a","long","b","c"],"open":["a"],"last":[1]}"#);
}
