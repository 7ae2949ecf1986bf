//! `import`, as its users run it: the files it writes, what it says, and what it leaves alone.
//!
//! After a change, `UPDATE_GOLDENS=1 cargo test -p cargo-typed-tools --test import` writes the folders below
//! `tests/goldens/import` anew; read the difference before it is committed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder for one test, empty at its start.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("import").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-typed-tools"));
        command.args(arguments).current_dir(&self.0).output().unwrap()
    }

    /// Its definitions, by file name.
    fn definitions(&self, folder: &str) -> BTreeMap<String, String> {
        let files = fs::read_dir(self.0.join(folder)).into_iter().flatten().flatten();
        let read = |path: PathBuf| {
            (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
        };
        files.map(|entry| read(entry.path())).collect()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn data(name: &str) -> String {
    format!("{}/tests/data/import/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Imports a file into an empty folder, checks the definitions, and compares them with the goldens.
fn golden(name: &str, arguments: &[&str]) -> Output {
    let folder = Folder::new(name);
    let output = folder.run(&[&["import"], arguments, &["-o", "tools"]].concat());
    let found = folder.definitions("tools");
    assert!(!found.is_empty(), "{}", text(&output.stderr));
    let check = folder.run(&["check", "tools"]);
    assert_eq!(check.status.code(), Some(0), "{}", text(&check.stderr));
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens/import").join(name);
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        let _ = fs::remove_dir_all(&golden);
        fs::create_dir_all(&golden).unwrap();
        for (file, text) in &found {
            fs::write(golden.join(file), text).unwrap();
        }
    }
    for (file, text) in &found {
        let expected = fs::read_to_string(golden.join(file)).unwrap_or_default();
        assert!(*text == expected, "{name}/{file} is not what is imported now:\n{text}");
    }
    let kept = fs::read_dir(&golden).unwrap().count();
    assert_eq!(kept, found.len(), "{name}: {:?}", found.keys());
    output
}

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
fn a_filter_leaves_the_others_alone() {
    let folder = Folder::new("filter");
    let shop = data("shop.yaml");
    for (arguments, names) in [
        (&["--only", "get*"][..], &["get_order.json"][..]),
        (&["--only", "/orders*", "--method", "post"], &["create_order.json"]),
        (&["--tag", "Orders", "--read-only"], &["get_order.json"]),
        (&["--method", "delete", "--method", "post"], &["cancel_order.json", "create_order.json"]),
    ] {
        let _ = fs::remove_dir_all(folder.0.join("tools"));
        let output = folder.run(&[&["import", &shop], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert_eq!(folder.definitions("tools").into_keys().collect::<Vec<_>>(), names, "{arguments:?}");
        assert!(text(&output.stdout).contains("passed over by the filter"), "{}", text(&output.stdout));
    }
    let nothing = folder.run(&["import", &shop, "--only", "nothing"]);
    assert_eq!(nothing.status.code(), Some(1));
    let wrong = folder.run(&["import", &shop, "--read-only", "--method", "post"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn nothing_is_written_in_a_dry_run() {
    let folder = Folder::new("dry");
    let output = folder.run(&["import", &data("shop.yaml"), "--dry-run"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("3  can be imported; nothing was written"));
    assert!(folder.definitions("tools").is_empty());
}

const NOTES: &str = "openapi: 3.0.0
info: {title: Notes}
servers: [{url: 'https://notes.example'}]
paths:
  /notes:
    get: {operationId: listNotes, description: Lists notes., responses: {}}
    post:
      operationId: addNote
      description: Adds a note.
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, required: [text], properties: {text: {type: string}}}
      responses: {}
";

#[test]
fn importing_again_keeps_what_a_person_has_changed() {
    let folder = Folder::new("again");
    folder.put("notes.yaml", NOTES);
    let import = || folder.run(&["import", "notes.yaml"]);
    assert!(text(&import().stdout).contains("2  imported into tools\n"));
    assert!(text(&import().stdout).contains("2  imported into tools\n"));

    // A person writes better words, adds a key, and gives the file a better name.
    let mine = folder.read("tools/add_note.json");
    let mine =
        mine.replace("Adds a note.", "Writes a note down. Call this when somebody asks to be reminded.");
    let mine = mine.replace("  \"x-imported\"", "  \"timeout_ms\": 3000,\n  \"x-imported\"");
    folder.put("tools/note.json", &mine);
    fs::remove_file(folder.0.join("tools/add_note.json")).unwrap();
    // The document gets a further property.
    folder.put("notes.yaml", &NOTES.replace("properties: {text", "properties: {due: {type: string}, text"));
    let output = import();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let merged = folder.read("tools/note.json");
    assert!(merged.contains("Call this when somebody asks"), "{merged}");
    assert!(merged.contains("\"timeout_ms\": 3000"), "{merged}");
    assert!(merged.contains("\"due\": \"{{due}}\""), "{merged}");
    assert!(
        text(&output.stdout).contains("1  with changes of yours, which were kept"),
        "{}",
        text(&output.stdout)
    );
    assert_eq!(folder.definitions("tools").len(), 2);

    // Both change the description: nothing is written, and the difference is shown.
    folder.put("notes.yaml", &NOTES.replace("Adds a note.", "Appends a note."));
    let output = import();
    assert_eq!(output.status.code(), Some(1));
    let errors = text(&output.stderr);
    assert!(
        errors.contains(
            "`tools/note.json` is left as it is: it was changed, and so was what it was imported from"
        ),
        "{errors}"
    );
    assert!(errors.contains("\n-  \"description\": \"Writes a note down."), "{errors}");
    assert!(errors.contains("\n+  \"description\": \"Appends a note.\""), "{errors}");
    assert_eq!(folder.read("tools/note.json"), merged);
}

#[test]
fn a_file_of_somebodys_own_is_never_overwritten() {
    let folder = Folder::new("own");
    folder.put("notes.yaml", NOTES);
    fs::create_dir(folder.0.join("tools")).unwrap();
    folder.put("tools/add_note.json", "{\"name\": \"add_note\"}\n");
    let output = folder.run(&["import", "notes.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("is left as it is: it was not imported from this"));
    assert_eq!(folder.read("tools/add_note.json"), "{\"name\": \"add_note\"}\n");
    assert!(folder.read("tools/list_notes.json").contains("Lists notes."));
}

#[test]
fn what_the_document_no_longer_has_is_named() {
    let folder = Folder::new("gone");
    folder.put("notes.yaml", NOTES);
    folder.run(&["import", "notes.yaml"]);
    folder.put("notes.yaml", &NOTES.replace("get: {operationId", "head: {operationId"));
    // Who asks for a part is not told of the rest.
    assert_eq!(text(&folder.run(&["import", "notes.yaml", "--only", "add*"]).stderr), "");
    let output = folder.run(&["import", "notes.yaml"]);
    assert!(
        text(&output.stderr)
            .contains("`tools/list_notes.json` was imported from this, which no longer has it"),
        "{}",
        text(&output.stderr)
    );
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

/// An operation of a path with a body, as one tool; or why it is none.
fn one(folder: &Folder, path: &str, operation: &str, components: &str) -> String {
    let document = format!(
        "openapi: 3.0.0\ninfo: {{title: One}}\nservers: [{{url: 'https://one.example'}}]\npaths:\n  '{path}':\n    {operation}\n\
         components:\n  {components}\n"
    );
    folder.put("one.yaml", &document);
    let _ = fs::remove_dir_all(folder.0.join("tools"));
    let output = folder.run(&["import", "one.yaml"]);
    let definitions: Vec<String> = folder.definitions("tools").into_values().collect();
    format!("{}{}{}", definitions.concat(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn what_is_odd_in_documents() {
    let folder = Folder::new("odd");
    let none = "schemas: {}";
    for (path, operation, components, found) in [
        // A fragment tells operations of one path apart.
        (
            "/#Action=Run",
            "post: {operationId: run, responses: {}}",
            none,
            "\"api_endpoint\": \"https://one.example/\"",
        ),
        // Two names of one credential.
        (
            "/a",
            "get: {security: [{x: [], y: []}], responses: {}}",
            "securitySchemes: {x: {type: oauth2, flows: {}}, y: {type: openIdConnect}}",
            "\"token\": \"{{ONE_ACCESS_TOKEN}}\"",
        ),
        (
            "/a",
            "get: {security: [{x: [], y: []}], responses: {}}",
            "securitySchemes: {x: {type: http, scheme: basic}, y: {type: openIdConnect}}",
            "one.yaml:6:30: GET /a is left out: two credentials at once stand in `Authorization`",
        ),
        (
            "/a",
            "get: {security: [{x: []}], responses: {}}",
            "securitySchemes: {x: {type: http, scheme: digest}}",
            "the security scheme `x` is HTTP's `digest`, which a definition cannot send",
        ),
        // The first alternative that can be sent.
        (
            "/a",
            "get: {security: [{x: []}, {y: []}], responses: {}}",
            "securitySchemes: {x: {type: http, scheme: digest}, y: {type: apiKey, in: cookie, name: sid}}",
            "\"Cookie\": \"sid={{ONE_SID}}\"",
        ),
        // Two names of one key.
        (
            "/a",
            "get: {security: [{x: [], y: []}], responses: {}}",
            "securitySchemes: {x: {type: apiKey, in: query, name: key}, y: {type: apiKey, in: query, name: key}}",
            "\"key\": \"{{ONE_KEY}}\"",
        ),
        // A body that may be left out is left out of a GET.
        (
            "/a",
            "get: {requestBody: {content: {application/json: {schema: {type: object}}}}, responses: {}}",
            none,
            "1  imported",
        ),
        (
            "/a",
            "get: {requestBody: {required: true, content: {application/json: {schema: {type: object}}}}, responses: {}}",
            none,
            "one.yaml:6:11: GET /a is left out: a body on GET",
        ),
        ("/a", "trace: {responses: {}}", none, "TRACE /a is left out: a tool cannot send TRACE"),
        // Regular expressions that ECMA-262 has not.
        (
            "/a",
            "get: {parameters: [{name: q, in: query, schema: {type: string, pattern: '(?<=a)+b'}}], responses: {}}",
            none,
            "\"description\": \"It matches the regular expression (?<=a)+b\"",
        ),
        // A body whose properties clash with a parameter is one argument.
        (
            "/a/{id}",
            "put: {requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {id: {type: string}}}}}}, responses: {}}",
            none,
            "\"body_template\": \"{{body}}\"",
        ),
        // One that may be left out cannot demand its properties.
        (
            "/a",
            "put: {requestBody: {content: {application/json: {schema: {type: object, required: [n], properties: {n: {type: string}}}}}}, responses: {}}",
            none,
            "\"body_template\": \"{{body}}\"",
        ),
        (
            "/a",
            "put: {requestBody: {required: true, content: {text/csv: {schema: {type: string}}}}, responses: {}}",
            none,
            "\"Content-Type\": \"text/csv\"",
        ),
        (
            "/a",
            "post: {parameters: [{name: Idempotency-Key, in: header, schema: {type: string}}], responses: {}}",
            none,
            "\"idempotency_key\": \"Idempotency-Key\"",
        ),
        (
            "/a",
            "put: {requestBody: {required: true, content: {multipart/form-data: {schema: {type: object, properties: {offer: {type: string}}}, \
             encoding: {offer: {contentType: application/sdp}}}}}, responses: {}}",
            none,
            "\"value\": \"{{offer}}\",\n      \"content_type\": \"application/sdp\"",
        ),
        // Names of nobody's.
        ("/files/{name+}", "get: {responses: {}}", none, "\"https://one.example/files/{{name:path}}\""),
        ("/tools", "get: {operationId: tools, responses: {}}", none, "\"x-rust-name\": \"ToolsTool\""),
        (
            "/a",
            "get: {parameters: [{name: f, in: query, style: deepObject, schema: {type: object, additionalProperties: {type: string}}}], responses: {}}",
            none,
            "\"f\": \"{{f}}\"",
        ),
        (
            "/a",
            "get: {parameters: [{name: f, in: query, content: {application/json: {schema: {type: object}}}}], responses: {}}",
            none,
            "\"contentMediaType\": \"application/json\",\n        \"description\": \"JSON, as text.\"",
        ),
        // A circle.
        (
            "/a",
            "put: {requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/N'}}}}, responses: {}}",
            "schemas: {N: {type: object, properties: {next: {$ref: '#/components/schemas/N'}, at: {type: string, nullable: true}}}}",
            "\"type\": [\"string\", \"null\"]",
        ),
        (
            "/a",
            "put: {requestBody: {$ref: '#/components/requestBodies/A'}, responses: {}}",
            "requestBodies: {A: {$ref: '#/components/requestBodies/A'}}",
            "this `$ref` leads back to itself",
        ),
        ("/a", "get: [1]", none, "GET /a is left out: an operation is an object"),
    ] {
        let said = one(&folder, path, operation, components);
        assert!(said.contains(found), "{path} {operation}: {found}\n{said}");
        assert_eq!(
            folder.run(&["check", "tools"]).status.code() == Some(0),
            said.contains("1  imported"),
            "{said}"
        );
    }
}

/// What is required and said nothing of is an argument too: without it the service would refuse each call.
#[test]
fn what_a_body_requires_can_be_given() {
    let folder = Folder::new("required");
    let body = |properties: &str| {
        format!(
            "put: {{requestBody: {{required: true, content: {{application/json: {{schema: {{type: object, \
             required: [at, id], properties: {properties}}}}}}}}}, responses: {{}}}}"
        )
    };
    let told = |properties: &str| one(&folder, "/a", &body(properties), "schemas: {}");
    assert!(told("{at: {type: string}}").contains("\"required\": [\"at\", \"id\"]"));
    assert!(told("{at: {type: string}}").contains("\"id\": {}"));
    // What only a response has is not asked for.
    let said = told("{at: {type: string}, id: {type: string, readOnly: true}}");
    assert!(said.contains("\"required\": [\"at\"]") && !said.contains("\"id\""), "{said}");
}

/// Each part of such an `allOf` refuses the properties of the others, so that no call could be made.
#[test]
fn closed_parts_of_an_object_are_one_object() {
    let folder = Folder::new("closed");
    let components = "schemas: {Who: {type: object, additionalProperties: false, required: [name], properties: {name: {type: string}}}, \
                      Where: {description: A place., allOf: [{$ref: '#/components/schemas/Who'}, \
                      {type: object, additionalProperties: false, properties: {town: {type: string}}}]}}";
    let operation = "put: {operationId: put_a, requestBody: {required: true, content: {application/json: {schema: {type: object, \
                     required: [to], properties: {to: {$ref: '#/components/schemas/Where'}}}}}}, responses: {}}";
    let said = one(&folder, "/a", operation, components);
    assert!(!said.contains("allOf") && said.contains("\"description\": \"A place.\""), "{said}");
    let whole = r#"{"to": {"name": "Ada", "town": "Lyon"}}"#;
    let sent = folder.run(&["request", "put_a", "tools", "--args", whole]);
    assert!(
        text(&sent.stdout).contains(r#"'{"to":{"name":"Ada","town":"Lyon"}}'"#),
        "{}",
        text(&sent.stderr)
    );
    let other = folder.run(&["request", "put_a", "tools", "--args", r#"{"to": {"name": "Ada", "age": 1}}"#]);
    assert_eq!(other.status.code(), Some(1));
    // Such an object may hold itself.
    let circle = components.replace("properties: {town:", "properties: {within: {$ref: '#/components/schemas/Where'}, next: \
                 {allOf: [{$ref: '#/components/schemas/Where'}, {type: object, properties: {stay: {type: string}}}]}, town:");
    let said = one(&folder, "/a", operation, &circle);
    assert!(said.contains("1  imported"), "{said}");
    let whole = r#"{"to": {"name": "Ada", "within": {"name": "Bo", "town": "Lyon"}, "next": {"name": "Cy", "stay": "long"}}}"#;
    let sent = folder.run(&["request", "put_a", "tools", "--args", whole]);
    assert_eq!(sent.status.code(), Some(0), "{}", text(&sent.stderr));
}

/// Some documents list the key of the API among the parameters.
#[test]
fn no_model_is_asked_for_a_credential() {
    let folder = Folder::new("credentials");
    let operation = "get: {security: SECURITY, parameters: [{name: X-Api-Key, in: header, schema: {type: string}}, \
                     {name: x-continuation-token, in: header, schema: {type: string}}, \
                     {name: access_token, in: query, required: true, schema: {type: string}}, \
                     {name: token, in: query, schema: {type: string}}], responses: {}}";
    let components = "securitySchemes: {b: {type: http, scheme: bearer}}";
    let said = one(&folder, "/a", &operation.replace("SECURITY", "[]"), components);
    for there in [
        "\"X-Api-Key\": \"{{ONE_API_KEY}}\"",
        "\"access_token\": \"{{ONE_ACCESS_TOKEN}}\"",
        "\"x-continuation-token\": \"{{x-continuation-token}}\"",
        "\"token\": \"{{token}}\"",
    ] {
        assert!(said.contains(there), "{there}\n{said}");
    }
    // One that may be left out is, where the operation signs in by other means.
    let said = one(&folder, "/a", &operation.replace("SECURITY", "[{b: []}]"), components);
    assert!(
        !said.contains("X-Api-Key") && said.contains("\"access_token\": \"{{ONE_ACCESS_TOKEN}}\""),
        "{said}"
    );
}

/// Files are followed within the document's folder, and nowhere else.
#[test]
fn references_do_not_leave_the_folder() {
    let folder = Folder::new("outside");
    fs::create_dir(folder.0.join("api")).unwrap();
    folder.put("secret.yaml", "a: {type: string}\n");
    let with = |reference: &str| {
        NOTES.replace("{text: {type: string}}", &format!("{{text: {{$ref: '{reference}'}}}}"))
    };
    for (reference, why) in [
        ("../secret.yaml#/a", "lies outside of the document's folder"),
        ("https://x.example/a.yaml", "is not on this machine; nothing is fetched"),
        ("missing.yaml#/a", "cannot be read"),
    ] {
        folder.put("api/notes.yaml", &with(reference));
        let output = folder.run(&["import", "api/notes.yaml", "--dry-run"]);
        assert!(text(&output.stderr).contains(why), "{}", text(&output.stderr));
        assert!(text(&output.stdout).contains("1  can be imported"), "{}", text(&output.stdout));
    }
}

/// What all have in common stands once, and definitions with it send what definitions without it send.
#[test]
fn what_all_have_in_common_stands_in_the_defaults() {
    let folder = Folder::new("defaults");
    let document = data("desk.json");
    let whole = folder.run(&["import", &document, "-o", "whole"]);
    assert_eq!(whole.status.code(), Some(0), "{}", text(&whole.stderr));
    let shared = folder.run(&["import", &document, "-o", "tools", "--defaults", "tools/defaults.json"]);
    assert_eq!(shared.status.code(), Some(0), "{}", text(&shared.stderr));
    assert!(
        text(&shared.stdout).contains("`check --defaults tools/defaults.json tools`"),
        "{}",
        text(&shared.stdout)
    );
    let defaults = folder.read("tools/defaults.json");
    assert!(defaults.contains("\"base_url\"") && defaults.contains("\"auth\""), "{defaults}");
    let of = ["--defaults", "tools/defaults.json"];
    let check = folder.run(&["check", "--deny-warnings", of[0], of[1], "tools"]);
    assert_eq!(check.status.code(), Some(0), "{}", text(&check.stderr));
    for (name, definition) in folder.definitions("tools") {
        let Some(tool) = name.strip_suffix(".json").filter(|name| *name != "defaults") else { continue };
        assert!(
            definition.contains("\"api_endpoint\": \"/") && !definition.contains("\"auth\""),
            "{definition}"
        );
        let alone = folder.run(&["expand", &format!("whole/{name}")]);
        let with = folder.run(&["expand", of[0], of[1], &format!("tools/{name}")]);
        let same = |output: &Output| text(&output.stdout).replace("whole/", "tools/");
        assert_eq!(same(&alone), same(&with), "{tool}");
    }
    // Again: nothing is new. A file of somebody's own is left alone, and definitions stand for themselves.
    let again = folder.run(&["import", &document, "-o", "tools", "--defaults", "tools/defaults.json"]);
    assert!(!text(&again.stdout).contains("updated"), "{}", text(&again.stdout));
    folder.put("own.json", "{ \"timeout_ms\": 5000 }");
    let other = folder.run(&["import", &document, "-o", "other", "--defaults", "own.json"]);
    assert!(text(&other.stdout).contains("own.json says something else"), "{}", text(&other.stdout));
    assert_eq!(folder.read("own.json"), "{ \"timeout_ms\": 5000 }");
    assert_eq!(folder.run(&["check", "other"]).status.code(), Some(0));
}
