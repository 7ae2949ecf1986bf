//! What opens conversations.

use super::conversation::Conversation;
use super::set::Toolset;

/// What opens conversations: every generated `Tools`, and a `Session`, which is open already and is told nothing more.
///
/// ```
/// use typed_tools_runtime::{CallError, Opens, Request, Toolset};
///
/// /// What a call would send, by a set of any kind.
/// fn preview<T: Opens>(
///     tools: &T,
///     context: T::Context,
///     call: &<T::Session as typed_tools_runtime::Conversation>::Call,
/// ) -> Result<Request, CallError> {
///     tools.open(context).request(call)
/// }
/// ```
pub trait Opens: Clone + Send + Sync + 'static {
    /// What a conversation must be told.
    type Context;

    /// The conversation.
    type Session: Toolset;

    /// Opens a conversation.
    fn open(&self, context: Self::Context) -> Self::Session;
}

/// What opens conversations without being told anything: a `Session`, and a set whose `Context` has no fields.
pub trait OpensAlone: Opens {
    /// Opens a conversation.
    fn open_alone(&self) -> Self::Session;
}

impl<S: Conversation> Opens for S {
    type Context = ();
    type Session = S;

    fn open(&self, (): ()) -> S {
        self.clone()
    }
}

#[diagnostic::do_not_recommend]
impl<S: Conversation> OpensAlone for S {
    fn open_alone(&self) -> S {
        self.clone()
    }
}
