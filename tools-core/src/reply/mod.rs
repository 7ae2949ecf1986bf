//! What a model asked for, and what it is told: a provider's reply in, the messages that follow
//! the assistant's turn out.

mod call;
mod error;
mod find;
mod results;

use serde_json::Value;

use crate::provider::Provider;

pub use call::{Call, Outcome};
pub use error::ReplyError;

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
