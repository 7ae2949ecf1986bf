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
        /// Posts a message to a channel.
        pub async fn failure(
            &self,
            arguments: &Failure,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::call(arguments, self).await
        }
    }
    __tt::calls! {
    }
}
__tt::exports! {
    Plain | Mcp | Anthropic | Gemini | Ollama | Groq | Xai | LocalGrammar {
        (r#"{"type":"object","properties":{"text":{"type":"string"}},"required":["text"]}"#),
    } GeminiLive {
        (r#"{"type":"OBJECT","properties":{"text":{"type":"STRING"}},"required":["text"]}"#),
    } OpenAiStrict | AzureStrict | DeepSeekStrict | AnthropicStrict {
        (r#"{"type":"object","properties":{"text":{"type":"string"}},"required":["text"],"additionalProperties":false}"#),
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
    /// The secrets that the tools use: none.
    []
}
__tt::tool_call! {
    0 Failure "failure",
}
/// Posts a message to a channel.
///
/// `POST https://chat.example.com/api/post` (`tool.json`)
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct Failure {
    /// `text`
    pub text: __tt::String,
}
__tt::tool! {
    /// All properties.
    Failure(text: __tt::String) {
        0 required text "text",
    }
}
impl __tt::Tool for Failure {
    type Output = __tt::Value;
    type Toolset = Session;
    fn definition() -> __tt::Table {
        use __tt::prelude::*;
        &Definition {
            name: "failure",
            description: "Posts a message to a channel.",
            arguments: Schema {
                nodes: &[Node::Object(&[("text", 1)], &["text"]), Node::String],
            },
            checked_by_types: true,
            request: Template {
                method: "POST",
                origin: Origin::Fixed("https://chat.example.com"),
                path: &[Part::Text("api/post")],
                body: Body::Json {
                    content_type: "application/json",
                    value: JsonTemplate::Object(
                        &[("text", JsonTemplate::Argument("text"))],
                    ),
                },
                ..Template::EMPTY
            },
            settings: &Settings {
                response: ResponseRules {
                    select: &[],
                    max_chars: 15000,
                    max_bytes: Some(65536),
                    errors: ErrorText::Body,
                    failure: Some(
                        &Failure {
                            path: Query {
                                absolute: true,
                                segments: &[
                                    Segment {
                                        deep: false,
                                        selectors: &[Selector::Name("ok")],
                                    },
                                ],
                            },
                            is: Some(Lit::Bool(false)),
                            message: Some(Query {
                                absolute: true,
                                segments: &[
                                    Segment {
                                        deep: false,
                                        selectors: &[Selector::Name("error")],
                                    },
                                ],
                            }),
                        },
                    ),
                    schema: None,
                },
                ..usual::POST
            },
        }
    }
}
