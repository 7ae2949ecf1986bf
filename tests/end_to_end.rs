//! What arrives at a real HTTP server, byte for byte, for each of the ten definitions in `tools/`:
//! with all arguments, and with only the required ones.

mod support;

use support::{Arrived, Server};

mod crm {
    typed_tools::tools!("tools/*.json");
}
use crm::{
    AddCrmNote, BookAppointment, CheckAvailability, CheckOrderStatus, Context, GetCustomerProfile,
    LeadStatus, ProcessReturn, SearchProducts, Secrets, SendEmail, SendSms, Session, ToolCall, Tools,
    UpdateLeadStatus, add_crm_note, check_availability, process_return,
};

fn session(server: &Server) -> Session {
    let secrets = Secrets::from_source(&|name: &str| Some(format!("value-of-{name}"))).expect("all secrets");
    let origin = server.origin();
    Tools::builder()
        .secrets(secrets)
        .origin("https://crm.yourcompany.com", &origin)
        .origin("https://api.yourcompany.com", &origin)
        .origin("https://api.twilio.com", &origin)
        .build()
        .expect("origins on loopback")
        .session(Context {
            call_sid: "CA1".into(),
            contact_email: "maya@example.com".into(),
            contact_id: "c_42".into(),
            contact_name: "Maya \"Mo\" Okafor".into(),
            from_number: "+15550142".into(),
            to_number: "+15550100".into(),
        })
}

/// What a call must look like on the wire.
struct Expected {
    method: &'static str,
    target: &'static str,
    authorization: &'static str,
    body: Option<&'static str>,
}

const CRM: &str = "Bearer value-of-CRM_API_KEY";
const API: &str = "Bearer value-of-API_KEY";

/// Makes the call, as a model would and typed, and compares what arrives.
async fn check(call: ToolCall, arguments: &str, expected: Expected) {
    let name = call.name();
    let read = ToolCall::parse(name, arguments).unwrap_or_else(|error| panic!("{name} {arguments}: {error}"));
    assert_eq!(read, call);
    let server = Server::start();
    let answer = session(&server).call(&call).await.expect("the server answers 200");
    assert_eq!((answer.status(), answer.body()["ok"].as_bool()), (200, Some(true)));

    let arrived = server.arrived();
    let [Arrived { method, target, headers, body }] = arrived.as_slice() else {
        panic!("{name}: one request, not {arrived:?}")
    };
    let sent = (method.as_str(), target.as_str(), String::from_utf8_lossy(body));
    assert_eq!(sent, (expected.method, expected.target, expected.body.unwrap_or_default().into()), "{name}");

    let mut wanted = vec![
        ("accept".to_owned(), "application/json, */*;q=0.5".to_owned()),
        ("accept-encoding".to_owned(), "gzip".to_owned()),
        ("authorization".to_owned(), expected.authorization.to_owned()),
        ("host".to_owned(), server.origin().replace("http://", "")),
        ("user-agent".to_owned(), concat!("typed-tools/", env!("CARGO_PKG_VERSION")).to_owned()),
    ];
    if let Some(body) = expected.body {
        wanted.push(("content-length".to_owned(), body.len().to_string()));
        wanted.push(("content-type".to_owned(), "application/json".to_owned()));
    }
    wanted.sort();
    assert_eq!(*headers, wanted, "{name}");
}

