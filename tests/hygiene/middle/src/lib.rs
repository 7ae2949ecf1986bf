//! What a framework does that has typed-tools under its own roof.

pub use typed_tools::tools as make_tools;

/// The whole facade.
pub mod tooling {
    pub use typed_tools::*;
}
