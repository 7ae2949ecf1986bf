//! The compiler of typed-tools: JSON tool definitions in, Rust out.

// Nothing that a definition says may make the compiler panic.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::todo,
        clippy::unimplemented,
        clippy::indexing_slicing
    )
)]

#[allow(dead_code)]
mod diag;
#[allow(dead_code)] // Stages to come read more of it.
mod json;
mod model;
mod source;

pub use diag::{Code, Diagnostic, Label, Level, Span};
pub use model::{ContextType, Model};
pub use source::{Inputs, Source, Sources};
