//! Eleven mistakes in ten files: one build reports them all, each at its line and column, and
//! nothing else, although the program uses the tools, also those whose shape nobody can know.

mod nested;

use nested::{Package, alone, root};

/// A file of `tests/broken/`, the text under the carets, and words of the report.
const MISTAKES: [(&str, &str, &[&str]); 11] = [
    ("astray.json", "[\"room\", \"view\"]", &["E070", "`required`", "out of `properties`"]),
    ("cut.json", "$END", &["E001", "add the missing `}`"]),
    ("host.json", "{{region}}", &["E0", "region"]),
    ("method.json", "\"FETCH\"", &["E025", "FETCH"]),
    ("nameless.json", "\"nmae\"", &["E021", "`name`"]),
    ("nameless.json", "\"one, two\"", &["E070", "[\"one\", \"two\"]"]),
    ("optional.json", "{{order_id}}", &["order_id", "required"]),
    ("secret.json", "$KEY", &["E056", "{{API_KEY}}"]),
    ("twice.json", "\"http_method\": \"POST\"", &["http_method"]),
    ("typo.json", "{{lead_staus}}", &["lead_status"]),
    ("unused.json", "\"priority\"", &["priority"]),
];

/// Uses everything that the set would have.
const MAIN: &str = r#"
mod set { TOOLS }
use set::*;

fn main() {
    let tools = Tools::new(Secrets::from_env().unwrap());
    let session = tools.session(Context { contact_id: String::new(), tenant: String::new() });
    let typo = Typo { lead_status: LeadStatus::Hot };
    let call = ToolCall::Typo(typo);
    let _ = session.request(&call);
    let _ = ToolCall::Host(Host { region: String::new() });
    let _ = ToolCall::Optional(Optional { order_id: None });
    let _ = ToolCall::Unused(Unused { message: String::new(), priority: Some(1) });
    let astray = Astray { room: "12".into(), view: View::Sea };
    let _: (&str, String) = (astray.view.as_str(), astray.room.clone());
    let _ = session.request(&ToolCall::Astray(astray));
    let _ = Cut::new("small".parse::<Size>().unwrap(), "red");
    if let Ok(ToolCall::Cut(Cut { size: Size::Small, colour })) = ToolCall::parse("cut", "{}") {
        println!("{colour}");
    }
    for kind in Kind::ALL {
        let _ = ToolCall::Nameless(Nameless { kind: *kind });
    }
    let _ = session.request(&ToolCall::Nameless(Nameless { kind: Kind::One }));
    let _ = <Nameless as typed_tools::Tool>::definition();
    let _ = ToolCall::Fine(Fine { name: String::new() });
}
"#;

const FINE: &str = r#"{
    "name": "fine",
    "description": "Nothing is wrong with this one.",
    "parameters": { "type": "object", "properties": { "name": { "type": "string" } }, "required": ["name"] },
    "api_endpoint": "https://api.example.com/{{contact_id}}/{{name}}",
    "http_method": "GET"
}"#;

/// A key that looks live; put together here, so that no scanner finds it in this file.
fn live_key() -> String {
    format!("{}_{}_{}", "sk", "live", "51H8zqKLmN0pQrStUvWxYz123")
}

fn package(name: &str, tools: &str) -> (Package, Vec<String>) {
    let package = Package::new(
        name,
        "[dependencies]\n\
         typed-tools = { path = \"$ROOT\", default-features = false, features = [\"macros\"] }\n\
         [build-dependencies]\n\
         typed-tools-codegen = { path = \"$ROOT/tools-codegen\" }",
    );
    package.write("src/main.rs", &MAIN.replace("TOOLS", tools));
    package.write("defs/fine.json", FINE);
    let places = MISTAKES
        .iter()
        .map(|(file, token, _)| {
            let text =
                std::fs::read_to_string(root().join("tests/broken").join(file)).expect("the definition");
            let text = text.replace("$KEY", &live_key());
            package.write(&format!("defs/{file}"), &text);
            let at = match *token {
                "$END" => text.trim_end().len(),
                token => text.find(&token.replace("$KEY", &live_key())).expect(token),
            };
            let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let line = text[..at].matches('\n').count() + 1;
            format!("defs/{file}:{line}:{}", text[line_start..at].chars().count() + 1)
        })
        .collect();
    (package, places)
}

#[track_caller]
fn reports_every_mistake(output: &str, places: &[String]) {
    for (place, (_, _, words)) in places.iter().zip(MISTAKES) {
        let report = output
            .split("error")
            .find(|report| report.contains(&format!("--> {place}")))
            .unwrap_or_else(|| panic!("nothing points to {place}:\n{output}"));
        let report = format!("E{report}");
        for word in words {
            assert!(report.contains(word), "{word}: {report}");
        }
    }
    assert!(!output.contains("--> defs/fine.json"), "{output}");
}

