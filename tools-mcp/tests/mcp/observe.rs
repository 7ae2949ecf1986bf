//! Spans, what those who count are told, and that nothing secret is in either.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Once};

use serde_json::{Value, json};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::DefaultGuard;
use tracing::{Event, Metadata, Subscriber};
use typed_tools::mcp::{Auth, Denied, Identity, Server};

use super::client::{Piped, call, call_with, initialize, listen, post};
use super::upstream::Upstream;
use super::{Context, session, tools};

/// Keeps the spans of the server, and the text of everything.
#[derive(Clone, Default)]
struct Kept {
    next: Arc<AtomicU64>,
    spans: Arc<Mutex<BTreeMap<u64, BTreeMap<String, String>>>>,
    text: Arc<Mutex<String>>,
}

struct Fields<'a>(&'a mut dyn FnMut(&str, String));

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        (self.0)(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        (self.0)(field.name(), value.to_owned());
    }
}

impl Kept {
    /// The fields of the server's spans, in their order.
    fn spans(&self) -> Vec<BTreeMap<String, String>> {
        self.spans.lock().unwrap().values().cloned().collect()
    }

    fn keep(&self, id: Option<u64>, record: impl FnOnce(&mut Fields<'_>)) {
        record(&mut Fields(&mut |name, value| {
            *self.text.lock().unwrap() += &format!("{name}={value}\n");
            if let Some(span) = id.and_then(|id| self.spans.lock().unwrap().get_mut(&id).map(|_| id)) {
                self.spans.lock().unwrap().entry(span).or_default().insert(name.to_owned(), value);
            }
        }));
    }
}

impl Subscriber for Kept {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let id = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        if span.metadata().name() == "mcp.server" {
            self.spans.lock().unwrap().insert(id, BTreeMap::new());
        }
        self.keep(Some(id), |fields| span.record(fields));
        Id::from_u64(id)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        self.keep(Some(span.into_u64()), |fields| values.record(fields));
    }

    fn event(&self, event: &Event<'_>) {
        self.keep(None, |fields| event.record(fields));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// What this thread's spans and events are kept in until the guard is dropped. A test's runtime has its thread alone.
fn keep() -> (Kept, DefaultGuard) {
    // While there is one subscriber alone, a span that another thread comes to first counts as wanted by nobody.
    static OTHERS: Once = Once::new();
    OTHERS.call_once(|| tracing::subscriber::set_global_default(Kept::default()).unwrap());
    let kept = Kept::default();
    let guard = tracing::subscriber::set_default(kept.clone());
    (kept, guard)
}

#[tokio::test]
async fn each_message_has_a_span() {
    let (kept, _guard) = keep();
    let upstream = Upstream::start().await;
    let parents = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&parents);
    let server = Server::new(session(&upstream)).trace_parent(move |span, parent, state| {
        assert_eq!(span.metadata().unwrap().name(), "mcp.server");
        told.lock().unwrap().push((parent.to_owned(), state.map(str::to_owned)));
    });
    let address = listen(server).await;
    let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    post(address, &[], "tools/list", json!({})).await;
    let params = json!({ "name": "get_notes", "arguments": {}, "_meta": { "traceparent": parent, "tracestate": "a=1" } });
    post(address, &[], "tools/call", params).await;
    call(address, "add_note", json!({})).await;
    call(address, "made_up_by_a_client", json!({})).await;

    let spans = kept.spans();
    let field = |span: usize, name: &str| spans[span].get(name).map(String::as_str);
    assert_eq!(spans.len(), 4, "{spans:?}");
    for (span, name, tool, error) in [
        (0, "tools/list", None, None),
        (1, "tools/call get_notes", Some("get_notes"), None),
        (2, "tools/call add_note", Some("add_note"), Some("tool_error")),
        (3, "tools/call", None, Some("-32602")),
    ] {
        assert_eq!(field(span, "otel.name"), Some(name));
        assert_eq!(field(span, "otel.kind"), Some("server"));
        assert_eq!(field(span, "mcp.method.name"), name.split(' ').next());
        assert_eq!(field(span, "gen_ai.tool.name"), tool);
        assert_eq!(field(span, "gen_ai.operation.name"), tool.map(|_| "execute_tool"));
        assert_eq!(field(span, "error.type"), error);
        assert_eq!(field(span, "rpc.response.status_code"), error.filter(|error| *error != "tool_error"));
        assert_eq!(field(span, "mcp.protocol.version"), Some("2026-07-28"));
        assert_eq!(field(span, "network.transport"), Some("tcp"));
        assert_eq!(field(span, "jsonrpc.request.id"), Some("7"));
    }
    assert_eq!(*parents.lock().unwrap(), [(parent.to_owned(), Some("a=1".to_owned()))]);
}

/// A server that keeps the attributes of each measurement, one line each.
fn counted(upstream: &Upstream) -> (Server, Arc<Mutex<Vec<String>>>) {
    let kept = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&kept);
    let server = Server::new(tools(upstream)).context(Context { contact_id: "c_1".into() });
    let server = server.observe(move |operation| {
        assert!(operation.seconds() > 0.0 && operation.seconds() < 60.0);
        assert_eq!(operation.seconds(), operation.elapsed().as_secs_f64());
        let attributes = operation.attributes().map(|(name, value)| format!("{name}={value}"));
        told.lock().unwrap().push(attributes.collect::<Vec<_>>().join(" "));
    });
    (server, kept)
}

