//! Finding the calls in a reply. Each provider's reply is taken at any of the levels that its
//! users have at hand, from the whole body down to one call.

mod blocks;
mod calls;
mod chat;
mod foreign;
mod gemini;
mod requests;
mod responses;

use serde_json::Value;

pub use self::chat::says_called;

use self::calls::Calls;
use super::call::Call;
use super::error::ReplyError;
use crate::provider::Provider;

pub(super) fn calls(provider: Provider, reply: &Value) -> Result<Vec<Call>, ReplyError> {
    use Provider as P;
    if let Some(error) = ReplyError::reported(provider, reply) {
        return Err(error);
    }
    let mut calls = Calls::new(provider);
    match provider {
        P::OpenAiResponses => responses::response(&mut calls, reply)?,
        P::OpenAiRealtime => responses::event(&mut calls, reply)?,
        P::Anthropic => blocks::anthropic(&mut calls, reply)?,
        P::Gemini | P::VertexAi => gemini::response(&mut calls, reply)?,
        P::GeminiLive => gemini::live(&mut calls, reply)?,
        P::Bedrock => blocks::bedrock(&mut calls, reply)?,
        P::VercelAiSdk => blocks::vercel(&mut calls, reply)?,
        P::Mcp | P::Mcp20251125 | P::Mcp20250618 => requests::mcp(&mut calls, reply)?,
        _ => chat::reply(&mut calls, reply)?,
    }
    let found = calls.finish()?;
    // Events are passed one by one, and most carry no call of their own.
    let is_event = matches!(provider, P::OpenAiRealtime | P::GeminiLive);
    if found.is_empty() && !is_event && foreign::holds_calls(reply, foreign::own_shape(provider)) {
        return Err(ReplyError::expected(provider, "calls in its own shape", reply));
    }
    Ok(found)
}
