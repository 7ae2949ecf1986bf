//! Hostile strings in every string argument and every context value of the ten definitions: the
//! request keeps its shape (origin, path segments, query keys, header names, body), and the value
//! arrives as data, or there is a typed error and nothing is sent.

mod support;

use std::collections::BTreeMap;

use support::{Arrived, Server};
use typed_tools::serde_json::{self, Value, json};

mod crm {
    typed_tools::tools!("tools/*.json");
}
use crm::{Secrets, Session, ToolCall, Tools};

/// Each tool with all its arguments.
fn calls() -> Vec<(&'static str, Value)> {
    vec![
        ("add_crm_note", json!({"note_text": "x", "note_type": "general"})),
        ("book_appointment", json!({"date": "x", "time": "x", "service_type": "x"})),
        ("check_availability", json!({"date": "x", "service_type": "procedure"})),
        ("check_order_status", json!({"order_id": "x"})),
        ("get_customer_profile", json!({"customer_id": "x"})),
        ("process_return", json!({"order_id": "x", "reason": "other", "items": ["x", "x"]})),
        ("search_products", json!({"query": "x", "category": "x", "max_price": 5})),
        ("send_email", json!({"subject": "x", "body": "x"})),
        ("send_sms", json!({"message": "x"})),
        ("update_lead_status", json!({"lead_status": "hot", "notes": "x"})),
    ]
}

const CONTEXT: [&str; 6] =
    ["call_sid", "contact_email", "contact_id", "contact_name", "from_number", "to_number"];

fn hostile() -> Vec<String> {
    let mut strings: Vec<String> = [
        "",
        ".",
        "..",
        "...",
        "../..",
        "../../admin",
        "/",
        "//evil.example/x",
        "a/../b",
        "%2e%2e",
        "%2E%2E%2F",
        "%252e",
        "a\\b",
        "..\\..",
        "a?x=1",
        "a#b",
        "a&b=c",
        "a;b",
        "a=b",
        "x@evil.example",
        ":80",
        " ",
        "a b",
        "+",
        "\r\n",
        "a\r\nx-evil: 1",
        "a\n",
        "\t",
        "\0",
        "a\0b",
        "\u{7f}",
        "\u{85}",
        "{{CRM_API_KEY}}",
        "{{contact_id}}",
        "{{{{",
        "}}",
        "\"",
        "\",\"admin\":true,\"x\":\"",
        "\\\"",
        "null",
        "[]",
        "{}",
        "%",
        "%zz",
        "ü",
        "🙂",
        "\u{202e}gpj.exe",
        "\u{200f}",
        "\u{feff}",
        "\u{fffd}",
        "\u{ff0e}\u{ff0e}",
        "\u{2025}",
        "\u{2215}",
        "\u{ff0f}",
    ]
    .map(str::to_owned)
    .into();
    strings.push("a".repeat(10 * 1024));
    strings.push("../".repeat(3000));
    strings
}

/// The tools, all of whose origins are `server`.
fn tools(server: &Server) -> Tools {
    let secrets = Secrets::from_source(&|name: &str| Some(format!("value-of-{name}"))).expect("all secrets");
    let mut tools = Tools::builder().secrets(secrets);
    for service in ["crm.yourcompany.com", "api.yourcompany.com", "api.twilio.com"] {
        tools = tools.origin(format!("https://{service}"), server.origin());
    }
    tools.build().expect("origins on loopback")
}

fn session(tools: &Tools, context: &BTreeMap<&str, String>) -> Session {
    tools.session(serde_json::from_value(json!(context)).expect("all context names"))
}

fn plain_context() -> BTreeMap<&'static str, String> {
    CONTEXT.map(|name| (name, "x".to_owned())).into()
}

/// What no value may change.
#[derive(Debug, PartialEq)]
struct Shape {
    method: String,
    segments: usize,
    /// The keys of the query, in their order.
    keys: Vec<String>,
    headers: Vec<String>,
    /// The body with every string emptied.
    body: Option<Value>,
}

