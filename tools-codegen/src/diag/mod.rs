//! Diagnostics: their codes, where they point, and the sink that collects them.

mod codes;
mod diagnostic;
mod edit;
mod sink;
mod span;

pub use codes::{Code, Level};
pub use diagnostic::{Diagnostic, Label};
pub use edit::Edit;
pub(crate) use sink::Sink;
pub use span::Span;
