//! Inputs that are large where they should be small: time and memory stay in proportion, and the
//! stack is not exhausted.

#[path = "../../tools-core/src/testing/work.rs"]
mod work;

use typed_tools_codegen::{Inputs, Look, Options, Outcome, compile};

/// Compiles a text, renders all that is found, and bounds what that costs.
fn hostile(what: &str, text: &str) -> Outcome {
    let (outcome, cost) = work::units(|| {
        let outcome = compile(&Inputs::inline("big.json", text), &Options::default());
        for found in outcome.diagnostics() {
            assert!(outcome.render(found, Look::Plain).len() < 20_000, "{what}");
            assert!(outcome.json_line(found).len() < 100_000, "{what}: {}", found.message);
        }
        drop(outcome.tokens());
        outcome
    });
    println!("{cost:>6}  {what}: {} of {} bytes", outcome.diagnostics().len(), text.len());
    // What is quadratic takes many times as much.
    // What is quadratic costs many times as much.
    assert!(cost < 5_000, "{what} costs {cost}");
    outcome
}

fn definition(extra: &str) -> String {
    format!(
        r#"{{"name": "big", "description": "A big one", "api_endpoint": "https://api.example.com/", "http_method": "POST"{extra}}}"#
    )
}

#[test]
fn deep_nesting() {
    for open in ["[", "{\"a\":", "[{\"a\":["] {
        let text = open.repeat(100_000);
        assert!(hostile("nesting", &text).errors() > 0);
        let text = definition(&format!(", \"body_template\": {text}"));
        assert!(hostile("a nested body", &text).errors() > 0);
        let text = definition(&format!(", \"parameters\": {text}"));
        assert!(hostile("nested parameters", &text).errors() > 0);
    }
    let deepest = format!("{}1{}", "[".repeat(126), "]".repeat(126));
    hostile("a body as deep as may be", &definition(&format!(", \"body_template\": {deepest}")));
    let schema = format!("{}{{}}{}", "{\"items\":".repeat(120), "}".repeat(120));
    let schema = format!(", \"parameters\": {{\"properties\": {{\"a\": {schema}}}}}");
    hostile("a schema as deep as may be", &definition(&schema));
}

/// What is wrong once in every few bytes of a line that is as long as the file.
#[test]
fn one_long_line() {
    for what in ["/**/", "'a',", "/**/'a',", "# "] {
        let text = definition(&format!(", \"x-list\": [{} 1]", what.repeat(1 << 18)));
        assert!(hostile("one long line", &text).errors() > 0, "{what}");
    }
}

/// References to schemas that have no name of their own.
#[test]
fn many_nameless_targets() {
    let branches: Vec<String> = (0..4_000).map(|index| format!("{{\"maxLength\": {}}}", index + 1)).collect();
    let references: Vec<String> =
        (0..4_000).map(|index| format!("{{\"$ref\": \"#/properties/a/allOf/{index}\"}}")).collect();
    let schema = format!(
        ", \"parameters\": {{\"properties\": {{\"a\": {{\"type\": \"string\", \"allOf\": [{}]}}, \"b\": {{\"type\": \"string\", \"allOf\": [{}]}}}}}}",
        branches.join(","),
        references.join(",")
    );
    hostile("targets without a name", &definition(&schema));
}

#[test]
fn many_keys() {
    // A hundred thousand where only the parser and the definition are concerned; enough for what
    // is quadratic to show where each becomes a part of the request or a type.
    let entries = |count: usize, value: &str| {
        let entries: Vec<String> = (0..count).map(|index| format!("\"key{index}\": {value}")).collect();
        entries.join(",")
    };
    hostile("unknown keys", &definition(&format!(", {}", entries(100_000, "1"))));
    hostile("x- keys", &definition(&format!(", {}", entries(100_000, "1").replace("key", "x-"))));
    hostile("a wide body", &definition(&format!(", \"body_template\": {{{}}}", entries(20_000, "\"x\""))));
    hostile("headers", &definition(&format!(", \"headers\": {{{}}}", entries(20_000, "\"x\""))));
    hostile("a query", &definition(&format!(", \"query_params\": {{{}}}", entries(20_000, "\"x\""))));
    let wide = format!(
        ", \"parameters\": {{\"type\": \"object\", \"properties\": {{{}}}}}",
        entries(20_000, "{\"type\": \"string\"}")
    );
    hostile("properties", &definition(&wide));
    let names: Vec<String> = (0..20_000).map(|index| format!("\"key{index}\"")).collect();
    let names = names.join(",");
    let schema = format!(
        ", \"parameters\": {{\"type\": \"object\", \"required\": [{names}], \"properties\": {{\"a\": {{\"enum\": [{names}]}}}}}}"
    );
    hostile("required and enum", &definition(&schema));
}

