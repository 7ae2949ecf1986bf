//! What a model asked for, and what it is told: a provider's reply in, the messages that follow
//! the assistant's turn out.

mod error;
mod find;
mod results;

use serde_json::Value;

use crate::provider::Provider;

pub use error::ReplyError;

/// A tool call in a provider's reply, as the model made it: nothing is checked yet.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Call {
    /// What the answer refers to; Ollama has none, Gemini not always.
    pub id: Option<String>,
    /// The tool's name.
    pub name: String,
    /// The arguments as the provider carries them: JSON in a string, or the object itself.
    /// `Arguments` takes both.
    pub arguments: Value,
}

impl Call {
    /// A call that did not come out of a reply.
    #[must_use]
    pub fn new(id: Option<String>, name: impl Into<String>, arguments: Value) -> Self {
        Self { id, name: name.into(), arguments }
    }
}

/// What the model is told about a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    text: String,
    is_error: bool,
}

impl Outcome {
    /// The call was made; `text` is its result, JSON or not.
    #[must_use]
    pub fn success(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_error: false }
    }

    /// The call was not made or failed; `text` says why, so that a model can do better.
    #[must_use]
    pub fn error(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_error: true }
    }

    /// The words for the model.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the call failed.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.is_error
    }
}

impl Provider {
    /// The tool calls of a reply, in their order; none where the model only talked.
    ///
    /// `reply` is what the provider sent: the whole response body, the assistant's message, its
    /// content or list of calls, or a single call. From OpenAI Realtime and Gemini Live it is one
    /// event of the stream, and events that carry no call give none, so that every event can be
    /// passed. Realtime says each call several times: it is taken from
    /// `response.function_call_arguments.done` alone. (Who prefers to answer all calls of a
    /// finished response at once passes the `response` of the `response.done` event instead.)
    ///
    /// # Errors
    /// `reply` does not have the shape of this provider.
    pub fn calls(self, reply: &Value) -> Result<Vec<Call>, ReplyError> {
        find::calls(self, reply)
    }

    /// The messages that tell the model what became of its calls: what the host appends behind
    /// the assistant's own turn. No calls, no messages.
    #[must_use]
    pub fn results(self, answered: &[(Call, Outcome)]) -> Vec<Value> {
        results::messages(self, answered)
    }
}

#[cfg(test)]
mod tests;
