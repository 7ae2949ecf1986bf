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
mod check;
#[cfg(feature = "command-line")]
mod checker;
mod definition;
mod diag;
mod driver;
mod emit;
mod export;
#[cfg(feature = "format")]
mod format;
mod hash;
mod json;
mod jsonpath;
mod keywords;
mod lower;
mod map;
mod model;
mod names;
mod options;
mod plain;
mod render;
#[cfg(feature = "typed-responses")]
mod response;
#[cfg(feature = "command-line")]
#[doc(hidden)]
pub mod run;
mod schema;
mod source;
mod template;
#[doc(hidden)]
pub mod tree;
mod typo;

#[cfg(feature = "format")]
pub use build::{BuildError, Builder, build};
#[cfg(feature = "command-line")]
pub use checker::{CheckerTokens, compile_schema};
#[doc(hidden)]
pub use definition::{Format, format_of};
pub use diag::{Code, Diagnostic, Edit, Label, Level, Span};
#[cfg(feature = "command-line")]
pub use driver::command_line::{sarif, summary_line};
pub use driver::{Outcome, compile, compile_each};
#[cfg(feature = "command-line")]
pub use export::Offered;
pub use export::Verdict;
pub use model::ContextType;
pub use options::{ContextEntry, Options, Setting, near_key, unknown_key};
#[doc(hidden)]
pub use render::Look;
pub use source::{Inputs, SourceFile, Sources};
