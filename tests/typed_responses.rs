//! `typed_responses = true`: a response as the type that its schema gives; one that does not
//! match is still delivered.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::thread;

use typed_tools::{CallError, Tool};

mod orders {
    typed_tools::tools!(
        inline = r##"{
            "name": "get_order",
            "description": "Gets an order.",
            "parameters": { "type": "object", "properties": { "id": { "type": "string" } }, "required": ["id"] },
            "api_endpoint": "http://127.0.0.1/orders/{{id}}",
            "http_method": "GET",
            "response": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "id": { "type": "string", "pattern": "^o-" },
                        "status": { "type": "string", "enum": ["open", "in-transit", "delivered"] },
                        "placed": { "type": "string", "format": "date-time" },
                        "lines": { "type": "array", "items": { "$ref": "#/$defs/Line" } },
                        "note": { "type": ["string", "null"], "description": "See [this] ```" }
                    },
                    "required": ["id", "status"],
                    "$defs": {
                        "Line": {
                            "type": "object",
                            "properties": { "sku": { "type": "string" }, "count": { "type": "integer", "minimum": 1 } },
                            "required": ["sku", "count"]
                        }
                    }
                }
            }
        }"##,
        typed_responses = true
    );
}

/// An argument whose type has the name that a response's has.
mod reports {
    typed_tools::tools!(
        inline = r##"{
            "name": "render_report",
            "description": "Renders a report.",
            "parameters": { "type": "object", "properties": { "output": { "type": "string", "enum": ["pdf", "html"] } }, "required": ["output"] },
            "api_endpoint": "http://127.0.0.1/reports?as={{output}}",
            "http_method": "GET",
            "response": { "schema": { "type": "object", "properties": { "url": { "type": "string" } }, "required": ["url"] } }
        }"##,
        typed_responses = true
    );
}

#[tokio::test]
async fn an_argument_called_output() {
    let secrets = reports::Secrets::from_source(&|_: &str| None).unwrap();
    let origin = server(r#"{"url": "https://x.example/1"}"#);
    let tools =
        reports::Tools::builder().secrets(secrets).origin("http://127.0.0.1", origin).build().unwrap();
    let arguments = reports::RenderReport::new(reports::render_report::Output::Pdf);
    let response = tools.session(reports::Context {}).render_report(&arguments).await.unwrap();
    let report: &reports::render_report::response::Output = response.body();
    assert_eq!(report.url, "https://x.example/1");
}

/// Answers one request with `body`, as JSON.
fn server(body: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut line = String::new();
        while reader.read_line(&mut line).unwrap() > 2 {
            line.clear();
        }
        write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        // Until the client has closed, so that nothing is cut off.
        let _ = reader.read(&mut [0]);
    });
    origin
}

fn session(body: &'static str) -> orders::Session {
    let secrets = orders::Secrets::from_source(&|_: &str| None).unwrap();
    let tools =
        orders::Tools::builder().secrets(secrets).origin("http://127.0.0.1", server(body)).build().unwrap();
    tools.session(orders::Context {})
}

#[tokio::test]
async fn a_response_has_the_type_of_its_schema() {
    let session = session(
        r#"{"id": "anything", "status": "in-transit", "placed": "not a date", "new": 1,
            "lines": [{"sku": "a", "count": 0}], "note": null}"#,
    );
    let response = session.get_order(&orders::GetOrder::new("1".into())).await.unwrap();
    let order: &orders::get_order::Output = response.body();
    assert_eq!(order.id, "anything", "constraints are the service's business");
    assert_eq!(order.status.to_string(), "in-transit");
    assert_eq!(order.lines[0].count, 0);
    assert_eq!(order.note, None);
}

#[tokio::test]
async fn a_response_that_does_not_match_is_delivered_raw() {
    let body = r#"{"id": 7, "status": "open"}"#;
    let error = session(body).get_order(&orders::GetOrder::new("1".into())).await.unwrap_err();
    let CallError::Decode(error) = error else { panic!("{error:?}") };
    assert_eq!(error.response().body(), body);
    let cause = std::error::Error::source(&*error).expect("why").to_string();
    assert_eq!(cause, "$.id: invalid type: integer `7`, expected a string");
}

#[tokio::test]
async fn calls_of_a_model_stay_untyped() {
    let body = r#"{"id": 7}"#;
    let call = orders::ToolCall::parse("get_order", r#"{"id": "1"}"#).unwrap();
    assert_eq!(session(body).call(&call).await.unwrap().for_model(), r#"{"id":7}"#);
}

#[tokio::test]
async fn generic_code_has_the_types_too() {
    async fn status<T: Tool<Toolset = orders::Session>>(tool: T, session: &orders::Session) -> T::Output {
        assert_eq!((T::name(), tool.request(session).unwrap().method()), ("get_order", "GET"));
        assert!(T::specs(typed_tools::Provider::Mcp).as_str().contains("get_order"));
        tool.call(session).await.unwrap().into_body()
    }
    let session = session(r#"{"id": "o-1", "status": "open"}"#);
    let order = status(orders::GetOrder::new("1".into()), &session).await;
    assert_eq!(order.status, orders::get_order::response::OutputStatus::Open);
}
