//! Streamed replies: the pieces in, one whole reply out.

mod blocks;
mod calls;
mod chat;
mod cohere;
mod framing;
mod gemini;
mod pieces;
mod responses;
mod scan;
mod text;
mod whole;

use serde_json::{Value, json};

use typed_tools_core::provider::Provider;
use typed_tools_core::reply::ReplyError;

use self::framing::{DONE, Frame, Framing};

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
/// [`push`](Self::push) takes each event as JSON, [`push_bytes`](Self::push_bytes) the bytes of the connection as
/// they come:
///
/// ```
/// # use typed_tools_runtime::{Provider, ReplyStream};
/// let mut stream = ReplyStream::new(Provider::OpenAiChat);
/// let body = b"data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}\r\n\r\ndata: [DONE]\r\n\r\n";
/// for chunk in body.chunks(7) {
///     stream.push_bytes(chunk)?;
///     print!("{}", stream.take_text());
/// }
/// assert_eq!(stream.text(), "Hello");
/// # Ok::<(), typed_tools_runtime::ReplyError>(())
/// ```
///
/// OpenAI Realtime, Gemini Live and MCP send each call whole: they need no stream, and theirs gathers the calls.
///
/// Pieces are told apart by id, then by index, then by their order, so that servers which repeat an index, or leave
/// out ids, lose no call and mix none with another. A call that was begun and did not come to its end is in the reply
/// as half a call, and reading it is an error ([`UnfinishedCall`](crate::ReplyErrorKind::UnfinishedCall)).
#[derive(Debug, Clone)]
pub struct ReplyStream {
    provider: Provider,
    state: State,
    framing: Framing,
    text: String,
    /// How much of the text was taken.
    taken: usize,
}

#[derive(Debug, Clone)]
enum State {
    Chat(chat::Chat),
    Cohere(cohere::Cohere),
    Ollama(chat::Ollama),
    Responses(responses::Responses),
    Anthropic(blocks::Anthropic),
    Bedrock(blocks::Bedrock),
    Gemini(gemini::Gemini),
    Realtime(whole::Realtime),
    Live(whole::Live),
    Vercel(whole::Vercel),
    Requests(Vec<Value>),
}

impl ReplyStream {
    /// A stream of which nothing has come yet.
    #[must_use]
    pub fn new(provider: Provider) -> Self {
        use Provider as P;
        let state = match provider {
            P::OpenAiResponses => State::Responses(responses::Responses::default()),
            P::OpenAiRealtime => State::Realtime(whole::Realtime::default()),
            P::Anthropic => State::Anthropic(blocks::Anthropic::default()),
            P::Bedrock => State::Bedrock(blocks::Bedrock::default()),
            P::Gemini | P::VertexAi => State::Gemini(gemini::Gemini::default()),
            P::GeminiLive => State::Live(whole::Live::default()),
            P::Cohere => State::Cohere(cohere::Cohere::default()),
            P::Ollama => State::Ollama(chat::Ollama::default()),
            P::VercelAiSdk => State::Vercel(whole::Vercel::default()),
            P::Mcp | P::Mcp20251125 | P::Mcp20250618 => State::Requests(Vec::new()),
            _ => State::Chat(chat::Chat::default()),
        };
        Self { provider, state, framing: Framing::default(), text: String::new(), taken: 0 }
    }

