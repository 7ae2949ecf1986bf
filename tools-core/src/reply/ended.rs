//! How a turn ended: which of the providers' words mean that it ended early.

use serde_json::Value;

use super::error::{ReplyError, ReplyErrorKind};
use crate::provider::Provider;

/// The words, in lower case and with `_`: providers and servers in front of them differ in both.
const WORDS: &[(ReplyErrorKind, &[&str])] = &[
    (
        ReplyErrorKind::MaxTokens,
        &[
            "length",
            "max_tokens",
            "max_output_tokens",
            // Mistral, Cohere, Anthropic and Bedrock: the context is full.
            "model_length",
            "error_limit",
            "model_context_window_exceeded",
        ],
    ),
    (
        ReplyErrorKind::ContentFilter,
        &[
            "content_filter",
            "content_filtered",
            "refusal",
            "guardrail_intervened",
            "error_toxic",
            "safety",
            "recitation",
            "blocklist",
            "prohibited_content",
            "spii",
            "model_armor",
            "image_safety",
            "image_prohibited_content",
            "image_recitation",
        ],
    ),
    (
        ReplyErrorKind::MalformedCall,
        &["malformed_function_call", "malformed_tool_call", "malformed_tool_use"],
    ),
    (ReplyErrorKind::UnexpectedCall, &["unexpected_tool_call", "too_many_tool_calls"]),
    (
        ReplyErrorKind::EndedEarly,
        &[
            "error",
            "failed",
            "cancelled",
            "timeout",
            "language",
            "malformed_response",
            "malformed_model_output",
            "missing_thought_signature",
            "insufficient_system_resource",
        ],
    ),
];

/// An error where `reason` says that the turn ended early; `message` is what the provider says of it.
pub(super) fn early(provider: Provider, reason: &str, message: Option<&Value>) -> Result<(), ReplyError> {
    let word = reason.to_ascii_lowercase().replace('-', "_");
    let known = WORDS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(kind, _)| *kind);
    // Vercel's SDK says so of whatever it has no word for.
    let other = word == "other" && matches!(provider, Provider::Gemini | Provider::VertexAi);
    match known.or(other.then_some(ReplyErrorKind::EndedEarly)) {
        None => Ok(()),
        Some(kind) => Err(ReplyError::new(provider, kind, Some(reason), message.and_then(Value::as_str))),
    }
}
