//! Whatever lints a user denies, generated code does not trip them.
#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    unused_qualifications,
    unused_results,
    rust_2018_idioms,
    future_incompatible,
    nonstandard_style,
    unused,
    let_underscore,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::cargo,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]
#![forbid(unsafe_code)]
// About the dependency tree, which is not generated.
#![allow(clippy::multiple_crate_versions, clippy::cargo_common_metadata)]

/// The ten tools.
pub mod crm {
    typed_tools::tools!("../../../tools/*.json");
}

/// Names that need care.
pub mod untidy {
    typed_tools::tools!("../../untidy/*.json");
}
