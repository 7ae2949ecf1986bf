//! What all sessions of a toolset share, and how it is built.

mod builder;
mod built;
mod shared;

pub use builder::Builder;
pub use built::Built;
pub use shared::Core;
