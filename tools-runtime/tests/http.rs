//! Calls over real sockets: what is sent, what is read, and what goes wrong.
#![cfg(feature = "http")]

mod support;

use std::error::Error;
use std::io::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::clock::Clock;
use support::server::{Server, Step, answer, call, core_for, json as json_reply, reply, sketch};
use support::*;
use tokio::task::JoinHandle;
use typed_tools_runtime::__private::*;
use typed_tools_runtime::Call;

const MIB: usize = 1 << 20;

#[tokio::test]
async fn what_goes_on_the_wire_is_what_request_says() {
    let server = Server::start(vec![json_reply(r#"{"ok": true}"#)]).await;
    let core = core_for(&server);
    let tool = Sketch::new("POST", &["a"], &[])
        .path("/things/{{a}}")
        .query("q", "{{a}}", Style::Repeat)
        .header("authorization", "Bearer {{API_KEY}}")
        .json(&[("name", json!("{{a}}"))])
        .finish();
    let response = call(tool, &core).await.unwrap();
    assert_eq!((response.status(), response.body()), (200, &json!({"ok": true})));
    assert_eq!(response.header("Content-Type"), Some("application/json"));
    let seen = server.seen();
    let (head, body) = seen[0].split_once("\r\n\r\n").unwrap();
    let mut lines: Vec<_> = head.lines().collect();
    assert_eq!(lines.remove(0), "POST /things/x%20y?q=x%20y HTTP/1.1");
    lines.sort_unstable();
    let host = format!("host: {}", server.origin.trim_start_matches("http://"));
    assert_eq!(
        lines,
        [
            "accept-encoding: gzip",
            "accept: application/json, */*;q=0.5",
            &format!("authorization: Bearer {API_KEY}"),
            "content-length: 14",
            "content-type: application/json",
            &host,
            "user-agent: typed-tools/0.1.0",
        ]
    );
    assert_eq!(body, r#"{"name":"x y"}"#);
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let other = Server::start(vec![json_reply("{}")]).await;
    let head = format!("307 Temporary Redirect\r\nlocation: {}/steal?k={API_KEY}", other.origin);
    let server = Server::start(vec![reply(&head, "")]).await;
    // Whatever the host's own settings say.
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::limited(5)).referer(true);
    let eager =
        builder().origin("https://api.example", server.origin.clone()).client(client).build().unwrap();
    for core in [core_for(&server), eager] {
        let error = call(sketch().finish(), &core).await.unwrap_err();
        assert_eq!(error.status(), Some(307));
        assert!(error.to_string().contains("/steal?k=[redacted] not followed"), "{error}");
        assert_eq!(
            error.for_model(),
            "The service answered HTTP 307 (it refers to another address, which is not followed)."
        );
    }
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn bodies_by_their_kind() {
    let pdf = b"%PDF-1.7\x00\xff\xfe";
    for (steps, body, model) in [
        (
            json_reply(" { \"b\": [1, 2.50],\n \"a\": \"\\u00e9\" } "),
            json!({"a": "é", "b": [1, 2.5]}),
            r#"{"b":[1,2.50],"a":"é"}"#,
        ),
        (reply("200 OK\r\ncontent-type: application/problem+json; charset=utf-8", "[]"), json!([]), "[]"),
        (reply("200 OK\r\ncontent-type: text/plain", "hello"), json!("hello"), "hello"),
        (reply("200 OK", "[no type]"), json!("[no type]"), "[no type]"),
        (reply("200 OK\r\ncontent-type: text/html; charset=iso-8859-1", b"caf\xe9"), json!("café"), "café"),
        (
            reply("200 OK\r\ncontent-type: application/pdf", pdf),
            json!({"content_type": "application/pdf", "bytes": 11}),
            "The response is binary: application/pdf, 11 bytes.",
        ),
        (
            vec![Step::Send(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec())],
            Value::Null,
            "The call succeeded (HTTP 204); the response is empty.",
        ),
        (
            reply("201 Created\r\ncontent-type: application/json", ""),
            Value::Null,
            "The call succeeded (HTTP 201); the response is empty.",
        ),
    ] {
        let response = answer(steps).await.unwrap();
        assert_eq!(response.body(), &body);
        assert_eq!(response.for_model(), model);
    }
}

/// What the bytes are counts, where the service says that it is an image at all.
#[tokio::test]
async fn an_image_goes_to_the_model() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    let get = |media_type: &str| reply(&format!("200 OK\r\ncontent-type: {media_type}; q=1"), png);
    let response = answer(get("Image/JPEG")).await.unwrap();
    assert_eq!((response.media_type().as_str(), response.bytes()), ("image/jpeg", &png[..]));
    let outcome = response.outcome();
    assert_eq!(outcome.text(), "The response is binary: image/jpeg, 16 bytes.");
    let [media] = outcome.media() else { panic!("{outcome:?}") };
    assert_eq!((media.media_type(), media.base64()), ("image/png", "iVBORw0KGgoAAAANSUhEUg=="));
    let call = Call::new(Some("t1".to_owned()), "draw", json!({}));
    let message = Provider::Anthropic.results(&[(call, outcome)]).remove(0);
    assert_eq!(message["content"][0]["content"][1]["source"]["data"], "iVBORw0KGgoAAAANSUhEUg==");

    let other = answer(get("application/octet-stream")).await.unwrap().outcome();
    assert_eq!((other.media().len(), other.is_error()), (0, false));
    let text = answer(reply("200 OK\r\ncontent-type: image/png", "an image")).await.unwrap().outcome();
    assert_eq!((text.media().len(), text.text()), (0, "an image"));
}

#[tokio::test]
async fn long_answers_are_cut_for_the_model_only() {
    let server = Server::start(vec![json_reply(&format!("[\"{}\"]", "ü".repeat(5_000)))]).await;
    let tool = sketch().with(|d| d.call.response.max_chars = 100).finish();
    let response = call(tool, &core_for(&server)).await.unwrap();
    assert_eq!(response.body()[0].as_str().unwrap().chars().count(), 5_000);
    let expected = format!("[\"{}… [cut: the first 100 characters of 10004 bytes]", "ü".repeat(98));
    assert_eq!(response.for_model(), expected);
}

#[tokio::test]
async fn typed_bodies() {
    let response = answer(json_reply("[1, 2]")).await.unwrap();
    assert_eq!(response.clone().typed::<Vec<u8>>().unwrap().into_body(), [1, 2]);
    let error = CallError::from(response.typed::<String>().unwrap_err());
    let CallError::Decode(decode) = &error else { panic!("{error:?}") };
    assert_eq!((decode.body(), error.status()), (&b"[1, 2]"[..], Some(200)));
}

#[tokio::test]
async fn broken_json_is_kept() {
    let error = answer(json_reply("{\"a\": 1,")).await.unwrap_err();
    let CallError::Decode(decode) = &error else { panic!("{error:?}") };
    assert_eq!(decode.body(), b"{\"a\": 1,");
    assert_eq!(decode.response().header("content-type"), Some("application/json"));
    assert!(!error.for_model().contains("line"));
    let deep = answer(json_reply(&"[".repeat(100_000))).await.unwrap_err();
    assert!(matches!(deep, CallError::Decode(_)));
}

#[tokio::test]
async fn no_more_than_a_mebibyte_is_read() {
    let text = |n: usize| reply("200 OK\r\ncontent-type: text/plain", "x".repeat(n));
    assert_eq!(answer(text(MIB)).await.unwrap().bytes().len(), MIB);
    let gzip = |n: usize| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&vec![b' '; n]).unwrap();
        reply("200 OK\r\ncontent-type: text/plain\r\ncontent-encoding: gzip", encoder.finish().unwrap())
    };
    assert_eq!(answer(gzip(MIB)).await.unwrap().bytes().len(), MIB);
    let endless = vec![
        Step::Send(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()),
        Step::Endless(vec![b'x'; 16_384], Duration::ZERO),
    ];
    let chunks = vec![
        Step::Send(b"HTTP/1.1 500 Oh\r\ntransfer-encoding: chunked\r\n\r\n".to_vec()),
        Step::Endless([b"4000\r\n", &[b'x'; 16_384][..], b"\r\n"].concat(), Duration::ZERO),
    ];
    for steps in [text(MIB + 1), gzip(MIB + 1), gzip(20 * MIB), endless, chunks] {
        let error = answer(steps).await.unwrap_err();
        assert!(matches!(error, CallError::TooLarge(_)), "{error:?}");
        assert!(error.status().is_some());
    }
}

/// Starts a call whose request has arrived when this returns.
async fn begun(
    tool: Sketched,
    core: Arc<Core>,
    server: &Server,
) -> JoinHandle<Result<Response<Value>, CallError>> {
    let asked = server.seen().len() + 1;
    let running = tokio::spawn(async move { call(tool, &core).await });
    server.asked(asked).await;
    running
}

#[tokio::test(start_paused = true)]
async fn the_deadline_holds_for_whatever_is_slow() {
    let clock = Clock::held();
    let pause = Duration::from_millis(20);
    let ok = Step::Send(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n".to_vec());
    for steps in [
        vec![Step::Hang],
        vec![Step::Send(b"HTTP/1.1 200 OK\r\nx: ".to_vec()), Step::Endless(b"a".to_vec(), pause)],
        vec![ok.clone(), Step::Hang],
        vec![ok, Step::Endless(b"a".to_vec(), pause)],
        reply("503 Busy\r\nretry-after: 0", ""),
    ] {
        let server = Server::start(vec![steps]).await;
        let tool = sketch()
            .with(|d| {
                d.call.timeout_ms = 400;
                d.call.retries = u32::MAX;
            })
            .finish();
        let running = begun(tool, core_for(&server), &server).await;
        for _ in 1..20 {
            clock.advance(pause).await;
        }
        assert!(!running.is_finished(), "20 ms are left");
        clock.advance(pause).await;
        let error = running.await.unwrap().unwrap_err();
        // The service that is always busy: the deadline may also pass just between two attempts.
        let ended = error.is_timeout() || error.status() == Some(503);
        assert!(ended && error.is_retryable(), "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_builders_timeout_is_the_deadline_of_all() {
    let clock = Clock::held();
    let server = Server::start(vec![vec![Step::Hang]]).await;
    let (most, last) = (Duration::from_millis(99), Duration::from_millis(1));
    let builder = || builder().origin("https://api.example", server.origin.clone());
    let client = || reqwest::Client::builder().tls_certs_only([]);
    for (builder, within) in [
        (builder().client(client()).timeout(most + last), "100ms"),
        (
            builder().client(client().timeout(most + last)).timeout(Duration::MAX),
            "the HTTP client's own timeout",
        ),
    ] {
        let running = begun(sketch().finish(), builder.build().unwrap(), &server).await;
        clock.advance(most).await;
        assert!(!running.is_finished(), "{within}");
        clock.advance(last).await;
        let error = running.await.unwrap().unwrap_err();
        assert_eq!(error.to_string(), format!("sketch: no whole response within {within} (1 attempt)"));
    }
}

/// Needs a crypto provider, which `reqwest` brings.
#[cfg(feature = "rustls")]
#[tokio::test]
async fn a_service_that_does_not_speak_tls() {
    use tokio::io::AsyncWriteExt as _;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
    });
    let core = builder().origin("https://api.example", origin).build().unwrap();
    let error = call(sketch().finish(), &core).await.unwrap_err();
    assert!(matches!(&error, CallError::Network(network) if network.is_connect()), "{error:?}");
    assert!(!error.to_string().contains("127.0.0.1"), "{error}");
}

#[tokio::test]
async fn answers_that_break_off_or_are_none() {
    for bytes in [
        &b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nshort"[..],
        b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 5\r\n\r\nplain",
        b"\x16\x03\x01 not HTTP",
        b"",
    ] {
        let error = answer(vec![Step::Send(bytes.to_vec())]).await.unwrap_err();
        let CallError::Network(network) = &error else { panic!("{error:?}") };
        assert!(!network.is_connect() && !error.is_retryable() && error.source().is_some());
        assert!(!error.to_string().contains("127.0.0.1"), "{error}");
    }
}

/// The first attempt reached the service: what the last one says of itself is not the whole.
#[tokio::test]
async fn a_service_that_goes_away_between_two_attempts() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        drop(listener);
        let _ = stream.read(&mut [0; 4096]).await;
        let head = b"HTTP/1.1 504 Gateway Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        let _ = stream.write_all(head).await;
    });
    let core = builder().origin("https://api.example", origin).build().unwrap();
    let error = call(sketch().with(|d| d.call.retries = 1).finish(), &core).await.unwrap_err();
    assert!(matches!(&error, CallError::Network(network) if !network.is_connect()), "{error:?}");
    assert!(error.to_string().contains("cannot connect") && !error.is_retryable(), "{error}");
    assert!(error.for_model().ends_with("Whether the call took effect is not known."), "{error:?}");
}

