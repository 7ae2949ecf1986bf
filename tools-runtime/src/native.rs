//! Tools that the application implements itself.

use serde_json::Value;

use crate::boxed::BoxFuture;
use crate::error::ToolError;
use typed_tools_core::value::Fields;

/// The native tools of a set behind one door; generated code implements it for the set's `Native`.
#[doc(hidden)]
pub trait NativeTools: Send + Sync + 'static {
    /// Runs the tool of this name.
    fn run<'a>(
        &'a self,
        tool: &'static str,
        arguments: &'a dyn Fields,
        context: &'a dyn Fields,
    ) -> BoxFuture<'a, Result<Value, ToolError>>;
}