/// The shape of a request, and the strings that it carries, decoded.
fn take_apart(request: &Arrived) -> (Shape, Vec<String>) {
    let (path, query) =
        request.target.split_once('?').map_or((&*request.target, None), |(p, q)| (p, Some(q)));
    assert!(request.target.bytes().all(|byte| byte.is_ascii_graphic()), "{}", request.target);
    assert!(!request.target.contains(['#', '\\']), "{}", request.target);
    let segments: Vec<_> = path.split('/').skip(1).map(decoded).collect();
    for segment in &segments {
        assert!(!matches!(segment.as_str(), "" | "." | ".."), "{path}");
        assert!(!segment.contains(['/', '\\']) && !segment.contains(char::is_control), "{path}");
    }
    let mut carried = segments.clone();
    let mut keys = Vec::new();
    for pair in query.into_iter().flat_map(|query| query.split('&')) {
        let (key, value) = pair.split_once('=').unwrap_or_else(|| panic!("a pair: {pair}"));
        keys.push(decoded(key));
        carried.push(decoded(&value.replace('+', " ")));
    }
    let body = (!request.body.is_empty()).then(|| {
        let mut body = serde_json::from_slice(&request.body).expect("a body of JSON");
        empty_strings(&mut body, &mut carried);
        body
    });
    let headers = request.headers.iter().map(|(name, _)| name.clone()).collect();
    (Shape { method: request.method.clone(), segments: segments.len(), keys, headers, body }, carried)
}

fn decoded(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let [first, tail @ ..] = rest {
        let (byte, tail) = match (first, tail) {
            (b'%', [high, low, tail @ ..]) => {
                let digits = [*high, *low];
                let digits = std::str::from_utf8(&digits).expect("two digits");
                (u8::from_str_radix(digits, 16).expect("two hex digits"), tail)
            }
            (byte, tail) => (*byte, tail),
        };
        bytes.push(byte);
        rest = tail;
    }
    String::from_utf8(bytes).expect("UTF-8 under the encoding")
}

fn empty_strings(value: &mut Value, carried: &mut Vec<String>) {
    match value {
        Value::String(text) => carried.push(std::mem::take(text)),
        Value::Array(items) => items.iter_mut().for_each(|item| empty_strings(item, carried)),
        Value::Object(entries) => entries.values_mut().for_each(|entry| empty_strings(entry, carried)),
        _ => {}
    }
}

/// Makes the call with these values; what arrived, or `None` where a typed error came first.
async fn attempt(
    server: &Server,
    tools: &Tools,
    context: &BTreeMap<&str, String>,
    name: &str,
    arguments: &Value,
) -> Option<Arrived> {
    let sent = match ToolCall::parse(name, arguments) {
        Ok(call) => session(tools, context).call(&call).await.map_err(|error| error.for_model()),
        Err(error) => Err(error.for_model()),
    };
    let mut arrived = server.arrived();
    match sent {
        Ok(_) => {
            assert_eq!(arrived.len(), 1, "{name}");
            arrived.pop()
        }
        Err(told) => {
            assert!(arrived.is_empty(), "{name}: an error came after the request was sent: {told}");
            assert!(!told.is_empty() && !told.contains("value-of-"), "{name}: {told}");
            None
        }
    }
}

/// The places of a call's strings, as JSON pointers.
fn strings(arguments: &Value) -> Vec<String> {
    let object = arguments.as_object().cloned().unwrap_or_default();
    object.iter().fold(Vec::new(), |mut found, (key, value)| {
        match value {
            Value::String(_) => found.push(format!("/{key}")),
            Value::Array(items) => found.extend((0..items.len()).map(|index| format!("/{key}/{index}"))),
            _ => {}
        }
        found
    })
}

#[tokio::test]
async fn one_hostile_value_changes_nothing_but_itself() {
    let server = Server::start();
    let tools = tools(&server);
    let (mut sent, mut refused) = (0, 0);
    for (name, arguments) in calls() {
        let plain = attempt(&server, &tools, &plain_context(), name, &arguments)
            .await
            .expect("plain values are sent");
        let (shape, _) = take_apart(&plain);
        for evil in hostile() {
            let mut variants = Vec::new();
            for pointer in strings(&arguments) {
                let mut arguments = arguments.clone();
                *arguments.pointer_mut(&pointer).expect("a place") = json!(evil);
                variants.push((pointer, plain_context(), arguments));
            }
            for field in CONTEXT {
                let mut context = plain_context();
                context.insert(field, evil.clone());
                variants.push((field.to_owned(), context, arguments.clone()));
            }
            for (place, context, arguments) in variants {
                let Some(arrived) = attempt(&server, &tools, &context, name, &arguments).await else {
                    refused += 1;
                    continue;
                };
                sent += 1;
                let (found, carried) = take_apart(&arrived);
                assert_eq!(found, shape, "{name} {place} {evil:?}");
                if place.starts_with('/') {
                    assert!(carried.contains(&evil), "{name} {place} {evil:?} does not arrive as it is");
                }
            }
        }
    }
    // Both ways out are taken, or the test would hold nothing.
    assert!(sent > 1000 && refused > 300, "{sent} sent, {refused} refused");
}

