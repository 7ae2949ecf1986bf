//! JSON with a place for every key and value.

mod cursor;
mod equal;
mod inside;
mod lost;
mod mistake;
mod node;
pub(crate) mod num;
mod parse;
mod pointer;
mod scalar;
mod value;

#[cfg(test)]
mod tests;

pub(crate) use equal::keys;
pub(crate) use inside::Inside;
pub use node::{Entry, Kind, Node};
pub(crate) use parse::{Parsed, read};
pub use value::{Json, Number, write_string};
