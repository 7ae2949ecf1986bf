//! Turns that ended early, and errors in place of a reply.

use serde_json::{Value, json};

use crate::provider::Provider;
use crate::provider::Provider as P;
use crate::reply::{ReplyError, ReplyErrorKind as Kind};

fn fails(provider: Provider, reply: &Value) -> ReplyError {
    provider.calls(reply).expect_err(&format!("{provider}: {reply}"))
}

/// A reply with one sound call, as each provider says why it ended.
fn ended(provider: Provider, reason: &str) -> Value {
    let function = json!({ "name": "open_ticket", "arguments": "{\"title\":\"a\"}" });
    let message = json!({ "role": "assistant", "content": null, "tool_calls": [{ "id": "c1", "type": "function", "function": function }] });
    let input = json!({ "title": "a" });
    match provider {
        P::Anthropic => {
            json!({ "type": "message", "role": "assistant", "content": [{ "type": "tool_use", "id": "t1", "name": "open_ticket", "input": input }], "stop_reason": reason })
        }
        P::Bedrock => {
            json!({ "output": { "message": { "role": "assistant", "content": [{ "toolUse": { "toolUseId": "t1", "name": "open_ticket", "input": input } }] } }, "stopReason": reason })
        }
        P::Gemini | P::VertexAi => {
            json!({ "candidates": [{ "content": { "role": "model", "parts": [{ "functionCall": { "name": "open_ticket", "args": input } }] }, "finishReason": reason }] })
        }
        P::OpenAiResponses => {
            let call = json!({ "type": "function_call", "call_id": "c1", "name": "open_ticket", "arguments": "{}", "status": "completed" });
            json!({ "object": "response", "status": "incomplete", "error": null, "incomplete_details": { "reason": reason }, "output": [call] })
        }
        P::OpenAiRealtime => {
            let call = json!({ "type": "function_call", "call_id": "c1", "name": "open_ticket", "arguments": "{}", "status": "completed" });
            json!({ "object": "realtime.response", "status": "incomplete", "status_details": { "type": "incomplete", "reason": reason }, "output": [call] })
        }
        P::Cohere => json!({ "id": "x", "finish_reason": reason, "message": message }),
        P::Ollama => json!({ "model": "m", "done": true, "done_reason": reason, "message": message }),
        P::VercelAiSdk => {
            json!({ "content": [{ "type": "tool-call", "toolCallId": "c1", "toolName": "open_ticket", "input": "{}" }], "finishReason": reason })
        }
        _ => json!({ "choices": [{ "index": 0, "finish_reason": reason, "message": message }] }),
    }
}

#[test]
fn a_turn_that_ended_early_is_an_error_that_names_the_reason() {
    for (provider, reason, kind) in [
        (P::OpenAiChat, "length", Kind::MaxTokens),
        (P::OpenAiChat, "content_filter", Kind::ContentFilter),
        (P::Mistral, "model_length", Kind::MaxTokens),
        (P::DeepSeek, "insufficient_system_resource", Kind::EndedEarly),
        (P::OpenRouter, "error", Kind::EndedEarly),
        (P::Cohere, "MAX_TOKENS", Kind::MaxTokens),
        (P::Cohere, "ERROR_TOXIC", Kind::ContentFilter),
        (P::Ollama, "length", Kind::MaxTokens),
        (P::OpenAiResponses, "max_output_tokens", Kind::MaxTokens),
        (P::OpenAiResponses, "content_filter", Kind::ContentFilter),
        (P::OpenAiResponses, "something new", Kind::EndedEarly),
        (P::OpenAiRealtime, "max_output_tokens", Kind::MaxTokens),
        (P::Anthropic, "max_tokens", Kind::MaxTokens),
        (P::Anthropic, "model_context_window_exceeded", Kind::MaxTokens),
        (P::Anthropic, "refusal", Kind::ContentFilter),
        (P::Bedrock, "max_tokens", Kind::MaxTokens),
        (P::Bedrock, "guardrail_intervened", Kind::ContentFilter),
        (P::Bedrock, "content_filtered", Kind::ContentFilter),
        (P::Bedrock, "malformed_tool_use", Kind::MalformedCall),
        (P::Gemini, "MAX_TOKENS", Kind::MaxTokens),
        (P::Gemini, "SAFETY", Kind::ContentFilter),
        (P::VertexAi, "PROHIBITED_CONTENT", Kind::ContentFilter),
        (P::Gemini, "MALFORMED_FUNCTION_CALL", Kind::MalformedCall),
        (P::VertexAi, "UNEXPECTED_TOOL_CALL", Kind::UnexpectedCall),
        (P::Gemini, "OTHER", Kind::EndedEarly),
        (P::VercelAiSdk, "length", Kind::MaxTokens),
        (P::VercelAiSdk, "content-filter", Kind::ContentFilter),
    ] {
        let error = fails(provider, &ended(provider, reason));
        assert_eq!((error.kind(), error.reason()), (kind, Some(reason)), "{provider}");
        let text = error.to_string();
        assert!(text.starts_with(&format!("the turn ended early (`{reason}`): ")), "{text}");
        assert!(!text.contains("open_ticket") && !text.contains("title"), "{text}");
    }
}

