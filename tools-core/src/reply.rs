//! What a model asked for, and what it is told: a provider's reply in, the messages that follow
//! the assistant's turn out.

mod call;
mod ended;
mod error;
mod find;
mod outcome;
mod reported;
mod results;
mod stored;

use serde_json::Value;

use crate::provider::Provider;

pub use call::Call;
pub use error::{ReplyError, ReplyErrorKind};
#[doc(hidden)]
pub use find::says_called;
pub use outcome::{Media, Outcome};

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
    /// Among other calls, one without a name is a [`Call`] with an empty name, to be answered as a call of an
    /// unknown tool. A call that is there twice under one id, with one name and the same arguments, is one call.
    ///
    /// # Errors
    /// `reply` does not have the shape of this provider, it is the provider's own error, or the turn ended
    /// early: out of tokens, stopped by a filter, or with a call that failed. No call of it may be run then,
    /// since the turn will be asked for again. Only what says how a turn ended can tell this: the whole
    /// response body, rather than the message in it.
    pub fn calls(self, reply: &Value) -> Result<Vec<Call>, ReplyError> {
        find::calls(self, reply)
    }

    /// The messages that tell the model what became of its calls: what the application appends behind
    /// the assistant's own turn. No calls, no messages.
    ///
    /// No digit of a number is lost: where a result goes as JSON and not as text, a number that
    /// the place cannot hold exactly (from 2^53 on at Gemini and in Vercel's SDK, beyond 64 bits
    /// elsewhere) is a string. Gemini refuses a key `$ref` in a result: it is renamed `_ref`. A result
    /// without any text says that it is empty, since several providers refuse an empty one.
    ///
    /// [`Media`] goes along where the provider takes it in a result: images at Anthropic, OpenAI Responses and
    /// Gemini (from Gemini 3 on), images and audio over MCP, each of at most 5,000,000 characters of base64.
    /// Elsewhere the text alone goes.
    #[must_use]
    pub fn results(self, answered: &[(Call, Outcome)]) -> Vec<Value> {
        results::messages(self, answered)
    }
}

#[cfg(test)]
mod tests;
