//! No secret comes back, in any form, to anybody; and what a model sees of an error.
#![cfg(feature = "http")]

mod support;

use std::error::Error;

use support::API_KEY;
use support::server::{Server, answer, call, core_for, reply, sketch};
use typed_tools_runtime::__private::*;

/// All that anybody is shown of an error.
fn shown(error: &CallError) -> Vec<String> {
    let mut all = vec![error.to_string(), format!("{error:?}"), format!("{error:#?}"), error.for_model()];
    let mut source = error.source();
    while let Some(cause) = source {
        all.push(cause.to_string());
        all.push(format!("{cause:?}"));
        source = cause.source();
    }
    all
}

#[tokio::test]
async fn what_a_model_sees_of_an_error() {
    let body = format!(
        r#"{{"error": "no\u0020{API_KEY}", "see": "https:\/\/api.example\/docs?k=1", "n": "{}"}}"#,
        "ä".repeat(600)
    );
    for (errors, expected) in [
        (ErrorText::Hide, "The call failed.".to_owned()),
        (ErrorText::Status, "The service answered HTTP 422 (the arguments are not accepted).".to_owned()),
        (
            ErrorText::Body,
            format!(
                "The service answered HTTP 422 (the arguments are not accepted): {}",
                format!(r#"{{"error":"no [redacted]","see":"[URL]","n":"{}"#, "ä".repeat(600))
                    .chars()
                    .take(500)
                    .collect::<String>()
                    + &format!("… [cut: the first 500 characters of {} bytes]", body.len())
            ),
        ),
    ] {
        let server = Server::start(vec![reply("422 No\r\ncontent-type: application/json", &body)]).await;
        let tool = sketch().with(|d| d.call.response.errors = errors).finish();
        let error = call(tool, &core_for(&server)).await.unwrap_err();
        assert_eq!(error.for_model(), expected);
        let CallError::Status(status) = &error else { panic!() };
        assert_eq!(status.body(), body.as_bytes(), "the host has the whole");
    }
}

#[tokio::test]
async fn no_secret_comes_back_in_any_form() {
    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
    let encoded = "sk%2BKey%2F0123%3Dab%25cd";
    let mut forms = vec![API_KEY.to_owned(), encoded.to_owned(), encoded.to_lowercase()];
    for user in ["", "a:", "ab:", "abc:"] {
        forms.push(STANDARD.encode(format!("{user}{API_KEY}")));
        forms.push(URL_SAFE_NO_PAD.encode(format!("{user}{API_KEY}\n")));
    }
    let slashes = API_KEY.replace('/', "\\/");
    let unicode: String = API_KEY.chars().map(|c| format!("\\u{:04x}", c as u32)).collect();
    let text = forms.join(" | ");
    let in_json = format!(r#"{{"{slashes}": ["{unicode}", "{text}"]}}"#);
    let search = |shown: &[String]| {
        for text in shown {
            for form in &forms {
                assert!(!text.contains(form.as_str()), "{form} in {text}");
            }
            for form in [&slashes, &unicode] {
                assert!(!text.contains(form.as_str()), "{form} in {text}");
            }
        }
    };
    for head in ["200 OK", "400 Bad", "302 Found", "503 Busy"] {
        for (kind, body) in
            [("text/plain", &text), ("application/json", &in_json), ("application/json", &text)]
        {
            let head = format!(
                "{head}\r\ncontent-type: {kind}\r\nx-echo: {API_KEY}\r\nlocation: https://x.example/{encoded}\r\nset-cookie: t=1"
            );
            match answer(reply(&head, body)).await {
                Ok(response) => {
                    search(&[response.for_model(), format!("{response:?}"), format!("{response:#?}")]);
                    assert_eq!(response.bytes(), body.as_bytes());
                }
                Err(error) => {
                    assert!(!error.for_model().contains("://"), "{}", error.for_model());
                    search(&shown(&error));
                }
            }
        }
    }
}

/// A service that reflects what it was sent can put it into more places than the body.
#[tokio::test]
async fn no_secret_comes_back_in_a_content_type_or_in_utf_16() {
    // All that a media type may hold.
    const KEY: &str = "sk-live.0a1b2c3d";
    let wide: Vec<u8> = format!(r#"{{"key": "{KEY}"}}"#).encode_utf16().flat_map(u16::to_le_bytes).collect();
    for status in ["200 OK", "400 Bad"] {
        for (kind, body) in [
            (format!("application/{KEY}"), b"\x00\xff".to_vec()),
            ("application/json; charset=utf-16".to_owned(), wide.clone()),
        ] {
            let server =
                Server::start(vec![reply(&format!("{status}\r\ncontent-type: {kind}"), &body)]).await;
            let source =
                |name: &str| Some(if name == "CRM_BASE_URL" { support::BASE_URL } else { KEY }.to_owned());
            let secrets = SecretValues::from_source(support::SECRETS, &source).unwrap();
            let core: std::sync::Arc<Core> = Builder::<std::sync::Arc<Core>>::new(Parts {
                secrets: support::SECRETS,
                origins: support::RULES,
                definitions: &[],
            })
            .secrets(secrets)
            .origin("https://api.example", server.origin.clone())
            .build()
            .unwrap();
            let all = match call(sketch().finish(), &core).await {
                Ok(response) => vec![response.for_model(), format!("{response:?}")],
                Err(error) => shown(&error),
            };
            for text in all {
                let text = text.replace(['\0'], "").replace("\\0", "");
                assert!(!text.contains(KEY), "{kind}: {text}");
            }
        }
    }
}

#[tokio::test]
async fn no_secret_comes_back_as_the_name_of_a_header() {
    // All that a name may hold, and names come in lower case.
    for head in ["200 OK", "400 Bad"] {
        let all = match answer(reply(&format!("{head}\r\nx-{}: 1", support::SID), "text")).await {
            Ok(response) => vec![format!("{response:?}")],
            Err(error) => shown(&error),
        };
        for text in all {
            assert!(!text.to_ascii_uppercase().contains(support::SID), "{text}");
        }
    }
}

/// Too short to be looked for in base64, where it could stand in any word.
#[tokio::test]
async fn short_basic_credentials_do_not_come_back() {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    for password in ["pw", "p4s.w", "p4s.w!"] {
        for user in ["a", "ab", "abc"] {
            let pair = STANDARD.encode(format!("{user}:{password}"));
            let server = Server::start(vec![reply("400 Bad", format!("sent: Basic {pair}"))]).await;
            let source = |name: &str| {
                Some(if name == "CRM_BASE_URL" { support::BASE_URL } else { password }.to_owned())
            };
            let core: std::sync::Arc<Core> = Builder::<std::sync::Arc<Core>>::new(Parts {
                secrets: support::SECRETS,
                origins: support::RULES,
                definitions: &[],
            })
            .secrets(SecretValues::from_source(support::SECRETS, &source).unwrap())
            .origin("https://api.example", server.origin.clone())
            .build()
            .unwrap();
            let tool = sketch().basic(user, "{{API_KEY}}").finish();
            for text in shown(&call(tool, &core).await.unwrap_err()) {
                assert!(!text.contains(&pair) && !text.contains(password), "{text}");
            }
        }
    }
}
