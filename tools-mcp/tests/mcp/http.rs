//! Listing and calling over HTTP.

use serde_json::{Value, json};
use typed_tools::mcp::Server;

use super::client::{call, initialize, listen, post, raw, request};
use super::upstream::{PNG, Upstream, WAV};
use super::{Context, session, tools};

#[tokio::test]
async fn a_list_has_all_that_a_definition_says() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream)).info("crm", "1.2.3")).await;
    let listed = post(address, &[], "tools/list", json!({})).await.message();
    let result = &listed["result"];
    let tools = result["tools"].as_array().unwrap();
    let names: Vec<_> = tools.iter().map(|tool| tool["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["add_note", "get_notes", "picture", "sound", "wait"]);
    assert_eq!(result["ttlMs"], 300_000);
    assert_eq!(result["cacheScope"], "public");
    assert_eq!(result["nextCursor"], Value::Null);

    let notes = &tools[1];
    assert_eq!(notes["title"], "Notes");
    assert_eq!(notes["description"], "Gets the notes on the contact");
    assert_eq!(notes["inputSchema"]["properties"]["tag"]["enum"], json!(["call", "visit"]));
    assert_eq!(notes["outputSchema"]["required"], json!(["notes"]));
    assert_eq!(notes["annotations"]["readOnlyHint"], true);
    assert_eq!(tools[0]["annotations"]["readOnlyHint"], false);
    assert_eq!(tools[0].get("outputSchema"), None);
    assert!(!listed.to_string().contains("contact_id"), "a client cannot see the context: {listed}");
}

#[tokio::test]
async fn pages_go_on_behind_the_last_name() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream)).page_size(2)).await;
    let mut pages = Vec::new();
    let mut params = json!({});
    loop {
        let page = post(address, &[], "tools/list", params).await.message()["result"].take();
        let names: Vec<_> = page["tools"]
            .as_array()
            .unwrap()
            .iter()
            .map(|tool| tool["name"].as_str().unwrap().to_owned())
            .collect();
        pages.push(names);
        match page["nextCursor"].as_str() {
            Some(cursor) => params = json!({ "cursor": cursor }),
            None => break,
        }
    }
    assert_eq!(pages, [vec!["add_note", "get_notes"], vec!["picture", "sound"], vec!["wait"]]);
    // A tool that has gone since is no obstacle.
    let page = post(address, &[], "tools/list", json!({ "cursor": "q" })).await.message();
    assert_eq!(page["result"]["tools"][0]["name"], "sound");
}

#[tokio::test]
async fn a_result_is_text_and_json() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream))).await;
    let answer = call(address, "get_notes", json!({ "tag": "call" })).await;
    let result = &answer["result"];
    assert_ne!(result["isError"], true, "{answer}");
    assert_eq!(result["structuredContent"].to_string(), r#"{"notes":[{"id":12345678901234567890}]}"#);
    assert_eq!(result["content"][0]["type"], "text");
    assert!(result["content"][0]["text"].as_str().unwrap().contains("12345678901234567890"));
    assert_eq!(upstream.seen(), ["GET /contacts/c_1/notes?tag=call"]);
    assert!(!answer.to_string().contains(super::KEY));
}

#[tokio::test]
async fn a_wrong_call_is_a_result_in_words_and_sends_nothing() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream))).await;
    for (tool, arguments, word) in [
        ("get_notes", json!({ "tag": "boat" }), "visit"),
        ("add_note", json!({}), "text"),
        ("add_note", json!({ "text": "" }), "text"),
        ("add_note", json!({ "text": 5 }), "text"),
    ] {
        let answer = call(address, tool, arguments).await;
        assert_eq!(answer["result"]["isError"], true, "{answer}");
        let words = answer["result"]["content"][0]["text"].as_str().unwrap();
        assert!(words.contains(word), "{words}");
    }
    let unknown = call(address, "get_nodes", json!({})).await;
    assert_eq!(unknown["error"]["code"], -32602, "{unknown}");
    assert!(unknown["error"]["message"].as_str().unwrap().contains("get_nodes"));
    assert!(upstream.seen().is_empty(), "{:?}", upstream.seen());
}

#[tokio::test]
async fn images_and_audio_are_passed_on() {
    use typed_tools::mcp::Limits;
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream)).limits(Limits::new())).await;
    for (tool, kind, media_type, bytes) in
        [("picture", "image", "image/png", PNG), ("sound", "audio", "audio/wav", WAV)]
    {
        let answer = call(address, tool, json!({})).await;
        let media = &answer["result"]["content"][1];
        assert_eq!(media["type"], kind, "{answer}");
        assert_eq!(media["mimeType"], media_type);
        let expected = {
            use base64::Engine as _;
            base64::engine::general_purpose::STANDARD.encode(bytes)
        };
        assert_eq!(media["data"], expected);
    }
}

