//! What generated sets share: the traits that generic code works with, and the code behind the
//! generated `Tools`, `Session` and `ToolCall`.

mod answer;
mod any;
mod calls;
mod conversation;
mod opens;
mod pending;
mod scope;
mod set;
mod tool;
mod wire;

pub use self::any::{Answer, AnyTool};
pub use self::calls::{CallSet, HasCalls, Read, Reading, parse};
pub use self::conversation::Conversation;
pub use self::opens::{Opens, OpensAlone};
pub use self::pending::Pending;
pub use self::scope::{Scope, UnknownTool, text};
pub use self::set::Toolset;
pub use self::tool::{Calling, Tool, call, parts};
pub use self::wire::{deserialize_call, from_lit, serialize_call};