#[test]
fn a_path_takes_no_value_that_could_leave_its_place() {
    let server = Server::start();
    let tools = tools(&server);
    for evil in ["", ".", "..", "../../admin", "/", "a/b", "a\\b", "\r\n", "a\0b", "\u{85}"] {
        let call = ToolCall::parse("check_order_status", json!({ "order_id": evil })).expect("a string");
        let error = session(&tools, &plain_context()).request(&call).expect_err(evil);
        assert!(error.for_model().contains("order_id"), "{}", error.for_model());

        let mut context = plain_context();
        context.insert("contact_id", evil.to_owned());
        let call = ToolCall::parse("update_lead_status", r#"{"lead_status": "hot"}"#).expect("a call");
        session(&tools, &context).request(&call).expect_err(evil);
    }
    assert!(server.arrived().is_empty());
}

/// Random strings of dangerous pieces, in all places at once.
#[test]
fn random_hostile_values_keep_the_shape() {
    let server = Server::start();
    let tools = tools(&server);
    let origin = server.origin();
    let shapes: Vec<_> = calls()
        .into_iter()
        .map(|(name, arguments)| {
            let shape =
                built(&server, &tools, &plain_context(), name, &arguments).expect("plain values are fine").0;
            (name, arguments, shape)
        })
        .collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut sent = 0;
    for _ in 0..300 {
        let context = CONTEXT.map(|name| (name, random.text())).into();
        for (name, arguments, shape) in &shapes {
            let mut arguments = arguments.clone();
            for pointer in strings(&arguments) {
                let place = arguments.pointer_mut(&pointer).expect("a place");
                // Enums would refuse nearly all; their values stay.
                if place == "x" {
                    *place = json!(random.text());
                }
            }
            for context in [&context, &plain_context()] {
                if let Some((found, url)) = built(&server, &tools, context, name, &arguments) {
                    sent += 1;
                    assert_eq!(found, *shape, "{name} {arguments}");
                    assert!(url.starts_with(&format!("{origin}/")), "{url}");
                }
            }
        }
    }
    assert!(sent > 1000, "{sent}");
}

/// The shape and URL of the request that is built, without sending it.
fn built(
    server: &Server,
    tools: &Tools,
    context: &BTreeMap<&str, String>,
    name: &str,
    arguments: &Value,
) -> Option<(Shape, String)> {
    let call = ToolCall::parse(name, arguments).ok()?;
    let request = session(tools, context).request(&call).ok()?;
    let target = request.url().strip_prefix(&server.origin()).expect("the origin of the template");
    let as_sent = Arrived {
        method: request.method().to_owned(),
        target: target.to_owned(),
        headers: request.headers().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        body: request.body().unwrap_or_default().to_vec(),
    };
    Some((take_apart(&as_sent).0, request.url().to_owned()))
}

/// SplitMix64: the same strings on every run.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % below as u64) as usize
    }

    fn text(&mut self) -> String {
        let pieces = [
            "a",
            "B",
            "7",
            "-",
            "_",
            "~",
            ".",
            "..",
            "/",
            "\\",
            "?",
            "#",
            "&",
            "=",
            "%",
            "%2e",
            "%2F",
            "%5c",
            "+",
            " ",
            ":",
            "@",
            ";",
            ",",
            "\"",
            "'",
            "{",
            "}",
            "{{",
            "}}",
            "API_KEY",
            "[",
            "]",
            "<",
            "|",
            "ü",
            "🙂",
            "\u{202e}",
            "\r",
            "\n",
            "\0",
            "\t",
            "é\u{301}",
        ];
        // Mostly harmless pieces, so that many strings can be sent.
        (0..self.next(8))
            .map(|_| if self.next(4) == 0 { pieces[self.next(pieces.len())] } else { "abc" })
            .collect()
    }
}
