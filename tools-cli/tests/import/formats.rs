//! What files of each format become.

use std::path::Path;

use super::{Folder, data, golden, text};

#[test]
fn openapi_3_1_in_yaml() {
    let output = golden("shop", &[&data("shop.yaml")]);
    assert_eq!(output.status.code(), Some(0));
    let errors = text(&output.stderr);
    let lines: Vec<&str> = errors.lines().collect();
    assert_eq!(lines.len(), 2, "{errors}");
    assert!(
        lines[0].ends_with("shop.yaml:50:7: POST /photos is left out: a body of the type `image/png`"),
        "{errors}"
    );
    assert!(
        lines[1].ends_with(
            "shop.yaml:59:11: GET /search is left out: the query parameter `near` is written in the style `tabDelimited`"
        ),
        "{errors}"
    );
    let table = text(&output.stdout);
    assert!(
        table.ends_with(
            "shop.yaml: OpenAPI 3.1.0, Corner Shop API\n       5  found\n       3  imported into tools\n               3  new\n       \
             2  left out\n               1  a body of the type ..\n               1  the query parameter .. is \
             written in the style ..\n"
        ),
        "{table}"
    );
}

#[test]
fn swagger_2_0_in_json() {
    let output = golden("desk", &["openapi", &data("desk.json")]);
    let errors = text(&output.stderr);
    assert!(
        errors.ends_with(
            "desk.json:49:66: GET /broken is left out: `$ref` leads nowhere: `#/parameters/nowhere`\n"
        ),
        "{errors}"
    );
    assert_eq!(errors.lines().count(), 1, "{errors}");
}

/// A tool that only the platform can run is left out, with its place.
#[test]
fn tools_of_others_are_recognised() {
    for (name, what, found, refused) in [
        ("mcp", "tools of an MCP server", 2, ""),
        ("openai", "tools for OpenAI", 1, ""),
        ("anthropic", "tools for Anthropic", 1, ""),
        ("gemini", "tools for Gemini", 1, ""),
        ("bedrock", "tools for Amazon Bedrock", 2, ""),
        ("vapi", "tools of Vapi", 3, "vapi.json:25:3: end_call is left out: it calls no URL"),
        (
            "elevenlabs",
            "tools of ElevenLabs",
            2,
            "elevenlabs.json:36:38: show_map is left out: it calls no URL",
        ),
        ("retell", "tools of Retell", 2, "retell.json:4:5: end_call is left out: it calls no URL"),
    ] {
        let output = golden(name, &[&data(&format!("{name}.json"))]);
        let (table, errors) = (text(&output.stdout), text(&output.stderr));
        assert!(table.contains(&format!("{name}.json: {what}\n  {found:>6}  found\n")), "{table}");
        assert!(errors.contains(refused), "{errors}");
        assert_eq!(errors.is_empty(), refused.is_empty(), "{errors}");
        for file in
            Folder(Path::new(env!("CARGO_TARGET_TMPDIR")).join("import").join(name)).definitions("tools")
        {
            assert!(!file.1.contains("not-for-a-file"), "{file:?}");
        }
    }
}