#[test]
fn a_turn_that_ended_as_it_should_has_its_call() {
    for (provider, reason) in [
        (P::OpenAiChat, "tool_calls"),
        (P::OpenAiChat, "stop"),
        (P::Cohere, "TOOL_CALL"),
        (P::Ollama, "stop"),
        (P::Anthropic, "tool_use"),
        (P::Anthropic, "pause_turn"),
        (P::Bedrock, "end_turn"),
        (P::Gemini, "STOP"),
        (P::Gemini, "FINISH_REASON_UNSPECIFIED"),
        (P::VercelAiSdk, "tool-calls"),
        // What Vercel's SDK says where it has no word of its own.
        (P::VercelAiSdk, "other"),
        (P::OpenAiChat, "a word that nobody knows yet"),
    ] {
        assert_eq!(
            provider.calls(&ended(provider, reason)).map(|calls| calls.len()),
            Ok(1),
            "{provider} {reason}"
        );
    }
    let both = json!({ "content": [], "finishReason": { "unified": "length", "raw": "max_tokens" } });
    assert_eq!(fails(P::VercelAiSdk, &both).kind(), Kind::MaxTokens);
}

#[test]
fn a_call_that_gemini_calls_malformed_is_never_an_empty_answer() {
    let message = "Malformed function call: print(default_api.open_ticket(title='a'))";
    for candidate in [
        json!({ "content": {}, "finishReason": "MALFORMED_FUNCTION_CALL" }),
        json!({ "finishReason": "MALFORMED_FUNCTION_CALL", "finishMessage": message }),
    ] {
        let said = candidate.get("finishMessage").and_then(Value::as_str).map(str::to_owned);
        for reply in [json!({ "candidates": [candidate] }), candidate] {
            let error = fails(P::Gemini, &reply);
            assert_eq!((error.kind(), error.message()), (Kind::MalformedCall, said.as_deref()));
        }
    }
    let error =
        fails(P::Gemini, &json!({ "finishReason": "MALFORMED_FUNCTION_CALL", "finishMessage": message }));
    assert_eq!(
        error.to_string(),
        "the turn ended early (`MALFORMED_FUNCTION_CALL`): the model tried to call a tool, and what it wrote is no \
         call: Malformed function call: print(default_api.open_ticket(title='a'))"
    );
}

#[test]
fn a_blocked_prompt_is_no_empty_answer() {
    let blocked = json!({ "promptFeedback": { "blockReason": "SAFETY", "blockReasonMessage": "The prompt was blocked." } });
    let error = fails(P::Gemini, &blocked);
    assert_eq!((error.kind(), error.reason()), (Kind::ContentFilter, Some("SAFETY")));
    assert!(error.to_string().ends_with(": The prompt was blocked."), "{error}");
}

