//! Diagnostics as people and programs read them.

mod lines;
mod sarif;
mod snippet;

#[cfg(test)]
mod tests;

pub(crate) use lines::{json_line, summary_line};
pub(crate) use sarif::sarif;
pub use snippet::Look;
pub(crate) use snippet::render;
