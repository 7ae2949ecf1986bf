//! `include_tools!` takes in what the build script made.
#![deny(warnings, missing_docs, clippy::all, clippy::pedantic, clippy::nursery)]

/// The ten tools.
pub mod crm {
    typed_tools::include_tools!();

    /// What the build script wrote.
    pub const SOURCE: &str = include_str!(concat!(env!("OUT_DIR"), "/typed_tools.rs"));
}

/// Names that need care.
pub mod untidy {
    typed_tools::include_tools!("untidy");
}
