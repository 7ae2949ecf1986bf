//! Calls that are sent.

use typed_tools_codegen::run::RunTool;
use typed_tools_runtime::{Answer, Arguments, CallError, CallOptions, Note};

use super::Engine;
use crate::usage::Usage;

/// What drives calls: one thread is enough for one person.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, Usage> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| Usage(format!("calls cannot be made here: {error}")))
}

/// Reads the arguments, makes the call, and gives what the model is told.
pub(crate) async fn called(
    engine: &Engine,
    tool: &RunTool,
    arguments: Arguments,
    notes: &mut Vec<Note>,
    options: CallOptions,
) -> Answer {
    let sent = async {
        let arguments = engine.read(tool, arguments, notes)?;
        engine.scope.call(tool.definition, &arguments, &*engine.context, options).await
    };
    let sent: Result<_, CallError> = sent.await;
    Answer::from(sent)
}
