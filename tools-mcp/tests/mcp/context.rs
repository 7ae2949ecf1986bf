//! What a tool works with beside its arguments, for each request.

use std::time::Duration;

use serde_json::{Value, json};
use typed_tools::mcp::{ContextError, Request, Server};

use super::client::{Piped, call, call_with, listen, post};
use super::upstream::Upstream;
use super::{Context, KEY, Secrets, Tools, tools};

fn words(answer: &Value) -> &str {
    answer["error"]["message"].as_str().unwrap_or_else(|| panic!("no error: {answer}"))
}

fn by_header(upstream: &Upstream) -> Server {
    Server::new(tools(upstream))
        .context_from(|request| Ok(Context { contact_id: request.required("x-contact-id")?.to_owned() }))
}

#[tokio::test]
async fn a_fixed_one_cannot_be_set_by_an_argument() {
    let upstream = Upstream::start().await;
    let fixed = Context { contact_id: "c_1".into() };
    let address = listen(Server::new(tools(&upstream)).context(fixed)).await;
    call_with(address, &[("x-contact-id", "c_2")], "get_notes", json!({ "contact_id": "c_3" })).await;
    assert_eq!(upstream.seen(), ["GET /contacts/c_1/notes"]);
}

#[tokio::test]
async fn headers_make_it() {
    let upstream = Upstream::start().await;
    let address = listen(by_header(&upstream)).await;
    for id in ["c_7", "c_8"] {
        call_with(address, &[("X-Contact-Id", id)], "get_notes", json!({})).await;
        assert_eq!(upstream.seen().pop().unwrap(), format!("GET /contacts/{id}/notes"));
    }
    // Clients may see different tools.
    let listed = post(address, &[("x-contact-id", "c_7")], "tools/list", json!({})).await.message();
    assert_eq!(listed["result"]["cacheScope"], "private");
}

#[tokio::test]
async fn what_is_missing_is_said_before_anything_is_sent() {
    let upstream = Upstream::start().await;
    let address = listen(by_header(&upstream)).await;
    let twice = [("x-contact-id", "c_7"), ("x-contact-id", "c_8")];
    for headers in [&[][..], &[("x-contact-id", " ")], &twice] {
        let answer = call_with(address, headers, "get_notes", json!({})).await;
        assert_eq!(answer["error"]["code"], -32600, "{answer}");
        assert!(words(&answer).contains("x-contact-id"), "{answer}");
    }
    let listed = post(address, &[], "tools/list", json!({})).await.message();
    assert!(words(&listed).contains("x-contact-id"));

    let (mut piped, _) = Piped::greeted(by_header(&upstream)).await;
    let call =
        json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": { "name": "get_notes" } });
    piped.send(&call).await;
    assert!(words(&piped.next().await).contains("stdio"));
    assert!(upstream.seen().is_empty());
}

#[tokio::test]
async fn an_async_function_makes_it_and_narrows_the_tools() {
    let upstream = Upstream::start().await;
    let open = |tools: Tools, request: Request| async move {
        tokio::task::yield_now().await;
        let id = request.required("x-contact-id")?.to_owned();
        let session = tools.session(Context { contact_id: id.clone() });
        Ok(if id == "c_1" { session } else { session.only(&["get_notes"])? })
    };
    let address = listen(Server::new(tools(&upstream)).session_from(open)).await;
    let list = async |id: &str| {
        let listed = post(address, &[("x-contact-id", id)], "tools/list", json!({})).await.message();
        listed["result"]["tools"].as_array().unwrap().len()
    };
    assert_eq!((list("c_1").await, list("c_2").await), (5, 1));
    let hidden = call_with(address, &[("x-contact-id", "c_2")], "add_note", json!({ "text": "a" })).await;
    assert_eq!(hidden["error"]["code"], -32602, "{hidden}");
    assert!(upstream.seen().is_empty());
    let open = call_with(address, &[("x-contact-id", "c_1")], "add_note", json!({ "text": "a" })).await;
    assert_eq!(open["result"]["isError"], false);
}

#[tokio::test]
async fn tenants_have_their_own_secrets() {
    let upstream = Upstream::start().await;
    let server = Server::new(tools(&upstream)).session_from(|tools, request| async move {
        let key = if request.required("x-tenant")? == "acme" { KEY } else { "another-key-81" };
        let secrets = Secrets::from_source(&|_: &str| Some(key.to_owned()))?;
        Ok(tools.with_secrets(secrets)?.session(Context { contact_id: "c_1".into() }))
    });
    let address = listen(server).await;
    let acme = call_with(address, &[("x-tenant", "acme")], "get_notes", json!({})).await;
    assert_eq!(acme["result"]["isError"], false, "{acme}");
    let other = call_with(address, &[("x-tenant", "other")], "get_notes", json!({})).await;
    assert_eq!(other["result"]["isError"], true, "{other}");
    assert!(other.to_string().contains("401"), "{other}");
}

#[tokio::test]
async fn an_error_of_the_applications_own_is_not_told() {
    let upstream = Upstream::start().await;
    let open = |tools: Tools, _| async move {
        let id: Result<String, _> = Err(std::io::Error::other("postgres://admin:hunter2@db failed"));
        Ok(tools.session(Context { contact_id: id? }))
    };
    let address = listen(Server::new(tools(&upstream)).session_from(open)).await;
    let answer = call(address, "get_notes", json!({})).await;
    assert_eq!(answer["error"]["code"], -32603, "{answer}");
    assert!(!answer.to_string().contains("hunter2"), "{answer}");
}

#[tokio::test]
async fn one_that_is_still_being_made_ends_with_its_client() {
    use super::client::{message, request, with_standard};
    use tokio::io::AsyncWriteExt as _;
    use tokio::sync::mpsc;

    struct Told(mpsc::UnboundedSender<&'static str>);
    impl Drop for Told {
        fn drop(&mut self) {
            let _ = self.0.send("dropped");
        }
    }
    let upstream = Upstream::start().await;
    let (send, mut told) = mpsc::unbounded_channel();
    let open = move |tools: Tools, _| {
        let send = send.clone();
        async move {
            send.send("opening").unwrap();
            let _told = Told(send);
            tokio::time::sleep(Duration::from_secs(3_600)).await;
            Ok::<_, ContextError>(tools.session(Context { contact_id: "c_1".into() }))
        }
    };
    let address = listen(Server::new(tools(&upstream)).session_from(open)).await;
    let call = message("tools/call", json!({ "name": "get_notes", "arguments": {} }));
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    stream.write_all(&request(&with_standard(&[], "tools/call", "get_notes"), &call)).await.unwrap();
    assert_eq!(told.recv().await, Some("opening"));
    drop(stream);
    assert_eq!(told.recv().await, Some("dropped"));
}
