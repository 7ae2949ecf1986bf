//! Tools that the application implements itself.

use std::any::Any;

use serde::Serialize;
use serde_json::Value;

use crate::boxed::BoxFuture;
use crate::error::ToolError;
use typed_tools_core::value::Fields;

/// Runs one native tool: what every arm of generated code calls.
pub fn run<'a, A, C, O, R>(
    arguments: &'a dyn Fields,
    context: &'a dyn Fields,
    run: impl FnOnce(A, &'a C) -> R,
) -> BoxFuture<'a, Result<Value, ToolError>>
where
    A: Any + Clone,
    C: Any,
    O: Serialize,
    R: Future<Output = Result<O, ToolError>> + Send + 'a,
{
    let arguments = arguments.itself().and_then(|arguments| arguments.downcast_ref::<A>());
    let context = context.itself().and_then(|context| context.downcast_ref::<C>());
    let (Some(arguments), Some(context)) = (arguments, context) else { return not_native() };
    let running = run(arguments.clone(), context);
    Box::pin(async move { Ok(serde_json::to_value(running.await?)?) })
}

/// The answer for a tool that the set does not have.
#[must_use]
pub fn not_native<'a>() -> BoxFuture<'a, Result<Value, ToolError>> {
    Box::pin(async { Err(ToolError::new("There is no such tool.")) })
}

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
