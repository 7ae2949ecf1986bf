//! A tool's arguments in the dialects of the providers.
//!
//! It sees the checked model alone, so nothing of a tool's request (endpoint, headers,
//! templates, names of secrets) can reach a model.

mod alias;
mod dialects;
mod flat;
mod item;
mod limits;
mod made;
mod mcp;
mod merge;
mod null;
#[cfg(feature = "command-line")]
mod offered;
mod pattern;
mod plain;
mod report;
mod root;
mod settle;
mod style;
mod tree;
mod walk;
mod words;
mod writer;

pub(crate) use alias::Alias;
pub(crate) use item::export;
pub(crate) use made::{Export, Exports};
#[cfg(feature = "command-line")]
pub use offered::Offered;
#[cfg(feature = "command-line")]
pub(crate) use offered::offered;
pub use report::Verdict;
pub(crate) use report::check;
pub(crate) use typed_tools_core::table::Dialect;

#[cfg(test)]
mod tests;
