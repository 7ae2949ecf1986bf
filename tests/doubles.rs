//! Mocks and cassettes, as a team's own tests use them.

use std::path::PathBuf;

use typed_tools::serde_json::{self, Value, json};
use typed_tools::testing::{Mock, Mocked, Mode};
use typed_tools::{BoxFuture, Limits, Provider, RawResponse, Request, Transport, TransportError};

mod desk {
    typed_tools::tools!(
        inline = r#"[
            {
                "name": "find_ticket",
                "description": "Finds tickets",
                "parameters": {
                    "type": "object",
                    "properties": { "text": { "type": "string", "minLength": 1 } },
                    "required": ["text"]
                },
                "api_endpoint": "{{DESK_URL}}/tickets",
                "http_method": "GET",
                "query_params": { "q": "{{text}}", "customer": "{{customer}}" },
                "headers": { "Authorization": "Bearer {{DESK_KEY}}" },
                "retries": 1
            },
            {
                "name": "close_ticket",
                "description": "Closes a ticket",
                "parameters": {
                    "type": "object",
                    "properties": { "id": { "type": "integer" } },
                    "required": ["id"]
                },
                "api_endpoint": "{{DESK_URL}}/tickets/{{id}}/close",
                "http_method": "POST",
                "idempotency_key": "Idempotency-Key",
                "auth": {
                    "type": "oauth2_client_credentials",
                    "token_url": "https://login.desk.example/token",
                    "client_id": "{{DESK_ID}}",
                    "client_secret": "{{DESK_SECRET}}"
                }
            },
            {
                "name": "guess_mood",
                "description": "Guesses the mood of a text",
                "parameters": {
                    "type": "object",
                    "properties": { "text": { "type": "string" } },
                    "required": ["text"]
                },
                "native": true
            }
        ]"#
    );
}

use desk::{CloseTicket, Context, FindTicket, GuessMood, Session, Tools};

fn mocked() -> (Session, Mock) {
    let (tools, mock) = Tools::mocked();
    (tools.session(Context { customer: "c_1".into() }), mock)
}

fn find(text: &str) -> FindTicket {
    FindTicket { text: text.into() }
}

