//! `catalog`: the page, and what stands behind its forms. `.ci/chromium` looks at it in a browser.

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};
use support::Service;

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-typed-tools"));
    command
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .env("API_KEY", "k-secret");
    command
}

fn scratch(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("typed-tools-catalog-{}-{name}", std::process::id()))
}

fn made(definitions: &str) -> String {
    let file = scratch(&format!("{}.html", definitions.len()));
    let output: Output = command(&["catalog", definitions, "-o", file.to_str().unwrap()]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let page = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(file).unwrap();
    page
}

fn unescaped(html: &str) -> String {
    html.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// What stands between two texts, again and again.
fn all_between<'p>(page: &'p str, before: &str, after: &str) -> Vec<&'p str> {
    page.split(before).skip(1).map(|rest| rest.split(after).next().unwrap_or_default()).collect()
}

#[test]
fn the_page_says_what_each_tool_is() {
    let page = made("tools");
    assert_eq!(page.matches("<article").count(), 10);
    let tool = all_between(&page, "id=\"tool-check_availability\"", "</article>")[0];
    let tool = unescaped(tool);
    for part in [
        "https://api.yourcompany.com/appointments/availability",
        "string, required",
        "\"consultation\" | \"follow-up\" | \"procedure\"",
        "-H \"authorization: Bearer ${API_KEY}\"",
        "session.check_availability(&CheckAvailability {",
        "strict, ",
        " tokens",
        "query `service`",
    ] {
        assert!(tool.contains(part), "{part} is not in {tool}");
    }
    let profile = all_between(&page, "id=\"tool-get_customer_profile\"", "</article>")[0];
    assert!(profile.contains("<strong>A001</strong>"), "{profile}");
    // It needs no network, and says so to the browser.
    assert!(page.contains("default-src 'none'") && page.contains("connect-src 'none'"));
    for part in ["<link", "src=", "@import", "url("] {
        assert!(!page.contains(part), "{part}");
    }
    assert_eq!(page, made("tools"), "the same definitions make the same page");
}

/// The root package compiles them: `tests/catalog_calls.rs`.
#[test]
fn the_calls_in_rust() {
    let mut calls = String::from("// As the page shows them, for each tool of `tools/`.\n{\n");
    for call in all_between(&made("tools"), "aria-label=\"In Rust\"><code>", "</code>") {
        calls.push_str(&format!("{};\n", unescaped(call)));
    }
    calls.push_str("}\n");
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens/catalog/calls.rs");
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        std::fs::create_dir_all(golden.parent().unwrap()).unwrap();
        std::fs::write(&golden, &calls).unwrap();
    }
    assert_eq!(calls, std::fs::read_to_string(golden).unwrap_or_default());
    assert_eq!(calls.matches(".await?;").count(), 10);
}

#[test]
fn nothing_of_a_definition_is_markup() {
    let evil = "</code></pre></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'";
    let file = scratch("hostile.json");
    let definition = json!({
        "name": "hostile", "description": evil, "api_endpoint": "https://a.example/x", "http_method": "POST",
        "parameters": { "type": "object", "examples": [{ "a": evil, "b\"><script>": "x" }], "properties": {
            "a": { "type": "string", "description": evil, "enum": [evil] }, "b\"><script>": { "type": "string" } } },
    });
    std::fs::write(&file, definition.to_string()).unwrap();
    let page = made(file.to_str().unwrap());
    std::fs::remove_file(file).unwrap();
    assert_eq!(page.matches("<script").count(), 1, "the page's own");
    assert!(!page.contains("<img") && page.contains("&lt;img src=x onerror=alert(1)&gt;"));
}

/// A page that is served, until the test ends.
struct Served {
    child: Child,
    host: String,
    base: String,
}

impl Served {
    fn start(arguments: &[&str]) -> Self {
        let mut command = command(&[&["catalog", "tools", "--open"], arguments].concat());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
        let rest = url.trim().strip_prefix("http://").unwrap();
        let (host, base) = rest.split_at(rest.find('/').unwrap());
        Self { child, host: host.to_owned(), base: base.to_owned() }
    }

