//! What a session is made of.

use super::calls::CallSet;
use super::scope::Scope;
use typed_tools_core::table::Exports;
use typed_tools_core::value::Fields;

/// What a session is made of: what every generated `Session` implements. All that can be done with one is in
/// [`Toolset`](crate::Toolset).
pub trait Conversation: Clone + Send + Sync + 'static {
    /// The set's `ToolCall`.
    type Call: CallSet;

    /// What the set is offered as.
    #[doc(hidden)]
    type Exports: Exports;

    /// What the session works with.
    #[doc(hidden)]
    fn scope(&self) -> &Scope;

    /// The context's values.
    #[doc(hidden)]
    fn fields(&self) -> &dyn Fields;

    /// The same conversation in another scope.
    #[doc(hidden)]
    #[must_use]
    fn within(&self, scope: Scope) -> Self;
}
