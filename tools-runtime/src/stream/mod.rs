//! Streamed replies: the pieces in, one whole reply out.

mod blocks;
mod chat;
mod gemini;
mod responses;

use serde_json::{Value, json};

use typed_tools_core::provider::Provider;
use typed_tools_core::reply::{Call, ReplyError};

/// Puts the events of a streamed reply together to the reply that the provider would have sent
/// in one piece, so that `Session::answer` takes it and the assistant's turn can be appended.
///
/// ```
/// # use typed_tools_runtime::{Provider, ReplyStream};
/// # use serde_json::json;
/// let mut stream = ReplyStream::new(Provider::OpenAiChat);
/// for arguments in ["{\"lead_status\":", "\"hot\"}"] {
///     let call = json!({ "index": 0, "id": "call_1", "function": { "name": "update_lead_status", "arguments": arguments } });
///     stream.push(&json!({ "choices": [{ "index": 0, "delta": { "tool_calls": [call] } }] }))?;
/// }
/// let reply = stream.finish();
/// assert_eq!(Provider::OpenAiChat.calls(&reply)?.len(), 1);
/// # Ok::<(), typed_tools_runtime::ReplyError>(())
/// ```
///
/// Each event is the JSON of one `data:` line (or message, or chunk). OpenAI Realtime, Gemini
/// Live and MCP send each call whole: they need no stream, and theirs gathers the calls.
#[derive(Debug, Clone)]
pub struct ReplyStream {
    provider: Provider,
    state: State,
}

#[derive(Debug, Clone)]
enum State {
    Chat(chat::Chat),
    Cohere(chat::Cohere),
    Ollama(chat::Chat),
    Responses(responses::Responses),
    Anthropic(blocks::Anthropic),
    Bedrock(blocks::Bedrock),
    Gemini(gemini::Gemini),
    /// Events that carry whole calls.
    Whole(Vec<Value>),
}

impl ReplyStream {
    /// A stream of which nothing has come yet.
    #[must_use]
    pub fn new(provider: Provider) -> Self {
        use Provider as P;
        let state = match provider {
            P::OpenAiResponses => State::Responses(responses::Responses::default()),
            P::Anthropic => State::Anthropic(blocks::Anthropic::default()),
            P::Bedrock => State::Bedrock(blocks::Bedrock::default()),
            P::Gemini | P::VertexAi => State::Gemini(gemini::Gemini::default()),
            P::Cohere => State::Cohere(chat::Cohere::default()),
            P::Ollama => State::Ollama(chat::Chat::default()),
            P::OpenAiRealtime | P::GeminiLive | P::VercelAiSdk | P::Mcp | P::Mcp20251125 | P::Mcp20250618 => {
                State::Whole(Vec::new())
            }
            _ => State::Chat(chat::Chat::default()),
        };
        Self { provider, state }
    }

    /// Takes the next event. Events that say nothing of the reply are passed over.
    ///
    /// # Errors
    /// The event is not of this provider's stream, or it says that the provider failed.
    pub fn push(&mut self, event: &Value) -> Result<(), ReplyError> {
        // The line that ends the streams of OpenAI and its kin is no JSON; some clients pass it on.
        if event == "[DONE]" {
            return Ok(());
        }
        if !event.is_object() {
            return Err(ReplyError::expected(self.provider, "an event of its stream, an object", event));
        }
        let failed = event.get("error").is_some_and(|error| !error.is_null());
        if failed || event.get("type").is_some_and(|kind| kind == "error") {
            return Err(ReplyError::shape(self.provider, "the stream carries an `error`"));
        }
        let provider = self.provider;
        match &mut self.state {
            State::Chat(chat) => chat.chunk(provider, event),
            State::Ollama(chat) => chat.message(provider, event),
            State::Cohere(cohere) => cohere.event(provider, event),
            State::Responses(responses) => responses.event(provider, event),
            State::Anthropic(anthropic) => anthropic.event(provider, event),
            State::Bedrock(bedrock) => {
                bedrock.event(event);
                Ok(())
            }
            State::Gemini(gemini) => gemini.chunk(provider, event),
            State::Whole(events) => {
                // A call that has the wrong shape is told at once.
                if !provider.calls(event).or_else(|error| tolerate(provider, error))?.is_empty() {
                    events.push(event.clone());
                }
                Ok(())
            }
        }
    }

    /// The whole reply. A call whose arguments were cut off is in it as far as it came, so that
    /// it is answered with what is wrong with them.
    #[must_use]
    pub fn finish(self) -> Value {
        match self.state {
            State::Chat(chat) => chat.finish(),
            State::Cohere(cohere) => cohere.finish(),
            State::Ollama(chat) => json!({ "message": chat.into_message() }),
            State::Responses(responses) => responses.finish(),
            State::Anthropic(anthropic) => anthropic.finish(),
            State::Bedrock(bedrock) => bedrock.finish(),
            State::Gemini(gemini) => gemini.finish(),
            State::Whole(events) => whole(self.provider, events),
        }
    }
}

/// Vercel's stream has parts of its own beside those of a reply; none of them is a call.
fn tolerate(provider: Provider, error: ReplyError) -> Result<Vec<Call>, ReplyError> {
    if provider == Provider::VercelAiSdk { Ok(Vec::new()) } else { Err(error) }
}

/// Events that carry whole calls, as one reply.
fn whole(provider: Provider, events: Vec<Value>) -> Value {
    match provider {
        Provider::OpenAiRealtime => {
            let items = events.into_iter().map(|mut event| {
                let mut take = |key: &str| event.get_mut(key).map_or(Value::Null, Value::take);
                json!({ "type": "function_call", "id": take("item_id"), "call_id": take("call_id"), "name": take("name"), "arguments": take("arguments") })
            });
            json!({ "object": "realtime.response", "output": items.collect::<Vec<_>>() })
        }
        Provider::GeminiLive => {
            let calls = events.iter().filter_map(|event| event["toolCall"]["functionCalls"].as_array());
            json!({ "toolCall": { "functionCalls": calls.flatten().collect::<Vec<_>>() } })
        }
        Provider::VercelAiSdk => json!({ "content": events }),
        // A request stands for itself.
        _ => events.into_iter().next_back().unwrap_or_else(|| json!({ "method": "notifications/none" })),
    }
}

/// Appends a fragment to the text under `key`.
fn append(object: &mut serde_json::Map<String, Value>, key: &str, fragment: &str) {
    match object.get_mut(key) {
        Some(Value::String(text)) => text.push_str(fragment),
        _ => {
            object.insert(key.to_owned(), fragment.into());
        }
    }
}

/// JSON that came in fragments: the value, or the text where it is not (yet) JSON, so that
/// reading the call says what is wrong with it.
fn parsed(text: String) -> Value {
    serde_json::from_str(&text).unwrap_or(Value::String(text))
}

#[cfg(test)]
mod tests;