    /// Takes the next event: the JSON of one `data:` line, message or chunk. Events that say nothing of the reply are
    /// passed over.
    ///
    /// # Errors
    /// The event is not of this provider's stream, or it says that the provider failed.
    pub fn push(&mut self, event: &Value) -> Result<(), ReplyError> {
        let provider = self.provider;
        // The line that ends the streams of OpenAI and its kin is no JSON; some clients pass it on.
        if event == DONE {
            if let State::Chat(chat) = &mut self.state {
                chat.done();
            }
            return Ok(());
        }
        if !event.is_object() {
            return Err(ReplyError::expected(provider, "an event of its stream, an object", event));
        }
        if let Some(error) = ReplyError::reported(provider, event) {
            return Err(error);
        }
        match &mut self.state {
            State::Chat(chat) => chat.chunk(provider, event)?,
            State::Ollama(ollama) => ollama.chunk(provider, event)?,
            State::Cohere(cohere) => cohere.event(provider, event)?,
            State::Responses(responses) => responses.event(provider, event)?,
            State::Anthropic(anthropic) => anthropic.event(provider, event)?,
            State::Bedrock(bedrock) => bedrock.event(event),
            State::Gemini(gemini) => gemini.chunk(provider, event)?,
            State::Realtime(realtime) => realtime.event(event)?,
            State::Live(live) => live.message(event)?,
            State::Vercel(vercel) => vercel.part(event)?,
            State::Requests(requests) => {
                if !provider.calls(event)?.is_empty() {
                    requests.push(event.clone());
                }
            }
        }
        text::each(provider, event, &mut |piece| self.text.push_str(piece));
        Ok(())
    }

    /// Takes the next bytes of the connection: a stream of server-sent events (with comments, `[DONE]`, and any line
    /// ends), or JSON values one behind the other, as NDJSON has them. They may be split anywhere. (Bedrock's binary
    /// event stream is left to its SDK.)
    ///
    /// # Errors
    /// As with [`push`](Self::push); or an event is no JSON, or too long. The stream is of no use then.
    pub fn push_bytes(&mut self, bytes: &[u8]) -> Result<(), ReplyError> {
        for byte in bytes {
            match self.framing.next(*byte) {
                None => {}
                Some(Frame::Done) => self.push(&Value::from(DONE))?,
                Some(Frame::Event(event)) => self.push(&event)?,
                Some(Frame::Broken(why)) => return Err(ReplyError::shape(self.provider, why)),
            }
        }
        Ok(())
    }

    /// The text so far that the model means to be shown: no thoughts, no calls.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text that came since the last time.
    pub fn take_text(&mut self) -> &str {
        let from = std::mem::replace(&mut self.taken, self.text.len());
        &self.text[from..]
    }

    /// Whether the provider has said that the reply is at its end. Where a connection breaks off before, calls
    /// that had not begun to come are not known of. (Over MCP nobody says so.)
    #[must_use]
    pub fn has_ended(&self) -> bool {
        match &self.state {
            State::Chat(chat) => chat.has_ended(),
            State::Ollama(ollama) => ollama.has_ended(),
            State::Cohere(cohere) => cohere.has_ended(),
            State::Responses(responses) => responses.has_ended(),
            State::Anthropic(anthropic) => anthropic.has_ended(),
            State::Bedrock(bedrock) => bedrock.has_ended(),
            State::Gemini(gemini) => gemini.has_ended(),
            State::Realtime(realtime) => realtime.has_ended(),
            State::Live(live) => live.has_ended(),
            State::Vercel(vercel) => vercel.has_ended(),
            State::Requests(_) => false,
        }
    }

    /// The whole reply.
    #[must_use]
    pub fn finish(self) -> Value {
        if self.framing.is_pending() {
            let message = "the connection ended in the middle of an event";
            return json!({ "error": { "message": message } });
        }
        match self.state {
            State::Chat(chat) => chat.finish(),
            State::Cohere(cohere) => cohere.finish(),
            State::Ollama(ollama) => ollama.finish(),
            State::Responses(responses) => responses.finish(),
            State::Anthropic(anthropic) => anthropic.finish(),
            State::Bedrock(bedrock) => bedrock.finish(),
            State::Gemini(gemini) => gemini.finish(),
            State::Realtime(realtime) => realtime.finish(),
            State::Live(live) => live.finish(),
            State::Vercel(vercel) => vercel.finish(),
            // A request stands for itself.
            State::Requests(mut requests) => match requests.len() {
                0 => json!({ "method": "notifications/none" }),
                1 => requests.remove(0),
                _ => requests.into(),
            },
        }
    }
}

#[cfg(test)]
mod tests;
