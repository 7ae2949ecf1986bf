use super::{Look, json_line, render, sarif};
use crate::diag::{Code, Diagnostic, Span};
use crate::source::{SourceFile, Sources};

fn sources(texts: &[&str]) -> Sources {
    let source = |(index, text): (usize, &&str)| {
        SourceFile::new(format!("tools/{index}.json"), None, (*text).to_owned())
    };
    Sources { files: texts.iter().enumerate().map(source).collect(), ..Sources::default() }
}

fn at(sources: &Sources, source: u32, part: &str) -> Span {
    let start = u32::try_from(sources.files()[source as usize].text.find(part).unwrap()).unwrap();
    Span { source, start, end: start + u32::try_from(part.len()).unwrap() }
}

#[test]
fn shows_the_line_the_carets_and_the_help() {
    let sources = sources(&["{\n\t\"é\": \"日本\", \"x\": 1,\n  \"y\": 2\n}\n", "{\"other\": 1}"]);
    let diagnostic = Diagnostic::new(Code::JsonSyntax, at(&sources, 0, "\"x\""), "wrong\u{1b}[31m\nname")
        .label("this one")
        .related(at(&sources, 0, "\"y\""), "near")
        .related(at(&sources, 1, "\"other\""), "far")
        .help("fix it");
    let text = render(&diagnostic, &sources, Look::Plain);
    let expected = "\
error[E001]: wrong\\u{1b}[31m\\nname
 --> tools/0.json:2:13
  |
2 |     \"é\": \"日本\", \"x\": 1,
  |                  ^^^ this one
3 |   \"y\": 2
  |   --- near
  |
 ::: tools/1.json:1:2
  |
1 | {\"other\": 1}
  |  ------- far
  |
  = help: fix it";
    assert_eq!(text, expected, "\n{text}");
    assert!(render(&diagnostic, &sources, Look::Coloured).contains("\u{1b}["));
}

#[test]
fn cuts_long_lines() {
    let line = format!("{{\"{}\": \"here\", \"b\": \"{}\"}}", "é".repeat(5000), "z".repeat(5000));
    let sources = sources(&[&line]);
    let diagnostic = Diagnostic::new(Code::JsonSyntax, at(&sources, 0, "\"here\""), "wrong")
        .related(at(&sources, 0, "\"b\""), "also");
    let text = render(&diagnostic, &sources, Look::Plain);
    assert!(text.contains("tools/0.json:1:5006"), "{text}");
    assert!(text.contains("tools/0.json:1:5014"), "{text}");
    assert!(render(&diagnostic, &sources, Look::Coloured).contains("tools/0.json:1:5014"));
    assert!(text.lines().all(|line| line.chars().count() < 160), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    let (code, carets) = (lines[3], lines[4]);
    let column = carets.find('^').unwrap();
    assert!(code.chars().skip(column).collect::<String>().starts_with("\"here\""), "{text}");
}

#[test]
fn odd_places_do_no_harm() {
    for text in ["", "\n\n", "{", "\u{feff}{}", "é", "a\r\nb\r\n", "{\"a\": 1"] {
        let sources = sources(&[text]);
        for start in 0..8 {
            for end in [start, start + 1, u32::MAX] {
                let span = Span { source: 0, start, end };
                let diagnostic = Diagnostic::new(Code::JsonSyntax, span, "m").related(span, "r");
                assert!(render(&diagnostic, &sources, Look::Plain).starts_with("error[E001]: m"));
                assert!(serde_json::from_str::<serde_json::Value>(&json_line(&diagnostic, &sources)).is_ok());
            }
        }
    }
    let nowhere = Diagnostic::nowhere(Code::NothingFound, "m").help("h");
    assert_eq!(render(&nowhere, &Sources::default(), Look::Plain), "error[E007]: m\n |\n = help: h");
}

#[test]
fn json_and_sarif_say_the_same() {
    let sources = sources(&["{\n  \"é\": 1\n}"]);
    let diagnostic = Diagnostic::new(Code::JsonSyntax, at(&sources, 0, "1"), "m").help("h");
    let diagnostic = diagnostic.edit(at(&sources, 0, "1"), "2");
    let json: serde_json::Value = serde_json::from_str(&json_line(&diagnostic, &sources)).unwrap();
    let rendered = render(&diagnostic, &sources, Look::Plain);
    let expected = serde_json::json!({
        "code": "E001", "level": "error", "message": "m", "file": "tools/0.json",
        "line": 2, "column": 8, "end_line": 2, "end_column": 9, "help": "h", "rendered": rendered,
        "edits": [{ "file": "tools/0.json", "line": 2, "column": 8, "end_line": 2, "end_column": 9, "replacement": "2" }],
    });
    assert_eq!(json, expected);
    let sarif: serde_json::Value = serde_json::from_str(&sarif(&[(&diagnostic, &sources)])).unwrap();
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "E001");
    assert_eq!(
        result["locations"][0]["physicalLocation"],
        serde_json::json!({
            "artifactLocation": {"uri": "tools/0.json"},
            "region": {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 9},
        })
    );
    let change = &result["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "tools/0.json");
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "2");
    assert_eq!(change["replacements"][0]["deletedRegion"]["startColumn"], 8);
}
