use super::{Inside, Json, Kind, Parsed, read};
use crate::diag::{Code, Diagnostic, Sink};

fn reading(text: &str) -> (Parsed, Vec<Diagnostic>) {
    let mut sink = Sink::default();
    let parsed = read(0, text, &mut sink);
    (parsed, sink.into_found())
}

/// The only mistake of `text`: its message and the text under its carets.
fn mistake(text: &str) -> (String, String) {
    let (_, found) = reading(text);
    let [only] = found.as_slice() else { panic!("{text}: {found:#?}") };
    let span = only.label.as_ref().unwrap().span;
    (only.message.clone(), text[span.start as usize..span.end as usize].to_owned())
}

#[test]
fn agrees_with_serde_json() {
    let good = [
        "null",
        "true",
        " false ",
        "0",
        "-0",
        "-12.50e+3",
        "1E400x",
        "\"\"",
        r#""a\"\\\/\b\f\n\r\té😀""#,
        "[]",
        "[1, [2, {}], \"x\"]",
        "{\"a\": {\"b\": [null]}, \"\": 1}",
        "\"\u{7f}é😀\u{feff}\"",
    ];
    let bad = [
        "",
        " ",
        "nul",
        "+1",
        "01",
        "1.",
        ".5",
        "1e",
        "0x1",
        "1_000",
        "NaN",
        "-Infinity",
        "1e999",
        "\"",
        "\"\\",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\u0041\"",
        "\"\t\"",
        "\"\n\"",
        "\"\0\"",
        "'a'",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1;2]",
        "[",
        "[}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\" 1}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":1 \"b\":2}",
        "{]",
        "1 2",
        "{}}",
        "// x\n1",
        "/* x */ 1",
        "# x\n1",
        "\u{a0}1",
        "1\u{feff}",
        "“a”",
        "True",
        "*",
    ];
    for text in good.into_iter().chain(bad) {
        let ours = reading(text);
        match serde_json::from_str::<serde_json::Value>(text) {
            Ok(value) => {
                assert!(ours.1.is_empty(), "{text}: {:?}", ours.1);
                let again: serde_json::Value =
                    serde_json::from_str(&ours.0.node.unwrap().to_json().to_text()).unwrap();
                assert_eq!(again, value, "{text}");
            }
            Err(_) => assert!(!ours.1.is_empty(), "{text} is accepted"),
        }
    }
}

#[test]
fn a_mark_in_front_is_accepted() {
    assert!(reading("\u{feff}{}").1.is_empty());
}

#[test]
fn mistakes_stand_where_they_are() {
    for (text, message, place) in [
        ("{\"a\": 1,}", "a comma before the closing `}`", ","),
        ("[1,\n]", "a comma before the closing `]`", ","),
        ("{\"a\": 1\n \"b\": 2}", "a comma is missing here", ""),
        ("{\"a\": True}", "JSON has no word `True`", "True"),
        ("{\"é\": 01}", "`01` is no number of JSON", "01"),
        ("{'a': 1}", "a string in single quotes", "'a'"),
        ("{“a”: 1}", "a string in curly quotes", "“a”"),
        ("{\"a”: 1, \"b\": 2}", "a curly quote does not close a string", "”"),
        ("{a: 1}", "the key `a` stands without quotes", "a"),
        ("{\"a\": \"x\\d\"}", "`\\d` is no escape of JSON", "\\d"),
        ("{\"a\": \"say \"hi\" now\"}", "this stands behind the end of a string", "hi"),
        ("{\"a\": 1} x", "text after the end of the JSON value", "x"),
        ("{\"a\": 1}}", "this `}` closes nothing", "}"),
        ("{\"a\": [1}", "expected `]`, found `}`", "}"),
        ("{\"a\": {\"b\": 1}", "the file ends, and a `{` is still open", ""),
        ("{\"a\": \"x,\n\"b\": 1}", "this string has no closing quote", "\"x"),
        ("{\"a\": \"x\ny\"}", "a string cannot run over the end of a line", "\"x"),
        ("{\"a\": }", "a value is missing here", ""),
        ("{\"a\"}", "the key `a` has no value", "\"a\""),
        ("{\"a\" 1}", "a `:` is missing after the key", ""),
        ("{\"a\" = 1}", "a key and its value are joined by `:`", "="),
        ("{\"a\": NaN}", "`NaN` is no number of JSON", "NaN"),
        ("// note\n{}", "JSON has no comments", "// note"),
        ("{\"a\": 1, \"a\": 2}", "duplicate key `a` in this object", "\"a\""),
        ("```json\n{}\n```", "a Markdown fence stands around the JSON", "```"),
        ("{\n<<<<<<< HEAD\n\"a\": 1}", "a merge conflict stands in the file", "<<<<<<<"),
        ("{\"a\": 1}, \"b\": 2}", "the value has ended before this", ","),
        ("{\"a\": \"b\"]}", "expected `}`, found `]`", "]"),
        ("{} {}", "a second value in one file", "{"),
    ] {
        assert_eq!(mistake(text), (message.to_owned(), place.to_owned()), "{text}");
    }
}

