//! What differs between the agent loops of providers.

/// The providers that there is a loop for.
#[derive(Debug, Clone, Copy, PartialEq, clap::ValueEnum)]
pub(super) enum Model {
    OpenaiChat,
    Anthropic,
    Gemini,
}

/// Marks of the project's files, and what takes their place.
type Texts = &'static [(&'static str, &'static str)];

pub(super) const MODELS: &[(Model, Texts)] = &[
    (
        Model::OpenaiChat,
        &[
            ("@@PROVIDER@@", "OpenAiChat"),
            ("@@KEY@@", "OPENAI_API_KEY"),
            ("@@URL@@", "https://api.openai.com/v1/chat/completions"),
            ("@@HEADERS@@", ".bearer_auth(key)"),
            ("@@BODY@@", r#"json!({ "model": "gpt-5.2", "messages": messages, "tools": tools })"#),
            ("@@QUESTION@@", r#"json!({ "role": "user", "content": question })"#),
            ("@@TURN@@", r#"reply["choices"][0]["message"].clone()"#),
            (
                "@@TEXT@@",
                r#"reply["choices"][0]["message"]["content"].as_str().unwrap_or_default().to_owned()"#,
            ),
            (
                "@@CALL@@",
                r#"json!({ "choices": [{ "finish_reason": "tool_calls", "message": { "role": "assistant", "tool_calls": [{
                    "id": "1", "type": "function",
                    "function": { "name": "get_weather", "arguments": "{\"latitude\": 38.7, \"longitude\": -9.1}" },
                }] } }] })"#,
            ),
            (
                "@@SAYS@@",
                r#"json!({ "choices": [{
                        "finish_reason": "stop", "message": { "role": "assistant", "content": "It is warm." },
                    }] })"#,
            ),
        ],
    ),
    (
        Model::Anthropic,
        &[
            ("@@PROVIDER@@", "Anthropic"),
            ("@@KEY@@", "ANTHROPIC_API_KEY"),
            ("@@URL@@", "https://api.anthropic.com/v1/messages"),
            ("@@HEADERS@@", r#".header("x-api-key", key).header("anthropic-version", "2023-06-01")"#),
            (
                "@@BODY@@",
                r#"json!({ "model": "claude-sonnet-4-6", "max_tokens": 1024, "messages": messages, "tools": tools })"#,
            ),
            ("@@QUESTION@@", r#"json!({ "role": "user", "content": question })"#),
            ("@@TURN@@", r#"json!({ "role": "assistant", "content": reply["content"] })"#),
            (
                "@@TEXT@@",
                r#"reply["content"].as_array().into_iter().flatten().filter_map(|block| block["text"].as_str()).collect()"#,
            ),
            (
                "@@CALL@@",
                r#"json!({ "type": "message", "role": "assistant", "stop_reason": "tool_use", "content": [{
                    "type": "tool_use", "id": "1", "name": "get_weather",
                    "input": { "latitude": 38.7, "longitude": -9.1 },
                }] })"#,
            ),
            (
                "@@SAYS@@",
                r#"json!({
                        "type": "message", "role": "assistant", "stop_reason": "end_turn",
                        "content": [{ "type": "text", "text": "It is warm." }],
                    })"#,
            ),
        ],
    ),
    (
        Model::Gemini,
        &[
            ("@@PROVIDER@@", "Gemini"),
            ("@@KEY@@", "GEMINI_API_KEY"),
            (
                "@@URL@@",
                "https://generativelanguage.googleapis.com/v1beta/models/gemini-3-flash:generateContent",
            ),
            ("@@HEADERS@@", r#".header("x-goog-api-key", key)"#),
            ("@@BODY@@", r#"json!({ "contents": messages, "tools": tools })"#),
            ("@@QUESTION@@", r#"json!({ "role": "user", "parts": [{ "text": question }] })"#),
            // A call that has lost its `thoughtSignature` is refused.
            ("@@TURN@@", r#"reply["candidates"][0]["content"].clone()"#),
            (
                "@@TEXT@@",
                r#"{
                let parts = reply["candidates"][0]["content"]["parts"].as_array();
                parts.into_iter().flatten().filter_map(|part| part["text"].as_str()).collect()
            }"#,
            ),
            (
                "@@CALL@@",
                r#"json!({ "candidates": [{ "finishReason": "STOP", "content": { "role": "model", "parts": [{
                    "functionCall": { "name": "get_weather", "args": { "latitude": 38.7, "longitude": -9.1 } },
                }] } }] })"#,
            ),
            (
                "@@SAYS@@",
                r#"json!({ "candidates": [{
                        "finishReason": "STOP", "content": { "role": "model", "parts": [{ "text": "It is warm." }] },
                    }] })"#,
            ),
        ],
    ),
];
