//! Diagnostics as people and programs read them.

#[cfg(feature = "command-line")]
mod lines;
#[cfg(feature = "command-line")]
mod sarif;
mod snippet;

#[cfg(test)]
mod tests;

#[cfg(feature = "command-line")]
pub(crate) use lines::{json_line, summary_line};
#[cfg(feature = "command-line")]
pub(crate) use sarif::sarif;
pub use snippet::Look;
pub(crate) use snippet::render;