#[test]
fn several_mistakes_are_found_in_one_run() {
    let (parsed, found) = reading("{\"a\": [1, 2,],\n \"b\": True,\n 'c': 'd' // e\n \"f\": 'g',}");
    let messages: Vec<&str> = found.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "a comma before the closing `]`",
            "JSON has no word `True`",
            "a string in single quotes",
            "a comma is missing here",
            "JSON has no comments",
            "a comma before the closing `}`"
        ]
    );
    assert!(found[2].help.as_ref().unwrap().contains("are 2 more"));
    assert_eq!(parsed.node.unwrap().to_json().to_text(), r#"{"a":[1,2],"b":true,"c":"d","f":"g"}"#);
}

#[test]
fn the_second_of_two_equal_keys_is_left_out() {
    let (parsed, found) = reading(r#"{"a": 1, "b": 2, "a": 3, "a": 4}"#);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].code, Code::DuplicateKey);
    assert_eq!((found[0].related[0].span.start, found[1].related[0].span.start), (1, 1));
    assert_eq!(parsed.node.unwrap().to_json().to_text(), r#"{"a":1,"b":2}"#);
}

#[test]
fn hostile_sizes_are_linear() {
    let (_, found) = reading(&"[".repeat(100_000));
    assert_eq!(found[0].code, Code::TooDeep);
    let (_, found) = reading(&"{\"a\":".repeat(100_000));
    assert_eq!(found[0].code, Code::TooDeep);
    let deep = format!("{}1{}", "[".repeat(128), "]".repeat(128));
    assert!(reading(&deep).1.is_empty());
    let keys: Vec<String> = (0..100_000).map(|index| format!("\"k{}\": {index}", index % 99_999)).collect();
    let (parsed, found) = reading(&format!("{{{}}}", keys.join(",")));
    assert_eq!((found.len(), parsed.node.unwrap().as_object().unwrap().len()), (1, 99_999));
    let long = format!("\"{}\"", "\\u00e9x".repeat(2 << 20));
    assert_eq!(reading(&long).0.node.unwrap().as_str().unwrap().len(), 3 * (2 << 20));
    let commas = format!("[{}]", ",".repeat(100_000));
    assert_eq!(reading(&commas).1.len(), 1);
    let words = format!("[{}]", "01,".repeat(100_000));
    assert!(reading(&words).1.len() <= 101);
    let words = format!("[{}]", "True,".repeat(100_000));
    assert_eq!(reading(&words).1.len(), 2, "told once, with their number; and the last comma");
}

#[test]
fn inner_places_are_exact() {
    let text = r#"{"a": "é\u00e9\n{{x}}\ud83d\ude00{{yé}}\q{{z}}\u12{{w}}"}"#;
    let mut sink = Sink::default();
    let node = read(0, text, &mut sink).node.unwrap();
    let value = &node.get("a").unwrap().value;
    let decoded = value.as_str().unwrap();
    let inside = Inside::new(text, value.span);
    for name in ["{{x}}", "x", "{{yé}}", "yé", "{{z}}", "{{w}}"] {
        let at = decoded.find(name).unwrap();
        let span = inside.span(at, at + name.len());
        assert_eq!(&text[span.start as usize..span.end as usize], name);
    }
    let newline = decoded.find('\n').unwrap();
    let span = inside.span(newline, newline + 1);
    assert_eq!(&text[span.start as usize..span.end as usize], "\\n");
    let all = inside.span(0, decoded.len());
    assert_eq!((all.start, all.end), (value.span.start + 1, value.span.end - 1));
}

#[test]
fn writes_what_it_reads() {
    let text = r#"{"a":[1.50,-0,1e3,null,true,"\"\\\n\u0001é"],"b":{}}"#;
    let (parsed, found) = reading(text);
    assert_eq!((found.len(), parsed.sound), (0, true));
    let node = parsed.node.unwrap();
    assert!(matches!(node.kind, Kind::Object(_)));
    assert_eq!(node.to_json().to_text(), text);
    assert_eq!(node.to_json().get("b"), Some(&Json::Object(Vec::new())));
}

#[test]
fn what_was_read_before_the_structure_was_lost_is_kept() {
    let (parsed, found) = reading(r#"{"name": "a", "b": {"c": [1, {"d": 2}, "x" y], "e": 3}}"#);
    assert_eq!((found.len(), parsed.sound), (1, false));
    assert_eq!(parsed.node.unwrap().to_json().to_text(), r#"{"name":"a","b":{"c":[1,{"d":2},"x"]}}"#);
}
