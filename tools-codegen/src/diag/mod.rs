//! Diagnostics: their codes, where they point, and the sink that collects them.

mod codes;
mod diagnostic;
mod sink;

pub use codes::{Code, Level};
pub use diagnostic::{Diagnostic, Label, Span};
pub(crate) use sink::Sink;
