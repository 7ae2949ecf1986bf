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

#[cfg(feature = "format")]
mod build;
// Written for the stages behind them, which land one by one.
#[allow(dead_code)]
mod check;
mod checker;
#[allow(dead_code)] // `check` is to read it.
mod definition;
#[allow(dead_code)]
mod diag;
mod driver;
#[allow(dead_code)]
mod emit;

mod export;
#[cfg(feature = "format")]
mod format;
#[allow(dead_code)]
mod json;
#[allow(dead_code)]
mod model;
#[allow(dead_code)]
mod names;
mod options;
#[allow(dead_code)]
mod plain;
mod providers;
mod render;
#[cfg(feature = "typed-responses")]
#[allow(dead_code)]
mod response;
#[allow(dead_code)]
mod schema;
#[allow(dead_code)] // `check` is to read it.
mod slip;
mod source;
#[allow(dead_code)] // `check` is to read it.
mod template;

#[cfg(feature = "format")]
pub use build::{BuildError, Builder, build};
pub use checker::{CheckerTokens, compile_schema};
pub use diag::{Code, Diagnostic, Label, Level, Span, nearest};
pub use driver::{Outcome, compile, compile_each, sarif, summary_line};
pub use export::{Offered, Verdict};
pub use model::{ContextType, Model};
pub use options::{ContextEntry, Options, Setting, unknown_key};
#[doc(hidden)]
pub use providers::provider_names;
pub use render::Look;
pub use source::{Inputs, Source, Sources};
