//! The runtime's layers: each uses those below it, and no two files use each other, however far around.

#[path = "../../tools-core/tests/support/layers.rs"]
mod layers;

/// From the bottom up. What stands in one line does not use each other.
const FLOORS: &[&[&str]] = &[
    &["secrets", "model_text", "boxed", "headers", "report", "options"],
    &["redact"],
    &["shown"],
    &["read", "select", "stream", "specs"],
    &["request", "file", "secret"],
    &["transport"],
    &["response"],
    &["error"],
    &["cassette"],
    &["native", "call", "offline"],
    &["core"],
    &["toolset"],
    &["doubles"],
    &["serde_glue"],
];

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
    assert_eq!(upward, []);
}

#[test]
fn no_files_use_each_other() {
    let layers = layers::Layers::of(env!("CARGO_MANIFEST_DIR"));
    assert!(layers.files().count() > 40, "the files were found");
    assert_eq!(layers.circles(), Vec::<Vec<String>>::new());
}

/// A name has one meaning in a crate; what stands in for the call layer has its names.
#[test]
fn no_two_types_have_one_name() {
    let layers = layers::Layers::of(env!("CARGO_MANIFEST_DIR"));
    let mut several = layers.ambiguous_types();
    several.retain(|types| !types.ends_with(", offline"));
    assert_eq!(several, Vec::<String>::new());
}
