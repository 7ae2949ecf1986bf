//! The bytes of connections, and the text as it comes.

use serde_json::{Value, json};

use super::assembled;
use crate::{Provider, ReplyStream};

/// A stream of each shape, with the text that it says.
fn streams() -> Vec<(Provider, Vec<Value>, &'static str)> {
    use Provider as P;
    let chat = |delta: Value| json!({ "choices": [{ "index": 0, "delta": delta }] });
    let block = |delta: Value| json!({ "type": "content_block_delta", "index": 0, "delta": delta });
    let part = |part: Value| json!({ "candidates": [{ "content": { "parts": [part] } }] });
    let live = |part: Value| json!({ "serverContent": { "modelTurn": { "parts": [part] } } });
    let cohere = |kind: &str, text: &str| json!({ "type": kind, "index": 0, "delta": { "message": { "content": { "type": "text", "text": text } } } });
    vec![
        (
            P::OpenAiChat,
            vec![
                chat(json!({ "role": "assistant", "content": "" })),
                chat(json!({ "reasoning_content": "Hm." })),
                chat(json!({ "content": "Grüße \"" })),
                json!({ "choices": [{ "index": 1, "delta": { "content": "other" } }] }),
                chat(json!({ "content": "\n{[" })),
            ],
            "Grüße \"\n{[",
        ),
        (
            P::Mistral,
            vec![chat(
                json!({ "content": [{ "type": "thinking", "thinking": [] }, { "type": "text", "text": "Yes" }] }),
            )],
            "Yes",
        ),
        (
            P::OpenAiResponses,
            vec![
                json!({ "type": "response.reasoning_text.delta", "delta": "Hm." }),
                json!({ "type": "response.output_text.delta", "delta": "Yes" }),
                json!({ "type": "response.output_text.done", "text": "Yes" }),
                json!({ "type": "response.function_call_arguments.delta", "delta": "{" }),
            ],
            "Yes",
        ),
        (
            P::OpenAiRealtime,
            vec![
                json!({ "type": "response.output_audio_transcript.delta", "delta": "Yes" }),
                json!({ "type": "response.output_audio.delta", "delta": "QUJD" }),
            ],
            "Yes",
        ),
        (
            P::Anthropic,
            vec![
                block(json!({ "type": "thinking_delta", "thinking": "Hm." })),
                block(json!({ "type": "text_delta", "text": "Y" })),
                block(json!({ "type": "text_delta", "text": "es" })),
            ],
            "Yes",
        ),
        (
            P::Bedrock,
            vec![
                json!({ "contentBlockDelta": { "contentBlockIndex": 0, "delta": { "text": "Yes" } } }),
                json!({ "contentBlockDelta": { "contentBlockIndex": 1, "delta": { "reasoningContent": { "text": "Hm." } } } }),
            ],
            "Yes",
        ),
        (
            P::Gemini,
            vec![part(json!({ "text": "Hm.", "thought": true })), part(json!({ "text": "Yes" }))],
            "Yes",
        ),
        (
            P::GeminiLive,
            vec![
                live(json!({ "text": "Yes" })),
                json!({ "serverContent": { "outputTranscription": { "text": "!" } } }),
            ],
            "Yes!",
        ),
        (
            P::Cohere,
            vec![
                cohere("content-start", "Y"),
                cohere("content-delta", "es"),
                json!({ "type": "tool-plan-delta", "delta": { "message": { "tool_plan": "Hm." } } }),
            ],
            "Yes",
        ),
        (
            P::Ollama,
            vec![json!({ "message": { "role": "assistant", "content": "Yes", "thinking": "Hm." } })],
            "Yes",
        ),
        (
            P::VercelAiSdk,
            vec![
                json!({ "type": "text-delta", "id": "0", "delta": "Yes" }),
                json!({ "type": "reasoning-delta", "id": "1", "delta": "Hm." }),
            ],
            "Yes",
        ),
    ]
}

#[test]
fn text_is_there_as_it_comes() {
    for (provider, events, text) in streams() {
        let mut stream = ReplyStream::new(provider);
        let mut taken = String::new();
        for event in &events {
            stream.push(event).unwrap();
            taken.push_str(stream.take_text());
            assert_eq!(stream.take_text(), "");
        }
        assert_eq!((stream.text(), taken.as_str()), (text, text), "{provider}");
    }
}

