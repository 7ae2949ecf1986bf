//! Tools that change while they are served.

use std::sync::Arc;

use serde_json::{Value, json};
use typed_tools::mcp::{ChangingTools, Server};
use typed_tools::{AnyTool, Provider};

use super::client::{Piped, listen, post};
use super::upstream::Upstream;
use super::{Session, session};

/// These tools of the set, as a program that reads them anew would have them.
fn only(session: &Session, names: &[&str]) -> (String, Vec<Arc<dyn AnyTool>>) {
    let session = session.only(names).unwrap();
    (session.specs(Provider::Mcp).as_str().to_owned(), session.tools().collect())
}

fn names(listed: &Value) -> Vec<&str> {
    let tools = listed["result"]["tools"].as_array().unwrap();
    tools.iter().map(|tool| tool["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn clients_are_told_and_see_what_is_there_now() {
    let upstream = Upstream::start().await;
    let session = session(&upstream);
    let (specs, tools) = only(&session, &["add_note"]);
    let list = ChangingTools::new(&specs, tools).unwrap();
    let (mut piped, hello) = Piped::greeted(Server::new(list.clone())).await;
    assert_eq!(hello["result"]["capabilities"]["tools"]["listChanged"], true);
    let address = listen(Server::new(list.clone())).await;
    piped.send(&json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/list" })).await;
    assert_eq!(names(&piped.next().await), ["add_note"]);

    let (specs, tools) = only(&session, &["add_note", "wait"]);
    list.replace(&specs, tools).unwrap();
    assert_eq!(piped.next().await["method"], "notifications/tools/list_changed");
    piped.send(&json!({ "jsonrpc": "2.0", "id": 2, "method": "tools/list" })).await;
    assert_eq!(names(&piped.next().await), ["add_note", "wait"]);
    assert_eq!(names(&post(address, &[], "tools/list", json!({})).await.message()), ["add_note", "wait"]);

    let (specs, tools) = only(&session, &["wait"]);
    list.replace(&specs, tools).unwrap();
    let call = json!({ "name": "add_note", "arguments": { "text": "a" } });
    let gone = post(address, &[], "tools/call", call).await.message();
    assert!(gone["error"]["message"].as_str().unwrap().contains("there is no tool `add_note`"), "{gone}");
    assert!(upstream.seen().is_empty());

    // What is listed has to be there; what was served before stays.
    let (specs, _) = only(&session, &["add_note"]);
    let wrong = list.replace(&specs, Vec::new()).unwrap_err();
    assert_eq!(wrong.to_string(), "`add_note` is listed and not there");
    assert_eq!(names(&post(address, &[], "tools/list", json!({})).await.message()), ["wait"]);
}

/// A set that does not change announces none.
#[tokio::test]
async fn what_is_compiled_does_not_change() {
    let upstream = Upstream::start().await;
    let (_piped, hello) = Piped::greeted(Server::new(session(&upstream))).await;
    assert_ne!(hello["result"]["capabilities"]["tools"]["listChanged"], true);
}