/// A server that is a program is asked for all pages of its list, and ended.
#[test]
fn tools_of_a_program() {
    let folder = Folder::new("stdio");
    folder.put(
        "server.sh",
        r#"echo 'a line that is no JSON'
read -r hello; echo '{"jsonrpc":"2.0","method":"notifications/message","params":{}}'; echo '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25"}}'
read -r ready
read -r list; echo '{"jsonrpc":"2.0","id":2,"result":{"tools":[{"name":"a_tool","description":"A.","inputSchema":{"type":"object","properties":{"z":{"type":"string"},"b":{"type":"string"}}}}],"nextCursor":"2"}}'
read -r list; case "$list" in *'"cursor":"2"'*) echo '{"jsonrpc":"2.0","id":3,"result":{"tools":[{"name":"b_tool","description":"B.","inputSchema":{"type":"object"}}]}}';; esac
cat > rest
"#,
    );
    folder.put("error.sh", "read -r x; echo '{\"id\":1,\"error\":{\"code\":-1}}'; cat\n");
    let output = folder.run(&["import", "--stdio", "sh server.sh", "--base-url", "https://mcp.example/mcp"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let found = folder.definitions("tools");
    assert_eq!(found.keys().collect::<Vec<_>>(), ["a_tool.json", "b_tool.json"]);
    let first = &found["a_tool.json"];
    assert!(first.contains("\"api_endpoint\": \"https://mcp.example/mcp\""), "{first}");
    assert!(first.find("\"z\"").unwrap() < first.find("\"b\"").unwrap(), "the order of the server: {first}");
    for (command, message) in [
        ("no-such-program-here", "`no-such-program-here` cannot be started"),
        ("sh -c 'read -r x; exit'", "it does not answer `initialize`"),
        ("sh error.sh", "it answers `initialize` with an error: {\"code\":-1}"),
    ] {
        let output = folder.run(&["import", "--stdio", command]);
        assert_eq!(output.status.code(), Some(1), "{command}");
        assert!(text(&output.stderr).contains(message), "{command}: {}", text(&output.stderr));
    }
    assert_eq!(folder.run(&["import", "--stdio", "x", "file.json"]).status.code(), Some(2));
    assert_eq!(folder.run(&["import"]).status.code(), Some(2));
}

#[test]
fn a_base_url_says_where_tools_run() {
    let folder = Folder::new("base");
    let output = folder.run(&["import", &data("openai.json"), "--base-url", "https://tools.example/run/"]);
    assert!(!text(&output.stdout).contains("TOOLS_BASE_URL"), "{}", text(&output.stdout));
    assert!(folder.read("tools/book_table.json").contains("\"https://tools.example/run/book_table\""));
    let output = folder.run(&["import", &data("shop.yaml"), "--base-url", "{{SHOP_API}}"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(folder.read("tools/get_order.json").contains("\"{{SHOP_API}}/orders/{{order_id}}\""));
}

#[test]
fn curl_commands() {
    for (name, command) in [
        (
            "curl_json",
            "curl -X POST https://api.leads.example/v2/leads/123/notes?notify=true -H 'Authorization: Bearer \
             sk_not_for_a_file' -H \"X-Team: $TEAM_ID\" -d '{\"text\": \"He called.\", \"tags\": [\"call\"], \
             \"by\": {\"id\": 7}, \"pinned\": false, \"score\": 1.5}'",
        ),
        (
            "curl_form",
            "curl -sSL --url api.sms.example/send -u 'AC1:not-for-a-file' --data-urlencode To=+49 -d Body=Hello+you -d \
             api_key=not-for-a-file",
        ),
        ("curl_files", "curl -F photo=@cat.jpg -F 'name=Cat' https://cats.example/cats -m 2.5"),
        ("curl_get", "curl -G https://geo.example/v1/near -d lat=1.5 -d 'q=a b' --compressed"),
    ] {
        let output = golden(name, &["curl", command]);
        assert_eq!(text(&output.stderr), "");
        let folder = Folder(Path::new(env!("CARGO_TARGET_TMPDIR")).join("import").join(name));
        for (file, text) in folder.definitions("tools") {
            assert!(!text.contains("not-for-a-file") && !text.contains("not_for_a_file"), "{file}: {text}");
        }
    }
    let folder = Folder::new("curl_bad");
    for (command, message) in [
        ("curl -d @secrets.json https://a.example", "`-d @secrets.json` reads a file"),
        ("curl 'https://a.example", "a quote is not closed"),
        ("curl --frobnicate 1 https://a.example", "`--frobnicate` is an option of curl that is not read"),
        ("curl -X POST", "the command has no URL"),
        ("curl https://a.example -d '{\"a\": }' -H 'Content-Type: application/json'", "error[E001]"),
    ] {
        let output = folder.run(&["import", "curl", command]);
        assert_eq!(output.status.code(), Some(1), "{command}");
        assert!(text(&output.stderr).contains(message), "{command}: {}", text(&output.stderr));
    }
    let output = folder.run(&["import", "curl https://a.example/x", "--name", "get_x"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(folder.definitions("tools").contains_key("get_x.json"));
}

#[test]
fn files_that_cannot_be_imported() {
    let folder = Folder::new("bad");
    folder.put("open.json", "{\"openapi\": \"3.0.0\", \"paths\": {");
    folder.put("open.yaml", "openapi: 3.0.0\npaths: [1, 2\n");
    folder.put("other.json", "{\"hello\": 1}");
    folder.put("four.yaml", "openapi: 4.0.0\ninfo: {}\n");
    folder.put("postman.json", "{\"item\": [{\"request\": {\"url\": \"https://a.example\"}}]}");
    for (file, message) in [
        ("open.json", "error[E001]"),
        ("open.yaml", "open.yaml:3:1: "),
        ("other.json", "`other.json` is nothing that is known; say what it is: openapi"),
        ("postman.json", "`postman.json` is a Postman collection, which is not imported"),
        ("four.yaml", "four.yaml: version 4.0.0 of OpenAPI is not read; 2.0, 3.0 and 3.1 are"),
        ("nothing.yaml", "`nothing.yaml` cannot be read"),
    ] {
        let output = folder.run(&["import", file]);
        assert_eq!(output.status.code(), Some(1), "{file}");
        assert!(text(&output.stderr).contains(message), "{file}: {}", text(&output.stderr));
    }
    let output = folder.run(&["import", "openaip", "open.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("there is no format `openaip`; did you mean `openapi`?"));
}