#[test]
fn bytes_may_be_split_anywhere() {
    for (provider, events, text) in streams() {
        let expected = assembled(provider, &events);
        let lines = |before: &str, end: &str| -> String {
            events.iter().map(|event| format!("{before}{event}{end}")).collect()
        };
        let list = format!("[{}]", lines("\n", ",").trim_end_matches(','));
        let bodies = [
            lines("event: x\ndata: ", "\n\n: comment\n\n") + "data: [DONE]\n\n",
            lines("data:", "\r\n\r\n"),
            lines("", "\n"),
            lines("", ""),
            list,
        ];
        for (kind, body) in bodies.iter().enumerate() {
            // `[DONE]` says that the end has come, which the events alone do not.
            let mut expected = expected.clone();
            if kind == 0
                && let Some(choices) = expected.get_mut("choices").and_then(Value::as_array_mut)
            {
                choices
                    .iter_mut()
                    .for_each(|choice| drop(choice.as_object_mut().unwrap().remove("finish_reason")));
            }
            for size in [1, 2, 3, 7, body.len()] {
                let mut stream = ReplyStream::new(provider);
                body.as_bytes().chunks(size).for_each(|chunk| stream.push_bytes(chunk).unwrap());
                assert_eq!(stream.text(), text, "{provider}: {body}");
                assert_eq!(stream.finish(), expected, "{provider}: {body}");
            }
        }
    }
}

#[test]
fn a_connection_that_breaks_off_within_an_event() {
    let event = json!({ "choices": [{ "index": 0, "delta": { "content": "Yes" } }] }).to_string();
    let body = format!("data: {event}\n\ndata: {event}");
    for end in 1..event.len() {
        let mut stream = ReplyStream::new(Provider::OpenAiChat);
        stream.push_bytes(&body.as_bytes()[..body.len() - end]).unwrap();
        let error = Provider::OpenAiChat.calls(&stream.finish()).unwrap_err();
        assert!(error.to_string().contains("in the middle of an event"), "{error}");
    }
}

#[test]
fn an_error_in_the_bytes_is_told() {
    for (body, expected) in [
        (
            "data: {\"error\": {\"message\": \"Overloaded\"}}\n\n",
            "the provider returned an error: Overloaded",
        ),
        (
            "{\n  \"error\": {\n    \"message\": \"Overloaded\"\n  }\n}",
            "the provider returned an error: Overloaded",
        ),
        ("data: {oops}\n\n", "this is no reply of `openai-chat`: an event that is no JSON"),
    ] {
        let error = ReplyStream::new(Provider::OpenAiChat).push_bytes(body.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn the_end_is_known() {
    use Provider as P;
    for (provider, end) in [
        (P::OpenAiChat, json!({ "choices": [{ "index": 0, "delta": {}, "finish_reason": "stop" }] })),
        (P::Groq, json!("[DONE]")),
        (P::OpenAiResponses, json!({ "type": "response.completed", "response": { "output": [] } })),
        (P::OpenAiRealtime, json!({ "type": "response.done", "response": { "status": "completed" } })),
        (P::Anthropic, json!({ "type": "message_stop" })),
        (P::Bedrock, json!({ "messageStop": { "stopReason": "end_turn" } })),
        (P::Gemini, json!({ "candidates": [{ "finishReason": "STOP" }] })),
        (P::GeminiLive, json!({ "serverContent": { "turnComplete": true } })),
        (P::Cohere, json!({ "type": "message-end", "delta": { "finish_reason": "COMPLETE" } })),
        (P::Ollama, json!({ "message": { "content": "" }, "done": true })),
        (P::VercelAiSdk, json!({ "type": "finish", "finishReason": "stop" })),
    ] {
        let mut stream = ReplyStream::new(provider);
        assert!(!stream.has_ended(), "{provider}");
        stream.push(&end).unwrap();
        assert!(stream.has_ended(), "{provider}");
        assert_eq!(provider.calls(&stream.finish()), Ok(Vec::new()), "{provider}");
    }
}