#[test]
fn many_definitions() {
    let one = |index: usize| definition("").replace("\"big\"", &format!("\"big{index}\""));
    let all: Vec<String> = (0..10_000).map(one).collect();
    hostile("definitions", &format!("[{}]", all.join(",")));
    let same = vec![definition(""); 10_000];
    hostile("definitions of one name", &format!("[{}]", same.join(",")));
    hostile("no definitions", &format!("[{}]", vec!["1"; 100_000].join(",")));
}

#[test]
fn long_strings() {
    for piece in
        ["x", "é", "\\u00e9", "{{contact_id}}", "{{x", "}}", "{{ }}", "{", "a/", "../", "a=b&", "%2e"]
    {
        let long = piece.repeat((1 << 20) / piece.len() / 4);
        hostile("a description", &definition("").replace("A big one", &long));
        hostile("an endpoint", &definition("").replace("example.com/", &format!("example.com/{long}")));
        hostile("a name", &definition("").replace("\"big\"", &format!("\"{long}\"")));
        hostile("a body", &definition(&format!(", \"body_template\": {{\"a\": \"{long}\"}}")));
        hostile("a header", &definition(&format!(", \"headers\": {{\"a\": \"{long}\", \"{long}\": \"a\"}}")));
        hostile("a key", &definition(&format!(", \"{long}\": 1")));
    }
    let long = "x".repeat(10 << 20);
    hostile("ten megabytes", &definition("").replace("A big one", &long));
    hostile(
        "a long pattern",
        &definition(&format!(
            ", \"parameters\": {{\"properties\": {{\"a\": {{\"pattern\": \"{}\"}}}}}}",
            "(a|b)*".repeat(100_000)
        )),
    );
    hostile("a long number", &definition(&format!(", \"body_template\": {}", "1".repeat(300))));
    hostile("a longer number", &definition(&format!(", \"body_template\": 0.{}", "1".repeat(1 << 20))));
}

#[test]
fn texts_for_costly_patterns() {
    let pattern = "(?:[a-z]{1,60}[.-]?){1,40}X";
    let long = "a".repeat(200_000);
    let examples = vec![format!("{{\"a\": \"{long}\"}}"); 20].join(",");
    let schema = format!(
        ", \"parameters\": {{\"properties\": {{\"a\": {{\"pattern\": \"{pattern}\"}}}}, \"examples\": [{examples}]}}"
    );
    hostile("long examples", &definition(&schema));
    let examples = vec!["{\"a\": \"aX\"}"; 20_000].join(",");
    let schema = format!(
        ", \"parameters\": {{\"properties\": {{\"a\": {{\"pattern\": \"{pattern}\"}}}}, \"examples\": [{examples}]}}"
    );
    hostile("many examples", &definition(&schema));
    let property = format!("{{\"pattern\": \"{pattern}\", \"default\": \"{long}\"}}");
    let properties: Vec<_> = (0..5).map(|index| format!("\"a{index}\": {property}")).collect();
    let schema = format!(", \"parameters\": {{\"properties\": {{{}}}}}", properties.join(","));
    hostile("long defaults", &definition(&schema));
    // What is cheap is still found out behind what is not.
    let schema = format!(
        ", \"parameters\": {{\"properties\": {{\"a\": {property}, \"b\": {{\"type\": \"string\", \"pattern\": \"^x$\", \"default\": \"y\"}}}}}}"
    );
    let outcome = hostile("a wrong default", &definition(&schema));
    assert!(
        outcome.diagnostics().iter().any(|found| found.message.contains("does not satisfy its own schema"))
    );
}

