//! Several sets in one server, one of them with tools that are functions of the application.

use std::time::Duration;

use serde_json::{Value, json};
use typed_tools::ToolError;
use typed_tools::mcp::{Server, StartError};

use super::client::{Piped, call, call_with, listen, post};
use super::upstream::Upstream;
use super::{session, tools};

/// A set of native tools, with a context of its own.
mod shop {
    typed_tools::tools!(
        inline = r#"[
            {
                "name": "estimate_delivery",
                "description": "Estimates the days until a parcel arrives",
                "parameters": {
                    "type": "object",
                    "properties": { "zip": { "type": "string", "pattern": "^[0-9]{5}$" } },
                    "required": ["zip"]
                },
                "native": true
            },
            {
                "name": "wait_for_stock",
                "description": "Waits until there is stock",
                "parameters": { "type": "object" },
                "native": true,
                "timeout_ms": 60000
            },
            {
                "name": "get_notes",
                "description": "Gets the notes on an order",
                "parameters": { "type": "object" },
                "native": true
            }
        ]"#,
        context = { country: String },
    );
}

struct Warehouse;

impl shop::Native for Warehouse {
    async fn estimate_delivery(
        &self,
        context: &shop::Context,
        arguments: shop::EstimateDelivery,
    ) -> Result<Value, ToolError> {
        match &*arguments.zip {
            "00000" => Err(ToolError::new("Nobody lives there.")),
            zip => Ok(json!({ "days": 2, "to": format!("{} {zip}", context.country) })),
        }
    }

    async fn wait_for_stock(&self, _: &shop::Context, _: shop::WaitForStock) -> Result<Value, ToolError> {
        std::future::pending().await
    }

    async fn get_notes(&self, _: &shop::Context, _: shop::GetNotes) -> Result<Value, ToolError> {
        Ok(json!("none"))
    }
}

fn shop() -> shop::Tools {
    let secrets = shop::Secrets::from_source(&|_: &str| None).unwrap();
    shop::Tools::builder().secrets(secrets).native(Warehouse).build().unwrap()
}

fn dutch() -> shop::Context {
    shop::Context { country: "NL".into() }
}

#[tokio::test]
async fn native_tools_are_listed_and_called_like_all_others() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(shop()).context(dutch())).await;
    let listed = post(address, &[], "tools/list", json!({})).await.message();
    let names =
        listed["result"]["tools"].as_array().unwrap().iter().map(|tool| tool["name"].as_str().unwrap());
    assert_eq!(names.collect::<Vec<_>>(), ["estimate_delivery", "get_notes", "wait_for_stock"]);

    let right = call(address, "estimate_delivery", json!({ "zip": "10115" })).await;
    assert_eq!(right["result"]["isError"], false, "{right}");
    assert_eq!(right["result"]["structuredContent"], json!({ "days": 2, "to": "NL 10115" }));
    let refused = call(address, "estimate_delivery", json!({ "zip": "00000" })).await;
    assert_eq!(refused["result"]["isError"], true, "{refused}");
    assert_eq!(refused["result"]["content"][0]["text"], "Nobody lives there.");
    let wrong = call(address, "estimate_delivery", json!({ "zip": "1" })).await;
    assert_eq!(wrong["result"]["isError"], true, "{wrong}");
    assert!(wrong.to_string().contains("zip"), "{wrong}");
    assert!(upstream.seen().is_empty());
}

#[tokio::test]
async fn cancelling_ends_a_native_tool() {
    let (mut piped, _) = Piped::greeted(Server::new(shop()).context(dutch())).await;
    let params = json!({ "name": "wait_for_stock", "arguments": {} });
    piped.send(&json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params })).await;
    piped
        .send(&json!({ "jsonrpc": "2.0", "method": "notifications/cancelled", "params": { "requestId": 1 } }))
        .await;
    piped.send(&json!({ "jsonrpc": "2.0", "id": 2, "method": "tools/list" })).await;
    let next = tokio::time::timeout(Duration::from_secs(20), piped.next()).await.expect("in time");
    assert_eq!(next["id"], 2, "a cancelled call has no answer: {next}");
}

#[tokio::test]
async fn sets_have_their_own_contexts() {
    let upstream = Upstream::start().await;
    let server = Server::new(tools(&upstream))
        .context_from(|request| {
            Ok(super::Context { contact_id: request.required("x-contact-id")?.to_owned() })
        })
        .with(shop())
        .prefix("shop.")
        .context(dutch());
    let address = listen(server).await;
    let headers = [("x-contact-id", "c_1")];
    let stock = call_with(address, &headers, "shop.estimate_delivery", json!({ "zip": "10115" })).await;
    assert_eq!(stock["result"]["structuredContent"]["to"], "NL 10115", "{stock}");
    let notes = call_with(address, &headers, "get_notes", json!({})).await;
    assert_eq!(notes["result"]["isError"], false, "{notes}");
    assert_eq!(upstream.seen(), ["GET /contacts/c_1/notes"]);
    let own = call_with(address, &headers, "shop.get_notes", json!({})).await;
    assert_eq!(own["result"]["structuredContent"], "none", "{own}");

    // A prefixed tool needs nothing of the other set's context; a list, which shows both, does.
    let without = call(address, "shop.get_notes", json!({})).await;
    assert_eq!(without["result"]["isError"], false, "{without}");
    let listed = post(address, &[], "tools/list", json!({})).await.message();
    assert!(listed["error"]["message"].as_str().unwrap().contains("x-contact-id"), "{listed}");
}

#[tokio::test]
async fn names_that_two_sets_share_are_refused_at_the_start() {
    let upstream = Upstream::start().await;
    let error = Server::new(session(&upstream)).with(shop()).context(dutch()).bind("127.0.0.1:0").await;
    let error = error.err().unwrap();
    assert!(matches!(&error, StartError::DuplicateName(name) if name == "get_notes"), "{error}");
    // A prefix may make a name that is there already, too.
    let server = Server::new(shop()).context(dutch()).with(shop()).prefix("get_").context(dutch());
    assert!(server.bind("127.0.0.1:0").await.is_ok());
    let one = session(&upstream).only(&["get_notes"]).unwrap();
    let server = Server::new(one).prefix("a").with(shop()).prefix("a").context(dutch());
    let error = server.bind("127.0.0.1:0").await.err().unwrap();
    assert!(matches!(&error, StartError::DuplicateName(name) if name == "aget_notes"), "{error}");
}