    fn send(&self, method: &str, path: &str, headers: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\n{headers}connection: close\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn ask(&self, what: &str, tool: &str, arguments: &Value, context: &Value) -> Value {
        let body =
            json!({ "tool": tool, "arguments": arguments.to_string(), "context": context.to_string() });
        let headers =
            format!("host: {0}\r\norigin: http://{0}\r\ncontent-type: application/json\r\n", self.host);
        let answer = self.send("POST", &format!("{}{what}", self.base), &headers, &body.to_string());
        serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap_or_else(|_| panic!("{answer}"))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_form_shows_the_request_and_makes_the_call() {
    let service = Service::start(|_| ("200 OK", r#"{"name": "Maya", "key": "k-secret"}"#.to_owned()));
    let origin = format!("https://api.yourcompany.com={}", service.origin);
    let served = Served::start(&["--origin", &origin]);
    let arguments = json!({ "customer_id": "c 7" });
    let told = served.ask("request", "get_customer_profile", &arguments, &json!({}));
    let printed = command(&[
        "request",
        "get_customer_profile",
        "tools",
        "--args",
        &arguments.to_string(),
        "--origin",
        &origin,
    ]);
    let printed = String::from_utf8({ printed }.output().unwrap().stdout).unwrap();
    assert_eq!((&told["ok"], told["text"].as_str()), (&json!(true), Some(printed.trim_end())));
    let told = served.ask("call", "get_customer_profile", &arguments, &json!({}));
    assert!(
        told["text"].as_str().unwrap().contains("Maya") && !told.to_string().contains("k-secret"),
        "{told}"
    );
    assert_eq!(service.seen().len(), 1, "only the call was sent");
    // Values of the conversation that are not given have names; a call needs them.
    let sms = json!({ "message": "Hi" });
    let told = served.ask("request", "send_sms", &sms, &json!({ "from_number": "+1" }));
    let text = told["text"].as_str().unwrap();
    assert!(text.contains("${to_number}") && text.contains(r#"+1\""#), "{text}");
    let told = served.ask("call", "send_sms", &sms, &json!({}));
    assert!(told["text"].as_str().unwrap().contains("from_number"), "{told}");
    let told = served.ask("request", "send_sms", &json!({ "mesage": "Hi" }), &json!({}));
    assert_eq!(told["ok"], false);
    assert!(told["text"].as_str().unwrap().contains("message"), "{told}");
}

#[test]
fn nobody_else_reaches_it() {
    let served = Served::start(&[]);
    let (host, base) = (&served.host, &served.base);
    let status = |method, path: &str, headers: &str| {
        let answer = served.send(method, path, headers, "{}");
        answer.split(' ').nth(1).unwrap_or_default().to_owned()
    };
    let own = format!("host: {host}\r\n");
    let json = "content-type: application/json\r\n";
    assert_eq!(status("GET", base, &own), "200");
    let port = host.split_once(':').unwrap().1;
    for (what, method, path, headers, expected) in [
        ("no token", "GET", "/", own.clone(), "404"),
        ("another token", "GET", "/00000000000000000000000000000000/", own.clone(), "404"),
        ("another name that resolves here", "GET", base, format!("host: evil.example:{port}\r\n"), "403"),
        ("another port", "GET", base, "host: 127.0.0.1:1\r\n".to_owned(), "403"),
        ("two hosts", "GET", base, format!("{own}host: evil.example\r\n"), "403"),
        (
            "another origin",
            "POST",
            &format!("{base}call"),
            format!("{own}{json}origin: https://evil.example\r\n"),
            "403",
        ),
        (
            "an origin that hides",
            "POST",
            &format!("{base}call"),
            format!("{own}{json}origin: null\r\n"),
            "403",
        ),
        ("a form", "POST", &format!("{base}call"), format!("{own}content-type: text/plain\r\n"), "403"),
        ("JSON of another shape", "POST", &format!("{base}call"), format!("{own}{json}"), "400"),
    ] {
        // A server may also close such a connection without a word.
        let got = status(method, path, &headers);
        assert!(got == expected || (what == "two hosts" && got == "400"), "{what}: {got}");
    }
}

#[test]
fn a_wrong_command_line() {
    for (arguments, words) in [
        (&["catalog", "tools"][..], "--output"),
        (&["catalog", "tools", "-o", "/nowhere/at/all.html"], "cannot be written"),
        (&["catalog", "tools", "-o", "x.html", "--context", "{"], "--context is no JSON object"),
    ] {
        let output = command(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
}
