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
