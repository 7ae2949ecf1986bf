//! The `tools!` macro of typed-tools.
