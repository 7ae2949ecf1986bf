//! The compiler of typed-tools: JSON tool definitions in, Rust out.

mod diag;
mod json;
mod model;

pub use diag::{Code, Diagnostic, Label, Level, Span};
pub use model::{ContextType, Model};
