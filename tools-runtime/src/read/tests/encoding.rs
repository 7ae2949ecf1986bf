//! Faults of a provider's encoder: words for the model with strict reading, repaired with lenient reading.

use super::*;

fn search() -> Table {
    tool(
        "search_logs",
        json!({
            "type": "object",
            "properties": {"pattern": {"type": "string"}, "limit": {"type": "integer"}},
            "required": ["pattern"]
        }),
    )
}

#[test]
fn faults_of_the_encoding_are_repaired_and_noted() {
    for (sent, pattern, notes) in [
        (r#"{}{"pattern": "a"}"#, "a", &["the arguments: {} was left out, which stood in front of them"][..]),
        (
            " { } {}\n{\"pattern\": \"a\"}",
            "a",
            &["the arguments: {} (and 1 more) was left out, which stood in front of them"],
        ),
        (
            "{\"pattern\": \"a\nb\tc\u{1}\"}",
            "a\nb\tc\u{1}",
            &["the arguments: U+000A (and 2 more) was read as part of the string in which it stood raw"],
        ),
        (
            r#"{"pattern": "\d+\.\\ \n it\'s \u00e9 C:\users"}"#,
            "\\d+\\.\\ \n it's é C:\\users",
            &[
                r"the arguments: \d (and 3 more) was read as the characters themselves, since it is no escape of JSON",
            ],
        ),
        (
            "{\"pattern\": \"a\\\nb\"}",
            "a\\\nb",
            &[
                "the arguments: U+000A was read as part of the string in which it stood raw",
                r"the arguments: \ was read as the characters themselves, since it is no escape of JSON",
            ],
        ),
        (
            r#"{"limit": \n5, \t"pattern": "a\n"\n}"#,
            "a\n",
            &[r"the arguments: \n (and 2 more) was read as a blank, since it stood outside of a string"],
        ),
        (
            r"{&quot;pattern&quot;: &#34;a &lt; \&quot;b&quot; &amp; it&#39;s &amp;lt;&#34;}"
                .replace("b&", "b\\&")
                .as_str(),
            "a < \"b\" & it's &lt;",
            &["the arguments: &quot; (and 9 more) was read as the character that it stands for"],
        ),
        (
            r#""{}{\"pattern\": \"\\d\"}""#,
            "\\d",
            &[
                "the arguments: {} was left out, which stood in front of them",
                r"the arguments: \d was read as the characters themselves, since it is no escape of JSON",
                "the arguments: a JSON string was read as the JSON that it holds",
            ],
        ),
    ] {
        let (value, noted) = try_read(search(), sent, true).unwrap_or_else(|error| panic!("{sent}: {error}"));
        assert_eq!(value["pattern"], pattern, "{sent}");
        assert_eq!(noted.iter().map(ToString::to_string).collect::<Vec<_>>(), notes, "{sent}");
        assert!(matches!(try_read(search(), sent, false), Err(ArgumentError::Malformed { .. })), "{sent}");
    }
}

#[test]
fn strict_reading_says_what_to_write() {
    for (sent, words) in [
        (
            r#"{}{"pattern": "a"}"#,
            "Line 1, column 1, at the mark <!>: an empty object {} stands in front of the arguments: leave it out, and send \
             the object behind it alone\n<!>{}{\"pattern\": \"a\"}\n",
        ),
        (
            "{\"limit\": 1,\n \"pattern\": \"a\nb\"}",
            "Line 2, column 15, at the mark <!>: the control character U+000A stands raw in a string: write \\n for it\n",
        ),
        (
            "{\"pattern\": \"\u{b}\"}",
            "the control character U+000B stands raw in a string: write \\u000b for it\n",
        ),
        (
            r#"{"pattern": "é\d"}"#,
            "Line 1, column 15, at the mark <!>: JSON has no escape \\d: write \\\\d for a backslash and what follows it\n\
             {\"pattern\": \"é<!>\\d\"}\n",
        ),
        (
            r#"{"pattern": "\u12"}"#,
            "JSON has no escape \\u: write \\\\u for a backslash and what follows it\n",
        ),
        (
            r#"{"limit":\n5}"#,
            "\\n stands outside of a string, where JSON has no escapes: leave it out\n{\"limit\":<!>\\n5}\n",
        ),
        (
            "{&quot;pattern&quot;: &quot;a&quot;}",
            "the entity &quot; stands for a character of JSON: write \", and no entities\n{<!>&quot;",
        ),
        (r#"{"pattern": "it\'s"}"#, "JSON has no escape \\': write ' alone\n"),
        (
            r#"{"pattern": "a"} {"pattern": "b"}"#,
            "the JSON value ends here, and more text follows: send one JSON object and nothing else\n",
        ),
    ] {
        let text = try_read(search(), sent, false).expect_err(sent).for_model();
        assert!(text.contains(words), "{sent}:\n{text}");
    }
}

#[test]
fn other_faults_are_not_repaired() {
    for (sent, reason) in [
        // Two calls are not one.
        (r#"{"pattern": "a"}{"pattern": "b"}"#, "more text follows"),
        (r#"{}"#, "missing"),
        (r#"{}[1]"#, "more text follows"),
        (r#"{"pattern": "C:\bin\data"}"#, "JSON has no escape \\d"),
        // What is left once the encoding is repaired is what the model is told of.
        (r#"{}{"pattern": "a", "pattern": "b"}"#, "is a duplicate"),
        ("{\"pattern\": \"a\n", "incomplete"),
        ("{\"limit\": tru, \"pattern\": \"a\nb\"}", "expected ident"),
        ("{\"pattern\": \"\\ud800\"}", "hex escape"),
        ("{\"pattern\":\n\u{1}\"a\"}", "expected a JSON value"),
        (r#"{"pattern": "a&quot;}"#, "incomplete"),
    ] {
        let error = try_read(search(), sent, true).expect_err(sent);
        assert!(error.for_model().contains(reason), "{sent}:\n{}", error.for_model());
    }
    // Entities are text, as any other.
    let (value, notes) = try_read(search(), r#"{"pattern": "a &lt; b"}"#, true).unwrap();
    assert_eq!((value, notes), (json!({"pattern": "a &lt; b"}), vec![]));
}

#[test]
fn so_many_faults_are_repaired_and_no_more() {
    let text = |times: usize| format!("{{\"pattern\": \"{}\"}}", "\n".repeat(times));
    assert_eq!(try_read(search(), text(10_000), true).unwrap().0["pattern"], "\n".repeat(10_000));
    let many = "{}".repeat(10_000) + "{\"pattern\": \"\n\"}";
    for text in [text(10_001), text(4_000_000), many] {
        let error = try_read(search(), text, true).unwrap_err().for_model();
        assert!(error.contains("stands raw") || error.contains("stands in front"), "{error}");
    }
}
