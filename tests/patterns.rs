//! Patterns against arguments that a model made long: the work is bounded, and what was not checked
//! is refused.

#[path = "../tools-core/src/testing/work.rs"]
mod work;

mod texts {
    typed_tools::tools!(
        inline = r#"{
            "name": "keep",
            "description": "Keeps texts.",
            "parameters": {
                "type": "object",
                "properties": {
                    "host": { "type": "string", "pattern": "^(?:[a-z]{1,60}[.-]?){1,40}$" },
                    "loose": { "type": "string", "pattern": "(?:[a-z]{1,60}[.-]?){1,40}[0-9]" },
                    "dense": { "type": "string", "pattern": "(?:a?){500}b" },
                    "short": { "type": "string", "maxLength": 100, "pattern": "(?:a?){500}b" },
                    "word": { "type": "string", "pattern": "^[a-z]+$" },
                    "text": { "type": "string", "pattern": "^[\\s\\S]{1,100000}$" },
                    "list": { "type": "array", "items": { "type": "string", "pattern": "^[a-z0-9-]{1,64}$" } },
                    "each": { "type": "array", "items": { "type": "string", "pattern": "(?:a?){500}b" } },
                    "map": {
                        "type": "object",
                        "patternProperties": { "^(?:[a-z]{1,60}[.-]?){1,40}$": { "type": "integer" } },
                        "additionalProperties": false
                    }
                }
            },
            "api_endpoint": "https://api.example.com/keep",
            "http_method": "POST"
        }"#
    );
}

fn parse(arguments: &str) -> Result<(), String> {
    let (read, cost) = work::units(|| {
        texts::ToolCall::parse("keep", arguments).map(drop).map_err(|error| error.for_model())
    });
    let start = arguments.get(..12).unwrap_or(arguments);
    println!(
        "{start:?} {} bytes, {}: {cost}",
        arguments.len(),
        if read.is_ok() { "taken" } else { "refused" }
    );
    // What the budget of one call allows is 7,000 without optimisations; without a budget it would be 700,000.
    assert!(cost < 20_000, "{start}: {cost}");
    read
}

fn one(name: &str, text: &str) -> Result<(), String> {
    parse(&format!(r#"{{"{name}": "{text}"}}"#))
}

#[test]
fn what_is_realistic_is_checked() {
    let host = "example-".repeat(20);
    assert_eq!(one("host", &host), Ok(()));
    assert_eq!(one("loose", "example1"), Ok(()));
    assert_eq!(one("word", &"a".repeat(2_000_000)), Ok(()));
    assert!(
        one("word", &format!("{}1", "a".repeat(1_000_000))).unwrap_err().contains("matching the pattern")
    );
    assert_eq!(one("text", &"a".repeat(100_000)), Ok(()));
    let ids = vec![format!("\"{}\"", "a1b2-".repeat(7)); 20_000].join(",");
    assert_eq!(parse(&format!(r#"{{"list": [{ids}]}}"#)), Ok(()));
}

#[test]
fn what_would_take_long_is_refused() {
    for (name, length) in [("host", 87_000), ("loose", 87_000), ("loose", 4_000_000), ("dense", 4_000_000)] {
        let said = one(name, &"abc-".repeat(length / 4)).unwrap_err();
        assert!(said.contains("too long to be checked against the pattern"), "{said}");
        assert!(said.contains("send at most") && said.len() < 2_400, "{said}");
    }
    // The most that is checked, and a little more.
    let most = 6_661;
    assert!(one("dense", &"a".repeat(most - 1)).unwrap_err().contains("matching the pattern"));
    assert!(one("dense", &"a".repeat(most + 1)).unwrap_err().contains(&format!("at most {most} characters")));
    // Where the length says it all, the pattern is not spoken of.
    let said = one("short", &"a".repeat(4_000_000)).unwrap_err();
    assert!(said.contains("at most 100 characters long") && !said.contains("pattern"), "{said}");
    let said = parse(&format!(r#"{{"map": {{"{}": 1}}}}"#, "abc-".repeat(20_000))).unwrap_err();
    assert!(said.contains("too long to be checked against the pattern"), "{said}");
    let many: Vec<_> = (0..1_000).map(|n| format!("\"{}{n}b\"", "a".repeat(3_900))).collect();
    let said = parse(&format!(r#"{{"each": [{}]}}"#, many.join(","))).unwrap_err();
    assert!(said.contains("/each/") && said.contains("send less at once"), "{said}");
}

mod looking {
    typed_tools::tools!(
        inline = r#"{
            "name": "look",
            "description": "Looks ahead.",
            "parameters": {
                "type": "object",
                "properties": {
                    "decimal": { "type": "string", "pattern": "^(?!^[-+.]*$)[+-]?0*(?:\\d{0,3}|(?=[\\d.]{1,6}0*$)\\d{0,3}\\.\\d{0,2}0*)$" },
                    "duration": { "type": "string", "pattern": "^P(?:(\\d+W)|(?!.*W)(?=\\d|T\\d)(\\d+Y)?(\\d+M)?(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+S)?)?)$" },
                    "label": { "type": "string", "pattern": "^[a-z]((?!--|__)[a-z_-])*$" },
                    "word": { "type": "string", "pattern": "\\bfoo\\b(?! *bar)" },
                    "nested": { "type": "string", "pattern": "^(?:a(?=b(?!c))|b|c)*$" },
                    "costly": { "type": "string", "pattern": "(?=b)(?:a?){300}b" }
                }
            },
            "api_endpoint": "https://api.example.com/look",
            "http_method": "POST"
        }"#
    );
}

/// As V8 decides them (flag `u`).
#[test]
fn look_aheads_anywhere_are_honoured() {
    for (name, good, bad) in [
        (
            "decimal",
            &["1.5", "-0.25", "+123", "0012.50", "000"][..],
            &["", ".", "+", "1234", "1.234", "1.2.3"][..],
        ),
        ("duration", &["P1Y", "PT5M", "P2W", "P1Y2M3DT4H5M6S"], &["P", "PT", "P1YT", "P1W2D", "1Y", "PT5"]),
        ("label", &["a", "a-b", "a_b-c"], &["", "a--b", "-a", "ab__", "a b"]),
        ("word", &["foo", "a foo, bar", "foo bar foo", "éfoo"], &["foobar", "foo bar", "food", "xfoo"]),
        ("nested", &["", "ab", "abab", "cb"], &["a", "ac", "abc", "abd"]),
    ] {
        for (texts, wanted) in [(good, true), (bad, false)] {
            for text in texts {
                let arguments = typed_tools::serde_json::json!({ name: text });
                assert_eq!(looking::ToolCall::parse("look", arguments).is_ok(), wanted, "{name} {text:?}");
            }
        }
    }
    // A program has its price, too.
    let long = format!(r#"{{"costly": "{}"}}"#, "a".repeat(100_000));
    let said = looking::ToolCall::parse("look", long).unwrap_err().for_model();
    assert!(said.contains("too long to be checked against the pattern"), "{said}");
}
