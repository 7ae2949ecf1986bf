//! What it costs to show a response: its text without secrets, for a model and for a log.
//!
//! A response comes from a server of this process, so that what is counted is what users call.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::process::ExitCode;
use std::sync::Arc;

use typed_tools::__private::{
    Builder, CallError, CallOptions, Core, OriginRules, Parts, Scope, SecretValues, Tool as _,
};
use typed_tools::serde_json::Value;

use crate::callgrind::{count, counted};

mod echo {
    typed_tools::tools!(
        inline = r#"{
            "name": "echo",
            "description": "Gives back what the service makes of it",
            "parameters": { "type": "object", "properties": {} },
            "api_endpoint": "https://api.example/echo",
            "http_method": "GET"
        }"#,
        watch = false
    );
}

const KIB: usize = 1 << 10;

const DIGITS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Secrets, bytes of the body, what the body is made of, and the status.
const CASES: [(usize, usize, &str, u16); 11] = [
    (1, 64 * KIB, "records", 200),
    (10, 64 * KIB, "records", 200),
    (100, 64 * KIB, "records", 200),
    (1, 64 * KIB, "ampersands", 200),
    (10, 64 * KIB, "ampersands", 200),
    (100, 64 * KIB, "ampersands", 200),
    (28, KIB, "ampersands", 200),
    (28, 64 * KIB, "ampersands", 200),
    (28, KIB * KIB, "ampersands", 200),
    (28, KIB * KIB, "ampersands", 500),
    (28, KIB * KIB, "records", 500),
];

/// What is asked of a response, one after the other.
const SHOWN: [&str; 3] = ["for_model", "Debug", "both again"];

/// Prints a line for each case.
pub(crate) fn table() -> ExitCode {
    println!("secrets  body bytes  of          HTTP {:>14}{:>14}{:>14}", SHOWN[0], SHOWN[1], SHOWN[2]);
    for (secrets, bytes, kind, status) in CASES {
        let mut line = format!("{secrets:>7}{bytes:>12}  {kind:<12}{status:<5}");
        for part in 0..SHOWN.len() {
            match count(&format!("redaction/{secrets}/{bytes}/{kind}/{status}/{part}"), 1) {
                Ok(instructions) => _ = write!(line, "{instructions:>14}"),
                Err(error) => {
                    eprintln!("{error}");
                    return ExitCode::FAILURE;
                }
            }
        }
        println!("{line}");
    }
    ExitCode::SUCCESS
}

/// Runs a case: the response of a client that has shown one before.
pub(crate) fn run(case: &str) -> Option<ExitCode> {
    let mut parts = case.strip_prefix("redaction/")?.split('/');
    let mut number = || parts.next()?.parse::<usize>().ok();
    let (secrets, bytes) = (number()?, number()?);
    let (kind, status) = (parts.next()?, parts.next()?.parse().ok()?);
    let part: usize = parts.next()?.parse().ok()?;
    let core = core(secrets, serve(body(kind, bytes), status));
    drop(shown(&answer(&core)));
    let answer = answer(&core);
    for asked in 0..part {
        drop(one(&answer, asked));
    }
    counted(&mut || drop(one(&answer, part)));
    Some(ExitCode::SUCCESS)
}

/// What the case's part asks of an answer.
fn one(answer: &Answer, part: usize) -> String {
    match (answer, part) {
        (Ok(response), 0) => response.for_model(),
        (Err(error), 0) => error.for_model(),
        (Ok(response), 1) => format!("{response:?}"),
        (Err(error), 1) => format!("{error:?}"),
        _ => shown(answer),
    }
}

fn shown(answer: &Answer) -> String {
    one(answer, 0) + &one(answer, 1)
}

type Answer = Result<typed_tools::Response<Value>, CallError>;

fn answer(core: &Arc<Core>) -> Answer {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    // Neither arguments nor context.
    let call = echo::Echo {};
    let scope = Scope::new(core, &[]);
    runtime.block_on(scope.call(echo::Echo::definition(), &call, &call, CallOptions::new()))
}

/// A client with so many secrets, as services give them out.
fn core(secrets: usize, origin: String) -> Arc<Core> {
    let names: Vec<&'static str> =
        (0..secrets).map(|i| &*Box::leak(format!("KEY_{i:03}").into_boxed_str())).collect();
    let names: &'static [&'static str] = names.leak();
    let value = |name: &str| {
        // Digits that look like nothing else: FNV-1a, over and over.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut digit = |b: u8| {
            hash = (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
            char::from(DIGITS[(hash >> 32) as usize % DIGITS.len()])
        };
        // The first of them are those of the names, which begin alike.
        let digits: String = name.bytes().cycle().take(40).map(&mut digit).skip(8).collect();
        let prefix = ["sk-live-", "ghp_", "", "xoxb-"][hash as usize % 4];
        Some(format!("{prefix}{digits}"))
    };
    let secrets = SecretValues::from_source(names, &value).expect("all secrets are there");
    Builder::<Arc<Core>>::new(Parts {
        secrets: names,
        origins: &OriginRules { base_urls: &[], allow_http: &[] },
        definitions: &[],
    })
    .secrets(secrets)
    .origin("https://api.example", origin)
    .client(reqwest::Client::builder().no_proxy())
    .build()
    .expect("a client")
}

fn body(kind: &str, bytes: usize) -> String {
    if kind == "ampersands" {
        return format!("\"{}\"", "&".repeat(bytes - 2));
    }
    let mut body = String::from("[");
    for i in 0.. {
        let record = format!(
            "{}{{\"id\": \"ord_{i:06}\", \"email\": \"someone{i}@example.com\", \"total\": {i}.95, \
             \"note\": \"Two boxes, please & thank you\", \"url\": \"https:\\/\\/shop.example\\/o\\/{i}?a=1&b=%20\"}}",
            if i == 0 { "" } else { ", " }
        );
        if body.len() + record.len() + 1 > bytes {
            break;
        }
        body.push_str(&record);
    }
    body + "]"
}

/// Answers every request with the same, from a thread of its own, which is not counted.
fn serve(body: String, status: u16) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let origin = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            // The request has no body, and comes in one piece.
            let _ = stream.read(&mut [0; 4 * KIB]);
            let head = format!(
                "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
        }
    });
    origin
}
