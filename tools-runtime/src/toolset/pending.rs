//! A call that was read and waits for a decision.

use std::fmt;

use serde_json::Value;

use super::calls::{CallSet, Read};
use super::scope::Scope;
use crate::error::CallError;
use crate::options::CallOptions;
use crate::read::Note;
use crate::request::Request;
use typed_tools_core::json::to_value;
use typed_tools_core::reply::{Call, Outcome};
use typed_tools_core::table::Hints;
use typed_tools_core::value::{Fields, Val};

/// A call of a model that was read and checked, and waits for the application's decision: send it, send another in its
/// place, refuse it, or answer it.
///
/// It owns the call and borrows the session. Each decision gives the [`Outcome`] that the model is told.
pub struct Pending<'a, C> {
    scope: &'a Scope,
    context: &'a dyn Fields,
    id: Option<String>,
    call: C,
    notes: Vec<Note>,
}

impl<'a, C: CallSet> Pending<'a, C> {
    pub(super) fn new(scope: &'a Scope, context: &'a dyn Fields, id: Option<String>, read: Read<C>) -> Self {
        Self { scope, context, id, call: read.call, notes: read.notes }
    }

    /// The call, with checked arguments.
    #[must_use]
    pub fn tool_call(&self) -> &C {
        &self.call
    }

    /// The provider's id of the call.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// What was coerced or left out while it was read.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The name of its tool.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.call.parts().0.name
    }

    /// The call as it can be stored (it is serde both ways) and answered later, in another process too, by
    /// `Session::answer_calls`.
    #[must_use]
    pub fn call(&self) -> Call {
        let (definition, arguments) = self.call.parts();
        Call::new(self.id.clone(), definition.name, to_value(Val::Object(arguments)))
    }

    /// The request that would be sent.
    ///
    /// # Errors
    /// A value that cannot stand where the template puts it. A native tool sends no request.
    pub fn request(&self) -> Result<Request, CallError> {
        let (definition, arguments) = self.call.parts();
        self.scope.request(definition, arguments, self.context)
    }

    /// What the tool does to the world, in the terms of MCP's tool annotations.
    #[must_use]
    pub fn annotations(&self) -> Hints<'static> {
        self.call.parts().0.settings.hints
    }

    /// Makes the call.
    pub async fn send(self) -> Outcome {
        self.send_with(CallOptions::new()).await
    }

    /// Makes the call with options. Its id is the provider's, where they have none.
    pub async fn send_with(self, options: CallOptions) -> Outcome {
        made(self.scope, self.context, self.id, &self.call, options).await
    }

    /// Makes another call in its place: what the model is told is that one's answer.
    pub async fn send_changed(self, call: &C) -> Outcome {
        made(self.scope, self.context, self.id, call, CallOptions::new()).await
    }

    /// Refuses it; `text` says why, so that the model can go on.
    #[must_use]
    pub fn refuse(self, text: impl Into<String>) -> Outcome {
        self.scope.tell(self.name(), "declined", self.id());
        Outcome::error(text)
    }

    /// Answers it in the tool's place: a string as it is, anything else as JSON.
    #[must_use]
    pub fn answer(self, value: impl Into<Value>) -> Outcome {
        self.scope.tell(self.name(), "answered", self.id());
        match value.into() {
            Value::String(text) => Outcome::success(text),
            value => Outcome::success(value.to_string()),
        }
    }
}

/// What the model is told of a call that is made now.
async fn made<C: CallSet>(
    scope: &Scope,
    context: &dyn Fields,
    id: Option<String>,
    call: &C,
    mut options: CallOptions,
) -> Outcome {
    options.call_id = options.call_id.or(id);
    let (definition, arguments) = call.parts();
    match scope.call(definition, arguments, context, options).await {
        Ok(response) => response.outcome(),
        Err(error) => Outcome::error(error.for_model()),
    }
}

impl<C: CallSet> fmt::Debug for Pending<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, arguments) = self.call.parts();
        f.debug_struct("Pending").field("id", &self.id).field("call", &arguments).finish_non_exhaustive()
    }
}