#[test]
fn hostile_schemas_end_soon() {
    let many = |n: usize, each: &dyn Fn(usize) -> String| (0..n).map(each).collect::<Vec<_>>().join(",");
    let mut schemas = vec![
        // References that multiply, in place and through properties.
        format!(
            r##"{{"type":"object","properties":{{"a":{{"$ref":"#/$defs/n0"}}}},"$defs":{{{},"n40":true}}}}"##,
            many(40, &|i| format!(
                r##""n{i}":{{"allOf":[{{"$ref":"#/$defs/n{0}"}},{{"$ref":"#/$defs/n{0}"}}]}}"##,
                i + 1
            ))
        ),
        format!(
            r##"{{"type":"object","properties":{{"a":{{"$ref":"#/$defs/n0"}}}},"$defs":{{{},"n40":true}}}}"##,
            many(40, &|i| format!(
                r##""n{i}":{{"type":"object","properties":{{"x":{{"$ref":"#/$defs/n{0}"}},"y":{{"$ref":"#/$defs/n{0}"}}}}}}"##,
                i + 1
            ))
        ),
        format!(
            r##"{{"type":"object","properties":{{"a":{{"$ref":"#/$defs/n0"}}}},"$defs":{{{},"n40":true}}}}"##,
            many(40, &|i| format!(
                r##""n{i}":{{"type":"object","anyOf":[{{"properties":{{"x{i}":{{"$ref":"#/$defs/n{0}"}}}}}},{{"properties":{{"y{i}":{{"$ref":"#/$defs/n{0}"}}}}}}]}}"##,
                i + 1
            ))
        ),
        // A long chain of references.
        format!(
            r##"{{"type":"object","properties":{{"a":{{"$ref":"#/$defs/n0"}}}},"$defs":{{{},"n4000":true}}}}"##,
            many(4_000, &|i| format!(r##""n{i}":{{"$ref":"#/$defs/n{}"}}"##, i + 1))
        ),
        format!(
            r##"{{"type":"object","properties":{{"a":{{"$ref":"#/$defs/n0"}}}},"$defs":{{{},"n3000":true}}}}"##,
            many(3_000, &|i| format!(
                r##""n{i}":{{"type":"object","properties":{{"x":{{"$ref":"#/$defs/n{}"}}}}}}"##,
                i + 1
            ))
        ),
        // Many of everything.
        format!(
            r#"{{"type":"object","properties":{{{}}}}}"#,
            many(4_000, &|i| format!(r#""p{i}":{{"type":"string","enum":["a","b"]}}"#))
        ),
        format!(
            r#"{{"type":"object","properties":{{"a":{{"enum":[{}]}}}}}}"#,
            many(20_000, &|i| format!(r#""v{i}""#))
        ),
        format!(
            r#"{{"type":"object","properties":{{"a":{{"anyOf":[{}]}}}}}}"#,
            many(3_000, &|i| format!(r#"{{"type":"object","properties":{{"p{i}":{{}}}}}}"#))
        ),
        format!(r#"{{"type":"object","required":[{}]}}"#, many(20_000, &|i| format!(r#""v{i}""#))),
        format!(r#"{{"type":"object","{}":1}}"#, "x".repeat(200_000)),
        format!(
            r#"{{"type":"object","properties":{{"a":{{"type":"string","pattern":"{}"}}}}}}"#,
            "(a|b)*".repeat(20_000)
        ),
    ];
    // Unions within unions, each beside properties of its own.
    let mut nested = r#"{"properties":{"z":{}}}"#.to_owned();
    for i in 0..25 {
        nested = format!(
            r#"{{"type":"object","properties":{{"b{i}":{{}}}},"anyOf":[{nested},{{"properties":{{"c{i}":{{}}}}}}]}}"#
        );
    }
    schemas.push(format!(r#"{{"type":"object","properties":{{"a":{nested}}}}}"#));
    for schema in schemas {
        let start: String = schema.chars().take(60).collect();
        hostile(&start, &definition(&format!(", \"parameters\": {schema}")));
    }
}