#[tokio::test(start_paused = true)]
async fn a_mocked_429_is_repeated_and_a_mocked_secret_redacted() {
    let (session, mock) = mocked();
    mock.on(|_: &FindTicket| true).status(429).header("Retry-After", "1").times(1);
    mock.on(|call: &FindTicket| call.text == "lamp").reply(json!({ "key": "mock-DESK_KEY" })).times(1);
    let done = session.find_ticket(&find("lamp")).await.unwrap();
    assert_eq!(done.for_model(), r#"{"key":"[redacted]"}"#);
    assert_eq!(done.report().attempts(), 2);
    assert_eq!(mock.calls::<FindTicket>(), [find("lamp"), find("lamp")]);
    let requests = mock.requests();
    assert_eq!(requests[0], requests[1]);
    assert_eq!(
        requests[0],
        "curl -X GET 'https://desk-url.mock/tickets?q=lamp&customer=c_1' \\\n  \
         -H 'authorization: Bearer [redacted]' \\\n  \
         -H 'accept: application/json, */*;q=0.5' \\\n  \
         -H 'user-agent: typed-tools/0.1.0'"
    );
    mock.done();
}

#[tokio::test]
async fn a_models_calls_meet_the_mock_native_ones_too() {
    let (session, mock) = mocked();
    mock.on(|call: &CloseTicket| call.id == 7).reply(json!({ "closed": true }));
    mock.on(|_: &GuessMood| true).reply("cheerful");
    let reply = json!([
        { "type": "tool_use", "id": "1", "name": "close_ticket", "input": { "id": 7 } },
        { "type": "tool_use", "id": "2", "name": "guess_mood", "input": { "text": "hooray" } },
        { "type": "tool_use", "id": "3", "name": "find_ticket", "input": { "text": "" } },
    ]);
    let messages = session.answer(Provider::Anthropic, &reply).await.unwrap();
    let texts: Vec<_> = messages[0]["content"].as_array().unwrap().iter().map(|r| &r["content"]).collect();
    assert_eq!((texts[0], texts[1]), (&json!(r#"{"closed":true}"#), &json!(r#""cheerful""#)));
    assert!(texts[2].as_str().unwrap().contains("text"), "checked before any mock sees it: {}", texts[2]);
    assert!(mock.calls::<FindTicket>().is_empty());
    // Keys are random, and no snapshot may be.
    assert!(mock.requests()[0].contains("idempotency-key: [random]"), "{}", mock.requests()[0]);
    mock.done();
}

#[tokio::test]
async fn what_is_missing_and_what_nobody_expected_is_said() {
    let (session, mock) = mocked();
    mock.on(|call: &FindTicket| call.text == "lamp").reply(json!([])).times(2);
    session.find_ticket(&find("lamp")).await.unwrap();
    let error = session.find_ticket(&find("lamb")).await.unwrap_err();
    assert!(std::error::Error::source(&error).unwrap().to_string().contains("nobody expected"));
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| mock.done())).unwrap_err();
    let text = panic.downcast_ref::<String>().unwrap();
    assert!(text.contains("find_ticket: came 1 of 2 times (expected at tests/doubles.rs:"), "{text}");
    assert!(
        text.contains(r#"find_ticket: nobody expected {"text":"lamb"}; expected of it: tests/doubles.rs:"#)
    );
    assert!(text.contains("(other arguments)"), "{text}");
}

/// The service, while it is recorded.
struct Desk;

impl Transport for Desk {
    fn send(&self, request: Request, _: Limits) -> BoxFuture<'_, Result<RawResponse, TransportError>> {
        let is_token = request.url().ends_with("/token");
        let body = match is_token {
            true => json!({ "access_token": "live-token-0123456789", "expires_in": 60 }),
            false => json!({ "url": request.url(), "key": "desk-key-0123456789", "name": "Ada" }),
        };
        // UTF-16, in which no byte of the key stands beside the next.
        let wide = request.url().contains("q=wide").then(|| {
            "desk-key-0123456789\u{e9}".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
        });
        Box::pin(async move {
            if let Some(wide) = wide {
                return Ok(RawResponse::new(200, [("content-type", "application/octet-stream")], wide));
            }
            let headers = [("content-type", "application/json"), ("set-cookie", "sid=1")];
            Ok(RawResponse::new(200, headers, body.to_string()))
        })
    }
}

fn taped(path: &PathBuf, mode: Mode) -> Session {
    let secrets = desk::Secrets::from_source(&|name: &str| {
        Some(match name {
            "DESK_URL" => "https://desk.example/v2".to_owned(),
            _ => "desk-key-0123456789".to_owned(),
        })
    });
    struct Mood;
    impl desk::Native for Mood {
        async fn guess_mood(&self, _: &Context, _: GuessMood) -> Result<Value, typed_tools::ToolError> {
            Ok(json!("calm"))
        }
    }
    let tools = Tools::builder()
        .secrets(secrets.unwrap())
        .native(Mood)
        .transport(Desk)
        .cassette(path, mode)
        .cassette_redact(|body| *body = body.replace("Ada", "[name]"))
        .build()
        .unwrap();
    tools.session(Context { customer: "c_1".into() })
}

#[tokio::test]
async fn a_cassette_replays_what_was_recorded_and_nothing_else() {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("desk.cassette.json");
    let recording = taped(&path, Mode::Record);
    let first = recording.find_ticket(&find("lamp")).await.unwrap();
    recording.close_ticket(&CloseTicket { id: 7 }).await.unwrap();
    let file = std::fs::read_to_string(&path).unwrap();
    for secret in ["desk-key-0123456789", "live-token-0123456789", "set-cookie", "Ada"] {
        assert!(!file.contains(secret), "{secret} in {file}");
    }
    assert_eq!(serde_json::from_str::<Value>(&file).unwrap().as_array().map(Vec::len), Some(2));

    let replaying = taped(&path, Mode::Replay);
    let again = replaying.find_ticket(&find("lamp")).await.unwrap();
    assert_eq!(again.body()["url"], first.body()["url"]);
    assert_eq!(again.body()["name"], "[name]");
    replaying.close_ticket(&CloseTicket { id: 7 }).await.unwrap();
    // Each answer is given once, and a changed argument says what differs.
    let error = replaying.find_ticket(&find("lamp")).await.unwrap_err();
    assert!(std::error::Error::source(&error).unwrap().to_string().contains("not replayed yet"));
    let error = taped(&path, Mode::Replay).find_ticket(&find("lump")).await.unwrap_err();
    let why = std::error::Error::source(&error).unwrap().to_string();
    assert!(why.contains("q=lamp") && why.contains("q=lump"), "{why}");

    // What is new is added.
    let adding = taped(&path, Mode::New);
    adding.find_ticket(&find("lamp")).await.unwrap();
    adding.find_ticket(&find("desk")).await.unwrap();
    let file = std::fs::read_to_string(&path).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&file).unwrap().as_array().map(Vec::len), Some(3));
}

#[tokio::test]
async fn a_cassette_that_is_not_there_says_how_to_record_it() {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("none.cassette.json");
    let error = taped(&path, Mode::Replay).find_ticket(&find("lamp")).await.unwrap_err();
    let why = std::error::Error::source(&error).unwrap().to_string();
    assert!(why.contains("TYPED_TOOLS_CASSETTE=record"), "{why}");
}

#[tokio::test]
async fn no_encoding_brings_a_secret_into_a_cassette() {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("wide.cassette.json");
    taped(&path, Mode::Record).find_ticket(&find("wide")).await.unwrap();
    let file = std::fs::read_to_string(&path).unwrap();
    let entry: Value = serde_json::from_str(&file).unwrap();
    assert!(entry[0].get("base64").is_none(), "{file}");
    assert!(entry[0]["text"].as_str().unwrap().contains("[redacted]"), "{file}");
}
