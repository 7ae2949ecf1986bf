__tt::toolset! {
    base_urls[],
    allow_http[],
    context[],
    session(context) Context = context,
    credentials[],
}
impl __tt::OpensAlone for Tools {
    fn open_alone(&self) -> Session {
        Self::session(self, Context {})
    }
}
__tt::if_http! {
    #[allow(dead_code, clippy::missing_errors_doc)]
    impl Session {
        /// Sends a message as a form.
        pub async fn form_body(
            &self,
            arguments: &FormBody,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::call(arguments, self).await
        }
    }
    __tt::calls! {
    }
}
__tt::exports! {
    Plain | Mcp | Anthropic | Gemini | Ollama | Xai | LocalGrammar {
        (r#"{"type":"object","properties":{"to":{"type":"string"},"text":{"type":"string"},"media":{"type":"array","items":{"type":"string"}}},"required":["to","text"]}"#),
    } GeminiLive {
        (r#"{"type":"OBJECT","properties":{"to":{"type":"STRING"},"text":{"type":"STRING"},"media":{"type":"ARRAY","items":{"type":"STRING"}}},"required":["to","text"]}"#),
    } Groq {
        (r#"{"type":"object","properties":{"to":{"type":"string"},"text":{"type":"string"},"media":{"type":["array","null"],"items":{"type":"string"}}},"required":["to","text"]}"#),
    } OpenAiStrict | AzureStrict {
        (r#"{"type":"object","properties":{"to":{"type":"string"},"text":{"type":"string"},"media":{"type":["array","null"],"items":{"type":"string"}}},"required":["to","text","media"],"additionalProperties":false}"#),
    } DeepSeekStrict {
        (r#"{"type":"object","properties":{"to":{"type":"string"},"text":{"type":"string"},"media":{"anyOf":[{"type":"array","items":{"type":"string"}},{"type":"null"}]}},"required":["to","text","media"],"additionalProperties":false}"#),
    } AnthropicStrict {
        (r#"{"type":"object","properties":{"to":{"type":"string"},"text":{"type":"string"},"media":{"type":"array","items":{"type":"string"}}},"required":["to","text"],"additionalProperties":false}"# 1 0),
    }
}
/// What your application knows of one conversation and a model cannot choose.
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct Context {}
__tt::nested! {
    Context {}
}
__tt::secrets! {
    /// The secrets that the tools use: `SMS_ACCOUNT`, `SMS_TOKEN`.
    ["SMS_ACCOUNT" , "SMS_TOKEN"]
}
__tt::tool_call! {
    0 FormBody "form_body",
}
/// Sends a message as a form.
///
/// `POST https://sms.example.com/accounts/{SMS_ACCOUNT}/messages` (`tool.json`)
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct FormBody {
    /// `to`
    pub to: __tt::String,
    /// `text`
    pub text: __tt::String,
    /// `media`
    pub media: __tt::Option<__tt::Vec<__tt::String>>,
}
__tt::tool! {
    /// The required properties; the others are absent, or have their defaults. To set some of them: `FormBody { media: .., ..FormBody::new(..) }`.
    FormBody(to: __tt::String, text: __tt::String) {
        0 required to "to",
        1 required text "text",
        2 optional media "media",
    }
}
impl __tt::Tool for FormBody {
    type Output = __tt::Value;
    type Toolset = Session;
    fn definition() -> __tt::Table {
        use __tt::prelude::*;
        &Definition {
            name: "form_body",
            description: "Sends a message as a form.",
            arguments: Schema {
                nodes: &[
                    Node::Object(
                        &[("to", 1), ("text", 2), ("media", 3)],
                        &["to", "text"],
                    ),
                    Node::String,
                    Node::String,
                    Node::Array(4),
                    Node::String,
                ],
            },
            checked_by_types: true,
            request: Template {
                method: "POST",
                origin: Origin::Fixed("https://sms.example.com"),
                path: &[
                    Part::Text("accounts/"),
                    Part::Secret("SMS_ACCOUNT"),
                    Part::Text("/messages"),
                ],
                body: Body::Form {
                    content_type: "application/x-www-form-urlencoded",
                    fields: &[
                        Pair {
                            name: "To",
                            value: &[Part::Argument("to")],
                        },
                        Pair {
                            name: "Body",
                            value: &[Part::Argument("text")],
                        },
                        Pair {
                            name: "MediaUrl",
                            value: &[Part::Argument("media")],
                        },
                    ],
                    rest: Rest::None,
                },
                ..Template::EMPTY
            },
            settings: &Settings {
                basic: Some(Basic {
                    username: &[Part::Secret("SMS_ACCOUNT")],
                    password: &[Part::Secret("SMS_TOKEN")],
                    encoded: false,
                }),
                ..usual::POST
            },
        }
    }
}
