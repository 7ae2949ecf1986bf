//! `export`: the tools field of every provider for the ten definitions of `tools/`, byte for byte,
//! and the report.
//!
//! After a change, `UPDATE_GOLDENS=1 cargo test -p cargo-typed-tools --test export` writes the
//! files of `tests/goldens` anew; read the difference before it is committed.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use typed_tools_runtime::Provider;

fn run(arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-typed-tools"));
    command.arg("export").args(arguments).current_dir(root).output().unwrap()
}

fn out(arguments: &[&str]) -> String {
    let output = run(arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*errors), (Some(0), ""), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn refused(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn the_ten_tools_for_every_provider() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens");
    for provider in Provider::ALL {
        for strict in [false, true] {
            if strict && !provider.has_strict() {
                continue;
            }
            let mut arguments = vec!["--provider", provider.as_str(), "tools"];
            arguments.extend(strict.then_some("--strict"));
            let found = out(&arguments);
            let file = folder.join(format!("{provider}{}.json", if strict { ".strict" } else { "" }));
            if std::env::var_os("UPDATE_GOLDENS").is_some() {
                fs::create_dir_all(&folder).unwrap();
                fs::write(&file, &found).unwrap();
            }
            let expected = fs::read_to_string(&file).unwrap_or_default();
            assert!(found == expected, "{} is not what is exported now", file.display());
        }
    }
}

/// What belongs to the request stays with the host.
#[test]
fn nothing_internal_is_exported() {
    for provider in Provider::ALL {
        let text = out(&["--provider", provider.as_str(), "tools"]);
        for hidden in
            ["{{", "yourcompany", "https", "Authorization", "Bearer", "API_KEY", "contact_id", "call_sid"]
        {
            assert!(!text.contains(hidden), "{provider}: {hidden}");
        }
    }
}

/// What may be left out is either not required, or may be null.
#[test]
fn notes_never_become_a_required_plain_string() {
    for provider in Provider::ALL.iter().filter(|provider| provider.has_strict()) {
        let text = out(&["--provider", provider.as_str(), "--strict", "tools/update_lead_status.json"]);
        let field: Value = serde_json::from_str(&text).unwrap();
        let tool = &field[0];
        let schema = [
            &tool["function"]["parameters"],
            &tool["parameters"],
            &tool["input_schema"],
            &tool["toolSpec"]["inputSchema"]["json"],
        ];
        let schema = schema.into_iter().find(|schema| schema.is_object()).unwrap();
        let required = schema["required"].as_array().unwrap().contains(&"notes".into());
        let nullable = schema["properties"]["notes"]["type"] == serde_json::json!(["string", "null"]);
        assert_eq!(required, nullable, "{provider}: {text}");
    }
    let groq = out(&["--provider", "groq", "tools/update_lead_status.json"]);
    assert!(groq.contains(r#""notes":{"type":["string","null"]"#), "{groq}");
}

/// There is one form of a tool for xAI.
#[test]
fn xai_is_strict_whether_asked_or_not() {
    let plain = out(&["--provider", "xai", "tools"]);
    assert_eq!(plain, out(&["--provider", "xai", "--strict", "tools"]));
    assert!(!plain.contains("strict"), "{plain}");
}

#[test]
fn the_report() {
    let text = out(&["--report", "tools"]);
    assert!(
        text.starts_with("add_crm_note\n  strict      openai-chat, openai-responses, azure, anthropic,"),
        "{text}"
    );
    assert!(
        text.ends_with("10 tools x 21 providers: 80 strict, 130 ok, 0 degraded, 0 impossible\n"),
        "{text}"
    );
    let rejected = "tools-codegen/tests/rejected/";
    let path = format!("{rejected}E110_map_for_gemini_live/tool.json");
    let text = out(&["--report", "--provider", "gemini-live", "--provider", "openai-chat", &path]);
    assert_eq!(
        text,
        "label_ticket\n  \
           ok          openai-chat (not strict: `labels` takes keys of any name)\n  \
           impossible  gemini-live: `labels` takes keys of any name\n\
         all tools, in a request to\n  \
           \x20    401 bytes  about      88 tokens  openai-chat\n  \
           \x20      2 bytes  about       1 tokens  gemini-live\n\
         the tool, at openai-chat\n  \
           \x20    399 bytes  about      88 tokens  label_ticket\n\
         1 tool x 2 providers: 0 strict, 1 ok, 0 degraded, 1 impossible\n"
    );
    // The tool is not in the field then, and that is said.
    let output = run(&["--provider", "gemini-live", &path]);
    assert_eq!((output.status.code(), &*output.stdout), (Some(0), &b"[]\n"[..]));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "note: `label_ticket` is left out for `gemini-live`: `labels` takes keys of any name\n"
    );
    let path = format!("{rejected}W070_left_out/tool.json");
    let text = out(&["--report", "--message-format", "json", "--provider", "gemini-live", &path]);
    let (tool, set) = text.trim_end().split_once('\n').unwrap();
    let why = "`fields` is left out: `fields` takes keys of any name";
    assert_eq!(
        serde_json::from_str::<Value>(tool).unwrap(),
        json!({
            "provider": "gemini-live", "tool": "save_page", "verdict": "degraded", "why": [why],
            "bytes": 214, "tokens": 48
        })
    );
    assert_eq!(
        serde_json::from_str::<Value>(set).unwrap(),
        json!({
            "tools": 1,
            "sets": [{ "provider": "gemini-live", "bytes": 243, "tokens": 53 }],
            "costliest": [{ "tool": "save_page", "bytes": 214, "tokens": 48 }]
        })
    );
}

/// What the field weighs is what `export` prints; the estimate is near what tokenizers count.
#[test]
fn the_report_says_what_tools_cost() {
    let text = out(&["--report", "--message-format", "json", "tools"]);
    let set: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    assert_eq!(set["tools"], 10);
    for one in set["sets"].as_array().unwrap() {
        let field = out(&["--provider", one["provider"].as_str().unwrap(), "tools"]);
        assert_eq!(one["bytes"], field.trim_end().len(), "{one}");
    }
    // `o200k_base` counts 878, 828 and 840 tokens.
    for (provider, counted) in [("openai-chat", 878), ("anthropic", 828), ("gemini", 840)] {
        let one = set["sets"].as_array().unwrap().iter().find(|one| one["provider"] == provider).unwrap();
        let estimated: u64 = one["tokens"].as_u64().unwrap();
        assert!(estimated.abs_diff(counted) * 10 < counted, "{provider}: {estimated}");
    }
    let costs = set["costliest"].as_array().unwrap();
    let bytes: Vec<u64> = costs.iter().map(|tool| tool["bytes"].as_u64().unwrap()).collect();
    assert_eq!(bytes.len(), 10);
    assert!(bytes.is_sorted_by(|a, b| a >= b), "{bytes:?}");
    // With commas and brackets they are the whole.
    let whole = set["sets"][0]["bytes"].as_u64().unwrap();
    assert_eq!(bytes.iter().sum::<u64>() + 9 + 2, whole);
    let many: Vec<String> = (0..25)
        .map(|i| {
            format!(
                r#"{{"name":"tool_{i:02}","description":"{}","api_endpoint":"https://a.example","http_method":"GET"}}"#,
                "Says so. ".repeat(i + 1)
            )
        })
        .collect();
    let folder = std::env::temp_dir().join(format!("typed-tools-costs-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("tools.json"), format!("[{}]", many.join(","))).unwrap();
    let text = out(&["--report", "--provider", "mcp", folder.to_str().unwrap()]);
    fs::remove_dir_all(&folder).unwrap();
    let (_, most) = text.split_once("the 20 tools that cost most, at mcp\n").unwrap();
    let names: Vec<&str> =
        most.lines().filter_map(|line| line.rsplit_once("tokens  ")).map(|(_, name)| name).collect();
    assert_eq!((names.len(), names[0], names[19]), (20, "tool_24", "tool_05"));
}

#[test]
fn slips_on_the_command_line() {
    for (arguments, words) in [
        (&["tools"][..], "say whose tools field: --provider NAME; or --report for all"),
        (&["--provider", "antropic", "tools"], "there is no provider `antropic`; did you mean `anthropic`?"),
        (
            &["--provider", "gemini", "--strict", "tools"],
            "`gemini` has no strict mode for single tools; these have one: openai-chat, openai-responses, azure, anthropic, bedrock, groq, xai, deepseek",
        ),
        (
            &["--provider", "mcp", "--provider", "xai", "tools"],
            "one --provider at a time; --report takes several",
        ),
        (&["--report", "--strict", "tools"], "--report says what can be strict; it takes no --strict"),
        (&["--provider", "mcp", "--message-format", "json", "tools"], "--message-format goes with --report"),
        (
            &["--provider", "mcp", "--strickt", "tools"],
            "there is no option `--strickt`; did you mean `--strict`?",
        ),
        (&["--provider", "mcp"], "no PATHS are given"),
    ] {
        let errors = refused(arguments);
        assert!(errors.starts_with(&format!("error: {words}")), "{errors}");
    }
}

/// A caller's prompt cache lives on equal bytes.
#[test]
fn providers_go_by_their_names_in_rust_too() {
    for (rust, name) in [("Anthropic", "anthropic"), ("Mcp20251125", "mcp-2025-11-25")] {
        assert_eq!(out(&["--provider", rust, "tools"]), out(&["--provider", name, "tools"]));
        let report = |name| out(&["--report", "--provider", name, "tools"]);
        assert_eq!(report(rust), report(name));
    }
    let said = refused(&["--provider", "Antropic", "tools"]);
    assert!(said.contains("there is no provider `Antropic`; did you mean `Anthropic`?"), "{said}");
}

#[test]
fn the_same_bytes_each_time() {
    let once = out(&["--provider", "bedrock", "--strict", "tools"]);
    assert_eq!(once, out(&["--provider", "bedrock", "--strict", "tools"]));
    assert_eq!(once, out(&["--provider", "bedrock", "--strict", "tools/*.json"]));
}
