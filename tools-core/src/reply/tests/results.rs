//! What becomes of digits, keys, empty results and media on the way back.

use serde_json::{Value, json};

use crate::provider::Provider;
use crate::provider::Provider as P;
use crate::reply::{Call, Media, Outcome};

fn told(provider: Provider, outcome: Outcome) -> Value {
    let call = Call::new(Some("call00001".to_owned()), "get_channel", Value::Null);
    provider.results(&[(call, outcome)]).remove(0)
}

/// The only place of a result where JSON stands as JSON.
fn structured(provider: Provider, message: &Value) -> Option<&Value> {
    match provider {
        P::Gemini | P::VertexAi => message.pointer("/parts/0/functionResponse/response/output"),
        P::GeminiLive => message.pointer("/toolResponse/functionResponses/0/response/output"),
        P::Bedrock => message.pointer("/content/0/toolResult/content/0/json"),
        P::Cohere => message.pointer("/content/0/document/data"),
        P::VercelAiSdk => message.pointer("/content/0/output/value"),
        P::Mcp | P::Mcp20251125 | P::Mcp20250618 => message.get("structuredContent"),
        _ => None,
    }
}

#[test]
fn no_digit_is_lost_on_the_way_back() {
    let text = r#"{"id":1234567890123456789,"total":123456789012345678901234567890,"n":7,"price":19.99}"#;
    for provider in Provider::ALL {
        let message = told(*provider, Outcome::success(text));
        let id = match provider {
            P::Gemini | P::GeminiLive | P::VertexAi | P::VercelAiSdk => json!("1234567890123456789"),
            _ => json!(1_234_567_890_123_456_789_i64),
        };
        let value = json!({ "id": id, "total": "123456789012345678901234567890", "n": 7, "price": 19.99 });
        match structured(*provider, &message) {
            Some(found) => assert_eq!(*found, value, "{provider}"),
            // Text goes as it is.
            None => assert!(message.to_string().contains(&json!(text).to_string()), "{provider}: {message}"),
        }
        let written = message.to_string();
        for digits in ["1234567890123456789", "123456789012345678901234567890"] {
            assert!(written.contains(digits), "{provider}: {written}");
        }
    }
}

#[test]
fn gemini_gets_no_reference() {
    let text = r##"{"$ref":"#/a","list":[{"$ref":1,"_ref":2}],"$defs":{"x":"$ref"}}"##;
    let renamed = json!({ "_ref": "#/a", "list": [{ "__ref": 1, "_ref": 2 }], "$defs": { "x": "$ref" } });
    for provider in Provider::ALL {
        let message = told(*provider, Outcome::success(text));
        let Some(found) = structured(*provider, &message) else { continue };
        match provider {
            P::Gemini | P::GeminiLive | P::VertexAi => assert_eq!(*found, renamed, "{provider}"),
            _ => assert_eq!(*found, serde_json::from_str::<Value>(text).unwrap(), "{provider}"),
        }
    }
}

/// The text of a result in each shape.
fn text_of(provider: Provider, message: &Value) -> &Value {
    let at = match provider {
        P::OpenAiResponses => "/output",
        P::OpenAiRealtime => "/item/output",
        P::Anthropic => "/content/0/content",
        P::Gemini | P::VertexAi => "/parts/0/functionResponse/response/output",
        P::GeminiLive => "/toolResponse/functionResponses/0/response/output",
        P::Bedrock => "/content/0/toolResult/content/0/text",
        P::VercelAiSdk => "/content/0/output/value",
        P::Mcp | P::Mcp20251125 | P::Mcp20250618 => "/content/0/text",
        _ => "/content",
    };
    message.pointer(at).unwrap_or(&Value::Null)
}

#[test]
fn an_empty_result_says_that_it_is() {
    for provider in Provider::ALL {
        for empty in ["", " \n\t"] {
            let message = told(*provider, Outcome::success(empty));
            assert_eq!(text_of(*provider, &message), "The call succeeded; its result is empty.", "{message}");
            let message = told(*provider, Outcome::error(empty)).to_string();
            assert!(message.contains("The call failed; no reason is given."), "{provider}: {message}");
        }
        // Empty JSON is a value; Cohere takes no empty document.
        let message = told(*provider, Outcome::success("{}"));
        match structured(*provider, &message) {
            Some(value) => assert_eq!(*value, json!({}), "{provider}"),
            None => assert_eq!(text_of(*provider, &message), "{}", "{provider}"),
        }
    }
}

#[test]
fn media_goes_where_it_is_taken() {
    let outcome = |media_type: &str, base64: &str| {
        Outcome::success("The response is binary.").with_media(Media::new(media_type, base64))
    };
    let text = "The response is binary.";
    let inline = json!({ "inlineData": { "mimeType": "image/png", "data": "iVBORw==" } });
    let block = |kind: &str, media_type: &str| json!([{ "type": "text", "text": text }, { "type": kind, "data": "iVBORw==", "mimeType": media_type }]);
    for provider in Provider::ALL {
        let image = told(*provider, outcome("image/png", "iVBORw=="));
        match provider {
            P::Anthropic => {
                let source = json!({ "type": "base64", "media_type": "image/png", "data": "iVBORw==" });
                let content =
                    json!([{ "type": "text", "text": text }, { "type": "image", "source": source }]);
                assert_eq!(image["content"][0]["content"], content);
            }
            P::OpenAiResponses => {
                let url = "data:image/png;base64,iVBORw==";
                let output = json!([
                    { "type": "input_text", "text": text },
                    { "type": "input_image", "detail": "auto", "image_url": url },
                ]);
                assert_eq!(image["output"], output);
            }
            P::Gemini | P::VertexAi => {
                let response = &image["parts"][0]["functionResponse"];
                assert_eq!(response["parts"], json!([inline]));
                assert_eq!(response["response"], json!({ "output": text }));
            }
            P::Mcp | P::Mcp20251125 | P::Mcp20250618 => {
                assert_eq!(image["content"], block("image", "image/png"));
            }
            _ => assert_eq!(image, told(*provider, Outcome::success(text)), "{provider}"),
        }
        let audio = told(*provider, outcome("audio/wav", "iVBORw=="));
        match provider {
            P::Mcp | P::Mcp20251125 | P::Mcp20250618 => {
                assert_eq!(audio["content"], block("audio", "audio/wav"));
            }
            _ => assert_eq!(audio, told(*provider, Outcome::success(text)), "{provider}"),
        }
        // Too long, no base64, no image.
        for (media_type, base64) in [
            ("image/png", "A".repeat(5_000_004)),
            ("image/png", "iVBORw=".to_owned()),
            ("image/png", "iVB\"Rw==".to_owned()),
            ("image/png", String::new()),
            ("application/pdf", "iVBORw==".to_owned()),
        ] {
            let refused = told(*provider, outcome(media_type, &base64));
            assert_eq!(refused, told(*provider, Outcome::success(text)), "{provider}");
        }
        // What failed has none: Anthropic refuses it there.
        let failed = Outcome::error("no").with_media(Media::new("image/png", "iVBORw=="));
        assert_eq!(told(*provider, failed), told(*provider, Outcome::error("no")));
    }
    let bare = Outcome::success("").with_media(Media::new("image/png", "iVBORw=="));
    let message = told(P::OpenAiChat, bare);
    assert_eq!(message["content"], "The call succeeded; its result is image/png.");
}
