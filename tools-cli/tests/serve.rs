//! `serve`: an MCP server of definitions that are not compiled. Waiting is generous, and only order counts.

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use support::Service;

const LONG: Duration = Duration::from_secs(60);

/// A folder with one definition, which goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("typed-tools-serve-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        let folder = Self(path);
        folder.write(&definition("Finds an order."));
        folder
    }

    /// As editors write: another file, which takes the place of the old one.
    fn write(&self, text: &str) {
        let new = self.0.join("find_order.new");
        fs::write(&new, text).unwrap();
        fs::rename(new, self.0.join("find_order.json")).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn definition(description: &str) -> String {
    json!({
        "name": "find_order", "description": description,
        "parameters": { "type": "object", "required": ["order_id"],
            "properties": { "order_id": { "type": "string", "description": "As on the receipt" } } },
        "api_endpoint": "https://api.shop.example/{{tenant}}/orders/{{order_id}}", "http_method": "GET",
        "headers": { "Authorization": "Bearer {{SHOP_KEY}}" },
        "response": { "schema": { "type": "object", "properties": { "state": { "type": "string" } } } }
    })
    .to_string()
}

struct Server {
    child: Child,
    out: Receiver<String>,
    err: Receiver<String>,
}

impl Server {
    fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-typed-tools"));
        command.arg("serve").arg(&folder.0).args(["--context", r#"{"tenant": "t1"}"#]).args(arguments);
        command.env("SHOP_KEY", "k-123").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (out, err) = (lines(child.stdout.take().unwrap()), lines(child.stderr.take().unwrap()));
        Self { child, out, err }
    }

    /// The next line of standard error in which this stands.
    fn says(&self, what: &str) -> String {
        loop {
            let line = self.err.recv_timeout(LONG).unwrap_or_else(|_| panic!("it never said `{what}`"));
            if line.contains(what) {
                return line;
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    receive
}

/// A client over standard input and output, written by hand.
struct Client<'s> {
    server: &'s Server,
    input: ChildStdin,
    next: u64,
}

impl Client<'_> {
    fn send(&mut self, message: &Value) {
        writeln!(self.input, "{message}").unwrap();
    }

    fn receive(&self) -> Value {
        let line = self.server.out.recv_timeout(LONG).expect("the server says nothing");
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("not a message: {line}"))
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let mut message = self.receive();
            if message["id"] == id {
                assert_eq!(message["error"], Value::Null, "{message}");
                return message["result"].take();
            }
        }
    }
}

fn connect(server: &mut Server) -> Client<'_> {
    let input = server.child.stdin.take().unwrap();
    let mut client = Client { server, input, next: 0 };
    let hello = json!({ "protocolVersion": "2025-11-25", "capabilities": {},
        "clientInfo": { "name": "test", "version": "1" } });
    let told = client.ask("initialize", hello);
    assert_eq!(told["capabilities"]["tools"]["listChanged"], true, "{told}");
    client.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }));
    client
}

