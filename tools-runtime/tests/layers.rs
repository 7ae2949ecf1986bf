//! The runtime's layers: each uses those below it, and no two files use each other, however far around. What is
//! known not to hold is written down, and nothing else may be added.

#[path = "../../tools-core/tests/support/layers.rs"]
mod layers;

/// From the bottom up. What stands in one line does not use each other.
const FLOORS: &[&[&str]] = &[
    &["secrets", "model_text", "pauses", "retry_after"],
    &["redact"],
    &["read", "select", "stream", "specs"],
    &["response"],
    &["request"],
    &["error"],
    &["token"],
    &["http"],
    &["core"],
    &["toolset"],
    &["serde_glue"],
];

/// Uses that go upwards: a response knows the error of a call, and the error, the sending of a request and the
/// request for a token know each other.
const UPWARD: &[(&str, &str)] = &[("error", "token"), ("response", "error"), ("token/kept", "http")];

/// The files that use each other because of them.
const CIRCLE: &[&str] = &["error", "http", "response", "response/status", "token", "token/kept"];

fn floor(file: &str) -> usize {
    let layer = file.split('/').next().unwrap();
    FLOORS.iter().position(|floor| floor.contains(&layer)).unwrap_or_else(|| panic!("`{layer}` has no floor"))
}

#[test]
fn each_layer_uses_those_below_it() {
    let layers = layers::Layers::of(env!("CARGO_MANIFEST_DIR"));
    let named = |file: &&str| !file.is_empty();
    let upward: Vec<_> = layers
        .uses()
        .filter(|(from, to)| {
            named(&from.as_str()) && named(&to.as_str()) && from != "macros" && to != "macros"
        })
        .filter(|(from, to)| {
            floor(from) < floor(to)
                || floor(from) == floor(to) && from.split('/').next() != to.split('/').next()
        })
        .collect();
    let known: Vec<_> = UPWARD.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect();
    assert_eq!(upward, known);
}

#[test]
fn no_files_use_each_other() {
    let layers = layers::Layers::of(env!("CARGO_MANIFEST_DIR"));
    assert!(layers.files().count() > 40, "the files were found");
    assert_eq!(layers.circles(), [CIRCLE]);
}