#[tokio::test]
async fn update_lead_status() {
    check(
        ToolCall::UpdateLeadStatus(UpdateLeadStatus {
            lead_status: LeadStatus::Hot,
            notes: Some("call back\n\"soon\"".into()),
        }),
        r#"{"lead_status": "hot", "notes": "call back\n\"soon\""}"#,
        Expected {
            method: "PUT",
            target: "/api/v1/leads/c_42",
            authorization: CRM,
            body: Some(
                r#"{"status":"hot","notes":"call back\n\"soon\"","updated_by":"ai_agent","call_id":"CA1"}"#,
            ),
        },
    )
    .await;
    check(
        ToolCall::UpdateLeadStatus(UpdateLeadStatus { lead_status: LeadStatus::Cold, notes: None }),
        r#"{"lead_status": "cold"}"#,
        Expected {
            method: "PUT",
            target: "/api/v1/leads/c_42",
            authorization: CRM,
            body: Some(r#"{"status":"cold","updated_by":"ai_agent","call_id":"CA1"}"#),
        },
    )
    .await;
}

#[tokio::test]
async fn add_a_crm_note() {
    check(
        ToolCall::AddCrmNote(AddCrmNote {
            note_text: "likes tea".into(),
            note_type: Some(add_crm_note::NoteType::FollowUp),
        }),
        r#"{"note_text": "likes tea", "note_type": "follow_up"}"#,
        Expected {
            method: "POST",
            target: "/api/v1/contacts/c_42/notes",
            authorization: CRM,
            body: Some(r#"{"content":"likes tea","type":"follow_up","created_by":"ai_agent"}"#),
        },
    )
    .await;
    check(
        ToolCall::AddCrmNote(AddCrmNote { note_text: String::new(), note_type: None }),
        r#"{"note_text": ""}"#,
        Expected {
            method: "POST",
            target: "/api/v1/contacts/c_42/notes",
            authorization: CRM,
            body: Some(r#"{"content":"","created_by":"ai_agent"}"#),
        },
    )
    .await;
}

#[tokio::test]
async fn book_an_appointment() {
    check(
        ToolCall::BookAppointment(BookAppointment {
            date: "2026-11-27".into(),
            time: "15:30".into(),
            service_type: "a demo".into(),
        }),
        r#"{"date": "2026-11-27", "time": "15:30", "service_type": "a demo"}"#,
        Expected {
            method: "POST",
            target: "/appointments",
            authorization: API,
            body: Some(concat!(
                r#"{"customer_name":"Maya \"Mo\" Okafor","phone":"+15550142","#,
                r#""date":"2026-11-27","time":"15:30","service":"a demo"}"#
            )),
        },
    )
    .await;
}

#[tokio::test]
async fn check_the_availability() {
    check(
        ToolCall::CheckAvailability(CheckAvailability {
            date: "2026-11-27".into(),
            service_type: Some(check_availability::ServiceType::FollowUp),
        }),
        r#"{"date": "2026-11-27", "service_type": "follow-up"}"#,
        Expected {
            method: "GET",
            target: "/appointments/availability?date=2026-11-27&service=follow-up",
            authorization: API,
            body: None,
        },
    )
    .await;
    check(
        ToolCall::CheckAvailability(CheckAvailability { date: "27/11 & later".into(), service_type: None }),
        r#"{"date": "27/11 & later"}"#,
        Expected {
            method: "GET",
            target: "/appointments/availability?date=27%2F11%20%26%20later",
            authorization: API,
            body: None,
        },
    )
    .await;
}

#[tokio::test]
async fn check_an_order_status() {
    check(
        ToolCall::CheckOrderStatus(CheckOrderStatus { order_id: "A 10+42?".into() }),
        r#"{"order_id": "A 10+42?"}"#,
        Expected { method: "GET", target: "/orders/A%2010%2B42%3F", authorization: API, body: None },
    )
    .await;
}

#[tokio::test]
async fn get_a_customer_profile() {
    check(
        ToolCall::GetCustomerProfile(GetCustomerProfile { customer_id: "881".into() }),
        r#"{"customer_id": "881"}"#,
        Expected { method: "GET", target: "/customers/881", authorization: API, body: None },
    )
    .await;
}

#[tokio::test]
async fn process_a_return() {
    check(
        ToolCall::ProcessReturn(ProcessReturn {
            order_id: "A-1".into(),
            reason: process_return::Reason::WrongItem,
            items: Some(vec!["HP-300".into(), "CB \"1\"".into()]),
        }),
        r#"{"order_id": "A-1", "reason": "wrong_item", "items": ["HP-300", "CB \"1\""]}"#,
        Expected {
            method: "POST",
            target: "/returns",
            authorization: API,
            body: Some(concat!(
                r#"{"order_id":"A-1","reason":"wrong_item","#,
                r#""items":["HP-300","CB \"1\""],"customer_id":"c_42"}"#
            )),
        },
    )
    .await;
    // No items: no `items` key, and neither `null` nor `[]`.
    check(
        ToolCall::ProcessReturn(ProcessReturn {
            order_id: "A-1".into(),
            reason: process_return::Reason::Other,
            items: None,
        }),
        r#"{"order_id": "A-1", "reason": "other"}"#,
        Expected {
            method: "POST",
            target: "/returns",
            authorization: API,
            body: Some(r#"{"order_id":"A-1","reason":"other","customer_id":"c_42"}"#),
        },
    )
    .await;
}

#[tokio::test]
async fn search_the_products() {
    check(
        ToolCall::SearchProducts(SearchProducts {
            query: "hi-fi & more".into(),
            category: Some("audio/video".into()),
            max_price: Some(100.0),
        }),
        r#"{"query": "hi-fi & more", "category": "audio/video", "max_price": 100}"#,
        Expected {
            method: "GET",
            target: "/products/search?q=hi-fi%20%26%20more&category=audio%2Fvideo&max_price=100",
            authorization: API,
            body: None,
        },
    )
    .await;
    check(
        ToolCall::SearchProducts(SearchProducts {
            query: "radio".into(),
            category: None,
            max_price: Some(99.95),
        }),
        r#"{"query": "radio", "max_price": 99.95}"#,
        Expected {
            method: "GET",
            target: "/products/search?q=radio&max_price=99.95",
            authorization: API,
            body: None,
        },
    )
    .await;
    check(
        ToolCall::SearchProducts(SearchProducts { query: "radio".into(), category: None, max_price: None }),
        r#"{"query": "radio"}"#,
        Expected { method: "GET", target: "/products/search?q=radio", authorization: API, body: None },
    )
    .await;
}

#[tokio::test]
async fn send_an_email() {
    check(
        ToolCall::SendEmail(SendEmail { subject: "Größe?".into(), body: "Hello\n{{API_KEY}}".into() }),
        r#"{"subject": "Gr\u00f6\u00dfe?", "body": "Hello\n{{API_KEY}}"}"#,
        Expected {
            method: "POST",
            target: "/emails/send",
            authorization: API,
            body: Some(concat!(
                r#"{"to":"maya@example.com","subject":"Größe?","#,
                r#""body":"Hello\n{{API_KEY}}","from":"noreply@yourcompany.com"}"#
            )),
        },
    )
    .await;
}

#[tokio::test]
async fn send_an_sms() {
    check(
        ToolCall::SendSms(SendSms { message: "See you 👋".into() }),
        r#"{"message": "See you 👋"}"#,
        Expected {
            method: "POST",
            target: "/2010-04-01/Accounts/value-of-TWILIO_ACCOUNT_SID/Messages.json",
            authorization: "Basic value-of-TWILIO_AUTH_TOKEN",
            body: Some(r#"{"To":"+15550142","From":"+15550100","Body":"See you 👋"}"#),
        },
    )
    .await;
}

/// The typed methods send what `Session::call` sends.
#[tokio::test]
async fn every_tool_has_a_method_of_its_own() {
    let server = Server::start();
    let session = session(&server);
    let update = UpdateLeadStatus { lead_status: LeadStatus::Warm, notes: None };
    let search = SearchProducts { query: "radio".into(), category: None, max_price: Some(5.0) };
    session.update_lead_status(&update).await.expect("sent");
    session.search_products(&search).await.expect("sent");
    session.send_sms(&SendSms { message: "hi".into() }).await.expect("sent");
    let by_method = server.arrived();
    for call in [
        ToolCall::UpdateLeadStatus(update),
        ToolCall::SearchProducts(search),
        ToolCall::SendSms(SendSms { message: "hi".into() }),
    ] {
        session.call(&call).await.expect("sent");
    }
    assert_eq!(by_method, server.arrived());
    assert_eq!(by_method.len(), 3);
}

/// What an adapter for another framework has to go by, on a set that it knows nothing of.
fn offered<S: typed_tools::Toolset>(session: &S) -> Vec<(&'static str, String)> {
    let one = |name| S::all_specs(typed_tools::Provider::Mcp).only(&[name]).as_str().to_owned();
    session.tools().map(|tool| (tool.name(), one(tool.name()))).collect()
}

#[test]
fn generic_code_lists_and_reads_the_tools() {
    let offered = offered(&session(&Server::start()));
    assert_eq!(offered.len(), 10);
    for (name, spec) in offered {
        let spec: typed_tools::serde_json::Value = typed_tools::serde_json::from_str(&spec).unwrap();
        assert_eq!((spec[0]["name"].as_str(), spec.as_array().map(Vec::len)), (Some(name), Some(1)));
        assert_eq!(spec[0]["inputSchema"]["type"], "object");
    }
    let call = <Session as typed_tools::Toolset>::parse("check_order_status", r#"{"order_id": "A1"}"#);
    assert_eq!(call.unwrap().name(), "check_order_status");
}