/// What a model sees of a response is what is selected; the host has it whole.
#[tokio::test]
async fn a_response_is_selected_from() {
    const NAMED: fn(&'static str, bool) -> Segment<'static> =
        |name, deep| Segment { deep, selectors: Box::leak(Box::new([Selector::Name(name)])) };
    let query = |segments: Vec<Segment<'static>>| Query { absolute: true, segments: segments.leak() };
    let selected: &'static [Selected<'static>] = vec![
        Selected { name: "id", query: query(vec![NAMED("order", false), NAMED("id", false)]), single: true },
        Selected { name: "none", query: query(vec![NAMED("nothing", false)]), single: true },
        Selected { name: "skus", query: query(vec![NAMED("sku", true)]), single: false },
    ]
    .leak();
    let tool = sketch().with(|d| d.call.response.select = selected).finish();
    let body = format!(
        r#"{{"order": {{"id": 7, "note": "internal"}}, "lines": [{{"sku": "{API_KEY}"}}, {{"sku": 2}}]}}"#
    );
    for (reply, model) in [
        (json_reply(&body), r#"{"id":7,"skus":["[redacted]",2]}"#),
        (json_reply("[]"), r#"{"skus":[]}"#),
        // As many digits as the service sent.
        (
            json_reply(r#"{"order": {"id": 123456789012345678901234567890}, "sku": 18446744073709551615}"#),
            r#"{"id":"123456789012345678901234567890","skus":[18446744073709551615]}"#,
        ),
        (
            reply("200 OK\r\ncontent-type: text/html", "<p>internal</p>"),
            "The call succeeded (HTTP 200); the response is not JSON.",
        ),
        (reply("204 No Content", ""), "The call succeeded (HTTP 204); the response is empty."),
    ] {
        let server = Server::start(vec![reply]).await;
        let response = call(tool, &core_for(&server)).await.unwrap();
        assert_eq!(response.for_model(), model);
    }
    let server =
        Server::start(vec![reply("400 Bad Request\r\ncontent-type: application/json", r#"{"why": "x"}"#)])
            .await;
    let error = call(tool, &core_for(&server)).await.unwrap_err();
    assert!(error.for_model().ends_with(r#"{"why":"x"}"#), "{error}");
    // What multiplies a response ends.
    let every: &'static [Selected<'static>] = vec![Selected {
        name: "all",
        query: query(vec![Segment { deep: true, selectors: &[Selector::All] }; 5]),
        single: false,
    }]
    .leak();
    let tool = sketch().with(|d| d.call.response.select = every).finish();
    let deep = format!("{}{}{}", "[".repeat(120), "[1,2,3]", "]".repeat(120));
    let server = Server::start(vec![json_reply(&deep)]).await;
    let response = call(tool, &core_for(&server)).await.unwrap();
    assert!(response.for_model().ends_with("too large for what is shown of it to be found."), "{response:?}");
}

/// What `JSON.stringify` makes of a text that was cut in the middle of an emoji.
#[tokio::test]
async fn half_a_surrogate_pair() {
    let response = answer(json_reply(r#"{"name": "Ann \ud83d"}"#)).await.unwrap();
    assert_eq!(response.body(), &json!({"name": "Ann \u{fffd}"}));
    assert_eq!(response.for_model(), "{\"name\":\"Ann \u{fffd}\"}");
}

/// The clock is paused, so that the pauses take no time.
#[tokio::test(start_paused = true)]
async fn a_service_that_is_not_there() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let core = builder().origin("https://api.example", origin).build().unwrap();
    let tool = sketch().with(|d| d.call.retries = 2).finish();
    let begun = tokio::time::Instant::now();
    let error = call(tool, &core).await.unwrap_err();
    assert!(matches!(&error, CallError::Network(network) if network.is_connect()), "{error:?}");
    assert!(error.is_retryable());
    let waited = begun.elapsed();
    assert!(
        (300..700).contains(&waited.as_millis()),
        "two pauses, of 100 to 200 and 200 to 400 ms: {waited:?}"
    );
    assert_eq!(error.for_model(), "The service could not be reached. Nothing was done. Try again later.");
}

#[tokio::test]
async fn what_is_repeated() {
    for (status, expected) in [(429, 3), (502, 3), (503, 3), (504, 3), (500, 1), (404, 1), (302, 1)] {
        let server = Server::start(vec![reply(&format!("{status} X"), "busy")]).await;
        let tool = Sketch::new("POST", &["a"], &[])
            .path("/p")
            .json(&[("a", json!("{{a}}"))])
            .with(|d| {
                d.call.retries = 2;
                d.call.idempotency_key = Some("idempotency-key");
            })
            .finish();
        let error = call(tool, &core_for(&server)).await.unwrap_err();
        assert_eq!(error.status(), Some(status));
        let seen = server.seen();
        assert_eq!(seen.len(), expected, "{status}");
        assert!(seen[0].contains("idempotency-key: ") && seen[0].ends_with(r#"{"a":"x y"}"#), "{}", seen[0]);
        assert!(seen.iter().all(|request| *request == seen[0]), "every attempt is the same request");
    }
    let server = Server::start(vec![reply("503 X", ""), json_reply("1")]).await;
    let response = call(sketch().with(|d| d.call.retries = 1).finish(), &core_for(&server)).await.unwrap();
    assert_eq!((response.body(), server.seen().len()), (&json!(1), 2));
    let server = Server::start(vec![reply("503 X", ""), json_reply("1")]).await;
    let error = call(sketch().finish(), &core_for(&server)).await.unwrap_err();
    assert_eq!((error.status(), error.is_retryable(), server.seen().len()), (Some(503), true, 1));
}

#[tokio::test]
async fn retry_after_is_honoured_within_the_deadline() {
    let tool = || sketch().with(|d| d.call.retries = 1).finish();
    let server = Server::start(vec![reply("429 X\r\nretry-after: 1", ""), json_reply("1")]).await;
    let begun = Instant::now();
    call(tool(), &core_for(&server)).await.unwrap();
    assert!(begun.elapsed() >= Duration::from_secs(1));
    // Beyond the deadline: the error itself, and no waiting for the deadline, which would be another.
    let server = Server::start(vec![reply("429 X\r\nretry-after: 3600", ""), json_reply("1")]).await;
    let error = call(tool(), &core_for(&server)).await.unwrap_err();
    assert_eq!((error.status(), server.seen().len()), (Some(429), 1));
}

#[test]
fn futures_and_types_cross_threads() {
    fn crosses<T: Send + Sync>() {}
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    crosses::<Core>();
    crosses::<Request>();
    crosses::<Response<Value>>();
    crosses::<CallError>();
    let tool = sketch().finish();
    let (arguments, context) = tool.fill(json!({}), json!({}));
    let core = core();
    let scope = Scope::new(&core, &[]);
    drop(is_send(scope.call(tool.definition, &arguments, &context, CallOptions::new())));
}
