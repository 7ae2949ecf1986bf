//! The modules of this crate stand in one order, and no two of its files use each other, however far around.

#[path = "support/layers.rs"]
mod layers;

/// The modules, lowest first. A module may use those in the lines above its own, and its own.
const ORDER: &[&[&str]] = &[
    &["budget", "exact", "file", "nearest", "number", "origin", "pointer", "table"],
    &["slot"],
    &["value"],
    &["json", "view"],
    &["text"],
    &["check"],
    &["provider"],
    &["reply"],
];

fn layers() -> layers::Layers {
    layers::Layers::of(env!("CARGO_MANIFEST_DIR"))
}

/// The module below the crate that a file belongs to; `lib.rs` belongs to none.
fn top(module: &str) -> Option<&str> {
    module.split('/').next().filter(|first| !first.is_empty())
}

#[test]
fn no_module_uses_one_above_it() {
    let rank = |module: &str| {
        let found = ORDER.iter().position(|modules| modules.contains(&module));
        found.unwrap_or_else(|| panic!("`{module}` has no place in the order"))
    };
    let layers = layers();
    for file in layers.files() {
        top(&file).map(rank);
    }
    for (file, used) in layers.uses() {
        let Some(own) = top(&file) else { continue };
        let other = top(&used).unwrap_or_else(|| panic!("`{file}` uses the root of the crate"));
        assert!(other == own || rank(other) < rank(own), "`{file}` uses `{used}`, which stands above it");
    }
}

#[test]
fn no_files_use_each_other() {
    let layers = layers();
    assert!(layers.files().count() > 20, "the files were found");
    assert_eq!(layers.circles(), Vec::<Vec<String>>::new());
}

/// A name has one meaning in a crate.
#[test]
fn no_two_types_have_one_name() {
    assert_eq!(layers().ambiguous_types(), Vec::<String>::new());
}