#[test]
fn the_macro_reports_all_mistakes_and_nothing_else() {
    let _alone = alone();
    let (package, places) = package("broken-macro", "typed_tools::tools!(\"defs/*.json\", watch = false);");
    let ran = package.cargo(&["check"]);
    assert!(!ran.success);
    reports_every_mistake(&ran.stderr, &places);
    // Eleven errors, and Cargo's "could not compile".
    assert_eq!(ran.stderr.matches("\nerror").count(), 12, "follow-up errors:\n{}", ran.stderr);
    assert_eq!(ran.stderr.matches("--> src/main.rs:2:").count(), 11, "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("--> src/main.rs").count(), 11, "{}", ran.stderr);
}

#[test]
fn a_build_script_reports_the_same() {
    let _alone = alone();
    let (package, places) = package("broken-script", "typed_tools::include_tools!();");
    package.write(
        "build.rs",
        "fn main() -> Result<(), typed_tools_codegen::BuildError> { typed_tools_codegen::build(\"defs/*.json\") }",
    );
    let ran = package.cargo(&["check"]);
    assert!(!ran.success);
    reports_every_mistake(&ran.stderr, &places);
}

#[test]
fn without_a_build_script_include_tools_asks_for_one() {
    let _alone = alone();
    let (package, _) = package("broken-missing", "typed_tools::include_tools!();");
    let ran = package.cargo(&["check"]);
    assert!(!ran.success);
    let first = ran.stderr.lines().find(|line| line.starts_with("error")).unwrap_or_default();
    assert_eq!(
        first,
        "error: no build script has made tools for this package: add a build.rs that calls `typed_tools_codegen::build`",
        "{}",
        ran.stderr
    );
}

/// One mistake in the invocation is one error: the items are there for what uses them.
#[test]
fn a_mistake_in_an_invocation_is_one_error() {
    let _alone = alone();
    for (name, tools, line, message) in [
        (
            "broken-option",
            "typed_tools::tools!(\"defs/fine.json\", wach = false);",
            2,
            "there is no option `wach`; did you mean `watch`? [E011]",
        ),
        (
            "broken-second",
            "typed_tools::tools!(\"defs/fine.json\");\n    typed_tools::tools!(\"more/room.json\");",
            3,
            "a module has one tool set, and this is the second: put each into a module of its own, `mod crm { tools!(..); }`, \
             or all patterns into one set, `tools!([\"crm/*.json\", ..])`",
        ),
    ] {
        let (package, _) = package(name, "");
        package.write("more/room.json", &FINE.replace("\"fine\"", "\"room\""));
        let main = "
mod set { TOOLS }
use set::*;

fn main() {
    let tools = Tools::new(Secrets::from_env().unwrap());
    let session = tools.session(Context { contact_id: String::new() });
    let _ = session.request(&ToolCall::Fine(Fine { name: String::new() }));
    ROOM
}
";
        let room = if line == 3 { "let _ = Room { name: String::new() };" } else { "" };
        package.write("src/main.rs", &main.replace("TOOLS", tools).replace("ROOM", room));
        let ran = package.cargo(&["check"]);
        let errors: Vec<_> = ran.stderr.lines().filter(|line| line.starts_with("error")).collect();
        assert_eq!(errors.len(), 2, "one, and Cargo's \"could not compile\":\n{}", ran.stderr);
        assert_eq!(errors[0], format!("error: {message}"));
        assert!(ran.stderr.contains(&format!("--> src/main.rs:{line}:")), "{}", ran.stderr);
        assert!(!ran.stderr.contains("warning: unused"), "{}", ran.stderr);
    }
}

/// A warning reads as a sentence, and says its code and its place.
#[test]
fn a_warning_reads_as_one() {
    let _alone = alone();
    let (package, _) = package("broken-warning", "");
    package.write("defs/fine.json", &FINE.replace("api.example.com/", "api.example.com/{area}/"));
    package.write("src/main.rs", "mod set { typed_tools::tools!(\"defs/fine.json\"); }\nfn main() {}\n");
    let ran = package.cargo(&["check"]).ok();
    let message = "warning: use of deprecated macro `that_only_carries_a_warning`: this is literal text, not the value of \
                   `area` [W011]\n";
    assert!(ran.stderr.contains(message), "{}", ran.stderr);
    assert!(ran.stderr.contains("--> defs/fine.json:5:46\n"), "{}", ran.stderr);
}