#[tokio::test]
async fn those_who_count_are_told_what_the_conventions_ask_for() {
    let upstream = Upstream::start().await;
    let (server, kept) = counted(&upstream);
    let address = listen(server).await;
    post(address, &[], "tools/list", json!({})).await;
    call(address, "get_notes", json!({})).await;
    call(address, "add_note", json!({})).await;
    call(address, "made_up_by_a_client", json!({})).await;
    let call = "mcp.method.name=tools/call gen_ai.operation.name=execute_tool gen_ai.tool.name=";
    let spoken = "mcp.protocol.version=2026-07-28 network.transport=tcp";
    let expected = [
        format!("mcp.method.name=tools/list {spoken}"),
        format!("{call}get_notes {spoken}"),
        format!("{call}add_note {spoken} error.type=tool_error"),
        format!("mcp.method.name=tools/call {spoken} error.type=-32602 rpc.response.status_code=-32602"),
    ];
    assert_eq!(*kept.lock().unwrap(), expected);
}

#[tokio::test]
async fn a_version_that_a_client_made_up_is_no_attribute() {
    let upstream = Upstream::start().await;
    for (asked, expected) in [("2025-06-18", "2025-06-18"), ("9999-client-4711", "2025-11-25")] {
        let (server, kept) = counted(&upstream);
        let mut piped = Piped::start(server);
        piped
            .send(&json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {
                "protocolVersion": asked, "capabilities": {},
                "clientInfo": { "name": "test", "version": "1" } } }))
            .await;
        piped.next().await;
        piped.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" })).await;
        piped.send(&json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/list" })).await;
        piped.next().await;
        let expected =
            format!("mcp.method.name=tools/list mcp.protocol.version={expected} network.transport=pipe");
        assert_eq!(*kept.lock().unwrap(), [expected]);
    }
}

#[tokio::test]
async fn nothing_that_is_logged_holds_a_secret() {
    let (kept, _guard) = keep();
    let upstream = Upstream::start().await;
    let auth = Auth::new("https://tools.example.com/mcp", async |token: String| match &*token {
        "client-token-5512" => Ok(Identity::new("a")),
        _ => Err(Denied::InvalidToken),
    });
    let address = listen(Server::new(session(&upstream)).auth(auth)).await;
    for token in ["Bearer client-token-5512", "Bearer wrong-token-5513"] {
        initialize(address, &[("authorization", token)]).await;
        post(address, &[("authorization", token)], "tools/list", json!({})).await;
    }
    let answer: Value =
        call_with(address, &[("authorization", "Bearer client-token-5512")], "get_notes", json!({})).await;
    assert_eq!(answer["result"]["isError"], false, "{answer}");
    let text = kept.text.lock().unwrap().clone();
    assert!(text.contains("get_notes"), "everything is kept: {text}");
    for secret in ["client-token", "wrong-token", super::KEY] {
        assert!(!text.contains(secret), "{secret}");
    }
}
