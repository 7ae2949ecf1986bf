//! The example `mcp_server` as a client sees it: a program on two pipes, and one behind a socket.

mod nested;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use nested::{cargo, root, target};
use typed_tools::serde_json::{self, Value, json};

/// A running program; it ends with the test.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(argument: &str) -> Program {
    cargo(root(), &["build", "--quiet", "--example", "mcp_server"]).ok();
    let program = target().join("debug/examples/mcp_server");
    let mut command = Command::new(program);
    command.arg(argument).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    Program(command.spawn().expect("the example starts"))
}

fn call(id: u32, name: &str, arguments: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": { "name": name, "arguments": arguments } })
}

fn hello() -> Value {
    json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {
        "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": { "name": "test", "version": "1" } } })
}

#[test]
fn a_client_that_starts_it_has_ten_tools() {
    let mut program = start("--stdio");
    let mut input = program.0.stdin.take().expect("a pipe");
    let mut output = BufReader::new(program.0.stdout.take().expect("a pipe"));
    let mut ask = |message: Value| -> Value {
        writeln!(input, "{message}").expect("it reads");
        let mut line = String::new();
        output.read_line(&mut line).expect("it answers");
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("no message: {line:?}"))
    };
    let greeted = ask(hello());
    assert_eq!(greeted["result"]["serverInfo"]["name"], "shop");
    assert_eq!(greeted["result"]["capabilities"], json!({ "tools": {} }));
    // A notification has no answer; the next message's comes.
    let listed = ask(json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/list" }));
    assert_eq!(listed["result"]["tools"].as_array().map(Vec::len), Some(10));

    let right = ask(call(2, "update_lead_status", json!({ "lead_status": "hot" })));
    assert_eq!(right["result"]["isError"], false, "{right}");
    let wrong = ask(call(3, "update_lead_status", json!({ "lead_status": "boiling" })));
    assert_eq!(wrong["result"]["isError"], true, "{wrong}");
    let words = wrong["result"]["content"][0]["text"].as_str().expect("words");
    assert!(words.contains("warm"), "{words}");

    drop(input);
    assert!(program.0.wait().expect("it ends").success());
    let mut books = String::new();
    program.0.stderr.take().expect("a pipe").read_to_string(&mut books).expect("text");
    assert!(books.contains(r#""status":"hot""#), "{books}");
}

#[test]
fn it_serves_http_on_loopback_and_nowhere_else() {
    let mut program = start("127.0.0.1:0");
    let mut line = String::new();
    BufReader::new(program.0.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
    let mut stream = TcpStream::connect(address).expect("it listens");
    let body = hello().to_string();
    let head = "POST /mcp HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\n\
                accept: application/json, text/event-stream\r\n";
    write!(stream, "{head}content-length: {}\r\n\r\n{body}", body.len()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains(r#""name":"shop""#), "{answer}");

    let mut open = start("0.0.0.0:0");
    assert!(!open.0.wait().expect("it ends").success());
    let mut words = String::new();
    open.0.stderr.take().expect("a pipe").read_to_string(&mut words).expect("text");
    assert!(words.contains("Server::auth"), "{words}");
}
