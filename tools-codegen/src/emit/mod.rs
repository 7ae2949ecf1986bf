//! The model as Rust.

pub(crate) mod table;
