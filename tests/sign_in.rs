//! `auth` of type `oauth2_client_credentials`, over real sockets.

#[path = "../tools-runtime/tests/support/clock.rs"]
mod clock;
mod support;

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use clock::Clock;
use support::{Arrived, Server};
use typed_tools::serde_json::json;
use typed_tools::{CallError, Provider};

mod crm {
    typed_tools::tools!(
        inline = r#"[
            {
                "name": "find_lead",
                "description": "Finds a lead",
                "parameters": {
                    "type": "object",
                    "properties": { "id": { "type": "string" } },
                    "required": ["id"]
                },
                "api_endpoint": "https://api.example.com/leads/{{id}}",
                "http_method": "GET",
                "auth": {
                    "type": "oauth2_client_credentials",
                    "token_url": "https://login.example.com/{{tenant}}/token?v=2",
                    "client_id": "{{CRM_CLIENT_ID}}",
                    "client_secret": "{{CRM_CLIENT_SECRET}}",
                    "scope": "leads.read {{tenant}}.all"
                }
            },
            {
                "name": "add_note",
                "description": "Adds a note",
                "parameters": {
                    "type": "object",
                    "properties": { "text": { "type": "string" } },
                    "required": ["text"]
                },
                "api_endpoint": "https://api.example.com/notes",
                "http_method": "POST",
                "auth": {
                    "type": "oauth2_client_credentials",
                    "token_url": "https://login.example.com/{{tenant}}/token?v=2",
                    "client_id": "{{CRM_CLIENT_ID}}",
                    "client_secret": "{{CRM_CLIENT_SECRET}}",
                    "scope": "leads.read {{tenant}}.all"
                }
            },
            {
                "name": "list_deals",
                "description": "Lists deals",
                "api_endpoint": "{{DEALS_API}}/deals",
                "http_method": "GET",
                "auth": {
                    "type": "oauth2_client_credentials",
                    "token_url": "https://login.example.com/{{tenant}}/token?v=2",
                    "client_id": "{{CRM_CLIENT_ID}}",
                    "client_secret": "{{CRM_CLIENT_SECRET}}",
                    "params": { "audience": "{{DEALS_API}}", "resource": "urn:{{tenant}}", "format": "jwt" },
                    "credentials": "body"
                }
            }
        ]"#
    );
}
use crm::{AddNote, Context, FindLead, ListDeals, Secrets, Session, ToolCall, Tools};

const CLIENT_SECRET: &str = "s3cr3t/with+signs=";

fn session_of(tools: &Tools, tenant: &str) -> Session {
    tools.session(Context { tenant: tenant.to_owned() })
}

fn tools(login: &Server, api: &Server) -> Tools {
    let secrets = HashMap::from([
        ("CRM_CLIENT_ID".to_owned(), "app:1".to_owned()),
        ("CRM_CLIENT_SECRET".to_owned(), CLIENT_SECRET.to_owned()),
        ("DEALS_API".to_owned(), format!("{}/v1", api.origin())),
    ]);
    Tools::builder()
        .secrets(Secrets::from_source(&secrets).unwrap())
        .origin("https://login.example.com", login.origin())
        .origin("https://api.example.com", api.origin())
        .build()
        .unwrap()
}

/// Gives the tokens `tok-1`, `tok-2`, and so on.
fn login(more: &'static str) -> Server {
    let mut count = 0;
    Server::answering(move |_| {
        count += 1;
        ("200 OK", format!(r#"{{"access_token": "tok-{count}-abcdef", "token_type": "Bearer"{more}}}"#))
    })
}

fn header<'a>(request: &'a Arrived, name: &str) -> Vec<&'a str> {
    let named = request.headers.iter().filter(|(known, _)| known == name);
    named.map(|(_, value)| value.as_str()).collect()
}

fn tokens(api: &Server) -> Vec<String> {
    api.arrived().iter().map(|request| header(request, "authorization").join(", ")).collect()
}

