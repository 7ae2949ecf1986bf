//! Generated code compiles wherever users put it: each package in `tests/hygiene/` is one of the
//! places where macros are known to break.

mod nested;

use nested::{alone, cargo, root};

#[track_caller]
fn builds(package: &str) {
    let _alone = alone();
    cargo(root(), &["build", "-p", package]).ok();
}

#[test]
fn with_the_facade_renamed_and_no_prelude() {
    builds("hygiene-renamed");
}

#[test]
fn beside_types_named_like_the_preludes() {
    builds("hygiene-shadowed");
}

#[test]
fn through_the_reexport_of_another_crate() {
    builds("hygiene-through");
}

#[test]
fn under_the_strictest_lints() {
    let _alone = alone();
    cargo(root(), &["clippy", "-p", "hygiene-lints"]).ok();
}

#[test]
fn without_the_http_client() {
    let _alone = alone();
    let ran = cargo(root(), &["run", "-p", "hygiene-no-http"]).ok();
    assert_eq!(ran.stdout, "PUT https://crm.yourcompany.com/api/v1/leads/c_42\n");
    let tree = cargo(root(), &["tree", "-p", "hygiene-no-http", "-e", "normal"]).ok();
    for heavy in ["reqwest", "tokio", "hyper", "rustls"] {
        assert!(!tree.stdout.contains(heavy), "{heavy} in\n{}", tree.stdout);
    }
}

/// The macro needs no build script, the build script no macro.
#[test]
fn from_a_build_script() {
    let _alone = alone();
    // `include!` brings the code into the user's own, where Clippy sees more of it than of a macro's.
    cargo(root(), &["clippy", "-p", "hygiene-script"]).ok();
    let tree = cargo(root(), &["tree", "-p", "hygiene-script", "-e", "normal"]).ok();
    assert!(!tree.stdout.contains("typed-tools-macros"), "{}", tree.stdout);
}
