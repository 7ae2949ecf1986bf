//! Three ways in, one result. That the macro emits exactly the compiler's tokens behind its front
//! matter is held by a unit test of `tools-macros`; here, that build script and command line write
//! the same text.

mod nested;

use nested::{alone, cargo, root};

#[test]
fn the_build_script_writes_what_the_command_line_prints() {
    let _alone = alone();
    // From the same folder, since docs of generated items name the files.
    let folder = root().join("tests/hygiene/script");
    let written = cargo(&folder, &["run", "--quiet"]).ok().stdout;
    let expand = ["run", "--quiet", "-p", "cargo-typed-tools", "--", "expand", "../../../tools/*.json"];
    let printed = cargo(&folder, &expand).ok().stdout;
    assert!(written.contains("pub struct UpdateLeadStatus"), "{written}");
    same(&written, &printed);
    same(&printed, &cargo(&folder, &expand).ok().stdout);
}

/// Equal, or the first line that is not.
#[track_caller]
fn same(left: &str, right: &str) {
    let different = left.lines().zip(right.lines()).find(|(left, right)| left != right);
    assert_eq!(different, None);
    assert_eq!(left.len(), right.len());
}