#[tokio::test]
async fn what_the_service_refuses_is_a_result_too() {
    let upstream = Upstream::start().await;
    let tools = tools(&upstream);
    let of = |id: &str| tools.session(Context { contact_id: id.into() });
    let gone = call(listen(Server::new(of("gone"))).await, "get_notes", json!({})).await;
    assert_eq!(gone["result"]["isError"], true, "{gone}");
    assert!(gone["result"]["content"][0]["text"].as_str().unwrap().contains("404"), "{gone}");
    // Its output schema promises JSON, and clients hold it to that.
    let plain = call(listen(Server::new(of("plain"))).await, "get_notes", json!({})).await;
    assert_eq!(plain["result"]["isError"], true, "{plain}");
    assert!(plain["result"]["content"][0]["text"].as_str().unwrap().contains("none"), "{plain}");
}

#[tokio::test]
async fn sets_stand_beside_each_other() {
    let upstream = Upstream::start().await;
    let one = session(&upstream).only(&["add_note"]).unwrap();
    let other = Context { contact_id: "c_2".into() };
    let server = Server::new(one).with(tools(&upstream)).context(other).prefix("other.");
    let address = listen(server).await;
    let listed = post(address, &[], "tools/list", json!({})).await.message();
    let tools = listed["result"]["tools"].as_array().unwrap();
    let names: Vec<_> = tools.iter().map(|tool| tool["name"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        ["add_note", "other.add_note", "other.get_notes", "other.picture", "other.sound", "other.wait"]
    );
    for (tool, target) in [("add_note", "c_1"), ("other.add_note", "c_2")] {
        let answer = call(address, tool, json!({ "text": "hello" })).await;
        assert_ne!(answer["result"]["isError"], true, "{answer}");
        let expected = format!(r#"POST /contacts/{target}/notes {{"text":"hello"}}"#);
        assert_eq!(upstream.seen().pop(), Some(expected));
    }
    // Not among those that the first set offers.
    let hidden = call(address, "get_notes", json!({})).await;
    assert_eq!(hidden["error"]["code"], -32602, "{hidden}");
}

#[tokio::test]
async fn clients_of_older_versions_have_sessions() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream)).info("crm", "1.2.3").title("Our CRM")).await;
    let hello = initialize(address, &[]).await;
    let result = hello.message()["result"].take();
    assert_eq!(result["serverInfo"], json!({ "name": "crm", "title": "Our CRM", "version": "1.2.3" }));
    assert_eq!(result["capabilities"], json!({ "tools": {} }), "nothing that is not there");
    let id = hello.header("mcp-session-id").expect("a session").to_owned();
    let headers = [("mcp-session-id", id.as_str()), ("mcp-protocol-version", "2025-11-25")];
    let said = r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#;
    assert_eq!(raw(address, &request(&headers, said)).await.status, 202);
    let asked =
        r#"{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"get_notes","arguments":{}}}"#;
    let answer = raw(address, &request(&headers, asked)).await.message();
    assert_eq!(answer["id"], 2);
    assert!(answer["result"]["structuredContent"]["notes"].is_array(), "{answer}");
    for method in ["resources/list", "prompts/list", "completion/complete", "logging/setLevel"] {
        let params = json!({ "level": "info", "ref": { "type": "ref/prompt", "name": "x" },
            "argument": { "name": "a", "value": "b" } });
        let asked = json!({ "jsonrpc": "2.0", "id": 3, "method": method, "params": params }).to_string();
        let answer = raw(address, &request(&headers, &asked)).await.message();
        assert_eq!(answer["error"]["code"], -32601, "{method}: {answer}");
    }
}

#[tokio::test]
async fn a_stateless_server_keeps_nothing() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream)).stateless()).await;
    let hello = initialize(address, &[]).await;
    assert_eq!(hello.header("mcp-session-id"), None);
    assert_eq!(hello.message()["result"]["capabilities"], json!({ "tools": {} }));
    let headers = [("mcp-protocol-version", "2025-11-25")];
    let asked =
        r#"{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"get_notes","arguments":{}}}"#;
    let answer = raw(address, &request(&headers, asked)).await;
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert!(answer.message()["result"]["structuredContent"]["notes"].is_array());
}

#[tokio::test]
async fn the_server_says_who_it_is_to_new_clients() {
    let upstream = Upstream::start().await;
    let address = listen(Server::new(session(&upstream)).info("crm", "1.2.3").instructions("Be kind.")).await;
    let found = post(address, &[], "server/discover", json!({})).await.message();
    assert_eq!(found["result"]["capabilities"], json!({ "tools": {} }), "{found}");
    assert_eq!(found["result"]["instructions"], "Be kind.");
    assert!(found.to_string().contains(r#""name":"crm""#), "{found}");
    let versions = serde_json::to_string(&found["result"]["supportedVersions"]).unwrap();
    for version in ["2026-07-28", "2025-11-25", "2025-06-18"] {
        assert!(versions.contains(version), "{versions}");
    }
}