#[test]
fn tools_are_listed_called_and_follow_their_files() {
    let service = Service::start(|_| ("200 OK", r#"{"state": "sent", "key": "k-123"}"#.to_owned()));
    let folder = Folder::new("stdio");
    let origin = format!("https://api.shop.example={}", service.origin);
    let mut server = Server::start(&folder, &["--origin", &origin]);
    let mut client = connect(&mut server);
    assert_eq!(client.server.says("serving"), "serving 1 tool over standard input and output");

    let tool = client.ask("tools/list", json!({}))["tools"][0].take();
    assert_eq!(tool["name"], "find_order");
    assert_eq!(tool["inputSchema"]["required"], json!(["order_id"]));
    assert_eq!(tool["annotations"]["readOnlyHint"], true);
    assert_eq!(tool["outputSchema"]["properties"]["state"]["type"], "string");

    let call = json!({ "name": "find_order", "arguments": { "order_id": "A 1" } });
    let told = client.ask("tools/call", call.clone());
    assert_eq!(told["structuredContent"]["state"], "sent");
    assert!(!told.to_string().contains("k-123"), "a secret that comes back is hidden: {told}");
    assert!(service.seen()[0].starts_with("GET /t1/orders/A%201 HTTP/1.1"), "{:?}", service.seen());
    assert!(service.seen()[0].contains("authorization: Bearer k-123"));
    client.server.says("call of find_order: ok 200, ");
    let wrong = json!({ "name": "find_order", "arguments": { "order_id": 7 } });
    let told = client.ask("tools/call", wrong);
    assert_eq!(told["isError"], true);
    assert!(told["content"][0]["text"].as_str().unwrap().contains("/order_id: expected a string"), "{told}");

    // An edit: what it changes is said, and clients are told that there is something new.
    folder.write(&definition("Finds an order by its number.").replace("/orders/", "/v2/orders/"));
    assert_eq!(client.receive()["method"], "notifications/tools/list_changed");
    client.server.says("has changed");
    client.server.says("wire ");
    client.server.says("risky     model  another description");
    let tool = client.ask("tools/list", json!({}))["tools"][0].take();
    assert_eq!(tool["description"], "Finds an order by its number.");
    client.ask("tools/call", call.clone());
    assert!(service.seen()[1].starts_with("GET /t1/v2/orders/A%201 "), "{:?}", service.seen());

    // A broken edit, and one that lacks a secret: the error is shown, the last good set is served on.
    for (broken, error) in [
        (definition("").replace("find_order", "find order"), "error[E"),
        (definition("x").replace("SHOP_KEY", "OTHER_KEY"), "missing secret: OTHER_KEY"),
    ] {
        folder.write(&broken);
        client.server.says(error);
        client.server.says("the tools that were served before are served on");
        assert_eq!(client.ask("tools/call", call.clone())["structuredContent"]["state"], "sent");
    }
    folder.write(&definition("Finds an order."));
    assert_eq!(client.receive()["method"], "notifications/tools/list_changed");

    // It ends when its input ends.
    drop(client);
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
}

/// What a request over HTTP gets: status line and body.
fn post(address: &str, host: &str, origin: Option<&str>, body: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let origin = origin.map(|origin| format!("origin: {origin}\r\n")).unwrap_or_default();
    let head = format!(
        "POST /mcp HTTP/1.1\r\nhost: {host}\r\n{origin}content-type: application/json\r\n\
         accept: application/json, text/event-stream\r\nmcp-protocol-version: 2025-11-25\r\nconnection: close\r\n"
    );
    write!(stream, "{head}content-length: {}\r\n\r\n{body}", body.len()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn over_http_for_this_machine_alone() {
    let folder = Folder::new("http");
    let server = Server::start(&folder, &["--http", "127.0.0.1:0"]);
    let line = server.says("serving 1 tool at http://");
    let address = line.trim_start_matches("serving 1 tool at http://").trim_end_matches("/mcp").to_owned();
    let hello = json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": { "name": "test", "version": "1" } } })
    .to_string();
    let answer = post(&address, &address, None, &hello);
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"typed-tools\""), "{answer}");
    for (host, origin) in [("evil.example", None), (address.as_str(), Some("https://evil.example"))] {
        let answer = post(&address, host, origin, &hello);
        assert!(answer.starts_with("HTTP/1.1 403"), "{host} {origin:?}: {answer}");
    }
}

#[test]
fn a_start_that_cannot_be() {
    let folder = Folder::new("start");
    for (arguments, environment, code, words) in [
        (&["--http", "0.0.0.0:8000"][..], "k", 2, "--http serves this machine alone"),
        (&["--context", r#"{"tenant": "t1"}"#], "", 2, "missing secret: SHOP_KEY"),
        (&[], "k", 2, r#"--context '{"tenant": ".."}'"#),
        (&["--allow", "E999", "--context", r#"{"tenent": "x"}"#], "k", 2, "E999"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-typed-tools"));
        command.arg("serve").arg(&folder.0).args(arguments).stdin(Stdio::null());
        let output = command.env("SHOP_KEY", environment).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
}
