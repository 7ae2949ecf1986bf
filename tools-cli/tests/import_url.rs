//! `import mcp --url`: an MCP server is asked for its tools over HTTP.

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::Service;

fn folder(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("typed-tools-import-url-{name}-{}", std::process::id()))
}

fn import(url: &str, output: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-typed-tools"));
    command.args(["import", "mcp", "--url", url, "-o"]).arg(output).args(more).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A server with a session and two pages, of which one comes as a stream of events.
fn server() -> Service {
    Service::start(|request| {
        let body = request.split_once("\r\n\r\n").unwrap().1;
        let has = |part: &str| request.to_lowercase().contains(part);
        if !has("authorization: bearer t-1") {
            return ("401 Unauthorized", String::new());
        }
        let result = match body {
            _ if body.contains("\"initialize\"") => {
                let hello =
                    r#"{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25","capabilities":{}}}"#;
                return ("200 OK\r\nmcp-session-id: s-1", hello.to_owned());
            }
            _ if !has("mcp-session-id: s-1") || !has("mcp-protocol-version: 2025-11-25") => {
                return ("400 Bad Request", String::new());
            }
            _ if body.contains("notifications/initialized") => return ("202 Accepted", String::new()),
            _ if body.contains("cursor") => {
                let page =
                    r#"{"tools":[{"name":"close","description":"Closes.","inputSchema":{"type":"object"}}]}"#;
                let events = format!(
                    ": wait\n\nevent: message\ndata: {{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{page}}}\n\n"
                );
                return ("200 OK\r\nContent-Type: text/event-stream", events);
            }
            _ => {
                r#"{"tools":[{"name":"open","description":"Opens.","inputSchema":{"type":"object",
                "properties":{"what":{"type":"string"}},"required":["what"]}}],"nextCursor":"2"}"#
            }
        };
        ("200 OK", format!("{{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{result}}}"))
    })
}

#[test]
fn all_pages_in_a_session() {
    let (service, output) = (server(), folder("pages"));
    let url = format!("{}/mcp", service.origin);
    let done = import(&url, &output, &["--header", "Authorization: Bearer t-1"]);
    let open = std::fs::read_to_string(output.join("open.json")).unwrap_or_default();
    let both = output.join("close.json").exists();
    let files: String = std::fs::read_dir(&output)
        .into_iter()
        .flatten()
        .flatten()
        .map(|file| std::fs::read_to_string(file.path()).unwrap())
        .collect();
    let _ = std::fs::remove_dir_all(&output);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(both && open.contains(&format!("\"api_endpoint\": \"{url}\"")), "{open}");
    assert!(!files.contains("t-1"), "no credential gets into a file: {files}");
}

#[test]
fn what_goes_wrong_is_said() {
    let (service, output) = (server(), folder("wrong"));
    let url = format!("{}/mcp", service.origin);
    for (url, more, code, words) in [
        (url.as_str(), &[][..], 1, "it answers 401 Unauthorized; --header gives it credentials"),
        ("http://127.0.0.1:1/mcp", &[], 1, "it cannot be reached"),
        (&url, &["--header", "x"], 1, "--header takes NAME: VALUE"),
        (&url, &["--stdio", "cat"], 2, "--"),
        (&url, &["tools.json"], 2, "take no file"),
    ] {
        let done = import(url, &output, more);
        let said = text(&done.stderr);
        assert_eq!(done.status.code(), Some(code), "{more:?}: {said}");
        assert!(said.contains(words), "{more:?}: {said}");
    }
    assert!(!output.exists());
}
