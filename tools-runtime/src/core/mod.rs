//! What all sessions of a toolset share, how it is built, and the one path that every call takes.

mod builder;
mod built;
mod calls;
mod parts;
mod settings;
mod shared;

pub use builder::Builder;
pub use built::{Buildable, Built, Complete, HasNative, WithoutNative};
pub(crate) use calls::Filled;
pub use parts::Parts;
pub use shared::Core;
