//! SARIF 2.1.0, which code hosts show on the changed lines.

use crate::diag::{Code, Diagnostic, Edit, Label};
use crate::json::{Json, Number};
use crate::source::Sources;

use super::lines::level;

/// All diagnostics of a run as one SARIF document.
pub(crate) fn sarif(found: &[(&Diagnostic, &Sources)]) -> String {
    let mut codes: Vec<Code> = found.iter().map(|(diagnostic, _)| diagnostic.code).collect();
    codes.sort();
    codes.dedup();
    let rules = codes.iter().map(|code| {
        object([
            ("id", string(code.id())),
            ("shortDescription", object([("text", string(code.title()))])),
            ("defaultConfiguration", object([("level", string(level(code.level())))])),
        ])
    });
    let driver = object([
        ("name", string("cargo-typed-tools")),
        ("version", string(env!("CARGO_PKG_VERSION"))),
        ("rules", Json::Array(rules.collect())),
    ]);
    let results = found.iter().map(|(diagnostic, sources)| result(diagnostic, sources, &codes));
    object([
        ("$schema", string("https://json.schemastore.org/sarif-2.1.0.json")),
        ("version", string("2.1.0")),
        (
            "runs",
            Json::Array(vec![object([
                ("tool", object([("driver", driver)])),
                ("columnKind", string("unicodeCodePoints")),
                ("results", Json::Array(results.collect())),
            ])]),
        ),
    ])
    .to_text()
}

fn result(diagnostic: &Diagnostic, sources: &Sources, codes: &[Code]) -> Json {
    let text = match &diagnostic.help {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let mut result = vec![
        ("ruleId", string(diagnostic.code.id())),
        ("ruleIndex", number(codes.binary_search(&diagnostic.code).unwrap_or_default())),
        ("level", string(level(diagnostic.level))),
        ("message", object([("text", string(&text))])),
    ];
    let place = diagnostic.label.as_ref().and_then(|label| location(label, sources));
    result.push(("locations", Json::Array(place.into_iter().collect())));
    let related: Vec<Json> = diagnostic.related.iter().filter_map(|label| location(label, sources)).collect();
    if !related.is_empty() {
        result.push(("relatedLocations", Json::Array(related)));
    }
    let changes: Vec<Json> = diagnostic.edits.iter().filter_map(|edit| change(edit, sources)).collect();
    if !changes.is_empty() {
        let fix = object([("artifactChanges", Json::Array(changes))]);
        result.push(("fixes", Json::Array(vec![fix])));
    }
    object(result)
}

fn change(edit: &Edit, sources: &Sources) -> Option<Json> {
    let source = sources.get(edit.span)?;
    let region = region(source.position(edit.span.start), source.position(edit.span.end));
    let replacement =
        object([("deletedRegion", region), ("insertedContent", object([("text", string(&edit.text))]))]);
    Some(object([
        ("artifactLocation", object([("uri", string(&uri(&source.display_path)))])),
        ("replacements", Json::Array(vec![replacement])),
    ]))
}

fn region((line, column): (usize, usize), (end_line, end_column): (usize, usize)) -> Json {
    object([
        ("startLine", number(line)),
        ("startColumn", number(column)),
        ("endLine", number(end_line)),
        ("endColumn", number(end_column)),
    ])
}

fn location(label: &Label, sources: &Sources) -> Option<Json> {
    let source = sources.get(label.span)?;
    let region =
        region(source.clamped(label.span.start), source.clamped(label.span.end.max(label.span.start)));
    let mut location = vec![(
        "physicalLocation",
        object([
            ("artifactLocation", object([("uri", string(&uri(&source.display_path)))])),
            ("region", region),
        ]),
    )];
    if !label.text.is_empty() {
        location.push(("message", object([("text", string(&label.text))])));
    }
    Some(object(location))
}

/// A path as a URI reference: a relative one stays relative.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

fn object<'a>(entries: impl IntoIterator<Item = (&'a str, Json)>) -> Json {
    Json::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn string(text: &str) -> Json {
    Json::String(text.to_owned())
}

fn number(value: usize) -> Json {
    Json::Number(Number(value.to_string()))
}
