//! What the compiler and the runtime of `typed-tools` share: the tables that a definition becomes,
//! views of values, the argument checker, and the rules that both sides must agree on. It is pure:
//! nothing here reads a file, an environment or a socket.
//!
//! Use it through the `typed-tools` crate: everything here may change in any release.

pub mod budget;
pub mod check;
pub mod exact;
pub mod file;
pub mod json;
pub mod nearest;
pub mod number;
pub mod origin;
pub mod pointer;
pub mod provider;
pub mod reply;
pub mod slot;
pub mod table;
pub mod text;
pub mod value;
pub mod view;

#[cfg(test)]
mod testing;
#[cfg(test)]
extern crate self as typed_tools_core;