#[test]
fn an_error_of_the_provider_is_told_as_one() {
    let message = "Rate limit reached";
    for (provider, reply, expected) in [
        (
            P::OpenAiChat,
            json!({ "error": { "message": message, "type": "tokens", "code": "rate_limit_exceeded" } }),
            "Rate limit reached (tokens)",
        ),
        (P::OpenRouter, json!({ "error": { "message": message, "code": 429 } }), "Rate limit reached (429)"),
        (
            P::OpenRouter,
            json!({ "choices": [{ "error": { "message": message, "code": 502 }, "finish_reason": "error", "message": { "content": "" } }] }),
            "Rate limit reached (502)",
        ),
        (P::Ollama, json!({ "error": message }), "Rate limit reached"),
        (P::Xai, json!({ "code": "429", "error": message }), "Rate limit reached"),
        (
            P::Mistral,
            json!({ "object": "error", "message": message, "type": "rate_limited", "code": null }),
            "Rate limit reached (rate_limited)",
        ),
        (P::Mistral, json!({ "detail": [{ "loc": ["body"], "msg": "field required" }] }), "field required"),
        (P::Cohere, json!({ "id": "x", "message": message }), "Rate limit reached"),
        (
            P::OpenAiResponses,
            json!({ "object": "response", "status": "failed", "error": { "code": "server_error", "message": message }, "output": [] }),
            "Rate limit reached (server_error)",
        ),
        (
            P::OpenAiRealtime,
            json!({ "type": "error", "event_id": "e", "error": { "type": "invalid_request_error", "message": message } }),
            "Rate limit reached (invalid_request_error)",
        ),
        (
            P::OpenAiRealtime,
            json!({ "type": "response.done", "response": { "status": "failed", "status_details": { "error": { "type": "server_error", "message": message } }, "output": [] } }),
            "Rate limit reached (server_error)",
        ),
        (
            P::Anthropic,
            json!({ "type": "error", "error": { "type": "overloaded_error", "message": "Overloaded" } }),
            "Overloaded (overloaded_error)",
        ),
        (
            P::Gemini,
            json!({ "error": { "code": 429, "message": message, "status": "RESOURCE_EXHAUSTED" } }),
            "Rate limit reached (RESOURCE_EXHAUSTED)",
        ),
        (
            P::VertexAi,
            json!([{ "error": { "code": 429, "message": message, "status": "RESOURCE_EXHAUSTED" } }]),
            "Rate limit reached (RESOURCE_EXHAUSTED)",
        ),
        (P::GeminiLive, json!({ "error": {} }), "it does not say which"),
        (P::Bedrock, json!({ "message": message }), "Rate limit reached"),
        (
            P::Bedrock,
            json!({ "throttlingException": { "message": message } }),
            "Rate limit reached (throttlingException)",
        ),
    ] {
        let error = fails(provider, &reply);
        assert_eq!(error.kind(), Kind::Provider, "{provider}: {reply}");
        assert_eq!(error.to_string(), format!("the provider returned an error: {expected}"), "{provider}");
    }
    for provider in Provider::ALL {
        let error = fails(*provider, &json!({ "error": { "message": "no" } }));
        assert_eq!(error.to_string(), "the provider returned an error: no", "{provider}");
    }
}

#[test]
fn a_providers_message_is_one_short_line() {
    let reply = json!({ "error": { "message": format!("a\r\nINFO b\u{1b}[31m{}", "x".repeat(100_000)), "type": "y".repeat(1_000) } });
    let text = fails(P::OpenAiChat, &reply).to_string();
    assert!(text.starts_with("the provider returned an error: a\\r\\nINFO b\\u{1b}[31mxxx"), "{text}");
    assert!(text.chars().count() < 520 && !text.contains(char::is_control), "{text}");
}

/// Somebody interrupted it, which happens in every conversation; what was called before was told before.
#[test]
fn an_interrupted_realtime_response_is_no_error() {
    let done = json!({ "type": "response.done", "response": { "status": "cancelled", "status_details": { "type": "cancelled", "reason": "turn_detected" }, "output": [] } });
    assert_eq!(P::OpenAiRealtime.calls(&done), Ok(Vec::new()));
}

#[test]
fn a_tool_of_the_sdk_that_failed_is_no_error_of_the_provider() {
    let parts = json!([
        { "type": "tool-error", "toolCallId": "c0", "toolName": "search", "error": "no network" },
        { "type": "tool-call", "toolCallId": "c1", "toolName": "open_ticket", "input": {} },
    ]);
    assert_eq!(P::VercelAiSdk.calls(&parts).map(|calls| calls.len()), Ok(1));
    assert_eq!(P::VercelAiSdk.calls(&parts[0]), Ok(Vec::new()));
}
