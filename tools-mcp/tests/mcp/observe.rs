//! Spans, what those who count are told, and that nothing secret is in either.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use typed_tools::mcp::{Auth, Denied, Identity, Server};

use super::client::{call, call_with, initialize, listen, post};
use super::session;
use super::upstream::Upstream;

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

#[tokio::test]
async fn each_message_has_a_span() {
    let kept = Kept::default();
    // This test's runtime has this thread alone.
    let _kept = tracing::subscriber::set_default(kept.clone());
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
        assert_eq!(field(span, "mcp.protocol.version"), Some("2026-07-28"));
        assert_eq!(field(span, "network.transport"), Some("tcp"));
        assert_eq!(field(span, "jsonrpc.request.id"), Some("7"));
    }
    assert_eq!(*parents.lock().unwrap(), [(parent.to_owned(), Some("a=1".to_owned()))]);
}

#[tokio::test]
async fn those_who_count_are_told_the_kind() {
    let upstream = Upstream::start().await;
    let operations = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&operations);
    let server = Server::new(session(&upstream)).observe(move |operation| {
        assert!(operation.elapsed().as_secs() < 60);
        let owned = |text: Option<&str>| text.map(str::to_owned);
        told.lock().unwrap().push((
            operation.method(),
            owned(operation.tool()),
            owned(operation.error_type()),
        ));
    });
    let address = listen(server).await;
    post(address, &[], "tools/list", json!({})).await;
    call(address, "get_notes", json!({})).await;
    call(address, "add_note", json!({})).await;
    call(address, "made_up_by_a_client", json!({})).await;
    let some = |text: &str| Some(text.to_owned());
    let expected = [
        ("tools/list", None, None),
        ("tools/call", some("get_notes"), None),
        ("tools/call", some("add_note"), some("tool_error")),
        ("tools/call", None, some("-32602")),
    ];
    assert_eq!(*operations.lock().unwrap(), expected);
}

#[tokio::test]
async fn nothing_that_is_logged_holds_a_secret() {
    let kept = Kept::default();
    let _kept = tracing::subscriber::set_default(kept.clone());
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
