//! Generated code works beside what else a program depends on, with the features that it asks for: each of these packages in
//! `tests/hygiene/` is built with features of its own. Where macros are known to break, for names, lints and preludes, the
//! others there compile as members that every `cargo test` has.

mod nested;

use nested::{alone, cargo, root};

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

/// A program that has its own HTTP client, too: it works as it does without us.
#[test]
fn beside_a_client_of_the_programs_own() {
    let _alone = alone();
    let ran = cargo(root(), &["run", "-p", "hygiene-own-client"]).ok();
    assert_eq!(ran.stdout, "two clients and the tools\n");
}

/// Nothing is installed for the whole process.
#[test]
fn beside_another_crypto_provider() {
    let _alone = alone();
    let ran = cargo(root(), &["run", "-p", "hygiene-beside-ring"]).ok();
    assert_eq!(ran.stdout, "installed by the tools: false\ninstalled by the program: true\n");
}

/// The opt-in that asks the program for a crypto provider says so, and does not compile the other one.
#[test]
fn with_ring_alone() {
    let _alone = alone();
    let ran = cargo(root(), &["run", "-p", "hygiene-ring-alone"]).ok();
    assert_eq!(
        ran.stdout,
        "the HTTP client could not be made: no crypto provider is installed. With the feature `rustls-ring` the \
         program does that before its first `Tools`: `rustls::crypto::ring::default_provider().install_default()`\n\
         built\n"
    );
    let tree = cargo(root(), &["tree", "-p", "hygiene-ring-alone", "-e", "normal"]).ok();
    assert!(tree.stdout.contains("ring v") && !tree.stdout.contains("aws-lc"), "{}", tree.stdout);
}

/// The macro needs no build script, the build script no macro.
#[test]
fn from_a_build_script() {
    let tree = cargo(root(), &["tree", "-p", "hygiene-script", "-e", "normal"]).ok();
    assert!(!tree.stdout.contains("typed-tools-macros"), "{}", tree.stdout);
}
