//! No two files of this crate use each other, however far around.

#[path = "support/layers.rs"]
mod layers;

#[test]
fn no_files_use_each_other() {
    let layers = layers::Layers::of(env!("CARGO_MANIFEST_DIR"));
    assert!(layers.files().count() > 20, "the files were found");
    assert_eq!(layers.circles(), Vec::<Vec<String>>::new());
}