#[tokio::test]
async fn one_token_for_all_calls_of_a_tenant() {
    let (login, api) = (login(r#", "expires_in": 3600"#), Server::start());
    let tools = tools(&login, &api);
    let session = session_of(&tools, "acme");
    let (find, add) = (FindLead::new("1".into()), AddNote::new("hi".into()));
    // Side by side, and then once more.
    let (found, added) = tokio::join!(session.find_lead(&find), session.add_note(&add));
    assert_eq!((found.unwrap().status(), added.unwrap().status()), (200, 200));
    session.clone().find_lead(&find).await.unwrap();
    let asked = login.arrived();
    let [ask] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!((ask.method.as_str(), ask.target.as_str()), ("POST", "/acme/token?v=2"));
    assert_eq!(header(ask, "content-type"), ["application/x-www-form-urlencoded"]);
    assert_eq!(String::from_utf8_lossy(&ask.body), "grant_type=client_credentials&scope=leads.read+acme.all");
    // `app%3A1:s3cr3t%2Fwith%2Bsigns%3D`, RFC 6749, section 2.3.1.
    assert_eq!(header(ask, "authorization"), ["Basic YXBwJTNBMTpzM2NyM3QlMkZ3aXRoJTJCc2lnbnMlM0Q="]);
    assert_eq!(tokens(&api), ["Bearer tok-1-abcdef"; 3]);

    // Another tenant is another request for a token.
    session_of(&tools, "umbrella").find_lead(&find).await.unwrap();
    session.find_lead(&find).await.unwrap();
    assert_eq!(
        login.arrived().iter().map(|ask| ask.target.clone()).collect::<Vec<_>>(),
        ["/umbrella/token?v=2"]
    );
    assert_eq!(tokens(&api), ["Bearer tok-2-abcdef", "Bearer tok-1-abcdef"]);
}

/// Auth0 and others: what the token is for in the form, and the client's credentials, too.
#[tokio::test]
async fn further_parameters_and_credentials_in_the_form() {
    let (login, api) = (login(r#", "expires_in": 3600"#), Server::start());
    let session = session_of(&tools(&login, &api), "acme");
    session.list_deals(&ListDeals {}).await.unwrap();
    session.list_deals(&ListDeals {}).await.unwrap();
    // The same service and client, and another token: what asks for it differs.
    session.find_lead(&FindLead::new("1".into())).await.unwrap();
    let asked = login.arrived();
    let [ask, other] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(header(ask, "authorization"), [""; 0]);
    let audience =
        format!("http%3A%2F%2F{}%2Fv1", api.origin().trim_start_matches("http://").replace(':', "%3A"));
    assert_eq!(
        String::from_utf8_lossy(&ask.body),
        format!(
            "grant_type=client_credentials&client_id=app%3A1&client_secret=s3cr3t%2Fwith%2Bsigns%3D&audience={audience}&\
             resource=urn%3Aacme&format=jwt"
        )
    );
    assert_eq!(header(other, "authorization").len(), 1);
    assert_eq!(tokens(&api), ["Bearer tok-1-abcdef", "Bearer tok-1-abcdef", "Bearer tok-2-abcdef"]);
}

/// Credentials in the form come back no more than those in a header.
#[tokio::test]
async fn the_form_does_not_come_back() {
    let login = Server::answering(|request| {
        let sent = String::from_utf8_lossy(&request.body).into_owned();
        ("400 Bad Request", json!({ "error": "invalid_client", "error_description": sent }).to_string())
    });
    let api = Server::start();
    let session = session_of(&tools(&login, &api), "acme");
    let error = session.list_deals(&ListDeals {}).await.unwrap_err();
    for shown in [error.to_string(), format!("{error:?}"), error.for_model()] {
        assert!(!shown.contains("s3cr3t") && !shown.contains("signs"), "{shown}");
    }
    assert!(error.to_string().contains("client_secret=[redacted]"), "{error}");
    assert_eq!(api.arrived(), []);
}

#[tokio::test]
async fn a_token_that_has_expired_is_not_used() {
    let (login, api) = (login(r#", "expires_in": "0""#), Server::start());
    let session = session_of(&tools(&login, &api), "acme");
    for _ in 0..2 {
        session.find_lead(&FindLead::new("1".into())).await.unwrap();
    }
    assert_eq!(tokens(&api), ["Bearer tok-1-abcdef", "Bearer tok-2-abcdef"]);
}

/// A POST too: 401 says that nothing was done.
#[tokio::test]
async fn a_kept_token_that_is_refused_is_replaced_once() {
    let login = login("");
    let refused = Arc::new(AtomicUsize::new(usize::MAX));
    let from = Arc::clone(&refused);
    let mut count = 0;
    let api = Server::answering(move |request| {
        count += 1;
        let old = header(request, "authorization") == ["Bearer tok-1-abcdef"];
        if count >= from.load(Ordering::SeqCst) || (count > 1 && old) {
            return ("401 Unauthorized", r#"{"error": "the token has been revoked"}"#.to_owned());
        }
        ("200 OK", "{}".to_owned())
    });
    let session = session_of(&tools(&login, &api), "acme");
    for _ in 0..2 {
        session.add_note(&AddNote::new("hi".into())).await.unwrap();
    }
    assert_eq!(tokens(&api), ["Bearer tok-1-abcdef", "Bearer tok-1-abcdef", "Bearer tok-2-abcdef"]);
    // A service that takes no token gets one more, and no third.
    refused.store(0, Ordering::SeqCst);
    let error = session.add_note(&AddNote::new("hi".into())).await.unwrap_err();
    assert_eq!(error.status(), Some(401));
    assert_eq!(tokens(&api), ["Bearer tok-2-abcdef", "Bearer tok-3-abcdef"]);
}

#[tokio::test]
async fn no_token_no_call() {
    for (status, body, said) in [
        (
            "401 Unauthorized",
            r#"{"error": "invalid_client", "error_description": "s3cr3t/with+signs= is wrong"}"#,
            "find_lead: no access token: the answer (HTTP 401) says: invalid_client: [redacted] is wrong",
        ),
        (
            "400 Bad Request",
            r#"{"access_token": "tok-abcdef", "refresh_token": "tok-abcdef-2"}"#,
            "find_lead: no access token: the answer (HTTP 400) is no success",
        ),
        ("200 OK", r#"{"token": "tok-abcdef"}"#, "the answer (HTTP 200) has no `access_token`"),
        ("200 OK", r#"{"access_token": "tok-abcdef", "token_type": "mac"}"#, "a `token_type` other than"),
        ("200 OK", r#"{"access_token": "tok-abcdef\r\nx: y"}"#, "no header can carry"),
        ("200 OK", r#"{"access_token": "tok-abcdef""#, "is not JSON"),
        ("200 OK", "", "has no `access_token`"),
    ] {
        let login = Server::answering(move |_| (status, body.to_owned()));
        let api = Server::start();
        let session = session_of(&tools(&login, &api), "acme");
        let error = session.find_lead(&FindLead::new("1".into())).await.unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
        assert!(matches!(error, CallError::Token(_)) && error.status().is_none() && !error.is_retryable());
        let model = error.for_model();
        assert_eq!(
            model,
            "This tool could not sign in to its service. Nothing was done. Other arguments will not help."
        );
        for shown in [error.to_string(), format!("{error:?}")] {
            assert!(!shown.contains("tok-abcdef") && !shown.contains(CLIENT_SECRET), "{shown}");
        }
        assert_eq!(api.arrived(), []);
    }
    // What may be over in a moment is said so.
    let login = Server::answering(|_| ("503 Service Unavailable", String::new()));
    let api = Server::start();
    let error =
        session_of(&tools(&login, &api), "acme").find_lead(&FindLead::new("1".into())).await.unwrap_err();
    assert!(error.is_retryable() && error.for_model().ends_with("Try again later."), "{error}");
}

/// Nor do the credentials that ask for it, in the form in which they are sent.
#[tokio::test]
async fn the_client_does_not_come_back() {
    let login = Server::answering(|request| {
        let sent = header(request, "authorization").join("");
        ("400 Bad Request", json!({ "error": "invalid_client", "error_description": sent }).to_string())
    });
    let api = Server::start();
    let session = session_of(&tools(&login, &api), "acme");
    let error = session.find_lead(&FindLead::new("1".into())).await.unwrap_err();
    for shown in [error.to_string(), format!("{error:?}"), error.for_model()] {
        assert!(!shown.contains("YXBw") && !shown.contains("czNjc"), "{shown}");
    }
    assert!(error.to_string().ends_with("says: invalid_client: Basic [redacted]"), "{error}");
}

/// Calls that wait for one token share what became of it.
#[tokio::test]
async fn a_refusal_is_asked_for_once() {
    let (all_wait, waiting) = mpsc::channel();
    let refusing = Server::answering(move |_| {
        // An error once the test lets go of its end, so that another request is not left waiting.
        let _: Result<(), _> = waiting.recv();
        ("401 Unauthorized", r#"{"error": "invalid_client"}"#.to_owned())
    });
    let api = Server::start();
    let session = session_of(&tools(&refusing, &api), "acme");
    let reply = |count: usize| {
        let call = |id| json!({ "id": format!("c{id}"), "function": { "name": "find_lead", "arguments": "{\"id\": \"1\"}" } });
        json!({ "role": "assistant", "tool_calls": (0..count).map(call).collect::<Vec<_>>() })
    };
    // The first poll starts all six, and the answer comes after it.
    let reply = reply(6);
    let (answers, ()) =
        tokio::join!(biased; session.answer(Provider::OpenAiChat, &reply), async { drop(all_wait) });
    assert_eq!(answers.unwrap().len(), 6);
    assert_eq!((refusing.arrived().len(), api.arrived().len()), (1, 0));

    // The same token again is as good as the one that was refused: nothing is sent once more.
    let login = Server::answering(|_| ("200 OK", r#"{"access_token": "tok-abcdef"}"#.to_owned()));
    let api = Server::answering(|_| ("401 Unauthorized", String::new()));
    let session = session_of(&tools(&login, &api), "acme");
    let find = FindLead::new("1".into());
    for asked in [(1, 1), (1, 1)] {
        assert_eq!(session.find_lead(&find).await.unwrap_err().status(), Some(401));
        assert_eq!((login.arrived().len(), api.arrived().len()), asked);
    }
}

/// The token is a secret that the host never saw.
#[tokio::test]
async fn the_token_does_not_come_back() {
    let login = login("");
    let api = Server::answering(|request| {
        let sent = header(request, "authorization").join("");
        ("400 Bad Request", format!(r#"{{"you_sent": "{sent}"}}"#))
    });
    let session = session_of(&tools(&login, &api), "acme");
    let error = session.find_lead(&FindLead::new("1".into())).await.unwrap_err();
    for shown in [error.to_string(), format!("{error:?}"), error.for_model(), format!("{session:?}")] {
        assert!(!shown.contains("tok-1"), "{shown}");
    }
    assert!(error.for_model().contains("you_sent"), "{error}");
    let reply = json!({ "choices": [{ "message": { "tool_calls": [
        { "id": "c1", "type": "function", "function": { "name": "find_lead", "arguments": "{\"id\": \"1\"}" } }
    ] } }] });
    let answers = session.answer(Provider::OpenAiChat, &reply).await.unwrap();
    assert!(!json!(answers).to_string().contains("tok-1"), "{answers:?}");
}

#[test]
fn a_request_without_its_token() {
    let (login, api) = (Server::start(), Server::start());
    let session = session_of(&tools(&login, &api), "acme");
    let request = session.request(&ToolCall::FindLead(FindLead::new("1".into()))).unwrap();
    assert_eq!(request.headers().filter(|(name, _)| *name == "authorization").count(), 0);
    assert_eq!(login.arrived(), []);
}

/// A token service that hangs takes the call's own time, no more.
#[tokio::test(start_paused = true)]
async fn one_deadline_for_both() {
    let clock = Clock::held();
    let (asked, mut was_asked) = tokio::sync::mpsc::unbounded_channel();
    // Let go of last, when nobody is left for whom the answer would be.
    let (_until_dropped, hangs) = mpsc::channel();
    let login = Server::answering(move |_| {
        let _ = asked.send(());
        let _: Result<(), _> = hangs.recv();
        ("200 OK", "{}".to_owned())
    });
    let api = Server::start();
    let secrets = HashMap::from([
        ("CRM_CLIENT_ID".to_owned(), "a".to_owned()),
        ("CRM_CLIENT_SECRET".to_owned(), "b".to_owned()),
        ("DEALS_API".to_owned(), api.origin()),
    ]);
    let (most, last) = (Duration::from_millis(199), Duration::from_millis(1));
    let tools = Tools::builder()
        .secrets(Secrets::from_source(&secrets).unwrap())
        .origin("https://login.example.com", login.origin())
        .origin("https://api.example.com", api.origin())
        .timeout(most + last)
        .build()
        .unwrap();
    let session = session_of(&tools, "acme");
    let call = tokio::spawn(async move { session.find_lead(&FindLead::new("1".into())).await });
    was_asked.recv().await.unwrap();
    clock.advance(most).await;
    assert!(!call.is_finished());
    clock.advance(last).await;
    let error = call.await.unwrap().unwrap_err();
    assert!(error.is_timeout() && matches!(error, CallError::Token(_)), "{error}");
    assert!(error.for_model().ends_with("Nothing was done. Try again later."), "{error}");
    assert!(was_asked.try_recv().is_err(), "asked once");
    assert_eq!(api.arrived(), []);
}
